"""The app's tables of models and tool servers, and how it makes and reads them.

Shapes as in libs/ktem/ktem/{llms,embeddings,rerankings,mcp}/db.py: each module makes its own,
when it is imported, and the manager beside it reads it right after.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session


def _table(name: str, column: str, *, has_default: bool) -> Any:
    class Base(DeclarativeBase):
        pass

    columns: dict[str, Any] = {
        "__tablename__": name,
        "name": sa.Column(sa.String, primary_key=True, unique=True),
        column: sa.Column(sa.JSON, default={}),
    }
    if has_default:
        columns["default"] = sa.Column(sa.Boolean, default=False)
    return type(name, (Base,), columns)


def create(engine: sa.Engine, kind: str) -> Any:
    """Make the table, unless it is there, as the app does at every start."""
    made = TABLES[kind]
    made.metadata.create_all(engine)
    return made


def rows(engine: sa.Engine, kind: str) -> dict[str, Any]:
    """Content and default flag by name, as the managers load them."""
    table, column = TABLES[kind], COLUMNS[kind]
    with Session(engine) as session:
        found = session.execute(sa.select(table)).scalars().all()
        return {row.name: (getattr(row, column), getattr(row, "default", False)) for row in found}


def add(engine: sa.Engine, kind: str, name: str, content: dict[str, Any], *, default: bool = False) -> None:
    """What a person does under *Resources* (`add` of the managers)."""
    table = TABLES[kind]
    with Session(engine) as session:
        if default:
            session.query(table).update({"default": False})
            session.commit()
        flag = {} if kind == "mcp_server" else {"default": default}
        session.add(table(name=name, **{COLUMNS[kind]: content}, **flag))
        session.commit()


COLUMNS = {"llm": "spec", "embedding": "spec", "reranking": "spec", "mcp_server": "config"}
TABLES = {
    "llm": _table("llm_table", "spec", has_default=True),
    "embedding": _table("embedding", "spec", has_default=True),
    "reranking": _table("reranking", "spec", has_default=True),
    "mcp_server": _table("mcp_table", "config", has_default=False),
}
