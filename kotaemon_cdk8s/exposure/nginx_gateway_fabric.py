"""NGINX Gateway Fabric: its policies, of nginx/nginx-gateway-fabric v2.6.7 (config/crd/bases).

By itself it takes requests of up to 1 MiB, holds answers back and waits 60 s, as nginx does;
the standard's timeouts of a route it does not know (internal/controller/state/graph/httproute.go).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.gateway_backend import ROUTE_GROUP, GatewayBackend
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class NginxGatewayFabric(Options, GatewayBackend):
    """NGINX Gateway Fabric, 2.6 or later.

    With the nginx that is free, a session stays by the client's address: those behind one
    address come to one pod. Whoever stands before the Gateway must keep the address
    (`externalTrafficPolicy: Local`, or the PROXY protocol). `sticky_seconds` then has no effect.

    Args:
        plus: It runs NGINX Plus, which keeps sessions by a cookie; HTTPRoutes must be of the
            experimental channel. Default: False.
    """

    plus: bool = False

    route_timeouts = False

    @property
    @override
    def session_persistence(self) -> bool:
        return self.plus

    @override
    def clients(self, gateway: str, namespace: str) -> tuple[Peer, ...]:
        return (Peer.gateway(gateway, namespace=namespace),)

    @override
    def policies(self, app: Exposed, traffic: Traffic, *, host: str, encrypted: bool) -> Mapping[str, Any]:
        from kotaemon_cdk8s.imports.org.nginx import gateway as bindings

        meta = app.identity.custom_metadata(app.service, Wave.APP)
        idle = f"{traffic.idle_seconds}s"
        made: dict[str, Any] = {
            "client-settings-policy": bindings.ClientSettingsPolicy.manifest(
                metadata=meta,
                spec=bindings.ClientSettingsPolicySpec(
                    target_ref=bindings.ClientSettingsPolicySpecTargetRef(
                        group=ROUTE_GROUP, kind="HTTPRoute", name=app.service
                    ),
                    body=bindings.ClientSettingsPolicySpecBody(max_size=f"{traffic.upload_megabytes}m", timeout=idle),
                ),
            ),
            "proxy-settings-policy": bindings.ProxySettingsPolicy.manifest(
                metadata=meta,
                spec=bindings.ProxySettingsPolicySpec(
                    target_refs=[
                        bindings.ProxySettingsPolicySpecTargetRefs(
                            group=ROUTE_GROUP, kind="HTTPRoute", name=app.service
                        )
                    ],
                    buffering=bindings.ProxySettingsPolicySpecBuffering(disable=True),
                    timeout=bindings.ProxySettingsPolicySpecTimeout(read=idle, send=idle),
                ),
            ),
        }
        if not self.plus:
            method = bindings.UpstreamSettingsPolicySpecLoadBalancingMethod.IP_UNDERSCORE_HASH
            made["upstream-settings-policy"] = bindings.UpstreamSettingsPolicy.manifest(
                metadata=meta,
                spec=bindings.UpstreamSettingsPolicySpec(
                    target_refs=[
                        bindings.UpstreamSettingsPolicySpecTargetRefs(group="core", kind="Service", name=app.service)
                    ],
                    load_balancing_method=method,
                ),
            )
        return made
