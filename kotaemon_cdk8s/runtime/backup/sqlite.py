"""SQLite files that another process may be writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from .errors import BackupError

CHROMA = "chroma.sqlite3"
"""The database in a folder of Chroma (chromadb/db/impl/sqlite.py)."""
LOCK_SECONDS = 120


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open it, for reading only: the volume may be mounted so."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=LOCK_SECONDS)) as connection:
        yield connection


def copy(source: Path, target: Path) -> None:
    """Copy it as it is at one instant.

    Raises:
        BackupError: It cannot be copied, or is damaged.
    """
    try:
        # In one step: in several it would start anew whenever the app writes between them.
        with reading(source) as connection, closing(sqlite3.connect(target)) as copied:
            connection.backup(copied)
            (found,) = copied.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied to {target}: {error}") from error
    if found != "ok":
        raise BackupError(f"{source}: damaged: {found}")
