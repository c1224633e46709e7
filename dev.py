"""Set up a virtual environment and run one job in it, with nothing but Python and pip.

    python3 dev.py synth    write dist/
    python3 dev.py test     lint, type-check and test everything
    python3 dev.py check-upgrade HEAD   compare dist/ with that of a revision
    python3 dev.py bench    time synthesis against its floor
    python3 dev.py lock     renew requirements/*.txt from pyproject.toml
    python3 dev.py sbom     write build/sbom.cdx.json: what the locked synthesis consists of
    python3 dev.py docs     write site/: the documentation as a site

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
BIN = "Scripts/python.exe" if os.name == "nt" else "bin/python"

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
    "check-upgrade": ("dev.txt", [["-m", "kotaemon_cdk8s.cli", "check-upgrade"]]),
    "bench": ("synth.txt", [["benchmarks/synthesis.py"]]),
    "lock": (
        "dev.txt",
        [
            ["-m", "uv", "pip", "compile", *flags, "--universal", "--generate-hashes", "--no-emit-index-url",
             "--no-header", "--python-version", "3.10", "--upgrade", "--quiet",
             "--output-file", f"requirements/{name}", "pyproject.toml"]
            for name, flags in (
                ("synth.txt", []),
                # What `pyproject.toml` says is enough (tests/packaging/test_matrix.py).
                ("synth-oldest.txt", ["--resolution", "lowest-direct"]),
                ("dev.txt", ["--group", "dev", "--extra", "cli"]),
            )
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
                ("telemetry", []),
                # Tools with many dependencies, which the project's own environment shall not have.
                ("checkov", []),
                ("sbom", []),
                ("site", []),
            )
        ] + [
            # What the library's init container installs. The second shares pins with the first: pip takes each once.
            ["-m", "uv", "pip", "compile", *flags, "--excludes", "requirements/graph-excludes.txt",
             "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--python-version", "3.10",
             "--quiet", "--output-file", f"kotaemon_cdk8s/kotaemon_app/requirements/{name}.txt",
             f"requirements/{name}.in"]
            for name, flags in (
                ("lightrag-hku", []),
                ("nano-graphrag", ["--constraints", "kotaemon_cdk8s/kotaemon_app/requirements/lightrag-hku.txt"]),
            )
        ],
    ),
    # No clock and no random number in it: the same lock gives the same bytes.
    "sbom": (
        "sbom.txt",
        [["-c", "import pathlib; pathlib.Path('build').mkdir(exist_ok=True)"],
         ["-m", "cyclonedx_py", "requirements", "requirements/synth.txt", "--pyproject", "pyproject.toml",
          "--output-format", "JSON", "--output-reproducible", "--output-file", "build/sbom.cdx.json"]],
    ),
    "docs": ("site.txt", [["-m", "mkdocs", "build"]]),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run a job; further arguments go to its last command."""
    if not arguments or arguments[0] not in JOBS:
        sys.stderr.write(__doc__ or "")
        return 2
    requirements, commands = JOBS[arguments[0]]
    python = install(ROOT / "requirements" / requirements)
    commands = [*commands[:-1], [*commands[-1], *arguments[1:]]]
    for command in commands:
        status = subprocess.run([str(python), *command], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


def install(requirements: Path) -> Path:
    """Bring the virtual environment to the locked versions, unless it is there already; its Python."""
    folder = ROOT / (".venv" if requirements.name in ("synth.txt", "dev.txt") else f".venv-{requirements.stem}")
    python = folder / BIN
    digest = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    done = folder / f".installed-{requirements.name}"
    if done.exists() and done.read_text() == digest:
        return python
    version = folder / ".python"
    if folder.exists() and (not version.exists() or version.read_text() != sys.version):
        shutil.rmtree(folder)
    if not python.exists():
        # Without pip: Debian's Python has no ensurepip, but may have a pip of its own.
        venv.create(folder, symlinks=os.name != "nt", with_pip=False)
        version.write_text(sys.version)
    command = [*pip(python), "install", "--quiet", "--require-hashes", "--requirement", str(requirements)]
    subprocess.run(command, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    done.write_text(digest)
    return python


def pip(python: Path) -> list[str]:
    """A pip that installs into the virtual environment."""
    # `pip --python` is there from 22.3; an older pip is told by its environment's prefix.
    own = [sys.executable, "-m", "pip", "--python", str(python)]
    if subprocess.run([*own, "--version"], check=False, capture_output=True).returncode == 0:
        return own
    subprocess.run([str(python), "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
    return [str(python), "-m", "pip"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
