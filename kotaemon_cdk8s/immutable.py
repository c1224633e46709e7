"""What a new object changes in the old one that the cluster would refuse, or that loses data.

The one table of it: a synthesis refuses the changes, `kotaemon-cdk8s check-upgrade` lists them.

Volumes never shrink, and some fields of claims and StatefulSets never change
(https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims,
https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/). Operators refuse more,
or begin anew with nothing: the sources stand beside the rules.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from kotaemon_cdk8s import quantities, secret_guard
from kotaemon_cdk8s.errors import Fault, SynthesisError
from kotaemon_cdk8s.finding import Finding, Severity

import cdk8s

_NEVER = "this field never changes; the cluster refuses it"
_ANEW = (
    "take the change back; or give the deployment or store another `name`, and move the data;"
    " or see docs/how-to/storage.md, 'What never changes'"
)

_BOOTSTRAP = "it is read once, when the cluster is made, so the app would look for what is not there"
_OTHER_LOG = "another log, which begins empty; what was not yet flushed is lost"
_OTHER_OBJECTS = "other object storage, which is empty: all vectors would be gone"
_OTHER_BUCKET = "another bucket, which is empty: all vectors would be gone"
_OTHER_PREFIX = "another place in the bucket, which is empty: all vectors would be gone"

# By kind, dotted fields, what comes of a change, and why.
_NEVER_CHANGE: Mapping[str, Mapping[str, tuple[Severity, str]]] = {
    **{
        kind: dict.fromkeys(rules, (Severity.REFUSED, _NEVER))
        for kind, rules in {
            "PersistentVolumeClaim": ("spec.accessModes", "spec.storageClassName", "spec.volumeMode"),
            "StatefulSet": (
                "spec.serviceName",
                "spec.podManagementPolicy",
                "spec.selector",
                "spec.volumeClaimTemplates",
            ),
            # kubernetes, pkg/apis/apps/validation, pkg/apis/batch/validation, pkg/apis/rbac/validation
            "Deployment": ("spec.selector",),
            "DaemonSet": ("spec.selector",),
            "Job": ("spec.selector", "spec.template", "spec.completionMode"),
            "RoleBinding": ("roleRef",),
            "ClusterRoleBinding": ("roleRef",),
            # pkg/apis/core/validation: ValidateServiceUpdate, ValidateSecretUpdate
            "Service": ("spec.clusterIP",),
            "Secret": ("type",),
            # pkg/apis/storage/validation
            "StorageClass": ("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
        }.items()
    },
    # cloudnative-pg 1.30, docs/src/bootstrap.md
    "Cluster": {"spec.bootstrap": (Severity.LOSES_DATA, _BOOTSTRAP)},
    "Milvus": {
        field: (Severity.LOSES_DATA, cause)
        for field, cause in {
            "spec.mode": _OTHER_LOG,
            "spec.dependencies.msgStreamType": _OTHER_LOG,
            "spec.dependencies.storage.type": _OTHER_OBJECTS,
            "spec.dependencies.storage.endpoint": _OTHER_OBJECTS,
            "spec.config.minio.bucketName": _OTHER_BUCKET,
            "spec.config.minio.rootPath": _OTHER_PREFIX,
        }.items()
    },
}
# Fields that may come, but not go; validateWalStorageChange in cloudnative-pg 1.30,
# internal/webhook/v1/cluster_webhook.go.
_NEVER_GO = {"Cluster": {"spec.walStorage": "the operator refuses a cluster that gives up its volume for the log"}}
# Kinds of operators, whose names others use, too.
GROUPS = {
    "Cluster": "postgresql.cnpg.io",
    "Elasticsearch": "elasticsearch.k8s.elastic.co",
    "Milvus": "milvus.io",
}
"""By kind of a custom resource that is known here, its API group."""
KINDS = frozenset({"PersistentVolumeClaim", "StatefulSet", *GROUPS})
"""Kinds that hold data: what a synthesis compares, whose options change nothing else that never changes."""
_SEPARATOR = re.compile(r"^---\s*?\n", re.MULTILINE)
_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_MATTERS = re.compile(rf"^kind: ({'|'.join(sorted(KINDS))})\s*$", re.MULTILINE)

_POSTGRES = re.compile(r"(^|/)postgres(ql)?:")
_WITH_VOLUMES = ("PersistentVolumeClaim", "Cluster", "Elasticsearch", "Milvus")
# The fields by which Kubernetes, CloudNativePG, ECK and the charts of the Milvus operator ask for volumes.
_SIZE_FIELDS = (".requests.storage", "torage.size", ".persistence.size")


@dataclass(frozen=True)
class _Object:
    """Where an object is, and what it is called."""

    chart: str
    kind: str
    name: str

    @property
    def text(self) -> str:
        """For messages."""
        return f"{self.kind} {self.name}"


def faults(old: Path, new: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Fault]:
    """What the cluster would refuse, or lose data by.

    Args:
        old: The output folder as it was; need not exist.
        new: The manifests that are to take its place, each with the name of its chart.

    Raises:
        SynthesisError: A file of the folder cannot be read.
    """
    was = dict(_objects(read(old)))
    # Not even looked at, where there is nothing to compare with.
    now = dict(_objects(new)) if was else {}
    return [fault for place, manifest in now.items() for fault in _between(place, _counterpart(place, was), manifest)]


def read(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The manifests of a folder that matter here, each with the name of its chart.

    Raises:
        SynthesisError: A file has been broken since it was written: what is in it could not be
            compared with.
    """
    matter = [
        (file.relative_to(folder), part)
        for file in sorted(folder.rglob("*.yaml"))
        for part in _SEPARATOR.split(_text(folder, file))
        if _MATTERS.search(part)
    ]
    if not matter:
        return
    # In one go: each load starts a Node.js of its own.
    loaded = _loaded("\n---\n".join(part for _, part in matter))
    if len(loaded) != len(matter):
        loaded = []
        for file, part in matter:
            alone = _loaded(part)
            loaded.append(alone[0] if len(alone) == 1 else _broken(file, "it is no YAML"))
    for (file, part), item in zip(matter, loaded, strict=True):
        # The parser of cdk8s makes something of everything.
        if _CONFLICT.search(part):
            _broken(file, "it has the marks of a merge that has not ended")
        if not _is_object(item):
            _broken(file, "it holds something that is no Kubernetes object with a name and a spec")
        # One file, or one folder, is one chart; unless all are in one.
        yield file.parts[0].removesuffix(".k8s.yaml"), item


