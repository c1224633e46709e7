"""The Elasticsearch that ECK runs beside the app."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    OptionError,
    Override,
    Placement,
    SecretRef,
    ServerImage,
    ServerResources,
    ServerStorage,
)
from kotaemon_cdk8s.document_store.elasticsearch import Elasticsearch
from kotaemon_cdk8s.security.pod_security import violations

import cdk8s
import jsonschema
import pytest
from cdk8s_plus_27 import k8s

from tests.support import (
    REPOSITORY,
    Object,
    crds,
    document,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    refusal,
    settings,
    synthesized,
)

PASSWORD = SecretRef("texts-user", "password")
REPOSITORY_NAME = "docker.elastic.co/elasticsearch/elasticsearch"
PUBLISHED = REPOSITORY.parent / "shared" / "crds"


def elasticsearch(chart: cdk8s.Chart | None = None, **options: Any) -> Elasticsearch:
    return DocumentStore.elasticsearch(chart or new_chart(), "texts", **{"password": PASSWORD, **options})


def spec(**options: Any) -> Object:
    found: Object = one(synthesized(elasticsearch(**options)), "Elasticsearch")["spec"]
    return found


def node_set(**options: Any) -> Object:
    (found,) = spec(**options)["nodeSets"]
    assert isinstance(found, dict)
    return found


EVERYTHING: dict[str, Any] = {
    "name": "library-texts",
    "nodes": 3,
    "image": ServerImage("registry.example.com/elasticsearch", "8.18.8", pull_secrets=["registry"]),
    "storage": ServerStorage("100Gi", storage_class="fast", annotations={"example.com/backup": "daily"}),
    "placement": Placement(
        node_selector={"disk": "ssd"},
        tolerations=[k8s.Toleration(key="search", operator="Exists")],
        priority_class="high",
    ),
}


def test_the_app_is_given_address_user_and_authority() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, document_store=elasticsearch(chart)))
    store = settings(objects)["KH_DOCSTORE"]
    ca_file = "/etc/kotaemon-cdk8s-files/document-store/ca.crt"
    assert store["elasticsearch_url"] == "https://texts-es-http:9200"
    assert store["basic_auth"] == [
        {"$env": "KOTAEMON_DOCUMENT_STORE_USERNAME"},
        {"$env": "KOTAEMON_DOCUMENT_STORE_PASSWORD"},
    ]
    assert store["ca_certs"] == ca_file
    assert environment(objects)["KOTAEMON_DOCUMENT_STORE_USERNAME"] == SecretRef("texts-user", "username")
    assert environment(objects)["KOTAEMON_DOCUMENT_STORE_PASSWORD"] == PASSWORD
    assert document(objects)["wait_for"] == [
        {"component": "Elasticsearch document store", "url": "https://texts-es-http:9200", "ca_file": ca_file}
    ]


def test_the_authority_is_the_operators() -> None:
    assert elasticsearch(name="docs").bind().files == {
        "document-store/ca.crt": SecretRef("docs-es-http-certs-public", "ca.crt")
    }


@pytest.mark.parametrize("options", [{}, EVERYTHING])
def test_it_is_valid(options: dict[str, Any]) -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, document_store=elasticsearch(chart, **options)))
    assert faulty(objects) == []
    if PUBLISHED.is_dir():
        made = one(objects, "Elasticsearch")
        jsonschema.validate(made, crds(PUBLISHED)[made["apiVersion"], made["kind"]])


@pytest.mark.parametrize("options", [{}, EVERYTHING])
def test_its_pods_pass_restricted(options: dict[str, Any]) -> None:
    template = node_set(**options)["podTemplate"]["spec"]
    assert list(violations(template)) == []
    assert template["containers"][0]["securityContext"]["readOnlyRootFilesystem"] is True


def test_the_user_and_the_role_are_of_the_users_own_secret() -> None:
    assert spec()["auth"] == {"fileRealm": [{"secretName": "texts-user"}], "roles": [{"secretName": "texts-user"}]}


def test_data_outlives_the_resource() -> None:
    made = one(synthesized(elasticsearch()), "Elasticsearch")
    assert made["spec"]["volumeClaimDeletePolicy"] == "DeleteOnScaledownOnly"
    assert (
        made["metadata"]["annotations"]["argocd.argoproj.io/sync-options"]
        == "Prune=false,Delete=false,SkipDryRunOnMissingResource=true"
    )


def test_the_version_is_that_of_the_image() -> None:
    made = spec(image=ServerImage("registry.example.com/es", "8.18.8"))
    assert (made["version"], made["image"]) == ("8.18.8", "registry.example.com/es:8.18.8")


def test_several_nodes_are_kept_apart_and_one_is_not() -> None:
    template = node_set(nodes=3)["podTemplate"]
    (apart,) = template["spec"]["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert apart["topologyKey"] == "kubernetes.io/hostname"
    assert apart["labelSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert "affinity" not in node_set(nodes=1)["podTemplate"]["spec"]


def test_each_node_has_a_volume() -> None:
    (claim,) = node_set(**EVERYTHING)["volumeClaimTemplates"]
    assert claim == {
        "metadata": {"name": "elasticsearch-data", "annotations": {"example.com/backup": "daily"}},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "100Gi"}},
            "storageClassName": "fast",
        },
    }


def test_an_override_changes_it() -> None:
    change = Override.add("Elasticsearch", "/spec/auth/disableElasticUser", True)
    assert spec(overrides=[change])["auth"]["disableElasticUser"] is True


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "9-texts"}),
    ("name", {"name": "a" * 37}),
    ("nodes", {"nodes": 0}),
    ("nodes", {"nodes": 2}),
    ("resources.memory", {"resources": ServerResources(memory="1023Mi")}),
    ("image", {"image": ServerImage(REPOSITORY_NAME, "9.1.0")}),
    ("image", {"image": ServerImage(REPOSITORY_NAME, "8.12.2")}),
    ("image", {"image": ServerImage(REPOSITORY_NAME, "8.19")}),
    ("password", {"password": "hunter22"}),
    ("password.key", {"password": SecretRef("texts-user", "elastic")}),
    ("Elasticsearch.metadata.name", {"overrides": [Override.replace("Elasticsearch", "/metadata/name", "other")]}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: elasticsearch(chart, **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("test/texts", field)
    assert "hunter22" not in str(error)
    assert chart.node.children == []


def test_two_clusters_have_two_names() -> None:
    chart = new_chart()
    elasticsearch(chart)
    error = refusal(lambda: DocumentStore.elasticsearch(chart, "other", name="texts", password=PASSWORD))
    assert error.faults[0].field == "name"
    assert "test/texts" in error.faults[0].cause


def test_it_is_in_the_namespace_of_the_app() -> None:
    chart = new_chart()
    elsewhere = new_chart("elsewhere", "elsewhere", chart.node.root)
    error = refusal(lambda: kotaemon(chart, document_store=elasticsearch(elsewhere)))
    assert error.faults[0].field == "document_store"
