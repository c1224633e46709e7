"""The order in which Argo CD applies the output, and that Flux and kubectl need none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import REPOSITORY, Object

FOLDERS = sorted(path for path in (REPOSITORY / "dist").iterdir() if path.name != "argocd")
WORKLOADS = ("Deployment", "StatefulSet")

Name = tuple[str, str]


def objects(folder: Path) -> dict[Name, Object]:
    found = [yaml.safe_load(file.read_text()) for file in folder.iterdir()]
    return {(item["kind"], item["metadata"]["name"]): item for item in found}


def wave(item: Object) -> int:
    return int(item["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"])


def claims(item: Object) -> list[str]:
    """Claims that the pods of a workload mount; those of a StatefulSet are objects of ours, too."""
    pod = item["spec"]["template"]["spec"]
    named = [
        volume["persistentVolumeClaim"]["claimName"]
        for volume in pod.get("volumes", ())
        if "persistentVolumeClaim" in volume
    ]
    for template in item["spec"].get("volumeClaimTemplates", ()):
        named += [
            f"{template['metadata']['name']}-{item['metadata']['name']}-{number}"
            for number in range(item["spec"].get("replicas", 1))
        ]
    return named


def needs(item: Object) -> Iterator[Name]:
    """What of the same folder an object refers to."""
    spec = item.get("spec", {})
    kind = item["kind"]
    if kind in WORKLOADS:
        pod = spec["template"]["spec"]
        yield "ServiceAccount", pod.get("serviceAccountName", "default")
        yield from (("PersistentVolumeClaim", name) for name in claims(item))
        yield from (
            ("ConfigMap", volume["configMap"]["name"]) for volume in pod.get("volumes", ()) if "configMap" in volume
        )
        secrets = [volume["secret"]["secretName"] for volume in pod.get("volumes", ()) if "secret" in volume]
        yield from (("a Secret", name) for name in secrets)
        if kind == "StatefulSet":
            yield "Service", spec["serviceName"]
    elif kind == "Ingress":
        for rule in spec["rules"]:
            yield from (("Service", path["backend"]["service"]["name"]) for path in rule["http"]["paths"])
    elif kind == "HTTPRoute":
        for rule in spec["rules"]:
            yield from (("Service", reference["name"]) for reference in rule.get("backendRefs", ()))
    elif kind in ("ScaledObject", "HorizontalPodAutoscaler", "VerticalPodAutoscaler"):
        target = spec.get("scaleTargetRef") or spec["targetRef"]
        yield "Deployment", target["name"]


def makers(found: dict[Name, Object], needed: Name) -> list[Object]:
    """The object itself, or what has an operator make it; none where the user makes it."""
    if needed[0] == "a Secret":
        return [item for item in found.values() if item.get("spec", {}).get("secretName") == needed[1]]
    return [found[needed]] if needed in found else []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_comes_before_what_it_needs(folder: Path) -> None:
    found = objects(folder)
    pairs = [(item, maker) for item in found.values() for needed in needs(item) for maker in makers(found, needed)]
    assert pairs
    assert [
        (item["metadata"]["name"], maker["metadata"]["name"]) for item, maker in pairs if wave(item) < wave(maker)
    ] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_claim_comes_with_the_pod_that_mounts_it(folder: Path) -> None:
    found = objects(folder)
    mounted = {name: wave(item) for item in found.values() if item["kind"] in WORKLOADS for name in claims(item)}
    ours = {name: wave(item) for (kind, name), item in found.items() if kind == "PersistentVolumeClaim"}
    # Earlier, it would wait for the pod for ever (argoproj/argo-cd#12840).
    assert ours == {name: mounted[name] for name in ours}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_stores_come_before_the_app_and_all_else_after_the_namespace(folder: Path) -> None:
    found = objects(folder)
    app = wave(found["Deployment", "kotaemon"])
    stores = [item for (kind, _), item in found.items() if kind in ("Cluster", "Elasticsearch")]
    stores += [
        item
        for item in found.values()
        if item["kind"] == "StatefulSet"
        and item["metadata"]["labels"]["app.kubernetes.io/component"] in ("metadata-db", "vector-store")
    ]
    assert [item["metadata"]["name"] for item in stores if wave(item) >= app] == []
    spaces = [wave(item) for (kind, _), item in found.items() if kind == "Namespace"]
    others = [wave(item) for (kind, _), item in found.items() if kind != "Namespace"]
    assert all(space < min(others) for space in spaces)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_without_waves_the_app_waits_for_its_stores(folder: Path) -> None:
    found = objects(folder)
    pod: dict[str, Any] = found["Deployment", "kotaemon"]["spec"]["template"]["spec"]
    waits = [container["name"] for container in pod.get("initContainers", ())]
    served = any(kind in ("Cluster", "Elasticsearch", "StatefulSet") for kind, _ in found)
    assert not served or "wait-for-stores" in waits
    # Otherwise a pod that comes before its Secret would start without.
    for container in (*pod.get("initContainers", ()), *pod["containers"]):
        for variable in container.get("env", ()):
            assert not variable.get("valueFrom", {}).get("secretKeyRef", {}).get("optional")
