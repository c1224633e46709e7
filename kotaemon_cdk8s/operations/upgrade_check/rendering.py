"""The objects of a rendering, as cdk8s writes them or kubectl prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kotaemon_cdk8s import immutable
from kotaemon_cdk8s.operations.upgrade_check.sources import SourceError

Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where an object is, and what it is called.

    Args:
        chart: The first folder that it is in, or the file of a whole chart: two may go to two clusters.
        group: API group of its kind.
        title: Kind, namespace and name.
    """

    chart: str
    group: str
    title: str


class Rendering:
    """All objects of a rendering.

    Args:
        files: Manifests, by their path.

    Raises:
        SourceError: A file is no manifest.
    """

    def __init__(self, files: Mapping[PurePosixPath, bytes]) -> None:
        self.objects: dict[Place, Manifest] = {}
        for path, content in files.items():
            for manifest in _manifests(path, content):
                group, title = str(manifest["apiVersion"]).rpartition("/")[0], immutable.title(manifest)
                place = Place(_chart(path, manifest), group, title)
                if place in self.objects:
                    # The files are for several clusters after all.
                    place = Place(path.as_posix(), group, title)
                self.objects[place] = manifest

    def counterpart(self, place: Place) -> Manifest | None:
        """The same object here; also if it is in another file now, and only there."""
        if place in self.objects:
            return self.objects[place]
        others = [
            item for other, item in self.objects.items() if (other.group, other.title) == (place.group, place.title)
        ]
        return others[0] if len(others) == 1 else None

    def of_kind(self, *kinds: str) -> Iterator[tuple[Place, Manifest]]:
        """Objects of some kinds; of a kind that operators have, those of the operator that is known here."""
        for place, manifest in self.objects.items():
            kind = manifest["kind"]
            if kind in kinds and immutable.GROUPS.get(kind, place.group) == place.group:
                yield place, manifest


def _chart(path: PurePosixPath, manifest: Manifest) -> str:
    if len(path.parts) > 1:
        return path.parts[0]
    chart = path.name.removesuffix(".k8s.yaml")
    # cdk8s, `YamlOutputType.FILE_PER_RESOURCE`; and files that are not of cdk8s.
    resource = chart == f"{manifest['kind']}.{manifest['metadata']['name']}"
    return "" if chart == path.name or resource else chart


def _manifests(path: PurePosixPath, content: bytes) -> Iterator[Manifest]:
    import yaml

    try:
        documents = list(yaml.load_all(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (ValueError, yaml.YAMLError) as error:
        raise SourceError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    for document in documents:
        if document is not None:
            yield from _unpacked(path, document)


def _unpacked(path: PurePosixPath, document: Any) -> Iterator[Manifest]:
    if isinstance(document, Mapping) and document.get("kind") == "List" and isinstance(document.get("items"), list):
        for item in document["items"]:
            yield from _unpacked(path, item)
        return
    metadata = document.get("metadata") if isinstance(document, Mapping) else None
    if isinstance(metadata, Mapping) and "generateName" in metadata and "name" not in metadata:
        # Each is a new one, such as a hook's Job.
        return
    if (
        not isinstance(metadata, Mapping)
        or not all(isinstance(document.get(key), str) for key in ("apiVersion", "kind"))
        or not isinstance(metadata.get("name"), str)
    ):
        raise SourceError(f"{path}: holds something that is no Kubernetes object with a name")
    yield document
