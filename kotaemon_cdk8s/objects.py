"""Kubernetes objects: built with the typed vocabulary, overridden, checked, then made.

Objects go into the tree as `cdk8s.ApiObject`, not as the typed classes of
`cdk8s_plus_27.k8s`: those drop every field that a JSON patch adds under a name jsii spells
otherwise (`clusterIP`, `hostIPC`), without a word. The typed classes' `manifest()` still
lets a type checker see every field we write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s import rendered
from kotaemon_cdk8s.errors import OptionError
from kotaemon_cdk8s.image_sources import image_sources
from kotaemon_cdk8s.options import At, JsonValue, Options, thawed
from kotaemon_cdk8s.synthesis import OwnedObject, Registry

import cdk8s
import constructs
from typing_extensions import override


@dataclass(frozen=True)
class Override(Options):
    """One operation of a JSON patch (RFC 6902) on one object; make one with `add`, `replace`, `remove` ….

    Args:
        kind: Kind of the object in this construct, such as `Deployment`; with several of a
            kind, `Kind/name`.
        op: Operation.
        path: JSON pointer (RFC 6901), such as `/spec/template/spec/dnsPolicy`.
        value: For `add`, `replace` and `test`.
        source: For `move` and `copy`.

    Raises:
        OptionError: The pointer does not begin with `/`.
    """

    kind: str
    op: str
    path: str
    value: JsonValue = None
    source: str | None = None

    @staticmethod
    def add(kind: str, path: str, value: JsonValue) -> Override:
        """Add or set a field, or insert into a list (`/-` appends)."""
        return Override(kind, "add", path, value)

    @staticmethod
    def replace(kind: str, path: str, value: JsonValue) -> Override:
        """Change a field that is there."""
        return Override(kind, "replace", path, value)

    @staticmethod
    def remove(kind: str, path: str) -> Override:
        """Take a field out."""
        return Override(kind, "remove", path)

    @staticmethod
    def move(kind: str, source: str, path: str) -> Override:
        """Move a field."""
        return Override(kind, "move", path, source=source)

    @staticmethod
    def copy(kind: str, source: str, path: str) -> Override:
        """Copy a field."""
        return Override(kind, "copy", path, source=source)

    @staticmethod
    def test(kind: str, path: str, value: JsonValue) -> Override:
        """Refuse to synthesize unless a field has this value."""
        return Override(kind, "test", path, value)

    @override
    def check(self, at: At) -> None:
        for field, pointer in (("path", self.path), ("source", self.source)):
            at.require(
                pointer is None or pointer.startswith("/"),
                field,
                pointer,
                "not a JSON pointer",
                "begin with '/', and write '~1' for a '/' within a key",
            )
        at.json("value", self.value)

    def operation(self) -> dict[str, Any]:
        """As RFC 6902 writes it."""
        operation: dict[str, Any] = {"op": self.op, "path": self.path}
        if self.source is not None:
            operation["from"] = self.source
        elif self.op != "remove":
            operation["value"] = thawed(self.value)
        return operation


class Objects:
    """The objects of one construct: collected, overridden and checked, and only then made.

    Args:
        chart: The chart they go to; its namespace becomes theirs.
        at: Where to complain.
    """

    def __init__(self, chart: cdk8s.Chart, *, at: At) -> None:
        self._chart = chart
        self._chart_namespace = chart.namespace
        self._at = at
        self._manifests: dict[str, dict[str, Any]] = {}
        self._promised: dict[str, dict[str, Any]] = {}

    def add(
        self,
        id: str,
        manifest: dict[str, Any],
        *,
        namespaced: bool = True,
        keep: Sequence[str] = (),
        permitted: Sequence[str] = (),
    ) -> None:
        """Collect an object.

        Args:
            id: Its construct id.
            manifest: From a typed class.
            namespaced: Whether it is in a namespace.
            keep: Dotted fields that nothing may change, beside those of all objects.
            permitted: Fields of its pod that are beyond Pod Security `restricted` by need.
        """
        if namespaced and self._chart_namespace is not None:
            manifest["metadata"]["namespace"] = self._chart_namespace
        self._manifests[id] = manifest
        self._promised[id] = rendered.promises(manifest, keep, permitted)

    def check(self, overrides: Sequence[Override] = ()) -> None:
        """Override and check all objects; nothing is made yet.

        Raises:
            OptionError: An override does not fit or breaks a promise, or an object could
                not be applied; with all faults.
        """
        for index, operation in enumerate(overrides):
            self._apply(index, operation)
        sources = image_sources(self._chart)
        if sources is not None:
            self._manifests = {key: sources.applied(self._at, made) for key, made in self._manifests.items()}
        faults = [
            fault
            for key, manifest in self._manifests.items()
            for fault in rendered.faults(self._at.path, manifest, self._promised[key])
        ]
        if faults:
            raise OptionError(*faults)

    def claim(self, registry: Registry, within: str) -> None:
        """Take the names of all objects, so that nobody else makes an object of the same kind and name.

        Raises:
            OptionError: Another construct of the chart at path `within` makes one already.
        """
        for manifest in self._manifests.values():
            kind, name = manifest["kind"], manifest["metadata"]["name"]
            claim_name(registry, self._at, within, kind, name)

    def make(self, scope: constructs.Construct, registry: Registry) -> Mapping[str, cdk8s.ApiObject]:
        """Make the constructs below `scope`, by id, and put them under the registry's eye."""
        if hasattr(scope, "bind"):  # a component that an app is to use
            registry.note(("store", scope.node.path), self._at.path)
        made: dict[str, OwnedObject] = {}
        for key, manifest in self._manifests.items():
            made[key] = _construct(scope, key, _in_order(manifest), self._chart_namespace)
            registry.register(self._at.path, made[key], self._promised[key])
        return made

    def _apply(self, index: int, patch: Override) -> None:
        # Only where it is used: most deployments override nothing.
        from jsonpatch import JsonPatch, JsonPatchException
        from jsonpointer import JsonPointerException

        field = f"overrides[{index}]"
        names = {key: f"{made['kind']}/{made['metadata']['name']}" for key, made in self._manifests.items()}
        hits = [key for key, name in names.items() if patch.kind in (name, name.partition("/")[0])]
        if len(hits) != 1:
            self._at.fail(
                f"{field}.kind",
                patch.kind,
                "fits no object of this construct" if not hits else "fits several objects of this construct",
                f"name one of {', '.join(names.values())}",
            )
        operations: Any = [patch.operation()]
        try:
            patched: Any = JsonPatch(operations).apply(self._manifests[hits[0]])
        except (JsonPatchException, JsonPointerException, TypeError) as error:
            self._at.fail(
                field,
                patch.path,
                f"{patch.op} does not fit {names[hits[0]]}: {error}",
                "compare the path with the object in the output folder",
            )
        self._manifests[hits[0]] = patched


