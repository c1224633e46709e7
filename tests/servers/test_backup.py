"""Backup and restore, by the programs and scripts of the Jobs, with real databases, stores and repositories."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import ANY

from kotaemon_cdk8s import BackupRepository, DocumentStore, MetadataDb, RestoreDrill, SecretRef, SslMode, VectorStore

import pytest

from tests.servers import postgres
from tests.servers.chroma import ChromaServer
from tests.servers.conftest import Emit, Serve
from tests.servers.deployments import LIMIT, Deployment, refused_script, script
from tests.servers.elasticsearch import Indices
from tests.servers.emitted import Emitted
from tests.servers.postgres import Postgres
from tests.support import kotaemon, new_chart, one, synthesized

FILES = 5
CHUNKS = 6
DATABASE = SecretRef("db", "password")
MILVUS = SecretRef("milvus", "password")
Make = Callable[..., Deployment]


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    yield from postgres.running()


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    started = ChromaServer("chroma-1", tmp_path_factory.mktemp("chroma"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def filled(stores: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Deployment, Path]:
    """A deployment of embedded stores, that no test changes, and its backup."""
    pod = Emitted(tmp_path_factory.mktemp("filled"), {}, document_store=DocumentStore.lancedb())
    deployment, folder = Deployment(stores, pod), tmp_path_factory.mktemp("backup")
    deployment.library("fill", "2")
    deployment.backup(("export", folder))
    shutil.copytree(deployment.files, folder / "files")
    return deployment, folder


@pytest.fixture
def make(stores: Path, emit: Emit) -> Make:
    """Deployments, of embedded stores if nothing else is said."""

    def made(secrets: Mapping[SecretRef, str] | None = None, **options: Any) -> Deployment:
        options = {"document_store": DocumentStore.lancedb(), **options}
        return Deployment(stores, emit(dict(secrets or {}), **options))

    return made


class Servers:
    """PostgreSQL and Chroma as servers, for one deployment."""

    _numbers = itertools.count()

    def __init__(self, make: Make, database: Postgres, chroma: ChromaServer, schema: str | None = None) -> None:
        self.database = database.database()
        self.user = postgres.owner(self.database)
        vectors = VectorStore.external_chroma(
            f"http://localhost:{chroma.port}", tenant=f"tenant-{next(self._numbers)}", database="kotaemon"
        )
        rows = MetadataDb.external(
            database.host, password=DATABASE, port=database.port, database=self.database, user=self.user,
            sslmode=SslMode.REQUIRE, **({"schema": schema} if schema else {}),
        )  # fmt: skip
        self.store = rows
        self.deployment = make({DATABASE: postgres.PASSWORD}, metadata_db=rows, vector_store=vectors)
        self.env = {
            "PGHOST": database.host,
            "PGPORT": str(database.port),
            "PGUSER": self.user,
            "PGPASSWORD": postgres.PASSWORD,
            "PGDATABASE": self.database,
            "PGSSLMODE": "require",
            **({"KOTAEMON_SCHEMA": schema} if schema else {}),
        }


def without(shown: Mapping[str, Any], files: Any) -> dict[str, Any]:
    """What is left of it without the files that were deleted."""
    ids = {
        row[0] for number in (1, 2) for row in shown["tables"][f"index__{number}__source"] if row[1] in files[number]
    }
    left: dict[str, Any] = json.loads(json.dumps(shown))
    for number in ("1", "2"):
        tables = left["tables"]
        gone = {row[2] for row in tables[f"index__{number}__index"] if row[1] in ids}
        tables[f"index__{number}__source"] = [row for row in tables[f"index__{number}__source"] if row[0] not in ids]
        tables[f"index__{number}__index"] = [row for row in tables[f"index__{number}__index"] if row[1] not in ids]
        for what in ("texts", "vectors"):
            left[what][number] = {id_: one for id_, one in left[what][number].items() if id_ not in gone}
    del left["files"]
    return left


VICTIMS = {1: {"file-000", "file-002"}, 2: {"file-001"}}


def holds(shown: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """See that nothing is lost of what was there before, but for the victims, and that nothing dangles."""
    for table, rows in without(before, VICTIMS)["tables"].items():
        assert [row for row in rows if row not in shown["tables"][table]] == []
    for what, relation in (("texts", "document"), ("vectors", "vector")):
        for number in ("1", "2"):
            kept = without(before, VICTIMS)[what][number]
            assert kept.items() <= shown[what][number].items()
            references = shown["tables"][f"index__{number}__index"]
            assert {row[2] for row in references if row[3] == relation} == shown[what][number].keys()
            sources = {row[0] for row in shown["tables"][f"index__{number}__source"]}
            assert {row[1] for row in references} <= sources
    assert before["files"].items() <= shown["files"].items()


class Writer:
    """The app, adding and deleting files."""

    def __init__(self, deployment: Deployment, stop: Path) -> None:
        self._stop = stop
        self._process = deployment.begin_library("write", str(stop))
        assert self._process.stdout
        ready = self._process.stdout.readline()
        assert ready == "ready\n", self._process.communicate()

    def end(self) -> None:
        self._stop.touch()
        output, errors = self._process.communicate(timeout=120)
        assert self._process.returncode == 0, errors
        assert int(output) > 0


def repository(folder: Path, *, password: str = "s3cret") -> dict[str, str]:
    """What restic is told; without restic the test is skipped."""
    if shutil.which("restic") is None:
        reason = "no restic: install Debian's package restic"
        if "REQUIRE_SERVERS" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return {
        "RESTIC_REPOSITORY": str(folder / "repository"),
        "RESTIC_PASSWORD": password,
        "RESTIC_CACHE_DIR": str(folder / "cache"),
        "TMPDIR": str(folder),
    }


class Drill:
    """The pod of a drill: its commands, with the folders and the port of the test's."""

    def __init__(self, make: Make, folder: Path, **options: Any) -> None:
        chart = new_chart()
        app = kotaemon(chart, document_store=DocumentStore.lancedb(), **options)
        store = BackupRepository.volume(password=DATABASE, claim="backups")
        RestoreDrill(chart, "drill", app=app, repository=store)
        objects = synthesized(chart)
        pod = one(objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        self.containers = {item["name"]: item for item in (*pod["initContainers"], *pod["containers"])}
        self.port = postgres.free_port()
        files = one(objects, "ConfigMap", "drill-scripts")["data"]
        self.deployment = make()
        self.deployment.pod.declare(files["settings.json"].replace("5432", str(self.port)))
        for item in self.containers["load"]["env"]:
            assert item["name"] in self.deployment.pod.env
        self.content, self.scripts, self.data = (folder / name for name in ("content", "scripts", "data"))
        for path in (self.content, self.scripts):
            path.mkdir(parents=True)
        for name in files:
            (self.scripts / name).write_text(files[name])
        self._paths = {
            "/opt/kotaemon-cdk8s-backup/": f"{self.scripts}/",
            "/var/lib/kotaemon-cdk8s-postgres": str(self.data),
            "/backup": str(self.content),
            "/app/.venv/bin/python": self.deployment.command()[0],
        }

    def command(self, container: str) -> list[str]:
        parts: list[str] = self.containers[container]["command"]
        return [self._here(part) for part in parts]

    def env(self, container: str) -> dict[str, str]:
        """Its literal variables."""
        found = {item["name"]: item["value"] for item in self.containers[container]["env"] if "value" in item}
        return {**found, "PATH": os.environ["PATH"], **({"PGPORT": str(self.port)} if "PGPORT" in found else {})}

    def run(self, container: str, env: Mapping[str, str]) -> None:
        done = subprocess.run(
            self.command(container), env={**self.env(container), **env}, capture_output=True, timeout=LIMIT, check=False
        )
        assert done.returncode == 0, done.stderr

    def load(self) -> tuple[int, str]:
        """Status of the last step, and what it says."""
        process = self.deployment.start(*self.command("load"))
        _, errors = process.communicate(timeout=LIMIT)
        return process.returncode, errors

    def _here(self, text: str) -> str:
        for path, here in self._paths.items():
            if text.startswith(path):
                return text.replace(path, here, 1)
        return text


def test_a_drill_restores_the_latest_backup_within_its_own_pod(
    make: Make, filled: tuple[Deployment, Path], tmp_path: Path
) -> None:
    (source, folder), env = filled, repository(tmp_path)
    drill = Drill(make, tmp_path / "drill")
    script("restic_backup.sh", folder, "kotaemon.kotaemon", "5%", *KEEP, env=env)
    drill.run("fetch", env)
    assert drill.load() == (0, ANY)
    assert drill.deployment.show() == source.show()
    # What is damaged in the repository's copy is told of.
    drill.deployment.wipe()
    (texts,) = (drill.content / "texts").glob("index_1.ndjson")
    texts.write_text("".join(texts.read_text().splitlines(keepends=True)[1:]))
    status, errors = drill.load()
    assert status == 1
    assert "the target is not what was backed up: index_1: document " in errors


def test_a_drill_has_a_postgresql_of_its_own(
    make: Make, database: Postgres, chroma: ChromaServer, tmp_path: Path
) -> None:
    servers = Servers(make, database, chroma, schema="team")
    database.execute(servers.database, f'CREATE SCHEMA team AUTHORIZATION "{servers.user}"')
    servers.deployment.library("fill", "2")
    account = postgres.unprivileged()
    # Not in pytest's folder, which only its own user may enter.
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        root = Path(folder)
        drill = Drill(make, root, metadata_db=servers.store)
        script("postgres_dump.sh", drill.content, env=servers.env)
        servers.deployment.backup(("export", drill.content))
        shutil.copytree(servers.deployment.files, drill.content / "files")
        if account:
            for path in (root, *root.rglob("*")):
                shutil.chown(path, account)
        env = {**drill.env("metadata"), "PATH": f"{postgres.binaries()}:{os.environ['PATH']}", "HOME": folder}
        with (tmp_path / "log").open("w") as log:
            server = subprocess.Popen(
                drill.command("metadata"), cwd=root, env=env, stdout=log, stderr=log, **postgres.as_unprivileged()
            )
            loaded = drill.load()
            assert server.wait(timeout=LIMIT) == 0, (tmp_path / "log").read_text()
        assert loaded == (0, ANY)
    assert contents(drill.deployment.files) == contents(servers.deployment.files)


KEEP = ("--keep-daily", "7", "--keep-last", "3")


def test_embedded_stores_come_back_as_they_were_when_the_backup_began(make: Make, tmp_path: Path) -> None:
    deployment = make()
    deployment.library("fill", str(FILES))
    before = deployment.show()
    writer = Writer(deployment, tmp_path / "stop")
    folder, restored, env = tmp_path / "backup", tmp_path / "restored", repository(tmp_path)
    deployment.backup(("export", folder))
    shutil.copytree(deployment.files, folder / "files")
    script("restic_backup.sh", folder, "team", "100%", *KEEP, env=env)
    writer.end()
    deployment.wipe()
    script("restic_restore.sh", restored, "team", "latest", env=env)
    deployment.backup(("check", restored), ("load", restored), ("verify", restored))
    holds(deployment.show(), before)


def test_servers_come_back_as_they_were_when_the_backup_began(
    make: Make, database: Postgres, chroma: ChromaServer, tmp_path: Path
) -> None:
    servers = Servers(make, database, chroma, schema="team")
    deployment = servers.deployment
    database.execute(servers.database, f'CREATE SCHEMA team AUTHORIZATION "{servers.user}"')
    database.execute(servers.database, "CREATE TABLE public.of_another (n int)")
    deployment.library("fill", str(FILES))
    before = deployment.show()
    folder = tmp_path / "backup"
    writer = Writer(deployment, tmp_path / "stop")
    script("postgres_dump.sh", folder, env=servers.env)
    deployment.backup(("export", folder))
    shutil.copytree(deployment.files, folder / "files")
    writer.end()
    assert "to lose that, say --overwrite" in deployment.refusal("check", folder)
    deployment.backup(("check", folder, "--overwrite"))
    script("postgres_restore.sh", folder, env=servers.env)
    deployment.backup(("load", folder, "--overwrite"), ("verify", folder))
    holds(deployment.show(), before)
    assert database.execute(servers.database, "SELECT * FROM public.of_another") == []
    other = {**servers.env, "KOTAEMON_SCHEMA": "other"}
    assert "the backup is of schema team" in refused_script("postgres_restore.sh", folder, env=other)


def test_embedded_stores_move_to_servers(
    make: Make, database: Postgres, chroma: ChromaServer, filled: tuple[Deployment, Path], tmp_path: Path
) -> None:
    (source, folder), servers = filled, Servers(make, database, chroma)
    script("postgres_restore.sh", folder, env=servers.env)
    servers.deployment.backup(("check", folder), ("load", folder))
    assert servers.deployment.show() == source.show()
    # As the app makes it on PostgreSQL.
    types = database.execute(
        servers.database,
        "SELECT table_name, data_type FROM information_schema.columns WHERE column_name = 'date_created' ORDER BY 1",
    )
    assert types == [
        ("conversation", "timestamp without time zone"),
        ("index__1__source", "timestamp with time zone"),
        ("index__2__source", "timestamp with time zone"),
    ]
    (next_id,) = database.execute(servers.database, "SELECT nextval('index__1__index_id_seq')")
    assert database.execute(servers.database, "SELECT max(id) + 1 FROM index__1__index") == [next_id]
    # The way back is not there.
    dumped = tmp_path / "dumped"
    script("postgres_dump.sh", dumped, env=servers.env)
    shutil.copy(folder / "manifest.json", dumped)
    assert "cannot be restored to SQLite" in source.refusal("check", dumped, "--overwrite")


def direction(values: list[float]) -> list[float]:
    length = sum(value * value for value in values) ** 0.5
    return [value / length for value in values]


def test_vectors_and_texts_move_from_one_kind_of_store_to_another(
    make: Make, filled: tuple[Deployment, Path], tmp_path: Path
) -> None:
    source, folder = filled
    texts = DocumentStore.simple_file(no_full_text_search=True)
    qdrant = make(vector_store=VectorStore.external_qdrant("http://qdrant:6333"), document_store=texts)
    qdrant.pod.lay_over(
        "KH_VECTORSTORE", url=None, client_kwargs={"path": str(tmp_path / "qdrant")}, collection_prefix="team-"
    )
    store = VectorStore.external_milvus("http://milvus:19530", user="kotaemon", password=MILVUS)
    milvus = make({MILVUS: "secret"}, vector_store=store)
    milvus.pod.lay_over("KH_VECTORSTORE", uri=str(tmp_path / "milvus.db"), collection_prefix="team_")
    for kind, deployment in (
        ("qdrant", qdrant), ("milvus", milvus), ("lancedb", make(vector_store=VectorStore.lancedb())),
    ):  # fmt: skip
        given, folder = folder, tmp_path / kind
        # Over what it has, as well.
        deployment.backup(("load", given), ("load", given, "--overwrite"), ("export", folder))
        shutil.copytree(deployment.files, folder / "files")
    back = make()
    back.backup(("load", folder))
    before, after = source.show(), back.show()
    for number in ("1", "2"):
        found = after["vectors"].pop(number)
        for id_, values in before["vectors"].pop(number).items():
            # A server of Qdrant keeps directions only.
            assert direction(found.pop(id_)) == pytest.approx(direction(values), abs=1e-5)
        assert found == {}
    assert after == before


def test_texts_of_elasticsearch_come_back(make: Make, serve: Serve, tmp_path: Path) -> None:
    indices = Indices()
    server = serve(indices)
    texts = DocumentStore.external_elasticsearch(f"http://localhost:{server.port}", anonymous=True)
    deployment = make(document_store=texts.for_tenant("team_a"))
    # Of others on the same server.
    others = {"index_1": {"1": {"content": "theirs"}}, "team_b_index_1": {"2": {"content": "theirs"}}}
    indices.held.update(others)
    deployment.library("fill", str(FILES))
    before, folder = deployment.show(), tmp_path / "backup"
    deployment.backup(("export", folder))
    shutil.copytree(deployment.files, folder / "files")
    assert f"{FILES * CHUNKS} texts in index_1" in deployment.refusal("check", folder)
    deployment.wipe()
    indices.held["team_a_index_1"].clear()
    del indices.held["team_a_index_2"]
    # Of a collection that was made since.
    indices.held["team_a_index_3"] = {"3": {"content": "later", "metadata": {}}}
    assert "1 texts in index_3" in deployment.refusal("check", folder)
    deployment.backup(("load", folder, "--overwrite"), ("verify", folder))
    assert deployment.show() == before
    assert indices.held.keys() == {"team_a_index_1", "team_a_index_2", *others}
    assert {name: indices.held[name] for name in others} == others


def test_what_the_stores_lost_before_is_an_error_unless_it_is_accepted(make: Make, tmp_path: Path) -> None:
    deployment = make()
    deployment.library("fill", "2")
    deployment.library("lose", "file-001")
    folder = tmp_path / "backup"
    assert "the stores lack what the database refers to: index_1: document " in deployment.refusal("export", folder)
    assert not (folder / "manifest.json").exists()
    assert "no finished backup" in deployment.refusal("load", folder)
    deployment.backup(("export", folder, "--accept-missing"))
    shutil.copytree(deployment.files, folder / "files")
    deployment.backup(("load", folder, "--overwrite"))


def test_nothing_is_overwritten_unasked_or_under_a_running_app(filled: tuple[Deployment, Path]) -> None:
    deployment, folder = filled
    held = deployment.refusal("check", folder)
    assert "1 conversation, 2 files of index_1, 2 files of index_2, 1 users besides the admin" in held
    assert "12 texts in index_1, 12 texts in index_2, 12 vectors in index_1, 12 vectors in index_2, files in " in held
    with socket.create_server(("127.0.0.1", 0)) as app:
        address = f"127.0.0.1:{app.getsockname()[1]}"
        for command in ("check", "load"):
            refused = deployment.refusal(command, folder, "--overwrite", "--app", address)
            assert f"the app is running at {address}" in refused
    deployment.backup(("check", folder, "--overwrite", "--app", address))


def test_what_is_unreachable_or_full_ends_a_backup_with_one_line(
    make: Make, database: Postgres, chroma: ChromaServer, filled: tuple[Deployment, Path], tmp_path: Path
) -> None:
    source, _ = filled
    folder = tmp_path / "backup"
    full = source.refusal("export", folder, before="ulimit -f 8; ")
    assert "sql.db cannot be copied to" in full
    assert not (folder / "manifest.json").exists()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = make(vector_store=VectorStore.external_chroma(f"http://localhost:{port}"))
    shutil.copytree(source.pod.path("/app/ktem_app_data"), away.pod.path("/app/ktem_app_data"), dirs_exist_ok=True)
    assert f"Chroma at http://localhost:{port}" in away.refusal("export", folder)
    servers = Servers(make, database, chroma)
    assert "postgres_dump.sh has to make it first" in servers.deployment.refusal("export", folder)
    wrong = refused_script("postgres_dump.sh", folder, env={**servers.env, "PGPASSWORD": "wrong"})
    assert "password authentication failed" in wrong
    assert "no tables in schema public" in refused_script("postgres_dump.sh", folder, env=servers.env)


@pytest.fixture
def folder(filled: tuple[Deployment, Path], tmp_path: Path) -> Path:
    """A copy of the backup."""
    return Path(shutil.copytree(filled[1], tmp_path / "backup"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_restic_keeps_the_last_good_backup_whatever_happens_to_the_next(folder: Path, tmp_path: Path) -> None:
    (folder / "files" / "lightrag" / "torn").mkdir()
    good, env = contents(folder), repository(tmp_path)
    assert "no repository there yet" in script("restic_backup.sh", folder, "team", "100%", *KEEP, env=env)
    assert "no repository there yet" not in script("restic_backup.sh", folder, "team", "100%", *KEEP, env=env)
    script("restic_backup.sh", folder, "another", "100%", *KEEP, env=env)
    # Killed when it has stored a part of it: at 1 MB a second it needs a minute for all.
    more = folder / "texts" / "more"
    more.write_bytes(os.urandom(60_000_000))
    packs = Path(env["RESTIC_REPOSITORY"]) / "data"
    known = len(list(packs.rglob("*")))
    with subprocess.Popen(
        ["restic", "backup", "--host", "team", "--tag", "kotaemon-cdk8s", "--limit-upload", "1000", "."],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **env},
        stdout=subprocess.DEVNULL,
    ) as killed:
        while len(list(packs.rglob("*"))) == known:
            assert killed.poll() is None
            time.sleep(0.05)
        killed.kill()
    # Not even begun.
    (folder / "manifest.json").unlink()
    assert "no finished backup" in refused_script("restic_backup.sh", folder, "team", "5%", *KEEP, env=env)
    for name in ("team", "another"):
        script("restic_restore.sh", tmp_path / name, name, "latest", env=env)
        found = contents(tmp_path / name)
        assert found == {name: content for name, content in good.items() if not name.startswith("files/lightrag")}


def test_restic_forgets_what_it_could_not_read_in_full(folder: Path, tmp_path: Path) -> None:
    env = repository(tmp_path)
    script("restic_backup.sh", folder, "team", "100%", *KEEP, env=env)
    (folder / "texts" / "new").write_text("new")
    # As restic ends when a file was gone, or could not be read: the snapshot is there, without it.
    shim = tmp_path / "bin"
    shim.mkdir()
    (shim / "restic").write_text('#!/bin/sh\n"$RESTIC" "$@" || exit\n[ "$1" != backup ] || exit 3\n')
    (shim / "restic").chmod(0o755)
    partial = {**env, "RESTIC": str(shutil.which("restic")), "PATH": f"{shim}:{os.environ['PATH']}"}
    assert "not stored" in refused_script("restic_backup.sh", folder, "team", "100%", *KEEP, env=partial)
    script("restic_restore.sh", tmp_path / "restored", "team", "latest", env=env)
    assert not (tmp_path / "restored" / "texts" / "new").exists()


def test_restic_says_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    env = repository(tmp_path)
    script("restic_backup.sh", folder, "team", "5%", *KEEP, env=env)
    wrong, other = repository(tmp_path, password="wrong"), tmp_path / "other"
    assert "wrong password" in refused_script("restic_backup.sh", folder, "team", "5%", *KEEP, env=wrong)
    assert "wrong password" in refused_script("restic_restore.sh", other, "team", "latest", env=wrong)
    assert "no snapshot found" in refused_script("restic_restore.sh", other, "nobody", "latest", env=env)
    (folder / "texts" / "more").write_bytes(os.urandom(3_000_000))
    # No room for a pack.
    full = refused_script("restic_backup.sh", folder, "team", "5%", *KEEP, env=env, before="ulimit -f 2000; ")
    assert full.endswith("restic_backup: not stored\n")
    for pack in (tmp_path / "repository" / "data").rglob("*"):
        if pack.is_file():
            content = bytearray(pack.read_bytes())
            content[len(content) // 2] ^= 255
            pack.chmod(0o600)
            pack.write_bytes(content)
    assert "error" in refused_script("restic_restore.sh", other, "team", "latest", env=env).lower()
    assert "error" in refused_script("restic_backup.sh", folder, "team", "100%", *KEEP, env=env).lower()
