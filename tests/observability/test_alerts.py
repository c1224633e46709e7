"""Alerts fire when they should, and only then: by Prometheus' own evaluation."""

from __future__ import annotations

import ast
import csv
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import Objectives, PrometheusSetup, Thresholds
from kotaemon_cdk8s.observability.objectives import FIRST_TOKEN_BUCKETS

import pytest
import yaml

from tests.observability.alert_cases import CASES, Case
from tests.observability.deployments import (
    RUNBOOKS,
    expanded,
    groups,
    metrics_in,
    plain,
    promtool,
    rules,
    whole,
    with_milvus,
)
from tests.support import REPOSITORY, one, synthesized

_FOLDER = REPOSITORY / "docs" / "runbooks"
_EVERY = {"namespace": "research", "kotaemon_deployment": "library"}


@pytest.fixture(scope="module")
def rule_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules of a deployment with all that there is."""
    file = tmp_path_factory.mktemp("rules") / "rules.yaml"
    file.write_text(yaml.safe_dump({"groups": groups(whole())}))
    return file


def exported() -> set[str]:
    """Names that somebody really exports."""
    names = set()
    with (REPOSITORY / "kotaemon_cdk8s" / "observability" / "metrics.csv").open() as table:
        for row in csv.DictReader(table):
            histogram = row["type"] == "histogram"
            names |= {row["name"] + suffix for suffix in (("_bucket", "_count", "_sum") if histogram else ("",))}
    with (Path(__file__).parent / "exported.csv").open() as table:
        return names | {row["name"] for row in csv.DictReader(table)}


@cache
def _alerts() -> list[dict[str, Any]]:
    return [rule for rule in rules(whole()) if "alert" in rule]


def test_promtool_takes_the_rules(rule_file: Path) -> None:
    checked = subprocess.run([promtool(), "check", "rules", rule_file], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def _unit_test(case: Case) -> dict[str, Any]:
    texts = {(rule["alert"], rule["labels"]["severity"]): rule["annotations"] for rule in _alerts()}
    wanted = [
        {
            "exp_labels": {**labels, **_EVERY, "severity": severity},
            "exp_annotations": {
                key: expanded(text, {**_EVERY, **labels}) for key, text in texts[case.alert, severity].items()
            },
        }
        for labels in case.fires
        for severity in case.severities
        if (case.alert, severity) in texts
    ]
    return {
        "name": f"{case.alert}: {case.about}",
        "interval": f"{case.step}m",
        "input_series": [{"series": series, "values": values} for series, values in case.series.items()],
        "alert_rule_test": [{"eval_time": f"{case.minutes}m", "alertname": case.alert, "exp_alerts": wanted}],
    }


@pytest.mark.parametrize("step", sorted({case.step for case in CASES}))
def test_every_alert_fires_and_keeps_quiet(step: int, rule_file: Path, tmp_path: Path) -> None:
    tests = [_unit_test(case) for case in CASES if case.step == step]
    file = tmp_path / "tests.yaml"
    interval = f"{step}m"
    file.write_text(yaml.safe_dump({"rule_files": [str(rule_file)], "evaluation_interval": interval, "tests": tests}))
    run = subprocess.run([promtool(), "test", "rules", file], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_alert_has_a_case_that_fires_and_one_that_is_quiet() -> None:
    names = {rule["alert"] for rule in _alerts()}
    assert {case.alert for case in CASES if case.fires} == names
    assert {case.alert for case in CASES if not case.fires} == names


def test_every_alert_says_what_it_is_and_where_to_read_on() -> None:
    for rule in _alerts():
        assert set(rule["annotations"]) == {"summary", "description", "runbook_url"}
        assert rule["annotations"]["runbook_url"] == f"{RUNBOOKS}/{rule['alert']}.md"
        assert rule["labels"]["severity"] in ("critical", "warning")
    assert {page.stem for page in _FOLDER.glob("*.md")} == {rule["alert"] for rule in _alerts()}


def test_every_runbook_says_what_to_look_at_and_when_to_expect_it() -> None:
    for rule in _alerts():
        text = (_FOLDER / f"{rule['alert']}.md").read_text()
        parts = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
        assert parts == ["What it means", "When it is expected", "What to look at", "What to do"], rule["alert"]


@pytest.mark.parametrize("deployment", [whole, plain, with_milvus])
def test_rules_ask_for_what_is_exported_or_recorded(deployment: Any) -> None:
    found = rules(deployment())
    recorded = {rule["record"] for rule in found if "record" in rule}
    asked = {name for rule in found for name in metrics_in(rule["expr"])}
    assert asked
    assert asked - recorded - exported() == set()


def test_thresholds_and_objectives_are_in_the_rules() -> None:
    changed = whole(
        thresholds=Thresholds(down_minutes=3, slow_seconds=7, volume_hours=48, certificate_days=30),
        objectives=Objectives(requests=99.9, answers=None, fast_seconds=2.5),
    )
    alerts = {rule["alert"]: rule for rule in rules(changed) if "alert" in rule}
    assert alerts["KotaemonDown"]["for"] == "3m"
    assert alerts["KotaemonSlow"]["expr"].endswith("> 7")
    assert "48 * 3600" in alerts["KotaemonVolumeFilling"]["expr"]
    assert "30 * 86400" in alerts["KotaemonPublicCertificateExpiring"]["expr"]
    assert "KotaemonAnswersBudget" not in alerts
    records = {rule["record"]: rule["expr"] for rule in rules(changed) if "record" in rule}
    assert 'le=~"2[.]5"' in records["kotaemon:fast_answers_failed:ratio_1h"]
    # 14.4 times 0.1 %.
    (fast,) = [
        r
        for r in rules(changed)
        if r.get("alert") == "KotaemonRequestsBudget" and r["labels"]["severity"] == "critical"
    ]
    assert "> 0.0144" in fast["expr"]


def test_objectives_lie_on_bounds_that_the_app_has() -> None:
    source = (REPOSITORY / "kotaemon_cdk8s" / "runtime" / "instruments.py").read_text()
    (value,) = [
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BUCKETS"
    ]
    assert set(FIRST_TOKEN_BUCKETS) <= set(ast.literal_eval(value))


def test_without_what_an_alert_watches_there_is_none() -> None:
    names = {rule["alert"] for rule in rules(plain(objectives=None)) if "alert" in rule}
    assert names == {
        *("KotaemonDown", "KotaemonSlow", "KotaemonRequestsFailing", "KotaemonQuestionsFailing"),
        *("KotaemonIndexingFailing", "KotaemonModelFailing", "KotaemonStartFailing", "KotaemonOutOfMemory"),
        *("KotaemonVolumeFilling", "KotaemonVolumeFull", "KotaemonStoreUnreachable"),
    }


def test_files_have_the_same_rules_as_the_operator() -> None:
    documents = one(synthesized(whole(prometheus=PrometheusSetup.files())), "ConfigMap", "library-prometheus")["data"]
    assert yaml.safe_load(documents["rules.yaml"])["groups"] == groups(whole())
