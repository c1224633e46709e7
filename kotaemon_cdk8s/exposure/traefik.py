"""Traefik, by its provider for Kubernetes Ingresses.

Annotations: traefik/traefik v3.7.9, docs/content/reference/routing-configuration/kubernetes/ingress.md;
those of stickiness stand on the Service. Sizes of requests it does not limit, and answers it
does not hold back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.controller import ControllerBackend
from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override

_ROUTER = "traefik.ingress.kubernetes.io/router"
_STICKY = "traefik.ingress.kubernetes.io/service.sticky.cookie"


@dataclass(frozen=True)
class Traefik(Options, ControllerBackend):
    """Traefik 3.

    An upload may take as long as the entry point's `respondingTimeouts.readTimeout` says, by
    default 60 s: raise it in Traefik's own configuration, which no Ingress can.

    Args:
        namespace: Where its pods are. Default: traefik.
        entry_point: Its entry point for https. Default: websecure.
        http_entry_point: That for http, from which people are led to https, or on which the app
            is, where it is in clear text. Default: web.

    Raises:
        OptionError: A name is malformed.
    """

    namespace: str = "traefik"
    entry_point: str = "websecure"
    http_entry_point: str = "web"

    default_class = "traefik"

    @override
    def check(self, at: At) -> None:
        at.dns_label("namespace", self.namespace)
        at.label_value("entry_point", self.entry_point)
        at.label_value("http_entry_point", self.http_entry_point)

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return (Peer.traefik(self.namespace),)

    @override
    def refuse(self, app: Exposed, tls: EdgeTls) -> None:
        app.at.require(
            app.namespace is not None or not tls.encrypted,
            "exposures",
            None,
            "Traefik calls the redirect to https by its namespace, and the chart has none",
            'give the chart its namespace: cdk8s.Chart(app, "kotaemon", namespace="kotaemon")',
        )

    @override
    def annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        if not tls.encrypted:
            return {f"{_ROUTER}.entrypoints": self.http_entry_point}
        return {f"{_ROUTER}.entrypoints": self.entry_point, f"{_ROUTER}.tls": "true"}

    @override
    def service_annotations(self, app: Exposed, tls: EdgeTls, traffic: Traffic) -> Mapping[str, str]:
        return {
            _STICKY: "true",
            f"{_STICKY}.httponly": "true",
            f"{_STICKY}.maxage": str(traffic.sticky_seconds),
            f"{_STICKY}.name": app.cookie,
            f"{_STICKY}.path": app.path,
            f"{_STICKY}.samesite": "lax",
            f"{_STICKY}.secure": str(tls.encrypted).lower(),
        }

    @override
    def objects(
        self, app: Exposed, tls: EdgeTls, traffic: Traffic, host: str | None, class_name: str | None
    ) -> Mapping[str, Any]:
        if not tls.encrypted:
            return {}
        from kotaemon_cdk8s.exposure.ingress import ingress
        from kotaemon_cdk8s.imports.io.traefik import Middleware, MiddlewareSpec, MiddlewareSpecRedirectScheme

        name = f"{app.service}-to-https"
        middleware: Any = Middleware.manifest(
            metadata=app.identity.custom_metadata(name, Wave.APP),
            spec=MiddlewareSpec(redirect_scheme=MiddlewareSpecRedirectScheme(scheme="https", permanent=True)),
        )
        # An Ingress with a certificate has no router for plain http, so that one is another Ingress.
        redirect = ingress(
            app,
            name,
            host=host,
            class_name=class_name,
            path_type=self.path_type,
            secret=None,
            annotations={
                f"{_ROUTER}.entrypoints": self.http_entry_point,
                f"{_ROUTER}.middlewares": f"{app.namespace}-{name}@kubernetescrd",
            },
        )
        return {"to-https-middleware": middleware, "to-https": redirect}
