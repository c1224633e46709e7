"""PgBouncer in front of a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.server import ServerResources

from typing_extensions import override


class PoolMode(Enum):
    """For how long a client keeps a connection to the server (https://www.pgbouncer.org/features.html)."""

    SESSION = "session"
    """As long as it is connected: the app's own pool never is not, so little is shared."""
    TRANSACTION = "transaction"
    """For one transaction."""


@dataclass(frozen=True)
class Pooler(Options):
    """PgBouncer between the app and the database, for more clients than the database has connections.

    Args:
        instances: Pods, 1 to 20. Default: 2.
        mode: Default: `PoolMode.TRANSACTION`.
        max_client_connections: Clients of each pod, 1 to 100000. Default: 1000.
        pool_size: Connections to the database of each pod, 1 to 1000. Default: 20.
        resources: What each pod asks for and may take. Default: 100m and 256Mi.

    Raises:
        OptionError: A number is out of range.
    """

    instances: int = 2
    mode: PoolMode = PoolMode.TRANSACTION
    max_client_connections: int = 1000
    pool_size: int = 20
    resources: ServerResources = field(default_factory=lambda: ServerResources(cpu="100m", memory="256Mi"))

    @override
    def check(self, at: At) -> None:
        at.number("instances", self.instances, at_least=1, at_most=20)
        at.number("max_client_connections", self.max_client_connections, at_least=1, at_most=100_000)
        at.number("pool_size", self.pool_size, at_least=1, at_most=1000)
