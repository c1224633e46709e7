"""What the synthesized objects say, done by a real server: arguments, files, environment, hook."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import signal
import socket
import ssl
import stat
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

from kotaemon_cdk8s.metadata_db.postgres import Postgres
from kotaemon_cdk8s.runtime import values
from kotaemon_cdk8s.security.pod_hardening import PodHardening
from kotaemon_cdk8s.server import Placement, ServerResources
from kotaemon_cdk8s.tls import ServerTls
from kotaemon_cdk8s.wiring import SecretRef

import pytest
import sqlalchemy as sa
import trustme

from tests.servers.emitted import Emitted
from tests.servers.postgres import binaries, free_port, unprivileged
from tests.support import new_chart, one, synthesized

PASSWORD = "p@:/%'\"\\ $(PGDATA) 'x' ümläut"
# Words of SQL and of pg_hba.conf, which are harmless names only when they are quoted.
USER, DATABASE = "user", "all"


class Pod:
    """The pod of the StatefulSet as processes; its volumes are folders, its paths lead there.

    Args:
        binaries: Where the image's programs are.
        folder: Where the volumes go.
        options: Of the construct.
    """

    def __init__(self, binaries: Path, folder: Path, **options: Any) -> None:
        chart = new_chart()
        secret = SecretRef("db", "password")
        construct = Postgres(chart, "db", password=secret, user=USER, database=DATABASE, **options)
        objects = synthesized(construct)
        spec = one(objects, "StatefulSet")["spec"]["template"]["spec"]
        self._container, *self._beside = spec["containers"]
        self._binaries, self._folder = binaries, folder
        self._account = unprivileged()
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.password = PASSWORD
        self.log = folder / "log"
        for mount in self._container["volumeMounts"]:
            (folder / mount["name"]).mkdir()
        for volume in spec["volumes"]:
            if "configMap" in volume:
                for name, text in one(objects, "ConfigMap", volume["configMap"]["name"])["data"].items():
                    (folder / volume["name"] / name).write_text(self._as_user(text))
            elif "projected" in volume:
                self._certificate(folder / volume["name"], volume["projected"])
        ca_file = folder / "ca.crt"
        secrets = {secret: PASSWORD, SecretRef("db-tls", "ca.crt"): ca_file.read_text() if ca_file.exists() else ""}
        self._app = Emitted(folder / "app", secrets, chart=chart, metadata_db=construct)
        (folder / "ident").write_text(f"map {self._account or pwd.getpwuid(os.geteuid()).pw_name} postgres\n")
        self._own()

    def initialize(self) -> None:
        """What the image's entry point does with an empty volume, up to its server of preparations."""
        arguments = shlex.split(self._environment["POSTGRES_INITDB_ARGS"])
        if int(self._binaries.parent.name) < 16:
            arguments = [argument for argument in arguments if not argument.startswith("--set")]
        (self._folder / "password").write_text(self.password + "\n")
        self._own()
        self._run("initdb", "--no-sync", "--username=postgres", f"--pwfile={self._folder}/password", *arguments)

    def start(self, *arguments: str) -> None:
        program, *emitted = (self._here(text.replace("$$", "$")) for text in self._container["args"])
        emitted += ["-c", f"ident_file={self._folder}/ident", "-c", "fsync=off", *arguments]
        self.process = self._begin(program, *emitted)

    def hook(self) -> subprocess.Popen[bytes]:
        command = self._container["lifecycle"]["postStart"]["exec"]["command"]
        return self._begin(*map(self._here, command))

    def reloader(self) -> subprocess.Popen[bytes]:
        """The container beside the server, which looks more often."""
        program = self._folder / "bin" / "sleep"
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\nexec /bin/sleep 0.1\n")
        program.chmod(0o755)
        (container,) = self._beside
        return self._begin(*map(self._here, container["command"]))

    def served(self) -> bytes:
        """The certificate that a new connection is shown."""
        context = ssl.create_default_context(cafile=self._folder / "ca.crt")
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as plain:
            # SSLRequest (PostgreSQL's documentation, "Message Formats").
            plain.sendall(struct.pack("!ii", 8, 80877103))
            assert plain.recv(1) == b"S"
            with context.wrap_socket(plain, server_hostname="db") as encrypted:
                shown = encrypted.getpeercert(binary_form=True)
                assert shown is not None
                return shown

    def probe(self, name: str) -> int:
        command = [self._here(text) for text in self._container[name]["exec"]["command"]]
        return self._begin(*command).wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            assert self.process.wait() == 0, self.log.read_text()

    def started(self) -> None:
        self.start()
        assert self.hook().wait() == 0, self.log.read_text()

    def app(self, password: str | None = None, **changes: str) -> sa.Engine:
        """The engine that the app makes of its settings; the host's name is resolved here."""
        settings = self._app.settings["KH_DATABASE"]["$postgresql"]
        kept = {name: value for name, value in changes.items() if name in ("user", "database", "host")}
        options = {name: value for name, value in changes.items() if name not in kept}
        changed = {**settings, **kept, "port": self.port, "options": {**settings["options"], **options}}
        (variable,) = (name for name, value in self._app.secret_env.items() if value == PASSWORD)
        with mock.patch.dict(os.environ, {variable: password or self.password}):
            url = values.resolve({"$postgresql": changed})
        return sa.create_engine(url, connect_args={"hostaddr": "127.0.0.1"}, poolclass=sa.NullPool)

    def superuser(self, statement: str) -> str:
        """By the socket, as the hook does."""
        connect = (f"--host={self._folder}/run", f"--port={self.port}", "--username=postgres", "--dbname=postgres")
        return self._run("psql", "--no-psqlrc", "--tuples-only", "--no-align", *connect, f"--command={statement}")

    def emitted(self) -> dict[str, str]:
        """Settings given as arguments."""
        given = [self._here(text.replace("$$", "$")) for text in self._container["args"][2::2]]
        return dict(text.split("=", 1) for text in given)

    @property
    def _environment(self) -> dict[str, str]:
        variables = {item["name"]: item.get("value", self.password) for item in self._container["env"]}
        return {name: self._here(value) if name == "PGDATA" else value for name, value in variables.items()}

    def _here(self, text: str) -> str:
        mounts = {mount["mountPath"]: str(self._folder / mount["name"]) for mount in self._container["volumeMounts"]}
        mounts.pop("/tmp", None)  # only the image's entry point uses it; and the folder is there
        for path in sorted(mounts, key=len, reverse=True):
            text = text.replace(path, mounts[path])
        return text.replace("5432", str(self.port))

    def _as_user(self, text: str) -> str:
        """The server's user need not be called as in the image."""
        return text if self._account == "postgres" else text.replace("peer", "peer map=map")

    def _certificate(self, folder: Path, volume: Any) -> None:
        self._authority = trustme.CA()
        self._authority.cert_pem.write_to_path(str(self._folder / "ca.crt"))
        assert {source["secret"]["items"][0]["path"] for source in volume["sources"]} == {"tls.crt", "tls.key"}
        # The kubelet leaves them to root, and to the group of the pod.
        self._mode = volume["defaultMode"] if self._account else 0o400
        for name in ("tls.crt", "tls.key"):
            (folder / name).symlink_to(f"..data/{name}")
        self.issue()

    def issue(self, *, key_of_another: bool = False) -> None:
        """Put a new certificate in place, as the kubelet does: all files at once, by one link."""
        folder = self._folder / "tls"
        version = Path(tempfile.mkdtemp(dir=folder, prefix="..version-"))
        version.chmod(0o755)
        issued, other = self._authority.issue_cert("db"), self._authority.issue_cert("db")
        issued.cert_chain_pems[0].write_to_path(str(version / "tls.crt"))
        (other if key_of_another else issued).private_key_pem.write_to_path(str(version / "tls.key"))
        for file in version.iterdir():
            file.chmod(self._mode)
            if self._account:
                os.chown(file, 0, pwd.getpwnam(self._account).pw_gid)
        (folder / "..new").symlink_to(version.name)
        (folder / "..new").rename(folder / "..data")

    def _own(self) -> None:
        if self._account:
            group = pwd.getpwnam(self._account).pw_gid
            for path in (self._folder, *self._folder.rglob("*")):
                if "tls" not in path.parts:
                    os.chown(path, pwd.getpwnam(self._account).pw_uid, group)

    def _begin(self, *command: str, output: int | None = None) -> subprocess.Popen[bytes]:
        path = f"{self._folder}/bin:{self._binaries}:{os.environ['PATH']}"
        with self.log.open("ab") as log:
            return subprocess.Popen(
                # By the PATH of the pod, not of the tests.
                ["/usr/bin/env", "--", *command],
                cwd=self._folder,
                env={**self._environment, "PATH": path, "LC_ALL": "C.UTF-8"},
                user=self._account,
                group=pwd.getpwnam(self._account).pw_gid if self._account else None,
                extra_groups=[] if self._account else None,
                stdout=output or log,
                stderr=log,
            )

    def _run(self, *command: str) -> str:
        process = self._begin(*command, output=subprocess.PIPE)
        output, _ = process.communicate()
        assert process.returncode == 0, self.log.read_text()
        return output.decode().strip()


