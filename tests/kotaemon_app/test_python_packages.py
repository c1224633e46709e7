"""The init container's very command, run by pip against a package index of the test's own."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import Image, Index, MetadataDb, PythonPackages

import pytest

from tests.support import KEY, REPOSITORY, deployed, one, pod

REQUIREMENTS = REPOSITORY / "kotaemon_cdk8s" / "kotaemon_app" / "requirements"
ARCHITECTURES = ("x86_64", "aarch64")


def uv(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "uv", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def pip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pip; the test environment has none."""
    folder = tmp_path_factory.mktemp("pip")
    assert uv("venv", "--seed", "--python", sys.executable, str(folder / "venv")).returncode == 0
    return str(folder / "venv" / "bin" / "pip")


@pytest.fixture(scope="module")
def wheels(pip: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pinned wheels of both architectures, from the public index."""
    folder = tmp_path_factory.mktemp("wheels")
    for requirements in REQUIREMENTS.iterdir():
        for architecture in ARCHITECTURES:
            subprocess.run(
                [
                    *(pip, "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"),
                    *("--python-version=3.10", "--implementation=cp", f"--platform=manylinux_2_28_{architecture}"),
                    *(f"--platform=manylinux_2_17_{architecture}", f"--dest={folder}", f"--requirement={requirements}"),
                ],
                check=True,
            )
    return folder


def test_every_pin_has_a_wheel_for_both_architectures(wheels: Path) -> None:
    names = [wheel.name for wheel in wheels.iterdir()]
    listed = "".join(file.read_text() for file in REQUIREMENTS.iterdir())
    for project in set(re.findall(r"^([a-z0-9-]+)==", listed, re.MULTILINE)):
        fitting = [name for name in names if name.startswith(project.replace("-", "_") + "-")]
        assert all("py3-none-any" in name or "-cp310-" in name or "-abi3-" in name for name in fitting)
        universal = [name for name in fitting if "py3-none-any" in name]
        assert len(fitting) == (len(universal) or len(ARCHITECTURES)), project
    for wheel in wheels.iterdir():
        assert f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in listed


@pytest.fixture
def index(wheels: Path, tmp_path: Path) -> Iterator[str]:
    """A package index (PEP 503) that serves them."""
    project = tmp_path / "index" / "simple" / "psycopg2-binary"
    project.mkdir(parents=True)
    for wheel in wheels.glob("psycopg2_binary-*.whl"):
        shutil.copy(wheel, project)
    links = "".join(f'<a href="{wheel.name}">{wheel.name}</a>' for wheel in project.glob("*.whl"))
    (project / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "index"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def install(pip: str, index: str, root: Path, requirements: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run what the init container runs, with its paths below `root`."""
    database = MetadataDb.external(host="db.example.com", user="kotaemon", password=KEY)
    objects = deployed(metadata_db=database, python_packages=PythonPackages(index_url=index))
    (container,) = [item for item in pod(objects)["initContainers"] if item["name"] == "install-packages"]
    config = one(objects, "ConfigMap", "kotaemon-settings")["data"]
    folders = {mount["mountPath"]: root / mount["mountPath"].lstrip("/") for mount in container["volumeMounts"]}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    (root / "etc" / "kotaemon-cdk8s" / "requirements.txt").write_text(requirements or config["requirements.txt"])

    def inside(text: str) -> str:
        for path in sorted(folders, key=len, reverse=True):
            if text == path or f"={path}" in text:
                return text.replace(path, str(folders[path]))
        return text

    command: list[str] = [pip, *map(inside, container["command"][1:])]
    env: dict[str, Any] = {item["name"]: inside(item["value"]) for item in container["env"]}
    clean = {key: value for key, value in os.environ.items() if not key.lower().startswith(("pip_", "http"))}
    return subprocess.run(command, env={**clean, **env}, capture_output=True, text=True, check=False)


def test_two_lists_share_their_pins() -> None:
    """pip takes no package in two versions."""
    pins: dict[str, str] = {}
    for file in REQUIREMENTS.iterdir():
        for project, version in re.findall(r"^([a-z0-9-]+)==(\S+)", file.read_text(), re.MULTILINE):
            assert pins.setdefault(project, version) == version
    assert {"lightrag-hku", "nano-graphrag", "psycopg2-binary"} <= pins.keys()


def test_nothing_of_the_apps_lock_is_among_them() -> None:
    """It would stand before the app's own on PYTHONPATH."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", (REPOSITORY / "requirements" / "stores.txt").read_text(), re.MULTILINE))
    # The app's lock has no driver of PostgreSQL: the tests of backups put it into that environment.
    locked -= {"psycopg2-binary"}
    for file in REQUIREMENTS.iterdir():
        assert locked.isdisjoint(re.findall(r"^([a-z0-9-]+)==", file.read_text(), re.MULTILINE))


@pytest.mark.parametrize("index", [Index.lightrag(), Index.nano_graphrag()], ids=lambda index: index.name)
def test_a_collection_brings_its_packages_to_an_image_without_them(index: Index) -> None:
    (package,) = index.packages
    objects = deployed(indices=[index])
    names = [item["name"] for item in pod(objects)["initContainers"]]
    assert names == ["install-packages"]
    listed = one(objects, "ConfigMap", "kotaemon-settings")["data"]["requirements.txt"]
    assert re.search(rf"^{package}==", listed, re.MULTILINE)
    both = one(deployed(indices=[Index.lightrag(), Index.nano_graphrag()]), "ConfigMap", "kotaemon-settings")["data"]
    projects = re.findall(r"^([a-z0-9-]+)==", both["requirements.txt"], re.MULTILINE)
    assert len(projects) == len(set(projects)) > len(re.findall("^[a-z]", listed, re.MULTILINE))
    has_it = Image.derived("r.example/k", tag="1", packages=[package])
    assert "initContainers" not in pod(deployed(indices=[index], image=has_it))


def installed(root: Path) -> set[str]:
    return {path.name.partition("-")[0] for path in (root / "opt" / "kotaemon-cdk8s-packages").iterdir()}


def test_the_driver_and_nothing_else_is_installed(pip: str, index: str, tmp_path: Path) -> None:
    for _ in range(2):  # an init container may run again on the same volume
        result = install(pip, index, tmp_path / "root")
        assert result.returncode == 0, result.stderr
        assert installed(tmp_path / "root") == {"psycopg2", "psycopg2_binary.libs", "psycopg2_binary"}


def test_a_changed_wheel_is_refused(pip: str, index: str, tmp_path: Path) -> None:
    for wheel in (tmp_path / "index").rglob("*.whl"):
        wheel.write_bytes(wheel.read_bytes() + b"more")
    result = install(pip, index, tmp_path / "root")
    assert result.returncode != 0
    assert "DO NOT MATCH THE HASHES" in result.stderr
    assert installed(tmp_path / "root") == set()


def test_a_package_without_a_hash_is_refused(pip: str, index: str, tmp_path: Path) -> None:
    result = install(pip, index, tmp_path / "root", "psycopg2-binary==2.9.13\n")
    assert result.returncode != 0
    assert "hash" in result.stderr


def test_the_derived_image_installs_the_same_pins() -> None:
    dockerfile = (REPOSITORY / "images" / "postgresql" / "Dockerfile").read_text()
    assert "COPY kotaemon_cdk8s/kotaemon_app/requirements/psycopg2-binary.txt" in dockerfile
    assert "--require-hashes" in dockerfile
    assert dockerfile.rstrip().endswith("USER 10001:10001")
