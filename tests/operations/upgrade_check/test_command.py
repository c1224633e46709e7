"""`kotaemon-cdk8s check-upgrade` with folders, and with a Git repository that has a history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import REPOSITORY

CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: library-data, namespace: research}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}}
"""
ID = "PersistentVolumeClaim research/library-data: spec.resources.requests.storage"


def check(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kotaemon_cdk8s.cli", "check-upgrade", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def write(folder: Path, size: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "team.k8s.yaml").write_text(CLAIM % size)


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20Gi in the tag, 10Gi in the last commit, 30Gi in the working tree."""
    folder = tmp_path_factory.mktemp("history") / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for size, tag in (("20Gi", "v1"), ("10Gi", "v2")):
        write(folder / "deploy" / "dist", size)
        (folder / "deploy" / "dist" / "README.txt").write_text("no manifest")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", size)
        git(folder, "tag", tag)
    write(folder / "deploy" / "dist", "30Gi")
    return folder


@pytest.mark.parametrize(
    ("within", "arguments", "code"),
    [
        (".", ["v1:deploy/dist", "v2:deploy/dist"], 1),
        (".", ["v2:deploy/dist", "v1:deploy/dist"], 0),
        (".", ["HEAD:deploy/dist", "deploy/dist"], 0),
        ("deploy", ["v1", "HEAD"], 1),
        ("deploy", ["v1"], 0),
        ("deploy", ["dist", "v1"], 1),
        ("deploy", ["HEAD~1", "--accept", ID, "HEAD"], 0),
    ],
)
def test_revisions_and_folders(repository: Path, within: str, arguments: list[str], code: int) -> None:
    done = check(repository / within, *arguments)
    assert (done.returncode, done.stderr) == (code, "")
    assert ("Nothing is refused" in done.stdout) is (not code and "--accept" not in arguments)


def test_the_table_says_what_and_why(repository: Path) -> None:
    told = check(repository / "deploy", "v1", "v2").stdout
    for part in ("PersistentVolumeClaim research/library-data", "20Gi → 10Gi", "refused", "never shrink", "1 refused"):
        assert part in told


def test_json(repository: Path) -> None:
    done = check(repository / "deploy", "v1", "v2", "--json", "--accept", "Pod x: y")
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["object"] + ": " + finding["field"] == ID
    assert (finding["severity"], finding["old"], finding["new"]) == ("refused", "20Gi", "10Gi")
    assert finding["accepted"] is False
    assert done.stderr == "kotaemon-cdk8s: nothing to accept: Pod x: y\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["v3"], "neither such a folder nor such a revision"),
        (["v1:elsewhere"], "no folder elsewhere in this revision"),
        (["v1:../deploy/dist", "nowhere"], "neither such a folder nor such a revision"),
        (["HEAD:deploy/dist/team.k8s.yaml"], "no folder"),
        (["."], "broken.yaml: cannot be read"),
        (["empty"], "holds no manifest"),
        ([""], "neither such a folder nor such a revision"),
        (["-x"], "No such option"),
    ],
)
def test_bad_input_is_one_line_and_another_exit_code(repository: Path, arguments: list[str], reason: str) -> None:
    folder = repository / "bad"
    (folder / "empty").mkdir(parents=True, exist_ok=True)
    (folder / "broken.yaml").write_text("a: [")
    done = check(folder, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_of_git_and_without_it(tmp_path: Path) -> None:
    write(tmp_path / "dist", "1Gi")
    assert check(tmp_path, "dist").returncode == 0
    for environment in ({"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}, {"PATH": "/nowhere"}):
        done = check(tmp_path, "main", **environment)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_shallow_clone_says_what_it_lacks(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    assert check(tmp_path / "shallow" / "deploy", "HEAD").returncode == 0
    done = check(tmp_path / "shallow" / "deploy", "HEAD~1")
    assert done.returncode == 2
    assert "in a shallow clone, fetch it first" in done.stderr
