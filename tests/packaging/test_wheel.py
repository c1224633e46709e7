"""The built wheel, in an empty environment of another team, on a machine without Node.js."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# cdk8s first, as isort orders it: Node.js has to be found before this library is imported.
CONSUMER = """
import cdk8s
from kotaemon_cdk8s import ArgoApplication, KotaemonApp, SecretRef

app = cdk8s.App(yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
chart = cdk8s.Chart(app, "kotaemon", namespace="kotaemon")
KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))
argocd = cdk8s.Chart(app, "argocd", namespace="argocd")
ArgoApplication(argocd, "kotaemon", deployment=chart, repository="https://git.example.com/team/apps.git")
app.synth()
"""


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command], env=environment or None, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def uv(*arguments: str | Path) -> str:
    return run(sys.executable, "-m", "uv", "--quiet", "--system-certs", *arguments)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("consumer") / "venv"
    uv("venv", "--python", sys.executable, folder)
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    uv("pip", "install", "--python", interpreter, "--require-hashes", "-r", ROOT / "requirements" / "synth.txt")
    uv("pip", "install", "--python", interpreter, "--no-deps", wheel)
    return interpreter


def test_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "kotaemon_cdk8s/py.typed",
        "kotaemon_cdk8s/cli/templates/new-repository/dot-github/workflows/check.yaml",
        "kotaemon_cdk8s/cli/templates/new-repository/tests/test_app.py",
        "kotaemon_cdk8s/kotaemon_app/contract.csv",
        "kotaemon_cdk8s/metadata_db/postgres_files/app_role.sql",
        "kotaemon_cdk8s/metadata_db/postgres_files/reload_certificate.sh",
        "kotaemon_cdk8s/runtime/settings.py",
        "kotaemon_cdk8s/vector_store/qdrant_start.sh",
        "kotaemon_cdk8s_node.pth",
    } <= names
    assert any(name.startswith("kotaemon_cdk8s/imports/") and name.endswith(".jsii.tgz") for name in names)
    assert not [name for name in names if name.split("/")[0] in ("tests", "imports", "docs", "examples", "app.py")]


def test_the_licence_and_what_says_how_to_use_it_are_in_both(wheel: Path, tmp_path: Path) -> None:
    (inside,) = (name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("/licenses/LICENSE"))
    assert zipfile.ZipFile(wheel).read(inside) == (ROOT / "LICENSE").read_bytes()
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", tmp_path, ROOT)
    (sdist,) = tmp_path.iterdir()
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "kotaemon_cdk8s/py.typed"):
        assert name in names
    # What its own tests and its site are made from.
    for name in ("app.py", "dev.py", "mkdocs.yml", "docs/index.md", "examples/__init__.py", "requirements/synth.txt"):
        assert name in names


def test_requirements_of_the_wheel_are_complete(python: Path) -> None:
    uv("pip", "check", "--python", python)


def test_the_command_names_its_extra_where_that_is_missing(python: Path) -> None:
    command = python.with_name("kotaemon-cdk8s")
    done = subprocess.run([command, "lock-images", "images.txt"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "kotaemon-cdk8s: typer is not installed: pip install 'kotaemon-cdk8s[cli]'\n"


def test_another_team_synthesizes_without_node(python: Path, tmp_path: Path) -> None:
    output = tmp_path / "dist"
    # Nothing on PATH, and not in the repository: all comes from the wheel.
    script = tmp_path / "app.py"
    script.write_text(CONSUMER)
    run(python, script, PATH=str(tmp_path), CDK8S_OUTDIR=str(output), HOME=str(tmp_path))
    assert (output / "kotaemon" / "Deployment.kotaemon.k8s.yaml").read_text() == (
        ROOT / "dist" / "local" / "Deployment.kotaemon.k8s.yaml"
    ).read_text()
    assert (output / "argocd" / "Application.kotaemon.k8s.yaml").exists()


def test_another_node_is_respected(python: Path) -> None:
    chosen = run(python, "-c", "import os; print(os.environ['JSII_NODE'])", JSII_NODE="/opt/team/node")
    assert chosen.strip() == "/opt/team/node"
