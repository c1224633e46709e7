"""What Git declares and the app seeds only once, brought into its database at every start.

Runs before the app opens its database, on whatever `KH_DATABASE` names. Tables that are
not there yet (first start) are left to the app, which then seeds them from the same values.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from .log import log

ADMIN_PASSWORD = "KH_FEATURE_USER_MANAGEMENT_PASSWORD"

# Columns as in libs/ktem/ktem/db/base_models.py (BaseUser) and libs/ktem/ktem/index/models.py.
_USER = sa.table(
    "user",
    sa.column("username", sa.String),
    sa.column("username_lower", sa.String),
    sa.column("password", sa.String),
    sa.column("admin", sa.Boolean),
)
_INDEX = sa.table(
    "ktem__index", sa.column("id"), sa.column("name"), sa.column("index_type"), sa.column("config", sa.JSON)
)

_CHANGEABLE = ("supported_file_types", "max_file_size", "max_number_of_files", "chunk_size", "chunk_overlap")
_FIXED = ("private", "embedding")


class PasswordError(Exception):
    """The admin's password cannot be used."""


def check_admin_password() -> None:
    """Stop on a password with which nobody could log in.

    Raises:
        PasswordError: It is empty, or begins or ends with white space (mostly the line
            end of `echo` in the Secret), which the login page cannot send.
    """
    password = os.environ.get(ADMIN_PASSWORD, "")
    if not password.strip():
        raise PasswordError(f"{ADMIN_PASSWORD}: the Secret holds an empty password")
    if password != password.strip():
        raise PasswordError(
            f"{ADMIN_PASSWORD}: the password in the Secret begins or ends with white space or a line end,"
            " which cannot be typed at login; make the Secret with --from-literal, or printf instead of echo"
        )


def follow(settings: Mapping[str, Any], *, admin_password: bool) -> None:
    """Bring the declared admin password and index options into an existing database."""
    engine = sa.create_engine(str(settings["KH_DATABASE"]))
    try:
        with engine.begin() as connection:
            tables = sa.inspect(connection).get_table_names()
            if admin_password and "user" in tables:
                _follow_admin(connection, str(settings["KH_FEATURE_USER_MANAGEMENT_ADMIN"]))
            if "ktem__index" in tables:
                for declared in settings["KH_INDICES"]:
                    _follow_index(connection, declared)
                _make_folders(connection, Path(settings["KH_FILESTORAGE_PATH"]))
    finally:
        engine.dispose()


def _follow_admin(connection: sa.Connection, admin: str) -> None:
    # The app's own, unsalted form (ktem/pages/resources/user.py): it compares nothing else.
    digest = hashlib.sha256(os.environ[ADMIN_PASSWORD].encode()).hexdigest()
    changed = connection.execute(
        sa.update(_USER)
        .where(_USER.c.username_lower == admin.lower())
        .where(sa.or_(_USER.c.password != digest, _USER.c.admin.is_(sa.false())))
        .values(password=digest, admin=True)
    )
    if changed.rowcount:
        log.info("the password of admin %r now follows the Secret", admin)
    others = connection.execute(
        sa.select(_USER.c.username).where(_USER.c.admin.is_(sa.true())).where(_USER.c.username_lower != admin.lower())
    ).scalars()
    for other in others:
        log.warning("user %r is an admin too, with a password that no Secret governs", other)


def _follow_index(connection: sa.Connection, declared: Mapping[str, Any]) -> None:
    row = connection.execute(
        sa.select(_INDEX.c.index_type, _INDEX.c.config).where(_INDEX.c.name == declared["name"])
    ).one_or_none()
    if row is None:
        return
    config = dict(row.config or {})
    wanted = declared["config"]
    if row.index_type != declared["index_type"]:
        log.warning("index %r stays a %s: its type cannot change", declared["name"], row.index_type)
        return
    for key in _FIXED:
        if key in wanted and wanted[key] != config.get(key):
            log.warning(
                "index %r keeps %s=%r: it cannot change once files are indexed", declared["name"], key, config.get(key)
            )
    changes = {key: wanted[key] for key in _CHANGEABLE if key in wanted and wanted[key] != config.get(key)}
    if changes:
        connection.execute(sa.update(_INDEX).where(_INDEX.c.name == declared["name"]).values(config=config | changes))
        log.info("index %r: %s", declared["name"], ", ".join(f"{key}={value!r}" for key, value in changes.items()))


def _make_folders(connection: sa.Connection, files: Path) -> None:
    """The app makes the folder of a collection with its row only: on a new volume every upload would fail."""
    for number in connection.execute(sa.select(_INDEX.c.id)).scalars():
        (files / f"index_{number}").mkdir(parents=True, exist_ok=True)
