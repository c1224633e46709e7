"""Several pods: only with shared state, apart from each other, and with sessions that stay where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    AdmissionPolicies,
    CronWindow,
    Exposure,
    MetadataDb,
    Namespace,
    OptionError,
    Override,
    Pod,
    Pooler,
    Probes,
    RequestRate,
    Resources,
    Scaling,
    ScalingPace,
    SecretInventory,
    Size,
    Spot,
    Spread,
    Storage,
    Telemetry,
)
from kotaemon_cdk8s.scaling.scaling import Autoscaler

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from tests.kotaemon_app.exposure_values import INGRESS, PROXY
from tests.kotaemon_app.option_values import AFFINITY
from tests.kotaemon_app.scaling_values import AUTOSCALED, PROMETHEUS, WINDOW, use_scaling
from tests.kotaemon_app.store_values import SHARED
from tests.support import KEY, Object, deployed, faulty, kotaemon, new_chart, one, pod, refusal, synthesized

MANY = Storage.claim(access_mode=AccessMode.READ_WRITE_MANY)
LABELS = {
    "app.kubernetes.io/name": "kotaemon",
    "app.kubernetes.io/instance": "kotaemon",
    "app.kubernetes.io/component": "app",
}


def scaled(scaling: Scaling, **options: Any) -> list[Object]:
    return deployed(**{**use_scaling(scaling), **options})


def kinds(objects: list[Object]) -> set[str]:
    return {item["kind"] for item in objects}


def test_one_pod_has_nothing_of_it() -> None:
    objects = deployed()
    assert one(objects, "Deployment")["spec"]["replicas"] == 1
    assert "topologySpreadConstraints" not in pod(objects)
    assert "sessionAffinity" not in one(objects, "Service")["spec"]
    # With one pod, a budget would block a drain, or say nothing.
    assert not kinds(objects) & {"PodDisruptionBudget", "HorizontalPodAutoscaler", "ScaledObject"}


def test_each_part_that_is_not_shared_is_named_with_how_to_share_it() -> None:
    faults = refusal(lambda: kotaemon(scaling=Scaling.fixed(2))).faults
    assert [fault.field for fault in faults] == ["metadata_db", "vector_store", "document_store", "storage"]
    for fault, way in zip(faults, ("MetadataDb.", "VectorStore.", "DocumentStore.", "READ_WRITE_MANY"), strict=True):
        assert way in fault.fix


@pytest.mark.parametrize("alone", ["metadata_db", "vector_store", "document_store", "storage"])
@pytest.mark.parametrize(
    "scaling",
    [
        Scaling.fixed(2),
        Scaling.horizontal(minimum=1, maximum=2, cpu_percent=80),
        Scaling.keda(minimum=1, maximum=2, cpu_percent=80),
    ],
    ids=["fixed", "horizontal", "keda"],
)
def test_one_part_that_is_not_shared_is_enough(alone: str, scaling: Scaling) -> None:
    options = use_scaling(scaling)
    del options[alone]
    assert [fault.field for fault in refusal(lambda: kotaemon(**options)).faults] == [alone]


def test_several_pods_overlap_and_stand_apart() -> None:
    objects = scaled(Scaling.fixed(3, zones=Spread.REQUIRED))
    spec = one(objects, "Deployment")["spec"]
    assert spec["replicas"] == 3
    assert spec["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}
    zone, host = pod(objects)["topologySpreadConstraints"]
    assert (zone["topologyKey"], zone["whenUnsatisfiable"]) == ("topology.kubernetes.io/zone", "DoNotSchedule")
    assert (host["topologyKey"], host["whenUnsatisfiable"]) == ("kubernetes.io/hostname", "ScheduleAnyway")
    for constraint in (zone, host):
        assert constraint["labelSelector"] == {"matchLabels": LABELS}
        # A roll-out's old pods do not count.
        assert constraint["matchLabelKeys"] == ["pod-template-hash"]
        # The API server refuses it beside ScheduleAnyway.
        assert "minDomains" not in constraint


def test_a_session_stays_on_its_pod() -> None:
    service = one(scaled(Scaling.fixed(2)), "Service")["spec"]
    assert service["sessionAffinity"] == "ClientIP"
    assert service["sessionAffinityConfig"] == {"clientIP": {"timeoutSeconds": 10800}}


def test_a_drain_is_never_blocked() -> None:
    budget = one(scaled(Scaling.fixed(3)), "PodDisruptionBudget")["spec"]
    assert budget == {
        "maxUnavailable": 1,
        "unhealthyPodEvictionPolicy": "AlwaysAllow",
        "selector": {"matchLabels": LABELS},
    }


def test_the_autoscaler_alone_says_how_many() -> None:
    scaling = Scaling.horizontal(minimum=2, maximum=6, cpu_percent=80, memory_percent=90)
    objects = scaled(scaling)
    assert "replicas" not in one(objects, "Deployment")["spec"]
    spec = one(objects, "HorizontalPodAutoscaler")["spec"]
    assert (spec["minReplicas"], spec["maxReplicas"]) == (2, 6)
    assert spec["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "kotaemon"}
    measured = {item["containerResource"]["name"]: item["containerResource"] for item in spec["metrics"]}
    assert {name: item["target"]["averageUtilization"] for name, item in measured.items()} == {"cpu": 80, "memory": 90}
    # The requests of a sidecar do not count.
    assert {item["container"] for item in measured.values()} == {"kotaemon"}


def test_pods_go_late_and_one_by_one() -> None:
    rules = one(scaled(Scaling.horizontal(**AUTOSCALED)), "HorizontalPodAutoscaler")["spec"]["behavior"]
    assert rules["scaleDown"] == {
        "stabilizationWindowSeconds": 600,
        "selectPolicy": "Max",
        "policies": [{"type": "Pods", "value": 1, "periodSeconds": 300}],
    }
    assert rules["scaleUp"]["stabilizationWindowSeconds"] == 0


def test_a_number_in_git_beside_an_autoscaler_is_refused() -> None:
    patch = Override.add("Deployment", "/spec/replicas", 3)
    error = refusal(lambda: scaled(Scaling.horizontal(**AUTOSCALED), overrides=[patch]))
    assert "spec.replicas" in error.faults[0].field
    app = kotaemon(**use_scaling(Scaling.horizontal(**AUTOSCALED)))
    app.deployment.add_json_patch(cdk8s.JsonPatch.add("/spec/replicas", 3))
    assert "spec.replicas" in refusal(lambda: synthesized(app)).faults[0].field


def test_keda_has_the_same_targets_and_hours() -> None:
    rate = RequestRate.ingress_nginx(per_pod=2.5)
    scaling = Scaling.keda(**AUTOSCALED, memory_percent=90, requests=rate, prometheus=PROMETHEUS, windows=[WINDOW])
    spec = one(scaled(scaling), "ScaledObject")["spec"]
    assert spec["scaleTargetRef"] == {"name": "kotaemon"}
    # Never zero: the first user would wait for a start, and everybody be logged out.
    assert (spec["minReplicaCount"], spec["maxReplicaCount"]) == (2, 6)
    cpu, memory, requests, hours = spec["triggers"]
    assert cpu == {
        "type": "cpu",
        "metricType": "Utilization",
        "metadata": {"value": "80", "containerName": "kotaemon"},
    }
    assert memory["metadata"]["value"] == "90"
    assert requests["metricType"] == "AverageValue"
    assert requests["metadata"]["serverAddress"] == PROMETHEUS
    assert requests["metadata"]["threshold"] == "2.5"
    assert 'exported_namespace="kotaemon"' in requests["metadata"]["query"]
    assert hours["metadata"] == {
        "timezone": "Europe/Berlin",
        "start": "30 7 * * 1-5",
        "end": "0 18 * * 1-5",
        "desiredReplicas": "3",
    }
    horizontal = one(scaled(Scaling.horizontal(**AUTOSCALED)), "HorizontalPodAutoscaler")["spec"]["behavior"]
    assert spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"] == horizontal


def test_the_vertical_autoscaler_only_recommends() -> None:
    spec = one(deployed(scaling=Scaling.fixed(recommend_resources=True)), "VerticalPodAutoscaler")["spec"]
    assert spec["updatePolicy"] == {"updateMode": "Off"}
    assert spec["targetRef"]["name"] == "kotaemon"


def test_other_objects_of_a_deployment_do_not_mind() -> None:
    chart = new_chart()
    Namespace(chart, "namespace")
    kotaemon(chart, **use_scaling(Scaling.horizontal(**AUTOSCALED)))
    AdmissionPolicies(chart, "admission")
    assert faulty(synthesized(chart)) == []


def test_spot_nodes_are_preferred_or_the_only_ones() -> None:
    spec = pod(deployed(pod=Pod(spot=Spot.gke())))
    assert spec["tolerations"] == [
        {"key": "cloud.google.com/gke-spot", "operator": "Equal", "value": "true", "effect": "NoSchedule"}
    ]
    (term,) = spec["affinity"]["nodeAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]
    assert term["preference"]["matchExpressions"][0]["key"] == "cloud.google.com/gke-spot"
    only = pod(deployed(pod=Pod(spot=Spot.karpenter(only=True), affinity=AFFINITY)))
    assert only["nodeSelector"] == {"karpenter.sh/capacity-type": "spot"}
    assert "preferredDuringSchedulingIgnoredDuringExecution" not in only["affinity"]["nodeAffinity"]
    # No taint is there to be tolerated.
    assert "tolerations" not in only


@pytest.mark.parametrize("size", [Size.small, Size.medium, Size.large])
def test_a_size_is_valid_and_above_what_the_app_holds(size: Callable[[], Resources]) -> None:
    resources = pod(deployed(resources=size()))["containers"][0]["resources"]
    assert "cpu" not in resources["limits"]
    assert faulty(deployed(resources=size())) == []


def test_the_sizes_grow() -> None:
    amounts = [
        (float(size.memory_request.rstrip("MGi")) * (1024 if "Gi" in size.memory_request else 1), size.memory_limit)
        for size in (Size.small(), Size.medium(), Size.large())
    ]
    assert amounts == sorted(amounts)


WRONG: list[tuple[str, Callable[[], object]]] = [
    ("replicas", lambda: Scaling.fixed(0)),
    ("minimum", lambda: Scaling.horizontal(minimum=6, maximum=2, cpu_percent=80)),
    ("minimum", lambda: Scaling.horizontal(minimum=2, maximum=2, cpu_percent=80)),
    ("minimum", lambda: Scaling.keda(minimum=0, maximum=2, cpu_percent=80)),
    ("cpu_percent", lambda: Scaling.horizontal(minimum=1, maximum=2)),
    ("cpu_percent", lambda: Scaling.horizontal(minimum=1, maximum=2, cpu_percent=1)),
    ("max_unavailable", lambda: Scaling.fixed(3, max_unavailable=0)),
    ("max_unavailable", lambda: Scaling.fixed(3, max_unavailable=3)),
    ("max_unavailable", lambda: Scaling.horizontal(minimum=1, maximum=9, cpu_percent=80, max_unavailable=2)),
    ("zones", lambda: Scaling.fixed(1, zones=Spread.REQUIRED)),
    ("session_seconds", lambda: Scaling.fixed(1, session_seconds=600)),
    ("session_seconds", lambda: Scaling.fixed(2, session_seconds=5)),
    ("maximum", lambda: Scaling(minimum=1, maximum=3)),
    ("cpu_percent", lambda: Scaling(minimum=3, maximum=3, cpu_percent=80)),
    ("pace", lambda: Scaling(minimum=3, maximum=3, pace=ScalingPace(up_pods=9))),
    (
        "windows",
        lambda: Scaling(minimum=1, maximum=3, autoscaler=Autoscaler.HORIZONTAL, cpu_percent=80, windows=[WINDOW]),
    ),
    ("windows", lambda: Scaling.keda(minimum=3, maximum=6, windows=[WINDOW])),
    ("windows", lambda: Scaling.keda(minimum=1, maximum=2, windows=[WINDOW])),
    ("prometheus", lambda: Scaling.keda(**AUTOSCALED, requests=RequestRate.traefik())),
    ("prometheus", lambda: Scaling.keda(**AUTOSCALED, prometheus=PROMETHEUS)),
    ("prometheus", lambda: Scaling.keda(**AUTOSCALED, requests=RequestRate.traefik(), prometheus="prometheus:9090")),
    ("prometheus_token", lambda: Scaling.keda(**AUTOSCALED, prometheus_token=KEY)),
    (
        "prometheus_token",
        lambda: Scaling(minimum=1, maximum=3, autoscaler=Autoscaler.HORIZONTAL, cpu_percent=80, prometheus_token=KEY),
    ),
    (
        "prometheus",
        lambda: Scaling.keda(
            **AUTOSCALED,
            requests=RequestRate.traefik(),
            prometheus="http://prometheus.example.com",
            prometheus_token=KEY,
        ),
    ),
    ("down_after_seconds", lambda: ScalingPace(down_after_seconds=0)),
    ("up_seconds", lambda: ScalingPace(up_seconds=3600)),
    ("start", lambda: CronWindow(start="8:00", end="0 9 * * *", timezone="UTC", replicas=2)),
    ("end", lambda: CronWindow(start="0 9 * * *", end="0 9 * * *", timezone="UTC", replicas=2)),
    ("timezone", lambda: CronWindow(start="0 8 * * *", end="0 9 * * *", timezone="Berlin", replicas=2)),
    ("timezone", lambda: CronWindow(start="0 8 * * *", end="0 9 * * *", timezone="../etc/passwd", replicas=2)),
    ("series", lambda: RequestRate.promql("sum(a)", series="a{}")),
    ("query", lambda: RequestRate.promql("sum(a)", series="b")),
    ("query", lambda: RequestRate.promql("sum(a{app='$app'})", series="a")),
    ("query", lambda: RequestRate.promql("sum(<<.Series>>) + a", series="a")),
    ("route", lambda: RequestRate.envoy_gateway(route="A b")),
    ("per_pod", lambda: RequestRate.traefik(per_pod=0)),
    ("label", lambda: Spot(label="a b", value="x", taint=False)),
    ("spot", lambda: Pod(spot=Spot.eks(), affinity=AFFINITY)),
    (
        "node_selector",
        lambda: Pod(spot=Spot.eks(only=True), node_selector={"eks.amazonaws.com/capacityType": "ON_DEMAND"}),
    ),
]


@pytest.mark.parametrize(("field", "make"), WRONG, ids=[f"{n}-{field}" for n, (field, _) in enumerate(WRONG)])
def test_what_cannot_work_is_refused(field: str, make: Callable[[], object]) -> None:
    assert refusal(make).faults[0].field == field


def test_a_target_below_what_the_idle_app_holds_is_refused() -> None:
    scaling = Scaling.horizontal(minimum=1, maximum=3, memory_percent=60)
    assert refusal(lambda: scaled(scaling)).faults[0].field == "scaling.memory_percent"
    assert scaled(scaling, resources=Resources(memory_request="2Gi"))


@pytest.mark.parametrize(
    ("percent", "resources", "good"),
    [
        (90, Resources(cpu_request="1"), 80),
        (400, Resources(), 180),
        (100, Resources(cpu_limit="500m"), 80),
        (50, Resources(cpu_request="2"), 40),
    ],
)
def test_a_target_that_the_app_never_reaches_is_refused(percent: int, resources: Resources, good: int) -> None:
    def made(cpu_percent: int) -> list[Object]:
        scaling = Scaling.horizontal(minimum=1, maximum=3, cpu_percent=cpu_percent)
        return scaled(scaling, resources=resources)

    fault = refusal(lambda: made(percent)).faults[0]
    assert fault.field == "scaling.cpu_percent"
    assert "never reached" in fault.cause
    assert made(good)


def test_keda_shows_prometheus_a_token_that_is_in_a_secret() -> None:
    rate = RequestRate.traefik()
    scaling = Scaling.keda(minimum=2, maximum=6, requests=rate, prometheus=PROMETHEUS, prometheus_token=KEY)
    objects = scaled(scaling)
    (trigger,) = one(objects, "ScaledObject")["spec"]["triggers"]
    authentication = one(objects, "TriggerAuthentication")
    assert trigger["authenticationRef"] == {"name": authentication["metadata"]["name"]}
    assert trigger["metadata"]["authModes"] == "bearer"
    assert authentication["spec"]["secretTargetRef"] == [{"parameter": "bearerToken", "name": KEY.name, "key": KEY.key}]
    assert faulty(objects) == []
    chart = new_chart()
    app = kotaemon(chart, **use_scaling(scaling))
    readers = [
        str(reader)
        for secret in SecretInventory.of(app).secrets
        if secret.name == KEY.name
        for reader in secret.readers[KEY.key]
    ]
    assert "TriggerAuthentication kotaemon: parameter bearerToken" in readers


@pytest.mark.parametrize(
    ("port", "options"),
    [
        (7860, {}),
        (9464, {"telemetry": Telemetry.prometheus()}),
        (4180, {"exposures": [Exposure.ingress(**INGRESS)], "auth_proxy": PROXY}),
    ],
)
def test_a_sidecar_on_a_port_of_the_pod_is_refused(port: int, options: dict[str, Any]) -> None:
    def made(number: int) -> list[Object]:
        sidecar = k8s.Container(
            name="exporter", image="r.example/exporter:1.0.0", ports=[k8s.ContainerPort(container_port=number)]
        )
        return deployed(pod=Pod(sidecars=[sidecar]), **options)

    fault = refusal(lambda: made(port)).faults[0]
    assert (fault.field, fault.value) == ("pod.sidecars", str(port))
    assert made(9100)


def test_more_starts_than_the_probe_waits_for_are_refused() -> None:
    assert refusal(lambda: scaled(Scaling.fixed(20))).faults[0].field == "probes.startup_seconds"
    assert scaled(Scaling.fixed(20), probes=Probes(startup_seconds=640))


def test_more_pods_than_the_database_has_connections_for_are_refused() -> None:
    def made(database: Any, replicas: int) -> list[Object]:
        chart = new_chart()
        return synthesized(
            kotaemon(
                chart,
                **{**use_scaling(Scaling.fixed(replicas)), "metadata_db": database(chart)},
            )
        )

    postgres = lambda chart: MetadataDb.postgres(chart, "db", password=KEY)  # noqa: E731
    assert refusal(lambda: made(postgres, 3)).faults[0].field == "metadata_db"
    assert made(postgres, 2)
    assert made(lambda chart: MetadataDb.postgres(chart, "db", password=KEY, max_connections=70), 3)
    assert made(lambda chart: MetadataDb.cloudnative_pg(chart, "db"), 5)
    with pytest.raises(OptionError, match="pooler"):
        made(lambda chart: MetadataDb.cloudnative_pg(chart, "db"), 6)
    assert made(lambda chart: MetadataDb.cloudnative_pg(chart, "db", pooler=Pooler()), 12)


def test_shared_stores_are_really_all_that_is_asked_for() -> None:
    assert scaled(Scaling.fixed(2)) == deployed(**SHARED, storage=MANY, scaling=Scaling.fixed(2))
