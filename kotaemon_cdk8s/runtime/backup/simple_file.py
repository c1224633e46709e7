"""The document store that keeps a collection in one JSON file."""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import BackupError
from .rows import Text
from .store import TextStore

ATTEMPTS = 60
PAUSE_SECONDS = 1


class SimpleFile(TextStore):
    """Each file read once, as a whole, as the app does."""

    kind = "simple-file"
    at_once = 2**31
    """Each addition writes the file anew."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._read: dict[str, dict[str, Text]] = {}

    def _path(self, collection: str) -> Path:
        return Path(self.settings["path"]) / f"{collection}.json"

    def _names(self) -> Iterable[str]:
        return [file.stem for file in Path(self.settings["path"]).glob("*.json")]

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Text]:
        """The texts of these ids that are there."""
        if collection not in self._read:
            self._read[collection] = _texts(self._path(collection))
        known = self._read[collection]
        return {id_: known[id_] for id_ in ids if id_ in known}

    def count(self, collection: str) -> int:
        """How many there are."""
        return len(_texts(self._path(collection)))

    def put(self, collection: str, texts: Sequence[Text], *, last: bool) -> None:
        """Add texts."""
        self._read.pop(collection, None)
        super().put(collection, texts, last=last)

    def drop(self, collection: str) -> None:
        """Delete the file."""
        self._read.pop(collection, None)
        self._path(collection).unlink()


def _texts(path: Path) -> dict[str, Text]:
    base: Any = importlib.import_module("kotaemon.base")
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        try:
            content = json.loads(path.read_text())
        except FileNotFoundError:
            return {}
        except json.JSONDecodeError:  # the app is writing it
            continue
        documents = {id_: base.Document.from_dict(value) for id_, value in content.items()}
        return {id_: Text(id_, found.text, found.metadata) for id_, found in documents.items()}
    raise BackupError(f"{path}: no JSON")
