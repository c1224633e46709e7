"""Declared models reach the app's database at every start, on SQLite files and on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.runtime import entries
from kotaemon_cdk8s.runtime.document import ENTRY_KINDS, DocumentError, Entry

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.runtime import app_tables
from tests.servers import postgres

ROOT = Path(__file__).resolve().parents[2]
NONE = {"no-reranking": (dict(entries.NO_RERANKING.content), True)}


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    yield from postgres.running()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sql.db'}"
    server: postgres.Postgres = request.getfixturevalue("server")
    return server.url(server.database())


class App:
    """The app on a database: each start is followed by what it makes of it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = sa.create_engine(url)

    def start(self, *declared: Entry, prune: bool = False) -> dict[str, dict[str, Any]]:
        """Our part, then the app's: its tables made, and read."""
        end = entries.follow(self.url, declared, prune=prune)
        for kind in ENTRY_KINDS:
            app_tables.create(self.engine, kind)
        end()
        return {kind: app_tables.rows(self.engine, kind) for kind in ENTRY_KINDS}


@pytest.fixture
def app(url: str) -> Iterator[App]:
    made = App(url)
    yield made
    made.engine.dispose()


def llm(name: str, *, default: bool = False, **content: Any) -> Entry:
    return Entry("llm", name, {"__type__": "kotaemon.llms.ChatOpenAI", **content}, default=default)


def embedding(name: str, *, default: bool = False, **content: Any) -> Entry:
    return Entry("embedding", name, {"__type__": "kotaemon.embeddings.OpenAIEmbeddings", **content}, default=default)


def reranking(name: str, *, default: bool = True) -> Entry:
    return Entry("reranking", name, {"__type__": "kotaemon.rerankings.TeiFastReranking"}, default=default)


def content(entry: Entry) -> Mapping[str, Any]:
    return entry.content


def test_the_kinds_are_those_of_the_document() -> None:
    assert tuple(entries.KINDS) == ENTRY_KINDS


def test_a_first_start_finds_what_is_declared(app: App, lines: pytest.LogCaptureFixture) -> None:
    a, b = llm("a", default=True, model="m", api_key="sk-secret"), llm("b", model="n")
    found = app.start(a, b, embedding("e", default=True), reranking("r"))
    assert found == {
        "llm": {"a": (content(a), True), "b": (content(b), False)},
        "embedding": {"e": (content(embedding("e")), True)},
        "reranking": {"r": (content(reranking("r")), True)},
    }
    assert lines.messages == [
        "LLM 'a' added",
        "LLM 'b' added",
        "default LLM: 'a'",
        "embedding model 'e' added",
        "default embedding model: 'e'",
        "reranking model 'r' added",
        "default reranking model: 'r'",
    ]
    assert "sk-secret" not in lines.text


def test_a_second_start_of_the_same_changes_nothing(app: App, lines: pytest.LogCaptureFixture) -> None:
    declared = llm("a", default=True), embedding("e", default=True)
    first = app.start(*declared)
    lines.clear()
    assert app.start(*declared) == first
    assert lines.messages == []


