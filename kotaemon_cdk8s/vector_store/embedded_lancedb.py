"""LanceDB inside the app, for vectors."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE, USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class EmbeddedLanceDbVectors(VectorStoreBackend):
    """A LanceDB database on the app's volume, for one process; searched on disk, not in memory."""

    component = "embedded LanceDB vector store"

    @override
    def bind(self) -> Binding:
        # The app's own class cannot be constructed with its locked lancedb (runtime/lancedb.py).
        store = {
            "__type__": f"{RUNTIME_PACKAGE}.lancedb.LanceDBVectorStore",
            "path": f"{USER_DATA_DIR}/vectors.lancedb",
        }
        return Binding(settings={"KH_VECTORSTORE": store}, state=State.ONE_WRITER)
