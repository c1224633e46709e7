"""Qdrant beside the app: one node, or a cluster that outlives one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kotaemon_cdk8s import image_table, server
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security.certificate import served
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.tls import IssuedTls, ServerTls
from kotaemon_cdk8s.vector_store import qdrant_binding
from kotaemon_cdk8s.vector_store.qdrant_pod import CLUSTER_PORTS, HTTP, PORTS, SNAPSHOTS, STORAGE, Node
from kotaemon_cdk8s.vector_store.releases import release
from kotaemon_cdk8s.wiring import Binding, Metrics, Pods, SecretRef, Workload, pods_of_set

import cdk8s
import constructs
from typing_extensions import override

_OLDEST = (1, 12)
"""That of the app's client, qdrant-client 1.12.1."""


class Qdrant(constructs.Construct, VectorStoreBackend):
    """A Qdrant server, or a cluster of them that agree by majority (Raft).

    Creates a StatefulSet, a Service for the app and a headless one for the nodes, a
    PersistentVolumeClaim for each node that Argo CD never prunes, for a cluster a
    PodDisruptionBudget, and with `IssuedTls` a Certificate. The nodes of a cluster run on different machines.

    Shards and copies are given to each collection when the app makes it, and stay: choose
    `nodes` before the first file is uploaded.

    Args:
        scope: A chart, or a construct within one; in the namespace of the app.
        id: Name among its siblings.
        name: Name of the server: of its objects and its Service. At most 50 characters.
            Changing it makes a new server with empty volumes. Default: `id`.
        api_key: The key that the app, and whoever may write, shows.
        nodes: 1, or 3 and more. Default: 1.
        read_only_api_key: A key that may only read, and get the metrics. Default: none.
        replication_factor: Copies of each shard, at most `nodes`. Default: 2 in a cluster, so
            that all can be read and written without any one node ("at least 2 on every
            collection", https://qdrant.tech/documentation/cloud/production-checklist/).
        shards: Shards of each collection. Default: 2 for each node of a cluster ("at least 2
            per node", the same), so that some can move when nodes are added.
        write_consistency_factor: Copies that must have a write before it counts, at most
            `replication_factor`; with fewer copies left, nothing can be written. Default: 1.
        tls: Certificate of the nodes, or who is to issue one. One that is given must name all
            of `dns_names`, and in a cluster be good for clients, too. Default: none, http.
        image: What runs. Default: `docker.io/qdrant/qdrant:v1.18.3-unprivileged`.
        resources: What each node asks for and may take. Default: `ServerResources()`.
        storage: Volume of each node. Default: `ServerStorage()`.
        snapshots: Volume of each node for snapshots, as large as what they hold. Default:
            none, snapshots go with the pod. A running server can get none later
            (docs/how-to/storage.md).
        placement: Where the nodes run. Default: anywhere.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    stateful_set: cdk8s.ApiObject
    """The StatefulSet."""
    service: cdk8s.ApiObject
    """The Service."""
    headless_service: cdk8s.ApiObject
    """The Service through which the nodes find each other."""
    disruption_budget: cdk8s.ApiObject | None
    """The PodDisruptionBudget; None for a single node."""
    claims: tuple[cdk8s.ApiObject, ...]
    """The PersistentVolumeClaims."""
    certificate: cdk8s.ApiObject | None
    """The Certificate, if cert-manager issues it."""
    name: str
    """Name of the server."""
    dns_names: tuple[str, ...]
    """Names under which it is reached: what a certificate must hold."""

    component = "Qdrant vector store"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        api_key: SecretRef,
        name: str | None = None,
        nodes: int = 1,
        read_only_api_key: SecretRef | None = None,
        replication_factor: int | None = None,
        shards: int | None = None,
        write_consistency_factor: int | None = None,
        tls: ServerTls | IssuedTls | None = None,
        image: ServerImage = image_table.QDRANT,
        resources: ServerResources = ServerResources(),
        storage: ServerStorage = ServerStorage(),
        snapshots: ServerStorage | None = None,
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Qdrant)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name)
        server.check_count(at, "nodes", nodes, at_most=99)
        cluster = nodes > 1
        if cluster:
            replication_factor = 2 if replication_factor is None else replication_factor
            shards = 2 * nodes if shards is None else shards
        _check_image(at, image, cluster=cluster)
        _check_copies(at, nodes, replication_factor, write_consistency_factor)
        if shards is not None:
            at.number("shards", shards, at_least=1, at_most=1000)
        at.require(
            read_only_api_key != api_key,
            "read_only_api_key",
            read_only_api_key,
            "is the key that may write, so it would not be read-only",
            "give another Secret or key, or leave it out",
        )

        identity = Identity(self.name, "vector-store", image.tag, "qdrant")
        pods = tuple(f"{self.name}-{ordinal}" for ordinal in range(nodes)) if cluster else ()
        peers = tuple(f"{pod}.{server.headless_name(identity)}" for pod in pods)
        # Nodes show it to each other from both ends (config/config.yaml of v1.18.3, `tls`).
        encryption = served(tls, identity, namespace=chart.namespace, further_names=peers, mutual=cluster)
        node = Node(
            api_key=api_key,
            read_only_api_key=read_only_api_key,
            peers=pods,
            tls=encryption.tls,
            scratch=None if snapshots else storage.size,
        )
        self.dns_names = (self.name, *peers)
        binding = qdrant_binding.binding(
            url=f"{node.scheme}://{self.name}:{HTTP}",
            api_key=api_key,
            ca=encryption.tls.ca if encryption.tls else None,
            shards=shards,
            replication_factor=replication_factor,
            write_consistency_factor=write_consistency_factor,
        )
        # A node downloads the snapshot of a shard from another by its HTTP port (qdrant/qdrant
        # v1.18.3, lib/collection/src/shards/transfer/snapshot.rs).
        links = ((self.name, (HTTP, CLUSTER_PORTS["p2p"])),) if cluster else ()
        workload = Workload(
            self.name,
            Pods(identity.selector),
            pods_of_set(self.name),
            serves=(HTTP,),
            links=links,
            # Any key gets all metrics (v1.18.3, src/actix/api/service_api.rs), as a bearer token, too
            # (src/common/auth/mod.rs).
            metrics=Metrics(
                "qdrant",
                HTTP,
                "http",
                token=read_only_api_key or api_key,
                ca=encryption.tls.ca if encryption.tls else None,
                server_name=self.name if encryption.tls else None,
            ),
        )
        self._binding = replace(binding, workloads=(workload,))

        volumes = {STORAGE: storage, **({SNAPSHOTS: snapshots} if snapshots else {})}
        claims = {
            key: claim
            for template, wanted in volumes.items()
            for key, claim in server.claims(identity, template, replicas=nodes, storage=wanted).items()
        }
        objects = Objects(chart, at=at)
        encryption.add_to(objects)
        for key, claim in claims.items():
            objects.add(key, claim)
        objects.add(
            "stateful-set",
            server.stateful_set(
                identity,
                replicas=nodes,
                volumes=volumes,
                hardening=placement.hardening,
                pod=node.pod(identity, image=image, resources=resources, placement=placement),
            ),
        )
        objects.add("service", server.service(identity, PORTS))
        objects.add("headless-service", server.headless_service(identity, node.ports))
        if cluster:
            objects.add("disruption-budget", server.disruption_budget(identity))
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        encryption.claim(registry, at, chart)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.stateful_set = made["stateful-set"]
        self.service = made["service"]
        self.headless_service = made["headless-service"]
        self.disruption_budget = made.get("disruption-budget")
        self.claims = tuple(made[key] for key in claims)
        self.certificate = made.get("certificate")

    @override
    def bind(self) -> Binding:
        return self._binding


def _check_image(at: At, image: ServerImage, *, cluster: bool) -> None:
    known = release(at, image)
    at.require(
        known is None or known >= _OLDEST,
        "image",
        image.reference,
        "older than the app's client (qdrant-client 1.12.1), which asks for what such a server does not have",
        "take v1.12.0 or later",
    )
    at.require(
        not cluster or known is None or known >= (1, 18),
        "image",
        image.reference,
        "in a cluster of a Qdrant older than 1.18, the nodes' own port takes writes without a key",
        "take v1.18 or later, or nodes=1",
    )


def _check_copies(at: At, nodes: int, replication_factor: int | None, write_consistency_factor: int | None) -> None:
    if replication_factor is not None:
        at.number("replication_factor", replication_factor, at_least=1)
        at.require(
            replication_factor <= nodes,
            "replication_factor",
            replication_factor,
            f"more copies than the {nodes} node{'s' * (nodes > 1)}: Qdrant would silently make fewer",
            "give at most `nodes`",
        )
    if write_consistency_factor is not None:
        copies = replication_factor or 1
        at.number("write_consistency_factor", write_consistency_factor, at_least=1)
        at.require(
            write_consistency_factor <= copies,
            "write_consistency_factor",
            write_consistency_factor,
            f"more than the copies of a shard ({copies})",
            "give at most `replication_factor`",
        )
