"""LanceDB inside the app, as in the image's own default."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import DocumentStoreBackend
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE, USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class EmbeddedLanceDbDocuments(DocumentStoreBackend):
    """A LanceDB database on the app's volume, for one process; the default."""

    component = "embedded LanceDB document store"

    @override
    def bind(self) -> Binding:
        # The app's own class overwrites what is in a table beyond the tenth (runtime/lancedb.py).
        store_class = f"{RUNTIME_PACKAGE}.lancedb.LanceDBDocumentStore"
        return Binding(
            settings={"KH_DOCSTORE": {"__type__": store_class, "path": f"{USER_DATA_DIR}/docstore"}},
            state=State.ONE_WRITER,
        )
