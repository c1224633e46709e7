"""For each option of scaling, a value other than the default; read by `option_values` and `constructor_values`."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    CronWindow,
    Pod,
    RequestRate,
    Scaling,
    ScalingPace,
    Spot,
    Spread,
    Storage,
    Telemetry,
)
from kotaemon_cdk8s.scaling.scaling import Autoscaler

from tests.kotaemon_app.store_values import SHARED
from tests.kotaemon_app.values import Changes, Values, values_of
from tests.support import KEY

PROMETHEUS = "http://prometheus.monitoring.svc:9090"
RATE = RequestRate.traefik()
WINDOW = CronWindow(start="30 7 * * 1-5", end="0 18 * * 1-5", timezone="Europe/Berlin", replicas=3)


def use_scaling(scaling: Scaling) -> dict[str, Any]:
    """With all that several pods share."""
    return {**SHARED, "storage": Storage.claim(access_mode=AccessMode.READ_WRITE_MANY), "scaling": scaling}


def use_keda(**options: Any) -> dict[str, Any]:
    return use_scaling(Scaling.keda(**{"minimum": 2, "maximum": 6, "cpu_percent": 80, **options}))


def use_rate(rate: RequestRate) -> dict[str, Any]:
    return use_keda(requests=rate, prometheus=PROMETHEUS)


def use_own_rate(rate: RequestRate) -> dict[str, Any]:
    return {**use_rate(rate), "telemetry": Telemetry.prometheus()}


def use_spot(spot: Spot) -> dict[str, Any]:
    return {"pod": Pod(spot=spot)}


COMMON: dict[str, Any] = {
    "zones": Spread.REQUIRED,
    "hosts": Spread.REQUIRED,
    "session_seconds": 600,
    "recommend_resources": True,
}
TARGETS: dict[str, Any] = {
    "minimum": 3,
    "maximum": 8,
    "cpu_percent": 70,
    "memory_percent": 80,
    "pace": ScalingPace(up_pods=1),
    "max_unavailable": Changes(minimum=3, max_unavailable=2),
}
AUTOSCALED = {"minimum": 2, "maximum": 6, "cpu_percent": 80}
ASKED: Any = Changes(requests=RATE, prometheus=PROMETHEUS)
TOKEN: Any = Changes(requests=RATE, prometheus=PROMETHEUS, prometheus_token=KEY)

SCALING_GROUPS: tuple[Values, ...] = (
    values_of(
        Scaling,
        use_scaling,
        {**AUTOSCALED, "autoscaler": Autoscaler.KEDA},
        autoscaler=Autoscaler.HORIZONTAL,
        requests=ASKED,
        prometheus=ASKED,
        prometheus_token=TOKEN,
        windows=[WINDOW],
        **TARGETS,
        **COMMON,
    ),
    values_of(
        ScalingPace,
        lambda pace: use_scaling(Scaling.horizontal(**AUTOSCALED, pace=pace)),
        up_pods=1,
        up_seconds=30,
        up_after_seconds=60,
        down_pods=2,
        down_seconds=600,
        down_after_seconds=300,
    ),
    values_of(
        CronWindow,
        lambda window: use_keda(windows=[window]),
        {"start": "0 7 * * 1-5", "end": "0 19 * * 1-5", "timezone": "UTC", "replicas": 3},
        start="0 6 * * 1-5",
        end="0 20 * * 1-5",
        timezone="Asia/Tokyo",
        replicas=4,
    ),
    values_of(
        RequestRate,
        use_rate,
        {"series": "http_requests_total", "query": 'sum(rate(http_requests_total{app="$name"}[2m]))'},
        # The series is in prometheus-adapter's rule.
        query="sum(rate(http_requests_total[5m]))",
        per_pod=2.5,
    ),
    values_of(
        Spot,
        use_spot,
        {"label": "example.com/spot", "value": "yes", "taint": False},
        label="example.com/cheap",
        value="true",
        taint=True,
        only=True,
    ),
)

SCALING_CONSTRUCTORS: tuple[Values, ...] = (
    values_of(Scaling.fixed, use_scaling, {"replicas": 3}, replicas=4, max_unavailable=2, **COMMON),
    values_of(Scaling.stopped, use_scaling),
    values_of(Scaling.horizontal, use_scaling, AUTOSCALED, requests=RATE, **TARGETS, **COMMON),
    values_of(
        Scaling.keda,
        use_scaling,
        AUTOSCALED,
        requests=ASKED,
        prometheus=ASKED,
        prometheus_token=TOKEN,
        windows=[WINDOW],
        **TARGETS,
        **COMMON,
    ),
    values_of(RequestRate.app, use_own_rate, per_pod=5),
    values_of(RequestRate.envoy_gateway, use_rate, route="front.door", per_pod=5),
    values_of(RequestRate.traefik, use_rate, per_pod=5),
    values_of(RequestRate.traefik_gateway, use_rate, route="front.door", per_pod=5),
    values_of(RequestRate.ingress_nginx, use_rate, per_pod=5),
    values_of(
        RequestRate.promql,
        use_rate,
        {"query": "sum(rate(http_requests_total[2m]))", "series": "http_requests_total"},
        query="sum(rate(http_requests_total[5m]))",
        per_pod=5,
    ),
    *(values_of(make, use_spot, only=True) for make in (Spot.gke, Spot.aks, Spot.eks, Spot.karpenter)),
)
