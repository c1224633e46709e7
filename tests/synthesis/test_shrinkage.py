"""A volume that would have to shrink stops the synthesis, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kotaemon_cdk8s import KotaemonApp, MetadataDb, SecretRef, ServerStorage, Storage, SynthesisError, output_folder

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


def test_another_volume_may_be_smaller(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    write(dist, app("20Gi"))
    write(dist, app("10Gi", name="anew"))
    write(dist, app("5Gi", name="anew"), namespace="elsewhere")
