"""The app's packages at the app's versions, and servers around an app."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.servers.environments import environment
from tests.telemetry.served import HERE, App, Program, environment_of, free_port, wait_until

Start = Callable[..., App]


@pytest.fixture(scope="session")
def python() -> Path:
    return environment("telemetry", (3, 12))


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def models(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Starts a server of models, OLD or NEW; its address."""
    with ExitStack() as stack:

        def start(age: str) -> str:
            folder = tmp_path_factory.mktemp("models")
            port = free_port()
            command = [str(python), str(HERE / "programs" / "models.py"), str(port), age]
            program = stack.enter_context(Program(command, folder / "log", environment_of(python, folder), folder))
            wait_until(partial(_answers, port), lambda: program.log)
            return f"http://127.0.0.1:{port}"

        yield start


@pytest.fixture
def start(python: Path, models: Callable[[str], str], tmp_path: Path) -> Iterator[Start]:
    """Starts an app."""
    with ExitStack() as stack:

        def app(*, age: str = "NEW", **options: Any) -> App:
            address = models(age)
            return stack.enter_context(App(python, tmp_path / "app", models=address, **options)).wait()

        yield app


class Collector(Program):
    """A receiver of OTLP.

    Args:
        python: Of the environment with OpenTelemetry.
        folder: Of its own.
    """

    def __init__(self, python: Path, folder: Path) -> None:
        folder.mkdir()
        self.port = free_port()
        self.received = folder / "received"
        self.received.touch()
        command = [str(python), str(HERE / "programs" / "collector.py"), str(self.port), str(self.received)]
        super().__init__(command, folder / "log", environment_of(python, folder), folder)
        wait_until(partial(_answers, self.port), lambda: self.log)


@pytest.fixture
def collector(python: Path, tmp_path: Path) -> Iterator[Collector]:
    with Collector(python, tmp_path / "collector") as running:
        yield running
