"""How many pods: one, unless all that they keep is shared."""

from __future__ import annotations

from kotaemon_cdk8s.kotaemon_app.pod_options import Resources
from kotaemon_cdk8s.migration.code import Call, Expression, call, evaluate, source
from kotaemon_cdk8s.migration.ledger import Ledger
from kotaemon_cdk8s.migration.plan import Plan, refused
from kotaemon_cdk8s.scaling.capacity import unreached_cpu_percent

_ALONE = (
    "one pod: a second one would corrupt what the first keeps. Several want postgresql.enabled, chromadb or qdrant,"
    " kotaemon.config.docstore: Elasticsearch and persistence.accessMode: ReadWriteMany: say so in one more values file"
)
_MOST = 18
"""Pods that start one after another within the ten minutes of the start-up probe."""


def scaling(ledger: Ledger, plan: Plan, *, shared: bool) -> None:
    """Say how many there are."""
    on = ledger.get("autoscaling", "enabled") is True
    if not on:
        ledger.not_needed("autoscaling", why="it is off")
    wanted = ledger.get("autoscaling", "maxReplicas") if on else ledger.get("replicaCount")
    if on:
        ledger.not_needed("replicaCount", why="autoscaling is on")
    if wanted == 1:
        ledger.mapped("replicaCount", to="one pod, the default")
        ledger.mapped("autoscaling", to="one pod, the default")
        return
    if not shared:
        plan.comments["storage"] = "One pod: what it keeps is not shared (the report says how several could be had)."
        ledger.to_decide("replicaCount", text=_ALONE)
        ledger.to_decide("autoscaling", text=_ALONE)
        return
    made = _horizontal(ledger, plan) if on else call("Scaling.fixed", wanted)
    database = plan.options["metadata_db"]
    if refused(made) or not isinstance(wanted, int) or not isinstance(database, Call) or _least(ledger, on) > _MOST:
        ledger.to_decide("replicaCount", text="one pod is taken: is no number of pods that could start")
        ledger.to_decide("autoscaling", text="one pod is taken: no range of pods that could start, or nothing to go by")
        return
    if wanted > 2:
        plan.options["metadata_db"] = _for(wanted, database)
    plan.options["scaling"] = made
    ledger.mapped("replicaCount", to=f"scaling={source(made)}")
    for key in ("enabled", "minReplicas", "maxReplicas"):
        ledger.mapped("autoscaling", key, to=f"scaling={source(made)}")
    target = ledger.get("autoscaling", "targetCPUUtilizationPercentage")
    lower = made.keywords.get("cpu_percent") != target
    why = "; the app is one process, which never comes to the target of the values" if lower else ""
    ledger.mapped("autoscaling", "targetCPUUtilizationPercentage", to=f"scaling={source(made)}{why}")
    ledger.to_decide(
        "autoscaling",
        "targetMemoryUtilizationPercentage",
        text="left out: the app gives memory back to nobody, so this target only ever adds pods",
    )


def _for(pods: int, database: Call) -> Call:
    """The database with room for the connections of so many pods, and memory for them."""
    # One pod more during a roll-out, 15 connections each.
    connections = (pods + 1) * 15 + 10
    room = call("ServerResources", memory=f"{1 + connections // 100}Gi")
    keywords = {**database.keywords, "max_connections": connections, "resources": room}
    return Call(database.function, database.arguments, keywords)


def _least(ledger: Ledger, on: bool) -> int:
    value = ledger.get("autoscaling", "minReplicas") if on else ledger.get("replicaCount")
    return value if isinstance(value, int) else _MOST + 1


def _horizontal(ledger: Ledger, plan: Plan) -> Call:
    options: dict[str, Expression | None] = {
        "minimum": ledger.get("autoscaling", "minReplicas"),
        "maximum": ledger.get("autoscaling", "maxReplicas"),
        "cpu_percent": _reached(ledger.get("autoscaling", "targetCPUUtilizationPercentage"), plan),
    }
    return call("Scaling.horizontal", **options)


def _reached(target: Expression, plan: Plan) -> Expression:
    """A target that a pod comes to: of what one process can use, if it is not of what the pod asks for."""
    resources: Resources = evaluate(plan.options.get("resources", call("Resources")), {})
    unreached = unreached_cpu_percent(resources)
    if not isinstance(target, int) or target < unreached:
        return target
    return min(target, 99) * unreached // 100
