"""Qdrant as vector store.

The app's own class (through llama-index 0.2.17's) makes collections with one copy of one
shard, ignores a query's `where`, reads the configuration of the collection at each addition
in the form of one server version, searches by an endpoint that is on its way out, and stores
and fetches each chunk with its text and figures. This one talks to Qdrant itself, and can go
on with the collections of the other.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from . import certificates
from .chunks import DOC_ID, Scope, chunks_of, scope_of

_storages: Any = importlib.import_module("kotaemon.storages")
_client: Any = importlib.import_module("qdrant_client")
_exceptions: Any = importlib.import_module("qdrant_client.http.exceptions")
_models: Any = importlib.import_module("qdrant_client.models")


class QdrantVectorStore(_storages.BaseVectorStore):  # type: ignore[misc]
    """One collection, made when the first chunk is added.

    Args:
        collection_name: Name of the collection; the app chooses it.
        url: The server, with its port: without one it would be 6333, whatever the scheme.
        collection_prefix: What stands before it, where several apps share the server.
        api_key: Its key; empty if it asks for none.
        ca_file: The authorities that may have signed the server's certificate, instead of the usual.
        timeout: Seconds for each request; the client's own 5 are short for a large batch.
        shard_number: Shards of a new collection; as the server has it if not given.
        replication_factor: Copies of each shard of a new collection; likewise.
        write_consistency_factor: Copies that must have a write before it counts; likewise.
        client_kwargs: Further arguments of `QdrantClient`.
    """

    def __init__(
        self,
        collection_name: str,
        url: str | None = None,
        collection_prefix: str = "",
        api_key: str = "",
        ca_file: str | None = None,
        timeout: int = 60,
        shard_number: int | None = None,
        replication_factor: int | None = None,
        write_consistency_factor: int | None = None,
        client_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        self._name = collection_prefix + collection_name
        self._url = url
        self._ca_file = ca_file
        self._placement = {
            "shard_number": shard_number,
            "replication_factor": replication_factor,
            "write_consistency_factor": write_consistency_factor,
        }
        self._client = _client.QdrantClient(
            url=url,
            api_key=api_key or None,
            timeout=timeout,
            # The file, for the client copies its arguments, and an SSLContext cannot be copied.
            **({"verify": ca_file} if ca_file else {}),
            **(client_kwargs or {}),
        )

    def add(self, embeddings: list[Any], metadatas: list[Any] | None = None, ids: list[str] | None = None) -> list[str]:
        """Add chunks, or replace those of the same id."""
        chunks = chunks_of(embeddings, metadatas, ids)
        if not self._exists():
            self._make(dimension=len(chunks[0].vector))
        points = [
            _models.PointStruct(id=chunk.id, vector=chunk.vector, payload={DOC_ID: chunk.id, **chunk.metadata})
            for chunk in chunks
        ]
        self._client.upsert(self._name, points, wait=True)
        return [chunk.id for chunk in chunks]

    def query(
        self,
        embedding: list[float],
        top_k: int = 1,
        ids: Iterable[str] | None = None,
        doc_ids: Iterable[str] | None = None,
        filters: Any = None,
        where: Mapping[str, Any] | None = None,
        **_kwargs: Any,
    ) -> tuple[list[list[float]], list[float], list[str]]:
        """The nearest chunks within the restrictions."""
        scope = scope_of(doc_ids if ids is None else ids, filters, where)
        if scope == [] or not self._exists():
            return [], [], []
        restriction = None if scope is None else _filter(scope)
        found = self._client.query_points(
            self._name, embedding, query_filter=restriction, limit=top_k, with_payload=False, with_vectors=True
        )
        points = found.points
        return (
            [point.vector for point in points],
            [point.score for point in points],
            [str(point.id) for point in points],
        )

    def delete(self, ids: list[str], **_kwargs: Any) -> None:
        """Delete chunks."""
        if self._exists():
            self._client.delete(self._name, _models.PointIdsList(points=ids), wait=True)

    def count(self) -> int:
        """How many chunks there are."""
        return int(self._client.count(self._name, exact=True).count) if self._exists() else 0

    def drop(self) -> None:
        """Delete the collection; Qdrant does not mind if there is none."""
        self._client.delete_collection(self._name)

    def __persist_flow__(self) -> dict[str, Any]:
        # Without the key: the app writes what this returns into files under .theflow.
        return {"collection_name": self._name, "url": self._url}

    def _exists(self) -> bool:
        try:
            return bool(self._client.collection_exists(self._name))
        except _exceptions.ResponseHandlingException as error:
            raise ConnectionError(f"Qdrant at {self._url}: {certificates.reason(error, self._ca_file)}") from error

    def _make(self, *, dimension: int) -> None:
        vectors = _models.VectorParams(size=dimension, distance=_models.Distance.COSINE)
        try:
            self._client.create_collection(self._name, vectors, **self._placement)
        except _exceptions.UnexpectedResponse as error:
            # Another process was first.
            if error.status_code != 409 and b"already exists" not in error.content:
                raise
        # Servers in strict mode refuse to search by what is not indexed, others are slow at it.
        for field in (DOC_ID, "file_id", "file_name"):
            self._client.create_payload_index(self._name, field, _models.PayloadSchemaType.KEYWORD)


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
