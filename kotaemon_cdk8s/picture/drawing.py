"""A drawing, before it has a format: parts in groups, and lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PartKind(Enum):
    """What a part is; it decides how it looks."""

    PEOPLE = "people"
    ENTRANCE = "entrance"
    APP = "app"
    SIDECAR = "sidecar"
    STORE = "store"
    MODEL_SERVER = "model server"
    VOLUME = "volume"
    HOST = "host"
    WATCHER = "watcher"
    OPERATOR = "operator"
    JOB = "job"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Group:
    """A frame around parts.

    Args:
        id: Tells it from all others of the drawing.
        title: What stands in the frame.
    """

    id: str
    title: str


@dataclass(frozen=True)
class Part:
    """A box.

    Args:
        id: Tells it from all others of the drawing.
        kind: What it is.
        name: Its first line.
        text: Further lines.
        groups: Frames that it is in, the outermost first.
    """

    id: str
    kind: PartKind
    name: str
    text: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Line:
    """An arrow from who opens a connection to who answers.

    Args:
        source: Id of a part.
        target: Id of a part.
        text: Ports, and what it is for.
        aside: Not on the way of a question: watching, operating.
    """

    source: str
    target: str
    text: str = ""
    aside: bool = False


@dataclass(frozen=True)
class Drawing:
    """Parts and lines, in the order in which they are drawn.

    Args:
        title: Of the whole.
        parts: The boxes.
        lines: The arrows.
    """

    title: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]

    def part(self, id: str) -> Part:
        """The part with this id."""
        return next(part for part in self.parts if part.id == id)
