"""Checkov on all of dist/: no failed check but those in checkov_skips.csv, each with its reason.

Checkov knows Kubernetes' own objects. Custom resources, such as CloudNativePG's Cluster, it passes over.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.servers.environments import environment
from tests.support import REPOSITORY

SKIPS = list(csv.DictReader(Path(__file__).with_name("checkov_skips.csv").open(encoding="utf-8")))
NEWEST_PYTHON = (3, 13)
# Deployments and StatefulSets that it must not fail to see.
WORKLOADS = {"Deployment", "StatefulSet"}


@cache
def report(folder: Path = REPOSITORY / "dist") -> dict[str, Any]:
    python = environment("checkov", NEWEST_PYTHON)
    command = [python, "-m", "checkov.main", "--framework", "kubernetes", "--directory", folder]
    command += ["--output", "json", "--compact", "--skip-download"]
    # It keeps a cache in its home. Without a key of its maker's platform it asks no server.
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, "HOME": str(python.parents[1]), "LOG_LEVEL": "ERROR"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode in (0, 1), done.stderr
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def failed(results: dict[str, Any]) -> set[tuple[str, str]]:
    """Check and object, such as `team/Deployment.kotaemon`, of each failure."""
    return {
        (found["check_id"], "/".join(Path(found["file_path"]).parts[-2:]).removesuffix(".k8s.yaml"))
        for found in results["results"]["failed_checks"]
    }


def covers(skip: dict[str, str], failure: tuple[str, str]) -> bool:
    return skip["check"] == failure[0] and fnmatchcase(failure[1], skip["object"])


def test_no_check_fails_without_a_reason() -> None:
    open_ones = {failure for failure in failed(report()) if not any(covers(skip, failure) for skip in SKIPS)}
    assert not open_ones, "mend it, or give the reason in tests/security/checkov_skips.csv"


def test_no_skip_is_left_over() -> None:
    stale = [skip for skip in SKIPS if not any(covers(skip, failure) for failure in failed(report()))]
    assert not stale, "take it out of tests/security/checkov_skips.csv"


def test_each_skip_has_a_reason() -> None:
    assert all(len(skip["reason"]) > 40 for skip in SKIPS)


def test_it_reads_every_file_and_sees_every_workload() -> None:
    assert report()["summary"]["parsing_errors"] == 0
    passed = {"/".join(Path(found["file_path"]).parts[-2:]) for found in report()["results"]["passed_checks"]}
    files = (REPOSITORY / "dist").glob("*/*.yaml")
    workloads = {f"{file.parent.name}/{file.name}" for file in files if file.name.split(".")[0] in WORKLOADS}
    assert workloads
    assert workloads <= passed


def test_a_weaker_pod_is_noticed(tmp_path: Path) -> None:
    pod = yaml.safe_load((REPOSITORY / "dist/local/Deployment.kotaemon.k8s.yaml").read_text(encoding="utf-8"))
    pod["spec"]["template"]["spec"]["containers"][0]["securityContext"]["privileged"] = True
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / "Deployment.kotaemon.k8s.yaml").write_text(yaml.safe_dump(pod))
    assert ("CKV_K8S_16", "local/Deployment.kotaemon") in failed(report(tmp_path))
