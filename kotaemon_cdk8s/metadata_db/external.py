"""A PostgreSQL database that is there already: a cloud's, or another team's."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.hosts import where
from kotaemon_cdk8s.metadata_db import connection
from kotaemon_cdk8s.metadata_db.connection import SslMode
from kotaemon_cdk8s.metadata_db.postgres_settings import check_schema
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, SecretRef

from typing_extensions import override

_DATABASE = re.compile(r"[A-Za-z0-9_.$-]{1,63}")


@dataclass(frozen=True)
class ExternalPostgres(Options, MetadataDbBackend):
    """PostgreSQL that somebody else runs; creates nothing.

    The user needs the right to create tables in the schema, and to create the schema if it
    is not there.

    Args:
        host: DNS name or address of the server, or of a pooler in front of it (not in
            statement mode: the app uses transactions).
        user: User, or a Secret that holds it.
        password: Their password.
        port: 1 to 65535. Default: 5432.
        database: Default: kotaemon.
        schema: Where the tables are, so that several deployments can share a database; the
            app makes it. Not through PgBouncer, which refuses the parameter for it, or
            ignores it where it is told to. Default: what the user's `search_path` says, mostly `public`.
        sslmode: `SslMode.DISABLE` only for a Service of the cluster, or a proxy beside the app.
            Default: `SslMode.VERIFY_FULL`.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.

    Raises:
        OptionError: A name or number is malformed; the certificate is to be verified, and
            no public authority certifies such a host; `ca` would have no effect; or the
            password would cross networks in clear text.
    """

    host: str
    user: str | SecretRef
    password: SecretRef
    port: int = 5432
    database: str = "kotaemon"
    schema: str | None = None
    sslmode: SslMode = SslMode.VERIFY_FULL
    ca: SecretRef | None = None

    component = "PostgreSQL metadata database"

    @override
    def check(self, at: At) -> None:
        at.host("host", self.host)
        at.number("port", self.port, at_least=1, at_most=65535)
        at.require(
            bool(_DATABASE.fullmatch(self.database)),
            "database",
            self.database,
            "not the name of a database that a URL can hold",
            "use letters, digits, '_', '-', '.' and '$'",
        )
        if isinstance(self.user, str):
            at.require(
                bool(self.user.strip()) and self.user.isprintable(),
                "user",
                self.user,
                "is empty, or has line breaks or other characters that no user has",
                "give the name of the user",
            )
        if self.schema is not None:
            check_schema(at, "schema", self.schema)
        at.require(
            self.sslmode is not SslMode.DISABLE or where(self.host).within_reach,
            "sslmode",
            self.sslmode.value,
            f"all that is said with {self.host} would cross networks in clear text, and whoever answers in its place"
            " may ask for the password itself",
            "take sslmode=SslMode.VERIFY_FULL; a Service of the cluster may be reached so as 'name' or"
            " 'name.namespace.svc'",
        )
        if self.sslmode.verifies:
            tls.check_authority(at, "host", self.host, self.ca)
        at.require(
            self.ca is None or self.sslmode.verifies,
            "ca",
            self.ca,
            f"sslmode {self.sslmode.value} verifies nothing, so it would have no effect",
            "take sslmode=SslMode.VERIFY_FULL, or leave `ca` out",
        )

    @override
    def for_tenant(self, tenant: str) -> ExternalPostgres:
        return dataclasses.replace(self, schema=tenant)

    @override
    def bind(self) -> Binding:
        return connection.binding(
            host=self.host,
            port=self.port,
            database=self.database,
            user=self.user,
            password=self.password,
            sslmode=self.sslmode,
            ca=self.ca,
            schema=self.schema,
        )
