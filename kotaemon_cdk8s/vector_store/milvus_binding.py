"""The app's connection to Milvus, whoever runs it."""

from __future__ import annotations

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.options import JsonValue
from kotaemon_cdk8s.wiring import Binding, Endpoint, Ready, SecretRef, State

PASSWORD = "KOTAEMON_VECTOR_STORE_PASSWORD"
DATABASE = "default"


def binding(
    *,
    url: str,
    user: str,
    password: SecretRef,
    database: str,
    ca: SecretRef | None = None,
    collection_prefix: str = "",
) -> Binding:
    """What the app needs in order to use the server.

    Args:
        url: The server, with its port.
        user: User.
        password: Their password.
        database: Database on the server.
        ca: Authority of its certificate; None stands for the public ones.
        collection_prefix: What its collections are called, before the app's own names.
    """
    (endpoint,) = Endpoint.of_url(url)
    store: dict[str, JsonValue] = {
        "__type__": f"{RUNTIME_PACKAGE}.milvus.MilvusVectorStore",
        "uri": url,
        # One text, because pymilvus 2.5.16 prefers its default token, "None", to user and password.
        "token": {"$env": PASSWORD, "prefix": f"{user}:"},
        "db_name": database,
    }
    if collection_prefix:
        store["collection_prefix"] = collection_prefix
    if ca:
        store["ca_file"] = tls.ca_path("vector-store", ca)
    return Binding(
        settings={"KH_VECTORSTORE": store},
        secret_env={PASSWORD: password},
        files=tls.files("vector-store", ca),
        endpoints=(endpoint,),
        ready=(Ready(endpoint),),
        location=f"milvus://{endpoint.host}:{endpoint.port}/{database}/{collection_prefix}".rstrip("/"),
        state=State.SHARED,
    )
