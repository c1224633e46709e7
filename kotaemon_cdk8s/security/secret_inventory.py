"""Which Secrets a deployment needs: their keys, who reads them, who makes them, and the commands that do."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.operator_secrets import of_operators
from kotaemon_cdk8s.security.secret_references import (
    ALL_KEYS,
    PULL_KEY,
    SecretReader,
    SecretReference,
    at,
    references,
)
from kotaemon_cdk8s.wiring import SecretValue

import cdk8s
import constructs

_Place = tuple[str | None, str]
_RANDOM = '"$(openssl rand -base64 24)"'
_GIVEN = "'…'"
# What makes a Secret, by group and kind: the path of the field that has its name.
_MADE: Mapping[tuple[str, str], str] = {
    ("external-secrets.io", "ExternalSecret"): "spec.target.name",
    ("bitnami.com", "SealedSecret"): "spec.template.metadata.name",
    ("cert-manager.io", "Certificate"): "spec.secretName",
}
# Variables of the app for values that nobody but us knows (kotaemon_app/admin.py, kotaemon_app/mode.py).
_OURS = ("KH_FEATURE_USER_MANAGEMENT_PASSWORD", "KOTAEMON_SESSION_SECRET", "SECRET_KEY")
# Read by a server or a backup, and given out by Hugging Face and clouds.
_THEIRS = ("HF_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AZURE_ACCOUNT_KEY")


@dataclass(frozen=True)
class NeededSecret:
    """A Secret that must exist, or the pods that read it do not start.

    Args:
        namespace: Its namespace; None if the chart has none.
        name: Its name.
        readers: By key, who reads it; the key `*` stands for all.
        made_by: Who makes it, such as `ExternalSecret openai`; None if you do.
        values: What to put there, for the keys that an operator reads.
    """

    namespace: str | None
    name: str
    readers: Mapping[str, tuple[SecretReader, ...]]
    made_by: str | None
    values: Mapping[str, str | SecretValue] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are read."""
        return tuple(self.readers)


@dataclass(frozen=True)
class SecretInventory:
    """The Secrets of a deployment, found in the objects that it consists of; `print` shows them.

    Make one with `SecretInventory.of`, after everything else in the chart.

    Args:
        secrets: All of them, by namespace and name.
    """

    secrets: tuple[NeededSecret, ...]

    @staticmethod
    def of(deployment: KotaemonApp | cdk8s.Chart) -> SecretInventory:
        """The Secrets of an app and of the stores it uses, or of all that is in a chart.

        Args:
            deployment: The app, or the chart.

        Raises:
            OptionError: It is neither of the two.
        """
        At("SecretInventory").types(
            {"deployment": KotaemonApp | cdk8s.Chart},
            {"deployment": deployment},
        )
        parts = [deployment, *(_beside(deployment) if isinstance(deployment, KotaemonApp) else ())]
        roots = [part for part in parts if isinstance(part, constructs.Construct)]
        nodes = _below(roots)
        read: dict[_Place, list[SecretReference]] = {}
        values: dict[_Place, dict[str, str | SecretValue]] = {}
        for manifest in _manifests(nodes):
            for found in references(manifest):
                if found.optional:
                    continue
                read.setdefault((manifest["metadata"].get("namespace"), found.secret), []).append(found)
        for store, secret in of_operators(nodes):
            namespace = cdk8s.Chart.of(store).namespace
            for key, value in secret.reads.items():
                reader = SecretReader(secret.resource, None, f"read by {secret.operator}")
                read.setdefault((namespace, secret.name), []).append(SecretReference(secret.name, key, reader))
                values.setdefault((namespace, secret.name), {})[key] = value
        makers = _makers(_below(cdk8s.Chart.of(root) for root in roots))
        return SecretInventory(
            tuple(
                NeededSecret(place[0], place[1], _by_key(read[place]), makers.get(place), values.get(place, {}))
                for place in sorted(read, key=lambda place: (place[0] or "", place[1]))
            )
        )

    def commands(self) -> tuple[str, ...]:
        """Shell commands that make the Secrets which nobody else makes.

        Passwords of our own are random; what others give out stands as `'…'`, and a file has
        the name of its key.
        """
        yours = [secret for secret in self.secrets if secret.made_by is None]
        shared = _shared(yours)
        values = [f"{variable}={_RANDOM}" for variable in dict.fromkeys(shared.values())]
        return (*values, *(_command(secret, shared) for secret in yours))

    def markdown(self) -> str:
        """A table of the Secrets, and the commands, for the docs of the deployment."""
        if not self.secrets:
            return "Reads no Secret.\n"
        lines = ["| Secret | Key | Read by | Made by |", "| --- | --- | --- | --- |"]
        for secret in self.secrets:
            for key, readers in secret.readers.items():
                who = "<br>".join(_lines(readers))
                shown = "all keys" if key == ALL_KEYS else f"`{key}`"
                lines.append(f"| `{_full_name(secret)}` | {shown} | {who} | {secret.made_by or 'you'} |")
        commands = self.commands()
        block = ["", "```sh", *commands, "```"] if commands else []
        return "\n".join([*lines, *block]) + "\n"

    def __str__(self) -> str:
        lines: list[str] = []
        for secret in self.secrets:
            lines.append(f"{_full_name(secret)}: made by {secret.made_by or 'you'}")
            for key, readers in secret.readers.items():
                lines.extend(f"  {key}: {line}" for line in _lines(readers))
        return "\n".join([*lines, *(("", *self.commands()) if self.commands() else ())])


