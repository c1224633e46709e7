"""The runtime on a real PostgreSQL server, loaded by apps that make tables as Kotaemon does."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import MetadataDb, SslMode
from kotaemon_cdk8s.runtime import postgresql, wait
from kotaemon_cdk8s.runtime.document import DocumentError

import pytest
import sqlalchemy as sa

from tests.runtime.server_process import Served
from tests.servers import postgres as servers
from tests.servers.emitted import Emitted
from tests.servers.postgres import PASSWORD, Postgres, owner, url_of
from tests.support import new_chart

WAITING = "another process is starting on the database: waiting for it"
TABLES = {"index__1__source", "index__2__source"}


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    yield from servers.running()


@pytest.fixture
def database(server: Postgres) -> str:
    return server.database()


def serve(folder: Path, declared: Emitted, *, kind: str = "gradio") -> Served:
    # Not the whole document: its other settings are those of the real app.
    document = {"settings": {"KH_DATABASE": declared.settings["KH_DATABASE"]}}
    return Served(kind, folder, app="tables", document=document, env=declared.secret_env)


def rows(server: Postgres, database: str, table: str) -> list[tuple[Any, ...]]:
    return server.execute(database, f'SELECT id, name, "user" FROM {table} ORDER BY id')


def asked_by(url: str) -> tuple[str, bool]:
    """Who asks, and whether over TLS."""
    with postgresql.engine(url).connect() as connection:
        statement = "SELECT current_user, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        user, encrypted = connection.execute(sa.text(statement)).one()
    return user, encrypted


both = pytest.mark.parametrize("kind", ["gradio", "uvicorn"])


@both
def test_the_app_starts_asks_and_starts_again(kind: str, server: Postgres, database: str, tmp_path: Path) -> None:
    for start in ("first", "second"):
        with serve(tmp_path / start, server.declared(database), kind=kind) as app:
            app.wait_until_serving()
            answers = {path: app.get(path).read().decode() for path in ("/one", "/none", "/both", "/text")}
            assert answers == {"/one": "a", "/none": "b", "/both": "a,b", "/text": "a"}
            assert PASSWORD not in app.log
            assert "not done" not in app.log
    for table in TABLES:
        assert rows(server, database, f"public.{table}") == [("a", "a", "1"), ("b", "b", "-1")]


@both
def test_processes_on_an_empty_database_start_one_after_the_other(
    kind: str, server: Postgres, database: str, tmp_path: Path
) -> None:
    with ExitStack() as running:
        apps = [running.enter_context(serve(tmp_path / n, server.declared(database), kind=kind)) for n in "abc"]
        for app in apps:
            app.wait_until_serving()
            assert app.get("/one").read() == b"a"
        assert sum(WAITING in app.log for app in apps) >= 2
    for table in TABLES:
        assert rows(server, database, table) == [("a", "a", "1"), ("b", "b", "-1")]


def test_without_the_runtime_such_an_app_does_not_start(server: Postgres, database: str, tmp_path: Path) -> None:
    env = {"THEFLOW_SETTINGS_MODULE": "plain", "DB_URL": server.url(database)}
    tmp_path.joinpath("plain.py").write_text(
        "import os\nfrom flowsettings import *\nKH_DATABASE = os.environ['DB_URL']\n"
    )
    with Served("gradio", tmp_path, app="tables", runtime=False, env=env) as app:
        assert app.wait_for_end() != 0
        assert '"_name_user_uc" already exists' in app.log


def test_a_process_that_ends_while_it_starts_lets_the_next_one_in(
    server: Postgres, database: str, tmp_path: Path
) -> None:
    with serve(tmp_path / "a", server.declared(database)) as first:
        first.wait_for_log("settings of")
    with serve(tmp_path / "b", server.declared(database)) as second:
        second.wait_until_serving()


def test_a_process_that_waits_for_another_ends_on_sigterm(server: Postgres, database: str, tmp_path: Path) -> None:
    let_next_start = postgresql.lock_start(server.url(database))
    with serve(tmp_path, server.declared(database)) as app:
        app.wait_for_log(WAITING)
        app.terminate()
        assert app.wait_for_end() != 0
    let_next_start()


def test_a_process_that_starts_for_ever_does_not_keep_out_the_others(
    server: Postgres, database: str, lines: pytest.LogCaptureFixture
) -> None:
    url = server.url(database)
    first = postgresql.lock_start(url)
    second = postgresql.lock_start(url, give_up=0)
    assert lines.messages[-1] == "another process is still starting on the database: going on beside it"
    first()
    second()


def test_the_lock_outlives_the_time_limits_of_its_role_and_is_the_schemas_own(
    server: Postgres, database: str, lines: pytest.LogCaptureFixture
) -> None:
    server.execute(database, f"ALTER ROLE \"{owner(database)}\" SET idle_in_transaction_session_timeout = '100ms'")
    held = postgresql.lock_start(server.url(database))
    elsewhere = postgresql.lock_start(server.url(database, schema="other"))
    assert lines.messages == ["schema 'other' made"]
    time.sleep(0.5)  # longer than the limit
    again = postgresql.lock_start(server.url(database), give_up=0)
    assert WAITING in lines.text
    for let_next_start in (held, elsewhere, again):
        let_next_start()


def test_a_lock_whose_connection_broke_can_be_let_go(server: Postgres, database: str) -> None:
    let_next_start = postgresql.lock_start(server.url(database))
    server.restart()
    let_next_start()
    postgresql.lock_start(server.url(database), give_up=0)()


def test_requests_go_on_after_a_restart_of_the_server(server: Postgres, database: str, tmp_path: Path) -> None:
    with serve(tmp_path, server.declared(database)) as app:
        app.wait_until_serving()
        assert app.get("/one").read() == b"a"
        server.restart()
        assert app.get("/one").read() == b"a"


def test_the_app_waits_for_a_server_that_starts_later(server: Postgres, database: str, tmp_path: Path) -> None:
    server.stop()
    try:
        with serve(tmp_path, server.declared(database)) as app:
            place = f"PostgreSQL metadata database at localhost:{server.port}/{database}"
            app.wait_for_log(f"waiting for {place}, for ")
            assert "Connection refused" in app.log
            server.start()
            app.wait_until_serving()
            assert f"{place} is there, after" in app.log
            assert PASSWORD not in app.log
    finally:
        server.restart()


@pytest.mark.parametrize("password", ["p@:/%", "with space", "it's", '"', "\\", "пароль", "a+b%20c", "?&#=", "$1", " "])
def test_any_password_gets_through(password: str, server: Postgres, database: str) -> None:
    server.execute("postgres", f'ALTER ROLE "{owner(database)}" PASSWORD :password', password=password)
    assert asked_by(server.url(database, password=password)) == (owner(database), True)


def test_a_user_who_is_no_secret_gets_in(server: Postgres, database: str) -> None:
    assert asked_by(server.url(database, user=owner(database))) == (owner(database), True)


@pytest.mark.parametrize("sslmode", SslMode)
def test_the_connection_is_as_safe_as_it_is_told_to_be(sslmode: SslMode, server: Postgres, database: str) -> None:
    ca = {} if sslmode.verifies else {"ca": None}
    url = server.url(database, sslmode=sslmode, **ca)
    assert asked_by(url) == (owner(database), sslmode is not SslMode.DISABLE)


def test_the_operators_database_is_used_with_its_secrets(server: Postgres) -> None:
    chart = new_chart()
    database = server.database("operators")
    store = MetadataDb.cloudnative_pg(chart, "db", database=database)
    pod = server.emitted(database, "db-app", store, port=server.port, chart=chart)
    assert asked_by(url_of(pod)) == (owner(database), True)


def test_a_certificate_of_the_declared_authority_is_accepted(server: Postgres, database: str, tmp_path: Path) -> None:
    with serve(tmp_path, server.declared(database)) as app:
        app.wait_until_serving()
        used = server.execute(
            "postgres",
            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = :user",
            user=owner(database),
        )
        assert used == [(True,)]


@pytest.mark.parametrize(
    ("file", "answer"), [("wrong", "certificate verify failed"), ("missing", "root certificate file .* does not exist")]
)
def test_a_wrong_authority_is_said(
    file: str, answer: str, server: Postgres, database: str, lines: pytest.LogCaptureFixture
) -> None:
    pod = server.declared(database, ca_file=server.wrong_ca_file)
    if file == "missing":
        # No pod starts without it; but a hand may have taken it away since.
        pod.path("/etc/kotaemon-cdk8s-files/metadata-db/ca.crt").unlink()
    url = url_of(pod)
    with pytest.raises(wait.WaitError, match=f"PostgreSQL metadata database at localhost:.*{answer}"):
        wait.wait(wait.needed((), url), limit=0)
    assert re.search(answer, lines.text)
    assert PASSWORD not in lines.text


def test_a_wrong_password_and_a_missing_database_are_said(
    server: Postgres, database: str, lines: pytest.LogCaptureFixture
) -> None:
    for url, answer in (
        (server.url(database, password="secret-but-wrong"), "password authentication failed"),
        (server.url(database).replace(f"/{database}", "/nowhere"), 'database "nowhere" does not exist'),
    ):
        with pytest.raises(wait.WaitError, match=answer):
            wait.wait(wait.needed((), url), limit=0)
    assert "secret-but-wrong" not in lines.text


def test_a_schema_is_made_by_the_first_of_several_processes(server: Postgres, database: str, tmp_path: Path) -> None:
    declared = server.declared(database, schema="library")
    with ExitStack() as running:
        apps = [running.enter_context(serve(tmp_path / name, declared)) for name in "ab"]
        for app in apps:
            app.wait_until_serving()
            assert app.get("/both").read() == b"a,b"
        assert sum("schema 'library' made" in app.log for app in apps) == 1
    found = server.execute(database, "SELECT schemaname, tablename FROM pg_tables WHERE tablename LIKE 'index%'")
    assert set(found) == {("library", table) for table in TABLES}


def test_two_schemas_of_one_database_hold_an_app_each(server: Postgres, database: str, tmp_path: Path) -> None:
    for schema in ("first", "second"):
        with serve(tmp_path / schema, server.declared(database, schema=schema)) as app:
            app.wait_until_serving()
    for schema in ("first", "second"):
        assert len(rows(server, database, f"{schema}.index__1__source")) == 2


def test_a_schema_in_quotes_is_made_as_it_is_written(
    server: Postgres, database: str, lines: pytest.LogCaptureFixture
) -> None:
    # The library takes no such name; but the document can be patched.
    url = sa.make_url(server.url(database)).update_query_dict({"options": '-csearch_path="Second"'})
    postgresql.lock_start(url.render_as_string(hide_password=False))()
    assert lines.messages == ["schema 'Second' made"]


def test_a_schema_that_cannot_be_made_ends_the_start_in_one_line(
    server: Postgres, database: str, tmp_path: Path
) -> None:
    server.execute("postgres", f'ALTER DATABASE "{database}" OWNER TO postgres')
    with serve(tmp_path, server.declared(database, schema="library")) as app:
        assert app.wait_for_end() == 78
        assert "settings.KH_DATABASE: schema 'library' cannot be made: permission denied" in app.log
        assert "Traceback" not in app.log


def test_a_user_without_any_schema_is_told_so(server: Postgres, database: str) -> None:
    server.execute("postgres", f'ALTER ROLE "{owner(database)}" SET search_path = nowhere')
    with pytest.raises(DocumentError, match="the search_path of this user names no schema that is there"):
        postgresql.lock_start(server.url(database))
