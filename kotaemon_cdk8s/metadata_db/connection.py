"""The app's connection to a PostgreSQL database, whoever runs it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef, State

DRIVER = "psycopg2-binary"
"""SQLAlchemy's default driver; it prepares no statements on the server, so it works through
PgBouncer in transaction mode, too."""

USER, PASSWORD = "KOTAEMON_DATABASE_USER", "KOTAEMON_DATABASE_PASSWORD"


class SslMode(str, Enum):
    """How the connection is secured (https://www.postgresql.org/docs/current/libpq-ssl.html)."""

    DISABLE = "disable"
    """In clear text, the password's proof (SCRAM) aside."""
    REQUIRE = "require"
    """Encrypted; nobody checks who answers."""
    VERIFY_CA = "verify-ca"
    """Encrypted; the server's certificate is signed by the authority."""
    VERIFY_FULL = "verify-full"
    """Encrypted; and it names the host."""

    @property
    def verifies(self) -> bool:
        """Whether an authority is needed."""
        return self in (SslMode.VERIFY_CA, SslMode.VERIFY_FULL)


def client(used: Binding) -> dict[str, str | SecretRef] | None:
    """The same connection for PostgreSQL's own programs; None if the binding is of another database.

    https://www.postgresql.org/docs/current/libpq-envars.html

    Args:
        used: As `binding` made it.
    """
    database = used.settings["KH_DATABASE"]
    if isinstance(database, str):
        return None
    url = database["$postgresql"]
    options = url["options"]
    user = url["user"]
    found: dict[str, str | SecretRef] = {
        "PGHOST": url["host"],
        "PGPORT": str(url["port"]),
        "PGDATABASE": url["database"],
        "PGUSER": user if isinstance(user, str) else used.secret_env[USER],
        **({"PGPASSWORD": used.secret_env[PASSWORD]} if PASSWORD in used.secret_env else {}),
        "PGCONNECT_TIMEOUT": options["connect_timeout"],
        "PGSSLMODE": options["sslmode"],
    }
    if "sslrootcert" in options:
        found["PGSSLROOTCERT"] = options["sslrootcert"]
    return found


def schema_of(used: Binding) -> str | None:
    """The schema of the tables, if one was named."""
    options = used.settings["KH_DATABASE"]["$postgresql"]["options"]
    return str(options["options"]).removeprefix("-csearch_path=") if "options" in options else None


def binding(
    *,
    host: str,
    port: int,
    database: str,
    user: str | SecretRef,
    password: SecretRef,
    sslmode: SslMode,
    ca: SecretRef | None,
    schema: str | None = None,
) -> Binding:
    """What the app needs in order to use the database.

    Args:
        host: DNS name of the server.
        port: Its port.
        database: Name of the database.
        user: Its user.
        password: Their password.
        sslmode: How the connection is secured.
        ca: Authority of the server's certificate; None stands for the public ones.
        schema: Where the tables are; None leaves it to the user's `search_path`.
    """
    options: dict[str, Any] = {
        "connect_timeout": "10",
        # A server that failed over sends no RST; the kernel would notice after two hours.
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
        "sslmode": sslmode.value,
    }
    if sslmode.verifies:
        options["sslrootcert"] = tls.ca_path("metadata-db", ca) or tls.PUBLIC_AUTHORITIES
    if schema is not None:
        options["options"] = f"-csearch_path={schema}"
    url = {
        "host": host,
        "port": port,
        "database": database,
        "user": user if isinstance(user, str) else {"$env": USER},
        "password": {"$env": PASSWORD},
        "options": options,
    }
    return Binding(
        settings={"KH_DATABASE": {"$postgresql": url}},
        secret_env={PASSWORD: password, **({} if isinstance(user, str) else {USER: user})},
        files=tls.files("metadata-db", ca if sslmode.verifies else None),
        packages=frozenset({DRIVER}),
        endpoints=(Endpoint(host, port),),
        location=f"postgresql://{host}:{port}/{database}?schema={schema or 'public'}",
        state=State.SHARED,
    )
