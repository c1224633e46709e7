"""PostgreSQL that survives a node: a Cluster of the CloudNativePG operator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kotaemon_cdk8s import image_table, quantities, server
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.metadata_db import cloudnative_pg_objects, connection
from kotaemon_cdk8s.metadata_db.connection import SslMode
from kotaemon_cdk8s.metadata_db.pooler import Pooler
from kotaemon_cdk8s.metadata_db.postgres_settings import (
    LEAST_STORAGE,
    check_database,
    check_parameters,
    check_role,
    check_values,
    memory_parameters,
)
from kotaemon_cdk8s.objects import Objects, Override, claim_name
from kotaemon_cdk8s.options import At, constructor_hints, frozen
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import (
    Binding,
    Metrics,
    OperatorSecret,
    Pods,
    Promise,
    SecretRef,
    Workload,
    pods_of_deployment,
    pods_of_set,
)

import cdk8s
import constructs
from typing_extensions import override

_PORT, _STATUS = 5432, 8000
# The operator's default (docs/src/postgresql_conf.md).
_WORKER_PROCESSES = 32
# PostgreSQL's default of superuser_reserved_connections; the operator itself needs them.
_RESERVED_CONNECTIONS = 3
# The operator's webhook (internal/webhook/v1/cluster_webhook.go, validateImageName).
_OLDEST_MAJOR = 13

# What the operator's webhook refuses (pkg/postgres/configuration.go, FixedConfigurationParameters).
_FIXED = (
    "allow_alter_system",
    "allow_system_table_mods",
    "archive_cleanup_command",
    "archive_command",
    "archive_mode",
    "bonjour",
    "bonjour_name",
    "cluster_name",
    "config_file",
    "data_directory",
    "data_sync_retry",
    "event_source",
    "external_pid_file",
    "hba_file",
    "hot_standby",
    "ident_file",
    "jit_provider",
    "listen_addresses",
    "log_destination",
    "log_directory",
    "log_file_mode",
    "log_filename",
    "log_rotation_*",
    "log_truncate_on_rotation",
    "logging_collector",
    "pg_failover_slots.*",
    "port",
    "primary_conninfo",
    "primary_slot_name",
    "promote_trigger_file",
    "recovery_*",
    "restart_after_crash",
    "restore_command",
    "shared_preload_libraries",
    "ssl",
    "ssl_ca_file",
    "ssl_cert_file",
    "ssl_crl_file",
    "ssl_dh_params_file",
    "ssl_ecdh_curve",
    "ssl_key_file",
    "ssl_passphrase_command*",
    "ssl_prefer_server_ciphers",
    "stats_temp_directory",
    "synchronized_standby_slots",
    "synchronous_standby_names",
    "syslog_*",
    "temp_tablespaces",
    "unix_socket_*",
)


class CloudNativePg(constructs.Construct, MetadataDbBackend):
    """PostgreSQL run by the CloudNativePG operator, which must be in the cluster, release 1.30 or newer.

    Creates a Cluster that Argo CD never prunes and, with `pooler`, a Pooler. The operator
    makes the Services, the certificates and the Secret with the app's password, which the app
    is given. All connections are encrypted and verified.

    From three instances on, each is on a node of its own, a commit is acknowledged once a
    majority has it, and only an instance that has all commits becomes primary: losing one
    node loses nothing.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        name: Name of the Cluster, at most 50 characters, unique in the namespace. Default: `id`.
        instances: 1, or 3 to 9; so many nodes are needed. Default: 3.
        database: Made with the Cluster; no later change has an effect. Default: `kotaemon`.
        owner: The app's user, made with the Cluster. Default: `kotaemon`.
        image: An image for CloudNativePG; the tag begins with PostgreSQL's version. Default:
            `18.6-minimal-trixie`.
        resources: What each instance asks for and may take; the buffers follow from the
            memory. Default: `ServerResources()`.
        storage: Volume of each instance, at least 2Gi. Default: `ServerStorage()`.
        wal_storage: A volume of its own for the write-ahead log, at least 2Gi; it cannot be
            taken away again. Default: none.
        max_connections: 10 to 1000. Default: 100.
        parameters: Further settings, as in postgresql.conf, or others than those that follow
            from the memory. Default: none.
        pooler: PgBouncer, through which the app then connects. Default: none.
        placement: Where all pods run. Default: `Placement()`.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work or the operator would refuse it, or the name is taken.
            Nothing has been added to the chart then.
    """

    component = "PostgreSQL metadata database (CloudNativePG)"

    cluster: cdk8s.ApiObject
    """The Cluster."""
    pooler: cdk8s.ApiObject | None
    """The Pooler, if there is one."""
    name: str
    """Name of the Cluster."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        instances: int = 3,
        database: str = "kotaemon",
        owner: str = "kotaemon",
        image: ServerImage = image_table.CLOUDNATIVE_PG,
        resources: ServerResources = ServerResources(),
        storage: ServerStorage = ServerStorage(),
        wal_storage: ServerStorage | None = None,
        max_connections: int = 100,
        parameters: Mapping[str, str] = frozen({}),
        pooler: Pooler | None = None,
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(CloudNativePg)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name)
        server.check_count(at, "instances", instances, at_most=9)
        check_database(at, "database", database)
        check_role(at, "owner", owner, reserved=("streaming_replica",))
        _check_image(at, image)
        self.image = image
        # On OpenShift the operator names no ids by itself (pkg/specs/pods.go, GetPodSecurityContext).
        placement.hardening.refuse(at, "the operator alone makes these pods, without this option", but_ids=True)
        _check_storage(at, "storage", storage)
        if wal_storage is not None:
            _check_storage(at, "wal_storage", wal_storage)
        at.number("max_connections", max_connections, at_least=10, at_most=1000)
        check_parameters(
            at,
            parameters,
            options={"max_connections": "max_connections=..."},
            fixed=_FIXED,
            why="the operator sets it itself, and its webhook refuses other values",
        )
        if pooler is not None:
            _check_pooler(at, pooler, max_connections)

        through = f"{self.name}-pooler"
        self.connections = (
            pooler.instances * pooler.max_client_connections if pooler else max_connections - _RESERVED_CONNECTIONS
        )
        self._binding = connection.binding(
            host=through if pooler else f"{self.name}-rw",
            port=_PORT,
            database=database,
            user=SecretRef(f"{self.name}-app", "username"),
            password=SecretRef(f"{self.name}-app", "password"),
            sslmode=SslMode.VERIFY_FULL,
            ca=SecretRef(f"{self.name}-ca", "ca.crt"),
        )
        self._binding = replace(
            self._binding,
            workloads=_workloads(self.name, through if pooler else None),
            # docs/src/applications.md and certificates.md of the operator.
            operator_secrets=tuple(
                OperatorSecret("CloudNativePG", f"Cluster {self.name}", f"{self.name}-{part}") for part in ("app", "ca")
            ),
        )
        identity = Identity(self.name, "metadata-db", image.tag, application="postgresql")
        settings = {
            "max_connections": str(max_connections),
            **memory_parameters(
                resources.memory_bytes, max_connections=max_connections, worker_processes=_WORKER_PROCESSES
            ),
            **parameters,
        }
        log_volume = (wal_storage or storage).size
        check_values(
            at,
            settings,
            memory=resources.memory_bytes,
            log_volume=int(quantities.parse(log_volume)),
            several=instances > 1,
        )
        objects = Objects(chart, at=at)
        objects.add(
            "cluster",
            cloudnative_pg_objects.cluster(
                identity,
                instances=instances,
                database=database,
                owner=owner,
                image=image,
                resources=resources,
                storage=storage,
                wal_storage=wal_storage,
                parameters=settings,
                further_hosts=[through] if pooler else [],
                placement=placement,
            ),
            keep=("spec.bootstrap", "spec.certificates", "spec.instances", "spec.postgresql"),
        )
        if pooler is not None:
            made_pooler = cloudnative_pg_objects.pooler(identity, through, pooler, placement)
            objects.add("pooler", made_pooler, keep=("spec.cluster", "spec.type"))
        objects.check(overrides)

        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        for kind, made_by_operator in _operators(self.name, through if pooler else None):
            claim_name(registry, at, chart.node.path, kind, made_by_operator)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.cluster = made["cluster"]
        self.pooler = made.get("pooler")

    @override
    def bind(self) -> Binding:
        return self._binding


