"""The output folder, written whole or not at all, with nothing stale left in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from kotaemon_cdk8s import immutable
from kotaemon_cdk8s.errors import Fault, OutputError, SynthesisError

_OF_COMMAND: ContextVar[Callable[[str | None], str] | None] = ContextVar("_OF_COMMAND", default=None)


@contextmanager
def taken_by_command(instead: Callable[[str | None], str]) -> Iterator[None]:
    """Within it, the command that runs the script says what `output_folder()` is, and sees to the rest."""
    token = _OF_COMMAND.set(instead)
    try:
        yield
    finally:
        _OF_COMMAND.reset(token)


@contextmanager
def output_folder(folder: str | None = None) -> Iterator[str]:
    """A folder to synthesize into, which takes the place of the real one at the end.

    ```python
    with output_folder() as outdir:
        app = cdk8s.App(outdir=outdir)
        ...
        app.synth()
    ```

    Args:
        folder: The output folder. Default: `$CDK8S_OUTDIR`, which the cdk8s command line
            sets, else `dist`.

    Yields:
        A new, empty folder beside it. When the block ends well, the real folder holds what
        is in it, and nothing else; when it raises, the real folder is as it was.

    Raises:
        OutputError: The real folder holds something that synthesis does not write, which
            would be lost, or cannot be replaced; or nothing was synthesized.
        SynthesisError: A volume would have to shrink, or a field to change that never changes.
    """
    of_command = _OF_COMMAND.get()
    if of_command is not None:
        yield of_command(folder)
        return
    real = Path(folder or os.environ.get("CDK8S_OUTDIR") or "dist").resolve()
    foreign = _foreign(real)
    if foreign is not None:
        raise OutputError(
            Fault(
                "output_folder",
                "folder",
                str(folder or real.name),
                f"holds {foreign}, which synthesis does not write and would delete",
                "give a folder that holds manifests (*.yaml) only, or a new one",
            )
        )
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{real.name}-", dir=real.parent))
    except OSError as error:
        raise _unwritable(real, error) from None
    try:
        fresh = staging / "new"
        fresh.mkdir()
        yield str(fresh)
        if not any(fresh.iterdir()):
            raise OutputError(
                Fault(
                    "output_folder",
                    "folder",
                    str(folder or real.name),
                    "nothing was synthesized, and the manifests in it would be deleted",
                    "call app.synth() within the block, on an App with outdir=outdir",
                )
            )
        refused = immutable.faults(real, immutable.read(fresh))
        if refused:
            raise SynthesisError(*refused)
        try:
            _replace(real, fresh, staging / "old")
        except OSError as error:
            raise _unwritable(real, error) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _replace(real: Path, fresh: Path, old: Path) -> None:
    if real.exists():
        real.rename(old)
    try:
        fresh.rename(real)
    except OSError:
        if old.exists():
            old.rename(real)
        raise


def _foreign(folder: Path) -> str | None:
    """Something in the folder that is no manifest."""
    if folder.exists() and not folder.is_dir():
        return "a file of that name"
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or (not path.is_dir() and path.suffix != ".yaml"):
            return path.relative_to(folder).as_posix()
    return None


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        Fault("output_folder", "folder", folder.name, f"cannot be written: {error.strerror}", "check its permissions")
    )
