"""HAProxy Technologies' ingress controller.

Annotations: haproxytech/kubernetes-ingress v3.2.11, documentation/annotations.md. Sizes of
requests it does not limit, and answers it does not hold back.
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
class Haproxy(Options, ControllerBackend):
    """HAProxy's Kubernetes Ingress Controller, 3.2.

    How long a client may be silent is in the controller's ConfigMap only (`timeout-client`, 50 s):
    enough for the app's heartbeats. Its cookie ends with the browser, so `sticky_seconds` has no
    effect here.

    Args:
        namespace: Where its pods are. Default: haproxy-controller.

    Raises:
        OptionError: The name is malformed.
    """

    namespace: str = "haproxy-controller"

    default_class = "haproxy"

    @override
    def check(self, at: At) -> None:
        at.dns_label("namespace", self.namespace)

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.haproxy(self.namespace),)

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        # The default port is that of the container, which nobody outside reaches.
        to_https = {"haproxy.org/ssl-redirect-port": "443"} if tls.encrypted else {}
        return {"haproxy.org/ssl-redirect": str(tls.encrypted).lower(), **to_https}

    @override
    def service_annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        # On the Service: on the Ingress, `cookie-persistence` is deprecated.
        return {
            "haproxy.org/cookie-persistence": app.cookie,
            "haproxy.org/timeout-server": f"{traffic.idle_seconds}s",
        }
