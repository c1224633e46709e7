"""No two deployments keep their data in one place, and no server stands there unused.

Every deployment calls its indices `index_1`, `index_2`, … and its tables alike, so two in one
place would mix their documents up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.hosts import Where, one_name, where
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.synthesis import Registry
from kotaemon_cdk8s.wiring import Component

import cdk8s
import constructs

_CAUSE = "keeps its data there already, under the same names: the two would mix them up"
_FIX = "give each deployment a server, database, schema or `collection_prefix` of its own; Tenant does so"


@dataclass(frozen=True)
class _Kept:
    """A deployment that keeps data in a server of its cluster."""

    path: str
    chart: str
    deployment: str
    option: str
    location: str


def claim_location(
    registry: Registry, at: At, chart: cdk8s.Chart, deployment: str, option: str, store: Component
) -> None:
    """Take the place where a store keeps its data, and note that it is used.

    Args:
        registry: Of the tree.
        at: Where to complain.
        chart: The deployment's.
        deployment: Its name.
        option: The option that holds the store.
        store: The store.

    Raises:
        OptionError: Another deployment has it already.
    """
    registry.check_at_synthesis("unused stores", lambda: _unused(registry))
    if isinstance(store, constructs.Construct):
        registry.note(("used", store.node.path), at.path)
    location = store.bind().location
    if location is None:
        return
    home = cdk8s.Chart.of(store) if isinstance(store, constructs.Construct) else chart
    scheme, _, rest = location.partition("://")
    address, _, path = rest.partition("/")
    host, _, port = address.rpartition(":")
    if where(host) is Where.POD:
        return  # a proxy beside the app: where it leads to, nobody can see
    name = one_name(host, home.namespace)
    place = f"{scheme}://{name}:{port}/{path}"
    local = where(name).may_be_service
    # Names within a cluster mean another server in another cluster, to which another chart may go.
    registry.claim(at, ("location", chart.node.path if local else "", place), option, location, _CAUSE, _FIX)
    if local:
        # Which cluster is known when all is made.
        registry.note(("kept", at.path, chart.node.path, f"{chart.namespace}/{deployment}", option, place), at.path)
        registry.check_at_synthesis("locations", lambda: _shared(registry))


def _shared(registry: Registry) -> Iterator[Fault]:
    """Deployments of several charts that keep their data in one server of the same cluster."""
    for one, other in combinations([_Kept(*what) for what in registry.claimed("kept")], 2):
        if one.location == other.location and one.chart != other.chart and _one_cluster(registry, one, other):
            yield Fault(
                other.path,
                other.option,
                other.location,
                f"{one.path} {_CAUSE}, unless the two charts go to different clusters",
                f"{_FIX}; or say that the clusters differ, by an ArgoApplication with `server` for each chart",
            )


def _one_cluster(registry: Registry, one: _Kept, other: _Kept) -> bool:
    first, second = (
        {server for chart, server in registry.claimed("sync of") if chart == kept.chart} for kept in (one, other)
    )
    if first and second:
        return bool(first & second)
    # A deployment of the same name in the same namespace can only be one of another cluster.
    return one.deployment != other.deployment


def _unused(registry: Registry) -> Iterator[Fault]:
    used = {path for (path,) in registry.claimed("used")}
    for (path,) in registry.claimed("store"):
        if path not in used:
            yield Fault(
                path,
                "id",
                path.rpartition("/")[2],
                "no deployment uses this server: it would run for nothing, and data or questions go elsewhere",
                "pass it to KotaemonApp(metadata_db=…, vector_store=…, document_store=…), a model server by its models:"
                " models=[….chat(…)]; or leave it out",
            )
