"""The namespace is closed to what `restricted` refuses."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import Namespace

import pytest

from tests.support import Object, kotaemon, new_chart, one, refusal, synthesized


def namespace(**options: Any) -> Object:
    return one(synthesized(Namespace(new_chart(), "ns", **options)), "Namespace")


def test_it_enforces_restricted_at_a_pinned_version() -> None:
    labels = namespace(pod_security_version="v1.30")["metadata"]["labels"]
    for level in ("enforce", "audit", "warn"):
        assert labels[f"pod-security.kubernetes.io/{level}"] == "restricted"
        assert labels[f"pod-security.kubernetes.io/{level}-version"] == "v1.30"


def test_it_comes_first_and_goes_only_on_request() -> None:
    metadata = namespace()["metadata"]
    assert metadata["annotations"] == {
        "argocd.argoproj.io/sync-wave": "-30",
        "argocd.argoproj.io/sync-options": "Prune=confirm,Delete=confirm",
        "kustomize.toolkit.fluxcd.io/prune": "disabled",
    }
    assert metadata["name"] == "kotaemon"
    assert "namespace" not in metadata


@pytest.mark.parametrize("version", ["latest", "1.30", "v1", "v1.30.2", "v1.٣", 30])
def test_it_refuses_what_is_no_version(version: Any) -> None:
    error = refusal(lambda: namespace(pod_security_version=version))
    assert error.faults[0].field == "pod_security_version"


@pytest.mark.parametrize("labels", [{"a b": "c"}, {"team": "a b"}, {"team": 5}, "team"])
def test_it_refuses_malformed_labels(labels: Any) -> None:
    assert "labels" in refusal(lambda: namespace(labels=labels)).faults[0].field


def test_a_chart_has_one_namespace() -> None:
    chart = new_chart()
    Namespace(chart, "ns")
    assert refusal(lambda: Namespace(chart, "other")).faults[0].path == "test/other"
    assert refusal(lambda: Namespace(chart, "ns")).faults[0].field == "id"
    assert len(chart.node.children) == 1


@pytest.mark.parametrize("name", ["Not_A_Name", "a.b", "a" * 64])
def test_it_refuses_a_name_that_is_none(name: str) -> None:
    assert refusal(lambda: Namespace(new_chart(namespace=name), "ns")).faults[0].field == "Namespace.metadata.name"


def test_it_needs_a_chart_with_a_namespace() -> None:
    assert refusal(lambda: Namespace(new_chart(namespace=None), "ns")).faults[0].field == "namespace"


def test_it_lives_with_an_app_in_one_chart() -> None:
    chart = new_chart()
    Namespace(chart, "ns")
    kotaemon(chart)
    assert len(synthesized(chart)) == 7
