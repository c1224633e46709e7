"""Shared by the tests of the command: a script of one's own in a folder, and the command run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotaemon_cdk8s.cli.program import program

from typer.testing import CliRunner

from tests.support import REPOSITORY

LITE = "ghcr.io/cinnamon/kotaemon:0.11.3-lite"
HEAD = """
import cdk8s
from kotaemon_cdk8s import KotaemonApp, SecretRef, output_folder

def make(app, name, **options):
    chart = cdk8s.Chart(app, name, namespace=name)
    return KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"), **options)
"""
TWO = f"""{HEAD}
with output_folder() as outdir:
    app = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
    make(app, "legal")
    make(app, "sales")
    app.synth()
"""


def scripted(folder: Path, script: str, project: str = "language: python\napp: python app.py\n") -> Path:
    """A folder with a script, and the `cdk8s.yaml` that names it."""
    (folder / "app.py").write_text(script)
    (folder / "cdk8s.yaml").write_text(project)
    return folder


@contextmanager
def within(folder: Path) -> Iterator[None]:
    """Have a folder as the working directory."""
    # `contextlib.chdir` came with Python 3.11.
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(folder: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Output and errors of the command in a folder, which ends with `code`; in this process, to be quick."""
    with within(folder):
        done = CliRunner().invoke(program, arguments, env={"NO_COLOR": "1"})
    assert done.exit_code == code, (done.stdout, done.stderr, done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.stderr or "--debug" in arguments
    return done.stdout, done.stderr


def command(folder: Path, *arguments: str, code: int = 0, **environment: str) -> tuple[str, str]:
    """The same of another process of this Python, with arguments and variables of one's own."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout, done.stderr
