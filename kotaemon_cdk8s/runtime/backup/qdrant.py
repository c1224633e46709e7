"""Qdrant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .by_adapter import ByAdapter
from .rows import Vector


class Qdrant(ByAdapter):
    """Through the app's adapter."""

    kind = "qdrant"

    def _names(self) -> Iterable[str]:
        return [found.name for found in self.app_store("")._client.get_collections().collections]

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that are there."""
        store = self.app_store(collection)
        if not store._exists():
            return {}
        points = store._client.retrieve(store._name, list(ids), with_payload=True, with_vectors=True)
        return {str(point.id): _vector(point) for point in points}


def _vector(point: Any) -> Vector:
    payload: Mapping[str, Any] = point.payload or {}
    return Vector(str(point.id), point.vector, payload)
