"""The pod of `Postgres`: how the official image is run, and what it does at each start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources as package_files

from kotaemon_cdk8s import server
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.image_layout import SCRATCH
from kotaemon_cdk8s.metadata_db.postgres_settings import memory_parameters
from kotaemon_cdk8s.server import Placement, ServerResources
from kotaemon_cdk8s.tls import ServerTls
from kotaemon_cdk8s.wiring import SecretRef

from cdk8s_plus_27 import k8s

PORT = 5432
DATA = "data"
"""Name of the volume."""

_USER_ID = 999
"""`postgres` in the Debian images; initdb wants a name for its user (docker-library/postgres, 18/trixie/Dockerfile)."""

_CONFIG_DIR, _TLS_DIR, _SOCKET_DIR = "/etc/postgresql", "/etc/postgresql-tls", "/var/run/postgresql"
_VOLUME_DIR = "/var/lib/postgresql"
_RELOAD = "reload_certificate.sh"

# PostgreSQL's default.
_WORKER_PROCESSES = 8


def files(user: str, database: str, *, encrypted: bool, any_user: bool) -> dict[str, str]:
    """What is in the ConfigMap."""
    scripts = ["app_role.sql", *([_RELOAD] if encrypted else [])]
    folder = package_files.files(__package__) / "postgres_files"
    return {
        "pg_hba.conf": _access(user, database, encrypted=encrypted, any_user=any_user),
        **{name: (folder / name).read_text("utf-8") for name in scripts},
    }


def settings(resources: ServerResources, max_connections: int, *, encrypted: bool, any_user: bool) -> dict[str, str]:
    """How the server is set, before the user's own settings."""
    certificate = {
        "ssl": "on",
        "ssl_cert_file": f"{_TLS_DIR}/tls.crt",
        "ssl_key_file": f"{_TLS_DIR}/tls.key",
        "ssl_min_protocol_version": "TLSv1.3",
    }
    return {
        "listen_addresses": "*",
        "port": str(PORT),
        "unix_socket_directories": _SOCKET_DIR,
        "hba_file": f"{_CONFIG_DIR}/pg_hba.conf",
        "password_encryption": "scram-sha-256",
        "max_connections": str(max_connections),
        **memory_parameters(
            resources.memory_bytes, max_connections=max_connections, worker_processes=_WORKER_PROCESSES
        ),
        # Parallel workers share memory in /dev/shm, of which a container has 64 MB.
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
        **(certificate if encrypted else {}),
        # Only the server's own user reaches the socket then, which is what `peer` would ask for.
        **({"unix_socket_permissions": "0700"} if any_user else {}),
    }


