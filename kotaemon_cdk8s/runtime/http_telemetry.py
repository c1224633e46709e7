"""Count, time and trace the requests to the app.

Not by OpenTelemetry's own instrumentation: at the image's version it makes a span for each
chunk of an answer, and labels with the client's Host header and with each path as it comes.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import nullcontext
from typing import Any

from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from .instruments import Instruments

Message = MutableMapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNTRACED = ("/app_id", "/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")
"""Probes, and what the page is made of."""
CLIENT_LEFT = 499
"""As nginx writes it: no answer was begun."""

_propagator = TraceContextTextMapPropagator()


def watch_requests(instruments: Instruments, tracer: Any) -> None:
    """Have uvicorn, which serves in every mode of the app, send its requests through `watched`."""
    uvicorn: Any = importlib.import_module("uvicorn")
    start = uvicorn.Server.startup

    async def watch_and_start(this: Any, *args: Any, **kwargs: Any) -> None:
        this.config.loaded_app = watched(this.config.loaded_app, instruments, tracer)
        await start(this, *args, **kwargs)

    uvicorn.Server.startup = watch_and_start


def watched(app: App, instruments: Instruments, tracer: Any) -> App:
    """`app`, with its requests counted, timed and traced."""

    async def measure(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        started = time.perf_counter()
        endless = "/heartbeat/" in scope["path"]  # open as long as the browser's tab
        status = CLIENT_LEFT

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = scope["method"] if scope["method"] in METHODS else "other"
        traced = not endless and not any(part in scope["path"] for part in UNTRACED)
        span_of = tracer.start_as_current_span(method, _caller(scope), SpanKind.SERVER) if traced else nullcontext()
        if not endless:
            instruments.requests_in_progress.add(1)
        with span_of as span:
            try:
                await app(scope, receive, note_status)
            except Exception:
                status = 500
                raise
            finally:
                route = _route(scope)
                instruments.requests.add(1, {"method": method, "route": route, "code": str(status)})
                if not endless:
                    instruments.requests_in_progress.add(-1)
                    seconds = time.perf_counter() - started
                    instruments.request_seconds.record(seconds, {"method": method, "route": route})
                if span:
                    span.update_name(f"{method} {route}")
                    span.set_attributes(
                        {"http.request.method": method, "http.route": route, "http.response.status_code": status}
                    )

    return measure


def _route(scope: Any) -> str:
    # Where FastAPI notes which of its routes has matched; below a mount, without its prefix.
    return str(getattr(scope.get("route"), "path", "other"))


def _caller(scope: Any) -> Any:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return _propagator.extract(headers)
