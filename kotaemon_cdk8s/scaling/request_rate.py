"""Requests per second and pod, as something in the cluster really counts them: the app, or what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Template

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

_SERIES = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_WINDOW = "2m"
OWN_SERIES = "kotaemon_http_requests_total"
"""What the app itself counts, with `telemetry` (observability/metrics.csv)."""
PER_POD = 10
"""One pod served 18 to 28 requests a second when it could do no more, 14 for each question
(docs/explanation/sizing.md)."""


@dataclass(frozen=True)
class RequestRate(Options):
    """Where the rate of requests comes from; make one with `envoy_gateway`, `traefik` … or `promql`.

    Prometheus must read the metrics: those of the app by `Observability`, those of a proxy by a
    setting of the proxy's own installation.

    Args:
        series: Name of the metric, by which prometheus-adapter finds it.
        query: PromQL for the requests per second of all pods together; `$namespace`,
            `$name` and `$port` stand for those of the app's Service.
        per_pod: Requests per second that one pod should have.

    Raises:
        OptionError: A name is malformed, a number out of range, or the query has a
            placeholder that nothing fills in.
    """

    series: str
    query: str
    per_pod: float = PER_POD

    @staticmethod
    def app(*, per_pod: float = PER_POD) -> RequestRate:
        """What the app itself counts, whatever stands before it.

        The app has `telemetry=Telemetry.prometheus()`, and an `Observability`, by which Prometheus
        knows whose series they are. A streamed answer counts when it ends.

        Args:
            per_pod: Default: 10.
        """
        return _rate(OWN_SERIES, {"namespace": "$namespace", "kotaemon_deployment": "$name"}, per_pod)

    @staticmethod
    def envoy_gateway(*, route: str | None = None, per_pod: float = PER_POD) -> RequestRate:
        """What Envoy Gateway's proxies count for one HTTPRoute, on their port 19001.

        Args:
            route: Name of the HTTPRoute, in the app's namespace. Default: the app's name.
            per_pod: Default: 10.
        """
        # envoyproxy/gateway, internal/gatewayapi/helpers.go, irRoutePrefix; its own dashboard
        # (charts/gateway-addons-helm/dashboards/envoy-clusters.json) asks likewise.
        # In a text of PromQL a backslash stands for itself only when doubled.
        name = "$name" if route is None else _checked(route).replace(".", r"\\.")
        cluster = f"httproute/$namespace/{name}/rule/.*"
        return _rate("envoy_cluster_upstream_rq_total", {"envoy_cluster_name": cluster}, per_pod)

    @staticmethod
    def traefik(*, per_pod: float = PER_POD) -> RequestRate:
        """What Traefik counts for the app's Service behind an Ingress or an IngressRoute.

        Args:
            per_pod: Default: 10.
        """
        # traefik/traefik, pkg/provider/kubernetes/{ingress,crd}: namespace, name and port of the
        # Service. Prometheus renames a label that it sets itself, unless it honours labels.
        return _either(
            "traefik_service_requests_total", "service", "$namespace-$name-($port|http)@kubernetes.*", per_pod
        )

    @staticmethod
    def traefik_gateway(*, route: str | None = None, per_pod: float = PER_POD) -> RequestRate:
        """What Traefik counts for one HTTPRoute.

        Args:
            route: Name of the HTTPRoute, in the app's namespace. Default: the app's name.
            per_pod: Default: 10.
        """
        # traefik/traefik, pkg/provider/kubernetes/gateway/httproute.go, `routeKey`.
        name = "$name" if route is None else _checked(route).replace(".", "-")
        key = f"httproute-$namespace-{name}-gw-.*-svc-$namespace-$name-.*@kubernetesgateway"
        return _either("traefik_service_requests_total", "service", key, per_pod)

    @staticmethod
    def ingress_nginx(*, per_pod: float = PER_POD) -> RequestRate:
        """What the controller of kubernetes/ingress-nginx counts for the app's Service.

        Args:
            per_pod: Default: 10.
        """
        # kubernetes/ingress-nginx, internal/ingress/metric/collectors/socket.go, `requestTags`.
        series = "nginx_ingress_controller_requests"
        plain, renamed = (
            _sum(series, {f"{prefix}namespace": "$namespace", f"{prefix}service": "$name"})
            for prefix in ("", "exported_")
        )
        return RequestRate(series=series, query=f"{renamed} or {plain}", per_pod=per_pod)

    @staticmethod
    def promql(query: str, *, series: str, per_pod: float = PER_POD) -> RequestRate:
        """A metric of your own.

        Args:
            query: PromQL for the requests per second of all pods together, one number;
                `$namespace`, `$name` and `$port` stand for those of the app's Service.
            series: Name of a metric in it.
            per_pod: Default: 10.

        Raises:
            OptionError: As in `RequestRate`.
        """
        return RequestRate(series=series, query=query, per_pod=per_pod)

    @override
    def check(self, at: At) -> None:
        at.require(
            bool(_SERIES.fullmatch(self.series)),
            "series",
            self.series,
            "not the name of a metric of Prometheus",
            "give the name alone, such as 'http_requests_total'",
        )
        at.require(
            self.series in self.query,
            "query",
            self.query,
            f"does not ask for {self.series}, by which prometheus-adapter finds the query",
            "give in `series` a metric that the query asks for",
        )
        at.require(
            "<<" not in self.query and "\n" not in self.query,
            "query",
            self.query,
            "has a line break, or '<<', with which prometheus-adapter begins its own placeholders",
            "write the query in one line, with $namespace, $name and $port",
        )
        try:
            self.query_of(namespace="a", name="b", port=80)
        except (KeyError, ValueError):
            at.fail(
                "query",
                self.query,
                "has a '$' that stands for nothing",
                "only $namespace, $name and $port are filled in; write '$$' for a '$'",
            )
        at.number("per_pod", self.per_pod, at_least=0.1, at_most=1000)

    def query_of(self, *, namespace: str, name: str, port: int) -> str:
        """The query for one app."""
        return Template(self.query).substitute(namespace=namespace, name=name, port=port)


def _checked(route: str) -> str:
    At("RequestRate").dns_name("route", route)
    return route


def _rate(series: str, labels: dict[str, str], per_pod: float) -> RequestRate:
    return RequestRate(series=series, query=_sum(series, labels), per_pod=per_pod)


def _either(series: str, label: str, value: str, per_pod: float) -> RequestRate:
    plain, renamed = (_sum(series, {f"{prefix}{label}": value}) for prefix in ("", "exported_"))
    return RequestRate(series=series, query=f"{renamed} or {plain}", per_pod=per_pod)


def _sum(series: str, labels: dict[str, str]) -> str:
    matchers = ",".join(f'{label}{"=~" if "*" in value else "="}"{value}"' for label, value in labels.items())
    return f"sum(rate({series}{{{matchers}}}[{_WINDOW}]))"
