"""The report of a migration, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kotaemon_cdk8s.migration.chart import Migration
from kotaemon_cdk8s.migration.ledger import Finding, Outcome

_ORDER = (Outcome.TO_DECIDE, Outcome.UNKNOWN, Outcome.MAPPED, Outcome.NOT_NEEDED)


def markdown(migration: Migration) -> str:
    """Every key, those first that want somebody; then the commands that make the Secrets."""
    return "\n".join(_lines(migration)) + "\n"


def content(migration: Migration) -> dict[str, Any]:
    """The same for programs."""
    findings = [
        {"source": each.source, "key": each.key, "outcome": each.outcome.value, "text": each.text}
        for each in migration.findings
    ]
    return {"findings": findings, "secrets": list(migration.secrets)}


def counts(migration: Migration) -> str:
    """How many keys have come to what."""
    each = [(outcome, sum(found.outcome is outcome for found in migration.findings)) for outcome in _ORDER]
    return ", ".join(f"{count} {outcome.value}" for outcome, count in each if count)


def _lines(migration: Migration) -> Iterator[str]:
    yield f"# What has become of the chart's values\n\n{counts(migration)}."
    for outcome in _ORDER:
        found = [each for each in migration.findings if each.outcome is outcome]
        if found:
            yield f"\n## {outcome.value.capitalize()}\n"
            yield from (f"- {_place(each)}: {each.text}" for each in found)
    yield "\n## Secrets\n\nMake them before the pods start; `'…'` stands for what only you have.\n\n```sh"
    yield from migration.secrets
    yield "```"


def _place(finding: Finding) -> str:
    source = "" if finding.source == "values" else f"{finding.source}: "
    return f"{source}`{finding.key}`" if finding.key else finding.source
