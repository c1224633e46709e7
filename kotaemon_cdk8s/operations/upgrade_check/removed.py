"""Objects that hold data and are no longer there, or are there under another name or in another namespace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.immutable import GROUPS, at
from kotaemon_cdk8s.operations.upgrade_check.rendering import Manifest, Place, Rendering

_MOVE = "docs/how-to/move-a-deployment.md"
_PRUNE = "argocd.argoproj.io/sync-options"
# What goes with a set or a cluster unless it says otherwise. ECK's default:
# https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/volume-claim-templates
_KEPT_FIELDS = {
    "StatefulSet": ("spec.persistentVolumeClaimRetentionPolicy.whenDeleted", ("Retain", None)),
    "Elasticsearch": ("spec.volumeClaimDeletePolicy", ("DeleteOnScaledownOnly",)),
}
_COMPONENT = "app.kubernetes.io/component"


def findings(old: Rendering, new: Rendering) -> Iterator[Finding]:
    """What is lost by what is not there any more."""
    gone = [
        (place, manifest)
        for place, manifest in old.of_kind("PersistentVolumeClaim", "StatefulSet", *GROUPS)
        if new.counterpart(place) is None and _holds_data(manifest)
    ]
    belonging = set(chain.from_iterable(_claims(old, new)))
    moved: dict[tuple[str, str, str], list[Manifest]] = defaultdict(list)
    for place, manifest in gone:
        if (place.chart, place.title) in belonging:
            continue
        target = _other_namespace(place, manifest, old, new)
        if target is not None:
            moved[(place.chart, _namespace(manifest), target)].append(manifest)
        else:
            yield _removed(place, manifest, old, new)
    for (_, before, after), manifests in moved.items():
        yield _moved(before, after, manifests)
    for place, manifest in old.of_kind("CustomResourceDefinition"):
        if new.counterpart(place) is None:
            yield Finding(
                Severity.LOSES_DATA,
                place.title,
                "metadata.name",
                manifest["metadata"]["name"],
                "(gone)",
                "with a definition the API server deletes all objects of its kind, in all namespaces, and their"
                " operators what belongs to them",
                "keep it where it is installed with its operator; this library emits none",
            )
    for place, manifest in old.of_kind("Namespace"):
        name = manifest["metadata"]["name"]
        if new.counterpart(place) is None and not any(before == name for _, before, _ in moved):
            yield _namespace_removed(place, name, new)


def _holds_data(manifest: Manifest) -> bool:
    if "ownerReferences" in manifest["metadata"]:
        # In a cluster: an operator's, which stays and goes with the object that it has made it for.
        return False
    return manifest["kind"] != "StatefulSet" or bool(at(manifest, "spec.volumeClaimTemplates"))


def _claims(old: Rendering, new: Rendering) -> Iterator[list[tuple[str, str]]]:
    """Claims of sets that are gone or have fewer pods: of these something is said anyway."""
    for place, manifest in old.of_kind("StatefulSet"):
        counterpart = new.counterpart(place)
        left = 0 if counterpart is None else _replicas(counterpart)
        prefix = f"{_namespace(manifest)}/" if _namespace(manifest) else ""
        name = manifest["metadata"]["name"]
        for template in at(manifest, "spec.volumeClaimTemplates") or ():
            yield [
                (place.chart, f"PersistentVolumeClaim {prefix}{template['metadata']['name']}-{name}-{number}")
                for number in range(left, _replicas(manifest))
            ]


def _replicas(manifest: Manifest) -> int:
    replicas = at(manifest, "spec.replicas")
    return 1 if replicas is None else int(replicas)


def _namespace(manifest: Manifest) -> str:
    return str(manifest["metadata"].get("namespace", ""))


def _other_namespace(place: Place, manifest: Manifest, old: Rendering, new: Rendering) -> str | None:
    """Where an object of the same kind and name is new."""
    for other, candidate in new.of_kind(manifest["kind"]):
        if (
            (place.group, manifest["metadata"]["name"]) == (other.group, candidate["metadata"]["name"])
            and _namespace(candidate) != _namespace(manifest)
            and old.counterpart(other) is None
        ):
            return _namespace(candidate)
    return None


def _removed(place: Place, manifest: Manifest, old: Rendering, new: Rendering) -> Finding:
    name = manifest["metadata"]["name"]
    renamed = [
        candidate["metadata"]["name"]
        for other, candidate in new.of_kind(manifest["kind"])
        if _namespace(candidate) == _namespace(manifest)
        and _label(candidate) == _label(manifest) is not None
        and old.counterpart(other) is None
    ]
    if manifest["kind"] == "PersistentVolumeClaim" and name in _mounted(new, _namespace(manifest)):
        return Finding(
            Severity.NOTE if _kept(manifest) else Severity.LOSES_DATA,
            place.title,
            "metadata.name",
            name,
            "(gone)",
            f"pods use it still, but nobody describes it any more; {_fate(manifest)}",
            "see that nothing prunes it (docs/how-to/storage.md, 'A claim that is there already')",
        )
    return Finding(
        Severity.LOSES_DATA,
        place.title,
        "metadata.name",
        name,
        renamed[0] if renamed else "(gone)",
        f"the new one begins with nothing; {_fate(manifest)}" if renamed else f"it holds data; {_fate(manifest)}",
        f"keep the old `name` (not the construct's id counts, but the object's name); or move the data ({_MOVE})"
        if renamed
        else f"keep it until its data is elsewhere ({_MOVE})",
    )


def _label(manifest: Manifest) -> str | None:
    label = (manifest["metadata"].get("labels") or {}).get(_COMPONENT)
    return None if label is None else str(label)


def _mounted(rendering: Rendering, namespace: str) -> set[str]:
    return {
        volume["persistentVolumeClaim"]["claimName"]
        for _, manifest in rendering.of_kind("Deployment", "StatefulSet")
        if _namespace(manifest) == namespace
        for volume in at(manifest, "spec.template.spec.volumes") or ()
        if "persistentVolumeClaim" in volume
    }


def _kept(manifest: Manifest) -> bool:
    if "Prune=false" in str((manifest["metadata"].get("annotations") or {}).get(_PRUNE)):
        return True
    field, keeping = _KEPT_FIELDS.get(manifest["kind"], ("", ()))
    return bool(field) and at(manifest, field) in keeping


def _fate(manifest: Manifest) -> str:
    if _kept(manifest):
        return "the old one's volumes are kept, unless somebody deletes them by hand"
    return "the old one is deleted with its volumes when it is pruned"


def _moved(before: str, after: str, manifests: list[Manifest]) -> Finding:
    listed = ", ".join(sorted(f"{manifest['kind']} {manifest['metadata']['name']}" for manifest in manifests))
    fates = {_fate(manifest) for manifest in manifests if not _kept(manifest)} or {_fate(manifests[0])}
    return Finding(
        Severity.LOSES_DATA,
        f"Namespace {before}",
        "metadata.namespace",
        before,
        after,
        f"volumes do not follow: all is empty in the new one ({listed}); {fates.pop()}",
        f"bind the volumes to claims in the new namespace ({_MOVE}, 'To another namespace')",
    )


def _namespace_removed(place: Place, name: str, new: Rendering) -> Finding:
    used = any(_namespace(manifest) == name for manifest in new.objects.values())
    return Finding(
        Severity.NEEDS_STEPS if used else Severity.LOSES_DATA,
        place.title,
        "metadata.name",
        name,
        "(gone)",
        "if it is pruned, the API server deletes all that is in it, volumes too",
        "keep it; or take it out of what Argo CD or `kubectl apply --prune` manages, without deleting it",
    )