def test_a_changed_model_changes_and_says_which_part(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start(llm("a", default=True, model="m", api_key="old-key", timeout=1))
    lines.clear()
    changed = llm("a", default=True, model="n", api_key="new-key", temperature=0)
    assert app.start(changed)["llm"] == {"a": (content(changed), True)}
    assert lines.messages == ["LLM 'a' changed: api_key, model, temperature, timeout"]
    assert "-key" not in lines.text.replace("api_key", "")


def test_what_was_declared_and_no_longer_is_goes(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start(llm("a", default=True), llm("b"), reranking("r"))
    lines.clear()
    found = app.start(llm("b", default=True))
    assert (found["llm"], found["reranking"]) == ({"b": (content(llm("b")), True)}, NONE)
    assert lines.messages == [
        "LLM 'a' removed: it is not declared",
        "default LLM: 'b', was 'a'",
        "reranking model 'r' removed: it is not declared",
        "reranking model 'no-reranking' added",
        "default reranking model: 'no-reranking', was 'r'",
    ]


def test_the_default_moves(app: App) -> None:
    app.start(llm("a", default=True), llm("b"))
    found = app.start(llm("a"), llm("b", default=True))
    assert {name: default for name, (_, default) in found["llm"].items()} == {"a": False, "b": True}


def test_what_people_made_stays_as_it_is(app: App) -> None:
    app.start(llm("a", default=True))
    app_tables.add(app.engine, "llm", "mine", {"model": "x"})
    app_tables.add(app.engine, "embedding", "theirs", {"model": "y"}, default=True)
    found = app.start(llm("b", default=True))
    assert found["llm"] == {"b": (content(llm("b")), True), "mine": ({"model": "x"}, False)}
    assert found["embedding"] == {"theirs": ({"model": "y"}, True)}


def test_a_default_of_people_gives_way_to_a_declared_one(app: App) -> None:
    app.start(llm("a", default=True))
    app_tables.add(app.engine, "llm", "mine", {"model": "x"}, default=True)
    found = app.start(llm("a", default=True))["llm"]
    assert {name: default for name, (_, default) in found.items()} == {"a": True, "mine": False}


def test_pruning_leaves_only_what_is_declared_of_models(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start(llm("a", default=True))
    app_tables.add(app.engine, "llm", "mine", {"model": "x"})
    app_tables.add(app.engine, "reranking", "theirs", {"model": "y"}, default=True)
    lines.clear()
    found = app.start(llm("a", default=True), prune=True)
    assert found["llm"] == {"a": (content(llm("a")), True)}
    assert found["reranking"] == NONE
    assert "LLM 'mine' removed: it is not declared" in lines.messages


def test_a_name_that_people_use_already_is_taken_over_and_goes_later(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start()
    app_tables.add(app.engine, "llm", "a", {"model": "x"})
    lines.clear()
    assert app.start(llm("a", default=True, model="m"))["llm"] == {"a": (content(llm("a", model="m")), True)}
    assert lines.messages[0] == "LLM 'a' taken over from one made in the app, and changed: __type__, model"
    assert app.start()["llm"] == {}


def test_a_declared_model_that_people_changed_or_removed_comes_back(app: App) -> None:
    declared = llm("a", default=True, model="m"), llm("b", model="n")
    first = app.start(*declared)
    with app.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM llm_table WHERE name = 'a'"))
        connection.execute(sa.text("UPDATE llm_table SET spec = '{}' WHERE name = 'b'"))
    assert app.start(*declared) == first


def test_without_any_reranking_there_is_one_that_changes_nothing(app: App) -> None:
    assert app.start()["reranking"] == NONE
    assert app.start()["reranking"] == NONE


def test_a_reranking_of_people_puts_it_away(app: App) -> None:
    app.start()
    app_tables.add(app.engine, "reranking", "mine", {"model": "x"})
    assert app.start()["reranking"] == {"mine": ({"model": "x"}, False)}
    with app.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM reranking"))
    assert app.start()["reranking"] == NONE


class Collections:
    """File collections of the app, some with files."""

    def __init__(self, app: App) -> None:
        self._engine = app.engine
        with self._engine.begin() as connection:
            connection.execute(
                sa.text(
                    "CREATE TABLE ktem__index (id INTEGER PRIMARY KEY, name VARCHAR, index_type VARCHAR, config JSON)"
                )
            )

    def add(self, number: int, name: str, config: str, *, files: int) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                sa.text("INSERT INTO ktem__index VALUES (:id, :name, 'x', :config)"),
                {"id": number, "name": name, "config": config},
            )
            connection.execute(sa.text(f"CREATE TABLE index__{number}__source (id VARCHAR)"))
            for file in range(files):
                connection.execute(sa.text(f"INSERT INTO index__{number}__source VALUES ('{file}')"))


def test_an_embedding_model_in_use_stays(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start(embedding("e", default=True), embedding("f"), embedding("g"))
    Collections(app).add(1, "Papers", '{"embedding": "f"}', files=0)
    lines.clear()
    assert sorted(app.start(embedding("e", default=True))["embedding"]) == ["e", "f"]
    assert lines.messages == [
        "embedding model 'f' is no longer declared, but stays: the collection 'Papers' is indexed with it",
        "embedding model 'g' removed: it is not declared",
    ]
    # It is still known to be ours.
    with app.engine.begin() as connection:
        connection.execute(sa.text("UPDATE ktem__index SET config = '{}'"))
    assert sorted(app.start(embedding("e", default=True))["embedding"]) == ["e"]


STALE = (
    "collection {!r}: its {} files were indexed with another embedding model; delete them and upload them again, or"
    " questions find nothing, or the wrong passages"
)


def test_files_indexed_with_another_model_are_named(app: App, lines: pytest.LogCaptureFixture) -> None:
    app.start(embedding("e", default=True, model="one"), embedding("f", model="two"))
    collections = Collections(app)
    collections.add(1, "Default", "{}", files=2)
    collections.add(2, "Named", '{"embedding": "f"}', files=1)
    collections.add(3, "Empty", "{}", files=0)
    lines.clear()

    app.start(embedding("e", default=True, model="one", api_key="new"), embedding("f", model="two", timeout=3))
    assert [line for line in lines.messages if line.startswith("collection")] == []
    app.start(embedding("e", default=True, model="one"), embedding("f", model="three"))
    assert [line for line in lines.messages if line.startswith("collection")] == [STALE.format("Named", 1)]
    lines.clear()
    app.start(embedding("e", model="one"), embedding("f", default=True, model="three"))
    assert [line for line in lines.messages if line.startswith("collection")] == [STALE.format("Default", 2)]
    lines.clear()
    # Another name for the same model.
    app.start(embedding("again", default=True, model="three"), embedding("f", model="three"))
    assert [line for line in lines.messages if line.startswith("collection")] == []


def test_a_database_that_refuses_is_an_error_of_one_line(app: App) -> None:
    app.start(llm("a", default=True))
    with app.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE llm_table"))
        connection.execute(sa.text("CREATE TABLE llm_table (other VARCHAR)"))
    with pytest.raises(DocumentError, match=r"entries: the database does not take them: .*name") as refused:
        entries.follow(app.url, [llm("a", default=True)], prune=False)
    assert "\n" not in str(refused.value)


PROGRAM = """
import json, sys
import sqlalchemy as sa
from kotaemon_cdk8s.runtime import entries
from kotaemon_cdk8s.runtime.document import Entry
url, count = sys.argv[1:]
sys.stdin.readline()
declared = [Entry("llm", f"m{number}", {"n": number}, default=number == 0) for number in range(int(count))]
entries.follow(url, declared, prune=False)
"""


def test_several_replicas_starting_at_once_leave_one_of_each(app: App) -> None:
    app.start()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, app.url, "20"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.close()
    errors = [process.stderr.read() if process.stderr else "" for process in processes]
    assert [process.wait() for process in processes] == [0] * 4, errors
    found = app_tables.rows(app.engine, "llm")
    assert found == {f"m{number}": ({"n": number}, number == 0) for number in range(20)}


NAMES = st.sampled_from("abc")
DECLARED = st.dictionaries(NAMES, st.integers(0, 2), max_size=3).flatmap(
    lambda drawn: st.tuples(st.just(drawn), st.sampled_from([*drawn] or [None]))
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), DECLARED),
        st.tuples(st.just("made by people"), st.sampled_from("cxy")),
        st.tuples(st.just("removed by people"), st.sampled_from("abcxy")),
    ),
    max_size=8,
)


@given(STEPS, st.booleans())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_after_any_history_the_declared_are_there_and_what_people_made_is_kept(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], prune: bool
) -> None:
    app = App(f"sqlite:///{tmp_path_factory.mktemp('history') / 'sql.db'}")
    app.start()
    of_people: set[str] = set()
    ever_declared: set[str] = set()
    for what, detail in steps:
        if what == "start":
            drawn, default = detail
            declared = [llm(name, default=name == default, n=number) for name, number in drawn.items()]
            found = app.start(*declared, prune=prune)["llm"]
            ever_declared |= set(drawn)
            of_people -= set(drawn)
            if prune:
                of_people.clear()
            assert {name: found[name][0] for name in drawn} == {entry.name: content(entry) for entry in declared}
            assert found.keys() == drawn.keys() | of_people
            if default:
                assert [name for name, (_, flag) in found.items() if flag] == [default]
        elif what == "made by people" and detail not in app_tables.rows(app.engine, "llm"):
            app_tables.add(app.engine, "llm", detail, {"by": "people"})
            of_people.add(detail)
        elif what == "removed by people":
            with app.engine.begin() as connection:
                connection.execute(sa.text("DELETE FROM llm_table WHERE name = :name"), {"name": detail})
            of_people.discard(detail)
    app.engine.dispose()
