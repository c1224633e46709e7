"""Processes that use a store as the app does."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.servers.emitted import Emitted

HERE = Path(__file__).parent


class Drive:
    """One process of `programs/drive.py`.

    Args:
        python: Of the environment with the stores' packages.
        pod: The container that it is in.
        steps: What to do; none is taken before the store is made.
    """

    def __init__(self, python: Path, pod: Emitted, steps: Sequence[str]) -> None:
        # llama-index downloads what it does not find in here, even though it only asks whether it is there.
        for known in ("corpora/stopwords", "tokenizers/punkt"):
            (Path(pod.env["NLTK_DATA"]) / known).mkdir(parents=True, exist_ok=True)
        # theflow makes it unless it is there, and two at once stumble; each pod has its own, drives share one folder.
        (pod.path("/app") / ".theflow").mkdir(exist_ok=True)
        # theflow would load it with all that belongs to the start of the app (tests/runtime has that).
        env = {name: value for name, value in pod.env.items() if name != "THEFLOW_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            [str(python), str(HERE / "programs" / "drive.py"), pod.driven, *steps],
            cwd=pod.path("/app"),
            env={
                **env,
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join((pod.env["PYTHONPATH"], str(HERE / "stand_ins"))),
                # Compiled once: uv installs no bytecode, and there is a lot of it.
                "PYTHONPYCACHEPREFIX": str(python.parents[1] / "bytecode"),
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

    def start(self, pod: Emitted, *steps: str) -> Drive:
        return Drive(self.python, pod, steps)

    def run(self, pod: Emitted, *steps: str) -> list[Any]:
        return self.start(pod, *steps).results()

    def fail(self, pod: Emitted, *steps: str) -> str:
        return self.start(pod, *steps).failure()

    def start_at_once(self, amount: int, pod: Emitted, *steps: str) -> list[Drive]:
        """Processes that have all loaded the app, and then make the store at the same time."""
        meetings = [self.folder / f"start-{number}" for number in range(amount)]
        drives = [self.start(pod, f"meet:{meeting}", *steps) for meeting in meetings]
        for drive, meeting in zip(drives, meetings, strict=True):
            drive.wait_for(meeting)
        for meeting in meetings:
            meeting.touch()
        return drives
