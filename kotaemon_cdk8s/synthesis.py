"""From checked objects to files: the registry of a cdk8s `App`, and the gate before it writes.

cdk8s validates inside JavaScript, where Python errors lose type and text. So every object
of ours is registered here, and `App.synth()` first passes through a gate in Python that
reports all faults at once, before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import immutable, rendered
from kotaemon_cdk8s.errors import Fault, SynthesisError
from kotaemon_cdk8s.options import At

import cdk8s
import constructs

_REGISTRY = "_kotaemon_cdk8s_registry"


def place(scope: constructs.Construct, id: str) -> tuple[At, cdk8s.Chart]:
    """Where a construct is to be: its path, to complain from, and its chart.

    Raises:
        OptionError: `scope` is no construct, or not within a chart.
    """
    name = str(id).replace("/", "--")  # as `constructs` does: a path has an id between slashes
    At(name).types({"scope": constructs.Construct}, {"scope": scope})
    at = At(f"{scope.node.path}/{name}".lstrip("/"))
    try:
        return at, cdk8s.Chart.of(scope)
    except RuntimeError:
        at.fail(
            "scope",
            scope.node.path or type(scope).__name__,
            "neither a chart nor within one, so its objects would go to no file",
            'make it in a chart: cdk8s.Chart(app, "kotaemon", namespace="kotaemon")',
        )


class OwnedObject(cdk8s.ApiObject):
    """An object of ours, which knows whether anything may have changed it.

    All ways to change an ApiObject lead through its `add_json_patch` or its `metadata`; an
    object on which nobody has called for either need not be rendered and checked again.
    """

    touched = True

    def __getattribute__(self, name: str) -> Any:
        if name in ("add_json_patch", "metadata"):
            self.touched = True
        return super().__getattribute__(name)


@dataclass(frozen=True)
class _Owned:
    path: str
    object: OwnedObject
    promised: dict[str, Any]


class Registry:
    """All our objects in one tree of constructs, and what they claim for themselves.

    Args:
        root: Root of the tree, mostly a `cdk8s.App`.
    """

    def __init__(self, root: constructs.IConstruct) -> None:
        self._owned: list[_Owned] = []
        self._claims: dict[tuple[str, ...], str] = {}
        self._checks: dict[str, Callable[[], Iterable[Fault]]] = {}
        self._last_steps: list[Callable[[], None]] = []
        if isinstance(root, cdk8s.App):
            folder = Path(root.outdir)
            for method, checks in (
                ("synth", (self.faults, lambda: immutable.faults(folder, self._manifests()))),
                ("synth_yaml", (self.faults,)),
            ):
                setattr(root, method, _gated(getattr(root, method), checks, self._last_steps))

    @staticmethod
    def of(at: At, scope: constructs.Construct, id: str) -> Registry:
        """The registry of the tree in which `scope` is to have a child `id`.

        Raises:
            OptionError: The child cannot be, because it has no id, or one that is taken.
        """
        at.require(bool(id), "id", id, "is empty", "give it a name among its siblings")
        at.require(
            scope.node.try_find_child(id) is None,
            "id",
            id,
            "another construct has this id in the same scope",
            "give one of the two another id",
        )
        root = scope.node.root
        registry = Registry.of_tree(scope)
        if registry is None:
            registry = Registry(root)
            setattr(root, _REGISTRY, registry)
        return registry

    @staticmethod
    def of_tree(construct: constructs.IConstruct) -> Registry | None:
        """The registry of the tree in which a construct is, if there is one."""
        found: Registry | None = getattr(construct.node.root, _REGISTRY, None)
        return found

    def claim(self, at: At, what: tuple[str, ...], field: str, value: str, cause: str, fix: str) -> None:
        """Take something that only one may have.

        Raises:
            OptionError: Another construct has it already.
        """
        holder = self._claims.setdefault(what, at.path)
        if holder != at.path:
            # Nothing comes of the construct at this path: what it has claimed so far is free again.
            self._claims = {taken: path for taken, path in self._claims.items() if path != at.path}
            at.fail(field, value, f"{holder} {cause}", fix)

    def note(self, what: tuple[str, ...], path: str) -> None:
        """Remember something that several may have, with the first who has it."""
        self._claims.setdefault(what, path)

    def holder(self, what: tuple[str, ...]) -> str | None:
        """Who has taken something, if anybody."""
        return self._claims.get(what)

    def claimed(self, kind: str) -> Iterator[tuple[str, ...]]:
        """What has been taken or remembered of a kind, without the kind."""
        return (what[1:] for what in self._claims if what[0] == kind)

    def has_objects(self, within: str) -> bool:
        """Whether an object of ours has been made below a path; the root's is empty."""
        return any(not within or f"{owned.path}/".startswith(f"{within}/") for owned in self._owned)

    def objects(self, within: constructs.IConstruct) -> Iterator[Mapping[str, Any]]:
        """`apiVersion`, `kind` and `metadata` of all objects below a construct, ours and others.

        Of ours without rendering them: nothing may change these.
        """
        ours = {owned.object.node.path: owned.promised for owned in self._owned}
        for node in within.node.find_all():
            if not isinstance(node, cdk8s.ApiObject):
                continue
            promised = ours.get(node.node.path)
            if promised is None:
                yield node.to_json()
            else:
                metadata = {"name": promised["metadata.name"], "namespace": promised["metadata.namespace"]}
                yield {"apiVersion": promised["apiVersion"], "kind": promised["kind"], "metadata": metadata}

    def before_synthesis(self, step: Callable[[], None]) -> None:
        """Have something done to the objects after all that the user does to them, once they have been checked."""
        self._last_steps.append(step)

    def check_at_synthesis(self, name: str, check: Callable[[], Iterable[Fault]]) -> None:
        """Have something checked that no construct can know by itself, once for each name."""
        self._checks.setdefault(name, check)

    def register(self, path: str, api_object: OwnedObject, promised: dict[str, Any]) -> None:
        """Take an object under the gate's eye."""
        self._owned.append(_Owned(path, api_object, promised))

    def faults(self) -> list[Fault]:
        """All that is wrong with our objects as they are now, and with what they are together.

        Names cannot clash here: `claim` has seen to that, and a changed name is a broken promise.
        """
        found: list[Fault] = []
        for owned in self._owned:
            if not owned.object.touched:
                continue
            try:
                manifest = owned.object.to_json()
            except RuntimeError as error:
                reason = str(error).splitlines()[0]
                found.append(
                    Fault(
                        owned.path,
                        owned.promised["kind"],
                        owned.promised["metadata.name"],
                        f"it cannot be rendered: {reason}",
                        "check the JSON patches that were added to it",
                    )
                )
                continue
            found.extend(rendered.faults(owned.path, manifest, owned.promised))
        found.extend(fault for check in self._checks.values() for fault in check())
        return found

    def _manifests(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Objects that could change in a way that the cluster refuses, with their charts."""
        for owned in self._owned:
            if owned.promised["kind"] in immutable.KINDS:
                yield cdk8s.Names.to_dns_label(cdk8s.Chart.of(owned.object)), owned.object.to_json()


def _gated(
    write: Callable[[], Any],
    checks: Iterable[Callable[[], Iterable[Fault]]],
    last_steps: Iterable[Callable[[], None]],
) -> Callable[[], Any]:
    @wraps(write)
    def checked() -> Any:
        for check in checks:
            found = list(check())
            if found:
                raise SynthesisError(*found)
        for step in last_steps:
            step()
        return write()

    return checked
