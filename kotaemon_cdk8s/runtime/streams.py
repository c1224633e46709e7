"""Run a generator within a context, step by step.

Gradio takes each step of a generator in another worker thread, and leaves contexts there.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from opentelemetry import context


def within(held: Any, steps: Iterable[Any]) -> Generator[Any, None, Any]:
    """The same steps and the same end; `held` is the current context during each."""
    iterator = iter(steps)
    try:
        while True:
            token = context.attach(held)
            try:
                step = next(iterator)
            except StopIteration as end:
                return end.value
            finally:
                context.detach(token)
            yield step
    finally:
        if isinstance(iterator, Generator):
            iterator.close()


class Nesting:
    """Whether a call is within another of its kind: then only the outer one counts.

    Args:
        name: Of the kind.
    """

    def __init__(self, name: str) -> None:
        self._key = context.create_key(name)

    @property
    def entered(self) -> bool:
        """Whether the current context is within a call."""
        return context.get_value(self._key) is not None

    def enter(self, base: Any = None) -> Any:
        """A context that is."""
        return context.set_value(self._key, True, base)