def claim_name(registry: Registry, at: At, within: str, kind: str, name: str) -> None:
    """Take the name of an object that we make, or have an operator make.

    Raises:
        OptionError: Another construct of the chart at path `within` has it already.
    """
    registry.claim(
        at,
        ("object", within, kind, name),
        "name",
        name,
        f"makes a {kind} of this name already",
        "give one of the two another `name`",
    )


def _construct(scope: constructs.Construct, id: str, manifest: Mapping[str, Any], namespace: str | None) -> OwnedObject:
    metadata = manifest["metadata"]
    known = {key: metadata[key] for key in ("name", "namespace", "labels", "annotations") if key in metadata}
    made = OwnedObject(
        scope,
        id,
        api_version=manifest["apiVersion"],
        kind=manifest["kind"],
        metadata=cdk8s.ApiObjectMetadata(**known),
    )
    # cdk8s.ApiObject drops every other key of its arguments without a word.
    patches = [cdk8s.JsonPatch.add(f"/{key}", manifest[key]) for key in sorted(manifest.keys() - _HEAD)]
    patches += [
        cdk8s.JsonPatch.add(f"/metadata/{key}", metadata[key]) for key in sorted(metadata.keys() - known.keys())
    ]
    if "namespace" not in metadata and namespace is not None:
        # cdk8s gives the chart's namespace to cluster-scoped objects, too.
        patches.append(cdk8s.JsonPatch.remove("/metadata/namespace"))
    if patches:
        made.add_json_patch(*patches)
    made.touched = False
    return made


def _in_order(value: Any) -> Any:
    """The same with sorted keys: cdk8s sorts those of its structs only, and diffs stay short."""
    if isinstance(value, Mapping):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    return value


_HEAD = frozenset({"apiVersion", "kind", "metadata"})
