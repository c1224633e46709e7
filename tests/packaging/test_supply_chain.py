"""What we hand out can be made again, byte for byte, and all that it is made of is locked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.servers.environments import environment
from tests.support import REPOSITORY

LOCKS = sorted(
    (path for path in (REPOSITORY / "requirements").glob("*.txt") if not path.stem.endswith("-excludes")),
    key=lambda path: path.name,
)
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def built(source: Path, output: Path, *, umask: int, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", output, source],
        env={**{name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"}, **environment},
        umask=umask,
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in output.iterdir()}


def test_wheel_and_sdist_are_the_same_bytes_wherever_and_whenever_they_are_built(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "build", ".hypothesis")
    sources = [tmp_path / "a", tmp_path / "elsewhere" / "b"]
    for number, source in enumerate(sources):
        # Times of the copies, not of the originals: a clone has its own, too.
        shutil.copytree(REPOSITORY, source, ignore=ignored, copy_function=shutil.copyfile)
        for path in source.rglob("*"):
            os.utime(path, (1_700_000_000 + number * 86_400,) * 2)
    one = built(sources[0], tmp_path / "one", umask=0o022, TZ="UTC", PYTHONHASHSEED="1")
    two = built(sources[1], tmp_path / "two", umask=0o077, TZ="Asia/Tokyo", PYTHONHASHSEED="2")
    assert sorted(Path(name).suffix for name in one) == [".gz", ".whl"]
    assert one == two


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_of_every_lock_has_a_version_and_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = list(PIN.finditer(text))
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) == len(lines)
    assert [pin["name"] for pin in pins if "--hash=sha256:" not in pin["rest"]] == []
    # A lock must be good on every machine.
    assert not re.search(r"--(extra-)?index-url|--find-links|://", text)


def test_the_tools_of_every_job_are_locked() -> None:
    assert {requirements for requirements, _ in dev.JOBS.values()} <= {lock.name for lock in LOCKS}


def test_the_sbom_names_what_is_locked_and_is_the_same_each_time(tmp_path: Path) -> None:
    python = environment("sbom", (3, 13))
    command = dev.JOBS["sbom"][1][-1]
    written = []
    for name in ("one.json", "two.json"):
        arguments = [*command[:-1], str(tmp_path / name)]
        subprocess.run([str(python), *arguments], cwd=REPOSITORY, check=True, capture_output=True)
        written.append((tmp_path / name).read_text(encoding="utf-8"))
    assert written[0] == written[1]
    sbom = json.loads(written[0])
    assert sbom["bomFormat"] == "CycloneDX"
    assert sbom["metadata"]["component"]["name"] == "kotaemon-cdk8s"
    pins = PIN.finditer((REPOSITORY / "requirements" / "synth.txt").read_text(encoding="utf-8"))
    assert {(part["name"], part["version"]) for part in sbom["components"]} == {
        (pin["name"], pin["version"]) for pin in pins
    }
