"""A PostgreSQL server of the tests' own: Debian's, in a temporary folder, with TLS."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import MetadataDb, SecretRef
from kotaemon_cdk8s.components import MetadataDbBackend

import pytest
import sqlalchemy as sa
import trustme

from tests.servers.emitted import Emitted

PASSWORD = "p@:/% \"'+ümläut"
INITDB = (
    "--no-sync",
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
)
_numbers = itertools.count()


class Postgres:
    """The server, listening on localhost with passwords, and on a socket for its superuser.

    Args:
        binaries: Where initdb and pg_ctl are.
        folder: Where everything of it goes.
    """

    host = "localhost"

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._account = unprivileged()
        self.port = free_port()
        self.ca_file = folder / "ca.crt"
        self.wrong_ca_file = folder / "wrong.crt"
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        trustme.CA().cert_pem.write_to_path(str(self.wrong_ca_file))
        issued = authority.issue_cert(self.host, "127.0.0.1")
        issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
        (folder / "server.pem").chmod(0o600)
        if self._account:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, self._account)
        self._run("initdb", *INITDB)
        options = {
            "port": self.port,
            "listen_addresses": self.host,
            "unix_socket_directories": folder,
            "fsync": "off",
            "ssl": "on",
            "ssl_cert_file": folder / "server.pem",
            "ssl_key_file": folder / "server.pem",
        }
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in options.items())

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", str(self._folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode)

    def restart(self) -> None:
        self.stop()
        self.start()

    @property
    def socket(self) -> Path:
        """The folder of its socket, through which the superuser needs no password."""
        return self._folder

    def database(self, name: str | None = None) -> str:
        """A new one, with an owner of its own."""
        name = name or f"kotaemon-{next(_numbers)}"
        self.execute("postgres", f'CREATE ROLE "{owner(name)}" LOGIN PASSWORD :password', password=PASSWORD)
        self.execute("postgres", f'CREATE DATABASE "{name}" OWNER "{owner(name)}"')
        return name

    def declared(
        self, database: str, *, password: str = PASSWORD, ca_file: Path | None = None, **options: Any
    ) -> Emitted:
        """An app that is told of it; by default its user is in a Secret, too."""
        options = {"user": SecretRef("db", "user"), "ca": SecretRef("db", "ca.crt"), **options}
        store = MetadataDb.external(
            self.host, password=SecretRef("db", "password"), port=self.port, database=database, **options
        )
        return self.emitted(database, "db", store, password=password, ca_file=ca_file)

    def emitted(
        self,
        database: str,
        secret: str,
        store: MetadataDbBackend,
        *,
        password: str = PASSWORD,
        ca_file: Path | None = None,
        **options: Any,
    ) -> Emitted:
        """An app with any of the backends, whose credentials are in this Secret."""
        values = {"user": owner(database), "username": owner(database), "password": password}
        secrets = {SecretRef(secret, key): value for key, value in values.items()}
        authority = (ca_file or self.ca_file).read_text()
        secrets |= {SecretRef(name, "ca.crt"): authority for name in ("db", "db-ca")}
        folder = self._folder / f"pod-{next(_numbers)}"
        return Emitted(folder, secrets, metadata_db=store, **options)

    def url(self, database: str, **declared: Any) -> str:
        """As the runtime makes it."""
        return url_of(self.declared(database, **declared))

    def execute(self, database: str, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """As the superuser."""
        query = {"host": str(self._folder), "port": str(self.port)}
        url = sa.URL.create("postgresql+psycopg2", "postgres", database=database, query=query)
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            result = connection.execute(sa.text(statement), parameters)
            return [tuple(row) for row in result] if result.returns_rows else []

    def _run(self, program: str, *arguments: str) -> None:
        result = subprocess.run(
            [str(self._binaries / program), "--pgdata", str(self._folder / "data"), *arguments],
            cwd=self._folder,
            **as_unprivileged(),
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            # Not a pipe: the server that pg_ctl leaves behind would keep it open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        log = self._folder / "log"
        assert result.returncode == 0, f"{program}: {log.read_text() if log.exists() else 'no log'}"


def url_of(pod: Emitted) -> str:
    """The app's URL of its database."""
    url: str = pod.resolved("KH_DATABASE")
    return url


def owner(database: str) -> str:
    """Its role, whose name no URL holds as it is."""
    return f"ü@:/% {database}"


def running() -> Iterator[Postgres]:
    """Start one, or skip; the body of a fixture."""
    programs = binaries()
    # Not in pytest's folder, which only its own user may enter; and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        server = Postgres(programs, folder)
        server.start()
        try:
            yield server
        finally:
            with suppress(AssertionError):  # a test has stopped it
                server.stop()
    finally:
        shutil.rmtree(folder)


def binaries() -> Path:
    """The newest server that Debian's package has installed; without one, the test is skipped."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        reason = "no PostgreSQL server: install Debian's package postgresql"
        if "REQUIRE_SERVERS" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return found[-1].parent


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    accounts = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


def as_unprivileged() -> dict[str, Any]:
    """How `subprocess` runs what refuses to be root."""
    account = unprivileged()
    if account is None:
        return {}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
