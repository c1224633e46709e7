"""Each supported Python writes what is committed, with the newest dependencies and with the oldest."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.servers.environments import made
from tests.support import REPOSITORY

# The last has not been at hand yet; pyproject.toml does not name it.
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
LOCKS = ("synth", "synth-oldest")
THIS = f"{sys.version_info[0]}.{sys.version_info[1]}"


@cache
def interpreter(version: str) -> Path | None:
    """A Python of this version on the machine: this one, on PATH, or made by pyenv or uv."""
    if version == THIS:
        return Path(sys.executable)
    homes = (
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions",
        Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "uv" / "python",
    )
    found = [Path(there)] if (there := shutil.which(f"python{version}")) else []
    for home in homes:
        found.extend(sorted(home.glob(f"*{version}.*/bin/python{version}")))
    # A shim of pyenv is there for versions that it does not run.
    return next((path for path in found if _runs(path, version)), None)


def _runs(path: Path, version: str) -> bool:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([path, "-c", code], check=False, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == version


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# This Python with the newest is in tests/examples/, from the environment that the tests run in.
@pytest.mark.parametrize(("version", "lock"), [(v, k) for v in VERSIONS for k in LOCKS if (v, k) != (THIS, "synth")])
def test_dist_is_the_same_bytes(version: str, lock: str, tmp_path: Path) -> None:
    base = interpreter(version)
    if base is None:
        pytest.skip(f"there is no Python {version} here")
    python = made(lock, base, version)
    output = tmp_path / "dist"
    # Without the settings that this process has for its own Python.
    environment = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "JSII_NODE")}
    done = subprocess.run(
        [python, "app.py"],
        cwd=REPOSITORY,
        env={**environment, "CDK8S_OUTDIR": str(output)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written, committed = files(output), files(REPOSITORY / "dist")
    assert sorted(written) == sorted(committed)
    assert [name for name in sorted(written) if written[name] != committed[name]] == []


def test_the_package_says_which_of_them_it_was_seen_with() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={VERSIONS[0]}"' in project
    assert tuple(re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)) == VERSIONS[:-1]
