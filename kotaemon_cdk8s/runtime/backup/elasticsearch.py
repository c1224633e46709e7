"""Elasticsearch."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .rows import Text
from .store import TextStore


class Elasticsearch(TextStore):
    """Through the app's adapter."""

    kind = "elasticsearch"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._stores: dict[str, Any] = {}

    def app_store(self, collection: str) -> Any:
        """Kept, for each makes a connection of its own."""
        if collection not in self._stores:
            self._stores[collection] = super().app_store(collection)
        return self._stores[collection]

    def _names(self) -> Iterable[str]:
        # Not through the app's store, which makes an index.
        adapter = importlib.import_module("..elasticsearch", __package__)
        names = {"__type__", "elasticsearch_url", "collection_prefix", "k1", "b"}
        options = {name: value for name, value in self.settings.items() if name not in names}
        with adapter.client(self.settings["elasticsearch_url"], options) as client:
            return list(client.indices.get(index=f"{self._prefix}index_*"))

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Text]:
        """The texts of these ids that are there."""
        store = self.app_store(collection)
        # By id, which finds what no search finds yet.
        found = store.client.mget(index=store.index_name, ids=list(ids))["docs"]
        return {
            row["_id"]: Text(row["_id"], row["_source"]["content"], row["_source"]["metadata"])
            for row in found
            if row.get("found")
        }

    def count(self, collection: str) -> int:
        """How many there are."""
        store = self.app_store(collection)
        store.client.indices.refresh(index=store.index_name)
        return int(store.client.count(index=store.index_name)["count"])

    def drop(self, collection: str) -> None:
        """Delete the index."""
        self.app_store(collection).drop()
        del self._stores[collection]
