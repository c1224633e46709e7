"""The faults of the chart that people come from, each shown to be absent from what we make of its values.

Their list is beside the chart; each was seen by rendering it or by running the real app.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.kotaemon_app.contract import table
from kotaemon_cdk8s.migration.code import call
from kotaemon_cdk8s.migration.plan import refused
from kotaemon_cdk8s.migration.values import merge, read

import pytest

from tests.migration.made import (
    CHART,
    EXTRAS,
    LOGIN,
    MULTIMODAL,
    PRODUCTION,
    VALUES,
    executed,
    migrated,
    of_chart,
)
from tests.support import REPOSITORY, SELECTOR, Object, container, environment, one, pod, settings

FAULTS = REPOSITORY.parent / "shared" / "facts" / "helm-chart-faults.md"
CHECKS: dict[int, Callable[[], None]] = {}


@cache
def sentences() -> dict[int, str]:
    """The faults, by their number."""
    rows = re.findall(r"^\| (\d+) \| (.*?) \| .* \|$", FAULTS.read_text(), re.MULTILINE)
    return {int(number): sentence for number, sentence in rows}


def fault(number: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """The check that a fault is absent."""

    def known(check: Callable[[], None]) -> Callable[[], None]:
        CHECKS[number] = check
        return check

    return known


def small() -> list[Object]:
    """Of the chart's defaults."""
    return _of(VALUES)


def large() -> list[Object]:
    """Of all its values, exposed, and of what lies beside it."""
    return _of(VALUES, PRODUCTION, MULTIMODAL, login=LOGIN, extras=EXTRAS)


@cache
def _of(*files: Path, **options: Any) -> list[Object]:
    return of_chart(*files, **options)


def selecting(objects: list[Object]) -> list[tuple[Object, dict[str, str]]]:
    """Services and workloads, and the labels by which they find their pods."""
    found = []
    for item in objects:
        if item["kind"] in ("Service", "Deployment", "StatefulSet"):
            selector = item["spec"].get("selector", {})
            found.append((item, selector.get("matchLabels", selector)))
    return found


def pods(objects: list[Object]) -> list[Object]:
    """Pod templates."""
    templates = [item["spec"] for item in objects if item["kind"] in ("Deployment", "StatefulSet", "DaemonSet")]
    jobs = [item["spec"]["jobTemplate"]["spec"] for item in objects if item["kind"] == "CronJob"]
    return [spec["template"] for spec in (*templates, *jobs)]


def policies(objects: list[Object]) -> list[Object]:
    return [item["spec"] for item in objects if item["kind"] == "NetworkPolicy"]


@fault(1)
def _selectors() -> None:
    for objects in (small(), large()):
        templates = [template["metadata"]["labels"] for template in pods(objects)]
        assert len(templates) > 2
        for item, selector in selecting(objects):
            assert set(SELECTOR) <= set(selector)
            assert len([labels for labels in templates if selector.items() <= labels.items()]) == 1, item["metadata"]


@fault(2)
def _variables() -> None:
    for objects in (small(), large()):
        dead = {name for kind, name in table() if kind == "dead"}
        assert {"CHROMA_HOST", "POSTGRES_HOST"} <= dead
        assert not dead & set(environment(objects))
    found = settings(small())
    assert found["KH_VECTORSTORE"]["__type__"].endswith("RemoteChromaVectorStore")
    assert "postgresql" in json.dumps(found["KH_DATABASE"])


@fault(3)
def _postgresql_is_there() -> None:
    objects = small()
    assert one(objects, "StatefulSet", "kotaemon-db")
    needed = {name for item in objects if item["kind"] in ("Deployment", "StatefulSet") for name in secrets_of(item)}
    commands = "\n".join(migrated(read([VALUES])).secrets)
    assert "kotaemon-db" in needed
    assert all(f"create secret generic {name} " in commands for name in needed)


def secrets_of(item: Object) -> set[str]:
    """Names of the Secrets that its pods read."""
    return set(re.findall(r'"secretKeyRef": \{"key": "[^"]+", "name": "([^"]+)"', json.dumps(item, sort_keys=True)))


@fault(4)
def _config_has_an_effect() -> None:
    config = {
        "multimodal": False,
        "reasonings": ["ktem.reasoning.rewoo.RewooAgentPipeline"],
        "docstore": "Elasticsearch",
    }
    changed = settings(executed(migrated(merge(read([VALUES]), {"kotaemon": {"config": config}}))))
    before = settings(small())
    assert len(changed["KH_REASONINGS"]) == 1
    assert len(before["KH_REASONINGS"]) == 4
    assert changed["KH_DOCSTORE"] != before["KH_DOCSTORE"]
    assert any("reasoning.FullQAPipeline" in name for name in before["KH_REASONINGS"])


