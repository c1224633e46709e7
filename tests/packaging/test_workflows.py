"""The workflows: what they run is there, and what they use is pinned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import dev
from tests.packaging.test_matrix import LOCKS, VERSIONS
from tests.support import REPOSITORY

WORKFLOWS = REPOSITORY / ".github" / "workflows"
# Publishing alone goes by a tag, for the reason beside it.
BY_TAG = {"pypa/gh-action-pypi-publish@v1.14.0"}


def workflow(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((WORKFLOWS / f"{name}.yaml").read_text(encoding="utf-8"))
    return document


def steps(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for job, content in workflow(name)["jobs"].items():
        for step in content.get("steps", ()):
            yield job, step


@pytest.mark.parametrize("name", ["ci", "release"])
def test_each_action_is_pinned_to_a_commit(name: str) -> None:
    used = {step["uses"] for _, step in steps(name) if "uses" in step}
    assert used
    assert {action for action in used - BY_TAG if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)} == set()


def test_the_matrix_is_that_of_the_tests() -> None:
    matrix = workflow("ci")["jobs"]["dist"]["strategy"]["matrix"]
    assert (tuple(matrix["python"]), tuple(matrix["lock"])) == (VERSIONS, LOCKS)


@pytest.mark.parametrize("name", ["ci", "release"])
def test_what_a_step_runs_is_there(name: str) -> None:
    commands = " ".join(step["run"] for _, step in steps(name) if "run" in step)
    files = re.findall(r"(?:python|bash|--requirement) ([\w./-]+\.(?:py|txt)|\.ci/run)", commands)
    assert files
    assert [file for file in files if not (REPOSITORY / file).is_file()] == []
    assert set(re.findall(r"dev\.py (\w+)", commands)) <= set(dev.JOBS)


def test_only_publishing_may_ask_for_a_token_and_only_after_all_checks() -> None:
    release = workflow("release")
    assert release["permissions"] == {"contents": "read"}
    rights = {job: content["permissions"] for job, content in release["jobs"].items() if "permissions" in content}
    assert rights == {"publish": {"id-token": "write"}}
    assert release["jobs"]["publish"]["needs"] == ["check", "build"]
    (publish,) = (step for _, step in steps("release") if step.get("uses") in BY_TAG)
    assert publish["with"]["attestations"] is True
    assert "secrets." not in (WORKFLOWS / "release.yaml").read_text(encoding="utf-8")


def test_a_release_is_what_the_build_left_and_nothing_else() -> None:
    named = {job: step["with"] for job, step in steps("release") if step.get("with", {}).get("name") == "packages"}
    (publish,) = (step["with"] for _, step in steps("release") if step.get("uses") in BY_TAG)
    assert named["publish"]["path"] == publish["packages-dir"]
    (build,) = (step["run"] for _, step in steps("release") if "-m build" in step.get("run", ""))
    assert build.endswith(f"--outdir {named['build']['path']}")
