"""For each option of each store, a value other than the default; read by `option_values` and `constructor_values`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    IssuedTls,
    IssuerRef,
    MetadataDb,
    MilvusMinio,
    MilvusS3,
    MilvusTopology,
    Override,
    Placement,
    PodHardening,
    Pooler,
    PoolMode,
    PythonPackages,
    SecretRef,
    ServerImage,
    ServerResources,
    ServerStorage,
    ServerTls,
    SslMode,
    VectorStore,
)

import cdk8s
from cdk8s_plus_27 import k8s

from tests.kotaemon_app.values import Changes, Values, option, values_of
from tests.support import KEY, OTHER, new_chart

SHARED: dict[str, Any] = {
    "metadata_db": MetadataDb.external(host="db.example.com", user="kotaemon", password=KEY),
    "vector_store": VectorStore.external_qdrant(url="https://qdrant.example.com:6333", api_key=KEY),
    "document_store": DocumentStore.external_elasticsearch(url="https://search.example.com:9200", api_key=KEY),
}
"""Stores that several pods can use, so that only the files keep a second one away."""

DIGEST = "sha256:" + "fedcba9876543210" * 4
EXTERNAL_DATABASE = SHARED["metadata_db"]


def in_chart(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same constructor, in a chart of its own."""

    @wraps(make)
    def made(**options: Any) -> Any:
        return make(new_chart(), "store", **options)

    return made


def use_store(option: str) -> Callable[[Any], dict[str, Any]]:
    return lambda store: {"chart": cdk8s.Chart.of(store), option: store}


def of(make: Callable[..., Any], option: str, base: Mapping[str, Any] | None = None, /, **values: Any) -> Values:
    """Values of a store that has objects of its own."""
    return values_of(in_chart(make), use_store(option), base, **{**COMMON, **values})


def with_part(name: str, **more: Any) -> Callable[[Any], dict[str, Any]]:
    """Put an option group to use in a Qdrant server, which takes most of them."""

    def use(value: Any) -> dict[str, Any]:
        store = VectorStore.qdrant(new_chart(), "store", **{"api_key": KEY, **more, name: value})
        return {"chart": cdk8s.Chart.of(store), "vector_store": store}

    return use


def with_milvus_storage(value: Any) -> dict[str, Any]:
    store = VectorStore.milvus(new_chart(), "store", root_password=KEY, object_storage=value)
    return {"chart": cdk8s.Chart.of(store), "vector_store": store}


def with_pooler(value: Pooler) -> dict[str, Any]:
    store = MetadataDb.cloudnative_pg(new_chart(), "store", pooler=value)
    return {"chart": cdk8s.Chart.of(store), "metadata_db": store}


COMMON: dict[str, Any] = {
    "name": "other",
    "resources": ServerResources(cpu="2", memory="9Gi", cpu_limit="3"),
    "storage": ServerStorage("30Gi", storage_class="fast", annotations={"example.com/tier": "gold"}),
    "placement": Placement(
        node_selector={"disk": "fast"},
        tolerations=[
            k8s.Toleration(key="a", operator="Equal", value="b", effect="NoExecute", toleration_seconds=60),
        ],
        priority_class="high",
    ),
}
TLS = ServerTls.secret("certificate")
NOTE = "/metadata/annotations/note"

STORE_GROUPS: tuple[Values, ...] = (
    values_of(
        PythonPackages,
        lambda value: {"metadata_db": EXTERNAL_DATABASE, "python_packages": value},
        index_url="https://index.example/simple",
        proxy="http://proxy.example:3128",
        ca=OTHER,
    ),
    values_of(
        ServerImage,
        with_part("image"),
        {"repository": "r.example/qdrant", "tag": "v1.18.2"},
        repository="r.example/other",
        tag="v1.18.1",
        digest=DIGEST,
        pull_secrets=["registry"],
    ),
    values_of(ServerResources, with_part("resources"), cpu="2", memory="4Gi", cpu_limit="3"),
    values_of(
        ServerStorage, with_part("storage"), size="20Gi", storage_class="fast", annotations={"example.com/tier": "gold"}
    ),
    values_of(
        Placement,
        with_part("placement"),
        node_selector={"disk": "fast"},
        tolerations=[k8s.Toleration(key="storage", operator="Exists")],
        priority_class="high",
        hardening=PodHardening.openshift(),
    ),
    values_of(
        ServerTls,
        with_part("tls"),
        {"certificate": SecretRef("a", "tls.crt"), "private_key": SecretRef("a", "tls.key"), "ca": KEY},
        certificate=OTHER,
        private_key=OTHER,
        ca=OTHER,
    ),
    values_of(
        IssuedTls,
        with_part("tls", nodes=3),
        {"issuer": IssuerRef("a")},
        issuer=IssuerRef("b"),
        valid_days=100,
        renew_days=20,
        ca=OTHER,
    ),
    values_of(
        IssuerRef,
        lambda value: with_part("tls")(IssuedTls(value)),
        {"name": "a"},
        name="b",
        kind="ClusterIssuer",
        group="issuers.example.com",
    ),
    values_of(
        Pooler,
        with_pooler,
        instances=3,
        mode=PoolMode.SESSION,
        max_client_connections=300,
        pool_size=25,
        resources=ServerResources(memory="512Mi"),
    ),
    values_of(MilvusMinio, with_milvus_storage, storage=ServerStorage("70Gi"), resources=ServerResources(memory="3Gi")),
    values_of(
        MilvusS3,
        with_milvus_storage,
        {"url": "https://s3.example.com", "bucket": "vectors", "secret": "s3"},
        url="https://other.example.com",
        bucket="other",
        secret="other",
        region="eu-central-1",
    ),
)

