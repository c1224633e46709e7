"""The deployment that the settings document describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from .. import postgresql, values
from ..document import read_named
from .chroma import ChromaServer, EmbeddedChroma
from .elasticsearch import Elasticsearch
from .errors import BackupError
from .lancedb import LanceDbTexts, LanceDbVectors
from .milvus import Milvus
from .qdrant import Qdrant
from .simple_file import SimpleFile
from .store import TextStore, VectorStore

# By the class that the app makes.
_VECTORS: Mapping[str, type[VectorStore]] = {
    "ChromaVectorStore": EmbeddedChroma,
    "RemoteChromaVectorStore": ChromaServer,
    "QdrantVectorStore": Qdrant,
    "MilvusVectorStore": Milvus,
    "LanceDBVectorStore": LanceDbVectors,
}
_TEXTS: Mapping[str, type[TextStore]] = {
    "LanceDBDocumentStore": LanceDbTexts,
    "SimpleFileDocumentStore": SimpleFile,
    "ElasticsearchDocumentStore": Elasticsearch,
}


@dataclass(frozen=True)
class Deployment:
    """Where everything is.

    Args:
        database_url: `KH_DATABASE`.
        vectors: The vector store.
        texts: The document store.
        files: Folder of uploaded files and graphs.
    """

    database_url: str
    vectors: VectorStore
    texts: TextStore
    files: Path

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is a server."""
        return postgresql.serves(self.database_url)

    @property
    def sqlite_file(self) -> Path:
        """The database, when it is a file."""
        return Path(sa.make_url(self.database_url).database or "")

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """One transaction on the database, which sees one state of it."""
        if self.on_postgresql:
            engine = postgresql.engine(self.database_url)
        else:
            engine = sa.create_engine(self.database_url, poolclass=sa.NullPool)
        try:
            with engine.connect() as opened:
                if self.on_postgresql:
                    opened = opened.execution_options(isolation_level="REPEATABLE READ")
                with opened.begin():
                    yield opened
        finally:
            engine.dispose()


def read() -> Deployment:
    """The deployment of the document that the environment names.

    Raises:
        BackupError: A store of it cannot be backed up.
        DocumentError: The document cannot be used.
    """
    declared = read_named().settings
    names = ("KH_DATABASE", "KH_VECTORSTORE", "KH_DOCSTORE", "KH_FILESTORAGE_PATH")
    missing = [name for name in names if name not in declared]
    if missing:
        raise BackupError(f"the settings document does not say {', '.join(missing)}")
    settings = {name: values.resolve(declared[name], f"settings.{name}") for name in names}
    return Deployment(
        database_url=str(settings["KH_DATABASE"]),
        vectors=_store(_VECTORS, settings["KH_VECTORSTORE"]),
        texts=_store(_TEXTS, settings["KH_DOCSTORE"]),
        files=Path(settings["KH_FILESTORAGE_PATH"]),
    )


def _store(known: Mapping[str, Any], settings: Mapping[str, Any]) -> Any:
    name = str(settings["__type__"]).rpartition(".")[2]
    if name not in known:
        raise BackupError(f"{settings['__type__']} cannot be backed up; known are {', '.join(sorted(known))}")
    return known[name](settings)
