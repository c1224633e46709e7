"""From a deployment into a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ..log import log
from . import graphs, rows, sqlite, tables
from .deployment import Deployment
from .errors import BackupError
from .manifest import NAME, Manifest
from .store import AT_ONCE, Row, Store

SQLITE, DUMP = "metadata/sql.db", "metadata/postgres.dump"
WORK = ".work"
_SHOWN = 3


def export(deployment: Deployment, folder: Path, *, accept_missing: bool) -> None:
    """Take all that the database refers to.

    The database first: what is added later to the stores is not referred to, and what is deleted
    later is known by what is still in the database in the end.

    Raises:
        BackupError: A store lacks what the database refers to, or cannot be copied.
    """
    _tidy(folder)
    work = folder / WORK
    work.mkdir()
    try:
        if deployment.on_postgresql:
            if not (folder / DUMP).exists():
                raise BackupError(f"{folder / DUMP}: not there; postgres_dump.sh has to make it first")
            # A copy, for a transaction must not stay open as long as it takes to read the stores.
            known = work / "known.db"
            with deployment.connection() as connection:
                tables.copy(connection, known)
        else:
            if not deployment.sqlite_file.exists():
                raise BackupError(f"{deployment.sqlite_file}: no database: the app has not started yet")
            known = folder / SQLITE
            known.parent.mkdir(exist_ok=True)
            sqlite.copy(deployment.sqlite_file, known)
        _export(deployment, known, folder, accept_missing=accept_missing)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _tidy(folder: Path) -> None:
    # A container that is started anew finds what the last one left; the dump is of another.
    for name in (NAME, SQLITE):
        (folder / name).unlink(missing_ok=True)
    for name in ("texts", "vectors", "graphs", WORK):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    folder.mkdir(parents=True, exist_ok=True)


def _export(live: Deployment, known: Path, folder: Path, *, accept_missing: bool) -> None:
    lost: list[tuple[str, str, str]] = []
    written: dict[str, dict[str, int]] = {"texts": {}, "vectors": {}}
    reading: Sequence[tuple[str, Store[Any], str]] = (
        ("texts", live.texts, tables.TEXTS),
        ("vectors", live.vectors, tables.VECTORS),
    )
    engine = sa.create_engine(f"sqlite:///{known}", poolclass=sa.NullPool)
    with engine.connect() as connection:
        collections = tables.collections(connection)
        counts = {} if live.on_postgresql else tables.counts(connection)
        lost += _missing_files(connection, collections, live.files)
        for what, store, relation in reading:
            with store.still(folder / WORK / what) as still:
                for name, number in collections.items():
                    chunks = _chunks(connection, still, name, number, relation, lost)
                    written[what][name] = rows.write(folder / what / f"{name}.ndjson", chunks)
                    log.info("backup: %s: %d %s", name, written[what][name], what)
    unsettled = graphs.copy(live.files, folder / "graphs")
    for graph in unsettled:
        log.warning("backup: graph %s was written all the time: its copy may be of no use", graph)
    with live.connection() as connection:
        there = tables.collections(connection)
        files = {name: sorted(tables.source_ids(connection, number)) for name, number in there.items()}
    missing = sorted(f"{name}: {what}" for name, source, what in lost if source in files.get(name, ()))
    if missing and not accept_missing:
        more = f", and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        raise BackupError(
            f"the stores lack what the database refers to: {'; '.join(missing[:_SHOWN])}{more}."
            " Look for what lost it; to keep what is left, say --accept-missing"
        )
    Manifest(
        version=os.environ.get("KH_APP_VERSION", ""),
        vector_kind=live.vectors.kind,
        text_kind=live.texts.kind,
        files=files,
        texts=written["texts"],
        vectors=written["vectors"],
        missing=missing,
        unsettled=unsettled,
        tables=counts,
    ).write(folder)


def _chunks(
    connection: sa.Connection,
    store: Store[Row],
    name: str,
    number: int,
    relation: str,
    lost: list[tuple[str, str, str]],
) -> Iterator[tuple[str, Row]]:
    for source, ids in tables.referred(connection, number, relation):
        for start in range(0, len(ids), AT_ONCE):
            asked = ids[start : start + AT_ONCE]
            found = store.get(name, asked)
            for id_ in asked:
                if id_ in found:
                    yield source, found[id_]
                else:
                    lost.append((name, source, f"{relation} {id_} of file {source}"))


def _missing_files(
    connection: sa.Connection, collections: dict[str, int], folder: Path
) -> Iterator[tuple[str, str, str]]:
    for name, number in collections.items():
        for source, path in tables.stored_files(connection, number):
            if not (folder / name / path).exists():
                yield name, source, f"file {path} of {source}"
