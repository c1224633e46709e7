"""A PostgreSQL server of the app's own: the official image, one pod."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kotaemon_cdk8s import image_table, quantities, server
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.metadata_db import connection, postgres_pod
from kotaemon_cdk8s.metadata_db.connection import SslMode
from kotaemon_cdk8s.metadata_db.postgres_settings import (
    LEAST_STORAGE,
    check_database,
    check_parameters,
    check_role,
    check_values,
)
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints, frozen
from kotaemon_cdk8s.security.certificate import served
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.tls import IssuedTls, ServerTls
from kotaemon_cdk8s.wiring import Binding, Pods, SecretRef, Workload, pods_of_set

import cdk8s
import constructs
from cdk8s_plus_27 import k8s
from typing_extensions import override

_FIXED = (
    "config_file",
    "data_checksums",
    "data_directory",
    "external_pid_file",
    "hba_file",
    "ident_file",
    "include*",
    "listen_addresses",
    "log_destination",
    "log_directory",
    "logging_collector",
    "password_encryption",
    "port",
    "restore_command",
    "ssl_*",
    "unix_socket_*",
)
_RESERVED_CONNECTIONS = 3
"""For superusers, PostgreSQL's default of `superuser_reserved_connections`."""
_OPTIONS = {"max_connections": "max_connections=...", "ssl": "tls=IssuedTls(...)"}


