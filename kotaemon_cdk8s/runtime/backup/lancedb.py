"""LanceDB in a folder.

Read in place: data files never change, and a table is opened at one version (its manifests are
written last). Nothing in the app removes old versions.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..chunks import FIELDS
from .by_adapter import ByAdapter
from .rows import Text, Vector
from .store import TextStore

_ALL = 1_000_000


class LanceDbVectors(ByAdapter):
    """Vectors."""

    kind = "lancedb"

    def _names(self) -> Iterable[str]:
        return _names(self.settings["path"])

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that are there."""
        return {
            row["id"]: Vector(row["id"], row["vector"], {name: row[name] for name in FIELDS if row[name] is not None})
            for row in _rows(self.settings["path"], collection, ids)
        }


class LanceDbTexts(TextStore):
    """Texts."""

    kind = "lancedb"

    def _names(self) -> Iterable[str]:
        return _names(self.settings["path"])

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Text]:
        """The texts of these ids that are there."""
        return {
            row["id"]: Text(row["id"], row["text"] or "", json.loads(row["attributes"]))
            for row in _rows(self.settings["path"], collection, ids)
        }

    def count(self, collection: str) -> int:
        """How many there are."""
        return int(_connect(self.settings["path"]).open_table(collection).count_rows())

    def drop(self, collection: str) -> None:
        """Delete the table."""
        _connect(self.settings["path"]).drop_table(collection)


def _connect(path: str) -> Any:
    return importlib.import_module("lancedb").connect(path)


def _names(path: str) -> list[str]:
    # To connect makes the folder, which fails where the volume is read only.
    return list(_connect(path).table_names(limit=_ALL)) if Path(path).is_dir() else []


def _rows(path: str, table: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    if table not in _names(path):
        return []
    texts = ", ".join("'" + id_.replace("'", "''") + "'" for id_ in ids)
    search = _connect(path).open_table(table).search().where(f"id IN ({texts})")
    # A text that was added twice under one id counts once.
    found: list[dict[str, Any]] = search.limit(_ALL).to_list()
    return found
