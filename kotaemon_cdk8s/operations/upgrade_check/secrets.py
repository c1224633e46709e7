"""Keys of Secrets that pods still read and nobody makes any more, and Secrets that they read for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.immutable import at
from kotaemon_cdk8s.operations.upgrade_check.rendering import Manifest, Rendering
from kotaemon_cdk8s.security.secret_references import ALL_KEYS, SecretReference, references

# cloudnative-pg 1.30, docs/src/applications.md and certificates.md; cloud-on-k8s 3.5,
# pkg/controller/common/certificates/secret.go, and pkg/apis/elasticsearch/v1/name.go
_MADE = {
    "Cluster": ("-app", "-superuser", "-ca", "-server", "-replication"),
    "Elasticsearch": ("-es-http-certs-public", "-es-elastic-user"),
}
_Keys = Mapping[tuple[str, str], Mapping[str, str]]
"""By namespace and name of a Secret, what makes each of its keys."""


def findings(old: Rendering, new: Rendering) -> Iterator[Finding]:
    """What a pod would wait for in vain."""
    made, makes = _made(old), _made(new)
    read = {(namespace, reference.secret, reference.key) for namespace, reference in _read(old)}
    operators = set(_by_operators(new))
    said = set()
    for namespace, reference in _read(new):
        secret = (namespace, reference.secret)
        at_key = (*secret, reference.key)
        if reference.optional or at_key in said:
            continue
        said.add(at_key)
        name = "/".join(filter(None, secret))
        for key, maker in made.get(secret, {}).items():
            if reference.key in (key, ALL_KEYS) and key not in makes.get(secret, {}):
                yield Finding(
                    Severity.NEEDS_STEPS,
                    maker,
                    f"key {key}",
                    key,
                    "(gone)",
                    f"{reference.reader} still reads it of Secret {name}: the next pod does not start without it",
                    "keep the key, or make the Secret by hand before (docs/how-to/bring-secrets.md)",
                )
        if at_key not in read and secret not in makes and secret not in operators:
            yield Finding(
                Severity.NOTE,
                f"Secret {name}",
                f"key {reference.key}",
                "(not read)",
                f"read by {reference.reader}",
                "a pod does not start before it is there, and this rendering does not make it",
                "make it before (docs/how-to/bring-secrets.md)",
            )


def _read(rendering: Rendering) -> Iterator[tuple[str, SecretReference]]:
    for manifest in rendering.objects.values():
        for reference in references(manifest):
            yield _namespace(manifest), reference


def _namespace(manifest: Manifest) -> str:
    return str(manifest["metadata"].get("namespace", ""))


def _made(rendering: Rendering) -> _Keys:
    return {
        (_namespace(manifest), name): dict.fromkeys(keys, place.title)
        for place, manifest in rendering.of_kind("Secret", "SealedSecret", "ExternalSecret")
        for name, keys in [_makes(manifest)]
    }


def _makes(manifest: Manifest) -> tuple[str, list[str]]:
    """Name and keys of the Secret that comes of an object."""
    own = str(manifest["metadata"]["name"])
    if manifest["kind"] == "Secret":
        return own, [*(manifest.get("data") or {}), *(manifest.get("stringData") or {})]
    if manifest["kind"] == "SealedSecret":
        return own, [*(at(manifest, "spec.encryptedData") or {})]
    # external-secrets.io: what a template makes of what was fetched, else what was fetched.
    template = at(manifest, "spec.target.template.data") or {}
    fetched = [item["secretKey"] for item in at(manifest, "spec.data") or ()]
    return str(at(manifest, "spec.target.name") or own), [*template] or fetched


def _by_operators(rendering: Rendering) -> Iterator[tuple[str, str]]:
    """Secrets that an operator makes by itself, whatever their keys are."""
    for _, manifest in rendering.of_kind("Certificate", *_MADE):
        named = at(manifest, "spec.secretName")
        suffixes = _MADE.get(manifest["kind"], ())
        for name in [named] if named else [manifest["metadata"]["name"] + suffix for suffix in suffixes]:
            yield _namespace(manifest), str(name)
