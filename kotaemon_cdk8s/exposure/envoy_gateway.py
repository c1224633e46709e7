"""Envoy Gateway: BackendTrafficPolicy of envoyproxy/gateway v1.9.0.

By itself it ends an answer after 15 s where a timeout is missing (internal/gatewayapi/route.go,
HTTPRequestTimeout), and a stream after 5 minutes of silence. Sizes of requests it does not limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.envoy_gateway_login import EnvoyGatewayLogin
from kotaemon_cdk8s.exposure.gateway_backend import ROUTE_GROUP, GatewayBackend
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class EnvoyGateway(Options, GatewayBackend):
    """Envoy Gateway, 1.9 or later.

    The proxy gives each browser a cookie and hashes it onto a pod: when pods come or go, a part
    of the sessions moves.

    Args:
        namespace: Where its proxies are. Default: envoy-gateway-system.
        login: A login in its proxies. Default: none.

    Raises:
        OptionError: The name is malformed.
    """

    namespace: str = "envoy-gateway-system"
    login: EnvoyGatewayLogin | None = None

    own_login = "GatewayController.envoy_gateway(login=EnvoyGatewayLogin(...))"

    @property
    @override
    def asks_for_login(self) -> bool:
        return self.login is not None

    @override
    def check(self, at: At) -> None:
        at.dns_label("namespace", self.namespace)

    @override
    def clients(self, gateway: str, namespace: str) -> tuple[Peer, ...]:
        return (Peer.envoy_gateway(gateway, gateway_namespace=namespace, namespace=self.namespace),)

    @override
    def policies(self, app: Exposed, traffic: Traffic, *, host: str, encrypted: bool) -> Mapping[str, Any]:
        from kotaemon_cdk8s.imports.io.envoyproxy import gateway as bindings

        return {
            "backend-traffic-policy": bindings.BackendTrafficPolicy.manifest(
                metadata=app.identity.custom_metadata(app.service, Wave.APP),
                spec=bindings.BackendTrafficPolicySpec(
                    target_refs=[
                        bindings.BackendTrafficPolicySpecTargetRefs(
                            group=ROUTE_GROUP, kind="HTTPRoute", name=app.service
                        )
                    ],
                    load_balancer=bindings.BackendTrafficPolicySpecLoadBalancer(
                        type=bindings.BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH,
                        consistent_hash=bindings.BackendTrafficPolicySpecLoadBalancerConsistentHash(
                            type=bindings.BackendTrafficPolicySpecLoadBalancerConsistentHashType.COOKIE,
                            cookie=bindings.BackendTrafficPolicySpecLoadBalancerConsistentHashCookie(
                                name=app.cookie,
                                ttl=f"{traffic.sticky_seconds}s",
                                attributes={"SameSite": "Lax", **({"Secure": ""} if encrypted else {})},
                            ),
                        ),
                    ),
                    timeout=bindings.BackendTrafficPolicySpecTimeout(
                        http=bindings.BackendTrafficPolicySpecTimeoutHttp(
                            request_timeout="0s", stream_idle_timeout=f"{traffic.idle_seconds}s"
                        )
                    ),
                ),
            ),
            **({"security-policy": self.login.policy(app, host)} if self.login else {}),
        }