@fault(5)
def _qdrant_is_there() -> None:
    objects = of_chart(VALUES, PRODUCTION)
    assert (
        one(objects, "StatefulSet", "kotaemon-vectors")["spec"]["template"]["spec"]["containers"][0]["image"]
        .split(":")[0]
        .endswith("qdrant/qdrant")
    )
    assert settings(objects)["KH_VECTORSTORE"]["url"] == "http://kotaemon-vectors:6333"


@fault(6)
def _one_writer() -> None:
    for objects in (small(), large()):
        deployment = one(objects, "Deployment")
        assert deployment["spec"]["replicas"] == 1
        assert deployment["spec"]["strategy"]["type"] == "Recreate"
        assert not [item for item in objects if item["kind"] == "HorizontalPodAutoscaler"]


@fault(7)
def _references() -> None:
    found = environment(large())
    assert not [value for value in found.values() if isinstance(value, str) and "map[" in value]
    read_from = {value.key for value in found.values() if not isinstance(value, str)}
    assert {"openai-api-key", "azure-doc-intelligence-key"} <= read_from


@fault(8)
def _what_is_named_is_made() -> None:
    objects = large()
    accounts = {item["metadata"]["name"] for item in objects if item["kind"] == "ServiceAccount"}
    assert {name for each in pods(objects) if (name := each["spec"].get("serviceAccountName"))} <= accounts
    assert one(objects, "Ingress")["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["name"] in {
        item["metadata"]["name"] for item in objects if item["kind"] == "Service"
    }
    shared = {"config": {"docstore": "Elasticsearch"}}
    values = merge(read([VALUES]), {"kotaemon": shared, "persistence": {"accessMode": "ReadWriteMany"}})
    target = one(executed(migrated(values)), "HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", "kotaemon")


@fault(9)
def _metrics() -> None:
    text = json.dumps(large())
    assert "requests_per_second" not in text
    ports = {port["name"]: port["containerPort"] for port in container(large())["ports"]}
    assert ports["metrics"] == 9464
    read_at = [port["port"] for rule in policies(large())[0]["ingress"] for port in rule["ports"]]
    assert sorted(set(read_at)) == [4180, 9464]


@fault(10)
def _chroma_keeps_its_index() -> None:
    spec = one(small(), "StatefulSet", "kotaemon-vectors")["spec"]["template"]["spec"]["containers"][0]
    assert re.search(r"chromadb/chroma:[1-9]\d*\.\d+\.\d+$", spec["image"])
    paths = {variable["name"]: variable["value"] for variable in spec["env"]}
    assert paths["CHROMA_PERSIST_PATH"] in {mount["mountPath"] for mount in spec["volumeMounts"]}
    assert not re.findall(r'"image": "[^"]*:(?:latest|main)[^"]*"', json.dumps(large()))


@fault(11)
def _folders_that_can_be_written() -> None:
    for objects in (small(), of_chart(VALUES, adopt_volume="kotaemon-data")):
        found = environment(objects)
        writable = [
            mount["mountPath"] for mount in container(objects)["volumeMounts"] if not mount.get("readOnly", False)
        ]
        assert pod(objects)["securityContext"]["runAsUser"] != 0
        for name in ("HOME", "NUMBA_CACHE_DIR", "MPLCONFIGDIR", "XDG_CACHE_HOME"):
            assert any(str(found[name]).startswith(folder) for folder in writable), name


@fault(12)
def _no_open_door() -> None:
    migration = migrated(read([VALUES, PRODUCTION]))
    objects = executed(migration)
    assert "kotaemon123" not in migration.program + json.dumps(objects)
    assert not isinstance(environment(objects)["KH_FEATURE_USER_MANAGEMENT_PASSWORD"], str)
    assert {item["spec"].get("type", "ClusterIP") for item in objects if item["kind"] == "Service"} == {"ClusterIP"}
    assert not [item for item in objects if item["kind"] == "Ingress"]
    assert [each["name"] for each in pod(large())["containers"]].count("auth-proxy") == 1


@fault(13)
def _policies() -> None:
    found = policies(large())
    assert len(found) > 2
    rules = [rule for policy in found for rule in (*policy.get("ingress", ()), *policy.get("egress", ()))]
    for rule in rules:
        assert rule.get("to") or rule.get("from"), "to or from everybody"
    namespaces = [
        peer["namespaceSelector"]["matchLabels"]
        for rule in rules
        for peer in (*rule.get("from", ()), *rule.get("to", ()))
        if "namespaceSelector" in peer
    ]
    # A label that the API server sets.
    assert {"kubernetes.io/metadata.name": "ingress-nginx"} in namespaces
    assert {key for labels in namespaces for key in labels} == {"kubernetes.io/metadata.name"}
    assert 6333 in [port["port"] for rule in rules for port in rule["ports"]]
    blocks = [peer["ipBlock"] for rule in rules for peer in rule.get("to", ()) if "ipBlock" in peer]
    assert [block["cidr"] for block in blocks if "except" not in block] == ["169.254.20.10/32"] * len(
        [block for block in blocks if "except" not in block]
    )


