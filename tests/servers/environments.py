"""Virtual environments of locked packages, made once for each lock and interpreter."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
REQUIREMENTS = REPOSITORY / "requirements"
ENVIRONMENTS = REPOSITORY / ".venv-servers"
UV = (sys.executable, "-m", "uv")


@cache
def environment(name: str, newest: tuple[int, int]) -> Path:
    """The Python of an environment with the packages of `requirements/<name>.txt`.

    Args:
        name: Of the lock.
        newest: The newest Python that all its packages have wheels for.
    """
    return made(name, _interpreter(name, newest), sys.implementation.cache_tag or "")


@cache
def made(name: str, base: Path, tag: str) -> Path:
    """The same with an interpreter that is given, and a tag that tells it from others."""
    lock = REQUIREMENTS / f"{name}.txt"
    digest = hashlib.sha256(lock.read_bytes() + str(base).encode() + sys.version.encode()).hexdigest()[:12]
    kind = f"{name}-{tag}"
    folder = ENVIRONMENTS / f"{kind}-{digest}"
    python = folder / "bin" / "python"
    done = folder / ".installed"
    if not done.exists():
        for other in ENVIRONMENTS.glob(f"{kind}-*"):
            shutil.rmtree(other)
        _uv("venv", "--quiet", "--no-project", "--python", str(base), str(folder))
        # Named, for otherwise uv takes the environment that it is itself in.
        _uv("pip", "sync", "--quiet", "--python", str(python), "--require-hashes", "--only-binary", ":all:", str(lock))
        done.touch()
    return python


def _interpreter(name: str, newest: tuple[int, int]) -> Path:
    if sys.version_info[:2] <= newest:
        return Path(sys.executable)
    wanted = f">=3.10,<={newest[0]}.{newest[1]}.99"
    command = [*UV, "python", "find", "--no-project", "--no-python-downloads", "--system", wanted]
    found = subprocess.run(command, check=False, capture_output=True, text=True)
    if found.returncode:
        this = f"{sys.version_info[0]}.{sys.version_info[1]}"
        reason = f"requirements/{name}.txt has no wheels for Python {this}, and there is no Python {wanted} here"
        if "REQUIRE_SERVERS" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return Path(found.stdout.strip())


def _uv(*arguments: str) -> None:
    done = subprocess.run([*UV, *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
