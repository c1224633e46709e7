"""Tenants share servers and nothing else: names never meet, and no pod reaches another tenant's."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    HostAccess,
    KotaemonApp,
    MetadataDb,
    Peer,
    PodSecurity,
    PythonPackages,
    Quota,
    SecretRef,
    Security,
    Tenant,
    VectorStore,
)

import cdk8s
import pytest

from tests.security.reach import End, pods, reaches
from tests.support import KEY, PASSWORD, Object, faulty, new_chart, one, refusal, settings, synthesized

SHARED: dict[str, Any] = {
    "metadata_db": MetadataDb.external(host="db.example.com", user=SecretRef("db", "user"), password=KEY),
    "vector_store": VectorStore.external_qdrant(url="https://qdrant.example.com:6333", api_key=KEY),
    "document_store": DocumentStore.external_elasticsearch(url="https://search.example.com:9200", api_key=KEY),
}
VECTOR_STORES = {
    "qdrant": SHARED["vector_store"],
    "milvus": VectorStore.external_milvus(url="https://milvus.example.com:19530", user="app", password=KEY),
    "chroma": VectorStore.external_chroma(url="https://chroma.example.com"),
}


def new_app() -> cdk8s.App:
    return cdk8s.App(outdir="/dev/null/nowhere")


def tenant(app: cdk8s.App, name: str, *, security: bool = True, **options: Any) -> KotaemonApp:
    made = Tenant(app, name, **options)
    kotaemon = KotaemonApp(
        made,
        "kotaemon",
        admin_password=PASSWORD,
        offline=True,
        metadata_db=made.metadata_db,
        vector_store=made.vector_store,
        document_store=made.document_store,
        **(
            {"python_packages": PythonPackages(index_url="https://pypi.org/simple")} if "metadata_db" in options else {}
        ),
    )
    if security:
        Security(
            made,
            "security",
            app=kotaemon,
            clients=[Peer.traefik()],
            allow_unauthenticated=True,
            hosts=HostAccess.PUBLIC_ADDRESSES,
        )
    return kotaemon


def objects_of(app: KotaemonApp) -> list[Object]:
    namespace = cdk8s.Chart.of(app).namespace
    return [
        item
        for item in synthesized(app)
        if item["metadata"].get("namespace") == namespace or item["metadata"]["name"] == namespace
    ]


def test_each_has_a_chart_and_a_namespace() -> None:
    app = new_app()
    legal, sales = tenant(app, "legal", **SHARED), tenant(app, "sales", **SHARED)
    for made, name in ((legal, "legal"), (sales, "sales")):
        found = objects_of(made)
        assert cdk8s.Chart.of(made).node.id == name
        assert one(found, "Namespace")["metadata"]["name"] == f"kotaemon-{name}"
        assert faulty(found) == []


def test_each_has_its_part_of_the_shared_servers() -> None:
    app = new_app()
    parts = []
    for name in ("sales", "sales-eu"):
        found = settings(objects_of(tenant(app, name, **SHARED)))
        parts.append(
            (
                found["KH_DATABASE"]["$postgresql"]["options"]["options"],
                found["KH_VECTORSTORE"]["collection_prefix"],
                found["KH_DOCSTORE"]["collection_prefix"],
            )
        )
    assert parts == [
        ("-csearch_path=tenant_sales", "tenant_sales_", "tenant_sales_"),
        ("-csearch_path=tenant_sales_eu", "tenant_sales_eu_", "tenant_sales_eu_"),
    ]


@pytest.mark.parametrize("store", VECTOR_STORES.values(), ids=list(VECTOR_STORES))
def test_two_tenants_on_one_vector_store_are_apart(store: Any) -> None:
    app = new_app()
    locations = {
        tenant(app, name, **{**SHARED, "vector_store": store}).components[1].bind().location for name in ("a", "b")
    }
    assert len(locations) == 2


def test_without_shared_servers_each_has_a_volume() -> None:
    app = new_app()
    for name in ("a", "b"):
        assert one(objects_of(tenant(app, name)), "PersistentVolumeClaim")


def test_no_pod_of_a_tenant_reaches_another_tenants() -> None:
    app = new_app()
    everything = [item for name in ("legal", "sales") for item in objects_of(tenant(app, name, **SHARED))]
    policies = [item for item in everything if item["kind"] == "NetworkPolicy"]
    legal, sales = (
        next(pod for pod in pods(everything) if pod.namespace == f"kotaemon-{name}") for name in ("legal", "sales")
    )
    assert not reaches(policies, legal, sales, 7860)
    assert not reaches(policies, sales, legal, 7860)
    traefik = End("traefik", "10.9.0.1", "traefik", {"app.kubernetes.io/name": "traefik"})
    assert reaches(policies, traefik, legal, 7860)
    # A pod that nobody here knows of neither opens a connection nor is reached.
    stranger = End("stranger", "10.9.0.2", "kotaemon-legal", {"app": "stranger"})
    for other in (legal, sales, traefik, End("outside", "198.51.100.1")):
        assert not reaches(policies, stranger, other, 443)
        assert not reaches(policies, other, stranger, 443)


def test_a_tenant_that_nothing_opens_is_refused() -> None:
    app = new_app()
    made = tenant(app, "legal", security=False)
    error = refusal(lambda: synthesized(made))
    assert error.faults[0].path == "legal/kotaemon"
    assert "Security" in error.faults[0].fix


def test_each_has_a_quota() -> None:
    app = new_app()
    for name in ("a", "b"):
        Quota(cdk8s.Chart.of(tenant(app, name)), "quota")
    quotas = [item for item in synthesized(app) if item["kind"] == "ResourceQuota"]
    assert {item["metadata"]["namespace"] for item in quotas} == {"kotaemon-a", "kotaemon-b"}
    assert {item["spec"]["hard"]["pods"] for item in quotas} == {"1"}


def test_names_that_would_meet_are_refused() -> None:
    app = new_app()
    tenant(app, "legal", **SHARED)
    assert refusal(lambda: Tenant(app, "legal")).faults[0].field == "id"
    assert refusal(lambda: Tenant(app, "other", namespace="kotaemon-legal")).faults[0].field == "namespace"
    for wrong in ("Legal", "a_b", "1a", "a" * 41, ""):
        assert refusal(lambda wrong=wrong: Tenant(app, wrong)).faults[0].field in ("id", "name")  # type: ignore[misc]


def test_a_prefix_that_looks_like_a_collection_is_refused() -> None:
    assert "index_" in str(refusal(lambda: Tenant(new_app(), "index-1", vector_store=SHARED["vector_store"])))


def test_a_server_of_one_chart_is_refused() -> None:
    app = new_app()
    platform = new_chart("platform", "platform", app)
    store = VectorStore.chroma_server(platform, "vectors")
    error = refusal(lambda: Tenant(app, "legal", vector_store=store))
    assert error.faults[0].field == "vector_store"
    assert error.faults[0].value == "'platform/vectors'"


def test_the_same_server_without_tenants_is_refused() -> None:
    app = new_app()
    tenant(app, "legal", **SHARED)
    chart = new_chart("plain", "plain", app)
    plain = {"admin_password": PASSWORD, **SHARED}
    assert KotaemonApp(chart, "kotaemon", **plain).name == "kotaemon"
    other = new_chart("other", "other", app)
    assert refusal(lambda: KotaemonApp(other, "kotaemon", **plain)).faults[0].field == "metadata_db"


def test_each_option_changes_the_output() -> None:
    changes: dict[str, Any] = {
        "namespace": "elsewhere",
        **SHARED,
        "pod_security": PodSecurity.BASELINE,
        "pod_security_version": "v1.30",
        "namespace_labels": {"team": "legal"},
    }
    outputs = [synthesized(tenant(new_app(), "legal"))]
    outputs += [synthesized(tenant(new_app(), "legal", **{name: value})) for name, value in changes.items()]
    assert all(outputs.count(output) == 1 for output in outputs)
