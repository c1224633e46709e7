"""Qdrant: what is found, with the client's local mode; what is sent, with a server that only writes it down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.servers import expected
from tests.servers.conftest import Authority, Serve
from tests.servers.drives import Driver
from tests.servers.gates import Answer, Asked, HttpServer, path_of

STORE = "kotaemon_runtime.qdrant.QdrantVectorStore"
KEY = "a key&: with/ $igns"
ENV = {"QDRANT_KEY": KEY}
COLLECTION = "/collections/index_1"


def test_finds_what_it_should_and_keeps_it(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": STORE, "client_kwargs": {"path": str(tmp_path / "data")}}
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(store, *steps) == results
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(store, *steps) == results


def answering(*, made_by_another: bool = False) -> Callable[[Asked], Answer]:
    """A server whose collection is there as soon as it was made; or, while it was looked for, made by another."""
    there = False

    def answer(asked: Asked) -> Answer:
        nonlocal there
        result: Any = {"operation_id": 0, "status": "completed"}
        match path_of(asked).replace(COLLECTION, "."):
            case "GET ./exists":
                result = {"exists": there}
            case "PUT .":
                if made_by_another:
                    # lib/storage/src/content_manager/errors.rs of Qdrant
                    message = "Wrong input: Collection `index_1` already exists!"
                    return Answer(409, {"status": {"error": message}, "time": 0.0})
                there, result = True, True
            case "POST ./points/query":
                result = {"points": []}
            case "POST ./points/count":
                result = {"count": 3}
            case "DELETE .":
                result = True
        return Answer(body={"result": result, "status": "ok", "time": 0.0})

    return answer


@pytest.fixture
def server(serve: Serve, authority: Authority) -> HttpServer:
    return serve(answering(), authority.context())


@pytest.fixture
def store(server: HttpServer, authority: Authority) -> dict[str, Any]:
    return {
        "__type__": STORE,
        "url": f"https://localhost:{server.port}",
        "api_key": {"$env": "QDRANT_KEY"},
        "ca_file": str(authority.ca_file),
        "shard_number": 6,
        "replication_factor": 3,
        "write_consistency_factor": 2,
    }


def test_sends_its_key_over_tls_and_makes_collections_that_survive_a_node(
    driver: Driver, store: dict[str, Any], server: HttpServer
) -> None:
    driver.run(store, "add", "query:a", "where:o'hare.pdf:2", "count", "delete:one", "drop", env=ENV)
    assert {asked.headers["api-key"] for asked in server.asked} == {KEY}
    sent = {path_of(asked): asked for asked in server.asked}
    made = sent[f"PUT {COLLECTION}"].json
    assert (made["shard_number"], made["replication_factor"], made["write_consistency_factor"]) == (6, 3, 2)
    assert made["vectors"] == {"size": 4, "distance": "Cosine"}
    indexes = [asked.json["field_name"] for asked in server.asked if path_of(asked) == f"PUT {COLLECTION}/index"]
    assert sorted(indexes) == ["doc_id", "file_id", "file_name"]
    points = sent[f"PUT {COLLECTION}/points"].json["points"]
    assert [set(point["payload"]) for point in points] == 3 * [{"doc_id", "file_id", "file_name", "page_label"}]
    searches = [asked.json["filter"] for asked in server.asked if path_of(asked) == f"POST {COLLECTION}/points/query"]
    by_file, by_page = ([condition["key"] for condition in one["should"][0]["must"]] for one in searches)
    assert by_file == ["doc_id", "file_id"]
    assert by_page == ["file_name", "page_label"]
    assert f"DELETE {COLLECTION}" in sent


def test_adds_to_a_collection_that_another_process_made_in_between(
    driver: Driver, store: dict[str, Any], serve: Serve
) -> None:
    server = serve(answering(made_by_another=True))
    plain = {**store, "url": f"http://localhost:{server.port}", "ca_file": None}
    assert driver.run(plain, "add", env=ENV) == [None]
    assert path_of(server.asked[-1]) == f"PUT {COLLECTION}/points"


def test_needs_no_key(driver: Driver, serve: Serve) -> None:
    server = serve(answering())
    driver.run({"__type__": STORE, "url": f"http://localhost:{server.port}"}, "count")
    assert not any("api-key" in asked.headers for asked in server.asked)


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, store: dict[str, Any], authority: Authority
) -> None:
    wrong = str(authority.wrong_ca_file)
    failure = driver.fail({**store, "ca_file": wrong}, "count", env=ENV)
    assert store["url"] in failure
    assert f"its certificate does not hold against the CA in {wrong}" in failure


def test_what_the_app_writes_about_the_store_holds_no_key(driver: Driver, store: dict[str, Any]) -> None:
    (persisted,) = driver.run(store, "persist", env=ENV)
    assert persisted == {"collection_name": "index_1", "url": store["url"]}
