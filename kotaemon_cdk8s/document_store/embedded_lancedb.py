"""LanceDB inside the app: the image's own default."""

from __future__ import annotations

from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.wiring import Binding, State


class EmbeddedLanceDb:
    """A LanceDB database on the app's volume, for one process."""

    component = "embedded LanceDB document store"

    def bind(self) -> Binding:
        """The folder, where the image has it."""
        store = {"__type__": "kotaemon.storages.LanceDBDocumentStore", "path": f"{USER_DATA_DIR}/docstore"}
        return Binding(settings={"KH_DOCSTORE": store}, state=State.ONE_WRITER)
