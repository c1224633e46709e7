"""What a new output asks to be smaller than the old one did: volumes never shrink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.errors import Fault

import cdk8s

Place = tuple[str, str, str]


def faults(old: Path, new: Path) -> list[Fault]:
    """Volumes that would have to shrink.

    The API server refuses it for a claim, and the operators' webhooks for theirs, in the
    middle of a sync that has changed other objects already.

    Args:
        old: The output folder as it was; need not exist.
        new: What is to take its place.
    """
    was, now = _sizes(old), _sizes(new)
    return [
        Fault(
            place[1],
            place[2],
            now[place],
            f"was {size}: a volume can grow, never shrink; the cluster refuses it in the middle of a sync",
            "keep the size; or give the deployment or store another `name`, which makes a new volume,"
            " and move the data (the old claim is kept)",
        )
        for place, size in was.items()
        if place in now and quantities.parse(now[place]) < quantities.parse(size)
    ]


def _sizes(folder: Path) -> dict[Place, str]:
    """Requested sizes by folder, object and field."""
    found = {}
    for file in sorted(folder.rglob("*.yaml")):
        # Parsing costs; most objects ask for no storage.
        if "torage" not in file.read_text(encoding="utf-8"):
            continue
        for item in cdk8s.Yaml.load(str(file)):
            if isinstance(item, Mapping) and "kind" in item:
                metadata = item.get("metadata", {})
                name = f"{item['kind']} {metadata.get('namespace', '')}/{metadata.get('name')}".replace(" /", " ")
                for field, size in _requested("", item.get("spec")):
                    found[file.parent.relative_to(folder).as_posix(), name, field.lstrip(".")] = size
    return found


def _requested(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = f"{field}.{key}"
            if isinstance(item, str) and inner.endswith(("requests.storage", "torage.size", "persistence.size")):
                yield f"spec{inner}", item
            else:
                yield from _requested(inner, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _requested(f"{field}[{index}]", item)
