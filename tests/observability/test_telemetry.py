"""What `telemetry` and `logs` put into the output, and what they refuse."""

from __future__ import annotations

import json
from typing import Any

from kotaemon_cdk8s import KotaemonApp, LogFormat, OptionError, Peer, SecretRef, Security, Telemetry

import pytest

from tests.security.reach import End, reaches
from tests.support import KEY, PASSWORD, Object, deployed, new_chart, one, pod, refusal, synthesized

CA = SecretRef("otel", "ca.crt")
COLLECTOR = "https://otel.example.com:4317"
PROMETHEUS = End("prometheus", "10.9.0.2", "monitoring", {"app.kubernetes.io/name": "prometheus"})


def document(objects: list[Object]) -> Any:
    return json.loads(one(objects, "ConfigMap", "kotaemon-settings")["data"]["settings.json"])


def variables(objects: list[Object]) -> dict[str, Any]:
    (container,) = pod(objects)["containers"]
    return {entry["name"]: entry.get("value", entry.get("valueFrom")) for entry in container["env"]}


def ports(objects: list[Object]) -> tuple[dict[str, int], dict[str, int]]:
    (container,) = pod(objects)["containers"]
    return (
        {port["name"]: port["containerPort"] for port in container["ports"]},
        {port["name"]: port["port"] for port in one(objects, "Service")["spec"]["ports"]},
    )


def test_without_telemetry_there_is_one_port_and_nothing_is_measured() -> None:
    objects = deployed()
    assert ports(objects) == ({"http": 7860}, {"http": 80})
    assert document(objects)["telemetry"] is None
    assert not [name for name in variables(objects) if name.startswith("OTEL_")]


def test_for_prometheus_there_is_a_port_in_pod_and_service_and_nothing_is_pushed() -> None:
    objects = deployed(telemetry=Telemetry.prometheus())
    assert ports(objects) == ({"http": 7860, "metrics": 9464}, {"http": 80, "metrics": 9464})
    assert document(objects)["telemetry"] == {
        "metrics": "prometheus",
        "traces": False,
        "port": 9464,
        "app": "kotaemon",
        "version": "0.11.3-lite",
    }
    assert not [name for name in variables(objects) if name.startswith("OTEL_")]


def test_a_collector_is_told_by_the_variables_of_opentelemetry() -> None:
    objects = deployed(telemetry=Telemetry.otlp(endpoint=f"{COLLECTOR}/", sample_ratio=0.25, headers=KEY, ca=CA))
    assert {name: value for name, value in variables(objects).items() if name.startswith("OTEL_")} == {
        "OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR,
        "OTEL_EXPORTER_OTLP_CERTIFICATE": "/etc/kotaemon-cdk8s-files/telemetry/ca.crt",
        "OTEL_EXPORTER_OTLP_HEADERS": {"secretKeyRef": {"name": KEY.name, "key": KEY.key}},
        "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
        "OTEL_TRACES_SAMPLER_ARG": "0.25",
    }
    assert document(objects)["telemetry"]["metrics"] == "otlp"
    # The pod must start where no collector is.
    assert document(objects)["wait_for"] == []


def test_only_prometheus_gets_to_the_metrics() -> None:
    chart = new_chart()
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, telemetry=Telemetry.prometheus())
    Security(
        chart,
        "security",
        app=app,
        clients=[Peer.traefik()],
        allow_unauthenticated=True,
        prometheus=Peer.prometheus(),
    )
    objects = synthesized(chart)
    policies = [item for item in objects if item["kind"] == "NetworkPolicy"]
    labels = one(objects, "Deployment")["spec"]["template"]["metadata"]["labels"]
    target = End("app", "10.9.1.1", "kotaemon", labels)
    traefik = End("traefik", "10.9.0.9", "traefik", {"app.kubernetes.io/name": "traefik"})
    reached = {
        (source.name, port): reaches(policies, source, target, port)
        for source in (PROMETHEUS, traefik)
        for port in (7860, 9464)
    }
    assert reached == {
        ("prometheus", 7860): False,
        ("prometheus", 9464): True,
        ("traefik", 7860): True,
        ("traefik", 9464): False,
    }


def test_the_collector_is_a_host_that_the_app_connects_to() -> None:
    chart = new_chart()
    telemetry = Telemetry.otlp(endpoint="http://otel.tracing.svc:4317")
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, telemetry=telemetry)
    error = refusal(lambda: Security(chart, "security", app=app))
    assert "otel.tracing.svc:4317, and nothing says where that is" in str(error)


def test_the_log_is_text_unless_it_is_said() -> None:
    assert document(deployed())["json_logs"] is False
    assert document(deployed(logs=LogFormat.JSON))["json_logs"] is True


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"endpoint": "otel:4317"}, "endpoint"),
        ({"endpoint": "http://otel.tracing.svc"}, "needs a port"),
        ({"endpoint": "http://otel.tracing.svc:4317/v1/traces"}, "knows no path"),
        ({"endpoint": "http://otel.example.com:4317", "headers": KEY}, "in clear text"),
        ({"endpoint": "http://otel.tracing.svc:4317", "ca": CA}, "http has no certificate"),
        ({"endpoint": "http://otel:4317", "traces": False, "sample_ratio": 0.5}, "there are no traces"),
        ({"endpoint": "http://otel:4317", "sample_ratio": 1.5}, "sample_ratio"),
        ({"endpoint": "http://otel:4317", "scraped": True, "traces": False}, "nothing is left to push"),
    ],
)
def test_what_could_not_work_is_refused(options: dict[str, Any], message: str) -> None:
    error = refusal(lambda: Telemetry.otlp(**options))
    assert isinstance(error, OptionError)
    assert message in str(error)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"traces": True}, "nothing says where to push to"),
        ({"scraped": False}, "nothing says where to push to"),
        ({"headers": KEY}, "nothing is pushed"),
        ({"ca": CA}, "nothing is pushed"),
    ],
)
def test_what_nothing_is_pushed_with_is_refused(options: dict[str, Any], message: str) -> None:
    assert message in str(refusal(lambda: Telemetry(**options)))


def test_two_ports_of_a_service_are_not_the_same() -> None:
    error = refusal(lambda: deployed(telemetry=Telemetry.prometheus(), service_port=9464))
    assert "port of the metrics" in str(error)
    deployed(service_port=9464)


@pytest.mark.parametrize("name", ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER", "OTEL_SERVICE_NAME"])
def test_what_the_options_set_is_not_set_beside_them(name: str) -> None:
    assert "use the option" in str(refusal(lambda: deployed(env={name: "x"})))