def _workloads(name: str, pooler: str | None) -> tuple[Workload, ...]:
    """Labels and ports: cloudnative-pg 1.30, docs/src/networking.md and security.md, pkg/specs."""
    instances = Workload(
        name,
        # Also the pods of Jobs, which have no `cnpg.io/podRole`, and join a standby to the primary.
        Pods({"cnpg.io/cluster": name}, without=("cnpg.io/poolerName",)),
        pods_of_set(name),
        serves=() if pooler else (_PORT,),
        # 8000 tells a primary that is cut off from the API server whether it is cut off from all.
        links=((name, (_PORT, _STATUS)),),
        operator="cnpg-system",
        operator_ports=(_PORT, _STATUS),
        api_server=True,
        metrics=Metrics("cloudnative-pg", 9187),
        # pkg/specs/volumes.go (createKubeAPIAccessVolume); all else its pods keep: pkg/specs/containers.go.
        breaks=frozenset({Promise.NO_TOKEN}),
        operator_images="the operator's own image, which each pod runs first",
    )
    if pooler is None:
        return (instances,)
    through = Workload(
        pooler,
        Pods({"cnpg.io/poolerName": pooler}),
        pods_of_deployment(pooler),
        serves=(_PORT,),
        links=((name, (_PORT,)),),
        api_server=True,
        metrics=Metrics("pgbouncer", 9127),
        breaks=frozenset({Promise.NO_TOKEN}),
        operator_images="PgBouncer's, which the operator's configuration names, and the operator's own",
    )
    return (through, instances)