@fault(14)
def _packages_last() -> None:
    objects = large()
    installs = [each for each in pod(objects).get("initContainers", ()) if "nano-graphrag" in json.dumps(each)]
    text = json.dumps([item for item in objects if item["kind"] == "ConfigMap"])
    assert installs or "nano-graphrag" in text
    shared = {mount["name"] for each in pod(objects)["initContainers"] for mount in each.get("volumeMounts", ())}
    assert shared & {mount["name"] for mount in container(objects)["volumeMounts"]}
    assert "install-docling" not in json.dumps(objects)
    assert container(objects)["image"].endswith("-full")


@fault(15)
def _names_that_the_app_reads() -> None:
    objects = large()
    found = environment(objects)
    assert found["AZURE_DI_ENDPOINT"] == "https://your-endpoint.cognitiveservices.azure.com/"
    assert not isinstance(found["AZURE_DI_CREDENTIAL"], str)
    assert not [name for name in found if name.startswith("AZURE_DOC") or name == "USE_DOCLING"]
    assert {"azure-di", "docling"} <= set(settings(objects)["KOTAEMON_READERS"])


@fault(16)
def _slow_starts_are_let_be() -> None:
    found = container(small())
    startup = found["startupProbe"]
    # The slowest start that was measured.
    assert startup["periodSeconds"] * startup["failureThreshold"] > 419
    assert "initialDelaySeconds" not in found["livenessProbe"]


@fault(17)
def _backup() -> None:
    migration = migrated(read([VALUES]), extras=EXTRAS)
    (said,) = [each for each in migration.findings if each.source == "backup-kotaemon.sh"]
    assert "`kotaemon-backups`, which you must make" in said.text
    jobs = {item["metadata"]["name"]: item for item in executed(migration) if item["kind"] == "CronJob"}
    template = jobs["kotaemon-backup"]["spec"]["jobTemplate"]["spec"]["template"]
    spec = template["spec"]
    # The database by its own program, the stores through their clients; only then all of it, encrypted.
    assert [each["name"] for each in spec["initContainers"]][-2:] == ["metadata", "export"]
    (store,) = spec["containers"]
    secrets = {each["name"]: each["valueFrom"]["secretKeyRef"] for each in store["env"] if "valueFrom" in each}
    assert secrets["RESTIC_PASSWORD"] == {"name": "kotaemon-backup", "key": "password"}
    claims = {each["persistentVolumeClaim"]["claimName"] for each in spec["volumes"] if "persistentVolumeClaim" in each}
    assert claims == {"kotaemon-data", "kotaemon-backups"}
    data = [
        each for part in (*spec["initContainers"], store) for each in part["volumeMounts"] if each["name"] == "data"
    ]
    assert len(data) > 1
    assert all(each["readOnly"] for each in data)
    assert not spec["automountServiceAccountToken"]
    assert not re.findall(r"\b(?:tar|kubectl)\b", json.dumps(template))
    assert any("secret generic kotaemon-backup " in command for command in migration.secrets)


@fault(18)
def _images_that_are_there() -> None:
    image = one(small(), "StatefulSet", "kotaemon-db")["spec"]["template"]["spec"]["containers"][0]["image"]
    assert image.startswith("docker.io/library/postgres:")
    assert "bitnami/postgresql" not in json.dumps(large())


@fault(19)
def _config_maps_are_mounted() -> None:
    for objects in (small(), large()):
        made = {item["metadata"]["name"] for item in objects if item["kind"] == "ConfigMap"}
        mounted = {
            volume["configMap"]["name"]
            for each in pods(objects)
            for volume in each["spec"].get("volumes", ())
            if "configMap" in volume
        }
        assert made == mounted


@fault(20)
def _other_ways_in() -> None:
    values: dict[str, Any] = merge(read([VALUES, PRODUCTION]), {"ingress": {"className": "traefik"}})
    ingress = one(executed(migrated(values, login=LOGIN)), "Ingress", "kotaemon")
    assert ingress["spec"]["ingressClassName"] == "traefik"
    said = {each.key: each.text for each in migrated(read([VALUES, PRODUCTION]), login=LOGIN).findings}
    assert "retired in March 2026" in said["ingress.className"]
    for controller in ("istio", "envoy_gateway", "nginx_gateway_fabric"):
        gateway = call(
            "Exposure.gateway",
            gateway="public",
            namespace="gateways",
            host="kotaemon.example.com",
            controller=call(f"GatewayController.{controller}"),
        )
        assert refused(gateway) is None


@pytest.mark.parametrize("number", sentences(), ids=lambda number: f"{number}: {sentences()[number]}")
def test_a_fault_of_the_chart_is_absent(number: int) -> None:
    CHECKS[number]()


def test_all_faults_are_looked_at() -> None:
    assert list(CHECKS) == list(sentences()) == list(range(1, 21))
    assert CHART.is_dir()
