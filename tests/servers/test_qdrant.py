"""Qdrant: what is found, with the client's local mode; what is sent, with a server that only writes it down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import SecretRef, VectorStore
from kotaemon_cdk8s.tls import ServerTls

import pytest

from tests.servers import expected
from tests.servers.conftest import Authority, Emit, Serve
from tests.servers.drives import Driver
from tests.servers.emitted import Emitted
from tests.servers.gates import Answer, Asked, HttpServer, path_of
from tests.support import new_chart

API_KEY, CA = SecretRef("vectors", "api-key"), SecretRef("vectors", "ca.crt")
KEY = "a key&: with/ $igns"
CA_FILE = "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
COLLECTION = "/collections/index_1"


def test_finds_what_it_should_and_keeps_it(driver: Driver, emit: Emit, tmp_path: Path) -> None:
    pod = emit(vector_store=VectorStore.external_qdrant("http://localhost:6333"))
    # A folder in place of the server, which is not on PyPI.
    pod.lay_over("KH_VECTORSTORE", url=None, client_kwargs={"path": str(tmp_path / "data")})
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(pod, *steps) == results
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(pod, *steps) == results


def test_tenants_on_one_server_do_not_see_each_others_vectors(driver: Driver, emit: Emit, tmp_path: Path) -> None:
    shared = VectorStore.external_qdrant("http://localhost:6333")
    kwargs = {"path": str(tmp_path / "data")}
    one, other = (
        emit(vector_store=shared.for_tenant(name)).lay_over("KH_VECTORSTORE", url=None, client_kwargs=kwargs)
        for name in ("tenant_a", "tenant_b")
    )
    assert driver.run(one, "add", "count") == [None, 3]
    assert driver.run(other, "count", "query:a:b", "add:three", "count") == [0, [], None, 1]
    assert driver.run(other, "drop", "count") == [None, 0]
    assert driver.run(one, "count") == [3]


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


Serves = Callable[..., Emitted]


@pytest.fixture
def external(server: HttpServer, authority: Authority, emit: Emit) -> Serves:
    """An app that is told of the server."""

    def made(ca_file: Path = authority.ca_file) -> Emitted:
        store = VectorStore.external_qdrant(f"https://localhost:{server.port}", api_key=API_KEY, ca=CA)
        return emit({API_KEY: KEY, CA: ca_file.read_text()}, vector_store=store)

    return made


def test_sends_its_key_over_tls_and_makes_collections_that_survive_a_node(
    driver: Driver, emit: Emit, authority: Authority, server: HttpServer
) -> None:
    chart = new_chart()
    store = VectorStore.qdrant(
        chart, "qdrant", api_key=API_KEY, nodes=3, shards=6, replication_factor=3,
        write_consistency_factor=2, tls=ServerTls.secret("vectors"),
    )  # fmt: skip
    secrets = {API_KEY: KEY, CA: authority.ca_file.read_text()}
    pod = emit(secrets, port=server.port, chart=chart, vector_store=store)
    driver.run(pod, "ready", "add", "query:a", "where:o'hare.pdf:2", "count", "delete:one", "drop")
    waited = server.asked.pop(0)
    assert path_of(waited) == "GET /readyz"
    assert "api-key" not in waited.headers
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


def test_leaves_the_collections_of_another_teams_server_to_it(
    driver: Driver, external: Serves, server: HttpServer
) -> None:
    pod = external()
    driver.run(pod, "add")
    assert {asked.headers["api-key"] for asked in server.asked} == {KEY}
    (made,) = [asked.json for asked in server.asked if path_of(asked) == f"PUT {COLLECTION}"]
    placement = ("shard_number", "replication_factor", "write_consistency_factor")
    assert [made.get(name) for name in placement] == [None, None, None]
    driver.run(pod, "drop")
    assert path_of(server.asked[-1]) == f"DELETE {COLLECTION}"


def test_adds_to_a_collection_that_another_process_made_in_between(driver: Driver, emit: Emit, serve: Serve) -> None:
    server = serve(answering(made_by_another=True))
    store = VectorStore.external_qdrant(f"http://localhost:{server.port}", api_key=API_KEY)
    assert driver.run(emit({API_KEY: KEY}, vector_store=store), "add") == [None]
    assert path_of(server.asked[-1]) == f"PUT {COLLECTION}/points"


def test_needs_no_key(driver: Driver, emit: Emit, serve: Serve) -> None:
    server = serve(answering())
    driver.run(emit(vector_store=VectorStore.external_qdrant(f"http://localhost:{server.port}")), "count")
    assert not any("api-key" in asked.headers for asked in server.asked)


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, external: Serves, authority: Authority, server: HttpServer
) -> None:
    pod = external(authority.wrong_ca_file)
    failure = driver.fail(pod, "count")
    assert f"https://localhost:{server.port}" in failure
    assert f"its certificate does not hold against the CA in {pod.path(CA_FILE)}" in failure


def test_what_the_app_writes_about_the_store_holds_no_key(driver: Driver, external: Serves, server: HttpServer) -> None:
    (persisted,) = driver.run(external(), "persist")
    assert persisted == {"collection_name": "index_1", "url": f"https://localhost:{server.port}"}
