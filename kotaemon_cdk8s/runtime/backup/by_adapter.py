"""Vector stores that are used through adapters of `kotaemon_runtime`, which take bare vectors."""

from __future__ import annotations

import copy
from abc import ABC
from collections.abc import Mapping, Sequence
from typing import Any

from ..chunks import FIELDS
from .rows import Text, Vector
from .store import VectorStore


class ByAdapter(VectorStore, ABC):
    """What these have in common."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._connected: Any = None

    def app_store(self, collection: str) -> Any:
        """One connection serves all; adapters make a collection only when something is added."""
        if self._connected is None:
            self._connected = super().app_store(collection)
        store = copy.copy(self._connected)
        store._name = self._prefix + collection
        return store

    def count(self, collection: str) -> int:
        """How many there are."""
        return int(self.app_store(collection).count())

    def put(self, collection: str, vectors: Sequence[Vector], documents: Sequence[Text | None] | None) -> None:
        """Add vectors, with the fields that the app asks for."""
        kept = [vector.metadata for vector in vectors]
        if documents is not None:
            # From the texts: LanceDB, for one, keeps page numbers as texts.
            kept = [text.metadata if text else own for text, own in zip(documents, kept, strict=True)]
        self.app_store(collection).add(
            embeddings=[list(vector.values) for vector in vectors],
            metadatas=[{name: metadata.get(name) for name in FIELDS} for metadata in kept],
            ids=[vector.id for vector in vectors],
        )

    def drop(self, collection: str) -> None:
        """Delete the collection."""
        self.app_store(collection).drop()
