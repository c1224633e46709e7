"""Dashboards that Grafana takes, and that ask for what is there."""

from __future__ import annotations

import json
import runpy
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import Dashboards, Observability

import pytest
import yaml

from tests.observability.deployments import metrics_in, plain, promtool, rules, whole, with_milvus, with_model_servers
from tests.observability.test_alerts import exported
from tests.support import REPOSITORY, Object, faulty, one, refusal, synthesized

SIDECAR = Dashboards.sidecar()


def boards(observability: Observability) -> dict[str, Object]:
    """Dashboards by the names of their ConfigMaps."""
    found = {}
    for item in synthesized(observability):
        if item["kind"] == "ConfigMap" and "grafana_dashboard" in item["metadata"]["labels"]:
            (text,) = item["data"].values()
            found[item["metadata"]["name"]] = json.loads(text)
    return found


def panels(observability: Observability) -> Iterator[Object]:
    """All that show something."""
    for board in boards(observability).values():
        yield from (panel for panel in board["panels"] if panel["type"] != "row")


def queries(observability: Observability) -> list[str]:
    """All that they ask."""
    return [target["expr"] for panel in panels(observability) for target in panel["targets"]]


def test_there_are_three_and_without_a_store_two() -> None:
    assert sorted(boards(whole(dashboards=SIDECAR))) == [
        "library-overview-dashboard",
        "library-pipeline-dashboard",
        "library-stores-dashboard",
    ]
    assert sorted(boards(plain(dashboards=SIDECAR))) == ["library-overview-dashboard", "library-pipeline-dashboard"]


@pytest.mark.parametrize("deployment", [whole, plain, with_milvus, with_model_servers])
def test_every_query_asks_for_what_is_exported_or_recorded(deployment: Callable[..., Observability]) -> None:
    made = deployment(dashboards=SIDECAR)
    recorded = {rule["record"] for rule in rules(made) if "record" in rule}
    asked = {name for query in queries(made) for name in metrics_in(query)}
    assert len(asked) > 15
    assert asked - recorded - exported() == set()


def test_every_exporter_of_the_stores_has_a_row() -> None:
    def rows(observability: Observability) -> list[str]:
        board = boards(observability)["library-stores-dashboard"]
        return [panel["title"] for panel in board["panels"] if panel["type"] == "row"]

    assert rows(whole(dashboards=SIDECAR)) == ["Pods", "PgBouncer", "PostgreSQL", "Qdrant"]
    assert rows(with_milvus(dashboards=SIDECAR)) == ["Pods", "Milvus"]
    assert rows(with_model_servers(dashboards=SIDECAR)) == ["Pods", "vLLM", "Text embeddings inference"]


def test_prometheus_understands_every_query(tmp_path: Path) -> None:
    every = [query for made in (whole, with_milvus, with_model_servers) for query in queries(made(dashboards=SIDECAR))]
    written = [{"record": f"query:{number}", "expr": expr} for number, expr in enumerate(every)]
    file = tmp_path / "rules.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": written}]}))
    checked = subprocess.run([promtool(), "check", "rules", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_query_is_of_this_deployment() -> None:
    for query in queries(whole(dashboards=SIDECAR)):
        assert 'namespace="research"' in query
        assert 'kotaemon_deployment="library"' in query or "pod=~" in query


def test_every_panel_says_what_it_shows_and_has_a_place_of_its_own() -> None:
    for board in boards(whole(dashboards=SIDECAR)).values():
        taken: set[tuple[int, int]] = set()
        ids = [panel["id"] for panel in board["panels"]]
        assert len(ids) == len(set(ids))
        for panel in board["panels"]:
            if panel["type"] == "row":
                continue
            assert panel["title"]
            assert panel["description"]
            assert panel["fieldConfig"]["defaults"]["unit"]
            assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
            place = panel["gridPos"]
            cells = {
                (x, y)
                for x in range(place["x"], place["x"] + place["w"])
                for y in range(place["y"], place["y"] + place["h"])
            }
            assert not cells & taken
            taken |= cells


def test_uids_are_short_and_of_one_deployment_each() -> None:
    uids = [board["uid"] for board in boards(whole(dashboards=SIDECAR)).values()]
    assert len(set(uids)) == 3
    assert all(len(uid) <= 40 for uid in uids)


def test_the_grafana_operator_gets_the_same() -> None:
    given = Dashboards.grafana_operator(instances={"dashboards": "platform"}, folder="Kotaemon")
    objects = synthesized(whole(dashboards=given))
    assert faulty(objects) == []
    spec = one(objects, "GrafanaDashboard", "library-overview")["spec"]
    assert spec["instanceSelector"] == {"matchLabels": {"dashboards": "platform"}}
    assert spec["folder"] == "Kotaemon"
    assert json.loads(spec["json"]) == boards(whole(dashboards=SIDECAR))["library-overview-dashboard"]


def test_labels_and_folder_are_those_of_the_sidecar() -> None:
    given = Dashboards.sidecar(labels={"grafana_dashboard": "yes"}, folder="Kotaemon")
    made = one(synthesized(plain(dashboards=given)), "ConfigMap", "library-overview-dashboard")["metadata"]
    assert made["labels"]["grafana_dashboard"] == "yes"
    assert made["annotations"]["grafana_folder"] == "Kotaemon"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dashboards.sidecar(labels={}),
        lambda: Dashboards.sidecar(labels={"a b": "c"}),
        lambda: Dashboards.sidecar(folder=" "),
        lambda: Dashboards.grafana_operator(instances={}),
    ],
)
def test_what_could_not_work_is_refused(make: Callable[[], Any]) -> None:
    refusal(make)


def test_the_shapes_are_those_of_grafanas_sdk() -> None:
    pytest.importorskip("grafana_foundation_sdk", reason="the SDK needs Python 3.11")
    made = runpy.run_path(str(REPOSITORY / "imports" / "grafana_shapes.py"))
    assert made["SHAPES"].read_text(encoding="utf-8") == made["shapes"]()


@pytest.mark.parametrize("deployment", [whole, plain, with_milvus, with_model_servers])
def test_grafanas_sdk_reads_every_dashboard_and_writes_the_same(deployment: Callable[..., Observability]) -> None:
    pytest.importorskip("grafana_foundation_sdk", reason="the SDK needs Python 3.11")
    from grafana_foundation_sdk.cog.encoder import JSONEncoder
    from grafana_foundation_sdk.cog.plugins import register_default_plugins
    from grafana_foundation_sdk.models.dashboard import Dashboard

    register_default_plugins()
    for board in boards(deployment(dashboards=SIDECAR)).values():
        assert json.loads(json.dumps(Dashboard.from_json(board), cls=JSONEncoder)) == board
