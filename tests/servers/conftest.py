"""What drives the stores: their packages at the app's versions, and an authority of the tests' own."""

from __future__ import annotations

import itertools
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.servers.drives import Driver
from tests.servers.emitted import Emitted
from tests.servers.environments import environment
from tests.servers.gates import Answer, Asked, HttpServer


@pytest.fixture(scope="session")
def stores() -> Path:
    """The Python with the stores' packages."""
    # numpy 1.26, which the app locks, has no wheels for 3.13.
    return environment("stores", (3, 12))


@pytest.fixture
def driver(stores: Path, tmp_path: Path) -> Driver:
    return Driver(stores, tmp_path)


Emit = Callable[..., Emitted]


@pytest.fixture
def emit(tmp_path: Path) -> Emit:
    """Make containers of deployments, as `Emitted` does."""
    numbers = itertools.count()
    return lambda *secrets, **options: Emitted(tmp_path / f"pod-{next(numbers)}", *secrets, **options)


@dataclass(frozen=True)
class Authority:
    """An authority, a certificate of it for localhost, and the file of one that has nothing to do with it."""

    ca_file: Path
    wrong_ca_file: Path
    certificate: Path

    def context(self) -> ssl.SSLContext:
        """For a server."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    made = Authority(folder / "ca.crt", folder / "wrong.crt", folder / "server.pem")
    right = trustme.CA()
    right.cert_pem.write_to_path(str(made.ca_file))
    trustme.CA().cert_pem.write_to_path(str(made.wrong_ca_file))
    right.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(made.certificate))
    return made


Serve = Callable[..., HttpServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start HTTP servers that end with the test."""
    servers = []

    def start(answer: Callable[[Asked], Answer], context: ssl.SSLContext | None = None) -> HttpServer:
        servers.append(HttpServer(answer, context))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
