"""What every vector store is to the app."""

from __future__ import annotations

from typing import ClassVar

from kotaemon_cdk8s.wiring import Binding


class VectorStoreBackend:
    """Base of the backends; make one with a named constructor of `VectorStore`."""

    made_with: ClassVar[str] = "make one with VectorStore.chroma(), VectorStore.qdrant(...) or another of VectorStore"

    reachable_from_other_namespaces: ClassVar[bool] = False
    """Whether the app finds it, and what it needs for it, from another namespace."""

    component: str
    """What it is, in the words of the docs."""

    def bind(self) -> Binding:
        """What the app needs in order to use it."""
        raise NotImplementedError
