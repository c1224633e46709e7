"""Milvus as vector store.

The app's own class fails at its first use unless it is given a `path` that it does not need,
cannot be emptied or dropped before something was added, and stores each chunk with its
figures, which Milvus refuses above 64 KiB. This one talks to Milvus itself, and can go on
with the collections of the other.
"""

from __future__ import annotations

import importlib
import json
import socket
import ssl
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from . import certificates
from .chunks import DOC_ID, Scope, chunks_of, scope_of

_storages: Any = importlib.import_module("kotaemon.storages")
_pymilvus: Any = importlib.import_module("pymilvus")

# As llama-index names them, for the collections that it made.
_ID = "id"
_VECTOR = "embedding"


class MilvusVectorStore(_storages.BaseVectorStore):  # type: ignore[misc]
    """One collection, made when the first chunk is added.

    Args:
        uri: The server, or a file for milvus-lite.
        collection_name: Name of the collection; the app chooses it.
        collection_prefix: What stands before it, where several apps share the server.
        token: `user:password`, or an API key.
        db_name: The database, which must be there; the default one if empty.
        ca_file: The authorities that may have signed the server's certificate, instead of the usual.
        timeout: Seconds for each request; the client's own would be to wait for ever.
    """

    def __init__(
        self,
        uri: str,
        collection_name: str = "default",
        collection_prefix: str = "",
        token: str = "",
        db_name: str = "",
        ca_file: str | None = None,
        timeout: float = 60,
    ) -> None:
        self._uri = uri
        self._name = collection_prefix + collection_name
        self._token = token
        self._db_name = db_name
        self._ca_file = ca_file
        self._timeout = timeout
        self._connected: Any = None

    def add(self, embeddings: list[Any], metadatas: list[Any] | None = None, ids: list[str] | None = None) -> list[str]:
        """Add chunks, or replace those of the same id."""
        chunks = chunks_of(embeddings, metadatas, ids)
        self._make(dimension=len(chunks[0].vector))
        rows = [{_ID: chunk.id, DOC_ID: chunk.id, _VECTOR: chunk.vector, **chunk.metadata} for chunk in chunks]
        self._client.upsert(self._name, rows, timeout=self._timeout)
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
        (hits,) = self._client.search(
            self._name,
            [embedding],
            filter="" if scope is None else _expression(scope),
            limit=top_k,
            output_fields=[_VECTOR],
            timeout=self._timeout,
        )
        return (
            [hit["entity"][_VECTOR] for hit in hits],
            [hit["distance"] for hit in hits],
            [hit[_ID] for hit in hits],
        )

    def delete(self, ids: list[str], **_kwargs: Any) -> None:
        """Delete chunks."""
        if self._exists():
            self._client.delete(self._name, ids=ids, timeout=self._timeout)

    def count(self) -> int:
        """How many chunks there are."""
        if not self._exists():
            return 0
        (row,) = self._client.query(self._name, output_fields=["count(*)"], timeout=self._timeout)
        return int(row["count(*)"])

    def drop(self) -> None:
        """Delete the collection; Milvus does not mind if there is none."""
        self._client.drop_collection(self._name, timeout=self._timeout)

    def __persist_flow__(self) -> dict[str, Any]:
        # Without the token: the app writes what this returns into files under .theflow.
        return {"uri": self._uri, "collection_name": self._name, "db_name": self._db_name}

    @property
    def _client(self) -> Any:
        # Not at the start of the app, which would then end whenever Milvus is away.
        if self._connected is None:
            _check_certificate(self._uri, self._ca_file)
            self._connected = _pymilvus.MilvusClient(
                self._uri,
                token=self._token,
                db_name=self._db_name,
                timeout=self._timeout,
                **({"server_pem_path": self._ca_file} if self._ca_file else {}),
            )
        return self._connected

    def _exists(self) -> bool:
        return bool(self._client.has_collection(self._name, timeout=self._timeout))

    def _make(self, *, dimension: int) -> None:
        # Each step does nothing if another process has just done the same, and is made up for
        # if one was cut off between them.
        client = self._client
        if not self._exists():
            schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
            schema.add_field(_ID, _pymilvus.DataType.VARCHAR, is_primary=True, max_length=65_535)
            schema.add_field(_VECTOR, _pymilvus.DataType.FLOAT_VECTOR, dim=dimension)
            # Strong: a replica finds at once what another has added.
            client.create_collection(self._name, schema=schema, consistency_level="Strong", timeout=self._timeout)
        if not client.list_indexes(self._name, _VECTOR):
            index = client.prepare_index_params()
            index.add_index(_VECTOR, index_type="AUTOINDEX", metric_type="COSINE")
            client.create_index(self._name, index, timeout=self._timeout)
        client.load_collection(self._name, timeout=self._timeout)


def _check_certificate(uri: str, ca_file: str | None) -> None:
    """Say what is wrong with it, where Milvus' client would only say that it cannot connect."""
    address = urlsplit(uri)
    if address.scheme != "https":
        return
    context = certificates.context(ca_file)
    context.set_alpn_protocols(["h2"])
    try:
        with (
            socket.create_connection((address.hostname, address.port or 443), timeout=10) as connection,
            context.wrap_socket(connection, server_hostname=address.hostname),
        ):
            pass
    except ssl.SSLCertVerificationError as error:
        raise ConnectionError(f"Milvus at {uri}: {certificates.reason(error, ca_file)}") from error
    except OSError:
        # Whatever else it is, Milvus' client meets it too, and tries again.
        return


def _expression(scope: Scope) -> str:
    return " or ".join(
        "("
        + " and ".join(
            f"{_ID if field == DOC_ID else field} in {json.dumps(values, ensure_ascii=False)}"
            for field, values in one.items()
        )
        + ")"
        for one in scope
    )
