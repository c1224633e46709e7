"""Makes and asks its tables as Kotaemon does: one constraint's name twice, and text compared with numbers."""

import time

import sqlmodel
from sqlalchemy import Column, String, UniqueConstraint, select
from sqlalchemy.orm import Session, declarative_base
from theflow.settings import settings

print("settings of", settings.KH_APP_NAME, flush=True)  # what the app does first: it loads the settings module
engine = sqlmodel.create_engine(settings.KH_DATABASE)


def files_of(number):
    """A collection's table (ktem/index/file/index.py)."""
    return type(
        "Source",
        (declarative_base(),),
        {
            "__tablename__": f"index__{number}__source",
            "__table_args__": (UniqueConstraint("name", "user", name="_name_user_uc"),),
            "id": Column(String, primary_key=True, unique=True),
            "name": Column(String),
            "user": Column(String, default=""),
        },
    )


collections = [files_of(1), files_of(2)]
for files in collections:
    files.metadata.create_all(engine)
    with Session(engine) as session:
        if not session.execute(select(files)).first():
            time.sleep(0.5)  # long enough for another process to see it empty, too
            session.add_all([files(id="a", name="a", user="1"), files(id="b", name="b", user="-1")])
            session.commit()


def answer(path):
    """What is asked with numbers in it."""
    source = collections[0]
    wanted = {
        "/one": source.user == 1,
        "/none": source.user == -1,
        "/both": source.user.in_([1, -1]),
        "/text": source.user == "1",
    }
    with Session(engine) as session:
        found = session.execute(select(source.name).where(wanted[path]).order_by(source.name)).scalars()
        return ",".join(found)


async def app(scope, receive, send):
    """One answer for each path."""
    if scope["type"] != "http":
        return
    text = "saved" if scope["path"] == "/" else answer(scope["path"])
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": text.encode()})
