"""The app's tables of models, and how it makes and reads them.

Shapes as in libs/ktem/ktem/{llms,embeddings,rerankings}/db.py: each module makes its own,
when it is imported, and the manager beside it reads it right after.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session


def _table(name: str) -> Any:
    class Base(DeclarativeBase):
        pass

    columns: dict[str, Any] = {
        "__tablename__": name,
        "name": sa.Column(sa.String, primary_key=True, unique=True),
        "spec": sa.Column(sa.JSON, default={}),
        "default": sa.Column(sa.Boolean, default=False),
    }
    return type(name, (Base,), columns)


def create(engine: sa.Engine, kind: str) -> Any:
    """Make the table, unless it is there, as the app does at every start."""
    made = TABLES[kind]
    made.metadata.create_all(engine)
    return made


def rows(engine: sa.Engine, kind: str) -> dict[str, Any]:
    """Content and default flag by name, as the managers load them."""
    table = TABLES[kind]
    with Session(engine) as session:
        found = session.execute(sa.select(table)).scalars().all()
        return {row.name: (row.spec, row.default) for row in found}


def add(engine: sa.Engine, kind: str, name: str, content: dict[str, Any], *, default: bool = False) -> None:
    """What a person does under *Resources* (`add` of the managers)."""
    table = TABLES[kind]
    with Session(engine) as session:
        if default:
            session.query(table).update({"default": False})
            session.commit()
        session.add(table(name=name, spec=content, default=default))
        session.commit()


TABLES = {"llm": _table("llm_table"), "embedding": _table("embedding"), "reranking": _table("reranking")}
