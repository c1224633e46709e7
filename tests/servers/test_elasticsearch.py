"""Elasticsearch, with a server of the tests' own that keeps documents and writes down what it is asked."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import DocumentStore, SecretRef

import pytest

from tests.servers.conftest import Authority, Emit, Serve
from tests.servers.drives import Driver
from tests.servers.elasticsearch import Indices
from tests.servers.emitted import Emitted
from tests.servers.gates import Answer, Asked, HttpServer, path_of
from tests.support import new_chart

USER, PASSWORD, KEY, CA = (SecretRef("documents", key) for key in ("username", "password", "key", "ca.crt"))
NAME, TEXT = "e@/% x", "p@:/% \"'+ümläut"
BASIC = "Basic " + base64.b64encode(f"{NAME}:{TEXT}".encode()).decode()


@pytest.fixture
def server(serve: Serve, authority: Authority) -> HttpServer:
    return serve(Indices(), authority.context())


Serves = Callable[..., Emitted]


@pytest.fixture
def external(server: HttpServer, authority: Authority, emit: Emit) -> Serves:
    """An app that is told of the server."""

    def made(ca_file: Path = authority.ca_file, **options: Any) -> Emitted:
        options = options or {"username": USER, "password": PASSWORD}
        store = DocumentStore.external_elasticsearch(f"https://localhost:{server.port}", ca=CA, **options)
        return emit({USER: NAME, PASSWORD: TEXT, KEY: TEXT, CA: ca_file.read_text()}, document_store=store)

    return made


def test_keeps_documents_and_gives_them_in_the_order_asked_for(
    driver: Driver, external: Serves, server: HttpServer
) -> None:
    pod = external()
    first = driver.run(pod, "ready", "add", "count", "get:one:two:three", "get:three:one", "query:text:two")
    assert first == [0, None, 3, ["one", "two", "three"], ["three", "one"], ["two"]]
    second = driver.run(pod, "delete:one", "count", "get:two:one", "get")
    assert second == [None, 2, ["two"], []]
    waited, *asked = server.asked
    assert "authorization" not in waited.headers
    assert {one.headers["authorization"] for one in asked} == {BASIC}


def test_a_tenants_index_has_a_name_of_its_own(driver: Driver, emit: Emit, serve: Serve) -> None:
    server = serve(Indices())
    shared = DocumentStore.external_elasticsearch(f"http://localhost:{server.port}", anonymous=True)
    pod = emit(document_store=shared.for_tenant("tenant_a"))
    assert driver.run(pod, "add", "count", "get:one", "drop") == [None, 3, ["one"], None]
    named = [path_of(asked) for asked in server.asked if "index" in asked.path]
    assert named
    # In requests of several documents, each names its index.
    assert all("tenant_a_index_1" in path for path in named)
    assert all(b'"tenant_a_index_1"' in asked.body for asked in server.asked if asked.path.startswith("/_bulk"))


def test_a_user_who_is_no_secret_gets_in(driver: Driver, external: Serves, server: HttpServer) -> None:
    driver.run(external(username=NAME, password=PASSWORD), "count")
    assert {asked.headers["authorization"] for asked in server.asked} == {BASIC}


def test_the_operators_server_is_used_with_its_secrets(
    driver: Driver, server: HttpServer, authority: Authority, emit: Emit
) -> None:
    chart = new_chart()
    store = DocumentStore.elasticsearch(chart, "documents", password=PASSWORD)
    operators = SecretRef("documents-es-http-certs-public", "ca.crt")
    secrets = {USER: NAME, PASSWORD: TEXT, operators: authority.ca_file.read_text()}
    pod = emit(secrets, port=server.port, chart=chart, document_store=store)
    assert driver.run(pod, "ready", "add", "count") == [0, None, 3]
    assert {asked.headers["authorization"] for asked in server.asked[1:]} == {BASIC}


def test_a_dropped_index_is_gone_without_an_error(driver: Driver, external: Serves, server: HttpServer) -> None:
    assert driver.run(external(), "add", "drop", "drop") == [None, None, None]
    assert "DELETE /index_1" in map(path_of, server.asked)


def test_sends_an_api_key(driver: Driver, external: Serves, server: HttpServer) -> None:
    driver.run(external(api_key=KEY), "count")
    assert {asked.headers["authorization"] for asked in server.asked} == {f"ApiKey {TEXT}"}


def test_a_single_node_has_no_copy_to_miss(driver: Driver, external: Serves, server: HttpServer) -> None:
    driver.run(external(), "count")
    (made,) = [asked.json for asked in server.asked if path_of(asked) == "PUT /index_1"]
    assert made["settings"]["auto_expand_replicas"] == "0-1"
    assert made["mappings"]["properties"]["content"]["similarity"] in made["settings"]["similarity"]


def test_starts_when_another_process_makes_the_index_in_between(driver: Driver, emit: Emit, serve: Serve) -> None:
    server = serve(Indices(made_by_another=True))
    store = DocumentStore.external_elasticsearch(f"http://localhost:{server.port}", anonymous=True)
    assert driver.run(emit(document_store=store), "count") == [0]


def test_waits_and_tries_again_as_it_is_told_to(driver: Driver, emit: Emit, serve: Serve) -> None:
    indices = Indices()
    busy = iter([False, True, True, True, True, True])

    def answer(asked: Asked) -> Answer:
        # Five times, which are more than the client's own limit of three.
        return Answer(503, {}) if asked.method == "PUT" and next(busy, False) else indices(asked)

    server = serve(answer)
    store = DocumentStore.external_elasticsearch(f"http://localhost:{server.port}", anonymous=True)
    assert driver.run(emit(document_store=store), "limits", "add", "count") == [[60, True, 5], None, 3]


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, external: Serves, authority: Authority
) -> None:
    assert "CERTIFICATE_VERIFY_FAILED" in driver.fail(external(authority.wrong_ca_file), "count")
