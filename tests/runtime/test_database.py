"""What follows the declaration, on SQLite files and on PostgreSQL, with the app's tables."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kotaemon_cdk8s.runtime import database

import pytest
import sqlalchemy as sa
import sqlmodel

from tests.servers import postgres

FILES = "ktem.index.file.FileIndex"
NEW = "Str0ng & new"


class User(sqlmodel.SQLModel, table=True):
    """In the form of the app's BaseUser."""

    id: str = sqlmodel.Field(default_factory=lambda: uuid.uuid4().hex, primary_key=True, index=True)
    username: str = sqlmodel.Field(unique=True)
    username_lower: str = sqlmodel.Field(unique=True)
    password: str
    admin: bool = sqlmodel.Field(default=False)


class Index(sqlmodel.SQLModel, table=True):
    """In the form of the app's Index."""

    __tablename__ = "ktem__index"

    id: int | None = sqlmodel.Field(default=None, primary_key=True)
    name: str = sqlmodel.Field(unique=True)
    index_type: str
    config: dict[str, Any] = sqlmodel.Field(default={}, sa_column=sa.Column(sa.JSON))


class Database:
    """The app's database, and a start of the app on it."""

    def __init__(self, url: str, files: Path) -> None:
        self.url = url
        self.files = files
        self.engine = sqlmodel.create_engine(self.url)

    def create(self, *tables: type[sqlmodel.SQLModel]) -> None:
        for table in tables:
            sqlmodel.SQLModel.metadata.tables[str(table.__tablename__)].create(self.engine)

    def add(self, *rows: sqlmodel.SQLModel) -> None:
        with sqlmodel.Session(self.engine) as session:
            session.add_all(rows)
            session.commit()

    def users(self) -> dict[str, tuple[str, bool]]:
        with sqlmodel.Session(self.engine) as session:
            return {user.username: (user.password, user.admin) for user in session.exec(sqlmodel.select(User))}

    def indices(self) -> dict[str, tuple[str, dict[str, Any]]]:
        with sqlmodel.Session(self.engine) as session:
            return {index.name: (index.index_type, index.config) for index in session.exec(sqlmodel.select(Index))}

    def follow(self, *indices: dict[str, Any], admin: str = "admin", admin_password: bool = True) -> None:
        settings = {
            "KH_DATABASE": self.url,
            "KH_FEATURE_USER_MANAGEMENT_ADMIN": admin,
            "KH_FILESTORAGE_PATH": str(self.files),
            "KH_INDICES": indices,
        }
        database.follow(settings, admin_password=admin_password)

    def tables(self) -> Sequence[str]:
        return sa.inspect(self.engine).get_table_names()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    yield from postgres.running()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sql.db'}"
    server: postgres.Postgres = request.getfixturevalue("server")
    return server.url(server.database())


@pytest.fixture
def db(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv(database.ADMIN_PASSWORD, NEW)
    made = Database(url, tmp_path / "files")
    yield made
    made.engine.dispose()


@pytest.fixture
def seeded(db: Database) -> Database:
    """As the app leaves it after its first start."""
    db.create(User, Index)
    return db


def digest(password: str) -> str:
    # ktem/pages/resources/user.py: what the login page compares.
    return hashlib.sha256(password.encode()).hexdigest()


def user(name: str, password: str, *, admin: bool = False) -> User:
    return User(username=name, username_lower=name.lower(), password=digest(password), admin=admin)


def index(name: str = "File Collection", kind: str = FILES, **config: Any) -> Index:
    return Index(name=name, index_type=kind, config=config)


def declared(name: str = "File Collection", kind: str = FILES, **config: Any) -> dict[str, Any]:
    return {"name": name, "index_type": kind, "config": config}


def test_the_admins_password_follows_the_secret(seeded: Database, lines: pytest.LogCaptureFixture) -> None:
    seeded.add(user("admin", "old", admin=True))
    seeded.follow()
    assert seeded.users() == {"admin": (digest(NEW), True)}
    assert lines.messages == ["the password of admin 'admin' now follows the Secret"]
    assert NEW not in lines.text


def test_a_password_that_is_right_already_is_not_written(seeded: Database, lines: pytest.LogCaptureFixture) -> None:
    seeded.add(user("admin", NEW, admin=True))
    seeded.follow()
    assert seeded.users() == {"admin": (digest(NEW), True)}
    assert lines.messages == []


@pytest.mark.parametrize(("stored", "declared_name"), [("admin", "Admin"), ("ADMIN", "admin")])
def test_the_admin_is_found_in_any_case_as_at_login(stored: str, declared_name: str, seeded: Database) -> None:
    seeded.add(user(stored, "old", admin=True))
    seeded.follow(admin=declared_name)
    assert seeded.users() == {stored: (digest(NEW), True)}


@pytest.mark.parametrize("password", ["old", NEW])
def test_an_admin_who_lost_the_role_gets_it_back(password: str, seeded: Database) -> None:
    seeded.add(user("admin", password, admin=False))
    seeded.follow()
    assert seeded.users() == {"admin": (digest(NEW), True)}


def test_other_users_stay_as_they_are_and_other_admins_are_named(
    seeded: Database, lines: pytest.LogCaptureFixture
) -> None:
    seeded.add(user("admin", NEW, admin=True), user("eva", "e"), user("root", "r", admin=True))
    seeded.follow()
    assert seeded.users() == {
        "admin": (digest(NEW), True),
        "eva": (digest("e"), False),
        "root": (digest("r"), True),
    }
    assert lines.messages == ["user 'root' is an admin too, with a password that no Secret governs"]


def test_an_admin_who_is_not_there_yet_is_left_to_the_app(seeded: Database) -> None:
    seeded.add(user("eva", "e"))
    seeded.follow()
    assert seeded.users() == {"eva": (digest("e"), False)}


def test_without_a_governed_password_no_user_is_touched(
    seeded: Database, monkeypatch: pytest.MonkeyPatch, lines: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(database.ADMIN_PASSWORD)
    seeded.add(user("admin", "old"), user("root", "r", admin=True))
    seeded.follow(admin_password=False)
    assert seeded.users() == {"admin": (digest("old"), False), "root": (digest("r"), True)}
    assert lines.messages == []


@pytest.mark.parametrize("tables", [(), (User,), (Index,)])
def test_a_table_that_is_not_there_yet_is_left_to_the_app(
    tables: tuple[type[sqlmodel.SQLModel], ...], db: Database
) -> None:
    db.create(*tables)
    db.follow(declared())
    assert list(db.tables()) == [table.__tablename__ for table in tables]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("supported_file_types", ".pdf, .md"),
        ("max_file_size", 5),
        ("max_number_of_files", 7),
        ("chunk_size", 512),
        ("chunk_overlap", 64),
    ],
)
def test_an_option_of_an_index_follows(key: str, value: Any, seeded: Database, lines: pytest.LogCaptureFixture) -> None:
    seeded.add(index(supported_file_types=".pdf", private=True, ours="stays"))
    seeded.follow(declared(**{key: value}))
    assert seeded.indices() == {
        "File Collection": (FILES, {"supported_file_types": ".pdf", "private": True, "ours": "stays", key: value})
    }
    assert lines.messages == [f"index 'File Collection': {key}={value!r}"]


