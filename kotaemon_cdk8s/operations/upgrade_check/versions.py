"""Versions of the programs that own data: which steps between two of them do not work by themselves.

What never works stands in `immutable`: another major version below PostgreSQL's own server, and what operators refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kotaemon_cdk8s.finding import Finding, Severity
from kotaemon_cdk8s.image_references import Reference
from kotaemon_cdk8s.immutable import at
from kotaemon_cdk8s.operations.upgrade_check.rendering import Manifest, Rendering

Version = tuple[int, ...]
Step = tuple[Severity, str, str]
_NAME = "app.kubernetes.io/name"
# Tags such as 18.6-trixie, v1.18.3-unprivileged, 0.11.3-lite, 18.
_TAG = re.compile(r"v?(\d+(?:\.\d+)*)(?:[.-].*)?")
_RESTORE = "restore a backup made with the old version into a store of another `name`"


def findings(old: Rendering, new: Rendering) -> Iterator[Finding]:
    """What a change of images does to data."""
    for place, now in new.of_kind("Deployment", "StatefulSet", "Cluster", "Milvus", "Elasticsearch"):
        was = old.counterpart(place)
        if was is not None:
            yield from _between(place.title, was, now)


def _between(title: str, was: Manifest, now: Manifest) -> Iterator[Finding]:
    olds, news = dict(_images(was)), dict(_images(now))
    for (program, field), image in news.items():
        before = olds.get((program, field))
        if before is None or before == image:
            continue
        numbers, number = _version(before), _version(image)
        if numbers is None or number is None:
            step: Step | None = (
                Severity.NOTE,
                "whether the data fits cannot be told: one of the two names no version",
                "pin a version, and read the program's upgrade notes",
            )
        else:
            step = _STEPS[program](numbers, number)
        if step is not None:
            severity, cause, steps = step
            yield Finding(severity, title, field, before, image, cause, steps)


def _images(manifest: Manifest) -> Iterator[tuple[tuple[str, str], str]]:
    """By program and field, the images whose version matters to data."""
    kind = manifest["kind"]
    if kind == "Cluster":
        yield ("cloudnative-pg", "spec.imageName"), str(at(manifest, "spec.imageName"))
    elif kind == "Milvus":
        yield ("milvus", "spec.components.image"), str(at(manifest, "spec.components.image"))
    elif kind == "Elasticsearch":
        # Of the operator's kind the version counts, which has the form of a tag.
        yield ("elasticsearch", "spec.version"), f"elasticsearch:{at(manifest, 'spec.version')}"
    else:
        labelled = (manifest["metadata"].get("labels") or {}).get(_NAME)
        for container in at(manifest, "spec.template.spec.containers") or ():
            image = str(container.get("image"))
            reference = Reference.parse(image)
            called = {labelled, reference.path.rpartition("/")[2] if reference else None, container.get("name")}
            for program in sorted(called & _IN_PODS):
                yield (program, f"containers[{container.get('name')}].image"), image
                break


def _version(image: str) -> Version | None:
    reference = Reference.parse(image)
    match = _TAG.fullmatch(reference.tag or "") if reference else None
    return tuple(map(int, match[1].split("."))) if match else None


def _cloudnative_pg(was: Version, now: Version) -> Step | None:
    # cloudnative-pg 1.30, docs/src/postgres_upgrades.md; validateImageChange in internal/webhook/v1/cluster_webhook.go
    if now[0] <= was[0]:
        return None
    if now[0] < 16:
        return (Severity.REFUSED, "the operator upgrades to PostgreSQL 16 and later only", "take 16 or later")
    return (
        Severity.NEEDS_STEPS,
        "the operator stops all instances, runs pg_upgrade, and makes the replicas anew; it works between images of"
        " one distribution of Linux only, and older backups are of no use for the time after it",
        "back up before, let nothing write, back up after (docs/how-to/upgrade-postgresql.md, 'CloudNativePG')",
    )


def _chroma(was: Version, now: Version) -> Step | None:
    # chroma, docs/mintlify/docs/overview/migration.mdx
    if now[:2] < was[:2]:
        return (
            Severity.NEEDS_STEPS,
            "its database may have been migrated, and an older Chroma does not open it",
            _RESTORE,
        )
    if was[0] == 0 and now[0] >= 1:
        return (
            Severity.NEEDS_STEPS,
            "1.0 keeps its data in /data instead of /chroma/chroma, and asks nobody who they are",
            "copy the volume, mount it at /data, and let only the app in (docs/how-to/use-chroma-server.md)",
        )
    if now[:2] != was[:2]:
        return (
            Severity.NOTE,
            "it may migrate its database at the first start, and there is no way back but a backup",
            "back up before (docs/how-to/upgrade-kotaemon.md)",
        )
    return None


def _qdrant(was: Version, now: Version) -> Step | None:
    # https://qdrant.tech/documentation/upgrades/; load_segment in qdrant 1.18, lib/segment
    if now[:2] < was[:2]:
        return (Severity.NEEDS_STEPS, "Qdrant refuses to load what a newer version has written", _RESTORE)
    if was[0] != now[0] or now[1] - was[1] > 1:
        return (
            Severity.NEEDS_STEPS,
            "Qdrant migrates data from one minor version to the next only, also on a single node",
            "upgrade one minor version after the other, each to its last patch, and wait until all nodes are ready",
        )
    return None


def _milvus(was: Version, now: Version) -> Step | None:
    # https://milvus.io/docs/upgrade_milvus_standalone-operator.md
    if now[:2] < was[:2]:
        return (Severity.NEEDS_STEPS, "Milvus has no way back to an older line", _RESTORE)
    if was < (2, 5, 16) and now[:2] >= (2, 6):
        return (
            Severity.NEEDS_STEPS,
            "2.6 takes over from 2.5.16 and later only",
            "upgrade to the last 2.5 first, then the operator, then Milvus"
            " (https://milvus.io/docs/upgrade_milvus_standalone-operator.md)",
        )
    if was[:2] < (2, 6) <= now[:2]:
        return (
            Severity.NEEDS_STEPS,
            "2.6 merges the coordinators and reads from a streaming node; the operator must know them",
            "upgrade the operator first; a cluster needs mixCoord before"
            " (https://milvus.io/docs/upgrade_milvus_cluster-operator.md)",
        )
    return None


def _elasticsearch(was: Version, now: Version) -> Step | None:
    # technicallySupportedVersions in cloud-on-k8s 3.5, pkg/controller/elasticsearch/version; a downgrade
    # of the operator's kind stands in `immutable`.
    if now[0] <= was[0]:
        return None
    least = {8: (7, 17), 9: (8, 18)}.get(now[0])
    if least is None or was[:2] < least:
        return (
            Severity.REFUSED,
            "a major version takes over from the last minor ones of the one before only",
            f"upgrade to {'.'.join(map(str, least))} or later first" if least else "read Elastic's upgrade paths",
        )
    return (
        Severity.NEEDS_STEPS,
        "a new major version does not open indices that are two older, and there is no way back",
        "take a snapshot, look at the deprecations (GET _migration/deprecations), then upgrade",
    )


def _kotaemon(was: Version, now: Version) -> Step | None:
    if now < was:
        return (
            Severity.NEEDS_STEPS,
            "the app migrates nothing: an older one may not work with the tables and files of a newer one",
            "restore the backup made before the upgrade (docs/how-to/upgrade-kotaemon.md, 'Go back')",
        )
    if now > was:
        return (
            Severity.NOTE,
            "the app migrates nothing, and there is no way back but a backup",
            "back up before (docs/how-to/upgrade-kotaemon.md)",
        )
    return None


_STEPS: Mapping[str, Callable[[Version, Version], Step | None]] = {
    "cloudnative-pg": _cloudnative_pg,
    "chroma": _chroma,
    "qdrant": _qdrant,
    "milvus": _milvus,
    "elasticsearch": _elasticsearch,
    "kotaemon": _kotaemon,
}
_IN_PODS = frozenset(_STEPS) - {"cloudnative-pg", "elasticsearch"}
