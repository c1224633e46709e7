"""Elasticsearch, with a server of the tests' own that keeps documents and writes down what it is asked."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.servers.conftest import Authority, Serve
from tests.servers.drives import Driver
from tests.servers.gates import Answer, Asked, HttpServer, path_of

STORE = "kotaemon_runtime.elasticsearch.ElasticsearchDocumentStore"
PASSWORD = "p@:/% \"'+"
ENV = {"ES_PASSWORD": PASSWORD}
# The client refuses servers without it.
PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


class Index:
    """One index, as the API of Elasticsearch 8 has it.

    Args:
        made_by_another: The index is made by another process after the first look for it.
    """

    def __init__(self, *, made_by_another: bool = False) -> None:
        self._documents: dict[str, dict[str, Any]] | None = None
        self._made_by_another = made_by_another

    def __call__(self, asked: Asked) -> Answer:
        status, body = self._answer(asked)
        # The client takes no other type for its own (elastic_transport).
        return Answer(status, body, {**PRODUCT, "Content-Type": "application/vnd.elasticsearch+json;compatible-with=8"})

    def _answer(self, asked: Asked) -> tuple[int, Any]:
        path = path_of(asked)
        if path == "HEAD /index_1":
            return (200 if self._documents is not None else 404), None
        if path == "PUT /index_1":
            if self._made_by_another:
                self._documents = {}
                return 400, {"error": {"type": "resource_already_exists_exception", "reason": "index [index_1]"}}
            self._documents = {}
            return 200, {"acknowledged": True}
        if self._documents is None and "ignore_unavailable=true" in asked.path:
            return 200, {"acknowledged": True}
        if self._documents is None:
            return 404, {"error": {"type": "index_not_found_exception", "reason": "no such index [index_1]"}}
        if path in ("PUT /_bulk", "POST /_bulk"):
            lines = [json.loads(line) for line in asked.body.splitlines()]
            for action, source in zip(lines[::2], lines[1::2], strict=True):
                self._documents[action["index"]["_id"]] = source
            return 200, {"errors": False, "items": [{"index": {"status": 201}} for _ in lines[::2]]}
        if path == "POST /index_1/_search":
            # By id, not in the order asked for, as a server may.
            wanted = self._wanted(asked.json["query"])
            hits = [{"_id": id_, "_source": self._documents[id_]} for id_ in sorted(wanted & self._documents.keys())]
            return 200, {"hits": {"hits": hits}}
        if path == "POST /index_1/_delete_by_query":
            for id_ in self._wanted(asked.json["query"]):
                self._documents.pop(id_, None)
        if path == "GET /_cat/count/index_1":
            return 200, [{"count": str(len(self._documents))}]
        if path == "DELETE /index_1":
            self._documents = None
        return 200, {"acknowledged": True}

    def _wanted(self, query: dict[str, Any]) -> set[str]:
        (terms,) = [one for one in query.get("bool", {}).get("must", [query]) if "terms" in one]
        return set(terms["terms"]["_id"])


@pytest.fixture
def server(serve: Serve, authority: Authority) -> HttpServer:
    return serve(Index(), authority.context())


@pytest.fixture
def store(server: HttpServer, authority: Authority) -> dict[str, Any]:
    return {
        "__type__": STORE,
        "elasticsearch_url": f"https://localhost:{server.port}",
        "basic_auth": ["elastic", {"$env": "ES_PASSWORD"}],
        "ca_certs": str(authority.ca_file),
    }


def test_keeps_documents_and_gives_them_in_the_order_asked_for(
    driver: Driver, store: dict[str, Any], server: HttpServer
) -> None:
    first = driver.run(store, "add", "count", "get:one:two:three", "get:three:one", "query:text:two", env=ENV)
    assert first == [None, 3, ["one", "two", "three"], ["three", "one"], ["two"]]
    second = driver.run(store, "delete:one", "count", "get:two:one", "get", env=ENV)
    assert second == [None, 2, ["two"], []]
    expected = "Basic " + base64.b64encode(f"elastic:{PASSWORD}".encode()).decode()
    assert {asked.headers["authorization"] for asked in server.asked} == {expected}


def test_a_dropped_index_is_gone_without_an_error(driver: Driver, store: dict[str, Any], server: HttpServer) -> None:
    assert driver.run(store, "add", "drop", "drop", env=ENV) == [None, None, None]
    assert "DELETE /index_1" in map(path_of, server.asked)


def test_sends_an_api_key(driver: Driver, store: dict[str, Any], server: HttpServer) -> None:
    del store["basic_auth"]
    driver.run({**store, "api_key": {"$env": "ES_PASSWORD"}}, "count", env=ENV)
    assert {asked.headers["authorization"] for asked in server.asked} == {f"ApiKey {PASSWORD}"}


def test_a_single_node_has_no_copy_to_miss(driver: Driver, store: dict[str, Any], server: HttpServer) -> None:
    driver.run(store, "count", env=ENV)
    (made,) = [asked.json for asked in server.asked if path_of(asked) == "PUT /index_1"]
    assert made["settings"]["auto_expand_replicas"] == "0-1"
    assert made["mappings"]["properties"]["content"]["similarity"] in made["settings"]["similarity"]


def test_starts_when_another_process_makes_the_index_in_between(
    driver: Driver, store: dict[str, Any], serve: Serve
) -> None:
    server = serve(Index(made_by_another=True))
    plain = {"__type__": STORE, "elasticsearch_url": f"http://localhost:{server.port}"}
    assert driver.run(plain, "count") == [0]


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, store: dict[str, Any], authority: Authority
) -> None:
    failure = driver.fail({**store, "ca_certs": str(authority.wrong_ca_file)}, "count", env=ENV)
    assert "CERTIFICATE_VERIFY_FAILED" in failure
