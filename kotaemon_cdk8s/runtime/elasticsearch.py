"""Elasticsearch as document store: the app's, with five things mended."""

from __future__ import annotations

import base64
import importlib
from collections.abc import Mapping
from typing import Any

_storages: Any = importlib.import_module("kotaemon.storages")
_elasticsearch: Any = importlib.import_module("elasticsearch")


class ElasticsearchDocumentStore(_storages.ElasticsearchDocumentStore):  # type: ignore[misc]
    """One index, made at the start if it is not there.

    Args:
        elasticsearch_url: The server.
        collection_name: Name of the index; the app chooses it.
        collection_prefix: What stands before it, where several apps share the server.
        k1: Of the ranking (BM25).
        b: Of the ranking.
        connection: Arguments of the client.
    """

    def __init__(
        self,
        elasticsearch_url: str,
        collection_name: str = "docstore",
        collection_prefix: str = "",
        k1: float = 2.0,
        b: float = 0.75,
        **connection: Any,
    ) -> None:
        name = collection_prefix + collection_name
        with client(elasticsearch_url, connection) as connected:
            _make_index(connected, name, k1, b)
        super().__init__(name, elasticsearch_url, k1, b, **_encoded(connection))

    def get(self, ids: list[str] | str) -> list[Any]:
        """Documents in the order of the ids: the app pairs them with the scores of its query."""
        ids = ids if isinstance(ids, list) else [ids]
        found = {document.doc_id: document for document in super().get(ids)} if ids else {}
        return [found[id_] for id_ in ids if id_ in found]

    def drop(self) -> None:
        """Delete the index; the app's then asks for it, and so fails to delete a file collection."""
        self.client.indices.delete(index=self.index_name, ignore_unavailable=True)


def client(url: str, connection: Mapping[str, Any]) -> Any:
    """A client of its own.

    Args:
        url: The server.
        connection: Arguments of the client.
    """
    return _elasticsearch.Elasticsearch(url, **_encoded(connection))


def _encoded(connection: Mapping[str, Any]) -> dict[str, Any]:
    if "basic_auth" not in connection:
        return dict(connection)
    # The client (8.13.2) would encode the pair as ASCII; a text it takes for encoded already.
    pair = ":".join(connection["basic_auth"])
    return {**connection, "basic_auth": base64.b64encode(pair.encode()).decode()}


def _make_index(client: Any, name: str, k1: float, b: float) -> None:
    if client.indices.exists(index=name):
        return
    try:
        client.indices.create(
            index=name,
            mappings={"properties": {"content": {"type": "text", "similarity": "custom_bm25"}}},
            settings={
                "analysis": {"analyzer": {"default": {"type": "standard"}}},
                "similarity": {"custom_bm25": {"type": "BM25", "k1": k1, "b": b}},
                # As the app makes it, but for this: on a single node a copy has nowhere to be, and the
                # cluster would be yellow for ever, which Argo CD calls degraded.
                "auto_expand_replicas": "0-1",
            },
        )
    except _elasticsearch.BadRequestError as error:
        # Another replica may have made it since.
        if error.error != "resource_already_exists_exception":
            raise
