"""Collections whose vectors were made by another embedding model than the one that now reads them.

Vectors of two models cannot be compared: if their lengths differ every question fails, and
if they do not, it finds the wrong passages. Nothing in the app says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from .log import log

DEFAULT = "default"
"""What a collection asks for that names no model (ktem/index/file/index.py)."""

# What of a model decides over its vectors; the rest says where it is, and how to get in.
_MEANING = ("__type__", "model", "model_name", "azure_deployment", "dimensions", "normalize")


def warn(
    connection: sa.Connection, before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> None:
    """Name the collections that have files, and whose model is another now.

    Args:
        connection: To the app's database.
        before: Contents of the embedding models, by the names under which collections ask for them.
        after: The same, as they are now.
    """
    inspector = sa.inspect(connection)
    if not inspector.has_table("ktem__index"):
        return
    index = sa.table("ktem__index", sa.column("id"), sa.column("name", sa.String), sa.column("config", sa.JSON))
    for row in connection.execute(sa.select(index)).all():
        asked = (row.config or {}).get("embedding") or DEFAULT
        files = f"index__{row.id}__source"
        if asked not in before or asked not in after or _meaning(before[asked]) == _meaning(after[asked]):
            continue
        if not inspector.has_table(files):
            continue
        count = connection.scalar(sa.select(sa.func.count()).select_from(sa.table(files)))
        if count:
            log.warning(
                "collection %r: its %d files were indexed with another embedding model; delete them and upload them"
                " again, or questions find nothing, or the wrong passages",
                row.name,
                count,
            )


def _meaning(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: content.get(key) for key in _MEANING}