def running(**options: Any) -> Iterator[Pod]:
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="pod-"))
    pod = Pod(programs, folder, resources=ServerResources(memory="512Mi"), **options)
    try:
        pod.initialize()
        yield pod
    finally:
        if pod.process and pod.process.poll() is None:
            pod.process.send_signal(signal.SIGQUIT)
            pod.process.wait()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def pod() -> Iterator[Pod]:
    """In clear text, with settings that would tell tales."""
    tales = {"log_statement": "all", "log_min_duration_statement": "0", "search_path": '"$user", public'}
    for pod in running(parameters=tales, max_connections=20):
        pod.started()
        yield pod


@pytest.fixture(scope="module")
def encrypted() -> Iterator[Pod]:
    for pod in running(tls=ServerTls.secret("db-tls")):
        pod.started()
        yield pod


@pytest.fixture
def fresh() -> Iterator[Pod]:
    yield from running()


def ask(engine: sa.Engine, statement: str) -> Any:
    with closing(engine.connect()) as connection:
        return connection.execute(sa.text(statement)).scalar()


def refused(engine: sa.Engine) -> str:
    with pytest.raises(sa.exc.OperationalError) as error:
        ask(engine, "SELECT 1")
    return str(error.value)


def test_the_app_gets_in_and_owns_its_database(pod: Pod) -> None:
    with pod.app().begin() as connection:
        connection.execute(sa.text("CREATE TABLE mine (id int)"))
    assert ask(pod.app(), "SELECT current_database()") == DATABASE
    assert ask(pod.app(), "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = user") is False


