"""What every vector store has to do with the three chunks of `programs/drive.py`."""

from __future__ import annotations

from typing import Any

Steps = list[tuple[str, Any]]

# Of one file are "one" and "two", of another "three"; the query is nearest to them in this order.
EMPTY: Steps = [("count", 0), ("query:a", []), ("delete:one", None)]
USED: Steps = [
    ("add", None),
    ("count", 3),
    ("query:a:b", ["one", "two", "three"]),
    ("query:b", ["three"]),
    ("query:a", ["one", "two"]),
    # The user can ask for diversity, which most stores do not have.
    ("mmr:a:b", ["one", "two", "three"]),
    ("where:o'hare.pdf:2:7", ["two"]),
    ('where:b "quoted".pdf:1', ["three"]),
    ("where:o'hare.pdf:7", []),
    # A file is indexed again under the same ids.
    ("add:two", None),
    ("count", 3),
    ("delete:one", None),
    ("query:a:b", ["two", "three"]),
]
LEFT: Steps = [("count", 2), ("query:a:b", ["two", "three"])]
DROPPED: Steps = [("drop", None)]


def of(*parts: Steps) -> tuple[list[str], list[Any]]:
    """The steps, and their results."""
    together = [step for part in parts for step in part]
    return [step for step, _ in together], [result for _, result in together]
