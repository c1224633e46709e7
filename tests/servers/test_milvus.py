"""Milvus: what is found, with milvus-lite; what is sent, with a server that has no collection."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import expected
from tests.servers.conftest import Authority
from tests.servers.drives import Driver

STORE = "kotaemon_runtime.milvus.MilvusVectorStore"
TOKEN = "root:p@:/% \"'+"
ENV = {"MILVUS_TOKEN": TOKEN}


def test_finds_what_it_should_and_keeps_it(driver: Driver, tmp_path: Path) -> None:
    store = {"__type__": STORE, "uri": str(tmp_path / "milvus.db")}
    steps, results = expected.of(expected.DROPPED, expected.EMPTY, expected.USED)
    assert driver.run(store, *steps) == results
    steps, results = expected.of(expected.LEFT, expected.DROPPED, expected.EMPTY)
    assert driver.run(store, *steps) == results


class MilvusServer:
    def __init__(self, python: Path, certificate: Path) -> None:
        program = Path(__file__).parent / "programs" / "milvus_server.py"
        self.process = subprocess.Popen(
            [str(python), str(program), str(certificate)],
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


@pytest.fixture
def server(stores: Path, authority: Authority) -> Iterator[MilvusServer]:
    started = MilvusServer(stores, authority.certificate)
    yield started
    started.process.kill()
    started.process.communicate()


@pytest.fixture
def store(server: MilvusServer, authority: Authority) -> dict[str, Any]:
    return {
        "__type__": STORE,
        "uri": f"https://localhost:{server.port}",
        "token": {"$env": "MILVUS_TOKEN"},
        "db_name": "kotaemon",
        "ca_file": str(authority.ca_file),
    }


def test_sends_its_token_and_database_over_tls(driver: Driver, store: dict[str, Any], server: MilvusServer) -> None:
    assert driver.run(store, "count", env=ENV) == [0]
    calls = server.calls()
    assert [call["method"] for call in calls] == ["Connect", "DescribeCollection"]
    assert {call["authorization"] for call in calls} == {base64.b64encode(TOKEN.encode()).decode()}
    assert {call["dbname"] for call in calls} == {"kotaemon"}


def test_a_certificate_of_another_authority_is_an_error_that_says_so(
    driver: Driver, store: dict[str, Any], authority: Authority
) -> None:
    wrong = str(authority.wrong_ca_file)
    failure = driver.fail({**store, "ca_file": wrong}, "count", env=ENV)
    assert store["uri"] in failure
    assert f"its certificate does not hold against the CA in {wrong}" in failure


def test_a_server_that_is_away_does_not_keep_the_app_from_starting(driver: Driver) -> None:
    away = {"__type__": STORE, "uri": "http://localhost:1", "token": "root:secret"}
    assert driver.run(away, "persist") == [{"uri": "http://localhost:1", "collection_name": "index_1", "db_name": ""}]
