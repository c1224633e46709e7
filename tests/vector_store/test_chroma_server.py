"""A Chroma server beside the app; `test_chroma_in_pod.py` runs it."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, Override, VectorStore
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.security.pod_security import violations
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.vector_store.chroma_server import ChromaServer

import pytest
from cdk8s_plus_27 import k8s

from tests.support import Object, document, faulty, kotaemon, new_chart, one, refusal, settings, synthesized

ALL: dict[str, Any] = {
    "image": ServerImage("registry.example.com/chroma", "1.6.0", pull_secrets=["registry"]),
    "resources": ServerResources(cpu="2", memory="8Gi"),
    "storage": ServerStorage("50Gi", "fast", {"team": "search"}),
    "placement": Placement(
        node_selector={"disk": "nvme"}, tolerations=[k8s.Toleration(key="search")], priority_class="high"
    ),
}


def chroma(chart: Any = None, id: str = "vectors", **options: Any) -> ChromaServer:
    return VectorStore.chroma_server(chart or new_chart(), id, **options)


def server_pod(objects: list[Object]) -> Object:
    spec: Object = one(objects, "StatefulSet")["spec"]["template"]["spec"]
    return spec


@pytest.mark.parametrize("options", [{}, ALL], ids=["least", "all"])
def test_the_objects_are_valid_and_admitted(options: dict[str, Any]) -> None:
    objects = synthesized(chroma(**options))
    assert faulty(objects) == []
    assert list(violations(server_pod(objects))) == []


def test_the_app_is_given_the_server_and_waits_for_it() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, vector_store=chroma(chart)))
    assert settings(objects)["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.chroma.RemoteChromaVectorStore",
        "host": "vectors",
        "port": 8000,
        "ssl": False,
        "headers": {},
        "tenant": "default_tenant",
        "database": "default_database",
    }
    assert document(objects)["wait_for"] == [
        {"component": "Chroma vector store", "url": "http://vectors:8000/api/v2/heartbeat"}
    ]
    service = one(objects, "Service", "vectors")["spec"]
    assert [port["port"] for port in service["ports"]] == [8000]


def test_it_is_one_process_with_one_volume_that_stays() -> None:
    objects = synthesized(chroma(storage=ServerStorage("50Gi", "fast")))
    spec = one(objects, "StatefulSet")["spec"]
    assert spec["replicas"] == 1
    assert [template["metadata"]["name"] for template in spec["volumeClaimTemplates"]] == ["data"]
    claim = one(objects, "PersistentVolumeClaim", "data-vectors-0")
    assert claim["spec"]["resources"]["requests"]["storage"] == "50Gi"
    assert claim["spec"]["storageClassName"] == "fast"
    assert "Prune=false" in claim["metadata"]["annotations"]["argocd.argoproj.io/sync-options"]


def test_a_service_called_chroma_does_not_reach_its_environment() -> None:
    # CHROMA_PORT=tcp://… would make it panic.
    assert server_pod(synthesized(chroma(id="chroma")))["enableServiceLinks"] is False


def test_options_reach_the_pod() -> None:
    spec = server_pod(synthesized(chroma(**ALL)))
    (container,) = spec["containers"]
    assert container["image"] == "registry.example.com/chroma:1.6.0"
    assert container["resources"]["limits"] == {"memory": "8Gi"}
    assert spec["imagePullSecrets"] == [{"name": "registry"}]
    assert spec["priorityClassName"] == "high"


def test_names_follow_the_name() -> None:
    made = chroma(id="x", name="search")
    assert {item["metadata"]["name"] for item in synthesized(made)} == {"search", "search-headless", "data-search-0"}
    assert made.name == made.stateful_set.name == made.service.name == "search"
    assert made.headless_service.name == "search-headless"
    assert [claim.name for claim in made.claims] == ["data-search-0"]


def test_overrides_come_last() -> None:
    objects = synthesized(chroma(overrides=[Override.add("StatefulSet", "/spec/minReadySeconds", 30)]))
    assert one(objects, "StatefulSet")["spec"]["minReadySeconds"] == 30


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "Chroma"}),
    ("name", {"name": "1st"}),
    ("image", {"image": ServerImage("docker.io/chromadb/chroma", "0.6.3")}),
    ("image", {"image": ServerImage("ghcr.io/chroma-core/chroma", "0.5.23.dev1")}),
    ("image.tag", {"image": ServerImage("docker.io/chromadb/chroma", "1")}),
    ("image.tag", {"image": ServerImage("docker.io/chromadb/chroma", "1.5")}),
    ("image", {"image": "docker.io/chromadb/chroma:1.5.9"}),
    ("storage", {"storage": "10Gi"}),
    ("StatefulSet.spec.replicas", {"overrides": [Override.replace("StatefulSet", "/spec/replicas", 2)]}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: chroma(chart, **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("test/vectors", field)
    assert chart.node.children == []


def test_an_old_server_is_pointed_to_the_external_form() -> None:
    error = refusal(lambda: chroma(image=ServerImage("docker.io/chromadb/chroma", "0.6.3")))
    assert "external_chroma" in error.faults[0].fix


@pytest.mark.parametrize("tag", ["1.0.0", "1.5.9", "2.0.1"])
def test_other_images_are_taken(tag: str) -> None:
    assert chroma(image=ServerImage("registry.example.com/chroma", tag))


def test_a_digest_pins_what_the_tag_does_not_say() -> None:
    assert chroma(image=ServerImage("registry.example.com/chroma", "team-7", digest=f"sha256:{'0' * 64}"))


def test_two_apps_do_not_share_a_server() -> None:
    chart = new_chart()
    store = chroma(chart)
    kotaemon(chart, vector_store=store)
    error = refusal(lambda: kotaemon(chart, "second", vector_store=store))
    assert "mix them up" in error.faults[0].cause
