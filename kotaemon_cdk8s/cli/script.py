"""The user's script, run in this process, and the constructs that it makes.

Nothing it has is read from YAML: the commands see the wiring graph itself. `cdk8s.App` and
`cdk8s.Chart` are changed while it runs, because a script hands its App to nobody.
"""

from __future__ import annotations

import runpy
import shlex
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.cli.failure import failed
from kotaemon_cdk8s.errors import KotaemonCdk8sError
from kotaemon_cdk8s.output import taken_by_command

import cdk8s
import typer

PROJECT = Path("cdk8s.yaml")
_LIBRARIES = ("site-packages", "dist-packages", "kotaemon_cdk8s")


@dataclass(frozen=True)
class Project:
    """What `cdk8s.yaml` says, as far as it concerns us.

    Args:
        app: Command that synthesizes.
        output: Folder that is written.
    """

    app: str | None
    output: str


@dataclass(frozen=True)
class Script:
    """A Python script that makes an App.

    Args:
        path: The file.
        arguments: What follows it on its command line.
    """

    path: Path
    arguments: tuple[str, ...] = ()

    @staticmethod
    def of(app: str | None) -> Script:
        """The script that was named, or else the one of `cdk8s.yaml`, or else `app.py`.

        Raises:
            typer.Exit: There is none.
        """
        command = app or project().app or "app.py"
        try:
            words = shlex.split(command)
        except ValueError as error:
            raise failed([f"{command!r} is no command: {error}"]) from None
        for position, word in enumerate(words):
            if word.endswith(".py"):
                if not Path(word).is_file():
                    raise failed([f"{word}: there is no such file; name the script: --app app.py"])
                return Script(Path(word), tuple(words[position + 1 :]))
        raise failed([f"`app: {command}` of {PROJECT} runs no Python file; name the script: --app app.py"])

    def read(self, *, debug: bool = False) -> list[cdk8s.App]:
        """Run it up to its end, but let it write nothing.

        Args:
            debug: Show the whole trace of an error.

        Returns:
            The Apps that it synthesizes, each after all checks.

        Raises:
            typer.Exit: It fails, or synthesizes nothing.
        """
        with tempfile.TemporaryDirectory() as nowhere:
            return self._run(nowhere, debug=debug)

    def write(self, folder: str, *, replaces: str, debug: bool = False, watch: Callable[[str], None]) -> None:
        """Run it, and have it write to a folder.

        Args:
            folder: Where to, in place of its own output folder.
            replaces: What that folder will be.
            debug: Show the whole trace of an error.
            watch: Is told the id of each chart as it begins.

        Raises:
            typer.Exit: It fails, synthesizes nothing, or writes elsewhere, where nothing guards the files.
        """
        self._run(folder, debug=debug, guarded=(folder, replaces, project().output), watch=watch)

    def _run(
        self,
        folder: str,
        *,
        debug: bool,
        guarded: tuple[str, ...] = (),
        watch: Callable[[str], None] = lambda _: None,
    ) -> list[cdk8s.App]:
        found: list[cdk8s.App] = []
        try:
            with (
                _instead_of_python(self),
                _apps_to(folder, found, guarded=guarded, watch=watch),
                redirect_stdout(sys.stderr),
            ):
                runpy.run_path(str(self.path), run_name="__main__")
        except SystemExit as end:
            if end.code not in (None, 0):
                raise failed([f"{self.path} ends with {end.code}"]) from None
        except KotaemonCdk8sError as error:
            raise _failure(self.path, error, str(error).splitlines(), debug=debug) from None
        except Exception as error:  # noqa: BLE001 (whatever a user's script raises)
            raise _failure(self.path, error, _shortly(error), debug=debug) from None
        if not found:
            raise failed([f"{self.path} synthesizes nothing: it ends without app.synth()"])
        return found


class WritesElsewhereError(Exception):
    """The script has an output folder of its own."""


