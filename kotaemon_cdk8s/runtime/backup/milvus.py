"""Milvus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..chunks import FIELDS
from .by_adapter import ByAdapter
from .rows import Vector


class Milvus(ByAdapter):
    """Through the app's adapter."""

    kind = "milvus"

    def _names(self) -> Iterable[str]:
        store = self.app_store("")
        return list(store._client.list_collections(timeout=store._timeout))

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that are there."""
        store = self.app_store(collection)
        if not store._exists():
            return {}
        # One that was made, but not loaded, answers nothing.
        store._client.load_collection(store._name, timeout=store._timeout)
        rows = store._client.get(store._name, ids=list(ids), output_fields=["*"], timeout=store._timeout)
        return {
            row["id"]: Vector(
                row["id"], row["embedding"], {name: row[name] for name in FIELDS if row.get(name) is not None}
            )
            for row in rows
        }
