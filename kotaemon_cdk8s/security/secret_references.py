"""Which keys of which Secrets an object reads, found in the object as it goes to the API server."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ALL_KEYS = "*"
"""Stands for every key, where a whole Secret is mounted; no key can be called so."""
PULL_KEY = ".dockerconfigjson"
"""Key of a Secret of type kubernetes.io/dockerconfigjson."""

# Secrets of which an object says the name only: for each group and kind, the path of the field,
# `[]` for each item of a list, the keys that are read, and what they are. What operators of
# stores read, the stores say themselves (`wiring.OperatorSecret`).
_PAIR = (("tls.crt", "tls.key"), "certificate")
_BY_NAME: Mapping[tuple[str, str], tuple[str, tuple[tuple[str, ...], str]]] = {
    ("networking.k8s.io", "Ingress"): ("spec.tls[].secretName", _PAIR),
    ("cert-manager.io", "Issuer"): ("spec.ca.secretName", _PAIR),  # cert-manager/website, configuration/ca.md
    # envoyproxy/gateway v1.9.0, api/v1alpha1/oidc_types.go.
    ("gateway.envoyproxy.io", "SecurityPolicy"): ("spec.oidc.clientSecret.name", (("client-secret",), "login")),
    # kubernetes/ingress-gce, pkg/backendconfig/validation.go.
    ("cloud.google.com", "BackendConfig"): (
        "spec.iap.oauthclientCredentials.secretName",
        (("client_id", "client_secret"), "login"),
    ),
}
# kubernetes-sigs/aws-load-balancer-controller v3.5.0, pkg/ingress/model_build_actions.go.
_ALB_LOGIN, _ALB_KEYS = "alb.ingress.kubernetes.io/auth-idp-oidc", ("clientID", "clientSecret")
_PULLS = "to pull images"


@dataclass(frozen=True)
class SecretReader:
    """Who reads a key of a Secret.

    Args:
        object: Kind and name of the object that names the Secret.
        container: The container; None if it is the kubelet or an operator.
        purpose: What becomes of it, such as `variable HF_TOKEN` or `file /tls/tls.crt`.
    """

    object: str
    container: str | None
    purpose: str

    def __str__(self) -> str:
        container = f" ({self.container})" if self.container else ""
        return f"{self.object}{container}: {self.purpose}"

    @property
    def restarts(self) -> bool:
        """Whether a running pod goes on with the old value: all but what is read when an image is pulled."""
        return self.purpose != _PULLS

    @property
    def is_file(self) -> bool:
        """Whether it is mounted."""
        return self.purpose.startswith("file ")


@dataclass(frozen=True)
class SecretReference:
    """An object names a key of a Secret.

    Args:
        secret: Name of the Secret.
        key: The key, or `ALL_KEYS`.
        reader: Who reads it.
        optional: The pod starts without it, too.
    """

    secret: str
    key: str
    reader: SecretReader
    optional: bool = False


def references(manifest: Mapping[str, Any]) -> Iterator[SecretReference]:
    """All that an object reads from Secrets.

    Args:
        manifest: The object as it goes to the API server.
    """
    owner = f"{manifest['kind']} {manifest['metadata']['name']}"
    group = manifest["apiVersion"].partition("/")[0]
    path, (keys, purpose) = _BY_NAME.get((group, manifest["kind"]), ("", _PAIR))
    for name in at(manifest, path.split(".")) if path else ():
        yield from (SecretReference(name, key, SecretReader(owner, None, purpose)) for key in keys)
    alb = (manifest["metadata"].get("annotations") or {}).get(_ALB_LOGIN)
    if alb is not None:
        name = json.loads(alb)["secretName"]
        yield from (SecretReference(name, key, SecretReader(owner, None, "login")) for key in _ALB_KEYS)
    # kedacore/keda, apis/keda/v1alpha1/triggerauthentication_types.go.
    for ref in _mappings(_mapping(manifest.get("spec")).get("secretTargetRef")):
        if _has(ref, "name", "key", "parameter"):
            yield SecretReference(ref["name"], ref["key"], SecretReader(owner, None, f"parameter {ref['parameter']}"))
    yield from _within(owner, manifest)


def at(value: Any, path: list[str]) -> Iterator[str]:
    """Texts in an object by the path of their field, `[]` for each item of a list."""
    if not path:
        if isinstance(value, str):
            yield value
        return
    key, listed = path[0].removesuffix("[]"), path[0].endswith("[]")
    part = value.get(key) if isinstance(value, Mapping) else None
    for item in _items(part) if listed else (part,):
        yield from at(item, path[1:])


def _within(owner: str, value: Any) -> Iterator[SecretReference]:
    """What pods, and parts of pods in custom resources, read."""
    if isinstance(value, Mapping):
        for pull in _mappings(value.get("imagePullSecrets")):
            if _has(pull, "name"):
                yield SecretReference(pull["name"], PULL_KEY, SecretReader(owner, None, _PULLS))
        containers = [*_mappings(value.get("initContainers")), *_mappings(value.get("containers"))]
        for container in containers:
            yield from _variables(owner, container.get("name"), container)
        for volume in _mappings(value.get("volumes")):
            yield from _files(owner, volume, containers)
            yield from _drivers(owner, volume)
        if not containers:
            yield from _variables(owner, None, value)
        for key, item in value.items():
            if key not in ("containers", "initContainers"):
                yield from _within(owner, item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _within(owner, item)


def _variables(owner: str, container: str | None, having: Mapping[str, Any]) -> Iterator[SecretReference]:
    for variable in _mappings(having.get("env")):
        ref = _mapping(_mapping(variable.get("valueFrom")).get("secretKeyRef"))
        if _has(ref, "name", "key") and _has(variable, "name"):
            reader = SecretReader(owner, container, f"variable {variable['name']}")
            yield SecretReference(ref["name"], ref["key"], reader, bool(ref.get("optional")))
    for source in _mappings(having.get("envFrom")):
        ref = _mapping(source.get("secretRef"))
        if _has(ref, "name"):
            reader = SecretReader(owner, container, "variables of the same names")
            yield SecretReference(ref["name"], ALL_KEYS, reader, bool(ref.get("optional")))


def _files(owner: str, volume: Mapping[str, Any], containers: Sequence[Mapping[str, Any]]) -> Iterator[SecretReference]:
    mounts = [
        (container.get("name"), mount)
        for container in containers
        for mount in _mappings(container.get("volumeMounts"))
        if _has(mount, "name", "mountPath") and mount["name"] == volume.get("name")
    ]
    for name, key, path, optional in _sources(volume):
        places = [(container, _mounted(mount, path)) for container, mount in mounts]
        readers = [SecretReader(owner, container, f"file {place}") for container, place in places if place]
        # Without the key the pod does not start, whether a container sees it or not.
        for reader in readers or [SecretReader(owner, None, f"file {path} in volume {volume.get('name')}")]:
            yield SecretReference(name, key, reader, optional)


def _drivers(owner: str, volume: Mapping[str, Any]) -> Iterator[SecretReference]:
    """Credentials with which a driver mounts a volume: which keys, it alone knows."""
    for kind, source in volume.items():
        for field in ("nodePublishSecretRef", "secretRef"):
            ref = _mapping(_mapping(source).get(field))
            if _has(ref, "name"):
                reader = SecretReader(owner, None, f"to mount volume {volume.get('name')} ({kind})")
                yield SecretReference(ref["name"], ALL_KEYS, reader)


def _mounted(mount: Mapping[str, Any], path: str) -> str | None:
    """Where a file of a volume is in a container; None if the mount leaves it out."""
    below = mount.get("subPath")
    if below is None:
        return posixpath.join(mount["mountPath"], path)
    if path in (below, ALL_KEYS):
        return str(mount["mountPath"])
    return posixpath.join(mount["mountPath"], path[len(below) + 1 :]) if path.startswith(f"{below}/") else None


def _sources(volume: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """Secrets in a volume: name, key, path, and whether it may be missing."""
    # A custom resource may have fields of the same names and of another form.
    found = [("secretName", _mapping(volume.get("secret")))]
    parts = _mappings(_mapping(volume.get("projected")).get("sources"))
    found.extend(("name", _mapping(part.get("secret"))) for part in parts)
    for field, source in found:
        if _has(source, field):
            items = [item for item in _mappings(source.get("items")) if _has(item, "key", "path")]
            for key, path in [(item["key"], item["path"]) for item in items] or [(ALL_KEYS, ALL_KEYS)]:
                yield source[field], key, path, bool(source.get("optional"))


def _has(value: Mapping[str, Any], *names: str) -> bool:
    """Whether these fields hold texts."""
    return all(isinstance(value.get(name), str) for name in names)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in _items(value) if isinstance(item, Mapping)]
