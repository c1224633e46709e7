"""What the document leaves to the environment."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s.runtime.document import DocumentError
from kotaemon_cdk8s.runtime.values import resolve

import pytest
import sqlalchemy as sa

HIDDEN = "hidden-value"
PARTS = {"host": "db.example.com", "database": "library", "user": "eva"}


def test_variables_are_put_in_at_any_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "t0ken")
    settings = {
        "KH_VECTORSTORE": {"headers": {"Authorization": {"$env": "TOKEN", "prefix": "Bearer "}}, "port": 8000},
        "KH_DOCSTORE": {"basic_auth": ["elastic", {"$env": "TOKEN"}]},
        "KH_APP_NAME": {"$env": "TOKEN"},
        "KH_DEMO_MODE": False,
        "KH_NOTHING": None,
    }
    assert resolve(settings) == {
        "KH_VECTORSTORE": {"headers": {"Authorization": "Bearer t0ken"}, "port": 8000},
        "KH_DOCSTORE": {"basic_auth": ["elastic", "t0ken"]},
        "KH_APP_NAME": "t0ken",
        "KH_DEMO_MODE": False,
        "KH_NOTHING": None,
    }


def test_what_a_variable_holds_is_a_text_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", '{"$env": "OTHER"}')
    assert resolve({"A": {"$env": "TOKEN"}}) == {"A": '{"$env": "OTHER"}'}


@pytest.mark.parametrize(
    "text", ["p@:/%", " ", "with space", "it's", '"', "\\", "ümläut пароль", "a+b%20c", "?&#=;", "[::1]", "@"]
)
def test_any_user_and_password_is_in_the_url_as_it_is(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TEXT", text)
    reference = {"$env": "SECRET_TEXT"}
    url = sa.make_url(resolve({"$postgresql": {**PARTS, "user": reference, "password": reference}}))
    assert (url.username, url.password) == (text, text)
    assert (url.host, url.port, url.database) == ("db.example.com", 5432, "library")


def test_every_part_of_a_database_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = {"host": "2001:db8::1", "port": "6432", "database": "app", "user": "u", "password": "p", "mode": "require"}
    for name, text in secret.items():
        monkeypatch.setenv(f"DB_{name.upper()}", text)
    parts = {name: {"$env": f"DB_{name.upper()}"} for name in ("host", "port", "database", "user", "password")}
    options = {"sslmode": {"$env": "DB_MODE"}, "connect_timeout": 10, "options": "-csearch_path=my_schema"}
    url = sa.make_url(resolve({"$postgresql": {**parts, "options": options}}))
    assert url == sa.URL.create(
        "postgresql+psycopg2",
        "u",
        "p",
        "2001:db8::1",
        6432,
        "app",
        {"sslmode": "require", "connect_timeout": "10", "options": "-csearch_path=my_schema"},
    )


def test_a_database_without_a_password_has_none() -> None:
    assert resolve({"$postgresql": PARTS}) == "postgresql+psycopg2://eva@db.example.com:5432/library"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"A": {"b": [{"$env": "UNSET"}]}}, "settings.A.b[0]: the environment variable 'UNSET' is not set, or empty"),
        ({"A": {"$env": "EMPTY"}}, "settings.A: the environment variable 'EMPTY' is not set, or empty"),
        ({"A": {"$env": ""}}, "settings.A: the environment variable '' is not set, or empty"),
        ({"A": {"$env": "FROM_ECHO"}}, "settings.A: the environment variable FROM_ECHO ends in a line end"),
        ({"A": {"$env": "FROM_WINDOWS"}}, "settings.A: the environment variable FROM_WINDOWS ends in a line end"),
        ({"A": {"$env": 1}}, "settings.A: $env takes the name of a variable"),
        ({"A": {"$env": "TEXT", "prefix": 1}}, "settings.A: $env takes the name of a variable"),
        ({"A": {"$env": "TEXT", "suffix": "x"}}, "settings.A: $env takes the name of a variable"),
        ({"A": {"$file": "x"}}, "settings.A: $file: known are $env"),
        ({"A": {"$env": "TEXT", "$file": "x"}}, "settings.A: $env, $file: known are $env"),
        ({"A": {"$postgresql": PARTS, "prefix": "x"}}, "settings.A: $postgresql, prefix: known are $env"),
        ({"A": {"$postgresql": []}}, "settings.A.$postgresql: must be an object with host, database, user"),
        ({"A": {"$postgresql": {"host": "x"}}}, "settings.A.$postgresql: must be an object with host, database, user"),
        ({"A": {"$postgresql": {**PARTS, "dbname": "x"}}}, "settings.A.$postgresql: must be an object with"),
        ({"A": {"$postgresql": {**PARTS, "host": ""}}}, "settings.A.$postgresql.host: must be a text"),
        ({"A": {"$postgresql": {**PARTS, "user": 1}}}, "settings.A.$postgresql.user: must be a text"),
        ({"A": {"$postgresql": {**PARTS, "password": None}}}, "settings.A.$postgresql.password: must be a text"),
        (
            {"A": {"$postgresql": {**PARTS, "password": {"$env": "FROM_ECHO"}}}},
            "settings.A.$postgresql.password: the environment variable FROM_ECHO ends in a line end",
        ),
        (
            {"A": {"$postgresql": {**PARTS, "options": {"sslmode": {"$env": "UNSET"}}}}},
            "settings.A.$postgresql.options.sslmode: the environment variable 'UNSET' is not set",
        ),
        ({"A": {"$postgresql": {**PARTS, "port": {"$env": "TEXT"}}}}, "settings.A.$postgresql.port: must be a port"),
        ({"A": {"$postgresql": {**PARTS, "port": 65536}}}, "settings.A.$postgresql.port: must be a port"),
        ({"A": {"$postgresql": {**PARTS, "port": True}}}, "settings.A.$postgresql.port: must be a port"),
        ({"A": {"$postgresql": {**PARTS, "options": []}}}, "settings.A.$postgresql.options: must be an object"),
        ({"A": {"$postgresql": {**PARTS, "options": {"x": None}}}}, "settings.A.$postgresql.options: must be an"),
        ({"A": {"$postgresql": {**PARTS, "options": {"x": True}}}}, "settings.A.$postgresql.options: must be an"),
        ({"A": {"$postgresql": {**PARTS, "host": "x/y"}}}, "settings.A.$postgresql: the host or the name of the"),
        ({"A": {"$postgresql": {**PARTS, "host": "x:y/"}}}, "settings.A.$postgresql: the host or the name of the"),
        ({"A": {"$postgresql": {**PARTS, "database": "x?y"}}}, "settings.A.$postgresql: the host or the name of the"),
    ],
)
def test_what_cannot_be_resolved_is_said_with_its_key_and_never_its_value(
    settings: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UNSET", raising=False)
    for name, text in {
        "EMPTY": "",
        "TEXT": HIDDEN,
        "FROM_ECHO": f"{HIDDEN}\n",
        "FROM_WINDOWS": f"{HIDDEN}\r\n",
    }.items():
        monkeypatch.setenv(name, text)
    with pytest.raises(DocumentError) as raised:
        resolve(settings)
    assert str(raised.value).startswith(message)
    assert HIDDEN not in str(raised.value)
