"""Processes that use a store as the app does."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RUNTIME = HERE.parents[1] / "kotaemon_cdk8s" / "runtime"


class Drive:
    """One process of `programs/drive.py`.

    Args:
        python: Of the environment with the stores' packages.
        folder: For its files.
        store: The value of KH_VECTORSTORE or KH_DOCSTORE.
        steps: What to do; none is taken before the store is made.
        env: Further environment, such as secrets.
    """

    def __init__(
        self,
        python: Path,
        folder: Path,
        store: Mapping[str, Any],
        steps: Sequence[str],
        env: Mapping[str, str] | None = None,
    ) -> None:
        package = folder / "kotaemon_runtime"
        if not package.exists():
            package.symlink_to(RUNTIME)
        data = folder / "nltk"
        # llama-index downloads what it does not find in here, even though it only asks whether it is there.
        for known in ("corpora/stopwords", "tokenizers/punkt"):
            (data / known).mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [str(python), str(HERE / "programs" / "drive.py"), json.dumps(store), *steps],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "PYTHONPATH": os.pathsep.join(map(str, (folder, HERE / "stand_ins"))),
                # Compiled once: uv installs no bytecode, and there is a lot of it.
                "PYTHONPYCACHEPREFIX": str(python.parents[1] / "bytecode"),
                "NLTK_DATA": str(data),
                **(env or {}),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def results(self) -> list[Any]:
        """What the steps gave, when all are done."""
        output, errors = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, errors
        return [json.loads(line) for line in output.splitlines()]

    def failure(self) -> str:
        """The last line of what it ended with."""
        _, errors = self.process.communicate(timeout=120)
        assert self.process.returncode != 0
        return str(errors.splitlines()[-1])

    def wait_for(self, meeting: Path) -> None:
        """Wait until it has come to the step `meet:<meeting>`."""
        here = Path(f"{meeting}.here")
        deadline = time.monotonic() + 120
        while not here.exists():
            assert self.process.poll() is None, self.results()
            assert time.monotonic() < deadline
            time.sleep(0.02)


class Driver:
    """Starts such processes."""

    def __init__(self, python: Path, folder: Path) -> None:
        self.python = python
        self.folder = folder

    def start(self, store: Mapping[str, Any], *steps: str, env: Mapping[str, str] | None = None) -> Drive:
        return Drive(self.python, self.folder, store, steps, env)

    def run(self, store: Mapping[str, Any], *steps: str, env: Mapping[str, str] | None = None) -> list[Any]:
        return self.start(store, *steps, env=env).results()

    def fail(self, store: Mapping[str, Any], *steps: str, env: Mapping[str, str] | None = None) -> str:
        return self.start(store, *steps, env=env).failure()

    def start_at_once(self, amount: int, store: Mapping[str, Any], *steps: str) -> list[Drive]:
        """Processes that have all loaded the app, and then make the store at the same time."""
        meetings = [self.folder / f"start-{number}" for number in range(amount)]
        drives = [self.start(store, f"meet:{meeting}", *steps) for meeting in meetings]
        for drive, meeting in zip(drives, meetings, strict=True):
            drive.wait_for(meeting)
        for meeting in meetings:
            meeting.touch()
        return drives
