"""What a backup asks of a store, whichever it is."""

from __future__ import annotations

import importlib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Generic, TypeVar

from .rows import Text, Vector

Row = TypeVar("Row", Text, Vector)
Settings = Mapping[str, Any]

AT_ONCE = 100
"""Chunks in one request: with its figures, one may have megabytes."""


class Store(ABC, Generic[Row]):
    """The collections of a deployment in one store.

    Args:
        settings: `KH_VECTORSTORE` or `KH_DOCSTORE`, resolved.
    """

    kind: str
    """Stores of one kind keep the same beside a vector."""
    at_once = AT_ONCE
    """Chunks in one `put`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def still(self, _folder: Path) -> AbstractContextManager[Store[Row]]:
        """The store, or a copy in this folder if a second process must not open it."""
        return nullcontext(self)

    def collections(self) -> list[str]:
        """Names as the app gives them, without what stands before them."""
        found = (re.fullmatch(re.escape(self._prefix) + r"(index_[0-9]+)", name) for name in self._names())
        return sorted(match[1] for match in found if match)

    @property
    def _prefix(self) -> str:
        return str(self.settings.get("collection_prefix", ""))

    @abstractmethod
    def _names(self) -> Iterable[str]:
        """Names of all collections that the store has."""

    @abstractmethod
    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Row]:
        """The chunks of these ids that are there."""

    @abstractmethod
    def count(self, collection: str) -> int:
        """How many chunks there are, of a collection that is there."""

    @abstractmethod
    def drop(self, collection: str) -> None:
        """Delete a collection that is there."""

    def app_store(self, collection: str) -> Any:
        """What the app makes of the settings (ktem/components.py)."""
        modules: Any = importlib.import_module("theflow.utils.modules")
        return modules.deserialize({**self.settings, "collection_name": collection}, safe=False)


class VectorStore(Store[Vector]):
    """Vectors."""

    @abstractmethod
    def put(self, collection: str, vectors: Sequence[Vector], documents: Sequence[Text | None] | None) -> None:
        """Add vectors.

        Args:
            collection: Name of the collection.
            vectors: What is added.
            documents: Their chunks with all that the app knew of them, if they come from a store of another kind.
        """


class TextStore(Store[Text]):
    """Texts."""

    def put(self, collection: str, texts: Sequence[Text], *, last: bool) -> None:
        """Add texts as the app does.

        Args:
            collection: Name of the collection.
            texts: What is added.
            last: No more will follow: now it is worth while to bring the index up to date.
        """
        self.app_store(collection).add([document(text) for text in texts], refresh_indices=last)


def document(text: Text) -> Any:
    """As the app has it."""
    base: Any = importlib.import_module("kotaemon.base")
    return base.Document(text.text, id_=text.id, metadata=dict(text.metadata))
