"""All subcommands, each in a module of its own."""

from __future__ import annotations

from kotaemon_cdk8s.cli.lock_images import lock_images

import typer

program = typer.Typer(
    name="kotaemon-cdk8s",
    help="What needs a network or a cluster, and so is no part of a synthesis.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@program.callback()
def _group() -> None:
    """With it, the first subcommand has a name even while it is the only one."""


program.command()(lock_images)
