"""The rate of requests is one that a proxy counts, asked for as Prometheus and its adapter read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import Any

from kotaemon_cdk8s import KotaemonApp, Observability, PrometheusAdapterRules, RequestRate, Scaling, Telemetry

import pytest
import yaml

from tests.kotaemon_app.scaling_values import AUTOSCALED, PROMETHEUS, use_scaling
from tests.support import kotaemon, new_chart, one, refusal, synthesized

RATES = {
    "app": RequestRate.app(),
    "envoy_gateway": RequestRate.envoy_gateway(),
    "traefik": RequestRate.traefik(),
    "traefik_gateway": RequestRate.traefik_gateway(),
    "ingress_nginx": RequestRate.ingress_nginx(),
}
# As the proxies write them (sources beside the constructors), for a Service `kotaemon`, port 80, of namespace `team`.
COUNTED = {
    "app": {"namespace": "team", "kotaemon_deployment": "kotaemon", "route": "/", "code": "200"},
    "envoy_gateway": {"envoy_cluster_name": "httproute/team/kotaemon/rule/0"},
    "traefik": {"exported_service": "team-kotaemon-80@kubernetes"},
    "traefik_gateway": {
        "service": "httproute-team-kotaemon-gw-gateways-public-ep-web-0-0123-svc-team-kotaemon-0@kubernetesgateway"
    },
    "ingress_nginx": {"exported_namespace": "team", "exported_service": "kotaemon", "service": "ingress-nginx-metrics"},
}
OTHERS = {
    "app": {"namespace": "team", "kotaemon_deployment": "kotaemon-b", "route": "/", "code": "200"},
    "envoy_gateway": {"envoy_cluster_name": "httproute/team/kotaemon-b/rule/0"},
    "traefik": {"exported_service": "team-kotaemon-800@kubernetes"},
    "traefik_gateway": {
        "service": "httproute-team-kotaemon-gw-gateways-public-ep-web-0-0123-svc-team-other-0@kubernetesgateway"
    },
    "ingress_nginx": {"exported_namespace": "other", "exported_service": "kotaemon"},
}


def query(rate: RequestRate) -> str:
    return rate.query_of(namespace="team", name="kotaemon", port=80)


def finds(text: str, labels: dict[str, str]) -> bool:
    """Whether one of the selectors of a query fits a series; Prometheus anchors its expressions."""
    selectors = re.findall(r"\{(.*?)\}", text)
    return any(
        all(
            (re.fullmatch(wanted, labels.get(name, "")) is not None) if op == "=~" else labels.get(name) == wanted
            for name, op, wanted in re.findall(r'(\w+)(=~|=)"(.*?)"', selector)
        )
        for selector in selectors
    )


@pytest.mark.parametrize("name", RATES)
def test_a_query_finds_the_series_of_its_app_and_no_other(name: str) -> None:
    text = query(RATES[name])
    assert finds(text, COUNTED[name])
    assert not finds(text, OTHERS[name])


def test_a_route_of_another_name_is_asked_for_literally() -> None:
    text = query(RequestRate.envoy_gateway(route="front.door"))
    assert finds(text.replace("\\\\", "\\"), {"envoy_cluster_name": "httproute/team/front.door/rule/0"})
    assert not finds(text.replace("\\\\", "\\"), {"envoy_cluster_name": "httproute/team/front-door/rule/0"})


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize("name", RATES)
def test_prometheus_takes_the_query(name: str, tmp_path: Any) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        yaml.safe_dump({"groups": [{"name": "a", "rules": [{"record": "b", "expr": query(RATES[name])}]}]})
    )
    subprocess.run(["promtool", "check", "rules", str(rules)], check=True, capture_output=True)


def scaled(namespace: str, name: str, root: Any = None, rate: RequestRate | None = None) -> KotaemonApp:
    scaling = Scaling.horizontal(**AUTOSCALED, requests=rate or RequestRate.traefik())
    chart = new_chart(namespace, namespace, root)
    options = use_scaling(scaling)
    database, vectors, documents = (options[key] for key in ("metadata_db", "vector_store", "document_store"))
    part = f"{namespace}_of_{name}".replace("-", "_")
    parts = {
        "metadata_db": database.for_tenant(part),
        "vector_store": vectors.for_tenant(part),
        "document_store": documents.for_tenant(part),
    }
    return kotaemon(chart, name, **{**options, **parts})


def rules_of(construct: PrometheusAdapterRules) -> list[dict[str, Any]]:
    data = one(synthesized(construct), "ConfigMap", construct.node.id)["data"]
    found: list[dict[str, Any]] = yaml.safe_load(data["config.yaml"])["externalRules"]
    return found


def test_the_rule_makes_the_metric_that_the_autoscaler_asks_for() -> None:
    app = scaled("team", "library")
    (rule,) = rules_of(PrometheusAdapterRules(new_chart("adapter", "monitoring", app.node.root), "rules", apps=[app]))
    (metric,) = [
        item["external"]
        for item in one(synthesized(app), "HorizontalPodAutoscaler")["spec"]["metrics"]
        if item["type"] == "External"
    ]
    assert rule["name"] == {"as": metric["metric"]["name"]}
    assert metric["target"] == {"type": "AverageValue", "averageValue": "10"}
    assert rule["seriesQuery"] == '{__name__="traefik_service_requests_total"}'
    # The series are in the namespace of the proxy.
    assert rule["resources"] == {"namespaced": False}
    assert "team-library-" in rule["metricsQuery"]


def test_two_apps_have_two_metrics_whatever_they_are_called() -> None:
    one_app = scaled("a", "b-c", rate=RequestRate.promql("sum(x_total)", series="x_total"))
    other = scaled("a-b", "c", one_app.node.root, RequestRate.promql("sum(y_total)", series="y_total"))
    chart = new_chart("adapter", "monitoring", one_app.node.root)
    rules = [rule["name"]["as"] for rule in rules_of(PrometheusAdapterRules(chart, "rules", apps=[one_app, other]))]
    assert len(set(rules)) == 2


def test_an_app_that_does_not_ask_for_the_metric_is_refused() -> None:
    plain = kotaemon()
    chart = new_chart("adapter", "monitoring", plain.node.root)
    assert refusal(lambda: PrometheusAdapterRules(chart, "a", apps=[plain])).faults[0].field == "apps"
    assert refusal(lambda: PrometheusAdapterRules(chart, "a", apps=[])).faults[0].field == "apps"
    keda = kotaemon(
        new_chart("b", "b", plain.node.root),
        **use_scaling(Scaling.keda(**AUTOSCALED, requests=RequestRate.traefik(), prometheus=PROMETHEUS)),
    )
    assert refusal(lambda: PrometheusAdapterRules(chart, "a", apps=[keda])).faults[0].field == "apps"


def test_the_apps_own_rate_is_one_that_prometheus_reads() -> None:
    rate = use_scaling(Scaling.horizontal(**AUTOSCALED, requests=RequestRate.app()))
    assert refusal(lambda: kotaemon(**rate)).faults[0].field == "scaling.requests"
    app = kotaemon(telemetry=Telemetry.prometheus(), **rate)
    fault = refusal(lambda: synthesized(app)).faults[0]
    assert (fault.field, "Observability" in fault.fix) == ("scaling.requests", True)
    Observability(app.node.scope, "observability", app=app, runbooks="https://wiki.example.com")
    assert one(synthesized(app), "HorizontalPodAutoscaler")
