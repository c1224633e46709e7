"""The tables of the app's database that say which files and chunks there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

AT_ONCE = 1000
"""Rows in memory."""

# libs/ktem/ktem/index/models.py and libs/ktem/ktem/index/file/index.py.
COLLECTIONS = "ktem__index"
OF_COLLECTION = re.compile(r"index__[0-9]+__(source|index|group)")
TEXTS, VECTORS, GRAPHS = "document", "vector", "graph"
"""What a row of `index__N__index` refers to."""


def collections(connection: sa.Connection) -> dict[str, int]:
    """Collections whose tables are all there, by their names in the stores.

    While one is deleted, its tables go first.
    """
    there = set(names(connection))
    if COLLECTIONS not in there:
        return {}
    numbers = connection.execute(sa.select(collection_rows().c.id)).scalars()
    return {
        f"index_{number}": number
        for number in sorted(numbers)
        if {f"index__{number}__source", f"index__{number}__index"} <= there
    }


def collection_rows() -> sa.TableClause:
    """The collections."""
    return _table(COLLECTIONS, "id")


def names(connection: sa.Connection) -> list[str]:
    """All tables."""
    return sorted(sa.inspect(connection).get_table_names())


def counts(connection: sa.Connection) -> dict[str, int]:
    """Rows in each table."""
    return {name: count(connection, name) for name in names(connection)}


def count(connection: sa.Connection, name: str) -> int:
    """Rows in a table."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0)


def sources(number: int) -> sa.TableClause:
    """The files of a collection."""
    return _table(f"index__{number}__source", "id", "path", "size")


def references(number: int) -> sa.TableClause:
    """What belongs to them."""
    return _table(f"index__{number}__index", "source_id", "target_id", "relation_type")


def source_ids(connection: sa.Connection, number: int) -> set[str]:
    """Ids of the files of a collection."""
    return set(connection.scalars(sa.select(sources(number).c.id)))


def referred(connection: sa.Connection, number: int, relation: str) -> Iterator[tuple[str, list[str]]]:
    """Ids of files, and those of their chunks, each in order; files without any are left out."""
    table = references(number)
    for source in sorted(source_ids(connection, number)):
        found = sa.select(table.c.target_id).where(table.c.source_id == source, table.c.relation_type == relation)
        targets = sorted(set(connection.scalars(found)))
        if targets:
            yield source, targets


def stored_files(connection: sa.Connection, number: int) -> list[tuple[str, str]]:
    """Ids and paths of the files that were uploaded; a page from the web has no file, and a size of 0."""
    table = sources(number)
    rows = connection.execute(sa.select(table.c.id, table.c.path).where(table.c.size > 0).order_by(table.c.path))
    return [(row.id, row.path) for row in rows]


def copy(connection: sa.Connection, path: Path) -> None:
    """Copy what this module reads into a new SQLite file."""
    numbers = collections(connection).values()
    named = collection_rows()
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.NullPool)
    with engine.begin() as target:
        for table in (named, *(table for number in numbers for table in (sources(number), references(number)))):
            made = sa.Table(
                table.name, sa.MetaData(), *(sa.Column(column.name, _type(table, column)) for column in table.c)
            )
            target.execute(sa.schema.CreateTable(made))
            rows = connection.execution_options(yield_per=AT_ONCE).execute(sa.select(table))
            for part in rows.mappings().partitions():
                target.execute(sa.insert(table), [dict(row) for row in part])
        for number in numbers:
            name = references(number).name
            target.execute(sa.text(f'CREATE INDEX "{name}__by_source" ON "{name}" (source_id)'))
    engine.dispose()


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


def _type(table: sa.TableClause, column: sa.ColumnElement[object]) -> type[sa.Integer] | type[sa.String]:
    return sa.Integer if table.name == COLLECTIONS or column.key == "size" else sa.String
