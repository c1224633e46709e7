"""A Milvus that is there already."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import OptionError, SecretRef, VectorStore

import pytest

from tests.support import deployed, document, environment, faulty, kotaemon, new_chart, refusal

URL = "https://milvus.example.com:19530"
PASSWORD = SecretRef("milvus", "password")
CA = SecretRef("company-ca", "ca.crt")


def milvus(**options: Any) -> Any:
    return VectorStore.external_milvus(**{"url": URL, "user": "library", "password": PASSWORD, **options})


def test_the_app_is_given_address_user_and_database() -> None:
    objects = deployed(vector_store=milvus(url=f"{URL}/", database="research"))
    assert document(objects)["settings"]["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.milvus.MilvusVectorStore",
        "uri": URL,
        "token": {"$env": "KOTAEMON_VECTOR_STORE_PASSWORD", "prefix": "library:"},
        "db_name": "research",
    }
    assert environment(objects)["KOTAEMON_VECTOR_STORE_PASSWORD"] == PASSWORD
    assert document(objects)["wait_for"] == [
        {"component": "Milvus vector store", "host": "milvus.example.com", "port": 19530}
    ]
    assert faulty(objects) == []


def test_an_authority_is_a_file() -> None:
    app = kotaemon(vector_store=milvus(url="https://milvus.search.svc:19530", ca=CA))
    assert app.wiring.settings["KH_VECTORSTORE"]["ca_file"] == "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
    assert app.wiring.files == {"vector-store/ca.crt": CA}


def test_two_deployments_have_two_databases() -> None:
    chart = new_chart()
    kotaemon(chart, "a", vector_store=milvus())
    assert "test/a" in refusal(lambda: kotaemon(chart, "b", vector_store=milvus(user="b"))).faults[0].cause
    kotaemon(chart, "c", vector_store=milvus(database="c"))


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("url", {"url": "milvus.example.com:19530"}),
    ("url", {"url": "tcp://milvus.example.com:19530"}),
    ("url", {"url": "https://milvus.example.com"}),
    ("url", {"url": f"{URL}/research"}),
    ("url", {"url": "https://root:hunter22@milvus.example.com:19530"}),
    ("url", {"url": "https://milvus:19530"}),
    ("url", {"url": "http://milvus.example.com:19530"}),
    ("ca", {"url": "http://milvus:19530", "ca": CA}),
    ("user", {"user": ""}),
    ("user", {"user": "root:hunter22"}),
    ("password", {"password": "hunter22"}),
    ("database", {"database": "1st"}),
    ("database", {"database": "my-database"}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: milvus(**options))
    assert type(error) is OptionError
    assert error.faults[0].field == field
    assert field == "user" or "hunter22" not in str(error)
