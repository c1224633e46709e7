"""What a new output changes in the old one that the cluster would refuse, in the middle of a sync.

Volumes never shrink, and some fields of claims and StatefulSets never change
(https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims,
https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.errors import Fault

import cdk8s

_NEVER_CHANGE = {
    "PersistentVolumeClaim": ("accessModes", "storageClassName", "volumeMode"),
    "StatefulSet": ("serviceName", "podManagementPolicy", "selector", "volumeClaimTemplates"),
}
_WITH_VOLUMES = ("PersistentVolumeClaim", "Cluster", "Elasticsearch", "Milvus")
# The fields by which Kubernetes, CloudNativePG, ECK and the charts of the Milvus operator ask for volumes.
_SIZE_FIELDS = (".requests.storage", "torage.size", ".persistence.size")


@dataclass(frozen=True)
class _Object:
    """Where an object is, and what it is called."""

    folder: str
    name: str

    @property
    def kind(self) -> str:
        """Its kind, with which the name begins."""
        return self.name.partition(" ")[0]


def faults(old: Path, new: Path) -> list[Fault]:
    """What the cluster would refuse.

    Args:
        old: The output folder as it was; need not exist.
        new: What is to take its place.
    """
    was, now = _specs(old), _specs(new)
    found: list[Fault] = []
    for place, spec in was.items():
        if place in now:
            if place.kind in _WITH_VOLUMES:
                found.extend(_shrunk(place, dict(_sizes("spec", spec)), dict(_sizes("spec", now[place]))))
            found.extend(_changed(place, spec, now[place]))
            found.extend(_fewer(place, spec, now[place]))
    return found


def _shrunk(place: _Object, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Fault]:
    for field, size in was.items():
        if field in now and _bytes(now[field]) < _bytes(size):
            yield Fault(
                place.name,
                field,
                now[field],
                f"was {size}: a volume can grow, never shrink; the cluster refuses it",
                "keep the size; or give the deployment or store another `name`, which makes a new volume,"
                " and move the data (the old claim is kept)",
            )


def _bytes(size: str) -> Decimal:
    try:
        return quantities.parse(size)
    except ValueError:
        # In a form that the library does not write, such as 1e9: an override's.
        return Decimal(size) if re.fullmatch(r"[0-9.]+[eE][0-9]+", size) else Decimal("Infinity")


def _changed(place: _Object, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Fault]:
    for field in _NEVER_CHANGE.get(place.kind, ()):
        if was.get(field) != now.get(field):
            yield Fault(
                place.name,
                f"spec.{field}",
                repr(now.get(field)),
                f"was {was.get(field)!r}: this field never changes; the cluster refuses it",
                "take the change back; or give the deployment or store another `name`, and move the data;"
                " or see docs/how-to/storage.md, 'What never changes'",
            )


def _fewer(place: _Object, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Fault]:
    before, after = was.get("replicas", 1), now.get("replicas", 1)
    if place.kind == "StatefulSet" and was.get("volumeClaimTemplates") and after < before:
        yield Fault(
            place.name,
            "spec.replicas",
            str(after),
            f"was {before}: what only the last nodes have would be gone from the server",
            "move the data off them first, and then see docs/how-to/storage.md, 'Fewer nodes'",
        )


def _specs(folder: Path) -> dict[_Object, Mapping[str, Any]]:
    found = {}
    for file in sorted(folder.rglob("*.yaml")):
        # Parsing costs; most objects have to do with no volume.
        if "torage" not in file.read_text(encoding="utf-8"):
            continue
        for item in cdk8s.Yaml.load(str(file)):
            if isinstance(item, Mapping) and isinstance(item.get("spec"), Mapping):
                metadata = item.get("metadata", {})
                path = "/".join(str(metadata[key]) for key in ("namespace", "name") if key in metadata)
                place = _Object(file.parent.relative_to(folder).as_posix(), f"{item.get('kind')} {path}")
                found[place] = item["spec"]
    return found


def _sizes(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = f"{field}.{key}"
            if isinstance(item, str | int) and inner.endswith(_SIZE_FIELDS):
                yield inner, str(item)
            else:
                yield from _sizes(inner, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _sizes(f"{field}[{index}]", item)
