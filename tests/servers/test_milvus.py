"""Milvus: what is found, with milvus-lite; what is sent, with a server that only keeps it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import SecretRef, ServerTls, VectorStore

import pytest

from tests.servers import expected
from tests.servers.conftest import Authority, Emit
from tests.servers.drives import Driver
from tests.support import new_chart

SECRET, CA = SecretRef("vectors", "password"), SecretRef("vectors", "ca.crt")
CERTIFICATE, KEY = SecretRef("vectors", "tls.crt"), SecretRef("vectors", "tls.key")
USER, PASSWORD = "kotaemon", "p@:/% \"'+"
TOKEN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
CA_FILE = "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"


def test_finds_what_it_should_and_keeps_it(driver: Driver, emit: Emit, tmp_path: Path) -> None:
    store = VectorStore.external_milvus("http://localhost:19530", USER, SECRET)
    # A file in place of the server, which is not on PyPI.
    pod = emit({SECRET: PASSWORD}, vector_store=store).lay_over("KH_VECTORSTORE", uri=str(tmp_path / "milvus.db"))
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(pod, *steps) == results
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(pod, *steps) == results


def test_tenants_on_one_server_do_not_see_each_others_vectors(driver: Driver, emit: Emit, tmp_path: Path) -> None:
    shared = VectorStore.external_milvus("http://localhost:19530", USER, SECRET)
    one, other = (
        emit({SECRET: PASSWORD}, vector_store=shared.for_tenant(name)).lay_over(
            "KH_VECTORSTORE", uri=str(tmp_path / "milvus.db")
        )
        for name in ("tenant_a", "tenant_b")
    )
    assert driver.run(one, "add", "count") == [None, 3]
    assert driver.run(other, "count", "query:a:b", "add:three", "count") == [0, [], None, 1]
    assert driver.run(other, "drop", "count") == [None, 0]
    assert driver.run(one, "count") == [3]


class MilvusServer:
    def __init__(self, python: Path, *certificate: Path) -> None:
        program = Path(__file__).parent / "programs" / "milvus_server.py"
        self.process = subprocess.Popen(
            [str(python), str(program), *map(str, certificate)],
            env={"PATH": os.environ["PATH"], "PYTHONPYCACHEPREFIX": str(python.parents[1] / "bytecode")},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def calls(self) -> list[dict[str, Any]]:
        """What it was asked; it ends with this."""
        self.process.terminate()
        output, _ = self.process.communicate(timeout=30)
        return [json.loads(line) for line in output.splitlines()]


Listen = Callable[..., MilvusServer]


@pytest.fixture
def listen(stores: Path) -> Iterator[Listen]:
    """Start servers that end with the test."""
    started = []

    def start(*certificate: Path) -> MilvusServer:
        started.append(MilvusServer(stores, *certificate))
        return started[-1]

    yield start
    for server in started:
        server.process.kill()
        server.process.communicate()


STEPS = ("ready", "count", "add", "count", "query:a", "delete:one", "count", "drop", "count")
RESULTS = [0, 0, None, 3, ["one", "two", "three"], None, 2, None, 0]
DATA_CALLS = {"CreateCollection", "CreateIndex", "Upsert", "Query", "Search", "Delete", "DropCollection"}


def check(calls: list[dict[str, Any]], token: str, database: str) -> None:
    """All of the data's, each with who asks and for which database."""
    assert {call["method"] for call in calls} >= DATA_CALLS
    assert {call["authorization"] for call in calls} == {token}
    assert {call["dbname"] for call in calls} == {database}


def test_sends_its_token_and_database_over_tls(
    driver: Driver, emit: Emit, authority: Authority, listen: Listen
) -> None:
    server = listen(authority.certificate)
    url = f"https://localhost:{server.port}"
    store = VectorStore.external_milvus(url, USER, SECRET, database="kotaemon", ca=CA)
    pod = emit({SECRET: PASSWORD, CA: authority.ca_file.read_text()}, vector_store=store)
    assert driver.run(pod, *STEPS) == RESULTS
    check(server.calls(), TOKEN, "kotaemon")


def test_the_operators_server_is_used_as_root(driver: Driver, emit: Emit, listen: Listen) -> None:
    server = listen()
    chart = new_chart()
    store = VectorStore.milvus(chart, "milvus", root_password=SECRET)
    pod = emit({SECRET: PASSWORD}, port=server.port, chart=chart, vector_store=store)
    assert driver.run(pod, *STEPS) == RESULTS
    check(server.calls(), base64.b64encode(f"root:{PASSWORD}".encode()).decode(), "default")


def test_the_operators_server_is_verified(driver: Driver, emit: Emit, authority: Authority, listen: Listen) -> None:
    server = listen(authority.certificate)
    for ca_file, trusted in ((authority.ca_file, True), (authority.wrong_ca_file, False)):
        chart = new_chart()
        store = VectorStore.milvus(chart, "milvus", root_password=SECRET, tls=ServerTls(CERTIFICATE, KEY, CA))
        pod = emit({SECRET: PASSWORD, CA: ca_file.read_text()}, port=server.port, chart=chart, vector_store=store)
        if trusted:
            assert driver.run(pod, *STEPS) == RESULTS
        else:
            assert "its certificate does not hold against the CA" in driver.fail(pod, "count")


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, emit: Emit, authority: Authority, listen: Listen
) -> None:
    server = listen(authority.certificate)
    url = f"https://localhost:{server.port}"
    store = VectorStore.external_milvus(url, USER, SECRET, ca=CA)
    pod = emit({SECRET: PASSWORD, CA: authority.wrong_ca_file.read_text()}, vector_store=store)
    failure = driver.fail(pod, "count")
    assert url in failure
    assert f"its certificate does not hold against the CA in {pod.path(CA_FILE)}" in failure


def test_a_server_that_is_away_does_not_keep_the_app_from_starting(driver: Driver, emit: Emit) -> None:
    store = VectorStore.external_milvus("http://localhost:1", USER, SECRET)
    written = {"uri": "http://localhost:1", "collection_name": "index_1", "db_name": "default"}
    assert driver.run(emit({SECRET: PASSWORD}, vector_store=store), "persist") == [written]
