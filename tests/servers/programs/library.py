"""What people have put into a deployment: files in collections, chunks in the stores, a conversation, a user.

    library.py fill COUNT               make the tables, add files
    library.py write STOP               add files and delete them, and each of VICTIMS, until STOP is there
    library.py delete NAME...           delete files as the app does
    library.py lose NAME                lose what belongs to a file, but not its rows
    library.py show                     print all of it

Tables as in libs/ktem/ktem/index/file/index.py and libs/ktem/ktem/db/base_models.py, and everything in the order of
libs/ktem/ktem/index/file/pipelines.py: texts, their rows, vectors, their rows; deleted rows first.
"""

import datetime
import hashlib
import json
import random
import sys
import time
from array import array
from contextlib import redirect_stdout
from pathlib import Path

import sqlalchemy as sa
from kotaemon.base import Document, DocumentWithEmbedding
from kotaemon_runtime import document, postgresql, values
from theflow.utils.modules import deserialize

COLLECTIONS = (1, 2)
CHUNKS = 6
DIMENSION = 16
NOW = datetime.datetime(2026, 11, 24, 21, 5, 7, 123456, tzinfo=datetime.timezone.utc)

SETTINGS = values.resolve(document.read_named().settings)
ENGINE = sa.create_engine(SETTINGS["KH_DATABASE"], poolclass=sa.NullPool)
META = sa.MetaData()
Text, Integer = sa.String, sa.Integer
INDEX = sa.Table(
    "ktem__index",
    META,
    sa.Column("id", Integer, primary_key=True),
    sa.Column("name", Text, unique=True),
    sa.Column("index_type", Text),
    sa.Column("config", sa.JSON),
)
CONVERSATION = sa.Table(
    "conversation",
    META,
    sa.Column("id", Text, primary_key=True, index=True),
    sa.Column("name", Text),
    sa.Column("user", Text),
    sa.Column("is_public", sa.Boolean),
    sa.Column("data_source", sa.JSON),
    sa.Column("date_created", sa.DateTime),
)
USER = sa.Table(
    "user",
    META,
    sa.Column("id", Text, primary_key=True, index=True),
    sa.Column("username", Text, unique=True),
    sa.Column("admin", sa.Boolean),
)


def _source(number):
    return sa.Table(
        f"index__{number}__source",
        META,
        sa.Column("id", Text, primary_key=True, unique=True),
        sa.Column("name", Text),
        sa.Column("path", Text),
        sa.Column("size", Integer),
        sa.Column("date_created", sa.DateTime(timezone=True)),
        sa.Column("user", Text),
        sa.Column("note", sa.JSON),
        sa.UniqueConstraint("name", "user", name="_name_user_uc"),
    )


def _index(number):
    return sa.Table(
        f"index__{number}__index",
        META,
        sa.Column("id", Integer, primary_key=True, autoincrement=True),
        sa.Column("source_id", Text),
        sa.Column("target_id", Text),
        sa.Column("relation_type", Text),
        sa.Column("user", Text),
    )


SOURCES = {number: _source(number) for number in COLLECTIONS}
REFERENCES = {number: _index(number) for number in COLLECTIONS}
FILES = Path(SETTINGS["KH_FILESTORAGE_PATH"])


def store(setting, number):
    with redirect_stdout(sys.stderr):
        return deserialize({**SETTINGS[setting], "collection_name": f"index_{number}"}, safe=False)