def test_a_user_whom_the_platform_gives_sets_the_database_up() -> None:
    openshift = Placement(hardening=PodHardening.openshift())
    for pod in running(placement=openshift):
        pod.started()
        assert ask(pod.app(), "SELECT current_database()") == DATABASE
        socket = pod.superuser("SHOW unix_socket_directories")
        assert stat.S_IMODE((Path(socket) / f".s.PGSQL.{pod.port}").stat().st_mode) == 0o700
        # By the network there is still no way in for the superuser.
        assert "no pg_hba.conf entry" in refused(pod.app(user="postgres"))


def test_texts_are_ordered_as_under_any_system_library(pod: Pod) -> None:
    assert ask(pod.app(), "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"
    # Names of files are searched without regard to case.
    assert ask(pod.app(), "SELECT 'ÜBERSICHT' ILIKE 'übersicht'")
    assert ask(pod.app(), "SHOW server_encoding") == "UTF8"


def test_all_settings_are_in_force(pod: Pod) -> None:
    assert pod.emitted()["shared_buffers"] == "64MB"
    assert {name: pod.superuser(f"SHOW {name}") for name in pod.emitted()} == pod.emitted()


@pytest.mark.parametrize("database", ["postgres", DATABASE])
def test_the_superuser_stays_out_of_the_network(pod: Pod, database: str) -> None:
    assert "no pg_hba.conf entry" in refused(pod.app(user="postgres", database=database))


def test_the_app_gets_into_no_other_database(pod: Pod) -> None:
    assert "no pg_hba.conf entry" in refused(pod.app(database="postgres"))


def test_nobody_else_gets_in(pod: Pod) -> None:
    pod.superuser("CREATE ROLE guest LOGIN SUPERUSER PASSWORD 'guest'")
    assert "no pg_hba.conf entry" in refused(pod.app("guest", user="guest"))


def test_a_wrong_password_is_refused(pod: Pod) -> None:
    assert "password authentication failed" in refused(pod.app("wrong"))


def test_the_password_is_in_no_log(pod: Pod) -> None:
    assert pod.hook().wait() == 0
    log = pod.log.read_text()
    assert "SHOW shared_buffers" in log or "CREATE DATABASE" in log
    assert "ümläut" not in log
    assert "SCRAM" not in log


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_the_probes_see_that_it_is_up(pod: Pod, encrypted: Pod, probe: str) -> None:
    assert pod.probe(probe) == 0
    assert encrypted.probe(probe) == 0


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_the_probes_see_that_it_is_not(fresh: Pod, probe: str) -> None:
    assert fresh.probe(probe) != 0


def test_the_password_follows_the_secret_at_each_start(fresh: Pod) -> None:
    fresh.started()
    with fresh.app().begin() as connection:
        connection.execute(sa.text("CREATE TABLE mine AS SELECT 42 AS id"))
    fresh.stop()
    fresh.password = "another one: %40"
    fresh.started()
    assert "password authentication failed" in refused(fresh.app(PASSWORD))
    assert ask(fresh.app(), "SELECT id FROM mine") == 42


def test_the_hook_waits_for_the_real_server(fresh: Pod, tmp_path: Path) -> None:
    asked = fresh.log.parent / "asked"
    asked.mkdir(mode=0o777)
    asked.chmod(0o777)
    # Each question to the server leaves a file behind.
    counting = fresh.log.parent / "bin"
    counting.mkdir()
    program = shutil.which("pg_isready", path=str(fresh._binaries))
    (counting / "pg_isready").write_text(f'#!/bin/sh\nmktemp -p {asked} >/dev/null\nexec {program} "$@"\n')
    (counting / "pg_isready").chmod(0o755)

    hook = fresh.hook()
    fresh.start("-c", "listen_addresses=")
    # As the image does: preparations with a server on the socket alone.
    while not (fresh.log.parent / "run" / f".s.PGSQL.{fresh.port}").exists() or len(list(asked.iterdir())) < 3:
        assert hook.poll() is None, fresh.log.read_text()
    assert fresh.superuser("SELECT count(*) FROM pg_roles WHERE rolname = 'user'") == "0"
    fresh.stop()
    fresh.start()
    assert hook.wait() == 0, fresh.log.read_text()
    assert ask(fresh.app(), "SELECT 1") == 1


def test_an_encrypted_server_is_verified(encrypted: Pod) -> None:
    with closing(encrypted.app().connect()) as connection:
        version = connection.execute(sa.text("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).scalar()
        used = connection.connection.dbapi_connection.info.dsn_parameters
    assert (version, used["sslmode"]) == ("TLSv1.3", "verify-full")


def test_another_host_of_the_same_authority_is_refused(encrypted: Pod) -> None:
    assert 'does not match host name "other"' in refused(encrypted.app(host="other"))


def test_clear_text_is_refused(encrypted: Pod) -> None:
    assert "no encryption" in refused(encrypted.app(sslmode="disable"))


def test_the_superuser_stays_out_of_the_network_with_a_certificate_too(encrypted: Pod) -> None:
    assert "no pg_hba.conf entry" in refused(encrypted.app(user="postgres", database="postgres"))


@pytest.fixture
def reloaded(encrypted: Pod) -> Iterator[subprocess.Popen[bytes]]:
    process = encrypted.reloader()
    yield process
    process.kill()
    process.wait()


def test_new_connections_see_a_renewed_certificate_and_the_old_ones_stay(
    encrypted: Pod, reloaded: subprocess.Popen[bytes]
) -> None:
    with closing(encrypted.app().connect()) as connection:
        before = encrypted.served()
        encrypted.issue()
        while (shown := encrypted.served()) == before:
            assert reloaded.poll() is None, encrypted.log.read_text()
            time.sleep(0.1)
        certificate = (encrypted.log.parent / "tls" / "tls.crt").read_text()
        assert shown == ssl.PEM_cert_to_DER_cert(certificate)
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_certificate_that_the_server_cannot_use_leaves_the_old_one(
    encrypted: Pod, reloaded: subprocess.Popen[bytes]
) -> None:
    before = encrypted.served()
    encrypted.issue(key_of_another=True)
    while "SSL configuration was not reloaded" not in encrypted.log.read_text():
        assert reloaded.poll() is None
        time.sleep(0.1)
    assert encrypted.served() == before
    encrypted.issue()
    while encrypted.served() == before:
        assert reloaded.poll() is None
        time.sleep(0.1)


def test_the_reloader_waits_for_the_server_and_ends_when_told_to() -> None:
    for pod in running(tls=ServerTls.secret("db-tls")):
        process = pod.reloader()
        while "No such file or directory" not in pod.log.read_text():
            assert process.poll() is None, pod.log.read_text()
            time.sleep(0.1)
        pod.started()
        while "told the server to read its certificate" not in pod.log.read_text():
            assert process.poll() is None, pod.log.read_text()
            time.sleep(0.1)
        process.terminate()
        assert process.wait(timeout=60) == 0
