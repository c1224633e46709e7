"""A Chroma server that is there already."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, SecretRef, VectorStore

import pytest

from tests.support import deployed, document, environment, kotaemon, refusal, settings

TOKEN = SecretRef("chroma", "token")
CA = SecretRef("company-ca", "ca.crt")
URL = "https://chroma.example.com"


def store(**options: Any) -> dict[str, Any]:
    found: dict[str, Any] = settings(deployed(vector_store=VectorStore.external_chroma(**options)))["KH_VECTORSTORE"]
    return found


def test_the_app_is_given_the_server() -> None:
    objects = deployed(vector_store=VectorStore.external_chroma(url=URL))
    assert settings(objects)["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.chroma.RemoteChromaVectorStore",
        "host": "chroma.example.com",
        "port": 443,
        "ssl": True,
        "headers": {},
        "tenant": "default_tenant",
        "database": "default_database",
    }
    assert environment(objects)["ANONYMIZED_TELEMETRY"] == "False"
    assert document(objects)["wait_for"] == [{"component": "Chroma vector store", "url": f"{URL}/api/v2/heartbeat"}]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://chroma:8000/", ("chroma", 8000, False)),
        ("http://chroma.search.svc", ("chroma.search.svc", 80, False)),
        ("https://c.example.com:8443", ("c.example.com", 8443, True)),
        ("http://[fd00::7]:8000", ("[fd00::7]", 8000, False)),
    ],
)
def test_the_url_is_taken_apart(url: str, address: tuple[str, int, bool]) -> None:
    found = store(url=url)
    assert (found["host"], found["port"], found["ssl"]) == address


def test_a_token_is_sent_as_bearer() -> None:
    objects = deployed(vector_store=VectorStore.external_chroma(url=URL, token=TOKEN))
    sent = settings(objects)["KH_VECTORSTORE"]["headers"]
    assert sent == {"Authorization": {"$env": "KOTAEMON_VECTOR_STORE_HEADER_AUTHORIZATION", "prefix": "Bearer "}}
    assert environment(objects)["KOTAEMON_VECTOR_STORE_HEADER_AUTHORIZATION"] == TOKEN


def test_headers_are_literal_or_from_secrets() -> None:
    headers: dict[str, str | SecretRef] = {"X-Chroma-Token": TOKEN, "X-Team": "research 7"}
    objects = deployed(vector_store=VectorStore.external_chroma(url=URL, headers=headers))
    assert settings(objects)["KH_VECTORSTORE"]["headers"] == {
        "X-Chroma-Token": {"$env": "KOTAEMON_VECTOR_STORE_HEADER_X_CHROMA_TOKEN"},
        "X-Team": "research 7",
    }
    assert environment(objects)["KOTAEMON_VECTOR_STORE_HEADER_X_CHROMA_TOKEN"] == TOKEN


def test_tenant_database_and_authority_are_taken() -> None:
    app = kotaemon(
        vector_store=VectorStore.external_chroma(
            url="https://chroma.search.svc:8443", tenant="research", database="library", ca=CA
        )
    )
    found = app.wiring.settings["KH_VECTORSTORE"]
    assert (found["tenant"], found["database"]) == ("research", "library")
    assert found["ca_file"] == "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
    assert app.wiring.files == {"vector-store/ca.crt": CA}
    assert app.wiring.wait_for[0]["ca_file"] == found["ca_file"]


def test_two_apps_share_a_server_in_two_databases_only() -> None:
    app = kotaemon(vector_store=VectorStore.external_chroma(url=URL, database="one"))
    chart = app.node.scope
    kotaemon(chart, "second", vector_store=VectorStore.external_chroma(url=URL, database="two"))
    error = refusal(
        lambda: kotaemon(chart, "third", vector_store=VectorStore.external_chroma(url=f"{URL}:443/", database="two"))
    )
    assert "mix them up" in error.faults[0].cause


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("url", {"url": "chroma:8000"}),
    ("url", {"url": "https://c.example.com/chroma"}),
    ("url", {"url": "https://c.example.com:99999"}),
    ("url", {"url": "https://c.example.com?tenant=a"}),
    ("url", {"url": "https://user:hunter22@c.example.com"}),
    ("url", {"url": "https://chroma:8443"}),
    ("url", {"url": "http://c.example.com:8000", "token": TOKEN}),
    ("url", {"url": "http://c.example.com:8000", "headers": {"X-Chroma-Token": TOKEN}}),
    ("ca", {"url": "http://chroma:8000", "ca": CA}),
    ("tenant", {"url": URL, "tenant": "t2"}),
    ("tenant", {"url": URL, "tenant": "a/b"}),
    ("database", {"url": URL, "database": ""}),
    ("token", {"url": URL, "token": "correct-horse"}),
    ("headers", {"url": URL, "headers": {"X Team": "a"}}),
    ("headers", {"url": URL, "headers": {"": "a"}}),
    ("headers", {"url": URL, "headers": {"Content-Type": "text/plain"}}),
    ("headers", {"url": URL, "headers": {"X-Team": "a", "x-team": "b"}}),
    ("headers", {"url": URL, "token": TOKEN, "headers": {"authorization": TOKEN}}),
    ("headers", {"url": URL, "headers": {"X-Team": 7}}),
    ("headers.X-Team", {"url": URL, "headers": {"X-Team": "a\r\nX-Other: b"}}),
    ("headers.X-Team", {"url": URL, "headers": {"X-Team": ""}}),
    ("headers.X-Team", {"url": URL, "headers": {"X-Team": "sk-proj-correct-horse-12345678"}}),
    ("headers.Authorization", {"url": URL, "headers": {"Authorization": "Bearer correct-horse"}}),
    ("headers.Cookie", {"url": URL, "headers": {"Cookie": "session=correct-horse"}}),
    ("headers.X-Chroma-Token", {"url": URL, "headers": {"X-Chroma-Token": "correct-horse"}}),
    ("headers.X-Api-Key", {"url": URL, "headers": {"X-Api-Key": "correct-horse"}}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: VectorStore.external_chroma(**options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("ExternalChroma", field)
    assert "hunter22" not in str(error)
    assert "correct-horse" not in str(error)
