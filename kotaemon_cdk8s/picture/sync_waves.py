"""The sync waves of a deployment: in which order Argo CD applies its objects."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kotaemon_cdk8s.metadata import SYNC_WAVE
from kotaemon_cdk8s.picture.drawing import Drawing, Line, Part, PartKind

import cdk8s


def sync_waves(charts: Iterable[cdk8s.Chart]) -> Drawing:
    """A box for each wave, with what is in it.

    Args:
        charts: Those of the deployment, after everything was added to them.
    """
    charts = tuple(charts)
    waves: dict[int, dict[str, list[str]]] = {}
    for chart in charts:
        for item in chart.node.find_all():
            if isinstance(item, cdk8s.ApiObject):
                manifest = item.to_json()
                # Without the annotation it is 0 (Argo CD, "Sync Phases and Waves").
                wave = int(manifest["metadata"].get("annotations", {}).get(SYNC_WAVE, "0"))
                waves.setdefault(wave, {}).setdefault(manifest["kind"], []).append(manifest["metadata"]["name"])
    parts = tuple(
        Part(f"wave {wave}", PartKind.OBJECTS, f"wave {wave}", tuple(map(_line, sorted(waves[wave].items()))))
        for wave in sorted(waves)
    )
    lines = tuple(Line(one.id, other.id, "healthy") for one, other in pairwise(parts))
    return Drawing(f"{charts[0].node.path}: sync waves", parts, lines)


def _line(objects: tuple[str, list[str]]) -> str:
    kind, names = objects
    return f"{len(names)} × {kind}" if len(names) > 1 else f"{kind} {names[0]}"
