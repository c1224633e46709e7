"""The Kubernetes objects of scaling, around the Deployment."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.scaling.autoscaling import ScalingPace
from kotaemon_cdk8s.scaling.request_rate import RequestRate
from kotaemon_cdk8s.scaling.scaling import Autoscaler, Scaling
from kotaemon_cdk8s.wiring import SecretRef

from cdk8s_plus_27 import k8s

# https://kubernetes.io/docs/reference/labels-annotations-taints/
_ZONE, _HOST = "topology.kubernetes.io/zone", "kubernetes.io/hostname"


def metric_name(namespace: str | None, app: str) -> str:
    """What the rate of requests of one app is called in the external metrics API."""
    # No name of Kubernetes has an underscore, so no two apps meet.
    return f"kotaemon_{namespace or 'default'}_{app}_requests_per_second"


def spread(scaling: Scaling, identity: Identity) -> list[k8s.TopologySpreadConstraint] | None:
    """Constraints that keep the loss of a zone or node from taking more pods than need be."""
    if not scaling.is_scaled:
        return None
    return [
        k8s.TopologySpreadConstraint(
            max_skew=1,
            topology_key=key,
            when_unsatisfiable=rule.value,
            label_selector=k8s.LabelSelector(match_labels=identity.selector),
            # Beta, and on, since Kubernetes 1.27: without it the pods of the version that a
            # roll-out replaces would count.
            match_label_keys=["pod-template-hash"],
        )
        for key, rule in ((_ZONE, scaling.zones), (_HOST, scaling.hosts))
    ]


def objects(
    scaling: Scaling, identity: Identity, *, namespace: str | None, container: str, port: int
) -> dict[str, Any]:
    """What stands beside the Deployment, by construct id.

    Args:
        scaling: What the user wants.
        identity: Whose it is; the Deployment is called like its instance.
        namespace: Where it is.
        container: Name of the app's container, whose use counts.
        port: Port of the app's Service.
    """
    found: dict[str, Any] = {}
    name = identity.instance
    if scaling.is_scaled:
        found["disruption-budget"] = _budget(scaling, identity)
    if scaling.autoscaler is Autoscaler.HORIZONTAL:
        found["autoscaler"] = _horizontal(scaling, identity, metric_name(namespace, name), container)
    elif scaling.autoscaler is Autoscaler.KEDA:
        found["autoscaler"] = _keda(scaling, identity, namespace or "default", port, container)
        if scaling.prometheus_token is not None:
            found["prometheus-authentication"] = _authentication(identity, scaling.prometheus_token)
    if scaling.recommend_resources:
        found["vertical-autoscaler"] = _vertical(identity)
    return found


def _budget(scaling: Scaling, identity: Identity) -> Any:
    return k8s.KubePodDisruptionBudget.manifest(
        metadata=identity.metadata(identity.instance, Wave.APP),
        spec=k8s.PodDisruptionBudgetSpec(
            # Not minAvailable: with as many pods as that, no node could be drained.
            max_unavailable=k8s.IntOrString.from_number(scaling.max_unavailable),
            selector=k8s.LabelSelector(match_labels=identity.selector),
            # Beta, and on, since Kubernetes 1.27: a pod that is not ready serves nobody, and must
            # not hold up a drain.
            unhealthy_pod_eviction_policy="AlwaysAllow",
        ),
    )


def _horizontal(scaling: Scaling, identity: Identity, metric: str, container: str) -> Any:
    pace = scaling.pace
    targets = {"cpu": scaling.cpu_percent, "memory": scaling.memory_percent}
    metrics = [
        # Of one container, on since Kubernetes 1.27: a sidecar without requests would make the
        # metric of the whole pod fail.
        k8s.MetricSpecV2(
            type="ContainerResource",
            container_resource=k8s.ContainerResourceMetricSourceV2(
                container=container,
                name=name,
                target=k8s.MetricTargetV2(type="Utilization", average_utilization=percent),
            ),
        )
        for name, percent in targets.items()
        if percent is not None
    ]
    if scaling.requests is not None:
        metrics.append(
            k8s.MetricSpecV2(
                type="External",
                external=k8s.ExternalMetricSourceV2(
                    metric=k8s.MetricIdentifierV2(name=metric),
                    # Divided by the number of pods.
                    target=k8s.MetricTargetV2(type="AverageValue", average_value=_rate(scaling.requests)),
                ),
            )
        )
    return k8s.KubeHorizontalPodAutoscalerV2.manifest(
        metadata=identity.metadata(identity.instance, Wave.APP),
        spec=k8s.HorizontalPodAutoscalerSpecV2(
            scale_target_ref=k8s.CrossVersionObjectReferenceV2(
                api_version="apps/v1", kind="Deployment", name=identity.instance
            ),
            min_replicas=scaling.minimum,
            max_replicas=scaling.maximum,
            metrics=metrics,
            behavior=k8s.HorizontalPodAutoscalerBehaviorV2(
                scale_up=_rules(pace.up_after_seconds, pace.up_pods, pace.up_seconds),
                scale_down=_rules(pace.down_after_seconds, pace.down_pods, pace.down_seconds),
            ),
        ),
    )


def _rules(after: int, pods: int, seconds: int) -> k8s.HpaScalingRulesV2:
    return k8s.HpaScalingRulesV2(
        stabilization_window_seconds=after,
        select_policy="Max",
        policies=[k8s.HpaScalingPolicyV2(type="Pods", value=pods, period_seconds=seconds)],
    )


def _rate(requests: RequestRate) -> k8s.Quantity:
    # The API server writes 2.5 as 2500m.
    thousandths = round(requests.per_pod * 1000)
    return k8s.Quantity.from_string(f"{thousandths // 1000}" if thousandths % 1000 == 0 else f"{thousandths}m")


def _behavior(pace: ScalingPace) -> dict[str, Any]:
    return {
        key: {
            "stabilizationWindowSeconds": after,
            "selectPolicy": "Max",
            "policies": [{"type": "Pods", "value": pods, "periodSeconds": seconds}],
        }
        for key, after, pods, seconds in (
            ("scaleUp", pace.up_after_seconds, pace.up_pods, pace.up_seconds),
            ("scaleDown", pace.down_after_seconds, pace.down_pods, pace.down_seconds),
        )
    }


# No bindings for these three kinds: what matters in a trigger is a free map of texts, and the others
# have few fields.
def _keda(scaling: Scaling, identity: Identity, namespace: str, port: int, container: str) -> dict[str, Any]:
    triggers: list[dict[str, Any]] = [
        # kedacore/keda, pkg/scalers/cpu_memory_scaler.go.
        {
            "type": name,
            "metricType": "Utilization",
            "metadata": {"value": str(percent), "containerName": container},
        }
        for name, percent in (("cpu", scaling.cpu_percent), ("memory", scaling.memory_percent))
        if percent is not None
    ]
    if scaling.requests is not None:
        # pkg/scalers/prometheus_scaler.go.
        triggers.append(
            {
                "type": "prometheus",
                "metricType": "AverageValue",
                "metadata": {
                    "serverAddress": scaling.prometheus,
                    "query": scaling.requests.query_of(namespace=namespace, name=identity.instance, port=port),
                    "threshold": f"{scaling.requests.per_pod:g}",
                    **({"authModes": "bearer"} if scaling.prometheus_token else {}),
                },
                **({"authenticationRef": {"name": identity.instance}} if scaling.prometheus_token else {}),
            }
        )
    triggers += [
        # pkg/scalers/cron_scaler.go.
        {
            "type": "cron",
            "metadata": {
                "timezone": window.timezone,
                "start": window.start,
                "end": window.end,
                "desiredReplicas": str(window.replicas),
            },
        }
        for window in scaling.windows
    ]
    return {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "ScaledObject",
        "metadata": _late(identity),
        "spec": {
            "scaleTargetRef": {"name": identity.instance},
            "minReplicaCount": scaling.minimum,
            "maxReplicaCount": scaling.maximum,
            "advanced": {
                # Else it would be called keda-hpa-…, unlike the other autoscaler.
                "horizontalPodAutoscalerConfig": {"name": identity.instance, "behavior": _behavior(scaling.pace)}
            },
            "triggers": triggers,
        },
    }


def _authentication(identity: Identity, token: SecretRef) -> dict[str, Any]:
    return {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "TriggerAuthentication",
        "metadata": _late(identity),
        "spec": {
            # pkg/scalers/authentication/authentication_types.go, BearerToken.
            "secretTargetRef": [{"parameter": "bearerToken", "name": token.name, "key": token.key}]
        },
    }


def _vertical(identity: Identity) -> dict[str, Any]:
    return {
        "apiVersion": "autoscaling.k8s.io/v1",
        "kind": "VerticalPodAutoscaler",
        "metadata": _late(identity),
        "spec": {
            "targetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": identity.instance},
            # It only recommends: in another mode it would evict pods, and undo a horizontal
            # autoscaler on the same metrics.
            "updatePolicy": {"updateMode": "Off"},
        },
    }


def _late(identity: Identity) -> dict[str, Any]:
    return {
        "name": identity.instance,
        "labels": identity.labels,
        "annotations": {**LATE_CRD, SYNC_WAVE: str(int(Wave.APP))},
    }
