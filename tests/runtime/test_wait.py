"""Waiting for servers, in this process and as an init container does."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.runtime import wait
from kotaemon_cdk8s.runtime.document import Dependency

import pytest
import trustme

from tests.runtime.server_process import RUNTIME, Served

Serve = Callable[..., str]


@contextmanager
def server(answer: Callable[[], int], *, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Answers each GET with the next status; yields its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = answer()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as http:
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True)
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield http.server_address[1]
        http.shutdown()
        thread.join()


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def store(url: str, **options: Any) -> Dependency:
    return Dependency("vector store", url=url, **options)


def wait_for(*dependencies: Dependency, limit: float = 30) -> None:
    wait.wait(wait.needed(dependencies, "sqlite:////data/sql.db"), limit=limit)


@pytest.mark.parametrize("status", [200, 204, 301, 307, 401, 403, 404, 405])
def test_any_answer_that_is_no_failure_of_the_server_will_do(status: int, lines: pytest.LogCaptureFixture) -> None:
    with server(lambda: status) as port:
        wait_for(store(f"http://127.0.0.1:{port}/ready?x"))
    assert lines.messages == []


def test_each_new_answer_is_said_once_and_the_end(lines: pytest.LogCaptureFixture) -> None:
    statuses = iter([503, 503, 502, 200])
    with server(lambda: next(statuses)) as port:
        wait_for(store(f"http://127.0.0.1:{port}/path"))
    place = f"vector store at 127.0.0.1:{port}"
    first, second, last = lines.messages
    assert re.fullmatch(rf"waiting for {place}, for \d+ s so far: HTTP Error 503: Service Unavailable", first)
    assert re.fullmatch(rf"waiting for {place}, for \d+ s so far: HTTP Error 502: Bad Gateway", second)
    assert re.fullmatch(rf"{place} is there, after \d+ s", last)


def test_the_same_answer_is_said_again_after_a_while(
    lines: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wait, "REPEAT_SECONDS", 0)
    statuses = iter([503, 503, 200])
    with server(lambda: next(statuses)) as port:
        wait_for(store(f"http://127.0.0.1:{port}"))
    assert len([line for line in lines.messages if line.endswith("Service Unavailable")]) == 2


def test_pauses_grow_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(wait.time, "sleep", pauses.append)
    statuses = iter([503] * 7 + [200])
    with server(lambda: next(statuses)) as port:
        wait_for(store(f"http://127.0.0.1:{port}"), limit=600)
    assert pauses == [0.5, 1, 2, 4, 8, 10, 10]


def test_a_server_that_starts_later_is_waited_for_by_its_port(
    closed_port: int, lines: pytest.LogCaptureFixture
) -> None:
    milvus = Dependency("Milvus", host="127.0.0.1", port=closed_port)
    waiting = threading.Thread(target=wait_for, args=(milvus,))
    waiting.start()
    while not lines.messages:
        waiting.join(0.01)
    assert "Connection refused" in lines.messages[0]
    with server(lambda: 503, port=closed_port):
        waiting.join(30)
    assert not waiting.is_alive()
    assert lines.messages[-1].startswith(f"Milvus at 127.0.0.1:{closed_port} is there")


def test_what_is_missing_at_the_limit_is_named_and_nothing_else(
    closed_port: int, lines: pytest.LogCaptureFixture
) -> None:
    with server(lambda: 200) as up, server(lambda: 500) as broken, pytest.raises(wait.WaitError) as raised:
        wait_for(
            Dependency("Up", url=f"http://127.0.0.1:{up}"),
            Dependency("Broken", url=f"http://127.0.0.1:{broken}"),
            Dependency("Down", host="127.0.0.1", port=closed_port),
            Dependency("Nameless", url="https://nowhere.invalid"),
            limit=0.6,
        )
    text = str(raised.value)
    assert re.match(r"not there after \d+ s: Broken at ", text)
    for part in (f"Broken at 127.0.0.1:{broken}: HTTP Error 500", f"Down at 127.0.0.1:{closed_port}: [Errno 111]"):
        assert part in text
    assert "Nameless at nowhere.invalid:443: <urlopen error" in text
    assert "Up at" not in text + lines.text


def test_one_that_hangs_does_not_hold_up_the_others(
    lines: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wait, "ROUND_SECONDS", 0.2)
    forever = threading.Event()
    hanging = wait.Target("Hanging", "x:1", forever.wait)
    quick = wait.Target("Quick", "y:2", lambda: None)
    with pytest.raises(wait.WaitError, match=r"^not there after \d+ s: Hanging at x:1: no answer yet$"):
        wait.wait([hanging, quick], limit=0)
    forever.set()


def test_certificates_are_checked_against_the_declared_authority(tmp_path: Path) -> None:
    authority, other = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.crt"))
    other.cert_pem.write_to_path(str(tmp_path / "other.crt"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    with server(lambda: 401, tls=tls) as port:
        wait_for(store(f"https://localhost:{port}", ca_file=str(tmp_path / "ca.crt")))
        for ca_file, answer in (
            (str(tmp_path / "other.crt"), "CERTIFICATE_VERIFY_FAILED"),
            (None, "CERTIFICATE_VERIFY_FAILED"),
            ("/nowhere/ca.crt", "No such file or directory: '/nowhere/ca.crt'"),
        ):
            with pytest.raises(wait.WaitError, match=answer):
                wait_for(store(f"https://localhost:{port}", ca_file=ca_file), limit=0)
        with pytest.raises(wait.WaitError, match="CERTIFICATE_VERIFY_FAILED"):
            wait_for(store(f"https://127.0.0.1:{port}", ca_file=str(tmp_path / "ca.crt")), limit=0)


@pytest.mark.parametrize(
    ("dependency", "place"),
    [
        (store("https://es"), "vector store at es:443"),
        (store("http://es/x"), "vector store at es:80"),
        (store("http://[::1]:9200"), "vector store at [::1]:9200"),
        (Dependency("Milvus", host="::1", port=19530), "Milvus at [::1]:19530"),
    ],
)
def test_it_is_said_where_something_is_expected(dependency: Dependency, place: str) -> None:
    assert [str(target) for target in wait.needed([dependency], "sqlite://")] == [place]


def test_a_database_server_is_waited_for_without_its_password() -> None:
    (target,) = wait.needed([], "postgresql+psycopg2://eva:hidden@[::1]:5433/library?sslmode=require")
    assert str(target) == "PostgreSQL metadata database at [::1]:5433/library"
    assert "hidden" not in repr(target)


class InitContainer:
    """`python -m kotaemon_runtime.wait` in a process of its own, which ignores SIGTERM as process 1 does in effect."""

    def __init__(self, folder: Path, document: object, *, limit: float | None = None, options: str = "") -> None:
        (folder / "kotaemon_runtime").symlink_to(RUNTIME)
        (folder / "settings.json").write_text(json.dumps(document))
        program = ["-m", "kotaemon_runtime.wait"]
        if limit is not None:
            program = ["-c", f"import sys, kotaemon_runtime.wait as w; sys.exit(w.main(limit={limit}))"]
        self.process = subprocess.Popen(
            ["sh", "-c", "trap '' TERM; exec \"$@\"", "sh", sys.executable, *options.split(), *program],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "KOTAEMON_SETTINGS_FILE": str(folder / "settings.json")},
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> InitContainer:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> tuple[int, list[str]]:
        """Exit code, and the lines of the log."""
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors.splitlines()


def missing(port: int) -> dict[str, Any]:
    return {"wait_for": [{"component": "Milvus", "host": "127.0.0.1", "port": port}]}


def test_an_init_container_says_nothing_when_all_is_there(tmp_path: Path) -> None:
    with server(lambda: 200) as port:
        dependency = {"component": "Chroma", "url": f"http://127.0.0.1:{port}"}
        with InitContainer(tmp_path, {"settings": {"KH_APP_NAME": "x"}, "wait_for": [dependency]}) as container:
            assert container.end() == (0, [])


def test_an_init_container_imports_nothing_of_the_app(tmp_path: Path) -> None:
    with InitContainer(tmp_path, {}, options="-X importtime") as container:
        code, imported = container.end()
    assert code == 0
    assert any("sqlalchemy" in line for line in imported)
    for foreign in ("flowsettings", "theflow", "gradio", "ktem", "decouple", "uvicorn"):
        assert not any(foreign in line for line in imported)


def test_an_init_container_ends_at_the_limit_to_be_started_again(closed_port: int, tmp_path: Path) -> None:
    with InitContainer(tmp_path, missing(closed_port), limit=0) as container:
        code, (*_, last) = container.end()
    assert code == 75
    assert re.search(rf"not there after \d+ s: Milvus at 127.0.0.1:{closed_port}", last)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"wait_for": [{}]}, "wait_for[0]: must have component"),
        ({"settings": {"KH_DATABASE": {"$env": "UNSET"}}}, "settings.KH_DATABASE: the environment variable 'UNSET'"),
    ],
)
def test_an_init_container_refuses_a_wrong_document_in_one_line(document: object, message: str, tmp_path: Path) -> None:
    with InitContainer(tmp_path, document) as container:
        code, (line,) = container.end()
    assert code == 78
    assert message in line


def test_an_init_container_ends_on_sigterm_though_it_is_process_1(closed_port: int, tmp_path: Path) -> None:
    with InitContainer(tmp_path, missing(closed_port)) as container:
        assert container.process.stderr
        assert "waiting for Milvus" in container.process.stderr.readline()
        container.process.send_signal(signal.SIGTERM)
        assert container.end()[0] == 128 + signal.SIGTERM


@pytest.mark.parametrize("kind", ["gradio", "uvicorn"])
def test_the_app_waits_too_and_can_be_ended_meanwhile(kind: str, closed_port: int, tmp_path: Path) -> None:
    with ExitStack() as running:
        app = running.enter_context(Served(kind, tmp_path / "ended", document=missing(closed_port), ignored="TERM"))
        app.wait_for_log("waiting for Milvus")
        app.terminate()
        assert app.wait_for_end() != 0
        app = running.enter_context(Served(kind, tmp_path / "started", document=missing(closed_port)))
        app.wait_for_log("waiting for Milvus")
        running.enter_context(server(lambda: 200, port=closed_port))
        app.wait_until_serving()
