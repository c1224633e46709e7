"""F5's NGINX Ingress Controller, with nginx or NGINX Plus.

Annotations: nginx/kubernetes-ingress v5.5.4, internal/configs/annotations.go, and what they
may hold: internal/k8s/validation.go. Its nginx (1.31.3, build/Dockerfile) knows `sticky`
without Plus (internal/configs/version1/nginx.ingress.tmpl).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.controller import ControllerBackend
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class Nginx(Options, ControllerBackend):
    """F5's NGINX Ingress Controller, 5.5 or later.

    Args:
        namespace: Where its pods are. Default: nginx-ingress.

    Raises:
        OptionError: The name is malformed.
    """

    namespace: str = "nginx-ingress"

    default_class = "nginx"

    @override
    def check(self, at: At) -> None:
        at.dns_label("namespace", self.namespace)

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.nginx_ingress(self.namespace),)

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        secure = " secure" if tls.encrypted else ""
        return {
            "nginx.org/client-max-body-size": f"{traffic.upload_megabytes}m",
            "nginx.org/proxy-buffering": "false",
            "nginx.org/proxy-read-timeout": f"{traffic.idle_seconds}s",
            "nginx.org/proxy-send-timeout": f"{traffic.idle_seconds}s",
            # It takes no space after the `;` of a list, and exactly one before the parameters.
            "nginx.org/sticky-cookie-services": f"serviceName={app.service} {app.cookie}"
            f" expires={traffic.sticky_seconds}s httponly samesite=lax{secure} path={app.path}",
            # Redirects plain http where the Ingress has a certificate.
            "nginx.org/ssl-redirect": str(tls.encrypted).lower(),
            "nginx.org/websocket-services": app.service,
        }
