"""What Prometheus reads: as objects of its operator, and as a document of scrape configurations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.observability.prometheus_setup import PrometheusSetup, PublicUrl
from kotaemon_cdk8s.observability.scope import DEPLOYMENT, WORKLOAD, Scope, Watched
from kotaemon_cdk8s.wiring import Metrics, SecretRef

import cdk8s


def monitored(scope: Scope) -> list[tuple[Watched, Metrics]]:
    """What shows metrics."""
    return [(watched, watched.metrics) for watched in scope.workloads if watched.metrics is not None]


def monitor_name(scope: Scope, watched: Watched) -> str:
    """Of a PodMonitor: two deployments may use one server, and each gets its series under its own name."""
    name = watched.workload.name
    return name if name == scope.name else f"{scope.name}-{name}"


def metadata(identity: Identity, name: str, labels: Mapping[str, str]) -> cdk8s.ApiObjectMetadata:
    """Of a custom resource whose kind another Application installs."""
    return cdk8s.ApiObjectMetadata(
        name=name,
        labels={**labels, **identity.labels},
        annotations={**LATE_CRD, SYNC_WAVE: str(int(Wave.ACCESS))},
    )


def pod_monitor(
    identity: Identity, scope: Scope, watched: Watched, metrics: Metrics, setup: PrometheusSetup
) -> dict[str, Any]:
    """One workload, selected by all labels of its pods."""
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.com.coreos import monitoring as m

    pods = watched.workload.pods
    authorization = tls = None
    if metrics.token is not None:
        authorization = m.PodMonitorSpecPodMetricsEndpointsAuthorization(
            type="Bearer",
            credentials=m.PodMonitorSpecPodMetricsEndpointsAuthorizationCredentials(
                name=metrics.token.name, key=metrics.token.key
            ),
        )
    if metrics.ca is not None:
        tls = m.PodMonitorSpecPodMetricsEndpointsTlsConfig(
            ca=m.PodMonitorSpecPodMetricsEndpointsTlsConfigCa(
                secret=m.PodMonitorSpecPodMetricsEndpointsTlsConfigCaSecret(name=metrics.ca.name, key=metrics.ca.key)
            ),
            server_name=metrics.server_name,
        )
    made: dict[str, Any] = m.PodMonitor.manifest(
        metadata=metadata(identity, monitor_name(scope, watched), setup.labels),
        spec=m.PodMonitorSpec(
            namespace_selector=m.PodMonitorSpecNamespaceSelector(match_names=[watched.namespace]),
            selector=m.PodMonitorSpecSelector(
                match_labels=dict(pods.labels),
                match_expressions=[
                    m.PodMonitorSpecSelectorMatchExpressions(key=key, operator="DoesNotExist") for key in pods.without
                ]
                or None,
            ),
            pod_metrics_endpoints=[
                m.PodMonitorSpecPodMetricsEndpoints(
                    port=metrics.port_name,
                    path="/metrics",
                    scheme=m.PodMonitorSpecPodMetricsEndpointsScheme[metrics.scheme.upper()],
                    interval=setup.interval,
                    authorization=authorization,
                    tls_config=tls,
                    relabelings=[
                        m.PodMonitorSpecPodMetricsEndpointsRelabelings(target_label=label, replacement=value)
                        for label, value in _target_labels(scope, watched).items()
                    ],
                )
            ],
        ),
    )
    return made


def probe(identity: Identity, scope: Scope, public: PublicUrl, setup: PrometheusSetup) -> dict[str, Any]:
    """The public URL."""
    from kotaemon_cdk8s.imports.com.coreos import monitoring as m

    made: dict[str, Any] = m.Probe.manifest(
        metadata=metadata(identity, scope.name, setup.labels),
        spec=m.ProbeSpec(
            interval=setup.interval,
            module=public.module,
            prober=m.ProbeSpecProber(url=public.prober),
            targets=m.ProbeSpecTargets(
                static_config=m.ProbeSpecTargetsStaticConfig(static=[public.url], labels=scope.labels)
            ),
        ),
    )
    return made


def scrape_configs(scope: Scope, public: PublicUrl | None, setup: PrometheusSetup) -> list[dict[str, Any]]:
    """The same as a document, by https://prometheus.io/docs/prometheus/latest/configuration/configuration/."""
    found = [_pods_config(scope, watched, metrics, setup) for watched, metrics in monitored(scope)]
    return [*found, *([_probe_config(scope, public, setup)] if public else [])]


def files_needed(scope: Scope) -> tuple[SecretRef, ...]:
    """Secrets that Prometheus needs."""
    refs = (ref for _, metrics in monitored(scope) for ref in (metrics.token, metrics.ca) if ref is not None)
    return tuple(dict.fromkeys(refs))


def _target_labels(scope: Scope, watched: Watched) -> dict[str, str]:
    return {DEPLOYMENT: scope.name, WORKLOAD: watched.workload.name}


def _pods_config(scope: Scope, watched: Watched, metrics: Metrics, setup: PrometheusSetup) -> dict[str, Any]:
    def path(ref: SecretRef) -> str:
        return f"{setup.secrets}/{ref.name}/{ref.key}"

    pods = watched.workload.pods
    config: dict[str, Any] = {
        "job_name": f"{watched.namespace}/{monitor_name(scope, watched)}",
        "scrape_interval": setup.interval,
        "scheme": metrics.scheme,
        "kubernetes_sd_configs": [{"role": "pod", "namespaces": {"names": [watched.namespace]}}],
        "relabel_configs": [
            *_kept(pods.labels),
            *({"source_labels": [_present(key)], "regex": "true", "action": "drop"} for key in pods.without),
            {
                "source_labels": ["__meta_kubernetes_pod_container_port_name"],
                "regex": metrics.port_name,
                "action": "keep",
            },
            {"source_labels": ["__meta_kubernetes_namespace"], "target_label": "namespace"},
            {"source_labels": ["__meta_kubernetes_pod_name"], "target_label": "pod"},
            *({"target_label": label, "replacement": value} for label, value in _target_labels(scope, watched).items()),
        ],
    }
    if metrics.token is not None:
        config["authorization"] = {"type": "Bearer", "credentials_file": path(metrics.token)}
    if metrics.ca is not None:
        config["tls_config"] = {"ca_file": path(metrics.ca), "server_name": metrics.server_name}
    return config


def _probe_config(scope: Scope, public: PublicUrl, setup: PrometheusSetup) -> dict[str, Any]:
    # https://github.com/prometheus/blackbox_exporter#prometheus-configuration
    return {
        "job_name": f"probe/{scope.namespace}/{scope.name}",
        "scrape_interval": setup.interval,
        "metrics_path": "/probe",
        "params": {"module": [public.module]},
        "static_configs": [{"targets": [public.url], "labels": scope.labels}],
        "relabel_configs": [
            {"source_labels": ["__address__"], "target_label": "__param_target"},
            {"source_labels": ["__param_target"], "target_label": "instance"},
            {"target_label": "__address__", "replacement": public.prober},
        ],
    }


def _kept(labels: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for key, value in labels.items():
        yield {
            "source_labels": [f"__meta_kubernetes_pod_label_{_sanitized(key)}"],
            "regex": _quoted(value),
            "action": "keep",
        }


def _present(key: str) -> str:
    return f"__meta_kubernetes_pod_labelpresent_{_sanitized(key)}"


def _sanitized(key: str) -> str:
    # prometheus/prometheus, util/strutil/strconv.go (SanitizeLabelName).
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in key)


def _quoted(value: str) -> str:
    return value.replace(".", "[.]")
