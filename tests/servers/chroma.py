"""Chroma servers of three generations, each from its own packages."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from tests.servers.environments import environment

TOKEN = "a-tok&n:with/$igns="
# chroma-hnswlib, which servers before 1.0 need, has no wheels for 3.13.
GENERATIONS = {"chroma-0.5": (3, 12), "chroma-0.6": (3, 12), "chroma-1": (3, 99)}
PROGRAM = Path(__file__).parent / "programs" / "chroma_1.py"


class ChromaServer:
    """A server in a process of its own, which can be restarted on its data."""

    def __init__(self, generation: str, folder: Path) -> None:
        self._python = environment(generation, GENERATIONS[generation])
        self._folder = folder
        self._generation = generation
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._start()

    def _start(self) -> None:
        listen = ["--host", "127.0.0.1", "--port", str(self.port)]
        env = {
            "PATH": os.environ["PATH"],
            "ANONYMIZED_TELEMETRY": "False",
            "PYTHONPYCACHEPREFIX": str(self._python.parents[1] / "bytecode"),
        }
        data = str(self._folder / "data")
        if self._generation == "chroma-1":
            command = [str(PROGRAM), "run", "--path", data, *listen]
        else:
            # As the images of these versions start it (bin/docker_entrypoint.sh), and with their own token check.
            command = ["-m", "uvicorn", "chromadb.app:app", *listen]
            env |= {
                "IS_PERSISTENT": "1",
                "PERSIST_DIRECTORY": data,
                "CHROMA_SERVER_AUTHN_PROVIDER": "chromadb.auth.token_authn.TokenAuthenticationServerProvider",
                "CHROMA_SERVER_AUTHN_CREDENTIALS": TOKEN,
            }
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [str(self._python), *command], cwd=self._folder, env=env, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 120
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v2/heartbeat", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def restart(self) -> None:
        self.stop()
        self._start()