def test_options_that_are_right_already_are_not_written(seeded: Database, lines: pytest.LogCaptureFixture) -> None:
    seeded.add(index(max_file_size=5, private=True))
    seeded.follow(declared(max_file_size=5, private=True))
    assert seeded.indices() == {"File Collection": (FILES, {"max_file_size": 5, "private": True})}
    assert lines.messages == []


@pytest.mark.parametrize(("key", "was", "wanted"), [("private", True, False), ("embedding", "openai", "cohere")])
def test_what_cannot_change_once_files_are_indexed_stays(
    key: str, was: Any, wanted: Any, seeded: Database, lines: pytest.LogCaptureFixture
) -> None:
    seeded.add(index(**{key: was}))
    seeded.follow(declared(**{key: wanted}))
    assert seeded.indices() == {"File Collection": (FILES, {key: was})}
    assert lines.messages == [f"index 'File Collection' keeps {key}={was!r}: it cannot change once files are indexed"]


def test_an_index_of_another_type_stays_whole(seeded: Database, lines: pytest.LogCaptureFixture) -> None:
    seeded.add(index(max_file_size=1))
    seeded.follow(declared(kind="ktem.index.file.graph.GraphRAGIndex", max_file_size=5))
    assert seeded.indices() == {"File Collection": (FILES, {"max_file_size": 1})}
    assert lines.messages == [f"index 'File Collection' stays a {FILES}: its type cannot change"]


def test_an_index_that_is_not_declared_or_not_there_is_left_alone(seeded: Database) -> None:
    seeded.add(index("Made in the UI", max_file_size=1))
    seeded.follow(declared("Declared only", max_file_size=5))
    assert seeded.indices() == {"Made in the UI": (FILES, {"max_file_size": 1})}


def test_each_index_has_its_folder_on_a_new_volume(seeded: Database) -> None:
    seeded.add(index("Books"), index("made by an administrator"))
    for _ in range(2):
        seeded.follow(declared("Books"))
    assert sorted(folder.name for folder in seeded.files.iterdir()) == ["index_1", "index_2"]


def test_several_indices_follow_each_its_own_declaration(seeded: Database) -> None:
    seeded.add(index("A", max_file_size=1), index("B", max_file_size=2), index("C", max_file_size=3))
    seeded.follow(declared("B", max_file_size=20), declared("A", max_file_size=10))
    assert {name: config for name, (_, config) in seeded.indices().items()} == {
        "A": {"max_file_size": 10},
        "B": {"max_file_size": 20},
        "C": {"max_file_size": 3},
    }


def test_an_index_without_options_gets_them(seeded: Database) -> None:
    with seeded.engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO ktem__index (name, index_type, config) VALUES ('File Collection', :kind, NULL)"),
            {"kind": FILES},
        )
    seeded.follow(declared(max_file_size=5))
    assert seeded.indices() == {"File Collection": (FILES, {"max_file_size": 5})}


@pytest.mark.parametrize(
    ("password", "message"),
    [
        (None, "the Secret holds an empty password"),
        ("", "the Secret holds an empty password"),
        (" \t\n", "the Secret holds an empty password"),
        ("secret\n", "begins or ends with white space or a line end"),
        ("secret\r\n", "begins or ends with white space or a line end"),
        (" secret", "begins or ends with white space or a line end"),
    ],
)
def test_a_password_with_which_nobody_could_log_in_is_refused(
    password: str | None, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(monkeypatch, password)
    with pytest.raises(database.PasswordError) as raised:
        database.check_admin_password()
    assert str(raised.value).startswith(f"{database.ADMIN_PASSWORD}: ")
    assert message in str(raised.value)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("password", ["secret", "with space inside", "ümläut", "x"])
def test_any_other_password_is_right(password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, password)
    check: Callable[[], None] = database.check_admin_password
    check()


def _set(monkeypatch: pytest.MonkeyPatch, password: str | None) -> None:
    if password is None:
        monkeypatch.delenv(database.ADMIN_PASSWORD, raising=False)
    else:
        monkeypatch.setenv(database.ADMIN_PASSWORD, password)
