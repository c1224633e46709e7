"""What stores hold, in a form that none of them is special in: one JSON object a line."""

from __future__ import annotations

import base64
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Text:
    """A chunk in a document store.

    Args:
        id: Its id.
        text: Its text.
        metadata: All that the app knows of it, figures among it.
    """

    id: str
    text: str
    metadata: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Its part of a line."""
        return {"id": self.id, "text": self.text, "metadata": self.metadata}

    @classmethod
    def of_json(cls, line: Mapping[str, Any]) -> Text:
        """From a line."""
        return cls(line["id"], line["text"], line["metadata"])


@dataclass(frozen=True)
class Vector:
    """A chunk in a vector store.

    Args:
        id: Its id.
        values: Single precision, as all stores keep them.
        metadata: What the store keeps beside it.
        document: A text that it keeps, too; only Chroma does.
    """

    id: str
    values: Sequence[float] = field(repr=False)
    metadata: Mapping[str, Any]
    document: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Its part of a line; the numbers bit by bit."""
        line = {"id": self.id, "vector": _packed(self.values), "metadata": self.metadata}
        return line if self.document is None else {**line, "document": self.document}

    @classmethod
    def of_json(cls, line: Mapping[str, Any]) -> Vector:
        """From a line."""
        return cls(line["id"], _unpacked(line["vector"]), line["metadata"], line.get("document"))


def write(path: Path, lines: Iterable[tuple[str, Text | Vector]]) -> int:
    """Write chunks of files, and say how many.

    Args:
        path: The file.
        lines: Ids of the files, and their chunks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for source, row in lines:
            # Sorted keys: what did not change must be the same bytes.
            file.write(json.dumps({"source": source, **row.to_json()}, ensure_ascii=False, sort_keys=True) + "\n")
            number += 1
    return number


def read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids of files, and the lines of their chunks; nothing if the file is not there."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for text in file:
            line = json.loads(text)
            yield line["source"], line


def _packed(values: Sequence[float]) -> str:
    numbers = array("f", values)
    if _BIG_ENDIAN:
        numbers.byteswap()
    return base64.b64encode(numbers.tobytes()).decode()


def _unpacked(text: str) -> list[float]:
    numbers = array("f", base64.b64decode(text))
    if _BIG_ENDIAN:
        numbers.byteswap()
    return numbers.tolist()


_BIG_ENDIAN = array("H", [1]).tobytes() == b"\0\1"
