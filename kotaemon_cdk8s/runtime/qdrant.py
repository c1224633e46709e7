"""Qdrant as vector store, with what the app's own class cannot be told, and all restrictions held.

The app's class (through llama-index 0.2.17's) makes collections with one copy of one shard,
and ignores a query's `where`, and its `filters` unless there are `doc_ids`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from . import certificates
from .chunks import Scope, scope_of

_storages: Any = importlib.import_module("kotaemon.storages")
_client: Any = importlib.import_module("qdrant_client")
_exceptions: Any = importlib.import_module("qdrant_client.http.exceptions")
_models: Any = importlib.import_module("qdrant_client.models")


class QdrantVectorStore(_storages.QdrantVectorStore):  # type: ignore[misc]
    """One collection, made when the first chunk is added.

    Args:
        collection_name: Name of the collection; the app chooses it.
        url: The server, with its port: without one it would be 6333, whatever the scheme.
        api_key: Its key; empty if it asks for none.
        ca_file: The authorities that may have signed the server's certificate, instead of the usual.
        timeout: Seconds for each request; the client's own 5 are short for a large batch.
        shard_number: Shards of a new collection.
        replication_factor: Copies of each shard of a new collection.
        write_consistency_factor: Copies that must have a write before it counts.
        client_kwargs: Further arguments of `QdrantClient`.
    """

    def __init__(
        self,
        collection_name: str,
        url: str | None = None,
        api_key: str = "",
        ca_file: str | None = None,
        timeout: int = 60,
        shard_number: int | None = None,
        replication_factor: int | None = None,
        write_consistency_factor: int | None = None,
        client_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        client = _Client(
            url=url,
            api_key=api_key or None,
            timeout=timeout,
            # The file, for the client copies its arguments, and an SSLContext cannot be copied.
            **({"verify": ca_file} if ca_file else {}),
            **(client_kwargs or {}),
        )
        client.placement = {
            "shard_number": shard_number,
            "replication_factor": replication_factor,
            "write_consistency_factor": write_consistency_factor,
        }
        try:
            super().__init__(collection_name, url=url, client=client)
        except _exceptions.ResponseHandlingException as error:
            raise ConnectionError(f"Qdrant at {url}: {certificates.reason(error, ca_file)}") from error

    def query(
        self,
        embedding: list[float],
        top_k: int = 1,
        ids: Iterable[str] | None = None,
        doc_ids: Iterable[str] | None = None,
        filters: Any = None,
        where: Mapping[str, Any] | None = None,
        **_kwargs: Any,
    ) -> tuple[list[Any], list[float], list[str]]:
        """The nearest chunks within the restrictions."""
        scope = scope_of(doc_ids if ids is None else ids, filters, where)
        if scope == [] or not self._exists():
            return [], [], []
        restriction = {} if scope is None else {"qdrant_filters": _filter(scope)}
        result: tuple[list[Any], list[float], list[str]] = super().query(embedding, top_k, **restriction)
        return result

    def delete(self, ids: list[str], **kwargs: Any) -> None:
        """Delete chunks."""
        if self._exists():
            super().delete(ids, **kwargs)

    def count(self) -> int:
        """How many chunks there are."""
        return int(super().count()) if self._exists() else 0

    def __persist_flow__(self) -> dict[str, Any]:
        # Without the key: the app writes what this returns into files under .theflow.
        return {"collection_name": self._collection_name, "url": self._url}

    def _exists(self) -> bool:
        return bool(self._client.client.collection_exists(self._collection_name))


class _Client(_client.QdrantClient):  # type: ignore[misc]
    placement: Mapping[str, int | None]

    def create_collection(self, collection_name: str, **kwargs: Any) -> bool:
        made = super().create_collection(collection_name, **self.placement, **kwargs)
        # Besides doc_id, which llama-index indexes: servers in strict mode refuse to search by
        # what is not indexed, others are slow at it.
        for field in ("file_id", "file_name"):
            self.create_payload_index(collection_name, field, _models.PayloadSchemaType.KEYWORD)
        return bool(made)


def _filter(scope: Scope) -> Any:
    return _models.Filter(
        should=[
            _models.Filter(
                must=[
                    _models.FieldCondition(key=field, match=_models.MatchAny(any=values))
                    for field, values in one.items()
                ]
            )
            for one in scope
        ]
    )
