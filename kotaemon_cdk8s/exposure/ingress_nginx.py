"""The controller of kubernetes/ingress-nginx, retired since March 2026.

Annotations: docs/user-guide/nginx-configuration/annotations.md of kubernetes/ingress-nginx at
dbb11b9, its last commit.
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

_PREFIX = "nginx.ingress.kubernetes.io"


@dataclass(frozen=True)
class IngressNginx(Options, ControllerBackend):
    """ingress-nginx, for clusters that still have it: nobody mends its faults since March 2026.

    Args:
        namespace: Where its pods are. Default: ingress-nginx.

    Raises:
        OptionError: The name is malformed.
    """

    namespace: str = "ingress-nginx"

    default_class = "nginx"

    @override
    def check(self, at: At) -> None:
        at.dns_label("namespace", self.namespace)

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.ingress_nginx(self.namespace),)

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        # Times are numbers of seconds, without a unit.
        idle = str(traffic.idle_seconds)
        return {
            f"{_PREFIX}/affinity": "cookie",
            # `balanced` moves sessions when pods are added.
            f"{_PREFIX}/affinity-mode": "persistent",
            f"{_PREFIX}/proxy-body-size": f"{traffic.upload_megabytes}m",
            f"{_PREFIX}/proxy-buffering": "off",
            f"{_PREFIX}/proxy-read-timeout": idle,
            # Uploads pass through, in place of being written to the controller's disk first.
            f"{_PREFIX}/proxy-request-buffering": "off",
            f"{_PREFIX}/proxy-send-timeout": idle,
            f"{_PREFIX}/session-cookie-expires": str(traffic.sticky_seconds),
            f"{_PREFIX}/session-cookie-max-age": str(traffic.sticky_seconds),
            f"{_PREFIX}/session-cookie-name": app.cookie,
            f"{_PREFIX}/session-cookie-samesite": "Lax",
            f"{_PREFIX}/session-cookie-secure": str(tls.encrypted).lower(),
            f"{_PREFIX}/ssl-redirect": str(tls.encrypted).lower(),
            # Without a certificate in the Ingress, `ssl-redirect` alone does nothing.
            f"{_PREFIX}/force-ssl-redirect": str(tls.encrypted).lower(),
        }
