"""Overrides reach every field, and break no promise."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, Override

import pytest

from tests.support import deployed, kotaemon, new_chart, one, refusal

INSTANCE = "app.kubernetes.io~1instance"
CONTAINER = "/spec/template/spec/containers/0"

REFUSED: list[tuple[str, Override]] = [
    ("overrides[0].kind", Override.remove("StatefulSet", "/spec")),
    ("overrides[0].kind", Override.remove("ConfigMap", "/data")),
    ("overrides[0]", Override.replace("Deployment", "/spec/none", 1)),
    ("overrides[0]", Override.remove("Deployment", "/spec/template/spec/containers/7")),
    ("overrides[0]", Override.add("Deployment", "/spec/replicas/x", 1)),
    ("overrides[0]", Override("Deployment", "rename", "/spec/replicas")),
    ("overrides[0]", Override("Deployment", "move", "/spec/replicas")),
    ("overrides[0]", Override.add("Deployment", "/spec/~2", 1)),
    ("Deployment.metadata.name", Override.replace("Deployment", "/metadata/name", "mine")),
    ("Deployment.metadata.namespace", Override.remove("Deployment", "/metadata/namespace")),
    ("Ingress.kind", Override.replace("Service", "/kind", "Ingress")),
    ("Secret", Override.replace("Service", "/kind", "Secret")),
    ("Service.spec.selector", Override.remove("Service", "/spec/selector/app.kubernetes.io~1component")),
    ("Service.spec.selector", Override.remove("Service", "/spec")),
    ("Deployment.spec.selector", Override.add("Deployment", "/spec/selector/matchLabels/a", "b")),
    (
        "Deployment.spec.template.metadata.labels.app.kubernetes.io/instance",
        Override.replace("Deployment", f"/spec/template/metadata/labels/{INSTANCE}", "mine"),
    ),
    (
        "Deployment.metadata.labels.app.kubernetes.io/instance",
        Override.remove("Deployment", f"/metadata/labels/{INSTANCE}"),
    ),
    ("ConfigMap.data", Override.add("ConfigMap/kotaemon-settings", "/data/more", "text")),
    ("ConfigMap.data", Override.remove("ConfigMap/kotaemon-runtime", "/data")),
    ("Deployment.spec.replicas", Override.replace("Deployment", "/spec/replicas", 2)),
    ("Deployment.spec.strategy", Override.replace("Deployment", "/spec/strategy", {"type": "RollingUpdate"})),
    (
        "Deployment.spec.template.metadata.annotations.checksum/settings",
        Override.remove("Deployment", "/spec/template/metadata/annotations/checksum~1settings"),
    ),
    (
        "Deployment.spec.template.spec.volumes[data]",
        Override.replace("Deployment", "/spec/template/spec/volumes/0/persistentVolumeClaim/claimName", "other"),
    ),
    (
        "Deployment.spec.template.spec.containers[kotaemon].securityContext",
        Override.replace("Deployment", f"{CONTAINER}/securityContext/readOnlyRootFilesystem", False),
    ),
    (
        "Deployment.spec.template.spec.containers[kotaemon].env.ANONYMIZED_TELEMETRY",
        Override.remove("Deployment", f"{CONTAINER}/env/0"),
    ),
    (
        "Deployment.spec.template.spec.containers[kotaemon].volumeMounts[/tmp]",
        Override.replace("Deployment", f"{CONTAINER}/volumeMounts/1/mountPath", "/scratch"),
    ),
    (
        "PersistentVolumeClaim.metadata.annotations.argocd.argoproj.io/sync-options",
        Override.remove("PersistentVolumeClaim", "/metadata/annotations/argocd.argoproj.io~1sync-options"),
    ),
    ("Service.metadata.labels.a", Override.add("Service", "/metadata/labels/a", "not a value")),
    ("Service.metadata.labels", Override.add("Service", "/metadata/labels/a", 5)),
    ("Service.metadata.annotations", Override.add("Service", "/metadata/annotations/a", None)),
    ("Deployment.spec.template.spec.hostNetwork", Override.add("Deployment", "/spec/template/spec/hostNetwork", True)),
    (
        "Deployment.spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation",
        Override.remove("Deployment", f"{CONTAINER}/securityContext"),
    ),
    (
        "Deployment.spec.template.spec.containers[kotaemon].env",
        Override.add("Deployment", f"{CONTAINER}/env/-", {"name": "HOME", "value": "/"}),
    ),
    (
        "Deployment.spec.template.spec.containers[kotaemon].image",
        Override.replace("Deployment", f"{CONTAINER}/image", "ghcr.io/cinnamon/kotaemon:latest"),
    ),
]


@pytest.mark.parametrize(("field", "override"), REFUSED)
def test_an_override_is_refused(field: str, override: Override) -> None:
    chart = new_chart()
    error = refusal(lambda: kotaemon(chart, overrides=[override]))
    assert type(error) is OptionError
    assert field in [fault.field for fault in error.faults]
    assert {fault.path for fault in error.faults} == {"test/kotaemon"}
    assert chart.node.children == []


SHAPES: list[tuple[str, Any]] = [
    ("/metadata", "text"),
    ("/metadata/labels", None),
    ("/spec", 5),
    ("/spec/template", []),
    ("/spec/template/spec", "text"),
    ("/spec/template/spec/containers", "text"),
    ("/spec/template/spec/containers", [5]),
    ("/spec/template/spec/volumes", [None]),
    ("/spec/template/spec/volumes", {"a": "b"}),
    (f"{CONTAINER}/name", {}),
    (f"{CONTAINER}/env", 5),
    (f"{CONTAINER}/volumeMounts", [{"name": 5}]),
    (f"{CONTAINER}/securityContext", "none"),
]


@pytest.mark.parametrize(("path", "value"), SHAPES)
def test_an_override_to_another_shape_is_refused_not_crashed_on(path: str, value: object) -> None:
    chart = new_chart()
    assert (
        type(refusal(lambda: kotaemon(chart, overrides=[Override.replace("Deployment", path, value)]))) is OptionError
    )
    assert chart.node.children == []


def test_all_faults_are_reported_at_once() -> None:
    overrides = [
        Override.replace("Service", "/metadata/name", "mine"),
        Override.add("Deployment", "/spec/template/spec/hostPID", True),
    ]
    error = refusal(lambda: kotaemon(overrides=overrides))
    assert {fault.field for fault in error.faults} >= {"Service.metadata.name", "Deployment.spec.template.spec.hostPID"}


def test_overrides_arrive_under_their_own_names() -> None:
    objects = deployed(
        overrides=[
            Override.add("Service", "/spec/clusterIP", "None"),
            Override.add("Deployment", "/spec/template/spec/dnsConfig", {"options": [{"name": "ndots", "value": "1"}]}),
            Override.replace("ServiceAccount", "/automountServiceAccountToken", False),
            Override.add("Deployment", f"{CONTAINER}/env/-", {"name": "EXTRA", "value": "1"}),
        ]
    )
    assert one(objects, "Service")["spec"]["clusterIP"] == "None"
    spec = one(objects, "Deployment")["spec"]["template"]["spec"]
    assert spec["dnsConfig"] == {"options": [{"name": "ndots", "value": "1"}]}
    assert spec["containers"][0]["env"][-1] == {"name": "EXTRA", "value": "1"}


def test_overrides_apply_in_order() -> None:
    objects = deployed(
        overrides=[
            Override.add("Service", "/metadata/annotations/a", "1"),
            Override.test("Service", "/metadata/annotations/a", "1"),
            Override.move("Service", "/metadata/annotations/a", "/metadata/annotations/b"),
            Override.copy("Service", "/metadata/annotations/b", "/metadata/annotations/c"),
        ]
    )
    annotations = one(objects, "Service")["metadata"]["annotations"]
    assert annotations.keys() >= {"b", "c"}
    assert "a" not in annotations


def test_a_kind_with_several_objects_is_named_with_its_name() -> None:
    objects = deployed(overrides=[Override.add("ConfigMap/kotaemon-settings", "/metadata/annotations/a", "b")])
    assert one(objects, "ConfigMap", "kotaemon-settings")["metadata"]["annotations"]["a"] == "b"
    assert "a" not in one(objects, "ConfigMap", "kotaemon-runtime")["metadata"]["annotations"]
