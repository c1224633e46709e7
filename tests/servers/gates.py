"""HTTP servers of the tests' own, that write down what they are asked; with TLS if they get a certificate."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """What to answer."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


class HttpServer:
    """Serves on a port of its own until it is closed.

    Args:
        answer: Called for each request, in threads.
        context: For TLS.
    """

    def __init__(self, answer: Callable[[Asked], Answer], context: ssl.SSLContext | None = None) -> None:
        asked: list[Asked] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (ConnectionError, ssl.SSLError):
                    self.close_connection = True

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                # Names in small letters: HTTP does not care, and clients differ.
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Asked(self.command, self.path, headers, body)
                asked.append(request)
                given = answer(request)
                content = given.body if isinstance(given.body, bytes) else json.dumps(given.body).encode()
                self.send_response(given.status)
                for name, value in {"Content-Type": "application/json", **given.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any  # noqa: N815

            def log_message(self, *_arguments: object) -> None:
                pass

        self.asked = asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context:
            # The handshake in each connection's thread: one that fails must not stop the others.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def passing_to(port: int, *, authorization: str) -> Callable[[Asked], Answer]:
    """Pass requests on to a server on this host, if they bring this header, as a proxy in front of it would."""

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("authorization") != authorization:
            return Answer(401, {"error": "who are you?"})
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {name: value for name, value in asked.headers.items() if name in ("content-type", "authorization")}
        connection.request(asked.method, asked.path, asked.body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return Answer(response.status, content)

    return answer


def path_of(asked: Asked) -> str:
    """Method and path, without the query."""
    return f"{asked.method} {urlsplit(asked.path).path}"
