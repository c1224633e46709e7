"""How a Qdrant node starts: the script in the pod, with a program in Qdrant's place."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from kotaemon_cdk8s import SecretRef, ServerTls, VectorStore

import pytest

from tests.support import new_chart, one, synthesized

SHELLS = [shell for shell in ("sh", "dash", "bash") if shutil.which(shell)]
QDRANT = """#!/bin/sh
ulimit -Sn >limit
for argument in "$@"; do echo "$argument"; done >arguments.new
mv arguments.new arguments
"""
# Ends as Qdrant does when it is told to.
SERVING = """#!/bin/bash
trap 'touch ended; exit 0' TERM
touch serving
while true; do /bin/sleep 0.02; done
"""
# In place of the network's names: a file with the port on this machine at which a node listens.
TIMEOUT = """#!/bin/sh
[ "$1 $2 $3" = "3 bash -c" ] && [ -e "names/$5:$6" ] || exit 1
exec bash -c "$4" 127.0.0.1 "$(cat "names/$5:$6")"
"""


class Container:
    """The working directory of the image, and what the pod starts in it."""

    def __init__(self, folder: Path, shell: str, *, nodes: int, tls: ServerTls | None = None) -> None:
        self.folder = folder
        for name in ("bin", "names", "storage", "tls"):
            (folder / name).mkdir()
        self.program("qdrant", QDRANT)
        self.program("bin/timeout", TIMEOUT)
        self.program("bin/sleep", '#!/bin/sh\necho "$1" >>slept\nexec /bin/sleep 0.05\n')
        for name in ("cert.pem", "key.pem", "cacert.pem"):
            (folder / "tls" / name).write_text("first")
        store = VectorStore.qdrant(new_chart(), "vectors", api_key=SecretRef("vectors", "key"), nodes=nodes, tls=tls)
        (container,) = one(synthesized(store), "StatefulSet")["spec"]["template"]["spec"]["containers"]
        assert container["command"][1:] == ["-c"]
        self._command = [shell, "-c", *container["args"]]
        self.keys = {"QDRANT__SERVICE__API_KEY": "a key"}

    def start(self, pod: str) -> subprocess.Popen[str]:
        self.program("bin/uname", f'#!/bin/sh\n[ "$*" = -n ] && echo {pod}\n')
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        return subprocess.Popen(
            self._command, cwd=self.folder, env={"PATH": path, **self.keys}, stderr=subprocess.PIPE, text=True
        )

    def arguments(self, pod: str) -> list[str]:
        """What Qdrant was started with."""
        process = self.start(pod)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
        return (self.folder / "arguments").read_text().splitlines()

    def join(self, pod: str, port: int, *, at: int = 6335) -> None:
        """Let a node listen at a port of the pod: by default, be in the cluster."""
        name = self.folder / "names" / f"{pod}.vectors-headless:{at}"
        name.with_suffix(".new").write_text(str(port))
        name.with_suffix(".new").rename(name)

    def program(self, name: str, text: str) -> None:
        program = self.folder / name
        program.write_text(text)
        program.chmod(0o755)


@pytest.fixture(params=SHELLS)
def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> Container:
    return Container(tmp_path, request.param, nodes=3)


@pytest.fixture
def port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def uri(ordinal: int) -> str:
    return f"http://vectors-{ordinal}.vectors-headless:6335"


def test_kubernetes_leaves_the_script_as_it_is() -> None:
    # It would make "$" of "$$", and replace $(NAME) where NAME is a variable of the container.
    store = VectorStore.qdrant(new_chart(), "vectors", api_key=SecretRef("vectors", "key"))
    (container,) = one(synthesized(store), "StatefulSet")["spec"]["template"]["spec"]["containers"]
    assert not re.search(r"\$\$|\$\([A-Za-z_][A-Za-z0-9_.-]*\)", container["args"][0])


@pytest.mark.parametrize(
    "keys",
    [
        {"QDRANT__SERVICE__API_KEY": ""},
        {"QDRANT__SERVICE__API_KEY": "a key", "QDRANT__SERVICE__READ_ONLY_API_KEY": ""},
    ],
)
def test_a_server_without_a_key_does_not_start(keys: dict[str, str], cluster: Container) -> None:
    cluster.keys = keys
    process = cluster.start("vectors-0")
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (78, "one of the keys is empty\n")
    assert not (cluster.folder / "arguments").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_single_node_starts_at_once(shell: str, tmp_path: Path) -> None:
    assert Container(tmp_path, shell, nodes=1).arguments("vectors-0") == []


def test_it_may_open_as_many_files_as_there_may_be(cluster: Container) -> None:
    cluster.arguments("vectors-0")
    hard = subprocess.run(["sh", "-c", "ulimit -Hn"], check=True, capture_output=True, text=True)
    assert (cluster.folder / "limit").read_text() == hard.stdout


def test_the_first_node_begins_the_cluster(cluster: Container) -> None:
    assert cluster.arguments("vectors-0") == ["--uri", uri(0)]


def test_the_others_wait_for_it_and_join(cluster: Container, port: int) -> None:
    process = cluster.start("vectors-2")
    assert process.stderr is not None
    assert "waiting for a node of the cluster" in process.stderr.readline()
    assert not (cluster.folder / "arguments").exists()
    cluster.join("vectors-0", port)
    process.communicate(timeout=60)
    assert (cluster.folder / "arguments").read_text().splitlines() == ["--uri", uri(2), "--bootstrap", uri(0)]


def test_a_node_that_waits_ends_when_told_to(cluster: Container) -> None:
    process = cluster.start("vectors-1")
    assert process.stderr is not None
    process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143


def test_the_first_node_without_its_volume_joins_the_others_again(cluster: Container, port: int) -> None:
    # Alone it would begin an empty cluster, to which the Service would send a third of the requests.
    cluster.join("vectors-1", port)
    assert cluster.arguments("vectors-0") == ["--uri", uri(0), "--bootstrap", uri(1)]


def test_a_new_node_joins_without_the_first_one(cluster: Container, port: int) -> None:
    cluster.join("vectors-1", port)
    assert cluster.arguments("vectors-2") == ["--uri", uri(2), "--bootstrap", uri(1)]


def test_a_name_at_which_nobody_listens_is_no_member(cluster: Container) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        closed = listening.getsockname()[1]
    cluster.join("vectors-1", closed)
    assert cluster.arguments("vectors-0") == ["--uri", uri(0)]


def test_after_an_outage_of_all_nobody_waits_for_another(cluster: Container) -> None:
    (cluster.folder / "storage" / "raft_state.json").touch()
    assert cluster.arguments("vectors-0") == ["--uri", uri(0)]
    assert cluster.arguments("vectors-2") == ["--uri", uri(2), "--bootstrap", uri(0)]


def encrypted(tmp_path: Path, shell: str, ordinal: int, port: int) -> tuple[Container, subprocess.Popen[str]]:
    """A node that serves."""
    cluster = Container(tmp_path, shell, nodes=3, tls=ServerTls.secret("vectors-tls"))
    cluster.program("qdrant", SERVING)
    cluster.join("vectors-0", port)
    process = cluster.start(f"vectors-{ordinal}")
    until(process, lambda: (tmp_path / "serving").exists())
    return cluster, process


def until(process: subprocess.Popen[str], there: Callable[[], bool]) -> None:
    while not there():
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.02)


def times_slept(cluster: Container) -> int:
    return len((cluster.folder / "slept").read_text().splitlines())


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("file", ["cert.pem", "key.pem", "cacert.pem"])
def test_a_node_ends_when_its_certificate_was_renewed(file: str, shell: str, tmp_path: Path, port: int) -> None:
    cluster, process = encrypted(tmp_path, shell, 2, port)
    for pod in ("vectors-0", "vectors-1"):
        cluster.join(pod, port, at=6333)
    until(process, lambda: (tmp_path / "slept").exists() and times_slept(cluster) > 3)
    (tmp_path / "tls" / file).write_text("second")
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "the certificate was renewed: ending, to start with it\n")
    assert (tmp_path / "ended").exists()
    # Not at the same time as the others.
    assert (tmp_path / "slept").read_text().splitlines()[-1] == "1200"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_node_does_not_end_while_another_one_is_away(shell: str, tmp_path: Path, port: int) -> None:
    cluster, process = encrypted(tmp_path, shell, 0, port)
    cluster.join("vectors-1", port, at=6333)
    until(process, lambda: (tmp_path / "slept").exists())
    (tmp_path / "tls" / "cert.pem").write_text("second")
    until(process, lambda: "0" in (tmp_path / "slept").read_text().splitlines())
    since = times_slept(cluster)
    until(process, lambda: times_slept(cluster) > since + 3)
    cluster.join("vectors-2", port, at=6333)
    process.communicate(timeout=60)
    assert (tmp_path / "ended").exists()
