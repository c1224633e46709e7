"""Arguments and options that several commands have."""

from __future__ import annotations

import json
from typing import Annotated, Any

from kotaemon_cdk8s.cli.deployments import completed

import typer

App = Annotated[
    str | None,
    typer.Option("--app", help="The script, with its arguments. Default: `app` of cdk8s.yaml, or else app.py."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole trace of an error in the script.")]


def _deployment(default: str) -> Any:
    return typer.Argument(
        metavar="DEPLOYMENT",
        help=f"Path of its chart, such as `standard`. Default: {default}.",
        autocompletion=completed,
        show_default=False,
    )


One = Annotated[str | None, _deployment("the only one")]
OneOrAll = Annotated[str | None, _deployment("all")]


def print_json(content: Any) -> None:
    """The form of all `--json`: keys in the order of the text, and no shortened characters."""
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