def _check_image(at: At, image: ServerImage) -> None:
    version = re.match(r"(\d+)(\.\d+)?", image.tag)
    if version is None:
        at.fail(
            "image.tag",
            image.tag,
            "does not begin with PostgreSQL's version, from which the operator takes it; its webhook refuses it",
            "give such a tag, as '18.6-minimal-trixie'",
        )
    at.require(
        version[2] is not None or image.digest is not None,
        "image.tag",
        image.tag,
        "moves: the next minor release, or the next Debian, whose order of texts may be another",
        "write the whole version, such as '18.6-minimal-trixie', or give a digest",
    )
    at.require(
        int(version[1]) >= _OLDEST_MAJOR,
        "image.tag",
        image.tag,
        "older than what the operator runs; its webhook refuses it",
        f"take PostgreSQL {_OLDEST_MAJOR} or newer, such as '18.6-minimal-trixie'",
    )


def _check_storage(at: At, field: str, storage: ServerStorage) -> None:
    at.quantity(f"{field}.size", storage.size, at_least=LEAST_STORAGE)
    at.require(
        not storage.annotations,
        f"{field}.annotations",
        storage.annotations,
        "the operator makes the claims, and gives them no annotations of theirs",
        "leave them out",
    )


def _check_pooler(at: At, pooler: Pooler, max_connections: int) -> None:
    # During a roll-out there is one pod more.
    wanted = (pooler.instances + 1) * pooler.pool_size
    at.require(
        wanted <= max_connections - _RESERVED_CONNECTIONS,
        "pooler.pool_size",
        pooler.pool_size,
        f"{pooler.instances} pods, and one more during a roll-out, would take {wanted} connections,"
        f" and the database has {max_connections}, {_RESERVED_CONNECTIONS} of them for the operator",
        "give a smaller `pool_size`, or more `max_connections`",
    )


def _operators(cluster: str, pooler: str | None) -> list[tuple[str, str]]:
    """Kinds and names of what the operator makes, of the kinds that we make, too.

    It refuses to go on when a Service of another is in its way, and takes over a ServiceAccount
    (internal/controller/cluster_create.go).
    """
    made = [
        *(("Service", f"{cluster}-{suffix}") for suffix in ("rw", "ro", "r")),
        ("ServiceAccount", cluster),
        ("PodDisruptionBudget", cluster),
        *(("Secret", f"{cluster}-{part}") for part in ("app", "ca")),
    ]
    return made + ([(kind, pooler) for kind in ("Service", "ServiceAccount", "Deployment")] if pooler else [])
