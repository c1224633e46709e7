"""What the app measures like, against what its autoscaler and its probes are told."""

from __future__ import annotations

from decimal import Decimal

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.kotaemon_app.pod_options import Probes, Resources
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.scaling.scaling import Scaling

_HELD = "1Gi"
"""The app held 989 MiB at its peak, and 770 MiB when idle (docs/explanation/sizing.md)."""

_START_SECONDS = 32
"""The longest start that was measured where nothing drops its downloads; on PostgreSQL, one at a time."""


_CORES = "1"
"""The app never used a whole core: one Python process does all the work (docs/explanation/sizing.md)."""

_TOLERANCE = Decimal("1.1")
"""Within a tenth of the target an autoscaler does nothing (kubernetes/kubernetes,
--horizontal-pod-autoscaler-tolerance)."""

_CONNECTIONS = 15
"""Of one pod at most: SQLAlchemy's pool of 5, and 10 beyond it, which the app does not change."""


def _most_cpu(resources: Resources) -> str:
    return min(resources.cpu_limit or _CORES, _CORES, key=quantities.parse)


def unreached_cpu_percent(resources: Resources) -> int:
    """The lowest target of CPU that one pod does not reach, in percent of what it asks for."""
    return int(100 * quantities.parse(_most_cpu(resources)) / quantities.parse(resources.cpu_request) / _TOLERANCE)


def check_capacity(
    at: At, scaling: Scaling, resources: Resources, probes: Probes, metadata_db: MetadataDbBackend
) -> None:
    """Refuse a target that the app never reaches or never leaves, and more pods than there is room for.

    Raises:
        OptionError: One of these is so.
    """
    if scaling.memory_percent is not None:
        target = quantities.parse(resources.memory_request) * Decimal(scaling.memory_percent) / 100
        at.require(
            target >= quantities.parse(_HELD),
            "scaling.memory_percent",
            scaling.memory_percent,
            f"of {resources.memory_request} is less than the {_HELD} that the app holds without any load: the"
            " autoscaler would go to the maximum and stay there",
            "give a higher percentage, or a higher resources.memory_request",
        )
    if scaling.cpu_percent is not None:
        most, percent = _most_cpu(resources), unreached_cpu_percent(resources)
        at.require(
            scaling.cpu_percent < percent,
            "scaling.cpu_percent",
            scaling.cpu_percent,
            f"of {resources.cpu_request} is never reached: the app uses {most} of a CPU at most, "
            + ("by its limit" if most == resources.cpu_limit else "one process")
            + ", and the autoscaler acts a tenth above its target",
            f"give less than {percent}, or a lower resources.cpu_request"
            if percent > 10
            else "give a lower resources.cpu_request",
        )
    room = metadata_db.connections
    # One pod more, while a roll-out is under way.
    wanted = (scaling.maximum + 1) * _CONNECTIONS
    at.require(
        not scaling.is_scaled or room is None or wanted <= room,
        "metadata_db",
        room,
        f"{scaling.maximum} pods, and one more during a roll-out, take up to {wanted} connections, {_CONNECTIONS} each,"
        " and the database has fewer",
        f"give it more: max_connections={wanted + 10}; or a pooler (MetadataDb.cloudnative_pg), or fewer pods",
    )
    last = scaling.minimum * _START_SECONDS
    at.require(
        not scaling.is_scaled or last <= probes.startup_seconds,
        "probes.startup_seconds",
        probes.startup_seconds,
        f"{scaling.minimum} pods start one after another on the database, and the last is ready after {last} s:"
        " the kubelet would restart it before",
        f"give Probes(startup_seconds={last}) or more",
    )
