"""Prometheus finds the pods of a deployment, all of them and no others, with what they ask for."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import (
    Exposure,
    KotaemonApp,
    Objectives,
    Observability,
    Override,
    Peer,
    PrometheusSetup,
    PublicUrl,
    Security,
    Telemetry,
    Thresholds,
    VectorStore,
)

import cdk8s
import pytest
import yaml

from tests.kotaemon_app.exposure_values import INGRESS, PROXY
from tests.observability.deployments import RUNBOOKS, URL, plain, promtool, whole, with_milvus
from tests.support import KEY, PASSWORD, Object, faulty, kotaemon, new_chart, one, refusal, synthesized


def monitors(objects: list[Object]) -> dict[str, Object]:
    return {item["metadata"]["name"]: item["spec"] for item in objects if item["kind"] == "PodMonitor"}


def _selects(spec: Object, labels: Mapping[str, str]) -> bool:
    selector = spec["selector"]
    absent = [expression["key"] for expression in selector.get("matchExpressions", ())]
    return all(labels.get(key) == value for key, value in selector["matchLabels"].items()) and not any(
        key in labels for key in absent
    )


def _templates(objects: list[Object]) -> list[Object]:
    return [item["spec"]["template"] for item in objects if item["kind"] in ("Deployment", "StatefulSet")]


def test_every_monitor_finds_pods_with_its_port() -> None:
    objects = synthesized(whole())
    assert faulty(objects) == []
    found = monitors(objects)
    assert sorted(found) == ["library", "library-library-db", "library-library-db-pooler", "library-library-vectors"]
    for template in _templates(objects):
        labels = template["metadata"]["labels"]
        (spec,) = [spec for spec in found.values() if _selects(spec, labels)]
        (endpoint,) = spec["podMetricsEndpoints"]
        ports = [port["name"] for each in template["spec"]["containers"] for port in each["ports"]]
        assert endpoint["port"] in ports
    # What CloudNativePG makes: an instance, and a pod of the pooler, which may carry the cluster's label, too.
    instance, pooler = {"cnpg.io/cluster": "library-db"}, {"cnpg.io/poolerName": "library-db-pooler"}
    assert [name for name, spec in found.items() if _selects(spec, instance)] == ["library-library-db"]
    assert [name for name, spec in found.items() if _selects(spec, pooler | instance)] == ["library-library-db-pooler"]


def test_qdrant_gets_the_key_that_reads_only_and_is_verified() -> None:
    (endpoint,) = monitors(synthesized(whole()))["library-library-vectors"]["podMetricsEndpoints"]
    assert endpoint["authorization"] == {
        "type": "Bearer",
        "credentials": {"name": "library-vectors", "key": "read-only"},
    }
    assert endpoint["scheme"] == "https"
    assert endpoint["tlsConfig"] == {
        "ca": {"secret": {"name": "library-vectors-tls", "key": "ca.crt"}},
        "serverName": "library-vectors",
    }


def test_milvus_is_read_on_its_own_port() -> None:
    objects = synthesized(with_milvus())
    (endpoint,) = monitors(objects)["library-library-vectors"]["podMetricsEndpoints"]
    assert (endpoint["port"], endpoint["scheme"]) == ("metrics", "http")
    assert "authorization" not in endpoint


def test_labels_and_interval_are_those_of_the_setup() -> None:
    objects = synthesized(whole(prometheus=PrometheusSetup.operator(labels={"release": "prom"}, interval="15s")))
    for item in objects:
        if item["apiVersion"].startswith("monitoring.coreos.com/"):
            assert item["metadata"]["labels"]["release"] == "prom"
    assert all(spec["podMetricsEndpoints"][0]["interval"] == "15s" for spec in monitors(objects).values())
    assert one(objects, "Probe")["spec"]["interval"] == "15s"


@pytest.mark.parametrize(
    ("url", "exposures", "base_path", "good"),
    [
        ("https://library.example.com/app_id", [Exposure.ingress(**INGRESS)], "", True),
        ("https://LIBRARY.example.com/app_id", [Exposure.ingress(**INGRESS)], "", True),
        ("https://library.example.com/a/app_id", [Exposure.ingress(**INGRESS)], "/a", True),
        ("https://other.example.com/app_id", [], "", True),
        ("https://other.example.com/app_id", [Exposure.ingress(**INGRESS)], "", False),
        ("https://library.example.com/app_id", [Exposure.ingress(**INGRESS)], "/a", False),
        ("https://library.example.com/ab/app_id", [Exposure.ingress(**INGRESS)], "/a", False),
    ],
)
def test_the_public_url_leads_to_the_app(url: str, exposures: list[Any], base_path: str, good: bool) -> None:
    app = KotaemonApp(
        new_chart(namespace="research"),
        "library",
        admin_password=PASSWORD,
        telemetry=Telemetry.prometheus(),
        exposures=exposures,
        auth_proxy=PROXY if exposures else None,
        base_path=base_path,
    )

    def make() -> Observability:
        return Observability(app.node.scope, "observability", app=app, runbooks=RUNBOOKS, public_url=PublicUrl(url))

    if good:
        assert make().probe
    else:
        assert refusal(make).faults[0].field == "public_url"


def test_the_public_url_is_looked_at() -> None:
    url = PublicUrl(URL, prober="prober.tools.svc:9115", module="http_post_2xx")
    spec = one(synthesized(plain(public_url=url)), "Probe")["spec"]
    assert spec["targets"]["staticConfig"] == {
        "static": [URL],
        "labels": {"namespace": "research", "kotaemon_deployment": "library"},
    }
    assert (spec["prober"]["url"], spec["module"]) == ("prober.tools.svc:9115", "http_post_2xx")


def test_a_store_elsewhere_is_watched_where_its_secrets_are() -> None:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    stores = new_chart("stores", "stores", app)
    chart = new_chart("library", "research", app)
    database = VectorStore.milvus(stores, "library-vectors", root_password=KEY)
    own = kotaemon(chart, "library", telemetry=Telemetry.prometheus(), vector_store=database)
    objects = synthesized(Observability(chart, "observability", app=own, runbooks=RUNBOOKS))
    monitor = one(objects, "PodMonitor", "library-library-vectors")
    assert monitor["metadata"]["namespace"] == "stores"
    assert monitor["spec"]["namespaceSelector"]["matchNames"] == ["stores"]


def _documents(observability: Observability) -> dict[str, Any]:
    data = one(synthesized(observability), "ConfigMap", "library-prometheus")["data"]
    return {name: yaml.safe_load(text) for name, text in data.items()}


def _discovered(config: Object, pods: list[Object], folder: Path) -> list[Object]:
    """Labels of the targets that Prometheus makes of pods with one scrape configuration."""
    # Debian builds Prometheus without Kubernetes: the pods are told to it with the labels that
    # its discovery makes (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod).
    (discovery,) = config["kubernetes_sd_configs"]
    assert discovery["role"] == "pod"
    namespaces = discovery["namespaces"]["names"]
    told = {key: value for key, value in config.items() if key != "kubernetes_sd_configs"}
    for part in ("authorization", "tls_config"):
        for key in ("credentials_file", "ca_file"):
            if key in told.get(part, {}):
                told[part] = {**told[part], key: str(folder / "file")}
    (folder / "file").touch()
    told["static_configs"] = [
        {"targets": [pod["address"]], "labels": pod["labels"]}
        for pod in pods
        if pod["labels"]["__meta_kubernetes_namespace"] in namespaces
    ]
    file = folder / "prometheus.yaml"
    file.write_text(yaml.safe_dump({"scrape_configs": [told]}))
    checked = subprocess.run([promtool(), "check", "config", "--syntax-only", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    run = subprocess.run(
        [promtool(), "check", "service-discovery", "--timeout=2s", file, config["job_name"]],
        capture_output=True,
        text=True,
    )
    results: list[Object] = json.loads(run.stdout)
    return [result["labels"] for result in results if result["labels"]]


def _pod(name: str, labels: Mapping[str, str], port: str, namespace: str = "research") -> Object:
    made = {
        "__meta_kubernetes_namespace": namespace,
        "__meta_kubernetes_pod_name": name,
        "__meta_kubernetes_pod_container_port_name": port,
    }
    for key, value in labels.items():
        sanitized = "".join(letter if letter.isalnum() else "_" for letter in key)
        made[f"__meta_kubernetes_pod_label_{sanitized}"] = value
        made[f"__meta_kubernetes_pod_labelpresent_{sanitized}"] = "true"
    return {"address": f"{name}:{port}.example:80", "labels": made}


def test_prometheus_finds_the_pods_of_one_deployment_only(tmp_path: Path) -> None:
    configs = {
        config["job_name"]: config
        for config in _documents(whole(prometheus=PrometheusSetup.files()))["scrape.yaml"]["scrape_configs"]
    }

    def kotaemon_pod(instance: str) -> dict[str, str]:
        return {
            "app.kubernetes.io/name": "kotaemon",
            "app.kubernetes.io/instance": instance,
            "app.kubernetes.io/component": "app",
        }

    pods = [
        _pod("ours", kotaemon_pod("library"), "metrics"),
        _pod("ours", kotaemon_pod("library"), "http"),
        _pod("theirs", kotaemon_pod("library-two"), "metrics"),
        _pod("elsewhere", kotaemon_pod("library"), "metrics", "other"),
        _pod("database", {"cnpg.io/cluster": "library-db"}, "metrics"),
        _pod("pooler", {"cnpg.io/cluster": "library-db", "cnpg.io/poolerName": "library-db-pooler"}, "metrics"),
    ]
    for job, name, workload in (
        ("research/library", "ours", "library"),
        ("research/library-library-db", "database", "library-db"),
        ("research/library-library-db-pooler", "pooler", "library-db-pooler"),
    ):
        (labels,) = _discovered(configs[job], pods, tmp_path)
        assert labels["pod"] == name
        assert labels["namespace"] == "research"
        assert (labels["kotaemon_deployment"], labels["kotaemon_workload"]) == ("library", workload)


def test_the_document_says_where_keys_and_authorities_are() -> None:
    documents = _documents(whole(prometheus=PrometheusSetup.files(secrets="/secrets")))
    (config,) = [
        each for each in documents["scrape.yaml"]["scrape_configs"] if each["job_name"].endswith("library-vectors")
    ]
    assert config["authorization"] == {"type": "Bearer", "credentials_file": "/secrets/library-vectors/read-only"}
    assert config["tls_config"] == {"ca_file": "/secrets/library-vectors-tls/ca.crt", "server_name": "library-vectors"}


def test_the_prober_is_asked_for_the_url(tmp_path: Path) -> None:
    configs = _documents(whole(prometheus=PrometheusSetup.files()))["scrape.yaml"]["scrape_configs"]
    (config,) = [each for each in configs if each["job_name"].startswith("probe/")]
    file = tmp_path / "prometheus.yaml"
    file.write_text(yaml.safe_dump({"scrape_configs": [config]}))
    run = subprocess.run(
        [promtool(), "check", "service-discovery", "--timeout=2s", file, config["job_name"]],
        capture_output=True,
        text=True,
    )
    (result,) = json.loads(run.stdout)
    assert result["labels"]["__param_target"] == URL
    assert result["labels"]["__address__"] == "prometheus-blackbox-exporter.monitoring.svc:9115"
    assert (result["labels"]["namespace"], result["labels"]["kotaemon_deployment"]) == ("research", "library")


def test_prometheus_is_let_in_where_it_reads() -> None:
    chart = new_chart(namespace="research")
    app = kotaemon(chart, "library", offline=True, telemetry=Telemetry.prometheus())
    Observability(chart, "observability", app=app, runbooks=RUNBOOKS)
    Security(chart, "security", app=app, prometheus=Peer.prometheus())
    policy = one(synthesized(chart), "NetworkPolicy", "library")["spec"]
    assert [rule["ports"] for rule in policy["ingress"]] == [[{"port": 9464, "protocol": "TCP"}]]


def test_two_deployments_of_one_namespace_are_watched_side_by_side() -> None:
    chart = new_chart(namespace="research")
    for name in ("library", "library-two"):
        app = kotaemon(chart, name, telemetry=Telemetry.prometheus())
        Observability(chart, f"{name}-observability", app=app, runbooks=RUNBOOKS)
    objects = synthesized(chart)
    assert faulty(objects) == []
    assert sorted(monitors(objects)) == ["library", "library-two"]
    for template in _templates(objects):
        labels = template["metadata"]["labels"]
        (name,) = [name for name, spec in monitors(objects).items() if _selects(spec, labels)]
        assert name == labels["app.kubernetes.io/instance"]
    names = [group["name"] for item in objects if item["kind"] == "PrometheusRule" for group in item["spec"]["groups"]]
    assert len(names) == len(set(names))


def _without_metrics() -> Observability:
    chart = new_chart(namespace="research")
    return Observability(chart, "observability", app=kotaemon(chart), runbooks=RUNBOOKS)


def _pushed() -> Observability:
    chart = new_chart(namespace="research")
    app = kotaemon(chart, telemetry=Telemetry.otlp(endpoint="http://otel.tracing.svc:4317"))
    return Observability(chart, "observability", app=app, runbooks=RUNBOOKS)


def _without_namespace() -> Observability:
    chart = new_chart(namespace=None)
    app = kotaemon(chart, telemetry=Telemetry.prometheus())
    return Observability(chart, "observability", app=app, runbooks=RUNBOOKS)


def _in_another_chart() -> Observability:
    root = cdk8s.App(outdir="/dev/null/nowhere")
    app = kotaemon(new_chart("one", "research", root), telemetry=Telemetry.prometheus())
    return Observability(new_chart("two", "research", root), "observability", app=app, runbooks=RUNBOOKS)


def _twice() -> Observability:
    chart = new_chart(namespace="research")
    app = kotaemon(chart, telemetry=Telemetry.prometheus())
    Observability(chart, "observability", app=app, runbooks=RUNBOOKS)
    return Observability(chart, "again", app=app, runbooks=RUNBOOKS)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_without_metrics, "serves no metrics"),
        (_pushed, "serves no metrics"),
        (_without_namespace, "has no namespace"),
        (_in_another_chart, "is in another chart"),
        (_twice, "watches it already"),
        (lambda: plain(runbooks="docs/runbooks"), "runbooks"),
        (lambda: PrometheusSetup.operator(interval="5m"), "interval"),
        (lambda: PrometheusSetup.operator(interval="soon"), "interval"),
        (lambda: PrometheusSetup.operator(labels={"release": "a b"}), "labels"),
        (lambda: PrometheusSetup.files(secrets="secrets"), "secrets"),
        (lambda: PublicUrl("library.example.com"), "url"),
        (lambda: PublicUrl(URL, prober="prober"), "prober"),
        (lambda: PublicUrl(URL, module=" "), "module"),
        (lambda: Thresholds(down_minutes=0), "down_minutes"),
        (lambda: Thresholds(model_error_percent=100), "model_error_percent"),
        (lambda: Thresholds(volume_hours=0), "volume_hours"),
        (lambda: Objectives(requests=100), "requests"),
        (lambda: Objectives(requests=None, answers=None, fast_answers=None), "no objective"),
        (lambda: Objectives(fast_seconds=20), "between two bounds"),
        (
            lambda: plain(overrides=[Override.remove("PodMonitor", "/spec/selector/matchLabels")]),
            "PodMonitor.spec.selector",
        ),
    ],
)
def test_what_could_not_work_is_refused(make: Any, words: str) -> None:
    assert words in str(refusal(make))
