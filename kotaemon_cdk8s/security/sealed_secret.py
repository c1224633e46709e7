"""A Secret that is in Git in encrypted form, for the Sealed Secrets controller to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security.made_secret import OPAQUE, MadeSecret, check_keys
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import SecretRef

import cdk8s
import constructs


class SealedScope(str, Enum):
    """Where the controller opens a ciphertext; it was made for one of these."""

    STRICT = "strict"
    """In a Secret of this name and namespace only."""
    NAMESPACE_WIDE = "namespace-wide"
    """In any Secret of this namespace."""
    CLUSTER_WIDE = "cluster-wide"
    """In any Secret of the cluster."""


class SealedSecret(constructs.Construct):
    """A Secret whose values are in Git, encrypted; only the controller of the cluster can open them.

    Creates a SealedSecret; needs the Sealed Secrets controller in the cluster. The values are
    encrypted before, with its public key, by `kubeseal`. `ref` gives the keys to whoever needs
    them.

    Args:
        scope: A chart, or a construct within one; in the namespace of the reader.
        id: Name among its siblings.
        name: Name of the Secret and of the SealedSecret, unique in the namespace. With
            `SealedScope.STRICT`, the name for which the values were encrypted. Default: `id`.
        encrypted: Ciphertext by key, as `kubeseal --raw` prints it.
        sealed_scope: For what the values were encrypted (`kubeseal --scope`). Default:
            `SealedScope.STRICT`, as of kubeseal.
        secret_type: Type of the Secret, such as `kubernetes.io/dockerconfigjson`. Default: `Opaque`.
        overrides: JSON-patch operations on the object, applied last. Default: none.

    Raises:
        OptionError: A name is malformed or taken, or a value is not encrypted. Nothing has
            been added to the chart then.
    """

    sealed_secret: cdk8s.ApiObject
    """The SealedSecret."""
    name: str
    """Name of the Secret."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        encrypted: Mapping[str, str],
        name: str | None = None,
        sealed_scope: SealedScope = SealedScope.STRICT,
        secret_type: str = OPAQUE,
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(SealedSecret)
        given = {key: value for key, value in locals().items() if key in hints}
        # A value that should have been encrypted must not be in a message.
        at.types(hints, {key: value for key, value in given.items() if key != "encrypted"})
        _check_texts(at, encrypted)
        self.name = id if name is None else name
        at.dns_name("name", self.name)
        at.not_blank("secret_type", secret_type)
        check_keys(at, "encrypted", encrypted, secret_type)
        for key, text in encrypted.items():
            at.require(
                secret_guard.is_sealed(text),
                f"encrypted.{key}",
                secret_guard.shortened(text),
                "not what kubeseal encrypts; in clear text it would stand in Git",
                f"encrypt it: {_kubeseal(self.name, chart.namespace, sealed_scope)}",
            )
        self._made = MadeSecret(at, self.name, tuple(encrypted))
        objects = Objects(chart, at=at)
        objects.add("sealed-secret", _manifest(self.name, encrypted, sealed_scope, secret_type))
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        self._made.claim(registry, chart)
        super().__init__(scope, id)
        self.sealed_secret = objects.make(self, registry)["sealed-secret"]

    def ref(self, key: str) -> SecretRef:
        """A key of the Secret, for whoever needs it.

        Args:
            key: One of the keys of `encrypted`.

        Raises:
            OptionError: The Secret has no such key.
        """
        return self._made.ref(key)


def _check_texts(at: At, encrypted: object) -> None:
    if not isinstance(encrypted, Mapping) or not all(
        isinstance(text, str) for pair in encrypted.items() for text in pair
    ):
        at.fail(
            "encrypted",
            f"{type(encrypted).__name__} (not shown)",
            "not ciphertexts by key",
            "give a mapping from the key in the Secret to what `kubeseal --raw` prints",
        )


def _kubeseal(name: str, namespace: str | None, scope: SealedScope) -> str:
    """The line that encrypts a value (README of bitnami-labs/sealed-secrets, "Raw mode")."""
    where = "" if scope is SealedScope.CLUSTER_WIDE else f" --namespace {namespace or 'NAMESPACE'}"
    called = f" --name {name}" if scope is SealedScope.STRICT else ""
    return f'printf %s "$VALUE" | kubeseal --raw --from-file=/dev/stdin --scope {scope.value}{where}{called}'


def _manifest(name: str, encrypted: Mapping[str, str], scope: SealedScope, secret_type: str) -> Any:
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.com import bitnami

    wide = {} if scope is SealedScope.STRICT else {f"sealedsecrets.bitnami.com/{scope.value}": "true"}
    template = None if secret_type == OPAQUE else bitnami.SealedSecretSpecTemplate(type=secret_type)
    return bitnami.SealedSecret.manifest(
        metadata=cdk8s.ApiObjectMetadata(
            name=name,
            labels=Identity(name, "sealed-secret").labels,
            annotations={**LATE_CRD, **wide, SYNC_WAVE: str(int(Wave.ACCESS))},
        ),
        spec=bitnami.SealedSecretSpec(encrypted_data=encrypted, template=template),
    )
