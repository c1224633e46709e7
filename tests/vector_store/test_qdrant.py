"""Qdrant beside the app: what the app is given, and a cluster that outlives a node."""

from __future__ import annotations

import re
from typing import Any

from kotaemon_cdk8s import OptionError, Override, SecretRef, VectorStore
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.security.pod_security import violations
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.tls import ServerTls
from kotaemon_cdk8s.vector_store.qdrant import Qdrant

import pytest

from tests.support import (
    Object,
    document,
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

API_KEY = SecretRef("vectors", "api-key")
READER = SecretRef("vectors", "read-only-api-key")
TLS = ServerTls.secret("vectors-tls")
# The smallest, and all that can be asked for at once.
FORMS: dict[str, dict[str, Any]] = {
    "one": {},
    "cluster": {"nodes": 3},
    "all": {
        "nodes": 5,
        "read_only_api_key": READER,
        "replication_factor": 3,
        "shards": 12,
        "write_consistency_factor": 2,
        "tls": TLS,
        "image": ServerImage("registry.example.com/qdrant", "v1.19.0", pull_secrets=["registry"]),
        "resources": ServerResources(cpu="2", memory="16Gi", cpu_limit="4"),
        "storage": ServerStorage("100Gi", "fast", {"team": "search"}),
        "snapshots": ServerStorage("50Gi", "slow"),
        "placement": Placement(node_selector={"disk": "nvme"}),
    },
}


def qdrant(chart: Any = None, id: str = "vectors", **options: Any) -> Qdrant:
    return VectorStore.qdrant(chart or new_chart(), id, **{"api_key": API_KEY, **options})


def objects_of(**options: Any) -> list[Object]:
    return synthesized(qdrant(**options))


def server_pod(objects: list[Object]) -> Object:
    spec: Object = one(objects, "StatefulSet")["spec"]["template"]["spec"]
    return spec


def server_env(objects: list[Object]) -> dict[str, Any]:
    (container,) = server_pod(objects)["containers"]
    return {item["name"]: item.get("value", item.get("valueFrom")) for item in container["env"]}


def secret(ref: SecretRef) -> Object:
    return {"secretKeyRef": {"name": ref.name, "key": ref.key}}


@pytest.mark.parametrize("form", FORMS)
def test_the_objects_are_valid_and_admitted(form: str) -> None:
    objects = objects_of(**FORMS[form])
    assert faulty(objects) == []
    assert list(violations(server_pod(objects))) == []


def test_the_app_is_given_one_node() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, vector_store=qdrant(chart)))
    assert settings(objects)["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.qdrant.QdrantVectorStore",
        "url": "http://vectors:6333",
        "api_key": {"$env": "KOTAEMON_VECTOR_STORE_API_KEY"},
    }
    assert environment(objects)["KOTAEMON_VECTOR_STORE_API_KEY"] == API_KEY
    assert document(objects)["wait_for"] == [
        {"component": "Qdrant vector store", "url": "http://vectors:6333/readyz"},
    ]


def test_the_app_is_given_a_cluster_with_tls() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, vector_store=qdrant(chart, nodes=3, tls=TLS)))
    ca_file = "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
    assert settings(objects)["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.qdrant.QdrantVectorStore",
        "url": "https://vectors:6333",
        "api_key": {"$env": "KOTAEMON_VECTOR_STORE_API_KEY"},
        "ca_file": ca_file,
        "shard_number": 6,
        "replication_factor": 2,
    }
    assert document(objects)["wait_for"][0] == {
        "component": "Qdrant vector store",
        "url": "https://vectors:6333/readyz",
        "ca_file": ca_file,
    }
    mounted = [
        (source["secret"]["name"], item["path"])
        for volume in pod(objects)["volumes"]
        for source in volume.get("projected", {}).get("sources", ())
        for item in source["secret"]["items"]
    ]
    assert ("vectors-tls", "vector-store/ca.crt") in mounted


def test_copies_and_shards_are_what_was_asked_for() -> None:
    store = qdrant(nodes=5, replication_factor=3, shards=10, write_consistency_factor=2).bind().settings
    assert store["KH_VECTORSTORE"]["replication_factor"] == 3
    assert store["KH_VECTORSTORE"]["shard_number"] == 10
    assert store["KH_VECTORSTORE"]["write_consistency_factor"] == 2


@pytest.mark.parametrize("nodes", [3, 4, 7])
def test_by_default_any_one_node_may_go(nodes: int) -> None:
    store = qdrant(nodes=nodes).bind().settings["KH_VECTORSTORE"]
    assert store["replication_factor"] == 2
    assert store["shard_number"] % nodes == 0
    spec = one(objects_of(nodes=nodes), "StatefulSet")["spec"]
    assert spec["podManagementPolicy"] == "Parallel"
    affinity = spec["template"]["spec"]["affinity"]["podAntiAffinity"]
    (apart,) = affinity["requiredDuringSchedulingIgnoredDuringExecution"]
    assert apart["topologyKey"] == "kubernetes.io/hostname"
    assert apart["labelSelector"]["matchLabels"] == spec["selector"]["matchLabels"]
    budget = one(objects_of(nodes=nodes), "PodDisruptionBudget")["spec"]
    assert budget["maxUnavailable"] == 1


