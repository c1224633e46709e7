"""What all implementations of the Gateway API have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.security.peer import Peer

ROUTE_GROUP = "gateway.networking.k8s.io"


class GatewayBackend(ABC):
    """Base of the presets; make one with a named constructor of `GatewayController`."""

    made_with: ClassVar[str] = (
        "make one with GatewayController.envoy_gateway(), GatewayController.istio() or another of it"
    )

    route_timeouts: ClassVar[bool] = True
    """Whether it knows the standard's timeouts of a route."""

    own_login: ClassVar[str | None] = None
    """How to have it ask for a login itself; None where it cannot."""

    @property
    def asks_for_login(self) -> bool:
        """Whether it lets nobody through without a login."""
        return False

    @property
    def session_persistence(self) -> bool:
        """Whether it keeps sessions by the route itself, a field of the experimental channel."""
        return False

    @abstractmethod
    def clients(self, gateway: str, namespace: str) -> tuple[Peer, ...]:
        """Who opens connections to the app's pods for this Gateway."""

    def policies(self, app: Exposed, traffic: Traffic, *, host: str, encrypted: bool) -> Mapping[str, Any]:
        """What stands beside the route, which is called like the app, by construct id."""
        return {}
