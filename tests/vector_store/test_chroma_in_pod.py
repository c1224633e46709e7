"""A real Chroma server, started as the pod starts it, and used as the app is told to."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from kotaemon_cdk8s import VectorStore

import pytest

from tests.servers import expected
from tests.servers.drives import Driver
from tests.servers.emitted import Emitted
from tests.servers.environments import environment
from tests.support import new_chart, one

PROGRAM = Path(__file__).parents[1] / "servers" / "programs" / "chroma_1.py"


class Pod:
    """The container of the pod, its volume and its image's file in folders of the test's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = environment("chroma-1", (3, 99))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port: int = free.getsockname()[1]
        chart = new_chart()
        store = VectorStore.chroma_server(chart, "vectors")
        self.app = Emitted(folder / "app", port=self._port, chart=chart, vector_store=store)
        (self.container,) = one(self.app.objects, "StatefulSet")["spec"]["template"]["spec"]["containers"]
        self.data = folder / "volume"
        self.root = folder / "root"
        for made in (self.data, self.root):
            made.mkdir()
        # As the image has it, but for the path, which the variable must win over.
        (folder / "config.yaml").write_text(f"persist_path: {folder / 'image'}\n")
        self._paths = {"/config.yaml": str(folder / "config.yaml")}
        self._paths |= {mount["mountPath"]: str(self.data) for mount in self.container["volumeMounts"]}
        self.start()

    def start(self) -> None:
        env = {item["name"]: self._paths.get(item["value"], item["value"]) for item in self.container["env"]}
        assert "command" not in self.container  # that of the image: dumb-init -- chroma
        arguments = [self._paths.get(argument, argument) for argument in self.container["args"]]
        with (self._folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [str(self._python), str(PROGRAM), *arguments],
                cwd=self.root,
                env={
                    "PATH": os.environ["PATH"],
                    **env,
                    # Only for the test, not to be in another's way.
                    "CHROMA_PORT": str(self._port),
                    "CHROMA_LISTEN_ADDRESS": "127.0.0.1",
                },
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 120
        while not self.answers("startupProbe"):
            assert self.process.poll() is None, (self._folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(60)

    def answers(self, probe: str) -> bool:
        path = self.container[probe]["httpGet"]["path"]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{path}", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture
def pod(tmp_path: Path) -> Iterator[Pod]:
    started = Pod(tmp_path)
    yield started
    started.stop()


def test_vectors_are_on_the_volume_and_there_after_a_restart(pod: Pod, tmp_path: Path) -> None:
    assert pod.answers("readinessProbe")
    assert pod.answers("livenessProbe")
    # numpy 1.26, which the app locks, has no wheels for 3.13.
    driver = Driver(environment("stores", (3, 12)), tmp_path)
    steps, results = expected.of(expected.EMPTY, expected.USED)
    assert driver.run(pod.app, "ready", *steps) == [0, *results]

    assert pod.stop() == 0
    assert (pod.data / "chroma.sqlite3").stat().st_size > 0
    assert not (tmp_path / "image").exists()
    assert list(pod.root.iterdir()) == []

    pod.start()
    steps, results = expected.of(expected.LEFT, expected.DROPPED)
    assert driver.run(pod.app, *steps) == results
