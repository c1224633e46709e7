"""What the cluster would refuse to change stops the synthesis, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kotaemon_cdk8s import (
    KotaemonApp,
    MetadataDb,
    SecretRef,
    ServerStorage,
    Storage,
    SynthesisError,
    VectorStore,
    output_folder,
)

import cdk8s
import pytest

from tests.support import PASSWORD, check_readable

Deployment = Any


def app(size: str, name: str | None = None) -> Deployment:
    return lambda chart: KotaemonApp(chart, "kotaemon", name=name, admin_password=PASSWORD, storage=Storage.claim(size))


def postgres(size: str) -> Deployment:
    return lambda chart: MetadataDb.postgres(
        chart, "db", password=SecretRef("db", "password"), storage=ServerStorage(size)
    )


def cloudnative_pg(size: str) -> Deployment:
    return lambda chart: MetadataDb.cloudnative_pg(chart, "db", storage=ServerStorage(size))


def classed(storage_class: str) -> Deployment:
    storage = Storage.claim(storage_class=storage_class)
    return lambda chart: KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, storage=storage)


def qdrant(**options: Any) -> Deployment:
    return lambda chart: VectorStore.qdrant(chart, "vectors", api_key=SecretRef("vectors", "key"), **options)


def write(dist: Path, make: Deployment, namespace: str = "kotaemon") -> None:
    with output_folder(str(dist)) as outdir:
        synthesis = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
        make(cdk8s.Chart(synthesis, "team", namespace=namespace))
        synthesis.synth()


@pytest.mark.parametrize("make", [app, postgres, cloudnative_pg])
def test_a_volume_may_grow_but_not_shrink(make: Deployment, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    for size in ("10Gi", "10240Mi", "20Gi"):
        write(dist, make(size))
    before = {file: file.read_bytes() for file in dist.rglob("*.yaml")}
    with pytest.raises(SynthesisError) as refused:
        write(dist, make("15Gi"))
    check_readable(refused.value)
    (fault,) = refused.value.faults
    assert fault.value == "15Gi"
    assert "was 20Gi" in fault.cause
    assert {file: file.read_bytes() for file in dist.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        (classed("fast"), classed("slow"), "spec.storageClassName"),
        (qdrant(), qdrant(snapshots=ServerStorage()), "spec.volumeClaimTemplates"),
        (qdrant(nodes=5), qdrant(nodes=3), "spec.replicas"),
    ],
)
def test_what_never_changes_is_not_changed(before: Deployment, after: Deployment, field: str, tmp_path: Path) -> None:
    write(tmp_path / "dist", before)
    with pytest.raises(SynthesisError) as refused:
        write(tmp_path / "dist", after)
    check_readable(refused.value)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_server_may_get_more_nodes_and_larger_volumes(tmp_path: Path) -> None:
    write(tmp_path / "dist", qdrant())
    write(tmp_path / "dist", qdrant(nodes=3, storage=ServerStorage("20Gi")))
    write(tmp_path / "dist", qdrant(nodes=5, storage=ServerStorage("30Gi")))


def test_another_volume_may_be_smaller(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    write(dist, app("20Gi"))
    write(dist, app("10Gi", name="anew"))
    write(dist, app("5Gi", name="anew"), namespace="elsewhere")
