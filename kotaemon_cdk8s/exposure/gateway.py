"""An HTTPRoute of the Gateway API: the app at a host of a Gateway that others run.

Fields and their defaults: kubernetes-sigs/gateway-api v1.6.1, config/crd. All that the API
server fills in is written out, or Argo CD would find the route changed for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed, ExposureBackend
from kotaemon_cdk8s.exposure.gateway_backend import ROUTE_GROUP, GatewayBackend
from kotaemon_cdk8s.exposure.host import check_host
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.peer import Peer

from typing_extensions import override


@dataclass(frozen=True)
class GatewayExposure(Options, ExposureBackend):
    """The app behind a Gateway, which has the certificate and lets routes of this namespace in.

    Args:
        gateway: Name of the Gateway.
        namespace: Its namespace.
        host: Name under which people know the app; a listener of the Gateway has it.
        controller: Who serves the Gateway, as `GatewayController` makes it.
        listener: Its listener for this host. Default: any.
        redirect_listener: Its listener for plain http, from which people are led to https.
            Default: the Gateway does that by itself, or has no such listener.
        encrypted: The listener speaks https. Default: True.
        traffic: What it lets through, and for how long. Default: `Traffic()`.
        allow_unauthenticated: Lead to the app without a login before it: its API answers
            whoever reaches it. Default: False.

    Raises:
        OptionError: The host is no DNS name, a name is malformed, or two options contradict
            each other.
    """

    gateway: str
    namespace: str
    host: str
    controller: GatewayBackend
    listener: str | None = None
    redirect_listener: str | None = None
    encrypted: bool = True
    traffic: Traffic = field(default_factory=Traffic)
    allow_unauthenticated: bool = False

    component = "gateway"

    @override
    def check(self, at: At) -> None:
        check_host(at, self.host)
        at.dns_name("gateway", self.gateway)
        at.dns_label("namespace", self.namespace)
        for name in ("listener", "redirect_listener"):
            if getattr(self, name) is not None:
                at.dns_name(name, getattr(self, name))
        at.require(
            self.redirect_listener is None or self.encrypted,
            "redirect_listener",
            self.redirect_listener,
            "people would be led to https, which the app's listener does not speak",
            "leave it out",
        )
        at.require(
            self.redirect_listener is None or self.listener not in (None, self.redirect_listener),
            "listener",
            self.listener,
            "the route would stand at the listener for plain http, too, beside the redirect",
            "name the listener for https: listener='https'",
        )

    @property
    @override
    def https(self) -> bool:
        return self.encrypted

    @property
    @override
    def own_login(self) -> str | None:
        return self.controller.own_login

    @property
    @override
    def asks_for_login(self) -> bool:
        return self.controller.asks_for_login

    @property
    @override
    def clients(self) -> tuple[Peer, ...]:
        return self.controller.clients(self.gateway, self.namespace)

    @override
    def objects(self, app: Exposed) -> Mapping[str, Any]:
        from kotaemon_cdk8s.imports.io.k8s.networking import gateway as bindings

        backend = bindings.HttpRouteSpecRulesBackendRefs(
            group="", kind="Service", name=app.service, port=app.service_port, weight=1
        )
        persistence = bindings.HttpRouteSpecRulesSessionPersistence(
            type=bindings.HttpRouteSpecRulesSessionPersistenceType.COOKIE,
            session_name=app.cookie,
            absolute_timeout=f"{self.traffic.sticky_seconds}s",
            cookie_config=bindings.HttpRouteSpecRulesSessionPersistenceCookieConfig(
                lifetime_type=bindings.HttpRouteSpecRulesSessionPersistenceCookieConfigLifetimeType.PERMANENT
            ),
        )
        rule = bindings.HttpRouteSpecRules(
            matches=[self._match(app)],
            backend_refs=[backend],
            # Zero is for ever (GEP-1742).
            timeouts=bindings.HttpRouteSpecRulesTimeouts(request="0s") if self.controller.route_timeouts else None,
            session_persistence=persistence if self.controller.session_persistence else None,
        )
        made: dict[str, Any] = {
            "route": self._route(app, app.service, self.listener, rule),
            **self.controller.policies(app, self.traffic, host=self.host, encrypted=self.encrypted),
        }
        if self.redirect_listener is not None:
            redirect = bindings.HttpRouteSpecRulesFilters(
                type=bindings.HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
                request_redirect=bindings.HttpRouteSpecRulesFiltersRequestRedirect(
                    scheme=bindings.HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS, status_code=301
                ),
            )
            leads = bindings.HttpRouteSpecRules(matches=[self._match(app)], filters=[redirect])
            made["to-https"] = self._route(app, f"{app.service}-to-https", self.redirect_listener, leads)
        return made

    def _match(self, app: Exposed) -> Any:
        from kotaemon_cdk8s.imports.io.k8s.networking import gateway as bindings

        kind = bindings.HttpRouteSpecRulesMatchesPathType.PATH_PREFIX
        return bindings.HttpRouteSpecRulesMatches(
            path=bindings.HttpRouteSpecRulesMatchesPath(type=kind, value=app.path)
        )

    def _route(self, app: Exposed, name: str, listener: str | None, rule: Any) -> Any:
        from kotaemon_cdk8s.imports.io.k8s.networking import gateway as bindings

        parent = bindings.HttpRouteSpecParentRefs(
            group=ROUTE_GROUP, kind="Gateway", name=self.gateway, namespace=self.namespace, section_name=listener
        )
        return bindings.HttpRoute.manifest(
            metadata=app.identity.custom_metadata(name, Wave.APP),
            spec=bindings.HttpRouteSpec(parent_refs=[parent], hostnames=[self.host], rules=[rule]),
        )
