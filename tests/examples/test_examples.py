"""The reference deployments: reviewed as snapshots, and written byte for byte as committed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import cdk8s
import pytest
import yaml
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import examples
from tests.support import REPOSITORY, Object, faulty, synthesized


class YamlSnapshot(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "yaml"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(YamlSnapshot)


def _without_code(item: Object) -> Object:
    # The runtime package has tests of its own; here it would hide what changes in an example.
    if item["kind"] == "ConfigMap" and "__init__.py" in item["data"]:
        item["data"] = dict.fromkeys(sorted(item["data"]), "…")
    if item["kind"] == "Deployment":
        item["spec"]["template"]["metadata"]["annotations"]["checksum/runtime"] = "…"
    return item


@pytest.mark.parametrize("example", examples.CHARTS, ids=lambda example: example.__name__)
def test_example(example: Any, snapshot: SnapshotAssertion) -> None:
    objects = synthesized(example(cdk8s.App(outdir="/dev/null/nowhere")))
    assert yaml.safe_dump_all(map(_without_code, objects), allow_unicode=True, width=120) == snapshot


def test_tenants(snapshot: SnapshotAssertion) -> None:
    objects = synthesized(examples.tenants(cdk8s.App(outdir="/dev/null/nowhere"))[0])
    assert faulty(objects) == []
    assert yaml.safe_dump_all(map(_without_code, objects), allow_unicode=True, width=120) == snapshot


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_process_writes_what_is_committed(tmp_path: Path) -> None:
    processes = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "CDK8S_OUTDIR": str(tmp_path / seed)}
        processes.append(
            subprocess.Popen(
                [sys.executable, "app.py"],
                cwd=REPOSITORY,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
    for process in processes:
        assert (*process.communicate(), process.returncode) == (b"", b"", 0)
    first, second = _files(tmp_path / "1"), _files(tmp_path / "2")
    assert first == second
    committed = _files(REPOSITORY / "dist")
    assert sorted(first) == sorted(committed)
    assert [name for name in sorted(first) if first[name] != committed[name]] == []


def test_every_example_is_synced_by_an_application() -> None:
    folders = {path.name for path in (REPOSITORY / "dist").iterdir()} - {"argocd"}
    synced = set()
    for file in (REPOSITORY / "dist" / "argocd").iterdir():
        spec = yaml.safe_load(file.read_text())["spec"]
        if "Application." in file.name:
            synced.add(spec["source"]["path"].removeprefix("dist/"))
        elif "ApplicationSet." in file.name:
            (generator,) = spec["generators"]
            synced |= {element["folder"].removeprefix("dist/") for element in generator["list"]["elements"]}
    assert synced == folders
