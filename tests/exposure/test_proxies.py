"""Real proxies, configured from what the presets write, before two small servers that stream.

HAProxy's backend is written as its controller writes it (haproxytech/kubernetes-ingress
v3.2.11, documentation/annotations.md, `cookie-persistence` and `timeout-server`); nginx's
location as F5's controller does (nginx/kubernetes-ingress v5.5.4,
internal/configs/version1/nginx.ingress.tmpl). Debian's nginx is older than `sticky` (1.29.6),
so stickiness is tried with HAProxy alone.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kotaemon_cdk8s import Exposure, IngressController

import pytest

from tests.kotaemon_app.exposure_values import INGRESS, PROXY
from tests.support import deployed, one

MEGABYTE = bytes(1 << 20)
UPLOAD = 500


class Streams(ThreadingHTTPServer):
    """Says who it is, counts what it is sent, and goes on with an answer when it is told to."""

    daemon_threads = True

    def __init__(self, name: str) -> None:
        self.name, self.go_on = name, threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    server: Streams
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"data: first\n\n")
        self.wfile.flush()
        self.server.go_on.wait(60)
        self.wfile.write(f"data: {self.server.name}\n\n".encode())
        self.close_connection = True

    def do_POST(self) -> None:
        left = size = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        body = f"{self.server.name} {size}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def servers() -> Iterator[list[Streams]]:
    made = [Streams("one"), Streams("two")]
    yield made
    for server in made:
        server.go_on.set()
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(autouse=True)
def debian_has_them() -> None:
    missing = [proxy for proxy in ("nginx", "haproxy") if not shutil.which(proxy)]
    if missing:
        reason = f"apt-get install {' '.join(missing)}"
        if "REQUIRE_SERVERS" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, process.stdout and process.stdout.read()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def nginx(folder: Path, port: int, servers: list[Streams], annotations: dict[str, str]) -> list[str]:
    """As the controller's template writes a location."""
    ours = {
        "nginx.org/client-max-body-size": "client_max_body_size",
        "nginx.org/proxy-read-timeout": "proxy_read_timeout",
        "nginx.org/proxy-send-timeout": "proxy_send_timeout",
    }
    lines = [f"{directive} {annotations[key]};" for key, directive in ours.items() if key in annotations]
    buffering = {"true": "on", "false": "off"}.get(annotations.get("nginx.org/proxy-buffering", "true"))
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    upstreams = "".join(f"server 127.0.0.1:{server.server_address[1]};" for server in servers)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {places} upstream app {{ {upstreams} }}\n"
        f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_http_version 1.1; proxy_pass http://app;"
        f" proxy_buffering {buffering}; {' '.join(lines)} }} }} }}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def haproxy(folder: Path, port: int, servers: list[Streams], annotations: dict[str, str]) -> list[str]:
    """As the controller writes a backend; the other times are its defaults."""
    cookie, timeout = annotations["haproxy.org/cookie-persistence"], annotations["haproxy.org/timeout-server"]
    pods = "\n".join(f"  server {server.name} 127.0.0.1:{server.server_address[1]}" for server in servers)
    (folder / "haproxy.cfg").write_text(
        "defaults\n  mode http\n  timeout connect 5s\n  timeout client 50s\n  timeout http-request 5s\n"
        "  timeout queue 5s\n"
        f"frontend http\n  bind 127.0.0.1:{port}\n  default_backend app\n"
        f"backend app\n  balance roundrobin\n  timeout server {timeout}\n  dynamic-cookie-key key\n"
        f"  cookie {cookie} insert indirect nocache dynamic\n{pods}\n"
    )
    return ["haproxy", "-db", "-f", str(folder / "haproxy.cfg")]


def annotations_of(controller: object, kind: str) -> dict[str, str]:
    way = Exposure.ingress(**{**INGRESS, "controller": controller})
    found: dict[str, str] = one(deployed(exposures=[way], auth_proxy=PROXY), kind)["metadata"]["annotations"]
    return found


def command_of(name: str, folder: Path, port: int, servers: list[Streams]) -> list[str]:
    if name == "nginx":
        return nginx(folder, port, servers, annotations_of(IngressController.nginx(), "Ingress"))
    return haproxy(folder, port, servers, annotations_of(IngressController.haproxy(), "Service"))


def upload(port: int, megabytes: int, cookie: str | None = None) -> tuple[int, str, str | None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.putrequest("POST", "/upload")
    connection.putheader("Content-Length", str(megabytes << 20))
    if cookie:
        connection.putheader("Cookie", cookie)
    connection.endheaders()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it is refused by its length
        for _ in range(megabytes):
            connection.send(MEGABYTE)
    answer = connection.getresponse()
    given = answer.getheader("Set-Cookie")
    return answer.status, answer.read().decode(), given.partition(";")[0] if given else None


@pytest.mark.parametrize("proxy", ["nginx", "haproxy"])
def test_answers_come_as_they_are_made_and_large_files_go_through(
    proxy: str, tmp_path: Path, servers: list[Streams]
) -> None:
    port = free_port()
    with running(command_of(proxy, tmp_path, port, servers), port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/queue/data")
        answer = connection.getresponse()
        # The server waits for us: had the proxy held the first part back, nothing would come.
        assert answer.readline() == b"data: first\n"
        for server in servers:
            server.go_on.set()
        assert answer.read().strip().splitlines()[-1].startswith((b"data: one", b"data: two"))
        status, said, _ = upload(port, UPLOAD)
        assert (status, int(said.split()[1])) == (200, UPLOAD << 20)


def test_without_the_annotations_nginx_refuses_the_file(tmp_path: Path, servers: list[Streams]) -> None:
    port = free_port()
    with running(nginx(tmp_path, port, servers, {}), port):
        assert upload(port, 2)[0] == 413


def test_a_browser_comes_to_the_same_pod_again(tmp_path: Path, servers: list[Streams]) -> None:
    port = free_port()
    with running(command_of("haproxy", tmp_path, port, servers), port):
        browsers = [upload(port, 1) for _ in range(4)]
        assert {said.split()[0] for _, said, _ in browsers} == {"one", "two"}
        for _, said, cookie in browsers:
            assert cookie
            assert cookie.startswith("kotaemon-affinity-kotaemon=")
            assert {upload(port, 1, cookie)[1].split()[0] for _ in range(4)} == {said.split()[0]}