def project() -> Project:
    """That of the current folder; defaults, if there is none.

    Raises:
        typer.Exit: `cdk8s.yaml` cannot be read.
    """
    import yaml

    if not PROJECT.exists():
        return Project(None, "dist")
    try:
        content = yaml.safe_load(PROJECT.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise failed([f"{PROJECT} cannot be read: {' '.join(str(error).split())}"]) from None
    if not isinstance(content, dict):
        raise failed([f"{PROJECT} has no keys"])
    return Project(str(content.get("app") or "") or None, str(content.get("output") or "dist"))


@contextmanager
def _instead_of_python(script: Script) -> Iterator[None]:
    """As `python SCRIPT ARGUMENTS…` would set it up."""
    arguments, path = sys.argv, sys.path[:]
    sys.argv = [str(script.path), *script.arguments]
    sys.path.insert(0, str(script.path.resolve().parent))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = arguments, path


@contextmanager
def _apps_to(
    folder: str, found: list[cdk8s.App], *, guarded: tuple[str, ...], watch: Callable[[str], None]
) -> Iterator[None]:
    """Apps go to the folder, and their synthesis to the list; to the disk only with guarded folders."""
    places = {Path(path).resolve() for path in guarded}
    make, make_chart = cdk8s.App.__init__, cdk8s.Chart.__init__
    synth, synth_yaml = cdk8s.App.synth, cdk8s.App.synth_yaml

    def instead(of: str | None) -> str:
        if of is not None and places and Path(of).resolve() not in places:
            raise WritesElsewhereError(
                f"the script writes to {of!r}: leave the folder out, or say so: --output {shlex.quote(of)}"
            )
        return folder

    def to_folder(self: cdk8s.App, *, outdir: str | None = None, **options: Any) -> None:
        # Node.js has its environment from its start, so $CDK8S_OUTDIR would come too late.
        make(self, outdir=instead(outdir), **options)

    def seen(self: cdk8s.Chart, scope: Any, id: str, **options: Any) -> None:
        watch(id)
        make_chart(self, scope, id, **options)

    def synthesized(self: cdk8s.App) -> None:
        found.append(self)
        if places:
            synth(self)

    def as_text(self: cdk8s.App) -> str:
        found.append(self)
        return synth_yaml(self) if places else ""

    with (
        taken_by_command(instead),
        _changed(cdk8s.App, {"__init__": to_folder, "synth": synthesized, "synth_yaml": as_text}),
        _changed(cdk8s.Chart, {"__init__": seen}),
    ):
        yield


@contextmanager
def _changed(owner: type, methods: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    were = {name: getattr(owner, name) for name in methods}
    for name, method in methods.items():
        setattr(owner, name, method)
    try:
        yield
    finally:
        for name, method in were.items():
            setattr(owner, name, method)


def _failure(script: Path, error: Exception, lines: list[str], *, debug: bool) -> typer.Exit:
    if debug:
        traceback.print_exception(error)
    first, *others = lines
    return failed([f"{_place(script, error)}{type(error).__name__}: {first}"], details=others)


def _shortly(error: Exception) -> list[str]:
    # jsii's errors carry the trace of JavaScript below their message.
    return [(str(error).strip() or "no message").splitlines()[0]]


def _place(script: Path, error: Exception) -> str:
    """Where in the user's own files it came up."""
    if isinstance(error, SyntaxError):
        return f"{_shown(error.filename or str(script))}:{error.lineno}: "
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(script) or _is_beside(script, Path(frame.filename))
    ]
    return f"{_shown(own[-1].filename)}:{own[-1].lineno}: " if own else f"{script}: "


def _is_beside(script: Path, file: Path) -> bool:
    """A file of the user's: below the script's folder, and of no library in it."""
    try:
        parts = file.resolve().relative_to(script.resolve().parent).parts
    except ValueError:
        return False
    return file.is_file() and not any(part in _LIBRARIES or part.startswith(".") for part in parts)


def _shown(file: str) -> str:
    try:
        return str(Path(file).resolve().relative_to(Path.cwd()))
    except ValueError:
        return file
