"""`kotaemon-cdk8s new`: what it writes synthesizes and passes its own tests; it writes over nothing."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from tests.cli.support import command, run
from tests.support import REPOSITORY

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parent = tmp_path_factory.mktemp("new")
    run(parent, "new", "deployments", "--repository", "ssh://git@git.example.org/ours.git")
    return parent / "deployments"


def test_it_has_all_that_a_repository_needs(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files >= {
        *("app.py", "cdk8s.yaml", "pyproject.toml", "README.md", ".gitignore", "tests/test_app.py"),
        *(".github/workflows/check.yaml", ".gitlab-ci.yml"),
    }


def test_it_synthesizes_at_once_and_again(folder: Path) -> None:
    assert "files changed" in command(folder, "-m", "kotaemon_cdk8s.cli", "synth")[0]
    first = {path: path.read_bytes() for path in (folder / "dist").rglob("*.yaml")}
    assert "9 objects, 0 files changed" in run(folder, "synth")[0]
    assert {path: path.read_bytes() for path in (folder / "dist").rglob("*.yaml")} == first
    application = yaml.safe_load((folder / "dist/argocd/Application.kotaemon.k8s.yaml").read_text())
    assert application["spec"]["source"]["repoURL"] == "ssh://git@git.example.org/ours.git"


def test_its_tests_pass(folder: Path) -> None:
    assert "4 passed" in command(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider")[0]


def test_its_readme_names_files_and_secrets_that_are_there(folder: Path) -> None:
    run(folder, "synth")
    assert (folder / "dist/kotaemon/Namespace.kotaemon.k8s.yaml").exists()
    commands = run(folder, "secrets", "--commands")[0]
    assert commands.splitlines() == [
        'kubectl -n kotaemon create secret generic kotaemon-admin --from-literal=password="$(openssl rand -base64 24)"',
        "kubectl -n kotaemon create secret generic openai --from-literal=api-key='…'",
    ]


def test_ci_files_are_yaml_and_run_the_same(folder: Path) -> None:
    github = yaml.safe_load((folder / ".github/workflows/check.yaml").read_text())
    gitlab = yaml.safe_load((folder / ".gitlab-ci.yml").read_text())
    steps = [step["run"].strip() for step in github["jobs"]["check"]["steps"] if "run" in step]
    assert [line for step in steps for line in step.splitlines()] == gitlab["check"]["script"][1:]


@pytest.mark.skipif(tomllib is None, reason="tomllib came with Python 3.11")
def test_it_asks_for_this_version(folder: Path) -> None:
    groups = tomllib.loads((folder / "pyproject.toml").read_text())["dependency-groups"]
    requirement = Requirement(groups["synth"][0])
    ours = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert requirement.name == ours["name"]
    assert requirement.specifier.contains(ours["version"])
    assert Requirement(groups["dev"][1]).specifier.contains(version("pytest"))


@pytest.mark.parametrize("file", ["app.py", ".git/config", "notes.txt"])
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, file: str) -> None:
    target = tmp_path / "mine" / file
    target.parent.mkdir(parents=True)
    target.write_text("mine")
    errors = run(tmp_path, "new", "mine", code=1)[1]
    assert "mine is not empty; nothing was written" in errors
    assert [path for path in (tmp_path / "mine").rglob("*") if path.is_file()] == [target]
    assert target.read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    written = json.loads(run(tmp_path, "new", "empty", "--json")[0])
    assert written["folder"] == "empty"
    assert all((tmp_path / "empty" / file).is_file() for file in written["files"])


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "cannot be written" in run(tmp_path, "new", "file", code=1)[1]
    assert (tmp_path / "file").read_text() == "mine"


def test_what_is_no_repository_is_refused(tmp_path: Path) -> None:
    errors = run(tmp_path, "new", "deployments", "--repository", "ours", code=1)[1]
    assert "new: repository = ours" in errors.replace("'", "")
    assert "cause:" in errors
    assert not (tmp_path / "deployments").exists()
