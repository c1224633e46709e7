"""Declared models, brought into the app's database at every start.

The app seeds its own tables once and then believes what stands there. Here Git says what is
declared; a table of ours remembers what it said before, so that what people make under
*Resources* is told from what is no longer declared. The app's tables are left to the app to
make: right after that, or when they are there already, they are brought up to date, before
the app reads them (ktem/llms/manager.py and its siblings read at import).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from . import stale_vectors
from .document import DocumentError, Entry
from .log import log

SEEDS = ("KH_LLMS", "KH_EMBEDDINGS", "KH_RERANKINGS")
"""Settings from which the app seeds by itself: placeholders for all that the image knows."""

_LOCK = 0x6B6F7461_656E7472  # "kotaentr"; the key of the lock of starts has a checksum there


@dataclass(frozen=True)
class Kind:
    """A table of the app, and how to name its rows.

    Args:
        label: For the log.
        table: Its name.
    """

    label: str
    table: str

    @property
    def rows(self) -> sa.TableClause:
        """The table, as libs/ktem/ktem/{llms,embeddings,rerankings}/db.py have it."""
        return sa.table(
            self.table, sa.column("name", sa.String), sa.column("spec", sa.JSON), sa.column("default", sa.Boolean)
        )


KINDS: Mapping[str, Kind] = {
    "llm": Kind("LLM", "llm_table"),
    "embedding": Kind("embedding model", "embedding"),
    "reranking": Kind("reranking model", "reranking"),
}

NO_RERANKING = Entry(
    "reranking",
    "no-reranking",
    {"__type__": "kotaemon.rerankings.CohereReranking", "model_name": "none", "cohere_api_key": ""},
    default=True,
)
"""While there is no other: without any, every question fails ("No models in pool"). Cohere's, when
its key is empty, passes the documents on as they are (kotaemon/rerankings/cohere.py)."""

_OURS = sa.Table(
    "kotaemon_cdk8s_entries",
    sa.MetaData(),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
)


def follow(url: str, entries: Sequence[Entry], *, prune: bool) -> Callable[[], None]:
    """Bring the tables that are there up to date now, and the others as soon as the app has made them.

    Args:
        url: The app's database.
        entries: What is declared.
        prune: Models that nobody declared go, too.

    Returns:
        What ends the watch for tables to be made.

    Raises:
        DocumentError: The database refuses it.
    """

    def bring(connection: sa.Connection, name: str) -> None:
        declared = [entry for entry in entries if entry.kind == name]
        Reconciliation(connection, name, prune=prune).run(declared)

    def created(table: sa.Table, connection: sa.Connection, **_options: object) -> None:
        for name, kind in KINDS.items():
            if table.name == kind.table:
                bring(connection, name)

    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            there = set(sa.inspect(connection).get_table_names())
            for name, kind in KINDS.items():
                if kind.table in there:
                    bring(connection, name)
    except sa.exc.DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise DocumentError(f"entries: the database does not take them: {reason}") from None
    finally:
        engine.dispose()
    watch = (sa.Table, "after_create", created)
    sa.event.listen(*watch)
    return lambda: sa.event.remove(*watch)


class Reconciliation:
    """One kind, brought from what is there to what is declared, in the connection's transaction."""

    def __init__(self, connection: sa.Connection, name: str, *, prune: bool) -> None:
        self._connection = connection
        self._name = name
        self._kind = KINDS[name]
        self._prune = prune

    def run(self, declared: Sequence[Entry]) -> None:
        """Add, change, remove, move the default, and say so."""
        self._alone()
        there = self._there()
        owned = self._owned()
        # Not yet among the declared: whether it is wanted depends on what else there is.
        declared = [*declared, *self._fallback(declared, there, owned)]
        wanted = {entry.name: entry for entry in declared}
        gone = self._gone(there, owned, wanted)
        self._remove(gone)
        for entry in declared:
            self._write(entry, there.get(entry.name), owned=entry.name in owned)
        kept = owned & there.keys() - set(gone)
        self._remember(owned, wanted.keys() | kept)
        self._move_default(there, next((entry.name for entry in declared if entry.default), None))
        if self._name == "embedding":
            stale_vectors.warn(self._connection, _by_use(there), _by_use(self._there()))

    def _alone(self) -> None:
        # Two processes that both read before either has written would both add a row.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        self._connection.execute(sa.schema.CreateTable(_OURS, if_not_exists=True))
        # SQLite locks at the first change, and only then reads what others have written.
        self._connection.execute(sa.delete(_OURS).where(_OURS.c.kind == ""))

    def _there(self) -> dict[str, tuple[Mapping[str, Any], bool]]:
        return {
            row.name: (row.spec or {}, bool(row.default))
            for row in self._connection.execute(sa.select(self._kind.rows))
        }

    def _owned(self) -> set[str]:
        return set(self._connection.scalars(sa.select(_OURS.c.name).where(_OURS.c.kind == self._name)))

    def _fallback(self, declared: Sequence[Entry], there: Mapping[str, Any], owned: set[str]) -> Iterable[Entry]:
        if self._name != "reranking" or declared:
            return ()
        of_people = there.keys() - owned - {NO_RERANKING.name}
        return () if of_people and not self._prune else (NO_RERANKING,)

    def _gone(self, there: Mapping[str, Any], owned: set[str], wanted: Mapping[str, Entry]) -> list[str]:
        gone = sorted((set(there) if self._prune else owned & set(there)) - set(wanted))
        if self._name == "embedding":
            used = self._used_embeddings()
            for name in used.keys() & set(gone):
                log.warning(
                    "embedding model %r is no longer declared, but stays: the collection %r is indexed with it",
                    name,
                    used[name],
                )
            gone = [name for name in gone if name not in used]
        return gone

    def _used_embeddings(self) -> dict[str, str]:
        """Names of embedding models that a collection asks for, and the collection."""
        if not sa.inspect(self._connection).has_table("ktem__index"):
            return {}
        index = sa.table("ktem__index", sa.column("name", sa.String), sa.column("config", sa.JSON))
        return {
            str((row.config or {}).get("embedding")): row.name for row in self._connection.execute(sa.select(index))
        }

    def _remove(self, names: Sequence[str]) -> None:
        rows = self._kind.rows
        for name in names:
            self._connection.execute(sa.delete(rows).where(rows.c.name == name))
            log.info("%s %r removed: it is not declared", self._kind.label, name)

    def _write(self, entry: Entry, row: tuple[Mapping[str, Any], bool] | None, *, owned: bool) -> None:
        rows = self._kind.rows
        if row is None:
            self._connection.execute(sa.insert(rows).values(name=entry.name, spec=entry.content, default=False))
            log.info("%s %r added", self._kind.label, entry.name)
            return
        content, _ = row
        # Names only: the values hold keys.
        changed = sorted(
            key for key in content.keys() | entry.content.keys() if content.get(key) != entry.content.get(key)
        )
        if changed:
            self._connection.execute(sa.update(rows).where(rows.c.name == entry.name).values(spec=entry.content))
            how = "changed" if owned else "taken over from one made in the app, and changed"
            log.info("%s %r %s: %s", self._kind.label, entry.name, how, ", ".join(changed))

    def _remember(self, owned: set[str], now: Set[str]) -> None:
        for name in sorted(owned - now):
            self._connection.execute(sa.delete(_OURS).where(sa.and_(_OURS.c.kind == self._name, _OURS.c.name == name)))
        for name in sorted(now - owned):
            self._connection.execute(sa.insert(_OURS).values(kind=self._name, name=name))

    def _move_default(self, before: Mapping[str, tuple[Mapping[str, Any], bool]], name: str | None) -> None:
        if name is None:
            return
        defaults = sorted(other for other, (_, default) in before.items() if default)
        if defaults == [name]:
            return
        rows = self._kind.rows
        self._connection.execute(sa.update(rows).where(rows.c.name != name).values({"default": False}))
        self._connection.execute(sa.update(rows).where(rows.c.name == name).values({"default": True}))
        if defaults:
            log.info("default %s: %r, was %s", self._kind.label, name, ", ".join(map(repr, defaults)))
        else:
            log.info("default %s: %r", self._kind.label, name)


def _by_use(rows: Mapping[str, tuple[Mapping[str, Any], bool]]) -> dict[str, Mapping[str, Any]]:
    """Embedding models by the names under which collections ask for them."""
    named = {name: content for name, (content, _) in rows.items()}
    defaults = [content for content, default in rows.values() if default]
    if defaults:
        named[stale_vectors.DEFAULT] = defaults[0]
    return named
