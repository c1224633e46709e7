"""Set up a virtual environment and run one job in it, with nothing but Python and pip.

    python3 dev.py synth    write dist/
    python3 dev.py test     lint, type-check and test everything
    python3 dev.py bench    time synthesis against its floor
    python3 dev.py lock     renew requirements/*.txt from pyproject.toml

Node.js, which cdk8s needs, comes from a wheel among the requirements.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

JOBS: dict[str, tuple[str, list[list[str]]]] = {
    "synth": ("synth.txt", [["app.py"]]),
    "test": (
        "dev.txt",
        [
            ["-m", "ruff", "check", "."],
            ["-m", "ruff", "format", "--check", "."],
            ["-m", "mypy"],
            ["-m", "pytest"],
        ],
    ),
    "bench": ("synth.txt", [["benchmarks/synthesis.py"]]),
    "lock": (
        "dev.txt",
        [
            ["-m", "uv", "pip", "compile", *flags, "--universal", "--generate-hashes", "--no-emit-index-url",
             "--no-header", "--python-version", "3.10", "--upgrade", "--quiet",
             "--output-file", f"requirements/{name}", "pyproject.toml"]
            for name, flags in (("synth.txt", []), ("dev.txt", ["--group", "dev"]))
        ] + [
            # What tests/servers/ installs, each in an environment of its own. Not `--upgrade`: the
            # versions are those of the app's lock, and of the servers that it must get on with.
            ["-m", "uv", "pip", "compile", *flags, "--universal", "--generate-hashes", "--no-emit-index-url",
             "--no-header", "--python-version", "3.10", "--quiet",
             "--output-file", f"requirements/{name}.txt", f"requirements/{name}.in"]
            for name, flags in (
                ("stores", ["--excludes", "requirements/stores-excludes.txt"]),
                ("chroma-0.5", ["--excludes", "requirements/stores-excludes.txt"]),
                ("chroma-0.6", ["--excludes", "requirements/stores-excludes.txt"]),
                ("chroma-1", ["--no-deps"]),
            )
        ],
    ),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run a job; further arguments go to its last command."""
    if not arguments or arguments[0] not in JOBS:
        sys.stderr.write(__doc__ or "")
        return 2
    requirements, commands = JOBS[arguments[0]]
    install(ROOT / "requirements" / requirements)
    commands = [*commands[:-1], [*commands[-1], *arguments[1:]]]
    for command in commands:
        status = subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


def install(requirements: Path) -> None:
    """Bring the virtual environment to the locked versions, unless it is there already."""
    digest = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    done = VENV / f".installed-{requirements.name}"
    if done.exists() and done.read_text() == digest:
        return
    version = VENV / ".python"
    if VENV.exists() and (not version.exists() or version.read_text() != sys.version):
        shutil.rmtree(VENV)
    if not PYTHON.exists():
        # Without pip: Debian's Python has no ensurepip, but may have a pip of its own.
        venv.create(VENV, symlinks=os.name != "nt", with_pip=False)
        version.write_text(sys.version)
    command = [*pip(), "install", "--quiet", "--require-hashes", "--requirement", str(requirements)]
    subprocess.run(command, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    done.write_text(digest)


def pip() -> list[str]:
    """A pip that installs into the virtual environment."""
    # `pip --python` is there from 22.3; an older pip is told by its environment's prefix.
    own = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if subprocess.run([*own, "--version"], check=False, capture_output=True).returncode == 0:
        return own
    subprocess.run([str(PYTHON), "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
    return [str(PYTHON), "-m", "pip"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
