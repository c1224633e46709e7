"""The app's queue of events: its length, and its events within the trace of their request."""

from __future__ import annotations

import importlib
import weakref
from collections.abc import Iterator
from typing import Any

from opentelemetry import context
from opentelemetry.metrics import Observation


def watch_queue(meter: Any) -> None:
    """Hook into gradio 4's queue (gradio/queueing.py).

    An event comes with a request, and runs in a task of the queue, which knows no trace.
    """
    queueing: Any = importlib.import_module("gradio.queueing")
    queues: weakref.WeakSet[Any] = weakref.WeakSet()
    push, process, make = queueing.Queue.push, queueing.Queue.process_events, queueing.Event.__init__

    def make_in_trace(this: Any, *args: Any, **kwargs: Any) -> None:
        make(this, *args, **kwargs)
        this.kotaemon_context = context.get_current()

    async def push_here(this: Any, *args: Any, **kwargs: Any) -> Any:
        queues.add(this)
        return await push(this, *args, **kwargs)

    async def process_in_trace(this: Any, events: Any, *args: Any, **kwargs: Any) -> Any:
        token = context.attach(getattr(events[0], "kotaemon_context", context.get_current()))
        try:
            return await process(this, events, *args, **kwargs)
        finally:
            context.detach(token)

    def length(_options: Any) -> Iterator[Observation]:
        yield Observation(sum(len(queue) for queue in list(queues)))

    queueing.Event.__init__ = make_in_trace
    queueing.Queue.push = push_here
    queueing.Queue.process_events = process_in_trace
    meter.create_observable_gauge("kotaemon_queue_length", [length], description="Events that wait for a free worker.")