def _below(roots: Iterable[constructs.Construct]) -> list[constructs.IConstruct]:
    """All constructs from some down, each once."""
    return list({node.node.path: node for root in roots for node in root.node.find_all()}.values())


def _manifests(nodes: Iterable[constructs.IConstruct]) -> Iterator[Any]:
    return (node.to_json() for node in nodes if isinstance(node, cdk8s.ApiObject))


def _makers(nodes: Sequence[constructs.IConstruct]) -> dict[_Place, str]:
    """Who makes which Secret."""
    found = {
        (cdk8s.Chart.of(store).namespace, secret.name): f"{secret.operator}, for {secret.resource}"
        for store, secret in of_operators(nodes)
        if not secret.reads
    }
    for manifest in _manifests(nodes):
        kind, name = manifest["kind"], manifest["metadata"]["name"]
        made = _MADE.get((manifest["apiVersion"].partition("/")[0], kind))
        if made is not None:
            # Unless told otherwise, the Secret is called like the object.
            secret = next(at(manifest, made.split(".")), name)
            found[manifest["metadata"].get("namespace"), secret] = f"{kind} {name}"
    return found


def _by_key(found: Iterable[SecretReference]) -> dict[str, tuple[SecretReader, ...]]:
    readers: dict[str, dict[SecretReader, None]] = {}
    for reference in sorted(found, key=lambda reference: reference.key):
        readers.setdefault(reference.key, {})[reference.reader] = None
    return {key: tuple(who) for key, who in readers.items()}


def _lines(readers: Iterable[SecretReader]) -> list[str]:
    """Who reads a key, with the containers of a pod together."""
    containers: dict[tuple[str, str], list[str]] = {}
    for reader in readers:
        names = containers.setdefault((reader.object, reader.purpose), [])
        names.extend([reader.container] if reader.container else [])
    return [
        f"{owner} ({', '.join(names)}): {purpose}" if names else f"{owner}: {purpose}"
        for (owner, purpose), names in containers.items()
    ]


def _beside(app: KotaemonApp) -> Iterator[Any]:
    """What has objects of its own: stores, and what works on them."""
    yield from app.components
    yield from (pods.construct for pods in app.attached)


def _shared(secrets: Iterable[NeededSecret]) -> dict[tuple[str, str], str]:
    """Keys of Secrets that are in several namespaces with one random value: the variable that holds it."""
    found: dict[tuple[str, str], list[NeededSecret]] = {}
    for secret in secrets:
        for key in secret.keys:
            found.setdefault((secret.name, key), []).append(secret)
    return {
        (name, key): re.sub(r"^(?=\d)|\W", "_", f"{name}_{key}").upper()
        for (name, key), same in found.items()
        if len(same) > 1 and any(_value(secret, key) is SecretValue.OURS for secret in same)
    }


def _command(secret: NeededSecret, shared: Mapping[tuple[str, str], str]) -> str:
    namespace = f" -n {secret.namespace}" if secret.namespace else ""
    if secret.keys == (PULL_KEY,):
        return (
            f"kubectl{namespace} create secret docker-registry {secret.name}"
            f" --docker-server={_GIVEN} --docker-username={_GIVEN} --docker-password={_GIVEN}"
        )
    parts = [f"kubectl{namespace} create secret generic {secret.name}"]
    for key in secret.keys:
        value = _value(secret, key)
        if key == ALL_KEYS:
            parts.append(f"--from-literal={_GIVEN}={_GIVEN}")
        elif (secret.name, key) in shared:
            parts.append(f'--from-literal={key}="${shared[secret.name, key]}"')
        elif all(reader.is_file for reader in secret.readers[key]):
            parts.append(f"--from-file={key}={key}")
        elif isinstance(value, str):
            parts.append(f"--from-literal={key}={shlex.quote(value)}")
        else:
            parts.append(f"--from-literal={key}={_RANDOM if value is SecretValue.OURS else _GIVEN}")
    return " ".join(parts) if len(parts) == 2 else " \\\n  ".join(parts)


def _value(secret: NeededSecret, key: str) -> str | SecretValue:
    """What to put under a key: what its operator wants, or else what its readers tell."""
    if key in secret.values:
        return secret.values[key]
    variables = [reader for reader in secret.readers[key] if not reader.is_file]
    # What a server of the deployment reads from its environment, it takes as its own; what the
    # app alone reads, somebody else has given out, but for the app's own passwords.
    ours = any(
        variable in _OURS if reader.object.startswith("Deployment ") else variable not in _THEIRS
        for reader in variables
        for prefix, _, variable in [reader.purpose.partition("variable ")]
        if not prefix and variable
    )
    return SecretValue.OURS if ours else SecretValue.THEIRS


def _full_name(secret: NeededSecret) -> str:
    return f"{secret.namespace}/{secret.name}" if secret.namespace else secret.name
