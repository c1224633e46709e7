"""End in seconds on SIGTERM, with the running requests finished.

The image as it is never ends on SIGTERM: as process 1, neither `launch.sh` nor Python
has a handler, so Kubernetes waits out the grace period and kills. Gradio's own way out
(KeyboardInterrupt) cuts answers off after 5 s, and saving a conversation is a request
of its own that the browser sends after the answer. So on SIGTERM the server goes on
serving until nothing has been in flight for a moment, and then ends.

Gradio's `/heartbeat/…` never ends by itself (one open stream for each browser tab):
it does not count, and is closed at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from types import FrameType
from typing import Any

from .log import log

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

QUIET_SECONDS = 1.0
"""An answer is followed by requests that save it; measured below 0.2 s after its end."""


class Requests:
    """The requests in flight, and the endless streams beside them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._active = 0
        self._idle_since = time.monotonic()
        self._streams: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def watch(self, app: App) -> App:
        """Count the requests that go through `app`."""

        async def counted(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
            elif "/heartbeat/" in scope["path"]:
                await self._endless(app, scope, receive, send)
            else:
                self._change(+1)
                try:
                    await app(scope, receive, send)
                finally:
                    self._change(-1)

        return counted

    def wait_until_quiet(self, seconds: float) -> bool:
        """Wait until nothing has been in flight for a moment; False when time ran out."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with self._lock:
                if not self._active and time.monotonic() - self._idle_since >= QUIET_SECONDS:
                    return True
            time.sleep(0.05)
        return False

    def close_streams(self) -> None:
        """Tell the endless streams that their client has gone."""
        with self._lock:
            streams = list(self._streams)
        for loop, gone in streams:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(gone.set)

    def _change(self, step: int) -> None:
        with self._lock:
            self._active += step
            self._idle_since = time.monotonic()

    async def _endless(self, app: App, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        gone = asyncio.Event()
        stream = (asyncio.get_running_loop(), gone)
        complete = False

        async def until_gone() -> Message:
            receiving = asyncio.ensure_future(receive())
            leaving = asyncio.ensure_future(gone.wait())
            done, pending = await asyncio.wait({receiving, leaving}, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            return receiving.result() if receiving in done else {"type": "http.disconnect"}

        async def watched(message: Message) -> None:
            nonlocal complete
            complete = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        with self._lock:
            self._streams.add(stream)
        try:
            await app(scope, until_gone, watched)
            if gone.is_set() and not complete:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            with self._lock:
                self._streams.discard(stream)


class Shutdown:
    """From SIGTERM to the end of the process.

    Args:
        drain_seconds: How long running requests may take to finish.
    """

    def __init__(self, drain_seconds: float) -> None:
        self.requests = Requests()
        self._drain_seconds = drain_seconds
        self._serving = False
        self._draining = False
        self._end: Callable[[], None] = _interrupt

    def install(self) -> None:
        """Hook into uvicorn, which serves in every mode of the app, and into SIGTERM."""
        uvicorn = importlib.import_module("uvicorn")
        start = uvicorn.Server.startup

        # Not `Config.load`: under `python -m uvicorn`, that is what imports the app, and us.
        async def watch_and_start(this: Any, *args: Any, **kwargs: Any) -> None:
            this.config.loaded_app = self.requests.watch(this.config.loaded_app)
            if threading.current_thread() is threading.main_thread():
                # No KeyboardInterrupt into its event loop: it would cut everything off.
                self._end = partial(setattr, this, "should_exit", True)
                signal.signal(signal.SIGTERM, self._on_sigterm)
            self._serving = True
            await start(this, *args, **kwargs)

        uvicorn.Server.startup = watch_and_start
        if threading.current_thread() is threading.main_thread():
            # Process 1 gets no default action for a signal, and may inherit an ignored SIGINT.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, self._on_sigterm)

    def _on_sigterm(self, _number: int, _frame: FrameType | None) -> None:
        if not self._serving:
            log.info("SIGTERM before the app serves: it ends")
            sys.exit(128 + signal.SIGTERM)
        if self._draining:
            self._end()
            return
        self._draining = True
        threading.Thread(target=self._drain, name="drain", daemon=True).start()

    def _drain(self) -> None:
        log.info("SIGTERM: finishing the running requests, for %s s at most", self._drain_seconds)
        if not self.requests.wait_until_quiet(self._drain_seconds):
            log.warning("requests still running after %s s are cut off", self._drain_seconds)
        self.requests.close_streams()
        self._end()


def _interrupt() -> None:
    signal.raise_signal(signal.SIGINT)
