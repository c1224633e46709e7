"""A Chroma server as vector store; the app's own class only ever opens a local folder.

The app's client (chromadb 0.5.16) and servers from 0.5.18 differ in a few words on the wire;
`_Server` translates. Tried with 0.5.23, 0.6.3 and 1.5.9.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from . import certificates

_storages: Any = importlib.import_module("kotaemon.storages")
_config: Any = importlib.import_module("chromadb.config")
_configuration: Any = importlib.import_module("chromadb.api.configuration")
_fastapi: Any = importlib.import_module("chromadb.api.fastapi")
_models: Any = importlib.import_module("chromadb.api.models.Collection")
_httpx: Any = importlib.import_module("httpx")
_overrides: Any = importlib.import_module("overrides")


class RemoteChromaVectorStore(_storages.ChromaVectorStore):  # type: ignore[misc]
    """One collection on a Chroma server, made if it is not there.

    Args:
        host: Name of the server.
        port: Its port.
        collection_name: Name of the collection; the app chooses it.
        ssl: Speak TLS.
        headers: Sent with each request, such as `Authorization`.
        tenant: Made if it is not there, as the database is.
        database: A database of the tenant.
        ca_file: The authorities that may have signed the server's certificate, instead of the usual.
        timeout: Seconds for each request; the client's own would be to wait for ever.
    """

    def __init__(
        self,
        host: str,
        port: int = 8000,
        collection_name: str = "default",
        ssl: bool = False,
        headers: Mapping[str, str] | None = None,
        tenant: str = "default_tenant",
        database: str = "default_database",
        ca_file: str | None = None,
        timeout: float = 60,
    ) -> None:
        # Without `headers`: the app writes what this holds into files under .theflow.
        self._persisted = {
            "host": host,
            "port": port,
            "collection_name": collection_name,
            "ssl": ssl,
            "tenant": tenant,
            "database": database,
            "ca_file": ca_file,
            "timeout": timeout,
        }
        self._server = _connected(host, port, ssl, headers, ca_file, timeout)
        if tenant != "default_tenant":
            _ensure(lambda: self._server.get_tenant(tenant), lambda: self._server.create_tenant(tenant))
        if database != "default_database" or tenant != "default_tenant":
            _ensure(
                lambda: self._server.get_database(database, tenant),
                lambda: self._server.create_database(database, tenant),
            )
        model = self._server.get_or_create_collection(collection_name, tenant=tenant, database=database)
        # The app brings its own embeddings: without a function, Chroma loads no model for them.
        collection = _models.Collection(client=self._server, model=model, embedding_function=None)
        # Past the app's class, which would open a folder.
        super(_storages.ChromaVectorStore, self).__init__(chroma_collection=collection)

    def drop(self) -> None:
        """Delete the collection."""
        where = {key: self._persisted[key] for key in ("tenant", "database")}
        self._server.delete_collection(self._persisted["collection_name"], **where)

    def count(self) -> int:
        """How many chunks there are."""
        return int(self._client.client.count())

    def __persist_flow__(self) -> dict[str, Any]:
        return dict(self._persisted)


def collection_names(
    host: str,
    port: int = 8000,
    ssl: bool = False,
    headers: Mapping[str, str] | None = None,
    tenant: str = "default_tenant",
    database: str = "default_database",
    ca_file: str | None = None,
    timeout: float = 60,
) -> list[str]:
    """Names of all collections of a database; none if that is not there."""
    server = _connected(host, port, ssl, headers, ca_file, timeout)
    try:
        server.get_database(database, tenant)
    except ConnectionError:
        raise
    except Exception:  # noqa: BLE001 (each generation of servers says "not found" in its own way)
        return []
    listed = server._make_request("get", f"/tenants/{tenant}/databases/{database}/collections")
    return [str(collection["name"]) for collection in listed]


def _connected(
    host: str, port: int, ssl: bool, headers: Mapping[str, str] | None, ca_file: str | None, timeout: float
) -> Any:
    settings = _config.Settings(
        chroma_server_host=host,
        chroma_server_http_port=port,
        chroma_server_ssl_enabled=ssl,
        anonymized_telemetry=False,
    )
    server = _config.System(settings).instance(_Server)
    server.connect(headers=headers or {}, ca_file=ca_file, timeout=timeout)
    return server


# Later servers answer with more, such as `schema`.
_FIELDS = ("id", "name", "configuration_json", "metadata", "dimension", "tenant", "database", "version", "log_position")


class _Server(_fastapi.FastAPI):  # type: ignore[misc]
    """Chroma's HTTP client, for servers of its own version and later."""

    _session: Any

    def connect(self, *, headers: Mapping[str, str], ca_file: str | None, timeout: float) -> None:
        # A session of our own: the client has no time limit, and drops the headers when it is
        # given a CA (chromadb/api/fastapi.py).
        self._session.close()
        self._ca_file = ca_file
        self._session = _httpx.Client(
            # Servers with a newer FastAPI refuse bodies of no type.
            headers={"Content-Type": "application/json", **headers},
            verify=certificates.context(ca_file),
            timeout=timeout,
        )

    @_overrides.override  # type: ignore[untyped-decorator]  # chromadb refuses the class without
    def _make_request(self, method: str, path: str, **kwargs: Any) -> Any:
        if "json" in kwargs:
            kwargs["json"] = {key: value for key, value in kwargs["json"].items() if (key, value) not in _LEFT_OUT}
        try:
            answer = super()._make_request(method, path, **kwargs)
        except _httpx.TransportError as error:
            raise ConnectionError(f"Chroma at {self._api_url}: {certificates.reason(error, self._ca_file)}") from error
        if isinstance(answer, dict) and "configuration_json" in answer:
            answer = {key: value for key, value in answer.items() if key in _FIELDS}
            if "_type" not in answer["configuration_json"]:
                answer["configuration_json"] = _configuration.CollectionConfigurationInternal().to_json()
        return answer


# Since 0.5.18 servers refuse empty conditions ("Expected where to have exactly one operator"),
# and 1.x ones a configuration of null.
_LEFT_OUT: tuple[tuple[str, Any], ...] = (("where", {}), ("where_document", {}), ("configuration", None))


def _ensure(get: Callable[[], object], create: Callable[[], object]) -> None:
    """Make what is not there, also when another process makes it at the same time."""
    try:
        get()
    except ConnectionError:
        raise
    except Exception:  # noqa: BLE001 (each generation of servers says "not found" in its own way)
        try:
            create()
        except Exception as refused:  # noqa: BLE001 (likewise "exists already")
            try:
                get()
            except Exception:  # noqa: BLE001 (then the refusal tells more)
                raise refused from None
