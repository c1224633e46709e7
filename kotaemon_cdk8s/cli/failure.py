"""How a command ends that found something wrong: one line for each fault, and exit code 1."""

from __future__ import annotations

from collections.abc import Iterable

from kotaemon_cdk8s.errors import KotaemonCdk8sError

import typer

FAULTS = 1
"""Exit code: what was asked for cannot be, or findings. Zero is for all well, and typer's own 2 for a wrong call."""


def failed(lines: Iterable[str], *, details: Iterable[str] = ()) -> typer.Exit:
    """Say what is wrong, with details below it; raise what comes back."""
    for line in lines:
        typer.echo(f"kotaemon-cdk8s: {line}", err=True)
    for line in details:
        typer.echo(line, err=True)
    return typer.Exit(FAULTS)


def refused(error: KotaemonCdk8sError) -> typer.Exit:
    """Say what the library refuses, with cause and fix; raise what comes back."""
    first, *others = str(error).splitlines()
    return failed([first], details=others)
