"""Chunks as the app hands them over, and which of them a query may return.

The app restricts a query in three ways: `doc_ids` and `filters` for the files in question
(ktem/index/file/pipelines.py, kotaemon/indices/vectorindex.py), and `where`, in Chroma's
words, when it looks for more tables on the pages it found. A store that ignores one of them
answers from the files of all users.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple
from uuid import uuid4

DOC_ID = "doc_id"
"""Stands for the id of a chunk; the app adds each under the same id and document id."""

FIELDS = ("file_id", "file_name", "page_label")
"""The metadata of a chunk that the app restricts queries by."""

Scope = list[dict[str, list[Any]]]
"""Alternatives; in each, the values that each field may have."""


def scope_of(doc_ids: Iterable[str] | None, filters: Any, where: Mapping[str, Any] | None) -> Scope | None:
    """Bring the restrictions of a query together.

    Args:
        doc_ids: Ids of chunks.
        filters: `MetadataFilters` of llama-index.
        where: Conditions in Chroma's form.

    Returns:
        What may match, empty if nothing can; none if there is no restriction.

    Raises:
        ValueError: A condition that is not known here; to leave it out would answer too much.
    """
    parts = []
    if doc_ids is not None:
        parts.append({DOC_ID: {"$in": list(doc_ids)}})
    if filters is not None:
        parts.append(_where_of(filters))
    if where:
        parts.append(dict(where))
    if not parts:
        return None
    return [one for one in _alternatives({"$and": parts}) if all(one.values())]


class Chunk(NamedTuple):
    """A chunk without its text and figures: the app reads those from the document store."""

    id: str
    vector: list[float]
    metadata: dict[str, Any]


def chunks_of(embeddings: Sequence[Any], metadatas: Sequence[Any] | None, ids: Sequence[str] | None) -> list[Chunk]:
    """What the app's `BaseVectorStore.add` is given: vectors, or documents with one."""
    chunks = []
    for place, given in enumerate(embeddings):
        bare = isinstance(given, list)
        metadata = metadatas[place] if metadatas else {} if bare else given.metadata
        chunks.append(
            Chunk(
                id=ids[place] if ids else str(uuid4()) if bare else given.node_id,
                vector=given if bare else given.embedding,
                metadata={field: metadata[field] for field in FIELDS if metadata.get(field) is not None},
            )
        )
    return chunks


def matches(scope: Scope, metadata: Mapping[str, Any]) -> bool:
    """Whether a chunk is in the scope."""
    return any(all(metadata.get(field) in values for field, values in one.items()) for one in scope)


def _where_of(filters: Any) -> dict[str, Any]:
    conditions = []
    for one in filters.filters:
        if hasattr(one, "filters"):
            conditions.append(_where_of(one))
        elif one.operator in ("==", "in"):
            conditions.append({one.key: {"$eq" if one.operator == "==" else "$in": one.value}})
        else:
            raise ValueError(f"cannot restrict a query by {one.key} {one.operator}")
    return {"$or" if filters.condition == "or" else "$and": conditions}


def _alternatives(where: Mapping[str, Any]) -> Scope:
    return _all_of([_condition(key, value) for key, value in where.items()])


def _condition(key: str, value: Any) -> Scope:
    if key == "$and":
        return _all_of([_alternatives(one) for one in value])
    if key == "$or":
        return [one for condition in value for one in _alternatives(condition)]
    if not isinstance(value, Mapping):
        return [{key: [value]}]
    if set(value) == {"$eq"}:
        return [{key: [value["$eq"]]}]
    if set(value) == {"$in"}:
        return [{key: list(value["$in"])}]
    raise ValueError(f"cannot restrict a query by {key} {value}")


def _all_of(conditions: Sequence[Scope]) -> Scope:
    result = []
    for combination in product(*conditions):
        both: dict[str, list[Any]] = {}
        for one in combination:
            for field, values in one.items():
                both[field] = [value for value in values if value in both[field]] if field in both else values
        result.append(both)
    return result
