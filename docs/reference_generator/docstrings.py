"""Google docstrings, taken apart."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field

_SECTION = re.compile(r"(Args|Raises|Returns|Yields):")
_ENTRY = re.compile(r"(?P<name>\w+): *(?P<text>.*)")


@dataclass
class Doc:
    """A Google docstring in parts.

    Args:
        text: What comes before the sections.
        sections: By section, the entries by name.
    """

    text: str
    sections: dict[str, dict[str, str]] = field(default_factory=dict)


def parse(docstring: str | None) -> Doc:
    """Take a Google docstring apart."""
    lines = inspect.cleandoc(docstring or "").splitlines()
    text: list[str] = []
    sections: dict[str, dict[str, str]] = {}
    entries: dict[str, str] | None = None
    name = ""
    for line in lines:
        heading = _SECTION.fullmatch(line)
        if heading:
            entries, name = sections.setdefault(heading[1], {}), ""
            continue
        if entries is None:
            text.append(line)
            continue
        entry = _ENTRY.fullmatch(line[4:]) if line.startswith("    ") and not line.startswith("     ") else None
        if entry:
            name = entry["name"]
            entries[name] = entry["text"]
        elif line.strip():
            entries[name] = f"{entries.get(name, '')} {line.strip()}".strip()
    return Doc(inspect.cleandoc("\n".join(text)), sections)