def pod(
    *,
    image: ServerImage,
    settings: Mapping[str, str],
    password: SecretRef,
    user: str,
    database: str,
    resources: ServerResources,
    config_map: str,
    tls: ServerTls | None,
    placement: Placement,
) -> k8s.PodSpec:
    """The pod; with `tls`, a second container has the server read a renewed certificate."""
    answers = _answers(user, database)
    any_user = placement.hardening.platform_ids
    certificate = {"tls.crt": tls.certificate, "tls.key": tls.private_key} if tls else {}
    container = server.container(
        "postgresql",
        image=image,
        # The kubelet replaces $(NAME) in arguments, and takes $$ for $.
        args=[
            "postgres",
            *(part for name, value in settings.items() for part in ("-c", f"{name}={value}".replace("$", "$$"))),
        ],
        env={
            # The image's own path has the major version in it, so another version would start
            # empty; on this one it refuses to start.
            "PGDATA": f"{_VOLUME_DIR}/pgdata",
            # Texts in the order of their code points, whichever system library the image has: an
            # index would be corrupt under another order. Huge pages would end initdb with a bus error on nodes that
            # have some (docker-library/postgres#451).
            "POSTGRES_INITDB_ARGS": "--encoding=UTF8 --locale=C.UTF-8 --set=huge_pages=off",
            "POSTGRES_PASSWORD": password,
        },
        ports={"postgresql": PORT},
        resources=resources.requirements(),
        mounts={_VOLUME_DIR: DATA, _SOCKET_DIR: "run", **({SCRATCH: "tmp"} if any_user else {})},
        read_only_mounts={_CONFIG_DIR: "config", **({_TLS_DIR: "tls"} if tls else {})},
        post_start=hook(user, database),
        # 30 minutes for what is left to recover after a crash.
        startup_probe=_probe(answers, period=5, failures=360),
        readiness_probe=_probe(answers, period=10, failures=3),
        # It answers 1 while it recovers, and would begin anew if it were killed for it.
        liveness_probe=_probe(["sh", "-c", f"{' '.join(answers)}; test $? -le 1"], period=10, failures=6),
    )
    return server.pod_spec(
        image=image,
        containers=[container, *([_reload_container(image)] if tls else [])],
        volumes=[
            server.scratch_volume("run", "16Mi"),
            # initdb wants a name for its user; the entry point makes one, in files that it puts here
            # (docker-library/postgres, 18/trixie/docker-entrypoint.sh, docker_init_database_dir).
            *([server.scratch_volume("tmp", "16Mi")] if any_user else []),
            k8s.Volume(name="config", config_map=k8s.ConfigMapVolumeSource(name=config_map)),
            *([server.secret_volume("tls", certificate)] if certificate else []),
        ],
        user=_USER_ID,
        placement=placement,
        # The image's stop signal ends sessions at once; what takes long is the last checkpoint.
        grace_seconds=120,
    )


def _reload_container(image: ServerImage) -> k8s.Container:
    """Has the server read a renewed certificate; by the socket, as the superuser that only the pod lets in."""
    # A shell that sleeps, and now and then psql.
    amounts = {"cpu": k8s.Quantity.from_string("10m"), "memory": k8s.Quantity.from_string("64Mi")}
    return server.container(
        "reload-certificate",
        image=image,
        command=["sh", f"{_CONFIG_DIR}/{_RELOAD}", _TLS_DIR, _SOCKET_DIR, str(PORT)],
        env={},
        ports={},
        resources=k8s.ResourceRequirements(requests=amounts, limits={"memory": amounts["memory"]}),
        mounts={_SOCKET_DIR: "run"},
        read_only_mounts={_CONFIG_DIR: "config", _TLS_DIR: "tls"},
    )


def hook(user: str, database: str) -> list[str]:
    """What the pod does after each start, and before it is ready: the app's role, password and database.

    If process 1 ends, the kernel ends the hook, too.
    """
    script = (
        f"until {' '.join(_answers(user, database))}; do sleep 1; done\n"
        "exec psql --no-psqlrc --quiet -w --set=ON_ERROR_STOP=1"
        f" --host={_SOCKET_DIR} --port={PORT} --username=postgres --dbname=postgres"
        f" --set=user={user} --set=database={database} --file={_CONFIG_DIR}/app_role.sql"
    )
    return ["sh", "-c", script]


def _answers(user: str, database: str) -> list[str]:
    # By TCP: on the socket, the server would answer that the image starts for its own preparations.
    return ["pg_isready", "--host=127.0.0.1", f"--port={PORT}", f"--username={user}", f"--dbname={database}"]


def _access(user: str, database: str, *, encrypted: bool, any_user: bool) -> str:
    """pg_hba.conf: who gets in; whoever no line fits is refused."""
    return (
        "# The superuser, from within the pod: by the socket, if the process runs as the server's own user.\n"
        # A user that the platform gives has no name, or one of its own, which `peer` compares.
        f"local  all  postgres  {'trust' if any_user else 'peer'}\n"
        # Without the quotes, "all" or "replication" would mean something else.
        f'{"hostssl" if encrypted else "host"}  "{database}"  "{user}"  all  scram-sha-256\n'
    )


def _probe(command: Sequence[str], *, period: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        exec=k8s.ExecAction(command=list(command)),
        period_seconds=period,
        timeout_seconds=5,
        failure_threshold=failures,
    )
