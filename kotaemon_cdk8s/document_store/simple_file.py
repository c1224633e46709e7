"""Documents in JSON files that the app reads into memory, for trials."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import DocumentStoreBackend
from kotaemon_cdk8s.image_layout import USER_DATA_DIR
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class SimpleFile(Options, DocumentStoreBackend):
    """One file for each index, for one process, without full-text search: only vectors find anything.

    Args:
        no_full_text_search: Acknowledge it with True.

    Raises:
        OptionError: It is not acknowledged.
    """

    no_full_text_search: bool

    component = "simple-file document store"

    @override
    def check(self, at: At) -> None:
        at.require(
            self.no_full_text_search,
            "no_full_text_search",
            self.no_full_text_search,
            "its search finds nothing (measured), so hybrid retrieval would quietly be vector search only",
            "take DocumentStore.lancedb(), which is as little work, or acknowledge it with True",
        )

    @override
    def bind(self) -> Binding:
        store = {"__type__": "kotaemon.storages.SimpleFileDocumentStore", "path": f"{USER_DATA_DIR}/docstore_simple"}
        return Binding(settings={"KH_DOCSTORE": store}, state=State.ONE_WRITER)
