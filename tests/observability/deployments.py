"""Deployments that are watched, for these tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from os import environ
from typing import Any

from kotaemon_cdk8s import (
    Backup,
    BackupRepository,
    CertificateAuthority,
    DocumentStore,
    HealthCheck,
    IssuedTls,
    KotaemonApp,
    MetadataDb,
    ModelServer,
    Observability,
    Pooler,
    PublicUrl,
    RestoreDrill,
    SecretRef,
    Telemetry,
    VectorStore,
)

import pytest

from tests.support import KEY, PASSWORD, Object, new_chart, one, synthesized

RUNBOOKS = "https://git.example.com/team/kotaemon-cdk8s/docs/runbooks"
URL = "https://library.example.com"


def whole(**options: Any) -> Observability:
    """A deployment with all that there is to watch, in the namespace `research`."""
    chart = new_chart(namespace="research")
    authority = CertificateAuthority(chart, "library-ca")
    app = KotaemonApp(
        chart,
        "library",
        admin_password=PASSWORD,
        telemetry=Telemetry.prometheus(),
        metadata_db=MetadataDb.cloudnative_pg(chart, "library-db", pooler=Pooler()),
        vector_store=VectorStore.qdrant(
            chart,
            "library-vectors",
            nodes=3,
            api_key=SecretRef("library-vectors", "api-key"),
            read_only_api_key=SecretRef("library-vectors", "read-only"),
            tls=IssuedTls(authority.issuer),
        ),
        document_store=DocumentStore.elasticsearch(
            chart, "library-texts", password=SecretRef("library-texts", "password")
        ),
    )
    HealthCheck(chart, "check", app=app)
    backups = BackupRepository.volume(claim="backups", password=KEY)
    Backup(chart, "library-backup", app=app, repository=backups)
    RestoreDrill(chart, "library-drill", app=app, repository=backups)
    given = {"public_url": PublicUrl(URL), **options}
    return Observability(chart, "observability", app=app, **{"runbooks": RUNBOOKS, **given})


def plain(**options: Any) -> Observability:
    """A deployment with all on its own volume."""
    chart = new_chart(namespace="research")
    app = KotaemonApp(chart, "library", admin_password=PASSWORD, telemetry=Telemetry.prometheus())
    return Observability(chart, "observability", app=app, **{"runbooks": RUNBOOKS, **options})


def with_milvus(**options: Any) -> Observability:
    """A deployment on Milvus."""
    chart = new_chart(namespace="research")
    app = KotaemonApp(
        chart,
        "library",
        admin_password=PASSWORD,
        telemetry=Telemetry.prometheus(),
        vector_store=VectorStore.milvus(chart, "library-vectors", root_password=KEY),
    )
    return Observability(chart, "observability", app=app, runbooks=RUNBOOKS, **options)


def with_model_servers(**options: Any) -> Observability:
    """A deployment with models of its own."""
    chart = new_chart(namespace="research")
    chat = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B")
    embeddings = ModelServer.text_embeddings_inference(chart, "embeddings", model="BAAI/bge-m3")
    app = KotaemonApp(
        chart,
        "library",
        admin_password=PASSWORD,
        telemetry=Telemetry.prometheus(),
        models=[chat.chat(), embeddings.embeddings()],
    )
    return Observability(chart, "observability", app=app, runbooks=RUNBOOKS, **options)


def groups(observability: Observability) -> list[Object]:
    """The groups of rules, as Prometheus gets them."""
    found: list[Object] = one(synthesized(observability), "PrometheusRule")["spec"]["groups"]
    return found


def rules(observability: Observability) -> list[Object]:
    """All rules."""
    return [rule for group in groups(observability) for rule in group["rules"]]


def promtool() -> str:
    """Debian's; without it, the test is skipped."""
    found = shutil.which("promtool")
    if found is None:
        reason = "no promtool: install Debian's package prometheus"
        if "REQUIRE_SERVERS" in environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


_WORDS = frozenset({"and", "or", "unless", "by", "on", "bool", "offset"})


def metrics_in(expr: str) -> Iterator[str]:
    """Names of the metrics that an expression asks for."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", expr)
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", bare)
    bare = re.sub(r"\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)", " ", bare)
    for match in re.finditer(r"(?<![\w.:])([a-zA-Z_:][\w:]*)(\s*\()?", bare):
        if match[2] is None and match[1] not in _WORDS:
            yield match[1]


def expanded(text: str, labels: Mapping[str, str]) -> str:
    """The text of an alert, as Prometheus expands it."""
    return re.sub(r"\{\{ \$labels\.(\w+) \}\}", lambda match: labels[match[1]], text)