def _text(folder: Path, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        _broken(file.relative_to(folder), "it is not UTF-8")


def _loaded(text: str) -> list[Any]:
    """The documents of a text; none, if the parser gives up."""
    with tempfile.TemporaryDirectory() as scratch:
        together = Path(scratch, "manifests.yaml")
        together.write_text(text, encoding="utf-8")
        try:
            return list(cdk8s.Yaml.load(str(together)))
        except RuntimeError:
            return []


def _is_object(item: Any) -> bool:
    if not isinstance(item, Mapping) or item.get("kind") not in KINDS:
        return False
    metadata = item.get("metadata")
    return isinstance(metadata, Mapping) and "name" in metadata and isinstance(item.get("spec"), Mapping)


def _broken(file: Path, reason: str) -> NoReturn:
    raise SynthesisError(
        Fault(
            "output folder",
            "file",
            file.as_posix(),
            f"{reason}; whether the new output loses data that the old one has could not be told",
            "take the last good one from Git (git checkout -- …), and synthesize again",
        )
    )


def _objects(manifests: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[_Object, Mapping[str, Any]]]:
    for chart, item in manifests:
        if _is_object(item):
            yield _Object(chart, str(item["kind"]), _name(item)), item


def _name(manifest: Mapping[str, Any]) -> str:
    metadata = manifest["metadata"]
    return "/".join(str(metadata[key]) for key in ("namespace", "name") if key in metadata)


def _counterpart(place: _Object, was: Mapping[_Object, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    if place in was:
        return was[place]
    # Written in another form, such as all charts in one file.
    others = [manifest for other, manifest in was.items() if other.text == place.text]
    return others[0] if len(others) == 1 else None


def _between(place: _Object, was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> list[Fault]:
    try:
        return [_fault(finding) for finding in _compared(place.text, was, now)] if was is not None else []
    except (AttributeError, TypeError, ValueError):
        return [
            Fault(
                place.text,
                "spec",
                f"chart {place.chart}",
                "in the output folder, an object, list or text stands where the API server wants another of the"
                " three; whether the new output loses data that the old one has could not be told",
                "take the last good file from Git (git checkout -- …), and synthesize again",
            )
        ]


def _fault(finding: Finding) -> Fault:
    was = f"was {finding.old}: {finding.cause}"
    return Fault(finding.object, finding.field, finding.new, was, finding.steps)


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Finding]:
    """What the cluster would refuse, or lose data by, in one object.

    Args:
        was: The object as it was, or as the cluster gave it back.
        now: What is to take its place; of the same kind.

    Raises:
        TypeError: One of the two has no form that the API server takes. As in `ValueError` and
            `AttributeError`.
    """
    kind = str(now["kind"])
    if not str(now["apiVersion"]).startswith(GROUPS.get(kind, "")):
        return []
    return list(_compared(title(now), was, now))


def title(manifest: Mapping[str, Any]) -> str:
    """Kind, namespace and name, for messages."""
    return f"{manifest['kind']} {_name(manifest)}"


def _compared(text: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    kind = str(now["kind"])
    if kind in _WITH_VOLUMES:
        yield from _shrunk(text, dict(_sizes("spec", was["spec"])), dict(_sizes("spec", now["spec"])))
    yield from _changed(kind, text, was, now)
    if kind == "StatefulSet":
        yield from _fewer(text, was["spec"], now["spec"])
    yield from _downgraded(kind, text, was, now)


def _shrunk(text: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Finding]:
    for field, size in was.items():
        if field in now and _bytes(now[field]) < _bytes(size):
            yield Finding(
                Severity.REFUSED,
                text,
                field,
                size,
                now[field],
                "a volume can grow, never shrink; the cluster refuses it",
                "keep the size; or give the deployment or store another `name`, which makes a new volume,"
                " and move the data (the old claim is kept)",
            )


def _bytes(size: str) -> Decimal:
    try:
        return quantities.parse(size)
    except ValueError:
        # In a form that the library does not write, such as 1e9: an override's.
        return Decimal(size) if re.fullmatch(r"[0-9.]+[eE][0-9]+", size) else Decimal("Infinity")


def _changed(kind: str, text: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    rules: list[tuple[str, Callable[[Mapping[str, Any], str], Any], Severity, str]] = [
        (field, at, severity, cause) for field, (severity, cause) in _NEVER_CHANGE.get(kind, {}).items()
    ]
    if kind == "Elasticsearch":
        # https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/volume-claim-templates
        cause = "of what a node asks for its volume only the size may change; the operator refuses the rest"
        rules.append(("spec.nodeSets", _claim_templates, Severity.REFUSED, cause))
    for field, look, severity, cause in rules:
        before, after = look(was, field), look(now, field)
        if "uid" in was["metadata"]:
            before = _given(before, after)
        if before != after:
            yield Finding(severity, text, field, secret_guard.shown(before), secret_guard.shown(after), cause, _ANEW)
    for field, cause in _NEVER_GO.get(kind, {}).items():
        before, after = at(was, field), at(now, field)
        if before is not None and after is None:
            yield Finding(Severity.REFUSED, text, field, secret_guard.shown(before), "None", cause, _ANEW)


def _given(live: Any, given: Any) -> Any:
    """Of what a cluster holds, what somebody has given: it fills in defaults."""
    if given is None:
        return None
    if isinstance(live, Mapping) and isinstance(given, Mapping):
        return {key: _given(item, given[key]) for key, item in live.items() if key in given}
    if isinstance(live, list) and isinstance(given, list) and len(live) == len(given):
        return [_given(*pair) for pair in zip(live, given, strict=True)]
    return live


def at(manifest: Mapping[str, Any], dotted: str) -> Any:
    """The value of a dotted field; None if it is not there."""
    value: Any = manifest
    for key in dotted.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _claim_templates(manifest: Mapping[str, Any], dotted: str) -> Any:
    """All that is asked for volumes, but for their sizes."""
    return {
        nodes.get("name"): [_without_sizes("", claim) for claim in nodes.get("volumeClaimTemplates", ())]
        for nodes in at(manifest, dotted) or ()
    }


def _without_sizes(field: str, value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    kept = {key: item for key, item in value.items() if not f"{field}.{key}".endswith(_SIZE_FIELDS)}
    return {key: _without_sizes(f"{field}.{key}", item) for key, item in kept.items()}


def _fewer(text: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    before, after = was.get("replicas", 1), now.get("replicas", 1)
    if was.get("volumeClaimTemplates") and after < before:
        yield Finding(
            Severity.LOSES_DATA,
            text,
            "spec.replicas",
            str(before),
            str(after),
            "what only the last nodes have would be gone from the server",
            "move the data off them first, and then see docs/how-to/storage.md, 'Fewer nodes'",
        )


def _downgraded(kind: str, text: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    """Data that an older program, or for PostgreSQL's own server a newer major version, does not open."""
    before, after = _version(kind, was), _version(kind, now)
    if not before or not after or before == after:
        return
    dotted = ".".join(map(str, after))
    if kind == "StatefulSet":
        if before[0] != after[0]:
            yield Finding(
                Severity.NEEDS_STEPS,
                text,
                "image",
                str(before[0]),
                dotted,
                "PostgreSQL does not start on the data of another major version",
                "dump the data, and restore it into a server of another `name`"
                " (docs/how-to/upgrade-postgresql.md, 'A StatefulSet')",
            )
    elif after < before:
        yield Finding(
            Severity.REFUSED,
            text,
            "image",
            ".".join(map(str, before)),
            dotted,
            "an older version does not open the data of a newer one; the operator refuses it",
            "keep the version; to go back, restore a backup into a store of another `name`",
        )


def _version(kind: str, manifest: Mapping[str, Any]) -> tuple[int, ...] | None:
    """What the data is in the form of: a major version of PostgreSQL, a version of Elasticsearch."""
    if kind == "Elasticsearch":
        text = str(at(manifest, "spec.version"))
        return tuple(map(int, text.split("."))) if re.fullmatch(r"\d+\.\d+\.\d+", text) else None
    image = ""
    if kind == "Cluster":
        image = str(at(manifest, "spec.imageName"))
    elif kind == "StatefulSet":
        containers = at(manifest, "spec.template.spec.containers") or ()
        images = {str(item.get("name")): str(item.get("image")) for item in containers}
        # The library's own, or by the image's name anybody else's.
        image = images.get("postgresql") or next(filter(_POSTGRES.search, images.values()), "")
    found = re.search(r":(\d+)[^/]*$", image.partition("@")[0])
    return (int(found[1]),) if found else None


def _sizes(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            inner = f"{field}.{key}"
            if isinstance(item, str | int) and inner.endswith(_SIZE_FIELDS):
                yield inner, str(item)
            else:
                yield from _sizes(inner, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _sizes(f"{field}[{index}]", item)
