"""LanceDB inside the app: the image's own default."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.document_store.backend import DocumentStoreBackend
from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class EmbeddedLanceDbDocuments(DocumentStoreBackend):
    """A LanceDB database on the app's volume, for one process; the default."""

    component = "embedded LanceDB document store"

    @override
    def bind(self) -> Binding:
        store = {"__type__": "kotaemon.storages.LanceDBDocumentStore", "path": f"{USER_DATA_DIR}/docstore"}
        return Binding(settings={"KH_DOCSTORE": store}, state=State.ONE_WRITER)
