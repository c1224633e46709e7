"""Count, time and trace questions and the searches that they make."""

from __future__ import annotations

import importlib
import time
from collections.abc import Generator
from functools import wraps
from typing import Any

from opentelemetry import trace

from .instruments import Instruments
from .streams import Nesting, within


def watch_questions(instruments: Instruments, tracer: Any) -> None:
    """Wrap `stream` of the app's ways to answer (ktem/pages/chat/__init__.py, `chat_fn`)."""
    pipelines: Any = importlib.import_module("ktem.components").reasonings
    nesting = Nesting("kotaemon-question")
    for pipeline in {cls for used in pipelines.values() for cls in used.__mro__ if "stream" in vars(cls)}:
        pipeline.stream = _answered(pipeline.stream, instruments, tracer, nesting)
    for used in pipelines.values():
        for outcome in ("answered", "failed", "abandoned"):
            instruments.questions.add(0, {"pipeline": _name(used), "outcome": outcome})


def watch_searches(instruments: Instruments, tracer: Any) -> None:
    """Wrap `run` of the app's searches of file collections (ktem/index/file/base.py)."""
    base: Any = importlib.import_module("ktem.index.file.base").BaseFileIndexRetriever
    nesting = Nesting("kotaemon-retrieval")
    for cls in subclasses(base):
        if "run" in vars(cls):
            cls.run = _searched(cls.run, instruments, tracer, nesting)


def subclasses(base: type) -> list[Any]:
    """All that the app has loaded."""
    found: list[Any] = [base]
    for cls in found:
        found += [child for child in cls.__subclasses__() if child not in found]
    return found[1:]


def _answered(stream: Any, instruments: Instruments, tracer: Any, nesting: Nesting) -> Any:
    @wraps(stream)
    def measured(this: Any, *args: Any, **kwargs: Any) -> Generator[Any, None, Any]:
        if nesting.entered:
            return (yield from stream(this, *args, **kwargs))
        labels = {"pipeline": _name(type(this))}
        started = time.perf_counter()
        waiting = True
        outcome = "abandoned"
        span = tracer.start_span("question", attributes=labels)
        held = nesting.enter(trace.set_span_in_context(span))
        try:
            steps = within(held, stream(this, *args, **kwargs))
            while True:
                try:
                    step = next(steps)
                except StopIteration as end:
                    outcome = "answered"
                    return end.value
                if waiting and getattr(step, "channel", None) == "chat" and step.content:
                    waiting = False
                    instruments.first_token_seconds.record(time.perf_counter() - started, labels)
                yield step
        except Exception:
            outcome = "failed"
            raise
        finally:
            instruments.questions.add(1, {**labels, "outcome": outcome})
            if outcome == "answered":
                instruments.question_seconds.record(time.perf_counter() - started, labels)
            span.set_attribute("outcome", outcome)
            span.end()

    return measured


def _searched(run: Any, instruments: Instruments, tracer: Any, nesting: Nesting) -> Any:
    @wraps(run)
    def measured(this: Any, *args: Any, **kwargs: Any) -> Any:
        if nesting.entered:
            return run(this, *args, **kwargs)
        started = time.perf_counter()
        with tracer.start_as_current_span("retrieval", record_exception=False, set_status_on_exception=False):
            try:
                return run(this, *args, **kwargs)
            finally:
                instruments.retrieval_seconds.record(time.perf_counter() - started)

    return measured


def _name(pipeline: Any) -> str:
    return str(pipeline.get_info()["id"])
