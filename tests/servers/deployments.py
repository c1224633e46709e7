"""Deployments that are backed up and restored, by programs as in their pods and by the scripts of the Jobs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.image_layout import RUNTIME_PACKAGE, RUNTIME_PATH

from tests.servers.drives import HERE
from tests.servers.emitted import Emitted

SCRIPTS = Path(str(resources.files("kotaemon_cdk8s.operations"))) / "backup_scripts"
BACKUP = Path(str(resources.files("kotaemon_cdk8s.runtime"))) / "backup"
LIMIT = 120
# A download would fail, and nltk says so.
_ALONE = {"NLTK_DATA": "/nonexistent", "https_proxy": "http://localhost:9"}


class Deployment:
    """One app's container, with the modules that the Jobs have besides.

    Args:
        python: Of the environment with the stores' packages.
        pod: The app's container.
    """

    def __init__(self, python: Path, pod: Emitted) -> None:
        self._python = python
        self.pod = pod
        runtime = pod.path(f"{RUNTIME_PATH}/{RUNTIME_PACKAGE}")
        shutil.copytree(BACKUP, runtime / "backup", ignore=shutil.ignore_patterns("__pycache__"))
        for known in ("corpora/stopwords", "tokenizers/punkt"):
            (Path(pod.env["NLTK_DATA"]) / known).mkdir(parents=True, exist_ok=True)
        (pod.path("/app") / ".theflow").mkdir(exist_ok=True)
        self._env = {
            **pod.env,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join((pod.env["PYTHONPATH"], str(HERE / "stand_ins"))),
            "PYTHONPYCACHEPREFIX": str(python.parents[1] / "bytecode"),
        }

    @property
    def files(self) -> Path:
        return Path(self.pod.settings["KH_FILESTORAGE_PATH"])

    def wipe(self) -> None:
        """Lose the volume."""
        data = self.pod.path("/app/ktem_app_data")
        for folder in data.iterdir():
            shutil.rmtree(folder)

    def start(self, *command: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command],
            cwd=self.pod.path("/app"),
            env=env or {**self._env, **_ALONE},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def library(self, *steps: str) -> str:
        """Run `programs/library.py`."""
        done = self.begin_library(*steps)
        output, errors = done.communicate(timeout=LIMIT)
        assert done.returncode == 0, errors
        return output

    def begin_library(self, *steps: str) -> subprocess.Popen[str]:
        # theflow would load it with all that belongs to the start of the app (tests/runtime has that).
        env = {name: value for name, value in self._env.items() if name != "THEFLOW_SETTINGS_MODULE"}
        return self.start(str(self._python), str(HERE / "programs" / "library.py"), *steps, env=env)

    def show(self) -> dict[str, Any]:
        """All that the deployment holds."""
        shown: dict[str, Any] = json.loads(self.library("show"))
        return shown

    def command(self, *arguments: str | Path) -> list[str]:
        return [str(self._python), "-m", "kotaemon_runtime.backup", *map(str, arguments)]

    def backup(self, *commands: tuple[str | Path, ...]) -> None:
        """Run `kotaemon_runtime.backup`, which must do it; several commands in one process, for quickness."""
        if len(commands) == 1:
            done = self.start(*self.command(*commands[0]))
        else:
            texts = json.dumps([list(map(str, command)) for command in commands])
            done = self.start(str(self._python), "-c", _SEVERAL, texts)
        _, errors = done.communicate(timeout=LIMIT)
        assert done.returncode == 0, errors
        assert "nltk" not in errors

    def refusal(self, *arguments: str | Path, before: str = "") -> str:
        """The one line that it ends with, when it must not do it."""
        command = self.command(*arguments)
        done = self.start(*(["sh", "-c", f'{before}exec "$@"', "sh", *command] if before else command))
        _, errors = done.communicate(timeout=LIMIT)
        assert done.returncode == 1, errors
        (line,) = [line for line in errors.splitlines() if line.startswith(f"{arguments[0]}: ")]
        return line


_SEVERAL = """
import json, os, sys
from kotaemon_runtime.backup.__main__ import main
status = max(main(command) for command in json.loads(sys.argv[1]))
sys.stderr.flush()
os._exit(status)  # as programs/drive.py ends
"""


def script(name: str, *arguments: str | Path, env: Mapping[str, str] | None = None, before: str = "") -> str:
    """Run one of the Jobs' scripts, which must do it; what it says."""
    done = run_script(name, *arguments, env=env, before=before)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused_script(name: str, *arguments: str | Path, env: Mapping[str, str] | None = None, before: str = "") -> str:
    """Run one that must end with an error; what it says of it."""
    done = run_script(name, *arguments, env=env, before=before)
    assert done.returncode != 0
    return done.stderr


def run_script(
    name: str, *arguments: str | Path, env: Mapping[str, str] | None = None, before: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f'{before}exec sh "$@"', "sh", str(SCRIPTS / name), *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **(env or {})},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
