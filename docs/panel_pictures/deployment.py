"""The deployment whose dashboards are drawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from kotaemon_cdk8s import (
    KotaemonApp,
    MetadataDb,
    ModelServer,
    Pooler,
    SecretRef,
    Telemetry,
    VectorStore,
    VectorStoreBackend,
)
from kotaemon_cdk8s.observability import alerts
from kotaemon_cdk8s.observability.dashboards import overview, pipeline, stores
from kotaemon_cdk8s.observability.dashboards.panel import Board
from kotaemon_cdk8s.observability.rules import Group
from kotaemon_cdk8s.observability.scope import Scope
from kotaemon_cdk8s.observability.thresholds import Thresholds
from kotaemon_cdk8s.observability.watched import scope_of
from kotaemon_cdk8s.options import At

import cdk8s


def boards(scope: Scope) -> Sequence[Board]:
    """Its dashboards."""
    return [overview.board(scope), pipeline.board(scope), stores.board(scope)]


def rules(scope: Scope) -> Sequence[Group]:
    """Its rules, some of which record what the dashboards ask for."""
    return list(alerts.groups(scope, Thresholds()))


def watched() -> Scope:
    """A deployment with every store and model server that has a row of its own.

    No app has two vector stores: the second one's pods are those of another deployment.
    """
    key, password = SecretRef("library-vectors", "api-key"), SecretRef("library-milvus", "password")
    scope = _scope(lambda chart: VectorStore.qdrant(chart, "library-vectors", nodes=3, api_key=key))
    milvus = _scope(lambda chart: VectorStore.milvus(chart, "library-milvus", root_password=password))
    return replace(scope, others=(*scope.others, *(each for each in milvus.others if each not in scope.others)))


def _scope(vector_store: Callable[[cdk8s.Chart], VectorStoreBackend]) -> Scope:
    chart = cdk8s.Chart(cdk8s.App(outdir=os.devnull), "library", namespace="research")
    chat = ModelServer.vllm(chart, "chat", model="Qwen/Qwen3-8B")
    embeddings = ModelServer.text_embeddings_inference(chart, "embeddings", model="BAAI/bge-m3")
    app = KotaemonApp(
        chart,
        "library",
        admin_password=SecretRef("library", "admin-password"),
        telemetry=Telemetry.prometheus(),
        metadata_db=MetadataDb.cloudnative_pg(chart, "library-db", pooler=Pooler()),
        vector_store=vector_store(chart),
        models=[chat.chat(), embeddings.embeddings()],
    )
    return scope_of(At(app.node.path), app)[0]
