"""`check-upgrade`: what a new rendering does to a cluster that runs the old one."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from kotaemon_cdk8s.cli.arguments import AsJson, print_json
from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.operations.upgrade_check.compare import compare
from kotaemon_cdk8s.operations.upgrade_check.rendering import Rendering
from kotaemon_cdk8s.operations.upgrade_check.sources import SourceError, files

import typer

_BAD_INPUT = 2
_WIDTH = 140
_LONGEST = 300


def check_upgrade(
    old: Annotated[str, typer.Argument(help="What runs: a folder; or REVISION (its dist) or REVISION:folder of Git.")],
    new: Annotated[str, typer.Argument(help="What is to run, in the same way.")] = "dist",
    accept: Annotated[
        list[str] | None,
        typer.Option(help="'OBJECT: FIELD' of a finding whose steps are done; as often as needed."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what a cluster would refuse of the new manifests, and what would lose data.

    Ends with 0 if there is nothing but notes, with 1 if there is something, and with 2 if the two
    cannot be compared.
    """
    try:
        found = compare(Rendering(files(old)), Rendering(files(new)))
    except SourceError as error:
        typer.echo(f"kotaemon-cdk8s: {error}", err=True)
        raise typer.Exit(_BAD_INPUT) from error
    accepted = set(accept or ())
    for needless in sorted(accepted - {finding.id for finding in found}):
        typer.echo(f"kotaemon-cdk8s: nothing to accept: {needless}", err=True)
    if as_json:
        listed = [{**dataclasses.asdict(finding), "accepted": finding.id in accepted} for finding in found]
        print_json({"findings": listed})
    else:
        _print(found, accepted)
    if any(finding.severity is not Severity.NOTE and finding.id not in accepted for finding in found):
        raise typer.Exit(1)


def _print(found: Sequence[Finding], accepted: set[str]) -> None:
    if not found:
        typer.echo("Nothing is refused, and nothing is lost.")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for heading, ratio in (("Change", 2), ("What comes of it", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for finding in found:
        severity = f"{finding.severity.value} (accepted)" if finding.id in accepted else finding.severity.value
        # As `Text`: what stands in brackets is no markup.
        change = Text(f"{finding.id}\n{_short(finding.old)} → {_short(finding.new)}")
        table.add_row(change, Text.assemble((severity, "bold"), f": {finding.cause}.\n→ {finding.steps}."))
    console = Console()
    if not console.is_terminal:
        # A log breaks no lines, and 80 columns are few.
        console.width = _WIDTH
    console.print(table)
    counts = Counter(finding.severity for finding in found)
    typer.echo(", ".join(f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity]))


def _short(text: str) -> str:
    """A value that is a whole pod fills no table; `--json` has all of it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
