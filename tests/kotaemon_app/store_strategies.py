"""The option space of the stores. Those with objects of their own are made when there is a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    IssuedTls,
    IssuerRef,
    MetadataDb,
    MilvusMinio,
    MilvusS3,
    MilvusTopology,
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
from hypothesis import strategies as st

from tests.kotaemon_app.recipes import ANNOTATIONS, KEYS, LABEL_VALUES, LABELS, NAMES, REFS, Strategy, recipe

InChart = Callable[[cdk8s.Chart], Any]

IDENTIFIERS = st.from_regex(r"[a-z]{3}[a-z0-9_]{0,10}", fullmatch=True)
PREFIXES = IDENTIFIERS.map("{}_".format)
WRONG_PREFIXES = ["Team_", "team", "_", "index_", 5]
HOSTS = st.one_of(LABELS, st.builds("{}.example.com".format, LABELS), st.builds("{}.data.svc".format, LABELS))
RESOURCES = recipe(
    ServerResources,
    {},
    {
        "cpu": st.sampled_from(["250m", "1"]),
        "memory": st.sampled_from(["2Gi", "3072Mi", "16Gi"]),
        "cpu_limit": st.sampled_from(["1", "2500m"]),
    },
    {"cpu": ["9", "0", "x"], "memory": ["1Mi", "", 5]},
)
BIG_RESOURCES = recipe(
    ServerResources, {"memory": st.sampled_from(["8Gi", "8192Mi", "16Gi"])}, {"cpu": st.just("2")}, {"memory": ["7Gi"]}
)
STORAGES = recipe(
    ServerStorage,
    {},
    {
        "size": st.builds("{}Gi".format, st.integers(2, 2000)),
        "storage_class": NAMES,
        "annotations": ANNOTATIONS,
    },
    {"size": ["1Mi", "ten", 5], "storage_class": ["A b"]},
)
HARDENINGS = recipe(
    PodHardening,
    {},
    {"platform_ids": st.booleans(), "user_namespace": st.booleans(), "runtime_class": NAMES},
    {"runtime_class": ["A b"], "app_armor": ["runtime/default"]},
)
PLACEMENTS = recipe(
    Placement,
    {},
    {
        "node_selector": st.dictionaries(KEYS, LABEL_VALUES, max_size=2),
        "priority_class": NAMES,
        "hardening": HARDENINGS,
    },
    {"priority_class": ["A b"]},
)
TLS = st.one_of(
    recipe(ServerTls.secret, {"name": NAMES}, {}, {"name": ["A b"]}),
    recipe(
        IssuedTls,
        {"issuer": recipe(IssuerRef, {"name": NAMES}, {}, {"kind": ["issuer", ""]})},
        {"valid_days": st.integers(40, 3650), "renew_days": st.integers(1, 39), "ca": REFS},
        {"valid_days": [1], "renew_days": [0, 4000], "issuer": ["ca"]},
    ),
)
SERVER = {"name": LABELS, "resources": RESOURCES, "storage": STORAGES, "placement": PLACEMENTS}
WRONG_SERVER = {"name": ["", "A", "1a", "a" * 60, "kotaemon"], "resources": ["2Gi"], "storage": ["10Gi"]}


def images(repository: str, *tags: str) -> Strategy:
    return recipe(
        ServerImage, {"repository": st.just(repository), "tag": st.sampled_from(tags)}, {}, {"tag": ["latest", "a b"]}
    )


def in_chart(
    make: Callable[..., Any],
    required: Mapping[str, Strategy],
    optional: Mapping[str, Strategy],
    wrong: Mapping[str, Any],
) -> Strategy:
    def later(**options: Any) -> InChart:
        return lambda chart: make(chart, "store-of-" + make.__name__.lower(), **options)

    return recipe(later, required, {**SERVER, **optional}, {**WRONG_SERVER, **wrong})


METADATA_DBS = st.one_of(
    recipe(MetadataDb.sqlite, {}, {}, {}),
    in_chart(
        MetadataDb.postgres,
        {"password": REFS},
        {
            "user": IDENTIFIERS,
            "database": IDENTIFIERS,
            "max_connections": st.integers(20, 300),
            "parameters": st.dictionaries(st.just("work_mem"), st.sampled_from(["8MB", "16MB"])),
            "tls": TLS,
            "image": images("r.example/postgres", "18.6-trixie", "17.11-bookworm"),
        },
        {
            "user": ["postgres", "pg_x", "a b", ""],
            "password": ["text"],
            "parameters": [{"listen_addresses": "*"}, {"ssl": "off"}, {"a b": "c"}],
            "max_connections": [0, "50"],
        },
    ),
    in_chart(
        MetadataDb.cloudnative_pg,
        {},
        {
            "instances": st.sampled_from([1, 3, 4, 5]),
            "database": IDENTIFIERS,
            "owner": IDENTIFIERS,
            "wal_storage": STORAGES,
            "pooler": recipe(
                Pooler,
                {},
                {"instances": st.integers(1, 3), "mode": st.sampled_from(PoolMode), "pool_size": st.integers(5, 20)},
                {"instances": [0], "mode": ["session"]},
            ),
        },
        {"instances": [0, 2, True], "parameters": [{"ssl": "off"}, {"archive_mode": "on"}]},
    ),
    recipe(
        MetadataDb.external,
        {"host": HOSTS, "user": st.one_of(IDENTIFIERS, REFS), "password": REFS},
        {
            "port": st.integers(1, 65535),
            "database": IDENTIFIERS,
            "schema": IDENTIFIERS,
            "sslmode": st.sampled_from(SslMode),
            "ca": REFS,
        },
        {"host": ["", "https://db", "a b"], "port": [0], "schema": ["A", "pg_x"], "database": ["", "a?b", "a/b"]},
    ),
)
VECTOR_STORES = st.one_of(
    recipe(VectorStore.chroma, {}, {}, {}),
    recipe(VectorStore.lancedb, {}, {}, {}),
    recipe(
        VectorStore.in_memory,
        {"vectors_are_lost_at_restart": st.just(True)},
        {},
        {"vectors_are_lost_at_restart": [False, None]},
    ),
    in_chart(
        VectorStore.chroma_server,
        {},
        {"image": images("r.example/chroma", "1.5.9", "1.5.8")},
        {"image": [ServerImage("r.example/chroma", "0.6.3"), "chroma"]},
    ),
    recipe(
        VectorStore.external_chroma,
        {"url": st.builds("https://{}.example.com".format, LABELS)},
        {"token": REFS, "tenant": IDENTIFIERS, "database": IDENTIFIERS, "ca": REFS},
        {"url": ["chroma", "https://chroma.svc"], "headers": [{"A b": "c"}], "tenant": [""]},
    ),
    in_chart(
        VectorStore.qdrant,
        {"api_key": REFS},
        {
            "nodes": st.sampled_from([1, 3, 5]),
            "read_only_api_key": REFS,
            "replication_factor": st.integers(1, 3),
            "shards": st.integers(1, 12),
            "write_consistency_factor": st.integers(1, 3),
            "tls": TLS,
            "snapshots": STORAGES,
        },
        {"nodes": [0, 2, 4.5], "replication_factor": [9], "api_key": ["text"], "shards": [0]},
    ),
    recipe(
        VectorStore.external_qdrant,
        {"url": st.builds("https://{}.example.com:6333".format, LABELS)},
        {"api_key": REFS, "ca": REFS, "collection_prefix": PREFIXES},
        {"url": ["qdrant", "http://qdrant.example.com:6333"], "collection_prefix": WRONG_PREFIXES},
    ),
    in_chart(
        VectorStore.milvus,
        {"root_password": REFS},
        {
            "tls": TLS,
            "topology": st.sampled_from(MilvusTopology),
            "resources": BIG_RESOURCES,
            "nodes": st.integers(1, 3),
            "etcd_storage": STORAGES,
            "object_storage": st.one_of(
                recipe(MilvusMinio, {}, {"storage": STORAGES, "resources": RESOURCES}, {"storage": ["10Gi"]}),
                recipe(
                    MilvusS3,
                    {"url": st.just("https://s3.example.com"), "bucket": LABELS, "secret": NAMES},
                    {"region": LABELS},
                    {"url": ["s3", "https://s3.example.com/path"]},
                ),
            ),
        },
        {"root_password": ["Milvus"], "topology": ["cluster"], "resources": [ServerResources(memory="7Gi")]},
    ),
    recipe(
        VectorStore.external_milvus,
        {"url": st.builds("https://{}.example.com:19530".format, LABELS), "user": IDENTIFIERS, "password": REFS},
        {"database": IDENTIFIERS, "ca": REFS, "collection_prefix": PREFIXES},
        {"user": ["", "a:b"], "url": ["milvus"], "collection_prefix": WRONG_PREFIXES},
    ),
)
DOCUMENT_STORES = st.one_of(
    recipe(DocumentStore.lancedb, {}, {}, {}),
    recipe(DocumentStore.simple_file, {"no_full_text_search": st.just(True)}, {}, {"no_full_text_search": [False]}),
    in_chart(
        DocumentStore.elasticsearch,
        {"password": st.builds(lambda name: SecretRef(name, "password"), NAMES)},
        {"nodes": st.sampled_from([1, 3])},
        {
            "nodes": [2, 0],
            "password": ["text", SecretRef("a", "b")],
            "resources": [ServerResources(memory="512Mi")],
        },
    ),
    recipe(
        DocumentStore.external_elasticsearch,
        {"url": st.builds("https://{}.example.com:9200".format, LABELS)},
        {"api_key": REFS, "ca": REFS, "collection_prefix": PREFIXES},
        {"url": ["search", "https://search.example.com"], "username": ["a"], "collection_prefix": WRONG_PREFIXES},
    ),
)
PACKAGES = recipe(
    PythonPackages,
    {},
    {"index_url": st.builds("https://{}.example.com/simple".format, LABELS), "ca": REFS},
    {"index_url": ["index", "https://user:pass@index.example.com"]},
)
