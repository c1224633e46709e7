"""The plots of the dashboards' panels: from what a real Prometheus answers, and current."""

from __future__ import annotations

import csv
import re
import shutil
import sys
from os import environ
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.observability.dashboards.panel import Board, Panel, Query, Row, Unit

import pytest

from tests.observability.deployments import promtool
from tests.support import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "docs"))

import generate_panels
from panel_pictures import results, sample

PANELS = REPOSITORY / "docs" / "panels"
# What the scrape configuration gives each target (kotaemon_cdk8s/observability/scraping.py).
OF_TARGETS = {"namespace", "pod", "kotaemon_deployment", "kotaemon_workload"}


@pytest.fixture(scope="module")
def answered() -> Any:
    """What Prometheus answers now."""
    promtool()
    if shutil.which("prometheus") is None:
        reason = "no prometheus: install Debian's package prometheus"
        if "REQUIRE_SERVERS" in environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return results.results()


def test_answers_and_pictures_are_current(answered: Any) -> None:
    assert list(generate_panels.stale(answered, PANELS)) == []


def test_what_is_stale_is_noticed(answered: Any, tmp_path: Path) -> None:
    shutil.copytree(PANELS, tmp_path, dirs_exist_ok=True)
    answers = (tmp_path / "answers.json").read_text()
    (tmp_path / "answers.json").write_text(re.sub(r"\d(?=\")", lambda digit: str(9 - int(digit[0])), answers, count=1))
    (tmp_path / "overview.svg").write_text((tmp_path / "overview.svg").read_text().replace(">Restarts<", "><"))
    (tmp_path / "stores.svg").unlink()
    (tmp_path / "gone.svg").write_text("<svg/>")
    assert list(generate_panels.stale(answered, tmp_path)) == ["answers.json", "overview.svg", "stores.svg", "gone.svg"]


def test_a_query_without_an_answer_is_a_failure() -> None:
    class Silent:
        def ask(self, expr: str, begin: int, end: int, step: int) -> list[Any]:
            return []

    board = Board("empty", "empty", [Row("Row", [Panel("Lost", "…", Unit.COUNT, [Query("nowhere", "x")])])])
    with pytest.raises(results.NothingShownError, match="Lost: no answer to nowhere"):
        results.shown(board, Silent())


def test_the_sample_has_only_what_is_exported() -> None:
    known: dict[str, set[str]] = {}
    with (REPOSITORY / "kotaemon_cdk8s" / "observability" / "metrics.csv").open() as table:
        for row in csv.DictReader(table):
            if row["type"] == "histogram":
                known[f"{row['name']}_bucket"] = {*row["labels"].split(), "le"}
            else:
                known[row["name"]] = set(row["labels"].split())
    with (REPOSITORY / "tests" / "observability" / "exported.csv").open() as table:
        known |= {row["name"]: set(row["labels"].split()) for row in csv.DictReader(table)}
    series = sample.sample()
    assert len(series) > 200
    assert {each.name for each in series} <= known.keys()
    assert [each for each in series if not set(each.labels) <= known[each.name] | OF_TARGETS] == []