class Postgres(constructs.Construct, MetadataDbBackend):
    """PostgreSQL in one pod, with the app's user and database in it.

    Creates a StatefulSet of one replica, a Service, a headless Service, a ConfigMap, a claim
    that Argo CD never prunes and, with `IssuedTls`, a Certificate. Without `tls` the
    connection is in clear text within the cluster (the password's proof, SCRAM, aside).

    The app's user is no superuser, and the only one that gets in over the network, to its
    own database. The superuser `postgres` gets in from within the pod only. At each start the
    user's password becomes what the Secret holds.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        name: Name of the objects, at most 50 characters, unique in the namespace; the Service
            is called so, and a certificate must name it. Default: `id`.
        password: Password of the user.
        user: Made at the first start. Another name later makes another user, who does not
            own the tables. Default: `kotaemon`.
        database: Made at the first start; another name later makes another, empty one.
            Default: `kotaemon`.
        image: The official image, PostgreSQL 16 or newer, a Debian variant. Another major
            version does not start on data of the last one. Default: `18.6-trixie`.
        resources: What the pod asks for and may take; the server's buffers follow from the
            memory. Default: `ServerResources()`.
        storage: Its volume, at least 2Gi. Default: `ServerStorage()`.
        max_connections: 10 to 1000. An app takes up to 15 (SQLAlchemy's pool), so the
            default serves three. Default: 50.
        parameters: Further settings, as in postgresql.conf, or others than those that follow
            from the memory. Default: none.
        tls: Certificate of the server, or who is to issue one; the app then verifies it, and
            the server refuses connections in clear text. Default: none.
        placement: Where it runs. Default: `Placement()`.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    component = "PostgreSQL metadata database"

    stateful_set: cdk8s.ApiObject
    """The StatefulSet."""
    service: cdk8s.ApiObject
    """The Service."""
    headless_service: cdk8s.ApiObject
    """The headless Service."""
    config_map: cdk8s.ApiObject
    """The ConfigMap with pg_hba.conf and what runs at each start."""
    claim: cdk8s.ApiObject
    """The PersistentVolumeClaim."""
    certificate: cdk8s.ApiObject | None
    """The Certificate, if cert-manager issues it."""
    name: str
    """Name of the server."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        password: SecretRef,
        name: str | None = None,
        user: str = "kotaemon",
        database: str = "kotaemon",
        image: ServerImage = image_table.POSTGRES,
        resources: ServerResources = ServerResources(),
        storage: ServerStorage = ServerStorage(),
        max_connections: int = 50,
        parameters: Mapping[str, str] = frozen({}),
        tls: ServerTls | IssuedTls | None = None,
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Postgres)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name)
        check_role(at, "user", user)
        check_database(at, "database", database)
        _check_image(at, image)
        self.image = image
        at.quantity("storage.size", storage.size, at_least=LEAST_STORAGE)
        at.number("max_connections", max_connections, at_least=10, at_most=1000)
        check_parameters(
            at,
            parameters,
            options=_OPTIONS,
            fixed=_FIXED,
            why="paths, addresses, access and certificates fit together as the library sets them",
        )

        identity = Identity(self.name, "metadata-db", image.tag, application="postgresql")
        encryption = served(tls, identity, namespace=chart.namespace)
        self.connections = max_connections - _RESERVED_CONNECTIONS
        self._binding = connection.binding(
            host=self.name,
            port=postgres_pod.PORT,
            database=database,
            user=user,
            password=password,
            sslmode=SslMode.VERIFY_FULL if encryption.tls else SslMode.DISABLE,
            ca=encryption.tls.ca if encryption.tls else None,
        )
        workload = Workload(self.name, Pods(identity.selector), pods_of_set(self.name), serves=(postgres_pod.PORT,))
        self._binding = replace(self._binding, workloads=(workload,))
        any_user = placement.hardening.platform_ids
        files = postgres_pod.files(user, database, encrypted=tls is not None, any_user=any_user)
        settings = {
            **postgres_pod.settings(resources, max_connections, encrypted=tls is not None, any_user=any_user),
            **parameters,
        }
        check_values(
            at, settings, memory=resources.memory_bytes, log_volume=int(quantities.parse(storage.size)), several=False
        )
        stateful_set = server.stateful_set(
            identity,
            replicas=1,
            volumes={postgres_pod.DATA: storage},
            hardening=placement.hardening,
            pod=postgres_pod.pod(
                image=image,
                settings=settings,
                password=password,
                user=user,
                database=database,
                resources=resources,
                config_map=f"{self.name}-config",
                tls=encryption.tls,
                placement=placement,
            ),
            annotations={"checksum/config": hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()},
        )
        ports = {"postgresql": postgres_pod.PORT}
        objects = Objects(chart, at=at)
        encryption.add_to(objects)
        objects.add("config", _config_map(identity, files))
        for key, claim in server.claims(identity, postgres_pod.DATA, replicas=1, storage=storage).items():
            objects.add(key, claim)
        objects.add("stateful-set", stateful_set)
        objects.add("service", server.service(identity, ports))
        objects.add("headless-service", server.headless_service(identity, ports))
        objects.check(overrides)

        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        encryption.claim(registry, at, chart)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.config_map = made["config"]
        self.claim = made["data-0"]
        self.certificate = made.get("certificate")
        self.stateful_set = made["stateful-set"]
        self.service = made["service"]
        self.headless_service = made["headless-service"]

    @override
    def bind(self) -> Binding:
        return self._binding


def _check_image(at: At, image: ServerImage) -> None:
    at.require(
        "alpine" not in image.tag,
        "image.tag",
        image.tag,
        "an Alpine variant has another user (70) than the files of the Debian ones (999), and could not read them",
        "take the Debian variant, such as '18.6-trixie'",
    )
    at.require(
        image.digest is not None or bool(re.match(r"\d+\.\d+-", image.tag)),
        "image.tag",
        image.tag,
        "moves: the next minor release, or the next Debian, whose order of texts may be another",
        "write version and Debian release, such as '18.6-trixie', or give a digest",
    )
    major = re.match(r"\d+", image.tag)
    at.require(
        major is None or int(major[0]) >= 16,
        "image.tag",
        image.tag,
        "its initdb does not know --set, so the first start would fail",
        "take PostgreSQL 16 or newer, such as '18.6-trixie'",
    )


def _config_map(identity: Identity, files: Mapping[str, str]) -> Any:
    return k8s.KubeConfigMap.manifest(
        metadata=identity.metadata(f"{identity.instance}-config", Wave.STORES), data=dict(files)
    )
