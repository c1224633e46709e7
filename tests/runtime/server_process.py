"""A server in a process of its own, with the runtime loaded by the app as in the container."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RUNTIME = HERE.parents[1] / "kotaemon_cdk8s" / "runtime"
STAND_INS = HERE / "stand_ins"
GRACE = ("--timeout-graceful-shutdown", "5")


class Served:
    """One server process.

    Args:
        kind: `gradio`, as app.py serves, or `uvicorn`, as the single sign-on modes do.
        folder: Where it runs.
        runtime: Whether the app loads our runtime.
        app: The program in `programs` that is served.
        drain_seconds: As in the settings document.
        document: Further keys of it.
        ignored: Signals that the process inherits as ignored, as process 1 has them in effect.
        env: Further environment.
    """

    def __init__(
        self,
        kind: str,
        folder: Path,
        *,
        runtime: bool = True,
        app: str = "service",
        drain_seconds: int = 20,
        document: dict[str, Any] | None = None,
        ignored: str = "",
        env: dict[str, str] | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "flowsettings.py").write_text((STAND_INS / "flowsettings.py").read_text() + 'KH_APP_NAME = "x"\n')
        (folder / "kotaemon_runtime").symlink_to(RUNTIME)
        (folder / "settings.json").write_text(json.dumps({"drain_seconds": drain_seconds, **(document or {})}))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        command = {
            "gradio": [sys.executable, str(HERE / "programs" / "gradio_like.py"), app, str(self.port)],
            "uvicorn": [sys.executable, "-m", "uvicorn", f"{app}:app", "--port", str(self.port), *GRACE],
        }[kind]
        if ignored:
            command = ["sh", "-c", f"trap '' {ignored}; exec \"$@\"", "sh", *command]
        self._log = folder / "log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": os.pathsep.join(map(str, (folder, HERE / "programs", STAND_INS))),
                    "THEFLOW_TEMP_PATH": str(folder / "theflow"),
                    "KOTAEMON_SETTINGS_FILE": str(folder / "settings.json"),
                    **({"THEFLOW_SETTINGS_MODULE": "kotaemon_runtime.settings"} if runtime else {}),
                    **(env or {}),
                },
                stdout=log,
                stderr=log,
            )

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def log(self) -> str:
        return self._log.read_text()

    def wait_for_log(self, text: str) -> None:
        self._wait(lambda: text in self.log)

    def wait_until_serving(self) -> None:
        def answers() -> bool:
            try:
                return self.get("/").read() == b"saved"
            except OSError:
                return False

        self._wait(answers)

    def get(self, path: str) -> http.client.HTTPResponse:
        """Ask over a connection of its own; returns as soon as the answer has begun."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        return connection.getresponse()

    def terminate(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def wait_for_end(self) -> int:
        return self.process.wait(30)

    def _wait(self, condition: object) -> None:
        assert callable(condition)
        deadline = time.monotonic() + 30
        while not condition():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.02)
