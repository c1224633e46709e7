"""All subcommands, each in a module of its own."""

from __future__ import annotations

from kotaemon_cdk8s.cli.check_upgrade import check_upgrade
from kotaemon_cdk8s.cli.explain import explain
from kotaemon_cdk8s.cli.from_helm import from_helm
from kotaemon_cdk8s.cli.graph import graph
from kotaemon_cdk8s.cli.images import images
from kotaemon_cdk8s.cli.lock_images import lock_images
from kotaemon_cdk8s.cli.new import new
from kotaemon_cdk8s.cli.secrets import secrets
from kotaemon_cdk8s.cli.synth import synth

import typer

program = typer.Typer(
    name="kotaemon-cdk8s",
    help="Start a repository, write its manifests, and see what they deploy.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

program.command()(new)
program.command()(from_helm)
program.command()(synth)
program.command()(explain)
program.command()(secrets)
program.command()(images)
program.command()(graph)
program.command()(lock_images)
program.command()(check_upgrade)
