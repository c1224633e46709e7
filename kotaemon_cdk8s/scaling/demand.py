"""What the pods and claims of a namespace may take together, read from the objects that make them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kotaemon_cdk8s import quantities

Manifest = Mapping[str, Any]
RESOURCES = ("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")
COUNTS = ("pods", "persistentvolumeclaims")


@dataclass(frozen=True)
class Demand:
    """What several pods, and claims, may take at once.

    Args:
        pods: How many pods.
        amounts: By resource; without one that a pod does not say.
        claims: How many claims.
        storage: What the claims ask for.
    """

    pods: int = 0
    amounts: Mapping[str, Decimal] = field(default_factory=lambda: dict.fromkeys(RESOURCES, Decimal()))
    claims: int = 0
    storage: Decimal = Decimal()

    def __add__(self, other: Demand) -> Demand:
        """Both together; what one of them does not say is not known of the two."""
        known = [name for name in RESOURCES if name in self.amounts and name in other.amounts]
        return Demand(
            self.pods + other.pods,
            {name: self.amounts[name] + other.amounts[name] for name in known},
            self.claims + other.claims,
            self.storage + other.storage,
        )


def of_pod(spec: Manifest) -> dict[str, Decimal]:
    """What one pod takes: its containers together, or the greediest of those that run before them.

    https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
    """
    found: dict[str, Decimal] = {}
    for name in RESOURCES:
        beside = Decimal()
        before = Decimal()
        known = True
        for container in spec.get("initContainers") or ():
            amount = _of_container(container, name)
            known = known and amount is not None
            if container.get("restartPolicy") == "Always":
                beside += amount or 0
                before = max(before, beside)
            else:
                before = max(before, beside + (amount or 0))
        amounts = [_of_container(container, name) for container in spec["containers"]]
        if known and None not in amounts:
            found[name] = max(before, beside + sum(amount for amount in amounts if amount is not None))
    return found


def unsaid(manifests: Iterable[Manifest]) -> Iterator[tuple[str, str]]:
    """Containers without a request or limit of memory, or a request of CPU, that a quota would refuse."""
    for manifest in manifests:
        for template in _templates(manifest):
            for container in [*(template.get("initContainers") or ()), *template["containers"]]:
                for name in ("requests.cpu", "requests.memory", "limits.memory"):
                    if _of_container(container, name) is None:
                        yield f"{manifest['kind']}/{manifest['metadata']['name']}", f"{container['name']}.{name}"


def of_objects(manifests: Sequence[Manifest]) -> Demand:
    """What all of these objects may take at once: autoscalers at their maximum, and a roll-out under way."""
    most = dict(_bounds(manifests, "max"))
    total = Demand()
    for manifest in manifests:
        total += _of_object(manifest, most)
    return total


def beyond(manifests: Iterable[Manifest]) -> list[str]:
    """Objects whose pods others make, or whose number nobody here knows."""
    return [
        f"{manifest['kind']}/{manifest['metadata']['name']}"
        for manifest in manifests
        if manifest["kind"] == "DaemonSet"
        or (manifest["apiVersion"], manifest["kind"]) == ("milvus.io/v1beta1", "Milvus")
    ]


@dataclass(frozen=True)
class Share:
    """The pods of one object, while nothing changes.

    Args:
        kind: Kind of the object.
        name: Its name.
        pods: How many pods there are at least.
        most: How many an autoscaler makes of them; the same without one.
        amounts: What one pod asks for, by resource; without one that it does not say.
    """

    kind: str
    name: str
    pods: int
    most: int
    amounts: Mapping[str, Decimal]


def shares(manifests: Sequence[Manifest]) -> Iterator[Share]:
    """All objects with pods, in their order; without those whose pods others make (`beyond`)."""
    least, most = dict(_bounds(manifests, "min")), dict(_bounds(manifests, "max"))
    for manifest in manifests:
        kind, name, spec = manifest["kind"], manifest["metadata"]["name"], manifest.get("spec") or {}
        if kind == "Cluster" and manifest["apiVersion"].startswith("postgresql.cnpg.io/"):
            count = _replicas(manifest, most)
            yield Share(kind, name, count, count, of_pod(_instance(spec)))
        elif kind == "Elasticsearch":
            for nodes in spec.get("nodeSets") or ():
                count = int(nodes["count"])
                yield Share(kind, name, count, count, of_pod(nodes["podTemplate"]["spec"]))
        elif kind != "DaemonSet":
            for template in _templates(manifest):
                yield Share(kind, name, _replicas(manifest, least), _replicas(manifest, most), of_pod(template))


def _of_object(manifest: Manifest, most: Mapping[str, int]) -> Demand:
    kind, spec = manifest["kind"], manifest.get("spec") or {}
    if kind == "PersistentVolumeClaim":
        return Demand(claims=1, storage=quantities.parse(spec["resources"]["requests"]["storage"]))
    if kind == "Cluster" and manifest["apiVersion"].startswith("postgresql.cnpg.io/"):
        return _cloudnative_pg(spec)
    if kind == "Elasticsearch":
        return _elasticsearch(spec)
    total = Demand()
    for template in _templates(manifest):
        total += _pods(template, _count(manifest, most))
    return total


def _pods(template: Manifest, count: int) -> Demand:
    sizes = [
        quantities.parse(volume["ephemeral"]["volumeClaimTemplate"]["spec"]["resources"]["requests"]["storage"])
        for volume in template.get("volumes") or ()
        if "ephemeral" in volume
    ]
    amounts = {name: amount * count for name, amount in of_pod(template).items()}
    return Demand(count, amounts, len(sizes) * count, sum(sizes, Decimal()) * count)


def _count(manifest: Manifest, most: Mapping[str, int]) -> int:
    """The most pods there are at once."""
    kind, spec = manifest["kind"], manifest["spec"]
    count = _replicas(manifest, most)
    if kind == "Deployment":
        return count + _surge(spec.get("strategy") or {}, count)
    if kind == "Pooler":
        # cloudnative-pg makes a Deployment of it, with Kubernetes' own strategy of 25 %.
        return count + math.ceil(count / 4)
    if kind == "CronJob" and spec.get("concurrencyPolicy") != "Forbid":
        # Two, where one may begin before the last has ended.
        return 2 * count
    return count


def _replicas(manifest: Manifest, most: Mapping[str, int]) -> int:
    """How many pods there are while nothing changes."""
    kind, spec = manifest["kind"], manifest["spec"]
    if kind == "Deployment":
        return int(most.get(manifest["metadata"]["name"], spec.get("replicas", 1)))
    if kind in ("StatefulSet", "ReplicaSet"):
        return int(spec.get("replicas", 1))
    if kind in ("Pooler", "Cluster"):
        return int(spec.get("instances", 1))
    if kind == "Job":
        return int(spec.get("parallelism", 1))
    return 1


def _surge(strategy: Manifest, replicas: int) -> int:
    if strategy.get("type") == "Recreate":
        return 0
    surge = (strategy.get("rollingUpdate") or {}).get("maxSurge", "25%")
    return math.ceil(replicas * int(surge[:-1]) / 100) if isinstance(surge, str) else int(surge)


def _templates(manifest: Manifest) -> Iterator[Manifest]:
    kind, spec = manifest["kind"], manifest.get("spec") or {}
    if kind == "Pod":
        yield spec
    elif kind == "CronJob":
        yield spec["jobTemplate"]["spec"]["template"]["spec"]
    elif kind == "Elasticsearch":
        for nodes in spec.get("nodeSets") or ():
            yield nodes["podTemplate"]["spec"]
    elif kind in ("Deployment", "StatefulSet", "ReplicaSet", "Job", "Pooler"):
        template = (spec.get("template") or {}).get("spec") or {}
        if template.get("containers"):
            yield template


def _bounds(manifests: Iterable[Manifest], bound: str) -> Iterator[tuple[str, int]]:
    """What autoscalers say of their targets: `min` or `max`."""
    # What holds where `min` is not said; `max` has no default.
    known = {"HorizontalPodAutoscaler": (f"{bound}Replicas", 1), "ScaledObject": (f"{bound}ReplicaCount", 0)}
    for manifest in manifests:
        if manifest["kind"] in known:
            field, default = known[manifest["kind"]]
            spec = manifest["spec"]
            yield spec["scaleTargetRef"]["name"], int(spec.get(field, default))


def _cloudnative_pg(spec: Manifest) -> Demand:
    # One more than instances: a Job with the same resources makes or joins each of them
    # (cloudnative-pg, pkg/specs/jobs.go).
    count = int(spec["instances"])
    sizes = [spec[volume]["size"] for volume in ("storage", "walStorage") if volume in spec]
    return _pods(_instance(spec), count + 1) + Demand(
        claims=count * len(sizes), storage=sum((quantities.parse(size) for size in sizes), Decimal()) * count
    )


def _instance(spec: Manifest) -> Manifest:
    """The pod of one instance of CloudNativePG, as far as its Cluster says it."""
    return {"containers": [{"name": "postgres", "resources": spec.get("resources") or {}}]}


def _elasticsearch(spec: Manifest) -> Demand:
    total = Demand()
    for nodes in spec.get("nodeSets") or ():
        count = int(nodes["count"])
        sizes = [claim["spec"]["resources"]["requests"]["storage"] for claim in nodes.get("volumeClaimTemplates") or ()]
        total += _pods(nodes["podTemplate"]["spec"], count)
        total += Demand(
            claims=count * len(sizes), storage=sum((quantities.parse(size) for size in sizes), Decimal()) * count
        )
    return total


def _of_container(container: Manifest, name: str) -> Decimal | None:
    kind, _, resource = name.partition(".")
    resources = container.get("resources") or {}
    # A limit without a request is the request, too.
    amount = (resources.get(kind) or {}).get(resource)
    if amount is None and kind == "requests":
        amount = (resources.get("limits") or {}).get(resource)
    return None if amount is None else quantities.parse(str(amount))


def claims_used(manifests: Iterable[Manifest]) -> set[str]:
    """Names of the claims that pods mount by name."""
    return {
        volume["persistentVolumeClaim"]["claimName"]
        for manifest in manifests
        for template in _templates(manifest)
        for volume in template.get("volumes") or ()
        if "persistentVolumeClaim" in volume
    }


def written(key: str, amount: Decimal) -> str:
    """An amount, as the API server writes it."""
    if key in COUNTS:
        return f"{amount:f}".partition(".")[0]
    if key.endswith("cpu"):
        return quantities.canonical(f"{amount * 1000:.0f}m")
    return quantities.canonical(f"{amount / 1024**2:.0f}Mi") if amount % 1024**2 == 0 else f"{amount:.0f}"
