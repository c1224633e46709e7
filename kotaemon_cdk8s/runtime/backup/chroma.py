"""Chroma, in a folder or on a server."""

from __future__ import annotations

import importlib
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import sqlite
from .errors import BackupError
from .rows import Text, Vector
from .store import VectorStore, document

ATTEMPTS = 60
PAUSE_SECONDS = 2
"""Chroma rewrites the files of an index each thousand vectors."""


class _Chroma(VectorStore):
    kind = "chroma"

    def _collection(self, name: str) -> Any:
        return self.app_store(name)._client.client

    def get(self, collection: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of these ids that are there."""
        try:
            found = self._collection(collection).get(ids=list(ids), include=["embeddings", "metadatas", "documents"])
        except TypeError:
            # What chromadb 0.5.16 makes of one that has no vector (chromadb/execution/executor/local.py).
            half = len(ids) // 2
            return {**self.get(collection, ids[:half]), **self.get(collection, ids[half:])} if half else {}
        rows = zip(found["ids"], found["embeddings"], found["metadatas"], found["documents"], strict=True)
        return {
            id_: Vector(id_, [float(value) for value in vector], metadata or {}, text)
            for id_, vector, metadata, text in rows
        }

    def count(self, collection: str) -> int:
        """How many there are."""
        return int(self._collection(collection).count())

    def put(self, collection: str, vectors: Sequence[Vector], documents: Sequence[Text | None] | None) -> None:
        """Add vectors, with what llama-index keeps beside them."""
        ids = [vector.id for vector in vectors]
        if documents is not None:
            base: Any = importlib.import_module("kotaemon.base")
            embeddings = [
                base.DocumentWithEmbedding(embedding=list(vector.values), content=document(_flat(vector, text)))
                for vector, text in zip(vectors, documents, strict=True)
            ]
            self.app_store(collection).add(embeddings=embeddings, ids=ids)
            return
        self._collection(collection).upsert(
            ids=ids,
            embeddings=[list(vector.values) for vector in vectors],
            # Chroma refuses empty metadata.
            metadatas=[dict(vector.metadata) or None for vector in vectors],
            documents=[vector.document for vector in vectors],
        )

    def drop(self, collection: str) -> None:
        """Delete the collection."""
        self.app_store(collection).drop()


class ChromaServer(_Chroma):
    """On a server, through the app's adapter."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._stores: dict[str, Any] = {}

    def app_store(self, collection: str) -> Any:
        """Kept, for each makes a connection of its own."""
        if collection not in self._stores:
            self._stores[collection] = super().app_store(collection)
        return self._stores[collection]

    def drop(self, collection: str) -> None:
        """Delete the collection."""
        super().drop(collection)
        del self._stores[collection]

    def _names(self) -> Iterable[str]:
        adapter = importlib.import_module("..chroma", __package__)
        options = {name: value for name, value in self.settings.items() if name != "__type__"}
        return list(adapter.collection_names(**options))


class EmbeddedChroma(_Chroma):
    """In a folder, that a second process must not open while the app runs."""

    @property
    def _folder(self) -> Path:
        return Path(self.settings["path"])

    def _names(self) -> Iterable[str]:
        database = self._folder / sqlite.CHROMA
        if not database.exists():
            return []
        with sqlite.reading(database) as connection:
            return [name for (name,) in connection.execute("SELECT name FROM collections")]

    @contextmanager
    def still(self, folder: Path) -> Iterator[EmbeddedChroma]:
        """A copy: first the database, whose log reaches further back than the files of the indexes do."""
        folder.mkdir(parents=True)
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE_SECONDS)
            shutil.rmtree(folder)
            folder.mkdir()
            if (self._folder / sqlite.CHROMA).exists():
                sqlite.copy(self._folder / sqlite.CHROMA, folder / sqlite.CHROMA)
            if _copy_still(self._folder, folder):
                break
        else:
            raise BackupError(f"{self._folder}: its files did not stay the same while they were copied")
        yield EmbeddedChroma({**self.settings, "path": str(folder)})


def _copy_still(source: Path, target: Path) -> bool:
    """Copy the files of the indexes; false if somebody wrote them meanwhile."""
    before = _state(source)
    try:
        for file in before:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, target / file)
        return _state(source) == before
    except FileNotFoundError:  # a collection was deleted
        return False


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    state = {}
    for file in sorted(folder.glob("*/*")):
        status = file.stat()
        state[file.relative_to(folder)] = (status.st_size, status.st_mtime_ns)
    return state


def _flat(vector: Vector, text: Text | None) -> Text:
    """As llama-index takes it for Chroma; of what is deeper, nobody asks the vector store."""
    known = text or Text(vector.id, vector.document or "", vector.metadata)
    flat = {name: value for name, value in known.metadata.items() if isinstance(value, str | int | float | None)}
    return Text(known.id, known.text, flat)