def uuid_of(*parts):
    digest = hashlib.md5("/".join(map(str, parts)).encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"


class Library:
    """The collections, with the stores open as in the app."""

    def __init__(self):
        self.texts = {number: store("KH_DOCSTORE", number) for number in COLLECTIONS}
        self.vectors = {number: store("KH_VECTORSTORE", number) for number in COLLECTIONS}

    def add(self, number, name):
        content = f"the file {name}\n".encode() * 50
        path = hashlib.sha256(content).hexdigest()
        folder = FILES / f"index_{number}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        id_ = uuid_of(number, name)
        row = {"id": id_, "name": name, "path": path, "size": len(content), "user": "u1"}
        with ENGINE.begin() as connection:
            connection.execute(
                sa.insert(SOURCES[number]).values(**row, date_created=NOW, note={"tokens": 12, "loader": "ü"})
            )
        chunks = [
            Document(
                f"text {place} of {name}, naïve\nand more",
                id_=uuid_of(number, name, place),
                metadata={"file_id": id_, "file_name": name, "page_label": place + 1, "x": {"deep": [1, None]}},
            )
            for place in range(CHUNKS)
        ]
        with redirect_stdout(sys.stderr):
            self.texts[number].add(chunks)
            self._refer(number, id_, chunks, "document")
            embedded = []
            for chunk in chunks:
                numbers = random.Random(chunk.doc_id)
                vector = array("f", [numbers.uniform(-1, 1) for _ in range(DIMENSION)]).tolist()
                # Chroma wants flat metadata.
                flat = {key: value for key, value in chunk.metadata.items() if key != "x"}
                content = Document(chunk.text, id_=chunk.doc_id, metadata=flat)
                embedded.append(DocumentWithEmbedding(embedding=vector, content=content))
            self.vectors[number].add(embeddings=embedded, ids=[chunk.doc_id for chunk in chunks])
        self._refer(number, id_, chunks, "vector")

    def _refer(self, number, id_, chunks, relation):
        rows = [
            {"source_id": id_, "target_id": chunk.doc_id, "relation_type": relation, "user": ""} for chunk in chunks
        ]
        with ENGINE.begin() as connection:
            connection.execute(sa.insert(REFERENCES[number]), rows)

    def delete(self, number, name):
        id_ = uuid_of(number, name)
        with ENGINE.begin() as connection:
            connection.execute(sa.delete(SOURCES[number]).where(SOURCES[number].c.id == id_))
            connection.execute(sa.delete(REFERENCES[number]).where(REFERENCES[number].c.source_id == id_))
        self.lose(number, name)

    def lose(self, number, name):
        ids = [uuid_of(number, name, place) for place in range(CHUNKS)]
        with redirect_stdout(sys.stderr):
            self.vectors[number].delete(ids)
            self.texts[number].delete(ids)


def fill(amount):
    if ENGINE.dialect.name == "postgresql":
        postgresql.name_constraints_apart()
    else:
        Path(ENGINE.url.database).parent.mkdir(parents=True, exist_ok=True)
    META.create_all(ENGINE)
    with ENGINE.begin() as connection:
        rows = [
            {"name": f"collection {number}", "index_type": "ktem…", "config": {"private": True}}
            for number in COLLECTIONS
        ]
        connection.execute(sa.insert(INDEX), rows)
        talk = {"messages": [["wer?", "<b>ich</b>"]], "selected": None}
        connection.execute(
            sa.insert(CONVERSATION).values(
                id="c1",
                name="Untitled",
                user="u1",
                is_public=False,
                data_source=talk,
                date_created=NOW.replace(tzinfo=None),
            )
        )
        users = [{"id": "u1", "username": "admin", "admin": True}, {"id": "u2", "username": "ü", "admin": False}]
        connection.execute(sa.insert(USER), users)
    library = Library()
    for number in COLLECTIONS:
        for place in range(int(amount)):
            library.add(number, f"file-{place:03}")
    graph = FILES / "lightrag" / "graph-1" / "input"
    graph.mkdir(parents=True)
    (graph / "graph.json").write_text('{"nodes": [1, 2]}')


def write(stop):
    library = Library()
    victims = iter([(1, "file-000"), (2, "file-001"), (1, "file-002")])
    print("ready", flush=True)
    place = 0
    while not Path(stop).exists():
        library.add(1 + place % 2, f"new-{place:05}")
        if place % 3 == 0:
            library.delete(1 + place % 2, f"new-{place:05}")
            victim = next(victims, None)
            if victim:
                library.delete(*victim)
        place += 1
        time.sleep(0.01)
    print(place, flush=True)


def delete(*names):
    library = Library()
    for name in names:
        library.delete(1, name)


def lose(name):
    Library().lose(1, name)


def show():
    shown = {"tables": {}, "files": {}, "texts": {}, "vectors": {}}
    library = Library()
    with ENGINE.connect() as connection:
        for name in sorted(sa.inspect(connection).get_table_names()):
            table = META.tables[name]
            rows = [list(map(_plain, row)) for row in connection.execute(sa.select(table))]
            shown["tables"][name] = sorted(rows, key=json.dumps)
        for number in COLLECTIONS:
            of_relation = {"document": [], "vector": []}
            for row in connection.execute(sa.select(REFERENCES[number])):
                of_relation[row.relation_type].append(row.target_id)
            found = library.texts[number].get(sorted(of_relation["document"])) if of_relation["document"] else []
            shown["texts"][number] = {doc.doc_id: [doc.text, doc.metadata] for doc in found}
            shown["vectors"][number] = _vectors(library.vectors[number])
    shown["files"] = {
        str(file.relative_to(FILES)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(FILES.rglob("*"))
        if file.is_file()
    }
    print(json.dumps(shown, sort_keys=True))


def _plain(value):
    return value.astimezone(datetime.timezone.utc).isoformat() if isinstance(value, datetime.datetime) else value


def _vectors(vectors):
    """All of them, without a word of the code that is tested."""
    if hasattr(vectors, "_table"):
        table = vectors._table()
        rows = [] if table is None else table.to_arrow().to_pylist()
        return {row["id"]: list(row["vector"]) for row in rows}
    if hasattr(vectors, "_uri"):
        rows = vectors._client.query(vectors._name, filter='id != ""', output_fields=["embedding"])
        return {row["id"]: [float(value) for value in row["embedding"]] for row in rows}
    if hasattr(vectors, "_url"):
        points, _ = vectors._client.scroll(vectors._name, limit=10_000, with_vectors=True)
        return {str(point.id): list(point.vector) for point in points}
    found = vectors._client.client.get(include=["embeddings"])
    # A server writes as many digits as single precision has.
    return {id_: array("f", vector).tolist() for id_, vector in zip(found["ids"], found["embeddings"], strict=True)}


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
    if "lancedb" in sys.modules:
        import os

        # Not by the interpreter's way out, on which a thread of lancedb 0.25.1 often aborts the process.
        sys.stdout.flush()
        os._exit(0)
