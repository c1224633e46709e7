"""What the app lacks to run on PostgreSQL, and to start there more than once at a time."""

from __future__ import annotations

import importlib
import re
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import operators

from . import patches
from .document import DocumentError
from .log import log

RECYCLE_SECONDS = 1800
"""A connection is replaced at this age, before something between drops it unseen."""

POLL_SECONDS = 0.5
GIVE_UP_SECONDS = 600
"""Above the longest start that was measured, 419 s where a policy drops the app's downloads. A
process that hangs in its own must not keep out all others."""

_APP = 0x6B6F7461 << 32
"""Upper half of the lock's key, "kota": other programs may lock in the same database."""

# A session that only waits must not be ended for it, and one whose machine is gone must end
# within half a minute (10 s + 3 × 5 s). `transaction_timeout` is new in PostgreSQL 17.
_KEEP_SESSION = sa.text(
    "SELECT set_config(name, value, true) FROM pg_settings JOIN (VALUES"
    " ('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'),"
    " ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')"
    ") AS wanted (name, value) USING (name)"
)


def serves(url: str) -> bool:
    """Whether a `KH_DATABASE` is on PostgreSQL."""
    return url.startswith("postgresql")


def engine(url: str, **connect_args: Any) -> sa.Engine:
    """An engine that keeps no connection.

    Raises:
        DocumentError: The driver, which the image does not have, cannot be imported.
    """
    try:
        return sa.create_engine(url, poolclass=sa.NullPool, connect_args=connect_args)
    except ImportError as error:
        raise DocumentError(f"settings.KH_DATABASE: no driver for PostgreSQL on PYTHONPATH: {error}") from None
    except (sa.exc.ArgumentError, ValueError):
        raise DocumentError("settings.KH_DATABASE: not a database URL") from None


def adapt_libraries() -> None:
    """Change SQLAlchemy and SQLModel before the app uses them.

    Raises:
        Exception: One could not be changed without which the app does not start, or fails later.
    """
    name_constraints_apart()
    bind_integers_as_text()
    patches.apply("outlive restarts of the database", outlive_restarts)


def name_constraints_apart() -> None:
    """Put the table's name before that of its constraint.

    All collections of the app have one called `_name_user_uc` (ktem/index/file/index.py);
    in PostgreSQL its name is that of an index, and must be the only one in the schema.
    """

    @sa.event.listens_for(sa.Table, "before_create")
    def rename(table: sa.Table, *_args: object, **_options: object) -> None:
        for constraint in table.constraints:
            if isinstance(constraint, sa.UniqueConstraint) and constraint.name == "_name_user_uc":
                constraint.name = f"{table.name}_name_user_uc"


def bind_integers_as_text() -> None:
    """Let a text column be compared with a number.

    The app compares a user's id, a VARCHAR, with -1 and 1 (ktem/index/file/ui.py), which
    PostgreSQL refuses.
    """
    text: Any = sa.String
    coerce, make_processor = text.coerce_compared_value, text.bind_processor

    def coerce_compared_value(this: Any, operator: Any, value: Any) -> Any:
        return this if _is_integer(value) and operators.is_comparison(operator) else coerce(this, operator, value)

    def bind_processor(this: Any, dialect: Any) -> Callable[[Any], Any]:
        process = make_processor(this, dialect) or _as_it_is
        return lambda value: process(str(value) if _is_integer(value) else value)

    text.coerce_compared_value, text.bind_processor = coerce_compared_value, bind_processor


def outlive_restarts() -> None:
    """Have each connection tried before its use: else the first request after a restart fails.

    The app's only engine is made by `sqlmodel.create_engine` (ktem/db/engine.py).
    """
    sqlmodel: Any = importlib.import_module("sqlmodel")
    sqlmodel.create_engine = partial(sqlmodel.create_engine, pool_pre_ping=True, pool_recycle=RECYCLE_SECONDS)


def lock_start(url: str, *, give_up: float = GIVE_UP_SECONDS) -> Callable[[], None]:
    """Wait until no other process is starting on the same schema, and make the schema if need be.

    Two processes that both find the database empty both make its tables, and one dies of it.
    The lock belongs to a transaction, which a pooler gives a server connection of its own. It
    is asked for again and again, because a signal is not seen while the driver waits.

    Args:
        url: Where the app's tables are.
        give_up: After so many seconds go on without the lock.

    Returns:
        What lets the next process start. The end of this one does, too.

    Raises:
        DocumentError: There is no schema to make tables in, or it cannot be made.
    """
    opened = engine(url)
    connection = opened.connect()
    with ExitStack() as held:
        # Ends the session, without a word to a server that may be gone.
        held.callback(connection.invalidate)
        connection.execute(_KEEP_SESSION)
        declared = _declared_schema(url)
        schema = declared or connection.scalar(sa.text("SELECT current_schema()"))
        if not schema:
            raise DocumentError("settings.KH_DATABASE: the search_path of this user names no schema that is there")
        _take(connection, _APP | zlib.crc32(schema.encode()), give_up)
        if declared:
            _make_schema(opened, declared)
        return held.pop_all().close


def _take(connection: sa.Connection, key: int, give_up: float) -> None:
    take = sa.select(sa.func.pg_try_advisory_xact_lock(key))
    if connection.scalar(take):
        return
    log.info("another process is starting on the database: waiting for it, %.0f s at most", give_up)
    end = time.monotonic() + give_up
    while not connection.scalar(take):
        if time.monotonic() > end:
            log.warning("another process is still starting on the database: going on beside it")
            return
        time.sleep(POLL_SECONDS)


def _declared_schema(url: str) -> str | None:
    options = sa.make_url(url).query.get("options", "")
    found = re.search(r'search_path=("?)([^",\s]+)', options if isinstance(options, str) else " ".join(options))
    if not found:
        return None
    schema = found[2] if found[1] else found[2].lower()
    return None if schema.startswith("$") else schema


def _make_schema(opened: sa.Engine, schema: str) -> None:
    try:
        with opened.begin() as connection:
            if not sa.inspect(connection).has_schema(schema):
                connection.execute(sa.schema.CreateSchema(schema))
                log.info("schema %r made", schema)
    except sa.exc.ProgrammingError as error:
        raise DocumentError(f"settings.KH_DATABASE: schema {schema!r} cannot be made: {one_line(error)}") from None


def one_line(error: Exception) -> str:
    """What a server or the driver answered, without SQLAlchemy's additions."""
    return " ".join(str(getattr(error, "orig", None) or error).split()) or type(error).__name__


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _as_it_is(value: Any) -> Any:
    return value
