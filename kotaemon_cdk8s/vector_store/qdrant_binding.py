"""The app's connection to a Qdrant server, whoever runs it."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.wiring import Binding, Endpoint, Ready, SecretRef, State

API_KEY = "KOTAEMON_VECTOR_STORE_API_KEY"


def binding(
    *,
    url: str,
    api_key: SecretRef | None,
    ca: SecretRef | None,
    collection_prefix: str = "",
    shards: int | None = None,
    replication_factor: int | None = None,
    write_consistency_factor: int | None = None,
) -> Binding:
    """What the app needs in order to use the server.

    Args:
        url: The server, with its port.
        api_key: Its key.
        ca: Authority of its certificate; None stands for the public ones.
        collection_prefix: What its collections are called, before the app's own names.
        shards: Shards of a new collection; None leaves it to the server, as in the following.
        replication_factor: Copies of each shard of a new collection.
        write_consistency_factor: Copies that must have a write before it counts.
    """
    (endpoint,) = Endpoint.of_url(url)
    # The app's own class asks for none of the three numbers, and would wait 5 s at most.
    choices: dict[str, Any] = {
        "collection_prefix": collection_prefix or None,
        "api_key": {"$env": API_KEY} if api_key else None,
        "ca_file": tls.ca_path("vector-store", ca),
        "shard_number": shards,
        "replication_factor": replication_factor,
        "write_consistency_factor": write_consistency_factor,
    }
    store = {
        "__type__": f"{RUNTIME_PACKAGE}.qdrant.QdrantVectorStore",
        "url": url,
        **{name: value for name, value in choices.items() if value is not None},
    }
    return Binding(
        settings={"KH_VECTORSTORE": store},
        secret_env={API_KEY: api_key} if api_key else {},
        files=tls.files("vector-store", ca),
        endpoints=(endpoint,),
        # Asks for no key, and is not there before the collections are loaded.
        ready=(Ready(endpoint, f"{url}/readyz", tls.ca_path("vector-store", ca)),),
        location=f"qdrant://{endpoint.host}:{endpoint.port}/{collection_prefix}".rstrip("/"),
        state=State.SHARED,
    )
