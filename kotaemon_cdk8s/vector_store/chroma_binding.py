"""The app's connection to a Chroma server, whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE
from kotaemon_cdk8s.wiring import Binding, Endpoint, Ready, SecretRef, State

TENANT, DATABASE = "default_tenant", "default_database"


def binding(
    *,
    url: str,
    headers: Mapping[str, str | SecretRef],
    token: SecretRef | None,
    tenant: str,
    database: str,
    ca: SecretRef | None,
) -> Binding:
    """What the app needs in order to use the server.

    Args:
        url: The server.
        headers: Sent with each request.
        token: Sent as `Authorization: Bearer …`.
        tenant: A tenant of the server.
        database: A database of the tenant.
        ca: Authority of its certificate; None stands for the public ones.
    """
    (endpoint,) = Endpoint.of_url(url)
    sent: dict[str, Any] = {
        name: value if isinstance(value, str) else {"$env": variable(name)} for name, value in headers.items()
    }
    secrets = {variable(name): value for name, value in headers.items() if isinstance(value, SecretRef)}
    if token is not None:
        sent["Authorization"] = {"$env": variable("Authorization"), "prefix": "Bearer "}
        secrets[variable("Authorization")] = token
    ca_file = tls.ca_path("vector-store", ca)
    store = {
        "__type__": f"{RUNTIME_PACKAGE}.chroma.RemoteChromaVectorStore",
        "host": f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host,
        "port": endpoint.port,
        "ssl": url.startswith("https:"),
        "headers": sent,
        "tenant": tenant,
        "database": database,
        **({"ca_file": ca_file} if ca_file else {}),
    }
    base = url.rstrip("/")
    return Binding(
        settings={"KH_VECTORSTORE": store},
        # chromadb 0.5, the client in the app, reports to posthog unless told not to.
        env={"ANONYMIZED_TELEMETRY": "False"},
        secret_env=secrets,
        files=tls.files("vector-store", ca),
        endpoints=(endpoint,),
        # Open without a token, and the same from 0.5.16 to 1.5.9 (tried).
        ready=(Ready(endpoint, f"{base}/api/v2/heartbeat", ca_file),),
        location=f"{url.partition(':')[0]}://{endpoint.host}:{endpoint.port}/{tenant}/{database}",
        state=State.SHARED,
    )


def variable(header: str) -> str:
    """The environment variable that holds a secret header."""
    return "KOTAEMON_VECTOR_STORE_HEADER_" + re.sub(r"[^A-Z0-9]", "_", header.upper())
