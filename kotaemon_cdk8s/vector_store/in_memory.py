"""Vectors in the memory of the app's process, for trials."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, State

from typing_extensions import override


@dataclass(frozen=True)
class InMemory(Options, VectorStoreBackend):
    """No store at all: after a restart every file must be indexed anew.

    Args:
        vectors_are_lost_at_restart: Acknowledge it with True.

    Raises:
        OptionError: It is not acknowledged.
    """

    vectors_are_lost_at_restart: bool

    component = "in-memory vector store"

    @override
    def check(self, at: At) -> None:
        at.require(
            self.vectors_are_lost_at_restart,
            "vectors_are_lost_at_restart",
            self.vectors_are_lost_at_restart,
            "after each restart the files would still be listed, but no question would find anything in them",
            "take VectorStore.chroma(), which is as little work, or acknowledge it with True",
        )

    @override
    def bind(self) -> Binding:
        store = {"__type__": f"{RUNTIME_PACKAGE}.in_memory.InMemoryVectorStore"}
        return Binding(settings={"KH_VECTORSTORE": store}, state=State.ONE_WRITER)
