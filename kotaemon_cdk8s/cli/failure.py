"""How a command ends that found something wrong: one line for each fault, and exit code 1."""

from __future__ import annotations

from collections.abc import Iterable

import typer

FAULTS = 1
"""Exit code: what was asked for cannot be, or findings. Zero is for all well, and typer's own 2 for a wrong call."""


def failed(lines: Iterable[str]) -> typer.Exit:
    """Say what is wrong; raise what comes back."""
    for line in lines:
        typer.echo(f"kotaemon-cdk8s: {line}", err=True)
    return typer.Exit(FAULTS)
