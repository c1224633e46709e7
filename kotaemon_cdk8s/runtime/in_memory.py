"""Vectors in the app's memory; gone when it ends."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from .chunks import matches, scope_of

_storages: Any = importlib.import_module("kotaemon.storages")


class InMemoryVectorStore(_storages.InMemoryVectorStore):  # type: ignore[misc]
    """The app's, which ignores a query's `where` and `doc_ids`, keeps what it drops, and cannot count."""

    def query(
        self,
        embedding: list[float],
        top_k: int = 1,
        ids: Iterable[str] | None = None,
        doc_ids: Iterable[str] | None = None,
        filters: Any = None,
        where: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> tuple[list[Any], list[float], list[str]]:
        """The nearest chunks within the restrictions."""
        scope = scope_of(doc_ids if ids is None else ids, filters, where)
        chunks = self._client.data.metadata_dict
        within = [id_ for id_ in chunks if scope is None or matches(scope, chunks[id_])]
        result: tuple[list[Any], list[float], list[str]] = super().query(embedding, top_k, within, **kwargs)
        return result

    def count(self) -> int:
        """How many chunks there are."""
        return len(self._client.data.embedding_dict)

    def drop(self) -> None:
        """Forget all chunks."""
        self._client.clear()
