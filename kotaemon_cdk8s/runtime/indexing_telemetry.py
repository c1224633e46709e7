"""Count, time and trace the indexing of uploads."""

from __future__ import annotations

import importlib
import time
from collections.abc import Generator
from functools import wraps
from typing import Any

from opentelemetry import trace

from .instruments import Instruments
from .question_telemetry import subclasses
from .streams import Nesting, within


def watch_indexing(instruments: Instruments, tracer: Any) -> None:
    """Wrap `stream` of the app's indexing pipelines (ktem/index/file/ui.py, `index_fn`)."""
    base: Any = importlib.import_module("ktem.index.file.base").BaseFileIndexIndexing
    nesting = Nesting("kotaemon-indexing")
    for cls in subclasses(base):
        if "stream" in vars(cls):
            cls.stream = _indexed(cls.stream, instruments, tracer, nesting)
    for outcome in ("success", "failed"):
        instruments.indexing_jobs.add(0, {"outcome": outcome})
        instruments.indexed_files.add(0, {"outcome": outcome})


def _indexed(stream: Any, instruments: Instruments, tracer: Any, nesting: Nesting) -> Any:
    @wraps(stream)
    def measured(this: Any, *args: Any, **kwargs: Any) -> Generator[Any, None, Any]:
        if nesting.entered:
            return (yield from stream(this, *args, **kwargs))
        started = time.perf_counter()
        outcome = "failed"
        files = {"success": 0, "failed": 0}
        span = tracer.start_span("indexing")
        held = nesting.enter(trace.set_span_in_context(span))
        try:
            steps = within(held, stream(this, *args, **kwargs))
            while True:
                try:
                    step = next(steps)
                except StopIteration as end:
                    outcome = "failed" if files["failed"] else "success"
                    return end.value
                if getattr(step, "channel", None) == "index" and step.content["status"] in files:
                    files[step.content["status"]] += 1
                    instruments.indexed_files.add(1, {"outcome": step.content["status"]})
                yield step
        finally:
            instruments.indexing_jobs.add(1, {"outcome": outcome})
            instruments.indexing_seconds.record(time.perf_counter() - started)
            span.set_attributes({"outcome": outcome, "files": sum(files.values())})
            span.end()

    return measured
