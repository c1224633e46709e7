"""The commands of docs/how-to/upgrade-postgresql.md, as they stand there, between two real servers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.servers.postgres import Postgres, binaries, running
from tests.support import REPOSITORY

PAGE = REPOSITORY / "docs" / "how-to" / "upgrade-postgresql.md"
# Instead of entering a pod, it runs the command here, for the server whose pod it is.
KUBECTL = """\
#!/bin/sh
while [ "$1" != exec ]; do shift; done
shift
[ "$1" = -i ] && shift
. "$SERVERS/$1"
shift 2
PATH="$BINARIES:$PATH" exec "$@"
"""
TABLES = """
SET ROLE kotaemon;
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE "user" (id serial PRIMARY KEY, name text UNIQUE, kind kind, data json);
CREATE TABLE empty (id int);
INSERT INTO "user" (name, kind, data)
SELECT 'ümläut ' || n, 'b', json_build_object('n', n) FROM generate_series(1, 1000) AS n;
RESET ROLE;
"""


def commands(step: str) -> str:
    """The block below a step of the page."""
    found = re.search(rf"^\*\*{step}.*?^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def pods() -> Iterator[dict[str, Postgres]]:
    with ExitStack() as stack:
        started = {pod: stack.enter_context(contextmanager(running)()) for pod in ("library-db-0", "library-db-18-0")}
        for server in started.values():
            server.execute("postgres", "CREATE ROLE kotaemon LOGIN")
        yield started


@pytest.fixture(autouse=True)
def _empty(pods: dict[str, Postgres]) -> None:
    for server in pods.values():
        server.execute("postgres", "DROP DATABASE IF EXISTS kotaemon")
        server.execute("postgres", "CREATE DATABASE kotaemon OWNER kotaemon")


@pytest.fixture
def shell(pods: dict[str, Postgres]) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="upgrade-"))
    try:
        (folder / "kubectl").write_text(KUBECTL)
        (folder / "kubectl").chmod(0o755)
        for pod, server in pods.items():
            (folder / pod).write_text(f"export PGHOST={server.socket} PGPORT={server.port}\n")
        yield folder
    finally:
        shutil.rmtree(folder)


def run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "SERVERS": str(folder),
        "BINARIES": str(binaries()),
    }
    return subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_copy_has_all_and_belongs_to_the_app(pods: dict[str, Postgres], shell: Path) -> None:
    old, new = pods.values()
    old.execute("kotaemon", TABLES)
    copied = run(shell, commands("3. Copy"))
    assert (copied.returncode, copied.stderr) == (0, "")
    counted = run(shell, commands("4. Count"))
    assert (counted.returncode, counted.stdout, counted.stderr) == (0, "", "")
    assert (shell / "new.txt").read_text() == "empty|0\nuser|1000\n"
    everything = 'SELECT id, name, kind::text, data::text FROM "user" ORDER BY id'
    assert new.execute("kotaemon", everything) == old.execute("kotaemon", everything)
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert new.execute("kotaemon", owners) == [("kotaemon",)]
    new.execute("kotaemon", "SET ROLE kotaemon; INSERT INTO \"user\" (name) VALUES ('next')")
    assert new.execute("kotaemon", "SELECT id FROM \"user\" WHERE name = 'next'") == [(1001,)]
    # The next count is not the same, and says which table.
    assert "> user|1001" in run(shell, commands("4. Count")).stdout


def test_a_copy_that_fails_leaves_nothing(pods: dict[str, Postgres], shell: Path) -> None:
    old, new = pods.values()
    old.execute("kotaemon", TABLES)
    new.execute("kotaemon", "CREATE TABLE empty (id int)")
    assert run(shell, commands("3. Copy")).returncode != 0
    assert new.execute("kotaemon", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("empty",)]
