"""A Qdrant server that is there already."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, SecretRef, VectorStore

import pytest

from tests.support import deployed, document, environment, kotaemon, refusal, settings

API_KEY = SecretRef("qdrant", "api-key")
CA = SecretRef("company-ca", "ca.crt")


def store(**options: Any) -> dict[str, Any]:
    found: dict[str, Any] = settings(deployed(vector_store=VectorStore.external_qdrant(**options)))["KH_VECTORSTORE"]
    return found


def test_the_app_is_given_url_and_key() -> None:
    objects = deployed(vector_store=VectorStore.external_qdrant(url="https://q.example.com:6333/", api_key=API_KEY))
    assert settings(objects)["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.qdrant.QdrantVectorStore",
        "url": "https://q.example.com:6333",
        "api_key": {"$env": "KOTAEMON_VECTOR_STORE_API_KEY"},
    }
    assert environment(objects)["KOTAEMON_VECTOR_STORE_API_KEY"] == API_KEY
    assert document(objects)["wait_for"] == [
        {"component": "Qdrant vector store", "url": "https://q.example.com:6333/readyz"}
    ]


def test_an_authority_is_a_file() -> None:
    app = kotaemon(vector_store=VectorStore.external_qdrant(url="https://qdrant.search.svc:6333", ca=CA))
    assert app.wiring.settings["KH_VECTORSTORE"]["ca_file"] == "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
    assert app.wiring.files == {"vector-store/ca.crt": CA}
    assert app.wiring.wait_for[0]["ca_file"] == "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"


def test_a_path_before_the_api_is_kept() -> None:
    assert store(url="https://proxy.example.com:443/qdrant")["url"] == "https://proxy.example.com:443/qdrant"


def test_without_a_key_none_is_sent() -> None:
    assert "api_key" not in store(url="http://10.0.0.7:6333")


@pytest.mark.parametrize("host", ["qdrant", "qdrant.search.svc", "qdrant.search.svc.cluster.local"])
def test_a_key_may_go_by_http_within_the_cluster(host: str) -> None:
    assert "api_key" in store(url=f"http://{host}:6333", api_key=API_KEY)


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("url", {"url": "qdrant:6333"}),
    ("url", {"url": "grpc://qdrant:6334"}),
    ("url", {"url": "https://q.example.com"}),
    ("url", {"url": "https://q.example.com:99999"}),
    ("url", {"url": "https://q.example.com:0"}),
    ("url", {"url": "https://q.example.com:6333?api-key=1"}),
    ("url", {"url": "https://q.example.com:6333#collections"}),
    ("url", {"url": "https://user:hunter22@q.example.com:6333"}),
    ("url", {"url": "https://qdrant.search.svc:6333"}),
    ("url", {"url": "http://q.example.com:6333", "api_key": API_KEY}),
    ("url", {"url": "http://10.0.0.7:6333", "api_key": API_KEY}),
    ("url", {"url": "http://[fd00::7]:6333", "api_key": API_KEY}),
    ("url", {"url": "http://qdrant.search:6333", "api_key": API_KEY}),
    ("ca", {"url": "http://qdrant:6333", "ca": CA}),
    ("api_key", {"url": "https://q.example.com:6333", "api_key": "correct-horse"}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: VectorStore.external_qdrant(**options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("ExternalQdrant", field)
    assert "hunter22" not in str(error)
    assert "correct-horse" not in str(error)
