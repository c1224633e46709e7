"""Chroma servers of three generations, behind a proxy that asks for a token and speaks TLS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import SecretRef, VectorStore

import pytest

from tests.servers import expected
from tests.servers.chroma import GENERATIONS, TOKEN, ChromaServer
from tests.servers.conftest import Authority, Emit, Serve
from tests.servers.drives import Driver
from tests.servers.emitted import Emitted
from tests.servers.gates import HttpServer, passing_to, path_of

BEARER = f"Bearer {TOKEN}"
SECRET, HEADER, CA = (SecretRef("vectors", key) for key in ("token", "header", "ca.crt"))
CA_FILE = "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"


@pytest.fixture(scope="module", params=GENERATIONS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    started = ChromaServer(request.param, tmp_path_factory.mktemp(request.param))
    yield started
    started.stop()


@pytest.fixture
def gate(serve: Serve, authority: Authority, server: ChromaServer) -> HttpServer:
    return serve(passing_to(server.port, authorization=BEARER), authority.context())


Serves = Callable[..., Emitted]


@pytest.fixture
def external(gate: HttpServer, authority: Authority, emit: Emit) -> Serves:
    """An app that is told of the server behind the gate."""

    def made(ca_file: Path = authority.ca_file, **options: Any) -> Emitted:
        options = {"token": SECRET, "ca": CA, **options}
        store = VectorStore.external_chroma(f"https://localhost:{gate.port}", **options)
        return emit({SECRET: TOKEN, HEADER: BEARER, CA: ca_file.read_text()}, vector_store=store)

    return made


def test_vectors_survive_a_restart_of_the_server_in_the_same_process_and_in_another(
    driver: Driver, external: Serves, gate: HttpServer, server: ChromaServer, tmp_path: Path
) -> None:
    pod = external()
    before, results = expected.of(expected.EMPTY, expected.USED)
    after, left = expected.of(expected.LEFT)
    drive = driver.start(pod, *before, f"meet:{tmp_path / 'restarted'}", *after)
    drive.wait_for(tmp_path / "restarted")
    server.restart()
    (tmp_path / "restarted").touch()
    assert drive.results() == results + left
    steps, results = expected.of(expected.LEFT, expected.DROPPED)
    assert driver.run(pod, *steps) == results
    assert driver.run(pod, "count") == [0]
    assert {asked.headers["authorization"] for asked in gate.asked} == {BEARER}


def test_the_app_sees_when_it_is_there(driver: Driver, external: Serves, gate: HttpServer) -> None:
    assert driver.run(external(), "ready") == [0]
    (asked,) = gate.asked
    assert path_of(asked) == "GET /api/v2/heartbeat"


def test_two_processes_make_a_database_of_a_tenant_and_a_collection_at_once(driver: Driver, external: Serves) -> None:
    elsewhere = external(token=None, headers={"Authorization": HEADER}, tenant="team", database="kotaemon")
    drives = driver.start_at_once(2, elsewhere, "fill:3")
    assert [drive.results() for drive in drives] == [[None], [None]]
    assert driver.run(elsewhere, "count", "drop") == [6, None]
    assert driver.run(external(), "count") == [0]


def test_tenants_on_one_server_do_not_see_each_others_vectors(
    driver: Driver, gate: HttpServer, authority: Authority, emit: Emit
) -> None:
    shared = VectorStore.external_chroma(f"https://localhost:{gate.port}", token=SECRET, ca=CA)
    secrets = {SECRET: TOKEN, CA: authority.ca_file.read_text()}
    one, other = (emit(secrets, vector_store=shared.for_tenant(name)) for name in ("tenant_a", "tenant_b"))
    assert driver.run(one, "add", "count") == [None, 3]
    assert driver.run(other, "count", "query:a:b", "add:three", "count") == [0, [], None, 1]
    assert driver.run(other, "drop") == [None]
    assert driver.run(one, "count", "drop") == [3, None]


def test_a_tenant_that_cannot_be_made_is_an_error_with_the_reason(driver: Driver, external: Serves) -> None:
    # The library refuses such a name, but a server may have other reasons.
    pod = external().lay_over("KH_VECTORSTORE", tenant="t")
    assert re.search("at least 3 characters|length.*min", driver.fail(pod, "count"))


def test_without_the_token_it_is_refused(driver: Driver, external: Serves) -> None:
    assert "who are you?" in driver.fail(external(token=None), "count")


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, external: Serves, authority: Authority, gate: HttpServer
) -> None:
    pod = external(authority.wrong_ca_file)
    failure = driver.fail(pod, "count")
    assert f"https://localhost:{gate.port}" in failure
    assert f"its certificate does not hold against the CA in {pod.path(CA_FILE)}" in failure


def test_what_the_app_writes_about_the_store_holds_no_token(driver: Driver, external: Serves) -> None:
    (persisted,) = driver.run(external(), "persist")
    assert persisted["host"] == "localhost"
    assert TOKEN not in str(persisted)
