"""Elasticsearch as document store: the app's, with three things mended."""

from __future__ import annotations

import importlib
from typing import Any

_storages: Any = importlib.import_module("kotaemon.storages")
_elasticsearch: Any = importlib.import_module("elasticsearch")


class ElasticsearchDocumentStore(_storages.ElasticsearchDocumentStore):  # type: ignore[misc]
    """One index, made at the start if it is not there; takes the arguments of the app's."""

    def __init__(self, **kwargs: Any) -> None:
        try:
            super().__init__(**kwargs)
        except _elasticsearch.BadRequestError as error:
            if "resource_already_exists_exception" not in str(error):
                raise
            # Another replica made the index between the app's look and its attempt.
            super().__init__(**kwargs)

    def get(self, ids: list[str] | str) -> list[Any]:
        """Documents in the order of the ids: the app pairs them with the scores of its query."""
        ids = ids if isinstance(ids, list) else [ids]
        found = {document.doc_id: document for document in super().get(ids)} if ids else {}
        return [found[id_] for id_ in ids if id_ in found]

    def drop(self) -> None:
        """Delete the index; the app's then asks for it, and so fails to delete a file collection."""
        self.client.indices.delete(index=self.index_name, ignore_unavailable=True)
