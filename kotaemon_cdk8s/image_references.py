"""Image references as they stand in objects: found wherever an object has one, and taken apart.

One walk over manifests, so that a backend need not say where its images are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# https://github.com/distribution/reference, regexp.go. A first part that has neither dot nor port
# is a registry only if it is localhost (normalize.go, splitDockerDomain).
_HOST_PART = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
REGISTRY = rf"(?:localhost|\[[0-9A-Fa-f:]+\]|{_HOST_PART}(?:\.{_HOST_PART})+|{_HOST_PART}(?=:))(?::\d{{1,5}})?"
"""Host and port, as a pattern."""
_PATH_PART = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
PATH = rf"{_PATH_PART}(?:/{_PATH_PART})*"
"""A repository within a registry, as a pattern."""
TAG = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}"
"""A tag, as a pattern."""
DIGEST = r"sha256:[0-9a-f]{64}"
"""A digest, as a pattern; others than SHA-256 are not in use."""
_REFERENCE = re.compile(
    rf"(?:(?P<registry>{REGISTRY})/)?(?P<path>{PATH})(?::(?P<tag>{TAG}))?(?:@(?P<digest>{DIGEST}))?"
)
MOVING = r"[^@]*(?::latest|/[^:@]+|^[^:@/]+)"
"""Form of a reference whose image may be another tomorrow: no tag, or `latest`, and no digest."""

# `image`: a container, ECK's Elasticsearch, Milvus' components; `imageName`: CloudNativePG's Cluster.
_FIELDS = frozenset({"image", "imageName"})
# Volumes of pods from Kubernetes 1.31 on, and extensions of CloudNativePG's Cluster: `image: {reference: …}`.
_WITHIN = ("image", "reference")
# Here a key is a name that the user has chosen.
_NAMES = frozenset({"metadata", "labels", "annotations", "matchLabels", "nodeSelector", "parameters"})
_WITHOUT_IMAGES = frozenset({"ConfigMap", "Secret", "CustomResourceDefinition"})


@dataclass(frozen=True)
class Reference:
    """An image reference in parts.

    Args:
        registry: Host and port.
        path: Repository within the registry.
        tag: Tag, if there is one.
        digest: `sha256:…`, if there is one.
    """

    registry: str
    path: str
    tag: str | None
    digest: str | None

    @staticmethod
    def parse(text: str) -> Reference | None:
        """As the kubelet's runtime reads it; None if it is no reference.

        Names without registry are Docker Hub's (distribution/reference, normalize.go, splitDockerDomain).
        """
        match = _REFERENCE.fullmatch(text)
        if match is None:
            return None
        registry, path = match["registry"] or "docker.io", match["path"]
        if registry in ("docker.io", "index.docker.io"):
            registry, path = "docker.io", path if "/" in path else f"library/{path}"
        return Reference(registry, path, match["tag"], match["digest"])

    @property
    def name(self) -> str:
        """Registry and repository."""
        return f"{self.registry}/{self.path}"

    @property
    def tagged(self) -> str:
        """Without digest."""
        return self.name + (f":{self.tag}" if self.tag else "")

    def __str__(self) -> str:
        return self.tagged + (f"@{self.digest}" if self.digest else "")


def replaced(manifest: Mapping[str, Any], change: Callable[[str, str], str]) -> dict[str, Any]:
    """The same object with other images.

    Args:
        manifest: The object.
        change: From the dotted field and the reference that stands there to the one that shall.
    """
    if manifest.get("kind") in _WITHOUT_IMAGES:
        return dict(manifest)
    changed: dict[str, Any] = _replaced("", manifest, change)
    return changed


def images(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The images of an object, each with its dotted field."""
    found: list[tuple[str, str]] = []

    def note(field: str, image: str) -> str:
        found.append((field, image))
        return image

    replaced(manifest, note)
    yield from found


def _replaced(field: str, value: Any, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, Mapping):
        inner = {}
        for key, item in value.items():
            place = f"{field}.{key}" if field else str(key)
            is_image = key in _FIELDS or f".{place}".endswith(f".{'.'.join(_WITHIN)}")
            if is_image and isinstance(item, str) and item:
                inner[key] = change(place, item)
            else:
                inner[key] = item if key in _NAMES else _replaced(place, item, change)
        return inner
    if isinstance(value, list | tuple):
        return [_replaced(f"{field}[{index}]", item, change) for index, item in enumerate(value)]
    return value
