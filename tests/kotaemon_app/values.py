"""How the tables of option values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Values:
    """Values of one option group, or of one of its constructors.

    Args:
        make: The class or constructor.
        use: Options of KotaemonApp that put one to use.
        base: Arguments to begin with.
        changes: By argument, what to change.
    """

    make: Callable[..., Any]
    use: Callable[[Any], dict[str, Any]]
    base: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def values_of(make: Callable[..., Any], use: Any, base: Mapping[str, Any] | None = None, /, **values: Any) -> Values:
    changes = {key: value if isinstance(value, Changes) else {key: value} for key, value in values.items()}
    return Values(make, use, base or {}, changes)


class Changes(dict[str, Any]):
    """Several arguments to change at once, because one needs the other."""


def option(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {name: value}


def listed(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {name: [value]}
