"""A server of the tests' own that keeps indices of documents, as Elasticsearch's API has it."""

from __future__ import annotations

import fnmatch
import json
from typing import Any

from tests.servers.gates import Answer, Asked, path_of

_HEADERS = {
    # The client refuses servers without it, and takes no other type for its own (elastic_transport).
    "X-Elastic-Product": "Elasticsearch",
    "Content-Type": "application/vnd.elasticsearch+json;compatible-with=8",
}


class Indices:
    """The indices of one server of version 8.

    Args:
        made_by_another: Each index is made by another process after the first look for it.
    """

    def __init__(self, *, made_by_another: bool = False) -> None:
        self.held: dict[str, dict[str, dict[str, Any]]] = {}
        self._made_by_another = made_by_another

    def __call__(self, asked: Asked) -> Answer:
        status, body = self._answer(asked)
        return Answer(status, body, _HEADERS)

    def _answer(self, asked: Asked) -> tuple[int, Any]:
        method, _, path = path_of(asked).partition(" /")
        if path == "_bulk":
            return 200, self._keep([json.loads(line) for line in asked.body.splitlines()])
        first, *further = path.split("/")
        if first == "_cat":
            return 200, [{"count": str(len(self.held[further[-1]]))}]
        if further:
            return self._of_documents(first, further[0], asked)
        if method == "GET":
            return 200, {name: {} for name in self.held if fnmatch.fnmatchcase(name, first)}
        if method == "PUT":
            known, self.held[first] = first in self.held or self._made_by_another, self.held.get(first, {})
            error = {"type": "resource_already_exists_exception", "reason": f"index [{first}]"}
            return (400, {"error": error}) if known else (200, {"acknowledged": True})
        if first not in self.held and "ignore_unavailable=true" not in asked.path:
            return _lacking(first)
        if method == "DELETE":
            self.held.pop(first, None)
        return 200, {"acknowledged": True}

    def _keep(self, lines: list[dict[str, Any]]) -> Any:
        for action, source in zip(lines[::2], lines[1::2], strict=True):
            self.held.setdefault(action["index"]["_index"], {})[action["index"]["_id"]] = source
        return {"errors": False, "items": [{"index": {"status": 201}} for _ in lines[::2]]}

    def _of_documents(self, name: str, what: str, asked: Asked) -> tuple[int, Any]:
        if name not in self.held:
            return _lacking(name)
        documents = self.held[name]
        if what == "_mget":
            return 200, {"docs": [_document(id_, documents.get(id_)) for id_ in asked.json["ids"]]}
        if what == "_count":
            return 200, {"count": len(documents)}
        if what == "_search":
            # By id, not in the order asked for, as a server may.
            found = sorted(_wanted(asked.json["query"]) & documents.keys())
            return 200, {"hits": {"hits": [_document(id_, documents[id_]) for id_ in found]}}
        if what == "_delete_by_query":
            for id_ in _wanted(asked.json["query"]):
                documents.pop(id_, None)
        return 200, {"acknowledged": True}


def _document(id_: str, source: dict[str, Any] | None) -> dict[str, Any]:
    return {"_id": id_, "found": False} if source is None else {"_id": id_, "found": True, "_source": source}


def _lacking(name: str) -> tuple[int, Any]:
    return 404, {"error": {"type": "index_not_found_exception", "reason": f"no such index [{name}]"}}


def _wanted(query: dict[str, Any]) -> set[str]:
    (terms,) = [one for one in query.get("bool", {}).get("must", [query]) if "terms" in one]
    return set(terms["terms"]["_id"])
