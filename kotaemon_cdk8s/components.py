"""What the app uses, seen from the app; one class for each kind, so that none is given in another's place."""

from __future__ import annotations

from typing import ClassVar

from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.wiring import Binding

from typing_extensions import Self


class Backend:
    """Base of the kinds; not abstract by `abc`, since constructs have another metaclass."""

    made_with: ClassVar[str]
    """How to get one, for messages."""

    component: str
    """What it is, in the words of the docs."""

    reachable_from_other_namespaces: bool = False
    """Whether the app finds it, and what it needs for it, from another namespace."""

    def for_tenant(self, tenant: str) -> Self:
        """The same, in a part of its own for one of several tenants.

        Args:
            tenant: Lower-case letters, digits and `_`; no other tenant's.
        """
        del tenant  # on a volume of the app there is nobody else
        return self

    def bind(self) -> Binding:
        """What the app needs in order to use it."""
        raise NotImplementedError


class MetadataDbBackend(Backend):
    """Base of the backends; make one with a named constructor of `MetadataDb`."""

    made_with = "make one with MetadataDb.sqlite(), MetadataDb.postgres(...) or another of MetadataDb"

    connections: int | None = None
    """How many all pods of the app may have at once; None if nobody here knows."""

    image: ServerImage | None = None
    """What the server runs, with the client programs of its version; None if nobody here knows."""


class VectorStoreBackend(Backend):
    """Base of the backends; make one with a named constructor of `VectorStore`."""

    made_with = "make one with VectorStore.chroma(), VectorStore.qdrant(...) or another of VectorStore"


class DocumentStoreBackend(Backend):
    """Base of the backends; make one with a named constructor of `DocumentStore`."""

    made_with = "make one with DocumentStore.lancedb() or DocumentStore.elasticsearch(...)"


class ModelServerBackend(Backend):
    """Base of the backends; make one with a named constructor of `ModelServer`."""

    made_with = "make one with ModelServer.ollama(...) or another of ModelServer"
