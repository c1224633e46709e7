"""Istio: DestinationRule of istio/istio 1.30.3.

It has no timeout and no limit of sizes by itself, and does not know the standard's session
persistence (pilot/pkg/config/kube/gateway/backend_policies.go: unsupported).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.gateway_backend import GatewayBackend
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class Istio(Options, GatewayBackend):
    """Istio's gateways, 1.30 or later.

    The proxy gives each browser a cookie and hashes it onto a pod: when pods come or go, a part
    of the sessions moves. `idle_seconds` has no effect beyond what Envoy has by itself, 5
    minutes of silence: the app's heartbeats are more frequent.
    """

    @override
    def clients(self, gateway: str, namespace: str) -> tuple[Peer, ...]:
        return (Peer.gateway(gateway, namespace=namespace),)

    @override
    def policies(self, app: Exposed, traffic: Traffic, *, host: str, encrypted: bool) -> Mapping[str, Any]:
        from kotaemon_cdk8s.imports.io.istio import networking as bindings

        cookie = bindings.DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHashHttpCookie
        attribute = bindings.DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHashHttpCookieAttributes
        secure = [attribute(name="Secure")] if encrypted else []
        return {
            "destination-rule": bindings.DestinationRule.manifest(
                metadata=app.identity.custom_metadata(app.service, Wave.APP),
                spec=bindings.DestinationRuleSpec(
                    # A short name is that of a Service in the rule's own namespace.
                    host=app.service,
                    traffic_policy=bindings.DestinationRuleSpecTrafficPolicy(
                        load_balancer=bindings.DestinationRuleSpecTrafficPolicyLoadBalancer(
                            consistent_hash=bindings.DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash(
                                http_cookie=cookie(
                                    name=app.cookie,
                                    path=app.path,
                                    ttl=f"{traffic.sticky_seconds}s",
                                    attributes=[attribute(name="SameSite", value="Lax"), *secure],
                                )
                            )
                        )
                    ),
                ),
            )
        }
