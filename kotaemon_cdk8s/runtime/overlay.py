"""Lay settings over the image's own, without turning one kind of value into another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .document import DocumentError


def lay_over(base: dict[str, Any], settings: Mapping[str, Any]) -> None:
    """Change `base` in place.

    Args:
        base: The image's settings by name.
        settings: New values; `NAME` replaces a setting, `NAME.key.key` a value within one.

    Raises:
        DocumentError: A dotted name leads nowhere, or a value is of another kind than the
            image's: the app would fail on it later, or quietly do something else.
    """
    for dotted, value in settings.items():
        name, *keys = dotted.split(".")
        holder: dict[str, Any] = base
        for depth, key in enumerate([name, *keys][:-1]):
            holder = holder.get(key)  # type: ignore[assignment]
            if not isinstance(holder, dict):
                so_far = ".".join([name, *keys][: depth + 1])
                raise DocumentError(f"settings.{dotted}: {so_far} is no mapping in this image's settings")
        last = keys[-1] if keys else name
        if keys and last not in holder:
            raise DocumentError(f"settings.{dotted}: this image's settings have no such key")
        current = holder.get(last)
        if current is not None and value is not None and not _alike(current, value):
            raise DocumentError(
                f"settings.{dotted}: this image has a {type(current).__name__} there,"
                f" the document a {type(value).__name__}"
            )
        holder[last] = type(current)(value) if isinstance(current, Path) and value is not None else value


def _alike(current: Any, value: Any) -> bool:
    if isinstance(current, bool) or isinstance(value, bool):
        return isinstance(current, bool) and isinstance(value, bool)
    if isinstance(current, int | float):
        return isinstance(value, int | float)
    if isinstance(current, str | Path):
        return isinstance(value, str)
    if isinstance(current, list | tuple):
        return isinstance(value, list)
    return isinstance(value, type(current))
