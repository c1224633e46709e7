"""An Elasticsearch that is there already."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import DocumentStore, OptionError, SecretRef

import pytest

from tests.support import deployed, document, environment, faulty, kotaemon, new_chart, refusal, settings

URL = "https://search.example.com:9200"
PASSWORD = SecretRef("elasticsearch", "password")
API_KEY = SecretRef("elasticsearch", "api-key")
CA = SecretRef("company-ca", "ca.crt")
CA_FILE = "/etc/kotaemon-cdk8s-files/document-store/ca.crt"


def test_the_app_logs_in_as_a_user() -> None:
    store = DocumentStore.external_elasticsearch(url=f"{URL}/", username="library", password=PASSWORD)
    objects = deployed(document_store=store)
    assert settings(objects)["KH_DOCSTORE"] == {
        "__type__": "kotaemon_runtime.elasticsearch.ElasticsearchDocumentStore",
        "elasticsearch_url": URL,
        "basic_auth": ["library", {"$env": "KOTAEMON_DOCUMENT_STORE_PASSWORD"}],
        "request_timeout": 60,
        "retry_on_timeout": True,
        "max_retries": 5,
    }
    assert environment(objects)["KOTAEMON_DOCUMENT_STORE_PASSWORD"] == PASSWORD
    assert document(objects)["wait_for"] == [{"component": "Elasticsearch document store", "url": URL}]
    assert faulty(objects) == []


def test_the_user_may_be_in_a_secret() -> None:
    user = SecretRef("elasticsearch", "username")
    store = DocumentStore.external_elasticsearch(url=URL, username=user, password=PASSWORD)
    objects = deployed(document_store=store)
    assert settings(objects)["KH_DOCSTORE"]["basic_auth"][0] == {"$env": "KOTAEMON_DOCUMENT_STORE_USERNAME"}
    assert environment(objects)["KOTAEMON_DOCUMENT_STORE_USERNAME"] == user


def test_the_app_logs_in_by_api_key() -> None:
    objects = deployed(document_store=DocumentStore.external_elasticsearch(url=URL, api_key=API_KEY))
    store = settings(objects)["KH_DOCSTORE"]
    assert store["api_key"] == {"$env": "KOTAEMON_DOCUMENT_STORE_API_KEY"}
    assert "basic_auth" not in store
    assert environment(objects)["KOTAEMON_DOCUMENT_STORE_API_KEY"] == API_KEY


def test_an_authority_is_a_file() -> None:
    url = "https://search.search.svc:9200"
    app = kotaemon(document_store=DocumentStore.external_elasticsearch(url=url, api_key=API_KEY, ca=CA))
    assert app.wiring.settings["KH_DOCSTORE"]["ca_certs"] == CA_FILE
    assert app.wiring.files == {"document-store/ca.crt": CA}
    assert app.wiring.wait_for[0]["ca_file"] == CA_FILE


def test_a_server_without_security_is_acknowledged() -> None:
    app = kotaemon(document_store=DocumentStore.external_elasticsearch(url="http://10.0.0.7:9200", anonymous=True))
    assert app.wiring.settings["KH_DOCSTORE"].keys().isdisjoint({"basic_auth", "api_key", "ca_certs"})


def test_two_deployments_have_two_servers() -> None:
    chart = new_chart()
    store = DocumentStore.external_elasticsearch(url=URL, api_key=API_KEY)
    kotaemon(chart, "a", document_store=store)
    same = DocumentStore.external_elasticsearch(url=f"{URL}/", username="b", password=PASSWORD)
    assert "test/a" in refusal(lambda: kotaemon(chart, "b", document_store=same)).faults[0].cause


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("url", {"url": "search.example.com:9200", "api_key": API_KEY}),
    ("url", {"url": "https://search.example.com", "api_key": API_KEY}),
    ("url", {"url": f"{URL}?pretty", "api_key": API_KEY}),
    ("url", {"url": "https://elastic:hunter22@search.example.com:9200", "api_key": API_KEY}),
    ("url", {"url": "https://search:9200", "api_key": API_KEY}),
    ("url", {"url": "http://search.example.com:9200", "api_key": API_KEY}),
    ("ca", {"url": "http://search:9200", "api_key": API_KEY, "ca": CA}),
    ("password", {"url": URL}),
    ("password", {"url": URL, "username": "library"}),
    ("password", {"url": URL, "username": "library", "password": "hunter22"}),
    ("username", {"url": URL, "password": PASSWORD}),
    ("username", {"url": URL, "username": "li:brary", "password": PASSWORD}),
    ("username", {"url": URL, "username": " ", "password": PASSWORD}),
    ("api_key", {"url": URL, "username": "library", "password": PASSWORD, "api_key": API_KEY}),
    ("anonymous", {"url": URL, "api_key": API_KEY, "anonymous": True}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: DocumentStore.external_elasticsearch(**options))
    assert type(error) is OptionError
    assert error.faults[0].field == field
    assert "hunter22" not in str(error)
