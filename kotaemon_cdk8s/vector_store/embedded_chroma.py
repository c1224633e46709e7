"""Chroma inside the app: the image's own default."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class EmbeddedChroma(VectorStoreBackend):
    """A Chroma database on the app's volume, for one process; the default."""

    component = "embedded Chroma vector store"

    @override
    def bind(self) -> Binding:
        store = {"__type__": "kotaemon.storages.ChromaVectorStore", "path": f"{USER_DATA_DIR}/vectorstore"}
        # chromadb 0.5 reports to posthog unless told not to.
        return Binding(
            settings={"KH_VECTORSTORE": store}, env={"ANONYMIZED_TELEMETRY": "False"}, state=State.ONE_WRITER
        )
