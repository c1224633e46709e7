"""An app in a process of its own, with the runtime loaded as in the container, and all that is around it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

HERE = Path(__file__).parent
RUNTIME = HERE.parents[1] / "kotaemon_cdk8s" / "runtime"
SETTINGS = HERE.parent / "runtime" / "stand_ins" / "flowsettings.py"

_opener = build_opener(ProxyHandler({}))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until(condition: Callable[[], Any], why: Callable[[], str], seconds: float = 240) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, why()
        time.sleep(0.05)
    return found


def get(url: str, data: bytes | None = None) -> tuple[int, str]:
    request = Request(url, data, {"Content-Type": "application/json"} if data else {})
    try:
        with _opener.open(request, timeout=240) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


class Program:
    """A process.

    Args:
        command: What runs.
        log: Where all that it says goes.
        env: Its environment, whole.
        folder: Where it runs.
    """

    def __init__(self, command: list[str], log: Path, env: Mapping[str, str], folder: Path) -> None:
        self._log = log
        with log.open("w") as file:
            self.process = subprocess.Popen(command, cwd=folder, env=env, stdout=file, stderr=file)

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def log(self) -> str:
        return self._log.read_text()

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(240)


def environment_of(python: Path, folder: Path, *paths: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        # Compiled once: uv installs no bytecode, and there is a lot of it.
        "PYTHONPYCACHEPREFIX": str(python.parents[1] / "bytecode"),
    }


class App(Program):
    """The program `library`.

    Args:
        python: Of the environment with the app's packages.
        folder: Of its own.
        models: Address of the models.
        telemetry: In the settings document; its port and names are filled in.
        mounted: Served by uvicorn, below /app, as in the single sign-on modes.
        json_logs: As in the settings document.
        env: Further environment.
        before: Folders whose modules come before all others.
    """

    def __init__(
        self,
        python: Path,
        folder: Path,
        *,
        models: str,
        telemetry: dict[str, Any] | None,
        mounted: bool = False,
        json_logs: bool = False,
        env: Mapping[str, str] | None = None,
        before: tuple[Path, ...] = (),
    ) -> None:
        (folder / "ktem_app_data/user_data/files").mkdir(parents=True)
        (folder / "flowsettings.py").write_text(SETTINGS.read_text() + 'KH_APP_NAME = "x"\n')
        (folder / "kotaemon_runtime").symlink_to(RUNTIME)
        self.telemetry_port = free_port()
        port = free_port()
        self.broken = folder / "broken"
        document: dict[str, Any] = {"json_logs": json_logs}
        if telemetry is not None:
            names = {"port": self.telemetry_port, "app": "library", "version": "0.11.3"}
            document["telemetry"] = {**names, **telemetry}
        (folder / "settings.json").write_text(json.dumps(document))
        self.address = f"http://127.0.0.1:{port}" + ("/app" if mounted else "")
        served = ["-m", "uvicorn", "library:app", "--port", str(port)]
        self.env = {
            **environment_of(python, folder, *before, folder, HERE / "programs", HERE / "stand_ins"),
            "THEFLOW_TEMP_PATH": str(folder / "theflow"),
            "THEFLOW_SETTINGS_MODULE": "kotaemon_runtime.settings",
            "KOTAEMON_SETTINGS_FILE": str(folder / "settings.json"),
            "GRADIO_ANALYTICS_ENABLED": "False",
            "HF_HUB_OFFLINE": "1",
            "MODELS": models,
            "BROKEN": str(self.broken),
            **(env or {}),
        }
        own = served if mounted else [str(HERE / "programs" / "library.py"), str(port)]
        super().__init__([str(python), *own], folder / "log", self.env, folder)
        self.python = python

    def wait(self) -> App:
        def serves() -> bool:
            assert self.process.poll() is None, self.log
            try:
                return get(f"{self.address}/app_id")[0] == 200
            except URLError:
                return False

        wait_until(serves, lambda: self.log)
        return self

    def event(self, number: int, *data: str) -> str:
        """Run one of the program's functions as a browser does, through gradio's queue."""
        session = uuid.uuid4().hex
        body = {"data": data, "fn_index": number, "session_hash": session}
        assert get(f"{self.address}/queue/join", json.dumps(body).encode())[0] == 200
        return get(f"{self.address}/queue/data?session_hash={session}")[1]

    def ask(self, question: str, pipeline: str = "simple") -> str:
        return self.event(0, pipeline, question)

    def index(self, files: str) -> str:
        return self.event(1, files)

    def metrics(self) -> str:
        status, text = get(f"http://127.0.0.1:{self.telemetry_port}/metrics")
        assert status == 200
        return text

    def check(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.python), "-m", "kotaemon_runtime.check", *arguments],
            env={**self.env, "KOTAEMON_TELEMETRY_ADDRESS": f"http://127.0.0.1:{self.telemetry_port}"},
            check=False,
            capture_output=True,
            text=True,
        )
