"""Quota: the most that a namespace may take, computed from what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints, frozen
from kotaemon_cdk8s.scaling import demand
from kotaemon_cdk8s.server import check_name
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

KEYS = (*demand.RESOURCES, "requests.storage", *demand.COUNTS)
"""What a quota can hold."""


class Quota(constructs.Construct):
    """A ResourceQuota that holds all objects of a namespace at once, and no more.

    Autoscalers count at their maximum, roll-outs with their surplus pods, containers that run
    before the others by the greatest of them. Make it after everything else of the namespace.
    What a service mesh or a RuntimeClass adds to a pod, and pods of your own that are not in
    the charts, you say in `further`.

    CPU limits are left out as soon as one container has none, for a quota would then refuse
    that container; volumes, if a claim was there before.

    Args:
        scope: A chart.
        id: Name among its siblings.
        name: Name of the ResourceQuota. Default: `id`.
        beside: Other charts that go to the same namespace; they count, too. Default: none.
        further: What may be taken on top, by the keys of a ResourceQuota (`pods`,
            `requests.cpu`, `requests.memory`, `limits.cpu`, `limits.memory`,
            `requests.storage`, `persistentvolumeclaims`). Needed with Milvus' operator, whose
            pods no object shows. Default: nothing.
        overrides: JSON-patch operations, applied last. Default: none.

    Raises:
        OptionError: A container would be refused by any quota, the pods of an object are not
            known, or a value is malformed.
    """

    resource_quota: cdk8s.ApiObject
    """The ResourceQuota."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        beside: Sequence[cdk8s.Chart] = (),
        further: Mapping[str, str] = frozen({}),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Quota)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        check_name(at, name)
        for key, amount in further.items():
            at.require(key in KEYS, "further", key, "not what the quota holds", f"give one of {', '.join(KEYS)}")
            at.quantity(f"further.{key}", amount)
        charts = (chart, *beside)
        for other in beside:
            at.require(
                other is not chart and other.namespace == chart.namespace,
                "beside",
                other.node.path,
                f"is this chart itself, or goes to namespace {other.namespace!r}, of which the quota says nothing",
                "give other charts of the same namespace",
            )
        manifests = _manifests(charts)
        at.require(
            any(demand.of_objects([manifest]).pods for manifest in manifests),
            "scope",
            chart.node.path,
            "there is no pod in its charts yet, so the quota would admit none",
            "make the Quota after everything else",
        )
        for where, what in demand.unsaid(manifests):
            at.fail(
                "scope",
                f"{where}: {what}",
                "is not said, and a namespace with a quota refuses such a container",
                "give the container requests of cpu and memory, and a limit of memory",
            )
        unknown = demand.beyond(manifests)
        at.require(
            not unknown or {"pods", "requests.memory"} <= further.keys(),
            "further",
            dict(further),
            f"how many pods {', '.join(unknown)} has, and what they take, no object says",
            "give at least `pods`, `requests.cpu`, `requests.memory` and `limits.memory` of them",
        )
        hard = _hard(manifests, further)
        objects = Objects(chart, at=at)
        identity = Identity(name, "quota")
        objects.add(
            "quota",
            k8s.KubeResourceQuota.manifest(
                metadata=identity.metadata(name, Wave.ACCESS),
                spec=k8s.ResourceQuotaSpec(
                    hard={key: k8s.Quantity.from_string(amount) for key, amount in hard.items()}
                ),
            ),
        )
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        registry.claim(
            at,
            ("quota", chart.node.path),
            "scope",
            chart.node.path,
            "makes a quota for this chart already",
            "leave one of the two out",
        )
        objects.claim(registry, chart.node.path)
        registry.check_at_synthesis(
            f"quota of {at.path}",
            lambda: _changed(at, charts, further, hard),
        )
        for counted in charts:
            registry.note(("counted", chart.namespace or "", at.path, counted.node.path), at.path)
        root = chart.node.root
        registry.check_at_synthesis("quotas", lambda: _uncounted(registry, root))
        super().__init__(scope, id)
        self.resource_quota = objects.make(self, registry)["quota"]


def _manifests(charts: Sequence[cdk8s.Chart]) -> list[Mapping[str, Any]]:
    """All objects of some charts."""
    found = {
        node.node.path: node for chart in charts for node in chart.node.find_all() if isinstance(node, cdk8s.ApiObject)
    }
    return [found[path].to_json() for path in sorted(found)]


def _changed(at: At, charts: Sequence[cdk8s.Chart], further: Mapping[str, str], hard: Mapping[str, str]) -> list[Fault]:
    if _hard(_manifests(charts), further) == hard:
        return []
    return [
        Fault(
            at.path,
            "scope",
            charts[0].node.path,
            "its objects take more, or less, than when the quota was made",
            "make the Quota after everything else of its charts, patches included",
        )
    ]


def _uncounted(registry: Registry, root: constructs.IConstruct) -> Iterator[Fault]:
    """Charts that go to a namespace with a quota, and are not counted in it."""
    quotas: dict[str, list[tuple[str, str]]] = {}
    for namespace, quota, counted in registry.claimed("counted"):
        quotas.setdefault(namespace, []).append((quota, counted))
    if not quotas:
        return
    for chart in root.node.find_all():
        if not isinstance(chart, cdk8s.Chart) or chart.namespace not in quotas:
            continue
        path = chart.node.path
        if (
            all(path != counted for _, counted in quotas[chart.namespace])
            and demand.of_objects(_manifests([chart])).pods
        ):
            yield Fault(
                quotas[chart.namespace][0][0],
                "beside",
                path,
                f"this chart goes to the same namespace {chart.namespace}, and its pods are not counted: the quota"
                " would refuse them, or others",
                "give it in `beside`",
            )


def _hard(manifests: list[Mapping[str, Any]], further: Mapping[str, str]) -> dict[str, str]:
    total = demand.of_objects(manifests)
    amounts: dict[str, Decimal] = {"pods": Decimal(total.pods), **total.amounts}
    made = {manifest["metadata"]["name"] for manifest in manifests if manifest["kind"] == "PersistentVolumeClaim"}
    if demand.claims_used(manifests) <= made:
        amounts |= {"persistentvolumeclaims": Decimal(total.claims), "requests.storage": total.storage}
    found = {}
    for key, amount in amounts.items():
        whole = amount + quantities.parse(further[key]) if key in further else amount
        found[key] = demand.written(key, whole)
    return dict(sorted(found.items()))