def test_a_single_node_stands_alone() -> None:
    made = qdrant()
    objects = synthesized(made)
    assert made.disruption_budget is None
    assert not [item for item in objects if item["kind"] == "PodDisruptionBudget"]
    assert "affinity" not in server_pod(objects)
    assert "QDRANT__CLUSTER__ENABLED" not in server_env(objects)
    (container,) = server_pod(objects)["containers"]
    assert len(container["args"]) == 2
    assert [port["containerPort"] for port in container["ports"]] == [6333, 6334]


def test_the_nodes_find_each_other_by_the_headless_service() -> None:
    objects = objects_of(nodes=3)
    headless = one(objects, "Service", "vectors-headless")["spec"]
    assert headless["clusterIP"] == "None"
    assert headless["publishNotReadyAddresses"] is True
    assert {port["name"]: port["port"] for port in headless["ports"]} == {"http": 6333, "grpc": 6334, "p2p": 6335}
    assert one(objects, "StatefulSet")["spec"]["serviceName"] == "vectors-headless"
    (container,) = server_pod(objects)["containers"]
    assert container["args"][1:] == ["qdrant", "http", "vectors-headless", "vectors-0", "vectors-1", "vectors-2"]


def test_the_service_leads_to_what_clients_may_use() -> None:
    objects = objects_of(nodes=3)
    service = one(objects, "Service", "vectors")["spec"]
    assert {port["port"] for port in service["ports"]} == {6333, 6334}
    assert service["selector"] == one(objects, "StatefulSet")["spec"]["selector"]["matchLabels"]


def test_keys_come_from_secrets_and_hold_between_the_nodes_too() -> None:
    env = server_env(objects_of(nodes=3, read_only_api_key=READER))
    assert env["QDRANT__SERVICE__API_KEY"] == secret(API_KEY)
    assert env["QDRANT__SERVICE__READ_ONLY_API_KEY"] == secret(READER)
    assert env["QDRANT__SERVICE__ENFORCE_INTERNAL_AUTH"] == "true"
    assert env["QDRANT__TELEMETRY_DISABLED"] == "true"
    assert "QDRANT__SERVICE__READ_ONLY_API_KEY" not in server_env(objects_of())


@pytest.mark.parametrize(("nodes", "between"), [(1, None), (3, "true")])
def test_tls_covers_all_ports(nodes: int, between: str | None) -> None:
    objects = objects_of(nodes=nodes, tls=TLS)
    env = server_env(objects)
    assert env["QDRANT__SERVICE__ENABLE_TLS"] == "true"
    assert env.get("QDRANT__CLUSTER__P2P__ENABLE_TLS") == between
    (container,) = server_pod(objects)["containers"]
    assert {probe["httpGet"]["scheme"] for key, probe in container.items() if key.endswith("Probe")} == {"HTTPS"}
    (volume,) = [item for item in server_pod(objects)["volumes"] if item["name"] == "tls"]
    # The paths of config/config.yaml, below the working directory.
    assert {
        item["path"]: (source["secret"]["name"], item["key"])
        for source in volume["projected"]["sources"]
        for item in source["secret"]["items"]
    } == {
        "cert.pem": ("vectors-tls", "tls.crt"),
        "key.pem": ("vectors-tls", "tls.key"),
        "cacert.pem": ("vectors-tls", "ca.crt"),
    }
    assert {mount["mountPath"] for mount in container["volumeMounts"] if mount["name"] == "tls"} == {"/qdrant/tls"}
    if nodes > 1:
        assert container["args"][2] == "https"


def test_a_certificate_must_hold_these_names() -> None:
    assert qdrant().dns_names == ("vectors",)
    assert qdrant(nodes=3).dns_names == (
        "vectors",
        "vectors-0.vectors-headless",
        "vectors-1.vectors-headless",
        "vectors-2.vectors-headless",
    )


