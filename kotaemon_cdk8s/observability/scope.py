"""Which series are those of one deployment, so that two in one namespace are never mixed up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kotaemon_cdk8s.wiring import Metrics, Schedule, Task, Workload

DEPLOYMENT = "kotaemon_deployment"
"""Label that every target of a deployment gets, with the name of the app."""
WORKLOAD = "kotaemon_workload"
"""Label that every target gets, with the name of what it is a pod of."""


@dataclass(frozen=True)
class Watched:
    """Pods of the deployment, and where they are.

    Args:
        workload: The pods.
        namespace: Theirs.
    """

    workload: Workload
    namespace: str

    @property
    def metrics(self) -> Metrics | None:
        """Where they show metrics, if they do."""
        return self.workload.metrics


@dataclass(frozen=True)
class Scope:
    """A deployment, as PromQL selects what is its own.

    Args:
        app: Its app.
        others: The pods of its stores and model servers.
        certificates: Namespace and name of its Certificates.
        url: Its public URL, if that is looked at.
        schedules: What should succeed now and then.
    """

    app: Watched
    others: tuple[Watched, ...]
    certificates: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    schedules: tuple[Schedule, ...] = ()

    def scheduled(self, task: Task) -> Iterable[Schedule]:
        """The schedules of one kind of work."""
        return (schedule for schedule in self.schedules if schedule.task is task)

    @property
    def name(self) -> str:
        """Of the app."""
        return self.app.workload.name

    @property
    def namespace(self) -> str:
        """Of the app."""
        return self.app.namespace

    @property
    def workloads(self) -> tuple[Watched, ...]:
        """All pods, those of the app first."""
        return (self.app, *self.others)

    @property
    def labels(self) -> dict[str, str]:
        """What every alert and every recorded series carries."""
        return {"namespace": self.namespace, DEPLOYMENT: self.name}

    def own(self, *matchers: str) -> str:
        """Series of the app.

        Args:
            matchers: Further conditions, such as `code=~"5.."`.
        """
        return _braces(f'namespace="{self.namespace}"', f'{DEPLOYMENT}="{self.name}"', *matchers)

    def store(self, *matchers: str, exporter: str | None = None) -> str:
        """Series that the stores show themselves.

        Args:
            matchers: Further conditions.
            exporter: Whose. Default: all.
        """
        found = [
            watched
            for watched in self.others
            if watched.metrics and (exporter is None or watched.metrics.exporter == exporter)
        ]
        namespaces = _any("namespace", sorted({watched.namespace for watched in found}))
        names = _any(WORKLOAD, sorted({watched.workload.name for watched in found}))
        return _braces(namespaces, f'{DEPLOYMENT}="{self.name}"', names, *matchers)

    def exporters(self) -> tuple[str, ...]:
        """Of its stores."""
        return tuple(dict.fromkeys(watched.metrics.exporter for watched in self.others if watched.metrics))

    def of_pods(self, metric: str, *matchers: str, over: str = "", watched: Sequence[Watched] | None = None) -> str:
        """Series that somebody else makes of its pods: the kubelet, kube-state-metrics.

        Args:
            metric: Its name.
            matchers: Further conditions.
            over: A range, such as `[10m]`.
            watched: Of which pods. Default: all.
        """
        parts = [
            metric + _braces(f'namespace="{namespace}"', _pods(found), *matchers) + over
            for namespace, found in _by_namespace(self.workloads if watched is None else watched)
        ]
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"

    def namespaces(self) -> str:
        """A condition: one of its namespaces."""
        return _any("namespace", sorted({watched.namespace for watched in self.workloads}))


def _by_namespace(watched: Iterable[Watched]) -> list[tuple[str, list[Watched]]]:
    ordered = sorted(watched, key=lambda each: each.namespace)
    return [(namespace, list(found)) for namespace, found in groupby(ordered, key=lambda each: each.namespace)]


def _pods(watched: Iterable[Watched]) -> str:
    return f'pod=~"{"|".join(each.workload.pod_names for each in watched)}"'


def _any(label: str, values: Sequence[str]) -> str:
    return f'{label}="{values[0]}"' if len(values) == 1 else f'{label}=~"{"|".join(values)}"'


def _braces(*matchers: str) -> str:
    return "{" + ",".join(matchers) + "}"
