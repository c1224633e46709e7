"""How an Ollama pod comes to its models: its init container's script, with a stand-in for Ollama and a registry."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import ExistingModels, ModelServer

import pytest

from tests.support import new_chart, one, synthesized

PROGRAM = Path(__file__).parent / "programs" / "ollama"
SHELLS = [shell for shell in ("dash", "bash") if shutil.which(shell)]


class Registry:
    """Models, as the registry of Ollama serves them: files by a redirect."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.manifests: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.redirects = True
        self.damaged = False
        self.stalls = threading.Event()
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                registry.asked.append(f"{self.command} {self.path}")
                *_, kind, name = self.path.split("/")
                if kind == "manifests":
                    self._send(registry.manifests.get(self.path.removeprefix("/v2/")))
                elif kind == "blobs" and self.command == "GET" and registry.redirects:
                    self.send_response(307)
                    self.send_header("Location", f"{registry.url}/files/{name}")
                    self.end_headers()
                else:
                    if kind == "files" and registry.stalls.is_set():
                        time.sleep(60)
                    self._send(b"damaged" if registry.damaged else registry.blobs.get(name))

            def _send(self, content: bytes | None) -> None:
                self.send_response(404 if content is None else 200)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(content or b"")

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}"

    def publish(self, name: str, content: bytes, tag: str = "latest") -> str:
        """Have a model; returns the digest of its manifest."""
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        config = f"sha256:{hashlib.sha256(b'config').hexdigest()}"
        self.blobs |= {digest: content, config: b"config"}
        manifest = json.dumps({"layers": [{"digest": digest}], "config": {"digest": config}}).encode()
        self.manifests[f"library/{name}/manifests/{tag}"] = manifest
        return hashlib.sha256(manifest).hexdigest()

    def model(self, name: str) -> str:
        """What to declare for one of its models."""
        return f"{self.url}/library/{name}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Pod:
    """The init container, on a volume that stays."""

    def __init__(self, folder: Path, shell: str) -> None:
        self.home, self.models, self._bin, self._shell = folder / "home", folder / "models", folder / "bin", shell
        for made in (self.home, self.models, self._bin):
            made.mkdir()
        for name, command in (("ollama", f'"{sys.executable}" "{PROGRAM}" "$@"'), ("sleep", "/bin/sleep 0.05")):
            program = self._bin / name
            program.write_text(f"#!/bin/sh\nexec {command}\n")
            program.chmod(0o755)
        self.more: dict[str, str] = {}

    def start(self, *models: str, **options: Any) -> subprocess.Popen[str]:
        made = ModelServer.ollama(new_chart(), "ollama", models=models, **options)
        (container,) = one(synthesized(made), "StatefulSet")["spec"]["template"]["spec"]["initContainers"]
        assert container["command"] == ["/bin/sh", "-c"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        declared = {item["name"]: item["value"] for item in container["env"]}
        environment = {
            **declared,
            "PATH": f"{self._bin}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "OLLAMA_MODELS": str(self.models),
            "OLLAMA_HOST": declared["OLLAMA_HOST"].replace("11434", str(port)),
            **self.more,
        }
        return subprocess.Popen(
            [self._shell, "-c", *container["args"]], env=environment, stderr=subprocess.PIPE, text=True
        )

    def run(self, *models: str, **options: Any) -> tuple[int, str]:
        """Its exit code, and what it says."""
        process = self.start(*models, **options)
        _, said = process.communicate(timeout=60)
        return process.returncode, said

    @property
    def has(self) -> set[str]:
        """Models on the volume."""
        return {f"{path.parent.name}:{path.name}" for path in self.models.glob("manifests/*/*/*/*")}

    @property
    def blobs(self) -> set[bytes]:
        return {path.read_bytes() for path in self.models.glob("blobs/*")}


@pytest.fixture
def registry() -> Iterator[Registry]:
    registry = Registry()
    registry.publish("chat", b"chat")
    registry.publish("embed", b"embed", "v1")
    yield registry
    registry.close()


@pytest.fixture(params=SHELLS)
def pod(request: pytest.FixtureRequest, tmp_path: Path) -> Pod:
    return Pod(tmp_path, request.param)


def test_it_pulls_what_is_declared(pod: Pod, registry: Registry) -> None:
    code, said = pod.run(registry.model("chat"), registry.model("embed:v1"))
    assert (code, pod.has) == (0, {"chat:latest", "embed:v1"})
    assert pod.blobs == {b"chat", b"embed", b"config"}
    assert said.splitlines()[-1] == "models: all are there"


def test_a_restart_needs_no_registry(pod: Pod, registry: Registry) -> None:
    models = registry.model("chat"), registry.model("embed:v1")
    assert pod.run(*models)[0] == 0
    registry.close()
    code, said = pod.run(*models)
    assert code == 0
    assert said.splitlines() == [
        f"models: {registry.host}/library/chat:latest is there",
        f"models: {registry.host}/library/embed:v1 is there",
        "models: all are there",
    ]


def test_a_new_tag_in_the_registry_is_left_alone_without_an_id(pod: Pod, registry: Registry) -> None:
    assert pod.run(registry.model("chat"))[0] == 0
    registry.publish("chat", b"newer")
    asked = len(registry.asked)
    assert pod.run(registry.model("chat"))[0] == 0
    assert len(registry.asked) == asked
    assert pod.blobs == {b"chat", b"config"}


@pytest.mark.parametrize("length", [12, 64])
def test_a_new_id_has_it_pulled_anew(pod: Pod, registry: Registry, length: int) -> None:
    first = registry.publish("chat", b"chat")
    assert pod.run(f"{registry.model('chat')}@{first[:length]}")[0] == 0
    second = registry.publish("chat", b"newer")
    assert pod.run(f"{registry.model('chat')}@{second[:length]}")[0] == 0
    assert b"newer" in pod.blobs


def test_another_model_than_that_of_the_id_is_refused(pod: Pod, registry: Registry) -> None:
    digest = registry.publish("chat", b"chat")
    registry.publish("chat", b"swapped")
    code, said = pod.run(f"{registry.model('chat')}@{digest[:12]}")
    assert code == 1
    assert f"the registry has another {registry.host}/library/chat:latest than {digest[:12]}: " in said


def test_what_is_declared_no_more_is_removed_before_the_next_is_pulled(pod: Pod, registry: Registry) -> None:
    assert pod.run(registry.model("chat"), registry.model("embed:v1"))[0] == 0
    code, said = pod.run(registry.model("embed:v1"))
    assert (code, pod.has, pod.blobs) == (0, {"embed:v1"}, {b"embed", b"config"})
    assert f"models: {registry.host}/library/chat:latest is not declared any more, and removed" in said


def test_it_keeps_what_is_undeclared_if_told_to(pod: Pod, registry: Registry) -> None:
    assert pod.run(registry.model("chat"))[0] == 0
    assert pod.run(registry.model("embed:v1"), keep_undeclared=True)[0] == 0
    assert pod.has == {"chat:latest", "embed:v1"}


def test_a_name_that_begins_like_another_is_not_taken_for_it(pod: Pod, registry: Registry) -> None:
    registry.publish("cha", b"cha")
    assert pod.run(registry.model("chat"))[0] == 0
    assert pod.run(registry.model("cha"))[0] == 0
    assert pod.has == {"cha:latest"}


def test_a_model_that_is_not_there_is_said_and_ends_it(pod: Pod, registry: Registry) -> None:
    code, said = pod.run(registry.model("chat"), registry.model("typo"))
    assert code == 1
    assert said.splitlines()[-1] == (
        f"models: {registry.host}/library/typo:latest could not be pulled:"
        " Error: pull model manifest: file does not exist"
    )
    assert pod.has == {"chat:latest"}


def test_a_registry_that_is_away_is_said_and_the_next_try_goes_on(pod: Pod, registry: Registry) -> None:
    registry.damaged = True
    code, said = pod.run(registry.model("chat"))
    assert (code, pod.has) == (1, set())
    assert "could not be pulled: Error: digest mismatch" in said
    registry.damaged = False
    assert pod.run(registry.model("chat"))[0] == 0
    assert pod.has == {"chat:latest"}


def test_a_registry_that_redirects_nowhere_is_of_no_use(pod: Pod, registry: Registry) -> None:
    # ollama v0.32.15, server/download.go (run): docs/how-to/run-ollama.md says what is.
    registry.redirects = False
    code, said = pod.run(registry.model("chat"))
    assert (code, pod.has) == (1, set())
    assert said.splitlines()[-1].endswith("could not be pulled: Error: http: no Location header in response")


def test_a_pod_that_is_stopped_leaves_no_half_model(pod: Pod, registry: Registry) -> None:
    registry.stalls.set()
    process = pod.start(registry.model("chat"))
    while not any("files" in line for line in registry.asked):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert (process.returncode, pod.has) == (143, set())


def test_a_server_that_does_not_start_ends_it(pod: Pod) -> None:
    pod.more["REFUSE_TO_START"] = "yes"
    code, said = pod.run("chat")
    assert code == 1
    assert "address already in use" in said
    assert said.splitlines()[-1] == "models: Ollama did not start; the lines above say why"


def test_models_that_are_there_already_are_checked_and_left_alone(pod: Pod, registry: Registry) -> None:
    assert pod.run(registry.model("chat"), registry.model("embed:v1"))[0] == 0
    registry.close()
    existing = ExistingModels.claim("models")
    assert pod.run(registry.model("chat"), storage=existing)[0] == 0
    assert pod.has == {"chat:latest", "embed:v1"}
    code, said = pod.run(registry.model("chat"), registry.model("other"), storage=existing)
    assert code == 1
    assert f"models: {registry.host}/library/other:latest is not in {pod.models}" in said
