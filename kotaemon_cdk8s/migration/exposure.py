"""How people reach the app: with a login before it, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kotaemon_cdk8s.exposure.ingress_nginx import IngressNginx
from kotaemon_cdk8s.exposure.traffic import Traffic
from kotaemon_cdk8s.migration.code import Call, Expression, call, source
from kotaemon_cdk8s.migration.ledger import Ledger
from kotaemon_cdk8s.migration.plan import Plan, refused, secret

_CONTROLLERS = {"": "ingress_nginx", "nginx": "ingress_nginx", "traefik": "traefik", "haproxy": "haproxy"}
_NO_LOGIN = (
    "left out: the app's API asks nobody for a login, so it is not exposed without one before it; give --login-issuer"
    " and --login-domain. Until then: kubectl port-forward"
)
_RETIRED = "; ingress-nginx was retired in March 2026: take another controller soon"
_ISSUERS = {"cert-manager.io/cluster-issuer": "ClusterIssuer", "cert-manager.io/issuer": "Issuer"}


def service(ledger: Ledger, plan: Plan) -> None:
    """The Service, which is within the cluster."""
    port = ledger.get("service", "port")
    cause = "is no number" if isinstance(port, bool) or not isinstance(port, int) else None
    if cause is None and not (0 < port <= 65535 and port != 9464):
        cause = "is no port, or that of the metrics"
    if cause is None and port != 80:
        plan.options["service_port"] = port
    if cause:
        ledger.to_decide("service", "port", text=f"the default 80 is kept: {cause}")
    ledger.mapped("service", "port", to=f"service_port={port}")
    ledger.not_needed("service", "targetPort", why="the pod's port is the library's business")
    ingress = ledger.get("ingress", "enabled") is True
    if ledger.get("service", "type") in ("ClusterIP", None):
        ledger.not_needed("service", "type", why="the Service is within the cluster")
    elif ingress:
        ledger.not_needed("service", "type", why="people come by the ingress; no way leads past it and its login")
    else:
        ledger.to_decide(
            "service",
            "type",
            text="left out: an exposure wants a host, https and a login"
            " before it (docs/how-to/expose-with-an-ingress.md). Until then: kubectl port-forward",
        )
    ledger.not_needed("service", "annotations", why="no template read them, and the Service is within the cluster")


class Ingress:
    """The ingress: its host, certificate and controller."""

    def __init__(self, ledger: Ledger, plan: Plan) -> None:
        self._ledger = ledger
        self._plan = plan

    def run(self) -> None:
        """Say all of it."""
        ledger = self._ledger
        if ledger.get("ingress", "enabled") is not True:
            ledger.not_needed("ingress", why="it is off")
            return
        made = self._exposure()
        if made is None:
            return
        login = self._plan.request.login
        if login is None:
            ledger.to_decide("ingress", text=_NO_LOGIN)
            return
        proxy = call(
            "AuthProxy.oauth2_proxy",
            issuer=login.issuer,
            client_id=login.client,
            client_secret=secret(f"{self._plan.name}-login", "client-secret"),
            cookie_secret=secret(f"{self._plan.name}-login", "cookie-secret"),
            email_domains=list(login.domains),
        )
        self._plan.options["exposures"] = [made]
        self._plan.options["auth_proxy"] = proxy
        ledger.mapped(
            "ingress", "enabled", to="exposures=[Exposure.ingress(...)], auth_proxy=AuthProxy.oauth2_proxy(...)"
        )
        retired = made.keywords["controller"] == call("IngressController.ingress_nginx")
        ledger.mapped(
            "ingress", "className", to=f"exposures: {source(made.keywords['controller'])}{_RETIRED if retired else ''}"
        )
        self._hosts()
        ledger.mapped("ingress", "tls", to=f"exposures: tls={source(made.keywords['tls'])}")
        self._annotations(made)

    def _exposure(self) -> Call | None:
        ledger = self._ledger
        class_name = ledger.get("ingress", "className") or ""
        host = ledger.get("ingress", "hosts", 0, "host")
        tls = self._tls()
        if not isinstance(class_name, str) or class_name not in _CONTROLLERS:
            ledger.to_decide("ingress", text="left out: which controller has this class? Write IngressController.…()")
            return None
        if not isinstance(host, str) or tls is None:
            ledger.to_decide("ingress", text="left out: a login wants a host and a certificate, and one is missing")
            return None
        made = call(
            "Exposure.ingress",
            controller=call(f"IngressController.{_CONTROLLERS[class_name]}"),
            tls=tls,
            host=host,
        )
        cause = refused(made)
        if cause:
            ledger.to_decide("ingress", text=f"left out: {cause}")
            return None
        return made

    def _tls(self) -> Call | None:
        for annotation, kind in _ISSUERS.items():
            issuer = self._ledger.get("ingress", "annotations", annotation)
            if issuer is not None:
                made = call("EdgeTls.issued", call("IssuerRef", issuer, kind=kind))
                return None if refused(made) else made
        made = call("EdgeTls.secret", self._ledger.get("ingress", "tls", 0, "secretName"))
        return None if refused(made) else made

    def _hosts(self) -> None:
        ledger = self._ledger
        ledger.mapped("ingress", "hosts", 0, "host", to="exposures: host")
        paths = ledger.get("ingress", "hosts", 0, "paths")
        if isinstance(paths, list) and [_path(each) for each in paths] == ["/"]:
            ledger.not_needed("ingress", "hosts", 0, "paths", why="all paths of the host lead to the app")
        ledger.to_decide("ingress", "hosts", 0, "paths", text="all paths of the host lead to the app (`base_path`)")
        hosts = ledger.get("ingress", "hosts")
        for index in range(1, len(hosts)):
            ledger.to_decide("ingress", "hosts", index, text="left out: the issuer leads people back to one host")

    def _annotations(self, made: Call) -> None:
        ledger = self._ledger
        path = ("ingress", "annotations")
        ours = {key.rpartition("/")[2] for key in _nginx_annotations()}
        kept: dict[str, Expression] = {}
        for key, value in ledger.mapping(*path).items():
            if key in _ISSUERS:
                ledger.mapped(*path, key, to=f"exposures: tls={source(made.keywords['tls'])}")
            elif key.startswith("nginx.ingress.kubernetes.io/") and key.rpartition("/")[2] in ours:
                ledger.not_needed(*path, key, why="the library sets it")
            elif refused(Call(made.function, (), {**made.keywords, "annotations": {**kept, key: value}})):
                ledger.to_decide(*path, key, text="left out: is no annotation")
            else:
                kept[key] = value
                ledger.mapped(*path, key, to="exposures: annotations")
        ledger.not_needed(*path, why="empty")
        if kept:
            annotated: Mapping[str, Expression] = {**made.keywords, "annotations": kept}
            self._plan.options["exposures"] = [Call(made.function, (), annotated)]


def _path(value: Any) -> Any:
    return value.get("path") if isinstance(value, Mapping) else None


def _nginx_annotations() -> Mapping[str, str]:
    from kotaemon_cdk8s.exposure.backend import Exposed
    from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
    from kotaemon_cdk8s.metadata import Identity
    from kotaemon_cdk8s.options import At

    app = Exposed(
        At("app"),
        Identity("app", "app", "1"),
        namespace=None,
        service_port=80,
        pod_port=80,
        base_path="",
        health_path="/",
    )
    return IngressNginx().annotations(app, EdgeTls.of_controller(), Traffic())
