"""What the panels show."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kotaemon_cdk8s.observability.dashboards.panel import Board, Form, Panel, Query, Unit
from kotaemon_cdk8s.observability.rules import Record

from panel_pictures import deployment
from panel_pictures.prometheus import Prometheus, serving
from panel_pictures.sample import BEGIN, END, sample, text

# The longest range of a query is an hour.
_FIRST, _STEP = BEGIN + 3600 + 1800, 600


def times() -> range:
    """When a panel has a value."""
    return range(_FIRST, END + _STEP, _STEP)


@dataclass(frozen=True)
class ShownPanel:
    """A panel and its lines.

    Args:
        title: What is seen.
        unit: Of the values.
        form: How it is shown.
        exprs: What was asked.
        lines: Name and values of each series.
    """

    title: str
    unit: Unit
    form: Form
    exprs: Sequence[str]
    lines: Sequence[tuple[str, Sequence[float]]]


@dataclass(frozen=True)
class ShownRow:
    """Panels under one heading.

    Args:
        title: The heading.
        panels: In order.
    """

    title: str
    panels: Sequence[ShownPanel]


@dataclass(frozen=True)
class Shown:
    """A dashboard.

    Args:
        key: Name of its picture.
        rows: In order.
    """

    key: str
    rows: Sequence[ShownRow]

    @property
    def texts(self) -> Iterator[str]:
        """Names that stand in its picture."""
        for row in self.rows:
            yield row.title
            for panel in row.panels:
                yield panel.title
                yield from (name for name, _ in panel.lines)


class NothingShownError(Exception):
    """A query of a panel has no answer."""


def results() -> list[Shown]:
    """Every dashboard, as Prometheus answers its queries from the sample.

    Raises:
        NothingShownError: A query has no answer.
    """
    scope = deployment.watched()
    recorded = {
        "groups": [
            {
                "name": group.name,
                "rules": [rule.render(scope, "") for rule in group.rules if isinstance(rule, Record)],
            }
            for group in deployment.rules(scope)
            if any(isinstance(rule, Record) for rule in group.rules)
        ]
    }
    with (
        TemporaryDirectory() as folder,
        serving(text(sample()), recorded, BEGIN + 1800, END, Path(folder)) as prometheus,
    ):
        return [shown(board, prometheus) for board in deployment.boards(scope)]


def shown(board: Board, prometheus: Prometheus) -> Shown:
    """A dashboard.

    Raises:
        NothingShownError: A query has no answer.
    """
    rows = [ShownRow(row.title, [_panel(panel, prometheus) for panel in row.panels]) for row in board.rows]
    return Shown(board.key, rows)


def document(boards: Sequence[Shown]) -> str:
    """As JSON: a line for each series."""
    return (
        json.dumps(
            {
                board.key: [
                    {
                        "row": row.title,
                        "panel": panel.title,
                        "queries": panel.exprs,
                        "series": {name: " ".join(f"{value:g}" for value in values) for name, values in panel.lines},
                    }
                    for row in board.rows
                    for panel in row.panels
                ]
                for board in boards
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )


def _panel(panel: Panel, prometheus: Prometheus) -> ShownPanel:
    lines = [line for query in panel.queries for line in _answer(panel, query, prometheus)]
    return ShownPanel(panel.title, panel.unit, panel.form, [query.expr for query in panel.queries], lines)


def _answer(panel: Panel, query: Query, prometheus: Prometheus) -> Iterator[tuple[str, Sequence[float]]]:
    # A number is the last one.
    first = END if panel.form is Form.NUMBER else _FIRST
    named = {
        _name(query, series["metric"]): series["values"] for series in prometheus.ask(query.expr, first, END, _STEP)
    }
    lines = {name: _values(range(first, END + _STEP, _STEP), values) for name, values in sorted(named.items())}
    if not any(math.isfinite(value) for values in lines.values() for value in values):
        raise NothingShownError(f"{panel.title}: no answer to {query.expr}")
    yield from lines.items()


def _name(query: Query, labels: Mapping[str, str]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda match: labels[match[1]], query.legend)


def _values(when: range, values: Sequence[Sequence[Any]]) -> list[float]:
    found = {int(time): float(value) for time, value in values}
    # As many digits as any version of Prometheus has in common.
    return [float(f"{found.get(time, math.nan):.4g}") for time in when]
