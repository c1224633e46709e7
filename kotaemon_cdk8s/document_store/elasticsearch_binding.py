"""The app's connection to Elasticsearch, whoever runs it."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.wiring import Binding, Endpoint, Ready, SecretRef, State

USERNAME, PASSWORD = "KOTAEMON_DOCUMENT_STORE_USERNAME", "KOTAEMON_DOCUMENT_STORE_PASSWORD"
API_KEY = "KOTAEMON_DOCUMENT_STORE_API_KEY"


def binding(
    *,
    url: str,
    username: str | SecretRef | None = None,
    password: SecretRef | None = None,
    api_key: SecretRef | None = None,
    ca: SecretRef | None = None,
    collection_prefix: str = "",
) -> Binding:
    """What the app needs in order to use the server.

    Args:
        url: The server, without a slash at its end.
        username: User.
        password: Their password.
        api_key: Encoded API key, in place of both.
        ca: Authority of the server's certificate; None stands for the public ones.
        collection_prefix: What its indices are called, before the app's own names.
    """
    (endpoint,) = Endpoint.of_url(url)
    ca_path = tls.ca_path("document-store", ca)
    choices: dict[str, Any] = {
        "collection_prefix": collection_prefix or None,
        "basic_auth": [{"$env": USERNAME} if isinstance(username, SecretRef) else username, {"$env": PASSWORD}]
        if password
        else None,
        "api_key": {"$env": API_KEY} if api_key else None,
        "ca_certs": ca_path,
    }
    store = {
        "__type__": f"{RUNTIME_PACKAGE}.elasticsearch.ElasticsearchDocumentStore",
        "elasticsearch_url": url,
        **{name: value for name, value in choices.items() if value is not None},
        # The client's own 10 s are short for indexing a large file, and it tries a time-out once only
        # (elasticsearch 8.13.2).
        "request_timeout": 60,
        "retry_on_timeout": True,
        "max_retries": 5,
    }
    secrets = {
        USERNAME: username if isinstance(username, SecretRef) else None,
        PASSWORD: password,
        API_KEY: api_key,
    }
    return Binding(
        settings={"KH_DOCSTORE": store},
        secret_env={name: secret for name, secret in secrets.items() if secret},
        files=tls.files("document-store", ca),
        endpoints=(endpoint,),
        ready=(Ready(endpoint, url, ca_path),),
        location=f"elasticsearch://{endpoint.host}:{endpoint.port}/{collection_prefix}".rstrip("/"),
        state=State.SHARED,
    )
