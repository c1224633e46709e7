"""Run what the command wrote, and look at what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.migration.chart import Migration, migrate
from kotaemon_cdk8s.migration.plan import Login, Request
from kotaemon_cdk8s.migration.values import read

import cdk8s
import pytest
import yaml

from tests.support import REPOSITORY, Object

CHART = REPOSITORY.parent / "shared" / "helm-chart"
if not CHART.is_dir():
    pytest.skip("the chart is not beside the repository", allow_module_level=True)
VALUES = CHART / "values.yaml"
PRODUCTION = CHART / "values-production.yaml"
MULTIMODAL = CHART / "values-multimodal.yaml"
EXTRAS = (*sorted((CHART / "extras").iterdir()), CHART / "templates" / "healthcheck.yaml")
LOGIN = Login("https://login.example.com/realms/staff", "kotaemon", ("example.com",))


def synthesized(folder: Path) -> list[Object]:
    """What an `app.py` writes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    texts = [file.read_text() for file in sorted((folder / "dist").glob("*.yaml"))]
    return [item for text in texts for item in yaml.load_all(text, yaml.CSafeLoader) if item]


def migrated(
    values: Mapping[str, Any],
    *,
    adopt_volume: str | None = None,
    login: Login | None = None,
    extras: Sequence[Path] = (),
) -> Migration:
    """What becomes of values, in this process."""
    return migrate(values, Request("kotaemon", "kotaemon", adopt_volume, login), extras)


def of_chart(*files: Path, **options: Any) -> list[Object]:
    """The objects that become of the chart's files."""
    return executed(migrated(read(files), **options))


def executed(migration: Migration) -> list[Object]:
    """What the program makes, in this process: its last line writes, and is not run."""
    program = migration.program.replace("\napp.synth()\n", "\n").replace("cdk8s.App()", "cdk8s.App(outdir='/dev/null')")
    variables: dict[str, Any] = {}
    exec(compile(program, "app.py", "exec"), variables)
    app: cdk8s.App = variables["app"]
    return [item for item in yaml.load_all(app.synth_yaml(), yaml.CSafeLoader) if item]


def written(folder: Path, name: str, content: object) -> Path:
    """A values file."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path