STORE_CONSTRUCTORS: tuple[Values, ...] = (
    values_of(ServerTls.secret, with_part("tls"), {"name": "a"}, name="b"),
    values_of(MetadataDb.sqlite, option("metadata_db")),
    of(
        MetadataDb.postgres,
        "metadata_db",
        {"password": KEY},
        password=OTHER,
        user="reader",
        database="library",
        image=ServerImage("docker.io/library/postgres", "17.11-trixie", pull_secrets=["registry"]),
        max_connections=70,
        parameters={"log_statement": "ddl"},
        tls=TLS,
        overrides=[Override.add("StatefulSet", NOTE, "x")],
    ),
    of(
        MetadataDb.cloudnative_pg,
        "metadata_db",
        {},
        instances=1,
        database="library",
        owner="reader",
        image=ServerImage("ghcr.io/cloudnative-pg/postgresql", "17.11-minimal-trixie", pull_secrets=["registry"]),
        storage=ServerStorage("30Gi", storage_class="fast"),
        wal_storage=ServerStorage("5Gi", storage_class="fast"),
        max_connections=70,
        parameters={"log_statement": "ddl"},
        pooler=Pooler(),
        overrides=[Override.add("Cluster", NOTE, "x")],
    ),
    values_of(
        MetadataDb.external,
        option("metadata_db"),
        {"host": "db.example.com", "user": "kotaemon", "password": KEY},
        host="other.example.com",
        user=OTHER,
        password=OTHER,
        port=6432,
        database="library",
        schema="team",
        sslmode=SslMode.REQUIRE,
        ca=OTHER,
    ),
    values_of(VectorStore.chroma, option("vector_store")),
    values_of(VectorStore.lancedb, option("vector_store")),
    values_of(
        VectorStore.in_memory,
        option("vector_store"),
        {"vectors_are_lost_at_restart": True},
    ),
    of(
        VectorStore.chroma_server,
        "vector_store",
        {},
        image=ServerImage("docker.io/chromadb/chroma", "1.5.8"),
        overrides=[Override.add("StatefulSet", NOTE, "x")],
    ),
    values_of(
        VectorStore.external_chroma,
        option("vector_store"),
        {"url": "https://chroma.example.com"},
        url="https://other.example.com",
        token=OTHER,
        headers={"X-Token": KEY},
        tenant="team",
        database="library",
        ca=OTHER,
    ),
    of(
        VectorStore.qdrant,
        "vector_store",
        {"api_key": KEY, "nodes": 3},
        api_key=OTHER,
        nodes=5,
        read_only_api_key=OTHER,
        replication_factor=3,
        shards=12,
        write_consistency_factor=2,
        tls=TLS,
        image=ServerImage("docker.io/qdrant/qdrant", "v1.18.2-unprivileged"),
        snapshots=ServerStorage("20Gi"),
        overrides=[Override.add("StatefulSet", NOTE, "x")],
    ),
    values_of(
        VectorStore.external_qdrant,
        option("vector_store"),
        {"url": "https://qdrant.example.com:6333"},
        url="https://other.example.com:6333",
        api_key=OTHER,
        collection_prefix="team_",
        ca=OTHER,
    ),
    of(
        VectorStore.milvus,
        "vector_store",
        {"root_password": KEY},
        root_password=OTHER,
        topology=MilvusTopology.CLUSTER,
        nodes=Changes(topology=MilvusTopology.CLUSTER, nodes=3),
        image=ServerImage("docker.io/milvusdb/milvus", "v2.5.19", pull_secrets=["registry"]),
        etcd_storage=ServerStorage("12Gi"),
        tls=TLS,
        object_storage=MilvusS3(url="https://s3.example.com", bucket="vectors", secret="s3", region="eu"),
        overrides=[Override.add("Milvus", NOTE, "x")],
    ),
    values_of(
        VectorStore.external_milvus,
        option("vector_store"),
        {"url": "https://milvus.example.com:19530", "user": "kotaemon", "password": KEY},
        url="https://other.example.com:19530",
        user="other",
        password=OTHER,
        database="library",
        collection_prefix="team_",
        ca=OTHER,
    ),
    values_of(DocumentStore.lancedb, option("document_store")),
    values_of(DocumentStore.simple_file, option("document_store"), {"no_full_text_search": True}),
    of(
        DocumentStore.elasticsearch,
        "document_store",
        {"password": SecretRef("search", "password")},
        password=SecretRef("other", "password"),
        nodes=3,
        image=ServerImage("docker.elastic.co/elasticsearch/elasticsearch", "8.18.8", pull_secrets=["registry"]),
        overrides=[Override.add("Elasticsearch", NOTE, "x")],
    ),
    values_of(
        DocumentStore.external_elasticsearch,
        option("document_store"),
        {"url": "https://search.example.com:9200", "api_key": KEY},
        url="https://other.example.com:9200",
        username=Changes(username="kotaemon", password=KEY, api_key=None),
        password=Changes(username="kotaemon", password=OTHER, api_key=None),
        api_key=OTHER,
        collection_prefix="team_",
        ca=OTHER,
        anonymous=Changes(url="http://search:9200", api_key=None, anonymous=True),
    ),
)
