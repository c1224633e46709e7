"""Names and selectors: what changes them, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import Image, KotaemonApp, UserInterface
from kotaemon_cdk8s.kotaemon_app import configuration

import cdk8s
import constructs
import pytest

from tests.support import Object, deployed, kotaemon, new_chart, one, pod, synthesized

Build = Callable[[cdk8s.Chart], object]


def built(build: Build, id: str = "test") -> list[Object]:
    chart = new_chart(id)
    build(chart)
    return synthesized(chart)


def nested(chart: cdk8s.Chart) -> KotaemonApp:
    scope = constructs.Construct(constructs.Construct(chart, "team"), "apps")
    return kotaemon(scope)


def test_an_id_changes_nothing_where_a_name_is_given() -> None:
    assert deployed(name="library") == built(lambda chart: kotaemon(chart, "Another_Id", name="library"))


def test_a_construct_may_move_anywhere() -> None:
    plain = deployed()
    assert built(nested) == plain
    assert built(kotaemon, "another-chart") == plain


def test_a_nested_app_is_named_by_its_path_in_messages() -> None:
    app = nested(new_chart())
    assert app.wiring.at.path == "test/team/apps/kotaemon"


def test_a_name_is_the_name_of_all() -> None:
    objects = deployed(name="library")
    assert {item["metadata"]["labels"]["app.kubernetes.io/instance"] for item in objects} == {"library"}
    assert {item["metadata"]["name"] for item in objects} == {
        "library",
        "library-settings",
        "library-runtime",
        "library-data",
    }


def test_a_new_version_changes_no_selector_and_no_claim() -> None:
    old, new = deployed(), deployed(image=Image.full("9.9.9"))
    for kind, field in (("Service", "selector"), ("Deployment", "selector"), ("PersistentVolumeClaim", "resources")):
        assert one(old, kind)["spec"][field] == one(new, kind)["spec"][field]
    assert pod(old)["volumes"] == pod(new)["volumes"]


def test_two_apps_share_a_chart_and_no_pods() -> None:
    chart = new_chart()
    kotaemon(chart, "first")
    kotaemon(chart, "second")
    objects = synthesized(chart)
    names = [(item["kind"], item["metadata"]["name"]) for item in objects]
    assert len(set(names)) == len(names) == 12
    check_selectors(objects)


def test_two_charts_share_a_namespace() -> None:
    first = new_chart("first")
    kotaemon(first, "one")
    kotaemon(new_chart("second", app=first.node.root), "two")
    objects = synthesized(first)
    assert {item["metadata"]["namespace"] for item in objects} == {"kotaemon"}
    check_selectors(objects)


def check_selectors(objects: list[Object]) -> None:
    """Each Service and Deployment finds the pods of its own instance, and no others."""
    labels = {
        item["metadata"]["name"]: item["spec"]["template"]["metadata"]["labels"].items()
        for item in objects
        if item["kind"] == "Deployment"
    }
    assert len(labels) == 2
    for item in objects:
        if item["kind"] in ("Service", "Deployment"):
            selector = item["spec"]["selector"]
            wanted = selector.get("matchLabels", selector).items()
            assert [name for name, found in labels.items() if wanted <= found] == [item["metadata"]["name"]]


def test_the_same_name_in_two_charts_is_for_two_clusters() -> None:
    first = new_chart("east")
    kotaemon(first)
    kotaemon(new_chart("west", app=first.node.root))
    assert len(synthesized(first)) == 12


def test_a_chart_without_namespace_leaves_it_out() -> None:
    chart = new_chart(namespace=None)
    kotaemon(chart)
    assert all("namespace" not in item["metadata"] for item in synthesized(chart))


def checksums(**options: Any) -> dict[str, str]:
    found: dict[str, str] = one(deployed(**options), "Deployment")["spec"]["template"]["metadata"]["annotations"]
    return found


def test_the_pod_restarts_when_the_settings_change_and_only_then() -> None:
    before = checksums()
    assert set(before) == {"checksum/settings", "checksum/runtime"}
    assert checksums(service_port=8080, service_annotations={"a": "b"}) == before
    changed = checksums(user_interface=UserInterface(app_name="Library"))
    assert changed["checksum/settings"] != before["checksum/settings"]
    assert changed["checksum/runtime"] == before["checksum/runtime"]


def test_the_pod_restarts_when_the_runtime_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = checksums()
    monkeypatch.setattr(configuration, "_runtime_files", lambda: {"__init__.py": "new = True\n"})
    changed = checksums()
    assert changed["checksum/runtime"] != before["checksum/runtime"]
    assert changed["checksum/settings"] == before["checksum/settings"]


def test_output_is_the_same_each_time() -> None:
    assert deployed() == deployed()
