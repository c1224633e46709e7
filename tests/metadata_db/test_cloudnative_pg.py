"""PostgreSQL run by CloudNativePG: what is emitted, and what is refused."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, Override, SecretRef
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata_db.cloudnative_pg import CloudNativePg
from kotaemon_cdk8s.metadata_db.metadata_db import MetadataDb
from kotaemon_cdk8s.metadata_db.pooler import Pooler, PoolMode
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage

import jsonschema
import pytest
from cdk8s_plus_27 import k8s

from tests.support import (
    REPOSITORY,
    Object,
    crds,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    pod,
    refusal,
    settings,
    synthesized,
)

ALL: dict[str, Any] = {
    "name": "pg",
    "instances": 5,
    "image": ServerImage("registry.example/postgresql", "17.5", digest=f"sha256:{'a' * 64}", pull_secrets=["pull"]),
    "resources": ServerResources(cpu="1", memory="4Gi", cpu_limit="2"),
    "storage": ServerStorage("100Gi", storage_class="fast"),
    "wal_storage": ServerStorage("10Gi", storage_class="fast"),
    "parameters": {"work_mem": "8MB"},
    "pooler": Pooler(instances=3, mode=PoolMode.SESSION, max_client_connections=200, pool_size=10),
    "placement": Placement(
        node_selector={"disk": "ssd"},
        tolerations=[k8s.Toleration(key="db", operator="Exists", effect="NoExecute", toleration_seconds=60)],
        priority_class="high",
    ),
}


def cloudnative_pg(chart: Any = None, id: str = "db", **options: Any) -> CloudNativePg:
    return MetadataDb.cloudnative_pg(chart or new_chart(), id, **options)


def cluster(**options: Any) -> Object:
    found: Object = one(synthesized(cloudnative_pg(**options)), "Cluster")["spec"]
    return found


@pytest.mark.parametrize("options", [{}, {"instances": 1}, ALL])
def test_all_objects_are_valid(options: dict[str, Any]) -> None:
    objects = synthesized(cloudnative_pg(**options))
    assert faulty(objects) == []
    upstream = REPOSITORY.parent / "shared" / "crds"
    if upstream.exists():
        for item in objects:
            jsonschema.validate(item, crds(upstream)[item["apiVersion"], item["kind"]])


def test_the_app_is_given_the_operators_secret_and_verifies_the_primary() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, metadata_db=cloudnative_pg(chart)))
    url = settings(objects)["KH_DATABASE"]["$postgresql"]
    assert (url["host"], url["database"], url["options"]["sslmode"]) == ("db-rw", "kotaemon", "verify-full")
    assert environment(objects)[url["user"]["$env"]] == SecretRef("db-app", "username")
    assert environment(objects)[url["password"]["$env"]] == SecretRef("db-app", "password")
    # The Secret holds the authority's key, too.
    (source,) = [
        source["secret"]
        for volume in pod(objects)["volumes"]
        for source in volume.get("projected", {}).get("sources", ())
        if source["secret"]["name"] == "db-ca"
    ]
    assert [item["key"] for item in source["items"]] == ["ca.crt"]
    assert faulty(objects) == []


def test_the_app_goes_through_the_pooler_whose_name_the_certificate_has() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, metadata_db=cloudnative_pg(chart, pooler=Pooler())))
    host = settings(objects)["KH_DATABASE"]["$postgresql"]["host"]
    assert host == one(objects, "Pooler")["metadata"]["name"]
    assert host in one(objects, "Cluster")["spec"]["certificates"]["serverAltDNSNames"]
    assert one(objects, "Pooler")["spec"]["pgbouncer"]["parameters"]["client_tls_sslmode"] == "require"


@pytest.mark.parametrize(("instances", "number"), [(3, 1), (4, 2), (5, 2)])
def test_a_commit_is_on_a_majority(instances: int, number: int) -> None:
    synchronous = cluster(instances=instances)["postgresql"]["synchronous"]
    assert synchronous == {"method": "any", "number": number, "dataDurability": "required", "failoverQuorum": True}


def test_one_instance_waits_for_nobody_and_blocks_no_drain() -> None:
    alone = cluster(instances=1)
    assert "synchronous" not in alone["postgresql"]
    assert alone["enablePDB"] is False
    assert "enablePDB" not in cluster()


def test_clear_text_is_refused() -> None:
    assert cluster()["postgresql"]["pg_hba"] == ["hostnossl all all all reject"]


def test_instances_are_on_nodes_of_their_own() -> None:
    assert cluster()["affinity"]["podAntiAffinityType"] == "required"


def test_argo_cd_never_prunes_the_cluster() -> None:
    metadata = one(synthesized(cloudnative_pg()), "Cluster")["metadata"]
    assert (
        metadata["annotations"]["argocd.argoproj.io/sync-options"]
        == "Prune=false,Delete=false,SkipDryRunOnMissingResource=true"
    )


def test_the_buffers_follow_from_the_memory() -> None:
    parameters = cluster(resources=ServerResources(memory="8Gi"), parameters={"work_mem": "9MB"})["postgresql"]
    assert parameters["parameters"] == {
        "max_connections": "100",
        "shared_buffers": "2048MB",
        "effective_cache_size": "6144MB",
        "maintenance_work_mem": "512MB",
        "work_mem": "9MB",
    }


def test_overrides_are_applied() -> None:
    override = Override.replace("Cluster", "/spec/affinity/podAntiAffinityType", "preferred")
    assert cluster(overrides=[override])["affinity"]["podAntiAffinityType"] == "preferred"


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "my.db"}),
    ("name", {"name": "d" * 51}),
    ("instances", {"instances": 2}),
    ("instances", {"instances": 0}),
    ("instances", {"instances": True}),
    ("database", {"database": "postgres"}),
    ("owner", {"owner": "streaming_replica"}),
    ("owner", {"owner": "postgres"}),
    ("image.tag", {"image": ServerImage("ghcr.io/cloudnative-pg/postgresql", "trixie")}),
    ("image.tag", {"image": ServerImage("ghcr.io/cloudnative-pg/postgresql", "18-minimal-trixie")}),
    ("image.tag", {"image": ServerImage("ghcr.io/cloudnative-pg/postgresql", "12.3-system-trixie")}),
    ("max_connections", {"max_connections": 1000, "resources": ServerResources(memory="256Mi")}),
    ("parameters.shared_buffers", {"parameters": {"shared_buffers": "100GB"}}),
    ("parameters.shared_buffers", {"parameters": {"shared_buffers": "16384"}}),
    ("parameters.wal_level", {"parameters": {"wal_level": "minimal", "max_wal_senders": "0"}}),
    ("parameters.wal_log_hints", {"parameters": {"wal_log_hints": "off"}}),
    ("parameters.max_wal_size", {"parameters": {"max_wal_size": "5GB"}, "wal_storage": ServerStorage("4Gi")}),
    ("parameters.max_wal_size", {"parameters": {"min_wal_size": "2GB"}}),
    ("Cluster.spec.instances", {"overrides": [Override.replace("Cluster", "/spec/instances", 2)]}),
    ("storage.size", {"storage": ServerStorage("1Gi")}),
    ("storage.annotations", {"storage": ServerStorage(annotations={"a": "b"})}),
    ("wal_storage.size", {"wal_storage": ServerStorage("1Gi")}),
    ("max_connections", {"max_connections": 5000}),
    ("parameters.archive_command", {"parameters": {"archive_command": "true"}}),
    ("parameters.recovery_target_time", {"parameters": {"recovery_target_time": "now"}}),
    ("parameters.ssl", {"parameters": {"ssl": "off"}}),
    ("parameters.max_connections", {"parameters": {"max_connections": "10"}}),
    ("parameters", {"parameters": {"max-wal": "1GB"}}),
    ("pooler", {"pooler": True}),
    ("pooler.pool_size", {"pooler": Pooler(instances=5, pool_size=20)}),
    ("nodes", {"nodes": 3}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: cloudnative_pg(chart, **options))
    assert type(error) is OptionError
    assert error.faults[0].field == field
    assert chart.node.children == []


def test_it_says_why_two_are_refused() -> None:
    assert "outvote" in str(refusal(lambda: cloudnative_pg(instances=2)))


@pytest.mark.parametrize("options", [{"instances": 0}, {"pool_size": 0}, {"max_client_connections": 0}])
def test_a_pooler_refuses(options: dict[str, Any]) -> None:
    assert refusal(lambda: Pooler(**options)).faults[0].field == next(iter(options))


def test_what_the_operator_makes_is_in_nobodys_way() -> None:
    chart = new_chart()
    cloudnative_pg(chart)
    # A ServiceAccount of the app, which the operator would take for its own.
    assert refusal(lambda: kotaemon(chart, "app", name="db")).faults[0].field == "name"
    # A Service of the app, for which the operator would refuse to go on.
    assert refusal(lambda: kotaemon(chart, "app", name="db-rw")).faults[0].field == "name"
