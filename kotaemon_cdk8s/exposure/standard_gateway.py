"""Any implementation of the Gateway API that keeps sessions by the standard's own field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.exposure.gateway_backend import GatewayBackend
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class StandardGateway(Options, GatewayBackend):
    """An implementation that has `sessionPersistence` of the experimental channel, and no limits of its own.

    HTTPRoutes must be of that channel (kubernetes-sigs/gateway-api v1.6.1,
    config/crd/experimental): the standard channel's API server refuses or drops the field.

    Args:
        peers: Who opens connections to the app's pods.

    Raises:
        OptionError: There is none.
    """

    peers: Sequence[Peer]

    @property
    @override
    def session_persistence(self) -> bool:
        return True

    @override
    def check(self, at: At) -> None:
        at.require(
            len(self.peers) > 0,
            "peers",
            self.peers,
            "no policy could let the Gateway in",
            "give its pods, such as Peer.gateway('public', namespace='gateways')",
        )

    @override
    def clients(self, gateway: str, namespace: str) -> tuple[Peer, ...]:
        return tuple(self.peers)
