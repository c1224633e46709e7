"""Count, time and trace calls of models, by the names under which the app has them."""

from __future__ import annotations

import importlib
import inspect
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from opentelemetry import context, trace

from .instruments import Instruments
from .streams import Nesting, within

POOLS = {
    "chat": ("ktem.llms.manager", "llms", ("invoke", "ainvoke", "stream")),
    # LangChain's embeddings have a `run` of their own, the others `invoke`.
    "embeddings": ("ktem.embeddings.manager", "embedding_models_manager", ("run", "invoke", "ainvoke")),
    "reranking": ("ktem.rerankings.manager", "reranking_models_manager", ("run",)),
}
"""Where the app has its models, and how it calls them."""
UNNAMED = "other"
"""A model that the app has made for itself."""


def watch_models(kind: str, instruments: Instruments, tracer: Any) -> None:
    """Wrap the calls of all classes of models that the app knows of a kind."""
    module, name, methods = POOLS[kind]
    pool: Any = getattr(importlib.import_module(module), name)
    calls = _Calls(kind, pool, instruments, tracer)
    for cls in {ancestor for used in pool.vendors().values() for ancestor in used.__mro__[:-1]}:
        if not cls.__module__.startswith(("ktem.", "kotaemon.", "kotaemon_runtime.")):
            continue
        for method in methods:
            function = vars(cls).get(method)
            if inspect.isfunction(function) and not getattr(function, "__isabstractmethod__", False):
                setattr(cls, method, calls.wrap(method, function))


class _Calls:
    def __init__(self, kind: str, pool: Any, instruments: Instruments, tracer: Any) -> None:
        self._kind = kind
        self._pool = pool
        self._instruments = instruments
        self._tracer = tracer
        self._nesting = Nesting(f"kotaemon-{kind}")

    def wrap(self, method: str, function: Callable[..., Any]) -> Callable[..., Any]:
        return {"stream": self._streamed, "ainvoke": self._awaited}.get(method, self._plain)(function)

    def _plain(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(this: Any, *args: Any, **kwargs: Any) -> Any:
            if self._nesting.entered:
                return function(this, *args, **kwargs)
            with self._call(this) as (held, name):
                token = context.attach(held)
                try:
                    result = function(this, *args, **kwargs)
                finally:
                    context.detach(token)
                self._count_tokens(name, result)
                return result

        return measured

    def _awaited(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        async def measured(this: Any, *args: Any, **kwargs: Any) -> Any:
            if self._nesting.entered:
                return await function(this, *args, **kwargs)
            with self._call(this) as (held, name):
                token = context.attach(held)
                try:
                    result = await function(this, *args, **kwargs)
                finally:
                    context.detach(token)
                self._count_tokens(name, result)
                return result

        return measured

    def _streamed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(this: Any, *args: Any, **kwargs: Any) -> Generator[Any, None, Any]:
            if self._nesting.entered:
                return (yield from function(this, *args, **kwargs))
            with self._call(this) as (held, _name):
                return (yield from within(held, function(this, *args, **kwargs)))

        return measured

    @contextmanager
    def _call(self, model: Any) -> Iterator[tuple[Any, str]]:
        name = name_in(self._pool, model)
        labels = {"kind": self._kind, "model": name}
        # In a thread of its own it knows no parent, and would be a trace of one span.
        known = trace.get_current_span().get_span_context().is_valid
        span = self._tracer.start_span("model call", attributes=labels) if known else trace.INVALID_SPAN
        started = time.perf_counter()
        outcome = "failed"
        try:
            yield self._nesting.enter(trace.set_span_in_context(span) if known else None), name
            outcome = "success"
        except GeneratorExit:
            outcome = "abandoned"
            raise
        finally:
            self._instruments.model_calls.add(1, {**labels, "outcome": outcome})
            self._instruments.model_call_seconds.record(time.perf_counter() - started, labels)
            span.set_attribute("outcome", outcome)
            span.end()

    def _count_tokens(self, name: str, result: Any) -> None:
        # LLMInterface (kotaemon/base/schema.py) has -1 or 0 there where the provider does not say.
        for direction, field in (("input", "prompt_tokens"), ("output", "completion_tokens")):
            count_tokens(self._instruments, name, direction, getattr(result, field, None))


def name_in(pool: Any, model: Any) -> str:
    """The name under which the app has a model."""
    return next((name for name, known in pool.options().items() if known is model), UNNAMED)


def count_tokens(instruments: Instruments, name: str, direction: str, count: Any) -> None:
    """Count them, if the provider said how many they were."""
    if isinstance(count, int) and count > 0:
        instruments.model_tokens.add(count, {"model": name, "direction": direction})