def test_probes_ask_what_needs_no_key() -> None:
    (container,) = server_pod(objects_of())["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["startupProbe"]["httpGet"]["path"] == "/livez"
    assert {probe["httpGet"]["scheme"] for key, probe in container.items() if key.endswith("Probe")} == {"HTTP"}


@pytest.mark.parametrize("form", FORMS)
def test_all_that_is_written_is_on_volumes(form: str) -> None:
    objects = objects_of(**FORMS[form])
    (container,) = server_pod(objects)["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    writable = [mount["mountPath"] for mount in container["volumeMounts"] if not mount.get("readOnly")]
    assert writable == ["/qdrant/storage", "/qdrant/snapshots"]
    assert server_env(objects)["QDRANT_INIT_FILE_PATH"].startswith("/qdrant/storage/")


def test_each_node_has_claims_of_its_own_that_stay() -> None:
    objects = objects_of(nodes=3, storage=ServerStorage("100Gi", "fast"), snapshots=ServerStorage("50Gi", "slow"))
    claims = {item["metadata"]["name"]: item for item in objects if item["kind"] == "PersistentVolumeClaim"}
    assert {
        name: (item["spec"]["resources"]["requests"]["storage"], item["spec"]["storageClassName"])
        for name, item in claims.items()
    } == {
        **{f"storage-vectors-{ordinal}": ("100Gi", "fast") for ordinal in range(3)},
        **{f"snapshots-vectors-{ordinal}": ("50Gi", "slow") for ordinal in range(3)},
    }
    for item in claims.values():
        assert "Prune=false" in item["metadata"]["annotations"]["argocd.argoproj.io/sync-options"]
    templates = one(objects, "StatefulSet")["spec"]["volumeClaimTemplates"]
    assert [template["metadata"]["name"] for template in templates] == ["storage", "snapshots"]


def test_without_a_volume_for_snapshots_they_go_with_the_pod() -> None:
    (volume,) = server_pod(objects_of(storage=ServerStorage("20Gi")))["volumes"]
    assert volume == {"name": "snapshots", "emptyDir": {"sizeLimit": "20Gi"}}


def test_names_follow_the_name() -> None:
    made = qdrant(id="x", name="search", nodes=3)
    objects = synthesized(made)
    assert {item["metadata"]["name"] for item in objects} == {
        "search",
        "search-headless",
        "storage-search-0",
        "storage-search-1",
        "storage-search-2",
    }
    assert made.name == "search"
    assert made.stateful_set.name == made.service.name == "search"
    assert made.headless_service.name == "search-headless"
    assert made.disruption_budget is not None
    assert [claim.name for claim in made.claims] == [f"storage-search-{ordinal}" for ordinal in range(3)]
    for item in objects:
        assert item["metadata"]["labels"]["app.kubernetes.io/name"] == "qdrant"
        assert item["metadata"]["labels"]["app.kubernetes.io/component"] == "vector-store"


def test_the_image_and_its_credentials_are_taken() -> None:
    objects = objects_of(**FORMS["all"])
    assert server_pod(objects)["containers"][0]["image"] == "registry.example.com/qdrant:v1.19.0"
    assert server_pod(objects)["imagePullSecrets"] == [{"name": "registry"}]
    assert server_pod(objects)["nodeSelector"] == {"disk": "nvme"}
    assert re.fullmatch(r".*:v\d+\.\d+\.\d+-unprivileged", server_pod(objects_of())["containers"][0]["image"])


def test_overrides_come_last() -> None:
    objects = objects_of(overrides=[Override.add("StatefulSet", "/spec/minReadySeconds", 30)])
    assert one(objects, "StatefulSet")["spec"]["minReadySeconds"] == 30


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "Vectors"}),
    ("name", {"name": "1st"}),
    ("name", {"name": "v" * 51}),
    ("api_key", {"api_key": "a literal"}),
    ("nodes", {"nodes": 0}),
    ("nodes", {"nodes": 2}),
    ("nodes", {"nodes": True}),
    ("replication_factor", {"nodes": 3, "replication_factor": 4}),
    ("replication_factor", {"replication_factor": 2}),
    ("replication_factor", {"nodes": 3, "replication_factor": 0}),
    ("shards", {"shards": 0}),
    ("write_consistency_factor", {"nodes": 3, "write_consistency_factor": 3}),
    ("write_consistency_factor", {"write_consistency_factor": 2}),
    ("write_consistency_factor", {"nodes": 3, "write_consistency_factor": 0}),
    ("read_only_api_key", {"read_only_api_key": API_KEY}),
    ("image", {"nodes": 3, "image": ServerImage("docker.io/qdrant/qdrant", "v1.17.1-unprivileged")}),
    ("overrides[0].kind", {"overrides": [Override.remove("Deployment", "/spec")]}),
    ("StatefulSet.spec.replicas", {"overrides": [Override.replace("StatefulSet", "/spec/replicas", 2)]}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: qdrant(chart, **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("test/vectors", field)
    assert chart.node.children == []


@pytest.mark.parametrize(("nodes", "tag"), [(1, "v1.12.6"), (3, "v1.18.0"), (3, "v1.20.1-unprivileged"), (3, "v2.0.0")])
def test_other_images_are_taken(nodes: int, tag: str) -> None:
    assert qdrant(nodes=nodes, image=ServerImage("registry.example.com/qdrant", tag))


def test_two_servers_do_not_share_a_name() -> None:
    chart = new_chart()
    qdrant(chart)
    error = refusal(lambda: qdrant(chart, "second", name="vectors"))
    assert error.faults[0].field == "name"


def test_two_apps_do_not_share_a_server() -> None:
    chart = new_chart()
    store = qdrant(chart)
    kotaemon(chart, vector_store=store)
    error = refusal(lambda: kotaemon(chart, "second", vector_store=store))
    assert "mix them up" in error.faults[0].cause


def test_the_app_does_not_use_one_of_another_namespace() -> None:
    chart = new_chart()
    other = new_chart("other", "other", chart.node.root)
    assert refusal(lambda: kotaemon(chart, vector_store=qdrant(other))).faults[0].field == "vector_store"
