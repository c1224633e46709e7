"""RestoreDrill: a pod that restores the latest backup, and has nothing of the deployment."""

from __future__ import annotations

import json
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    AdmissionPolicies,
    BackupRepository,
    HostAccess,
    KotaemonApp,
    MetadataDb,
    PythonPackages,
    RestoreDrill,
    SecretInventory,
    Security,
    Storage,
    VectorStore,
)
from kotaemon_cdk8s.security import pod_security

import cdk8s
import pytest

from tests.operations.backup_values import S3
from tests.support import KEY, Object, faulty, kotaemon, new_chart, one, refusal, synthesized


def on_servers(chart: cdk8s.Chart) -> KotaemonApp:
    """An app whose stores are servers of the cluster."""
    return kotaemon(
        chart,
        offline=True,
        python_packages=PythonPackages(index_url="https://pypi.example.com/simple"),
        metadata_db=MetadataDb.postgres(chart, "db", password=KEY),
        vector_store=VectorStore.qdrant(chart, "vectors", api_key=KEY),
    )


def drilled(app: dict[str, Any] | None = None, **options: Any) -> list[Object]:
    """The objects of a deployment with a drill."""
    chart = new_chart()
    RestoreDrill(chart, "drill", app=kotaemon(chart, **(app or {})), **{"repository": S3, **options})
    return synthesized(chart)


def drilled_on_servers() -> list[Object]:
    chart = new_chart()
    RestoreDrill(chart, "drill", app=on_servers(chart), repository=S3)
    return synthesized(chart)


def pod_of(objects: list[Object]) -> Object:
    found: Object = one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return found


def names(containers: list[Object]) -> list[str]:
    return [container["name"] for container in containers]


@pytest.mark.parametrize("make", [drilled, drilled_on_servers])
def test_it_has_nothing_of_the_deployment_but_its_program(make: Any) -> None:
    objects = make()
    pod = pod_of(objects)
    assert not [volume for volume in pod["volumes"] if "persistentVolumeClaim" in volume]
    variables = [item for container in (*pod["initContainers"], *pod["containers"]) for item in container["env"]]
    secrets = {item["valueFrom"]["secretKeyRef"]["name"] for item in variables if "valueFrom" in item}
    assert secrets == {"bucket", "restic"}
    settings = json.loads(one(objects, "ConfigMap", "drill-scripts")["data"]["settings.json"])["settings"]
    assert settings["KH_VECTORSTORE"]["__type__"] == "kotaemon.storages.ChromaVectorStore"
    assert "affinity" not in pod
    assert pod["automountServiceAccountToken"] is False
    assert list(pod_security.violations(pod)) == []
    assert faulty(objects) == []


def test_it_fetches_and_loads() -> None:
    pod = pod_of(drilled())
    assert names(pod["initContainers"]) == ["fetch"]
    assert pod["initContainers"][0]["command"][2:] == ["/backup", "kotaemon.kotaemon", "latest"]
    assert names(pod["containers"]) == ["load"]
    assert pod["containers"][0]["command"][1:] == ["-m", "kotaemon_runtime.backup", "load", "/backup"]


def test_with_postgresql_it_has_a_server_of_the_same_version_and_the_driver() -> None:
    objects = drilled_on_servers()
    pod = pod_of(objects)
    assert names(pod["initContainers"]) == ["install-packages", "fetch"]
    assert names(pod["containers"]) == ["metadata", "load"]
    server, load = pod["containers"]
    theirs = one(objects, "StatefulSet", "db")["spec"]["template"]["spec"]["containers"][0]
    assert server["image"] == theirs["image"]
    data = one(objects, "ConfigMap", "drill-scripts")["data"]
    assert {server["command"][1], load["command"][1]} == {
        f"/opt/kotaemon-cdk8s-backup/{name}" for name in ("postgres_drill.sh", "with_postgres.sh") if name in data
    }
    assert "psycopg2-binary" in data["requirements.txt"]
    # initdb wants a name for its user.
    assert {"/etc/passwd"} <= {mount["mountPath"] for mount in server["volumeMounts"]}


def test_it_reaches_the_repository_only_and_all_know_of_it() -> None:
    chart = new_chart()
    app = on_servers(chart)
    RestoreDrill(chart, "drill", app=app, repository=S3)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    AdmissionPolicies(chart, "admission")
    objects = synthesized(chart)
    rules = one(objects, "NetworkPolicy", "drill")["spec"]["egress"]
    assert {port["port"] for rule in rules for port in rule["ports"]} == {53}
    hosts = {
        name["matchName"]
        for rule in one(objects, "CiliumNetworkPolicy", "drill-hosts")["spec"]["egress"]
        for name in rule.get("toFQDNs", [])
    }
    assert hosts == {
        "kotaemon-backups.s3.dualstack.eu-central-1.amazonaws.com",
        "pypi.example.com",
        "s3.dualstack.eu-central-1.amazonaws.com",
    }
    readers = {secret.name: secret.readers for secret in SecretInventory.of(app).secrets}
    assert str(readers["restic"]["password"][0]) == "CronJob drill (fetch): variable RESTIC_PASSWORD"


def test_it_does_not_ask_for_the_volume_of_the_app() -> None:
    pod = pod_of(drilled({"storage": Storage.claim(access_mode=AccessMode.READ_WRITE_ONCE_POD)}))
    assert names(pod["containers"]) == ["load"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schedule", "each night"),
        ("time_zone", "Berlin"),
        ("deadline_minutes", 7 * 24 * 60),
        ("starting_deadline_minutes", 0),
        ("retries", 11),
        ("name", "d" * 47),
        ("repository", BackupRepository.volume(password=KEY, claim="kotaemon-data")),
    ],
)
def test_what_cannot_work_is_refused(field: str, value: Any) -> None:
    assert refusal(lambda: drilled(**{field: value})).faults[0].field == field


def test_what_is_in_memory_only_cannot_be_restored() -> None:
    memory = VectorStore.in_memory(vectors_are_lost_at_restart=True)
    assert refusal(lambda: drilled({"vector_store": memory})).faults[0].field == "app"
