"""Panels as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """How a panel shows its values."""

    LINES = "lines"
    """Over time."""
    NUMBER = "number"
    """The last one."""


class Unit(str, Enum):
    """Units, by their ids in Grafana (packages/grafana-data, src/valueFormats/categories.ts)."""

    SECONDS = "s"
    BYTES = "bytes"
    PART = "percentunit"
    PER_SECOND = "cps"
    COUNT = "short"


@dataclass(frozen=True)
class Query:
    """What a panel asks Prometheus.

    Args:
        expr: In PromQL.
        legend: Name of a series; `{{label}}` stands for a label.
    """

    expr: str
    legend: str


@dataclass(frozen=True)
class Panel:
    """One picture.

    Args:
        title: What is seen.
        meaning: What to make of it.
        unit: Of the values.
        queries: What is asked.
        form: How it is shown.
    """

    title: str
    meaning: str
    unit: Unit
    queries: Sequence[Query]
    form: Form = Form.LINES


@dataclass(frozen=True)
class Row:
    """Panels under one heading.

    Args:
        title: The heading.
        panels: In order.
    """

    title: str
    panels: Sequence[Panel]


@dataclass(frozen=True)
class Board:
    """A dashboard.

    Args:
        key: Part of its names.
        title: What people read.
        rows: In order.
    """

    key: str
    title: str
    rows: Sequence[Row]
