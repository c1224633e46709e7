"""The app's database: emptied, and filled with what the folder holds of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from .. import postgresql
from . import sqlite, tables
from .deployment import Deployment
from .errors import BackupError
from .exporting import DUMP, SQLITE

_SEEDED_USERS = 1
_PEOPLES = ("conversation", "settings", "issuereport")
"""Tables that have no rows before somebody uses the app."""


def holds(deployment: Deployment) -> list[str]:
    """What people have left in the database; the rows that the app makes at its first start do not count."""
    if not deployment.on_postgresql and not deployment.sqlite_file.exists():
        return []
    with deployment.connection() as connection:
        there = tables.names(connection)
        found = {name: tables.count(connection, name) for name in _PEOPLES if name in there}
        found |= {
            f"files of {name}": tables.count(connection, f"index__{number}__source")
            for name, number in tables.collections(connection).items()
        }
        if "user" in there:
            found["users besides the admin"] = tables.count(connection, "user") - _SEEDED_USERS
    return [f"{number} {what}" for what, number in found.items() if number > 0]


def check(deployment: Deployment, folder: Path) -> None:
    """Whether what the folder holds can be brought into this database.

    Raises:
        BackupError: It cannot.
    """
    if not any((folder / name).exists() for name in (DUMP, SQLITE)):
        raise BackupError(f"{folder}: no database in it")
    if (folder / DUMP).exists() and not deployment.on_postgresql:
        raise BackupError("a dump of PostgreSQL cannot be restored to SQLite: give the deployment a PostgreSQL")


def load(deployment: Deployment, folder: Path, expected: Mapping[str, int]) -> None:
    """Bring it in, unless postgres_restore.sh has done so.

    Raises:
        BackupError: Not everything arrived.
    """
    if (folder / SQLITE).exists():
        if deployment.on_postgresql:
            _to_postgresql(deployment, folder / SQLITE)
        else:
            _to_sqlite(deployment.sqlite_file, folder / SQLITE)
    with deployment.connection() as connection:
        compare(expected, tables.counts(connection))


def expected_rows(folder: Path, of_sqlite: Mapping[str, int]) -> dict[str, int]:
    """Rows in each table at the time of the backup."""
    counted = folder / "metadata" / "counts.tsv"
    if not counted.exists():
        return dict(of_sqlite)
    lines = (line.split("\t") for line in counted.read_text(encoding="utf-8").splitlines())
    return {name: int(number) for name, number in lines}


def compare(expected: Mapping[str, int], found: Mapping[str, int]) -> None:
    """Compare numbers of rows.

    Raises:
        BackupError: They differ.
    """
    wrong = [
        f"{name} has {found.get(name, 'no rows, for it is not there')}, not {number}"
        for name, number in sorted(expected.items())
        if found.get(name) != number
    ]
    if wrong:
        raise BackupError(f"the database is not what was backed up: {'; '.join(wrong)}")


def _to_sqlite(target: Path, source: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.restored")
    new.unlink(missing_ok=True)
    sqlite.copy(source, new)
    for left in ("-journal", "-wal", "-shm"):
        target.with_name(target.name + left).unlink(missing_ok=True)
    os.replace(new, target)  # noqa: PTH105 (the same, and clearer)


def _to_postgresql(deployment: Deployment, source: Path) -> None:
    postgresql.name_constraints_apart()
    engine = sa.create_engine(f"sqlite:///{source}", poolclass=sa.NullPool)
    known = sa.MetaData()
    known.reflect(engine)
    for table in known.tables.values():
        _as_the_app_makes_it(table)
    with postgresql.engine(deployment.database_url).begin() as target, engine.connect() as connection:
        _drop(target, set(known.tables))
        known.create_all(target)
        for table in known.sorted_tables:
            found = connection.execution_options(yield_per=tables.AT_ONCE).execute(sa.select(table))
            for part in found.mappings().partitions():
                target.execute(sa.insert(table), [_zoned(table, row) for row in part])
            _move_sequence(target, table)


def _drop(connection: sa.Connection, names: set[str]) -> None:
    for name in tables.names(connection):
        if name in names or tables.OF_COLLECTION.fullmatch(name):
            connection.execute(sa.schema.DropTable(sa.Table(name, sa.MetaData())))


def _as_the_app_makes_it(table: sa.Table) -> None:
    for column in table.c:
        column.type = column.type.as_generic()
    # SQLite has no type for a time with its zone; these have one (ktem/index/file/index.py).
    if tables.OF_COLLECTION.fullmatch(table.name) and "date_created" in table.c:
        table.c.date_created.type = sa.DateTime(timezone=True)


def _zoned(table: sa.Table, row: Mapping[Any, Any]) -> dict[str, Any]:
    zoned = {column.name for column in table.c if isinstance(column.type, sa.DateTime) and column.type.timezone}
    # The app wrote them in the zone of its container, which is that of this one.
    return {name: value.astimezone() if name in zoned and value else value for name, value in row.items()}


def _move_sequence(connection: sa.Connection, table: sa.Table) -> None:
    column = table.autoincrement_column
    if column is None:
        return
    highest = connection.scalar(sa.select(sa.func.max(column)))
    if highest is not None:
        name = sa.func.pg_get_serial_sequence(connection.dialect.identifier_preparer.format_table(table), column.name)
        connection.execute(sa.select(sa.func.setval(name, highest)))
