"""`new`: a repository of one's own, from the templates beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import AsJson, print_json
from kotaemon_cdk8s.cli.failure import failed, refused
from kotaemon_cdk8s.errors import OptionError
from kotaemon_cdk8s.operations.argo_sync import check_repository
from kotaemon_cdk8s.options import At

import typer

_TEMPLATES = Path(__file__).parent / "templates" / "new-repository"
# A file whose name begins with a dot would be at work in the library's own repository.
_DOT = "dot-"
_REPOSITORY = "https://git.example.com/team/kotaemon.git"


def new(
    folder: Annotated[Path, typer.Argument(help="The folder: a new one, or an empty one.", show_default=False)],
    repository: Annotated[
        str, typer.Option(help="URL of the Git repository that it will be, as Argo CD reaches it.")
    ] = _REPOSITORY,
    as_json: AsJson = False,
) -> None:
    """Start a GitOps repository: app.py, tests, CI, an Argo CD Application; it synthesizes at once.

    Everything in it is yours from then on: no later command changes it.
    """
    try:
        check_repository(At("new"), repository)
    except OptionError as error:
        raise refused(error) from None
    content = dict(_content(repository))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise failed([f"{folder} is not empty; nothing was written: name a new folder"])
        for name, text in content.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            # Never over a file that somebody else has made meanwhile.
            with file.open("x", encoding="utf-8") as opened:
                opened.write(text)
    except OSError as error:
        raise failed([f"{error.filename or folder}: cannot be written: {error.strerror}"]) from None
    if as_json:
        print_json({"folder": str(folder), "files": list(content)})
        return
    for name in content:
        typer.echo(f"+ {folder / name}")
    typer.echo(f"Next: cd {folder} && kotaemon-cdk8s synth; README.md has the rest")


def _content(repository: str) -> Iterator[tuple[str, str]]:
    """All files by their paths, with what is of this repository in them."""
    for path in sorted(_TEMPLATES.rglob("*")):
        # What a test run leaves beside them.
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(_TEMPLATES).as_posix().replace(_DOT, ".")
            # A text of JSON is one of Python, quotes and all.
            yield name, path.read_text(encoding="utf-8").replace(json.dumps(_REPOSITORY), json.dumps(repository))
