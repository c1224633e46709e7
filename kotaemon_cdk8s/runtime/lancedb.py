"""LanceDB in a folder, for vectors and for documents.

The app's own vector store cannot be constructed at its locked lancedb 0.25.1, and would lose
earlier files with each new one, for it writes in the mode `overwrite`.
"""

from __future__ import annotations

import importlib
import math
import threading
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from .chunks import DOC_ID, FIELDS, Scope, chunks_of, scope_of

_lancedb: Any = importlib.import_module("lancedb")
_arrow: Any = importlib.import_module("pyarrow")
_storages: Any = importlib.import_module("kotaemon.storages")


class LanceDBVectorStore(_storages.BaseVectorStore):  # type: ignore[misc]
    """One table in a folder; one process at a time may have it.

    Args:
        path: The folder.
        collection_name: Name of the table; the app chooses it.
    """

    def __init__(self, path: str, collection_name: str = "default") -> None:
        self._path = path
        self._name = collection_name
        self._connection = _lancedb.connect(path)
        self._writing = threading.Lock()

    def add(self, embeddings: list[Any], metadatas: list[Any] | None = None, ids: list[str] | None = None) -> list[str]:
        """Add chunks, or replace those of the same id."""
        chunks = chunks_of(embeddings, metadatas, ids)
        schema = _arrow.schema(
            [
                ("id", _arrow.string()),
                ("vector", _arrow.list_(_arrow.float32(), len(chunks[0].vector))),
                *((field, _arrow.string()) for field in FIELDS),
            ]
        )
        rows = [
            {
                "id": chunk.id,
                "vector": chunk.vector,
                **{field: None if field not in chunk.metadata else str(chunk.metadata[field]) for field in FIELDS},
            }
            for chunk in chunks
        ]
        # The app indexes files in several threads.
        with self._writing:
            table = self._table()
            if table is None:
                table = self._connection.create_table(self._name, schema=schema)
            merge = table.merge_insert("id").when_matched_update_all().when_not_matched_insert_all()
            merge.execute(_arrow.Table.from_pylist(rows, schema=schema))
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
        table = self._table()
        if scope == [] or table is None:
            return [], [], []
        search = table.search(embedding, vector_column_name="vector").limit(top_k)
        if scope is not None:
            search = search.where(_expression(scope), prefilter=True)
        hits = search.to_list()
        # Similarity as llama-index's stores give it.
        return (
            [hit["vector"] for hit in hits],
            [math.exp(-hit["_distance"]) for hit in hits],
            [hit["id"] for hit in hits],
        )

    def delete(self, ids: list[str], **_kwargs: Any) -> None:
        """Delete chunks."""
        with self._writing:
            table = self._table()
            if table is not None and ids:
                table.delete(f"id IN ({_texts(ids)})")

    def count(self) -> int:
        """How many chunks there are."""
        table = self._table()
        return 0 if table is None else int(table.count_rows())

    def drop(self) -> None:
        """Delete the table."""
        _drop(self._connection, self._name)

    def __persist_flow__(self) -> dict[str, Any]:
        return {"path": self._path, "collection_name": self._name}

    def _table(self) -> Any:
        return self._connection.open_table(self._name) if _has(self._connection, self._name) else None


class LanceDBDocumentStore(_storages.LanceDBDocumentStore):  # type: ignore[misc]
    """The app's, without the loss of documents.

    The app's looks for its table among `table_names()`, which are the first ten: a store whose
    table comes later is emptied each time something is added.
    """

    def __init__(self, path: str, collection_name: str = "docstore") -> None:
        super().__init__(path=path, collection_name=collection_name)
        self.db_connection.table_names = partial(self.db_connection.table_names, limit=_ALL)

    def delete(self, ids: list[str] | str, refresh_indices: bool = True) -> None:
        """Delete documents; the app's fails if none was ever added."""
        if ids and _has(self.db_connection, self.collection_name):
            super().delete(ids, refresh_indices)

    def count(self) -> int:
        """How many documents there are; the app's class does not say."""
        known = _has(self.db_connection, self.collection_name)
        return int(self.db_connection.open_table(self.collection_name).count_rows()) if known else 0

    def drop(self) -> None:
        """Delete the table; the app's fails if there is none, and with it deleting a file collection."""
        _drop(self.db_connection, self.collection_name)


# As many as there may ever be; lancedb's own limit is 10.
_ALL = 1_000_000


def _has(connection: Any, name: str) -> bool:
    return name in connection.table_names(limit=_ALL)


def _drop(connection: Any, name: str) -> None:
    if _has(connection, name):
        connection.drop_table(name)


def _expression(scope: Scope) -> str:
    return " OR ".join(
        "("
        + " AND ".join(f"{'id' if field == DOC_ID else field} IN ({_texts(values)})" for field, values in one.items())
        + ")"
        for one in scope
    )


def _texts(values: Iterable[Any]) -> str:
    return ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
