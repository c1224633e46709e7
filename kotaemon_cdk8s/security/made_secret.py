"""A Secret that comes of one of our objects: its name is taken, and its keys are known to its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.objects import claim_name
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.secret_references import ALL_KEYS, references
from kotaemon_cdk8s.synthesis import Registry
from kotaemon_cdk8s.wiring import SecretRef

import cdk8s

OPAQUE = "Opaque"
"""Type of a Secret that says nothing about its keys (Kubernetes' default)."""


@dataclass(frozen=True)
class MadeSecret:
    """The Secret.

    Args:
        at: The construct that makes it.
        name: Its name.
        keys: All its keys.
    """

    at: At
    name: str
    keys: tuple[str, ...]

    def claim(self, registry: Registry, chart: cdk8s.Chart) -> None:
        """Take its name, and have its readers in the chart checked at synthesis.

        Raises:
            OptionError: Another construct of the chart makes a Secret of this name.
        """
        within = chart.node.path
        claim_name(registry, self.at, within, "Secret", self.name)
        for key in self.keys:
            registry.note(("key of a secret", within, self.name, key), self.at.path)
        registry.check_at_synthesis(f"keys of secrets in {within}", lambda: _missing(registry, chart))

    def ref(self, key: str) -> SecretRef:
        """One of its keys.

        Raises:
            OptionError: It has no such key.
        """
        self.at.require(key in self.keys, "key", key, *_no_such_key(self.name, self.keys))
        return SecretRef(self.name, key)


def check_keys(at: At, field: str, keys: Mapping[str, object]) -> None:
    """Keys of a Secret, at least one.

    Raises:
        OptionError: There is none, or one is malformed.
    """
    at.require(bool(keys), field, dict(keys), "a Secret without a key is of no use", "give at least one")
    for key in keys:
        at.secret_key(field, key)


def _no_such_key(name: str, keys: tuple[str, ...]) -> tuple[str, str]:
    return (
        f"Secret {name} gets no such key, so the pod that reads it would not start",
        f"take one of {', '.join(keys)}",
    )


def _missing(registry: Registry, chart: cdk8s.Chart) -> Iterator[Fault]:
    """Keys that objects of a chart read from Secrets made in it, and that these do not get."""
    made: dict[str, list[str]] = {}
    for within, name, key in registry.claimed("key of a secret"):
        if within == chart.node.path:
            made.setdefault(name, []).append(key)
    for node in chart.node.find_all():
        if not isinstance(node, cdk8s.ApiObject):
            continue
        for found in references(node.to_json()):
            if found.secret in made and found.key not in (*made[found.secret], ALL_KEYS):
                yield Fault(
                    node.node.path,
                    str(found.reader),
                    repr(found.key),
                    *_no_such_key(found.secret, tuple(made[found.secret])),
                )
