"""A Secret that the External Secrets operator makes from what a secret store holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, Options, constructor_hints, frozen
from kotaemon_cdk8s.security.made_secret import OPAQUE, MadeSecret, check_keys
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import SecretRef

import cdk8s
import constructs
from typing_extensions import override

_DURATION = re.compile(r"(?=.)(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?")
_ACTION = re.compile(r"\{\{-?\s*(?P<code>.*?)\s*-?\}\}", re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')
_VALUE = re.compile(r"(?<![\w.)])\.(?P<name>[A-Za-z_]\w*)")  # `$.name` too: of the same values
_BY_INDEX = re.compile(r'\bindex\s+\$?(?:\.|(?<=\$))\s+["`](?P<name>[^"`]*)["`]')
# Go counts nanoseconds in 64 bits (https://pkg.go.dev/time#Duration).
_LONGEST_SECONDS = (2**63 - 1) // 10**9


@dataclass(frozen=True)
class SecretStore(Options):
    """A secret store that the operator knows, such as Vault or a cloud's secret manager.

    Args:
        name: Name of the SecretStore, in the namespace of the Secret, or of the ClusterSecretStore.
        cluster: It is a ClusterSecretStore. Default: False.

    Raises:
        OptionError: The name is malformed.
    """

    name: str
    cluster: bool = False

    @override
    def check(self, at: At) -> None:
        at.dns_name("name", self.name)

    @property
    def kind(self) -> str:
        """Kind of the store."""
        return "ClusterSecretStore" if self.cluster else "SecretStore"


@dataclass(frozen=True)
class RemoteKey(Options):
    """Where a secret store has a value, in the words of the store.

    Args:
        key: Name or path of the entry.
        property: Part of the entry, where it has several. Default: the whole entry.
        version: Version of the entry. Default: the newest.

    Raises:
        OptionError: A text is empty.
    """

    key: str
    property: str | None = None
    version: str | None = None

    @override
    def check(self, at: At) -> None:
        for field, text in (("key", self.key), ("property", self.property), ("version", self.version)):
            if text is not None:
                at.not_blank(field, text)


class ExternalSecret(constructs.Construct):
    """A Secret that the External Secrets operator keeps in step with a secret store.

    Creates an ExternalSecret; needs the operator in the cluster, 1.0 or later, and a store
    that it knows. The Secret goes with the ExternalSecret, and stays as it is while the store
    no longer has the value. `ref` gives the keys to whoever needs them.

    Args:
        scope: A chart, or a construct within one; in the namespace of the reader.
        id: Name among its siblings.
        name: Name of the Secret and of the ExternalSecret, unique in the namespace. Default: `id`.
        store: Where the values are.
        data: Values by name. Without `template` the names are the keys of the Secret.
        template: Keys of the Secret, each with a text in which `{{ .name }}` stands for a value
            of `data` (Go's template language, with the functions of the operator). The Secret
            then has these keys only. Default: none.
        refresh_interval: How often the store is asked, in hours, minutes and seconds; `0s` is
            once. Default: `1h0m0s`, the operator's own default.
        secret_type: Type of the Secret, such as `kubernetes.io/dockerconfigjson`. Default: `Opaque`.
        overrides: JSON-patch operations on the object, applied last. Default: none.

    Raises:
        OptionError: A name is malformed or taken, a text uses a value that `data` lacks, or
            has a credential in it. Nothing has been added to the chart then.
    """

    external_secret: cdk8s.ApiObject
    """The ExternalSecret."""
    name: str
    """Name of the Secret."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        store: SecretStore,
        data: Mapping[str, RemoteKey],
        name: str | None = None,
        template: Mapping[str, str] = frozen({}),
        refresh_interval: str = "1h0m0s",
        secret_type: str = OPAQUE,
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(ExternalSecret)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        at.dns_name("name", self.name)
        at.not_blank("secret_type", secret_type)
        check_keys(at, "data", data, OPAQUE if template else secret_type)
        if template:
            check_keys(at, "template", template, secret_type)
        for key, text in template.items():
            _check_text(at, f"template.{key}", key, text, tuple(data))
        interval = _go_duration(at, "refresh_interval", refresh_interval)
        self._made = MadeSecret(at, self.name, tuple(template or data))
        texts = dict(template)
        if secret_type != OPAQUE and not texts:
            # Type and keys together, so that neither depends on what the operator does without the other.
            texts = {key: f'{{{{ index . "{key}" }}}}' for key in data}
        objects = Objects(chart, at=at)
        objects.add(
            "external-secret",
            _manifest(self.name, store, data, texts, interval, secret_type),
            keep=("spec.target.name",),
        )
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        self._made.claim(registry, chart)
        super().__init__(scope, id)
        self.external_secret = objects.make(self, registry)["external-secret"]

    def ref(self, key: str) -> SecretRef:
        """A key of the Secret, for whoever needs it.

        Args:
            key: One of the keys of `template` or, without one, of `data`.

        Raises:
            OptionError: The Secret has no such key.
        """
        return self._made.ref(key)


def _check_text(at: At, field: str, key: str, text: str, values: Sequence[str]) -> None:
    codes = [action["code"] for action in _ACTION.finditer(text)]
    # An action that is nothing but a text in quotes is as literal as the text around it.
    literal = _ACTION.sub(lambda action: action["code"][1:-1] if _QUOTED.fullmatch(action["code"]) else "", text)
    at.require(
        "{{" not in literal and "}}" not in literal,
        field,
        text,
        "has a '{{' or '}}' without the other; the operator could not read it",
        "write each value as '{{ .name }}'",
    )
    at.require(
        all(codes),
        field,
        text,
        "has an empty '{{ }}'; the operator could not read it",
        "write each value as '{{ .name }}'",
    )
    computed = [code for code in codes if not _QUOTED.fullmatch(code)]
    if secret_guard.is_credential(literal) or (not computed and secret_guard.names_credential(key, literal)):
        _refuse_credential(at, field, text)
    used = [name for code in codes for name in _used(code)]
    for name in used:
        at.require(
            name in values,
            field,
            text,
            f"uses {name!r}, which `data` does not have; the operator would make no Secret",
            f"use one of {', '.join(values)}; a name with '-' or '.' is written {{{{ index . \"the-name\" }}}}",
        )


def _refuse_credential(at: At, field: str, text: str) -> NoReturn:
    at.fail(
        field,
        secret_guard.shortened(text),
        "has a credential in it, which would stand in Git in clear text",
        "put it into the secret store, name it in `data`, and write '{{ .name }}' in its place",
    )


def _used(code: str) -> Iterator[str]:
    """Names of the values that an action uses."""
    yield from (found["name"] for found in _BY_INDEX.finditer(code))
    yield from (found["name"] for found in _VALUE.finditer(_QUOTED.sub('""', code)))


def _go_duration(at: At, field: str, text: str) -> str:
    """A duration as Go writes it, so that what the operator writes back is the same text."""
    match = _DURATION.fullmatch(text)
    if match is None:
        at.fail(field, text, "not a duration", "write hours, minutes and seconds, such as '1h0m0s', '30m' or '0s'")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    at.require(
        total <= _LONGEST_SECONDS, field, text, "longer than the operator can count", "write '0s' to ask the store once"
    )
    hours, minutes, seconds = total // 3600, total // 60 % 60, total % 60
    return (f"{hours}h{minutes}m" if hours else f"{minutes}m" if minutes else "") + f"{seconds}s"


def _manifest(
    name: str,
    store: SecretStore,
    data: Mapping[str, RemoteKey],
    texts: Mapping[str, str],
    refresh_interval: str,
    secret_type: str,
) -> Any:
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.io import external_secrets as eso

    # What the API server fills in is written out, or Argo CD would find a difference for ever:
    # target.* by every release, remoteRef.* by those up to 2.8 (external-secrets 6965e61).
    return eso.ExternalSecret.manifest(
        metadata=cdk8s.ApiObjectMetadata(
            name=name,
            labels=Identity(name, "external-secret").labels,
            annotations={**LATE_CRD, SYNC_WAVE: str(int(Wave.ACCESS))},
        ),
        spec=eso.ExternalSecretSpec(
            refresh_interval=refresh_interval,
            secret_store_ref=eso.ExternalSecretSpecSecretStoreRef(
                name=store.name,
                kind=eso.ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE
                if store.cluster
                else eso.ExternalSecretSpecSecretStoreRefKind.SECRET_STORE,
            ),
            target=eso.ExternalSecretSpecTarget(
                name=name,
                creation_policy=eso.ExternalSecretSpecTargetCreationPolicy.OWNER,
                deletion_policy=eso.ExternalSecretSpecTargetDeletionPolicy.RETAIN,
                template=eso.ExternalSecretSpecTargetTemplate(
                    engine_version=eso.ExternalSecretSpecTargetTemplateEngineVersion.V2,
                    merge_policy=eso.ExternalSecretSpecTargetTemplateMergePolicy.REPLACE,
                    type=None if secret_type == OPAQUE else secret_type,
                    data=texts,
                )
                if texts
                else None,
            ),
            data=[
                eso.ExternalSecretSpecData(
                    secret_key=key,
                    remote_ref=eso.ExternalSecretSpecDataRemoteRef(
                        key=remote.key,
                        property=remote.property,
                        version=remote.version,
                        conversion_strategy=eso.ExternalSecretSpecDataRemoteRefConversionStrategy.DEFAULT,
                        decoding_strategy=eso.ExternalSecretSpecDataRemoteRefDecodingStrategy.NONE,
                        metadata_policy=eso.ExternalSecretSpecDataRemoteRefMetadataPolicy.NONE,
                    ),
                )
                for key, remote in sorted(data.items())
            ],
        ),
    )
