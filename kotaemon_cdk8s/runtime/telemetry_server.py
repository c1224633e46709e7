"""Serve metrics and checks on a port of their own, which no user of the app reaches."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[], tuple[int, str, str]]
"""Makes a page: its status, its content type, its text."""


def serve(port: int, pages: dict[str, Page]) -> int:
    """Serve pages by their paths, in a thread; returns the port, which 0 leaves to the system.

    Raises:
        OSError: The port is taken.
    """

    class Handler(BaseHTTPRequestHandler):
        timeout = 30
        server_version = "kotaemon"
        sys_version = ""

        def do_GET(self) -> None:
            page = pages.get(self.path.partition("?")[0])
            status, kind, text = page() if page else (404, "text/plain", "not found\n")
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Not each scrape."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    server = Server(("", port), Handler)
    threading.Thread(target=server.serve_forever, name="telemetry", daemon=True).start()
    return int(server.server_address[1])


def json_page(ok: bool, content: object) -> tuple[int, str, str]:
    """A page for programs; 503 when something is wrong."""
    return 200 if ok else 503, "application/json", json.dumps(content) + "\n"
