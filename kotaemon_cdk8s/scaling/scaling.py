"""Scaling: one pod, several, or as many as the load asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from kotaemon_cdk8s.address import check_transport, split
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.scaling.autoscaling import CronWindow, ScalingPace
from kotaemon_cdk8s.scaling.request_rate import RequestRate
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

MOST = 50
"""More pods than anybody has tried; the starts alone, one after another, would take 25 minutes."""


class Autoscaler(Enum):
    """Who sets the number of pods."""

    NONE = "none"
    """The Deployment says it."""
    HORIZONTAL = "HorizontalPodAutoscaler"
    """Kubernetes' own."""
    KEDA = "KEDA"
    """KEDA's operator, which makes a HorizontalPodAutoscaler itself."""


class Spread(str, Enum):
    """What happens to a pod that would stand in a zone or on a node with more pods than the others have."""

    REQUIRED = "DoNotSchedule"
    """It waits."""
    PREFERRED = "ScheduleAnyway"
    """It runs there, if nowhere else."""


@dataclass(frozen=True)
class Scaling(Options):
    """How many pods there are; make one with `fixed`, `horizontal` or `keda`.

    More than one asks for metadata, vectors, texts and files that all pods share.

    Args:
        minimum: Pods at least.
        maximum: Pods at most; the same without an autoscaler.
        autoscaler: Who sets the number.
        cpu_percent: Target, in percent of the requested CPU.
        memory_percent: Target, in percent of the requested memory.
        requests: Target of requests per second.
        windows: Hours with more pods.
        prometheus: URL of the Prometheus that KEDA asks.
        prometheus_token: Bearer token for it.
        pace: How fast pods come and go.
        zones: Spread over zones.
        hosts: Spread over nodes.
        max_unavailable: Pods that a drain may take away at once.
        session_seconds: How long the Service keeps an address on its pod.
        recommend_resources: Have the vertical autoscaler say what the app needs.

    Raises:
        OptionError: A number is out of range, two contradict each other, or one has no effect.
    """

    minimum: int = 1
    maximum: int = 1
    autoscaler: Autoscaler = Autoscaler.NONE
    cpu_percent: int | None = None
    memory_percent: int | None = None
    requests: RequestRate | None = None
    windows: Sequence[CronWindow] = ()
    prometheus: str | None = None
    prometheus_token: SecretRef | None = None
    pace: ScalingPace = field(default_factory=lambda: ScalingPace())
    zones: Spread = Spread.PREFERRED
    hosts: Spread = Spread.PREFERRED
    max_unavailable: int = 1
    session_seconds: int = 10800
    recommend_resources: bool = False

    @staticmethod
    def fixed(
        replicas: int = 1,
        *,
        zones: Spread = Spread.PREFERRED,
        hosts: Spread = Spread.PREFERRED,
        max_unavailable: int = 1,
        session_seconds: int = 10800,
        recommend_resources: bool = False,
    ) -> Scaling:
        """Always so many pods.

        Args:
            replicas: 1 to 50. Default: 1.
            zones: Default: `Spread.PREFERRED`.
            hosts: Default: `Spread.PREFERRED`.
            max_unavailable: Pods that a drain may take away at once, fewer than there are.
                Default: 1.
            session_seconds: How long the Service keeps an address on its pod, 60 to 86400 s,
                where no gateway does it by a cookie. Default: 10800 (three hours).
            recommend_resources: Make a VerticalPodAutoscaler that changes nothing, and says
                what the app needs. Default: False.

        Raises:
            OptionError: As in `Scaling`.
        """
        At("Scaling.fixed").require(
            replicas != 0,
            "replicas",
            replicas,
            "nobody would be served, which must be said",
            "write Scaling.stopped(), or give 1 and more",
        )
        return Scaling(
            minimum=replicas,
            maximum=replicas,
            zones=zones,
            hosts=hosts,
            max_unavailable=max_unavailable,
            session_seconds=session_seconds,
            recommend_resources=recommend_resources,
        )

    @staticmethod
    def stopped() -> Scaling:
        """No pod: nobody is served, and nothing is written, until another scaling is given.

        The way in Git to stop an app, as a `Restore` needs it; all that it keeps stays.
        """
        return Scaling(minimum=0, maximum=0)

    @staticmethod
    def horizontal(
        *,
        minimum: int,
        maximum: int,
        cpu_percent: int | None = None,
        memory_percent: int | None = None,
        requests: RequestRate | None = None,
        pace: ScalingPace | None = None,
        zones: Spread = Spread.PREFERRED,
        hosts: Spread = Spread.PREFERRED,
        max_unavailable: int = 1,
        session_seconds: int = 10800,
        recommend_resources: bool = False,
    ) -> Scaling:
        """As many as the load asks for, by a HorizontalPodAutoscaler; the highest target counts.

        Args:
            minimum: 1 or more.
            maximum: Above the minimum, 50 at most.
            cpu_percent: Target, 10 to 400 percent of the requested CPU. The app uses one core
                at most. Default: none.
            memory_percent: Target in percent of the requested memory, 1 GiB or more: the app
                holds up to 0.97 GiB and gives nothing back (measured). Default: none.
            requests: Requests per second. `PrometheusAdapterRules` makes the metric. Default: none.
            pace: How fast pods come and go. Default: `ScalingPace()`.
            zones: Default: `Spread.PREFERRED`.
            hosts: Default: `Spread.PREFERRED`.
            max_unavailable: As in `fixed`.
            session_seconds: As in `fixed`.
            recommend_resources: As in `fixed`.

        Raises:
            OptionError: As in `Scaling`.
        """
        return Scaling(
            minimum=minimum,
            maximum=maximum,
            autoscaler=Autoscaler.HORIZONTAL,
            cpu_percent=cpu_percent,
            memory_percent=memory_percent,
            requests=requests,
            pace=pace or ScalingPace(),
            zones=zones,
            hosts=hosts,
            max_unavailable=max_unavailable,
            session_seconds=session_seconds,
            recommend_resources=recommend_resources,
        )

    @staticmethod
    def keda(
        *,
        minimum: int,
        maximum: int,
        cpu_percent: int | None = None,
        memory_percent: int | None = None,
        requests: RequestRate | None = None,
        prometheus: str | None = None,
        prometheus_token: SecretRef | None = None,
        windows: Sequence[CronWindow] = (),
        pace: ScalingPace | None = None,
        zones: Spread = Spread.PREFERRED,
        hosts: Spread = Spread.PREFERRED,
        max_unavailable: int = 1,
        session_seconds: int = 10800,
        recommend_resources: bool = False,
    ) -> Scaling:
        """As many as the load and the hour ask for, by KEDA's ScaledObject; never none.

        Args:
            minimum: 1 or more.
            maximum: Above the minimum, 50 at most.
            cpu_percent: As in `horizontal`.
            memory_percent: As in `horizontal`.
            requests: Requests per second; needs `prometheus`. Default: none.
            prometheus: URL of the Prometheus that KEDA asks, such as
                `http://prometheus.monitoring.svc:9090`. Default: none.
            prometheus_token: Bearer token that it asks for; the URL is then https, or a Service of
                the cluster. KEDA knows its certificate by the public authorities. Default: none.
            windows: Hours with more pods. Default: none.
            pace: As in `horizontal`.
            zones: Default: `Spread.PREFERRED`.
            hosts: Default: `Spread.PREFERRED`.
            max_unavailable: As in `fixed`.
            session_seconds: As in `fixed`.
            recommend_resources: As in `fixed`.

        Raises:
            OptionError: As in `Scaling`.
        """
        return Scaling(
            minimum=minimum,
            maximum=maximum,
            autoscaler=Autoscaler.KEDA,
            cpu_percent=cpu_percent,
            memory_percent=memory_percent,
            requests=requests,
            prometheus=prometheus,
            prometheus_token=prometheus_token,
            windows=windows,
            pace=pace or ScalingPace(),
            zones=zones,
            hosts=hosts,
            max_unavailable=max_unavailable,
            session_seconds=session_seconds,
            recommend_resources=recommend_resources,
        )

    @override
    def check(self, at: At) -> None:
        least = 0 if self.is_stopped else 1
        at.number("minimum", self.minimum, at_least=least, at_most=MOST)
        at.number("maximum", self.maximum, at_least=least, at_most=MOST)
        self._check_autoscaler(at)
        at.require(
            self.max_unavailable >= 1,
            "max_unavailable",
            self.max_unavailable,
            "the PodDisruptionBudget would allow no eviction, and every drain of a node wait for ever",
            "give 1, or more where there are more pods",
        )
        at.require(
            self.max_unavailable < max(self.minimum, 2),
            "max_unavailable",
            self.max_unavailable,
            f"a drain could take all {self.minimum} pods away at once, so the budget would protect nobody",
            f"give at most {max(self.minimum - 1, 1)}",
        )
        at.number("session_seconds", self.session_seconds, at_least=60, at_most=86400, unit="seconds")
        ours = {name: getattr(Scaling, name) for name in ("zones", "hosts", "session_seconds")}
        for name, default in ours.items():
            value = getattr(self, name)
            at.require(
                self.is_scaled or value == default,
                name,
                value,
                "there is one pod, so it would have no effect",
                "leave it out, or give more pods",
            )

    def _check_autoscaler(self, at: At) -> None:
        targets = {"cpu_percent": self.cpu_percent, "memory_percent": self.memory_percent, "requests": self.requests}
        keda = {
            "windows": self.windows,
            "prometheus": self.prometheus,
            "prometheus_token": self.prometheus_token,
        }
        if self.autoscaler is Autoscaler.NONE:
            at.require(
                self.minimum == self.maximum,
                "maximum",
                self.maximum,
                "nobody changes the number of pods, so minimum and maximum must be the same",
                "write Scaling.fixed(...), or Scaling.horizontal(...) or .keda(...) with a target",
            )
            for name, value in {**targets, **keda, "pace": self.pace}.items():
                at.require(
                    not value or (name == "pace" and value == ScalingPace()),
                    name,
                    value,
                    "the number of pods is fixed, so it would have no effect",
                    "leave it out, or write Scaling.horizontal(...) or .keda(...)",
                )
            return
        at.require(
            self.minimum < self.maximum,
            "minimum",
            self.minimum,
            f"not below the maximum {self.maximum}: the autoscaler would have nothing to do, or be refused",
            "give a lower minimum, or write Scaling.fixed(...)",
        )
        at.require(
            any(target is not None for target in targets.values()) or bool(self.windows),
            "cpu_percent",
            self.cpu_percent,
            "no target is given, so the autoscaler would have nothing to go by",
            "give cpu_percent, memory_percent, or requests",
        )
        for name in ("cpu_percent", "memory_percent"):
            percent = getattr(self, name)
            if percent is not None:
                at.number(name, percent, at_least=10, at_most=400, unit="percent")
        if self.autoscaler is Autoscaler.HORIZONTAL:
            for name, value in keda.items():
                at.require(not value, name, value, "only KEDA knows it", "leave it out, or write Scaling.keda(...)")
            return
        at.require(
            (self.requests is None) == (self.prometheus is None),
            "prometheus",
            self.prometheus,
            "KEDA asks Prometheus for the rate of requests, and for nothing else",
            "give both `requests` and `prometheus`, or neither",
        )
        at.require(
            self.prometheus_token is None or self.prometheus is not None,
            "prometheus_token",
            self.prometheus_token,
            "no Prometheus is asked, so it would have no effect",
            "leave it out, or give `requests` and `prometheus`",
        )
        if self.prometheus is not None:
            at.url("prometheus", self.prometheus)
            if self.prometheus_token is not None:
                parts = split(at, "prometheus", self.prometheus)
                check_transport(at, "prometheus", parts, ca=None, secret="prometheus_token")  # noqa: S106 (the name of an option)
        for window in self.windows:
            at.require(
                self.minimum < window.replicas <= self.maximum,
                "windows",
                window.replicas,
                f"not between the minimum {self.minimum} and the maximum {self.maximum}, so it would have no effect",
                "give more than the minimum, and at most the maximum",
            )

    @property
    def is_stopped(self) -> bool:
        """Whether there is no pod at all."""
        return (self.minimum, self.maximum, self.autoscaler) == (0, 0, Autoscaler.NONE)

    @property
    def is_scaled(self) -> bool:
        """Whether there may be more than one pod."""
        return self.maximum > 1

    @property
    def replicas(self) -> int | None:
        """What the Deployment says; None leaves it to the autoscaler."""
        return self.minimum if self.autoscaler is Autoscaler.NONE else None
