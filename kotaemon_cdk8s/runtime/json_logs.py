"""Each line of the container's log as one JSON object, whoever writes it.

The app prints more than it logs, so what is printed becomes a record, too, line by line.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import threading
from datetime import datetime, timezone
from io import TextIOBase
from typing import Any, TextIO

from .log import log

LONGEST_LINE = 16384
"""As the container runtimes cut lines (CRI: 16 KiB), and half a JSON object is none."""


def write_json() -> None:
    """From now on, for all loggers and for `print`."""
    out = sys.__stderr__
    if out is None:
        raise OSError("there is no standard error")
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    for logger in [
        log,
        *(one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)),
    ]:
        logger.handlers.clear()
        logger.propagate = True
    _calm_uvicorn()
    sys.stdout = _Lines(out, "stdout", logging.INFO)
    sys.stderr = _Lines(out, "stderr", logging.WARNING)


def _calm_uvicorn() -> None:
    """Without handlers of its own: it makes them as the server starts."""
    config: Any = importlib.import_module("uvicorn.config").LOGGING_CONFIG
    for logger in config["loggers"].values():
        logger.pop("handlers", None)
        logger["propagate"] = True


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        content = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        return _line(content)


class _Lines(TextIOBase):
    """A stream whose lines become records.

    Args:
        out: Where the records go.
        name: What to call it.
        level: Of its records.
    """

    def __init__(self, out: TextIO, name: str, level: int) -> None:
        self._out = out
        self._name = name
        self._level = logging.getLevelName(level)
        self._begun = threading.local()  # two threads must not share a line

    encoding = "utf-8"
    errors = "backslashreplace"

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._out.fileno()

    def write(self, text: str) -> int:
        *lines, self._begun.text = (getattr(self._begun, "text", "") + text).split("\n")
        for line in lines:
            # A progress bar draws over its line again and again; its last state is enough.
            message = line.rstrip("\r").rpartition("\r")[2]
            if message.strip():
                now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
                content = {"time": now, "level": self._level, "logger": self._name, "message": message}
                self._out.write(_line(content) + "\n")
                self._out.flush()
        return len(text)

    def flush(self) -> None:
        self._out.flush()


def _line(content: dict[str, str]) -> str:
    content = {**content, **_trace()}
    longest = max(content, key=lambda name: len(content[name]))
    while len((text := json.dumps(content, ensure_ascii=False)).encode("utf-8", "backslashreplace")) >= LONGEST_LINE:
        content[longest] = content[longest][: len(content[longest]) // 2] + "…"
    return text


def _trace() -> dict[str, str]:
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None:
        return {}
    span = trace.get_current_span().get_span_context()
    return {"trace_id": f"{span.trace_id:032x}", "span_id": f"{span.span_id:016x}"} if span.is_valid else {}
