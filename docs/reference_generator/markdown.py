"""Markdown."""

from __future__ import annotations

from collections.abc import Iterator

NOTE = "<!-- Written by docs/generate_reference.py. Do not edit: change the code and run it again. -->\n"
"""Head of each page."""


def code(text: str) -> str:
    """As code; nothing, if it is empty."""
    return f"`{text}`" if text else ""


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A table."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(_cell(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    # A bar ends a cell even within code; an angle bracket begins a tag, but not within code.
    parts = " ".join(text.split()).replace("|", "\\|").split("`")
    return "`".join(part if index % 2 else part.replace("<", "&lt;") for index, part in enumerate(parts))
