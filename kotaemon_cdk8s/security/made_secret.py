"""A Secret that comes of one of our objects: its name is taken, and its keys are known to its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.objects import claim_name
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.operator_secrets import of_operators
from kotaemon_cdk8s.security.secret_references import ALL_KEYS, references
from kotaemon_cdk8s.synthesis import Registry
from kotaemon_cdk8s.wiring import SecretRef

import cdk8s
import constructs

OPAQUE = "Opaque"
"""Type of a Secret that says nothing about its keys (Kubernetes' default)."""


# https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
_KEYS_OF_TYPES: Mapping[str, tuple[str, ...]] = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}


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


def check_keys(at: At, field: str, keys: Mapping[str, object], secret_type: str) -> None:
    """Keys of a Secret, at least one, and those that its type asks for.

    Raises:
        OptionError: There is none, one is malformed, or one is missing.
    """
    at.require(bool(keys), field, sorted(keys), "a Secret without a key is of no use", "give at least one")
    for key in keys:
        at.secret_key(field, key)
    missing = [key for key in _KEYS_OF_TYPES.get(secret_type, ()) if key not in keys]
    at.require(
        not missing,
        field,
        sorted(keys),
        f"lacks {' and '.join(missing)}, without which the API server refuses a Secret of type {secret_type}",
        "give it, or another `secret_type`",
    )


def _no_such_key(name: str, keys: tuple[str, ...]) -> tuple[str, str]:
    return (
        f"Secret {name} gets no such key, so what reads it would not start",
        f"take one of {', '.join(keys)}",
    )


def _missing(registry: Registry, chart: cdk8s.Chart) -> Iterator[Fault]:
    """Keys that objects of a chart read from Secrets made in it, and that these do not get."""
    made: dict[str, list[str]] = {}
    for within, name, key in registry.claimed("key of a secret"):
        if within == chart.node.path:
            made.setdefault(name, []).append(key)
    for node in chart.node.find_all():
        for reader, secret, key in _read(node):
            if secret in made and key not in (*made[secret], ALL_KEYS):
                yield Fault(node.node.path, reader, repr(key), *_no_such_key(secret, tuple(made[secret])))


def _read(node: constructs.IConstruct) -> Iterator[tuple[str, str, str]]:
    """Who reads which key of which Secret."""
    if isinstance(node, cdk8s.ApiObject):
        found = (each for each in references(node.to_json()) if not each.optional)
        yield from ((str(each.reader), each.secret, each.key) for each in found)
    for _, secret in of_operators([node]):
        yield from ((f"{secret.operator}, for {secret.resource}", secret.name, key) for key in secret.reads)
