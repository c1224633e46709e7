"""Quota: the most that a namespace may take, computed from what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import frozen
from kotaemon_cdk8s.scaling import demand
from kotaemon_cdk8s.server import check_name
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

_COUNTS = ("pods", "persistentvolumeclaims")
KEYS = (*demand.RESOURCES, "requests.storage", *_COUNTS)
"""What a quota can hold."""


class Quota(constructs.Construct):
    """A ResourceQuota that holds all objects of the chart's namespace at once, and no more.

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
        further: What may be taken beside, by the keys of a ResourceQuota (`pods`,
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
        further: Mapping[str, str] = frozen({}),
        overrides: tuple[Override, ...] | list[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        at.types({"name": str | None, "further": Mapping[str, str]}, {"name": name, "further": further})
        name = id if name is None else name
        check_name(at, name)
        for key, amount in further.items():
            at.require(key in KEYS, "further", key, "not what the quota holds", f"give one of {', '.join(KEYS)}")
            at.quantity(f"further.{key}", amount)
        manifests = _manifests(chart)
        at.require(
            any(demand.of_objects([manifest]).pods for manifest in manifests),
            "scope",
            chart.node.path,
            "there is no pod in its namespace yet, so the quota would admit none",
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
            lambda: [] if _hard(_manifests(chart), further) == hard else [_late(at.path, chart)],
        )
        super().__init__(scope, id)
        self.resource_quota = objects.make(self, registry)["quota"]


def _manifests(chart: cdk8s.Chart) -> list[Mapping[str, Any]]:
    """All objects that go to the namespace of a chart, from any chart."""
    found: dict[str, cdk8s.ApiObject] = {}
    for other in chart.node.root.node.find_all():
        if isinstance(other, cdk8s.Chart) and (
            other is chart or (chart.namespace and other.namespace == chart.namespace)
        ):
            found |= {node.node.path: node for node in other.node.find_all() if isinstance(node, cdk8s.ApiObject)}
    return [found[path].to_json() for path in sorted(found)]


def _hard(manifests: list[Mapping[str, Any]], further: Mapping[str, str]) -> dict[str, str]:
    total = demand.of_objects(manifests)
    amounts: dict[str, Decimal] = {"pods": Decimal(total.pods), **total.amounts}
    made = {manifest["metadata"]["name"] for manifest in manifests if manifest["kind"] == "PersistentVolumeClaim"}
    if demand.claims_used(manifests) <= made:
        amounts |= {"persistentvolumeclaims": Decimal(total.claims), "requests.storage": total.storage}
    found = {}
    for key, amount in amounts.items():
        whole = amount + quantities.parse(further[key]) if key in further else amount
        found[key] = _written(key, whole)
    return dict(sorted(found.items()))


def _written(key: str, amount: Decimal) -> str:
    if key in _COUNTS:
        return f"{amount:f}".partition(".")[0]
    if key.endswith("cpu"):
        return quantities.canonical(f"{amount * 1000:.0f}m")
    return quantities.canonical(f"{amount / 1024**2:.0f}Mi") if amount % 1024**2 == 0 else f"{amount:.0f}"


def _late(path: str, chart: cdk8s.Chart) -> Fault:
    return Fault(
        path,
        "scope",
        chart.node.path,
        "its objects take more, or less, than when the quota was made",
        "make the Quota after everything else that goes to its namespace, patches included",
    )
