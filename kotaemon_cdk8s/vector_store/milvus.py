"""Milvus beside the app, run by the Milvus operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kotaemon_cdk8s import image_table, server
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects, Override, claim_name
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security.certificate import served
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.tls import IssuedTls, ServerTls
from kotaemon_cdk8s.vector_store import milvus_binding, milvus_workloads
from kotaemon_cdk8s.vector_store.milvus_manifest import MilvusParts
from kotaemon_cdk8s.vector_store.milvus_parts import MilvusMinio, MilvusS3, MilvusTopology
from kotaemon_cdk8s.wiring import Binding, OperatorSecret, SecretRef, SecretValue

import cdk8s
import constructs
from typing_extensions import override

# Of the Service (zilliztech/milvus-operator, pkg/controllers/components.go).
_PORT = 19530

# A label value holds `<name>-pulsar-zookeeper` and, after a hyphen, ten characters of a revision.
_LONGEST_NAME = 35


class Milvus(constructs.Construct, VectorStoreBackend):
    """Milvus 2.5, made by the Milvus operator, with the servers it depends on.

    Creates a Milvus resource; needs the operator in the cluster, 1.3 or later. The operator
    makes Milvus, etcd, MinIO (unless there is S3) and, for a cluster, Pulsar. All volumes
    outlive the resource. The app logs in as `root`; the operator has no way to make another
    user. Without `tls` the connection, and the password on it, are in clear text within the
    cluster. Among Milvus' own pods they always are.

    The operator's pods do not pass Pod Security `restricted`. Where the app's namespace is
    closed to them, put Milvus into a chart of another namespace; its `root_password` must
    then be in a Secret of that name in both.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        name: Name of the Milvus, at most 35 characters. Changing it makes a new one with
            empty volumes. Default: `id`.
        root_password: Password of `root`, 6 to 72 characters. Milvus takes it at its first
            start only: change it there, and then in the Secret.
        topology: Default: `MilvusTopology.STANDALONE`.
        nodes: Proxies, query, data and index nodes of a cluster, each. Default: 1, and 2 for
            a cluster, so that losing one stops nothing for long.
        image: What runs, of the 2.5 line, with which the app's client was released; the tag is
            the version. Default: `docker.io/milvusdb/milvus:v2.5.26`.
        resources: What each pod of Milvus asks for and may take; at least 8 GB of memory, and
            32 GB over the pods of a cluster (https://milvus.io/docs/prerequisite-helm.md).
            Default: 1 and 8Gi.
        storage: Volume of a standalone Milvus, for its log and what does not fit into memory.
            Default: `ServerStorage()`; none for a cluster.
        etcd_storage: Volume of each etcd, of which a cluster has three. Default: 10Gi.
        object_storage: Where vectors and indexes are. Default: `MilvusMinio()`.
        tls: Certificate of the server, or who is to issue one; the app then verifies it. One
            that is given must name the Service, `<name>-milvus.<namespace>.svc`. Milvus reads
            a renewed one when its pods restart only (docs/how-to/encrypt-connections.md); its
            REST API, which the app does not use, is then off. From another namespace,
            `IssuedTls` must have a `ca`, which is in a Secret of the app's. Default: none.
        placement: Where all pods run, those of the dependencies included. Default: anywhere.
        overrides: JSON-patch operations on the resource, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, the name is taken, or
            the namespace is closed to the operator's pods. Nothing has been added to the
            chart then.
    """

    milvus: cdk8s.ApiObject
    """The Milvus resource."""
    certificate: cdk8s.ApiObject | None
    """The Certificate, if cert-manager issues it."""
    name: str
    """Name of the Milvus."""

    component = "Milvus vector store"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        root_password: SecretRef,
        name: str | None = None,
        topology: MilvusTopology = MilvusTopology.STANDALONE,
        nodes: int | None = None,
        image: ServerImage = image_table.MILVUS,
        resources: ServerResources = ServerResources(cpu="1", memory="8Gi"),
        storage: ServerStorage | None = None,
        etcd_storage: ServerStorage = ServerStorage(),
        object_storage: MilvusMinio | MilvusS3 = MilvusMinio(),
        tls: ServerTls | IssuedTls | None = None,
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Milvus)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name, longest=_LONGEST_NAME)
        _check_image(at, image)
        placement.hardening.refuse(at, "the operator and the charts of its dependencies have no field for it")
        at.require(
            root_password.name != f"{self.name}-minio",
            "root_password",
            root_password,
            "this Secret holds the key pair of Milvus' object storage, which root's password must not be",
            "make a Secret of its own",
        )
        if topology is MilvusTopology.CLUSTER:
            nodes = _cluster_nodes(at, nodes, storage, object_storage)
        else:
            at.require(
                nodes in (None, 1),
                "nodes",
                nodes,
                "a standalone Milvus is one pod, and a second one would corrupt its log",
                "take topology=MilvusTopology.CLUSTER, or leave it out",
            )
            nodes = None

        _check_memory(at, resources, nodes)
        identity = Identity(self.name, "vector-store", image.tag, "milvus")
        service = f"{self.name}-milvus"
        encryption = served(tls, identity, namespace=chart.namespace, service=service)
        # The Secret of a Certificate is in its namespace only.
        self.reachable_from_other_namespaces = not encryption.holds_authority
        host = service + (f".{chart.namespace}.svc" if chart.namespace else "")
        binding = milvus_binding.binding(
            url=f"{'https' if encryption.tls else 'http'}://{host}:{_PORT}",
            user="root",
            password=root_password,
            database=milvus_binding.DATABASE,
            ca=encryption.tls.ca if encryption.tls else None,
        )
        self._binding = replace(
            binding,
            workloads=milvus_workloads.workloads(self.name, object_storage, cluster=nodes is not None),
            operator_secrets=(_key_pair(self.name, object_storage),),
        )
        parts = MilvusParts(
            identity=identity,
            namespace=chart.namespace,
            root_password=root_password,
            nodes=nodes,
            image=image,
            resources=resources,
            storage=storage or ServerStorage(),
            etcd_storage=etcd_storage,
            object_storage=object_storage,
            tls=encryption.tls,
            placement=placement,
        )
        objects = Objects(chart, at=at)
        encryption.add_to(objects)
        objects.add(
            "milvus",
            parts.manifest(),
            keep=("spec.mode", "spec.config.common", "spec.config.tls", "spec.dependencies.msgStreamType"),
        )
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        within = chart.node.path
        closed = registry.holder(("restricted namespace", within))
        at.require(
            closed is None,
            "scope",
            within,
            f"{closed} closes the namespace to the operator's pods, which do not pass `restricted`:"
            " none would be admitted, and Milvus never start",
            "put Milvus into a chart of another namespace, with Namespace(..., pod_security=PodSecurity.BASELINE)",
        )
        if isinstance(object_storage, MilvusS3):
            registry.claim(
                at,
                ("bucket", object_storage.endpoint, object_storage.bucket, parts.root_path),
                "object_storage.bucket",
                object_storage.bucket,
                "keeps its objects at the same place in it: the two would delete each other's",
                "give each a bucket of its own, or another `name`",
            )
        objects.claim(registry, within)
        encryption.claim(registry, at, chart)
        for kind, of_operator in _made_by_operator(self.name, standalone=nodes is None):
            claim_name(registry, at, within, kind, of_operator)
        registry.note(("needs baseline", within), at.path)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.milvus = made["milvus"]
        self.certificate = made.get("certificate")

    @override
    def bind(self) -> Binding:
        return self._binding


def _check_image(at: At, image: ServerImage) -> None:
    at.require(
        bool(re.fullmatch(r"v?2\.5\.\d+", image.tag)),
        "image",
        image.reference,
        "not of the 2.5 line, with which the app's client (pymilvus 2.5.16) was released, or the tag does not say so;"
        " the operator runs 2.6 with other roles and another log",
        "take a tag such as v2.5.26",
    )


def _check_memory(at: At, resources: ServerResources, nodes: int | None) -> None:
    # https://milvus.io/docs/prerequisite-helm.md, hardware requirements: 8G, and 32G for a cluster.
    # That is proxies, query, data and index nodes, and one pod of all coordinators.
    pods = 1 if nodes is None else 4 * nodes + 1
    least = 8 * 10**9 if nodes is None else -(-32 * 10**9 // pods)
    at.require(
        resources.memory_bytes >= least,
        "resources.memory",
        resources.memory,
        "Milvus asks for 8 GB, and for 32 GB over the pods of a cluster; with less it is killed as soon as it loads"
        " or indexes vectors",
        f"give at least {-(-least // 2**20)}Mi" + (f" for each of the {pods} pods" if pods > 1 else ""),
    )


def _cluster_nodes(
    at: At, nodes: int | None, storage: ServerStorage | None, object_storage: MilvusMinio | MilvusS3
) -> int:
    at.require(
        storage is None,
        "storage",
        storage,
        "the pods of a cluster have no volumes; its log is in Pulsar, so it would have no effect",
        "leave it out; Pulsar's volumes are set by `overrides` (docs/how-to/use-milvus.md)",
    )
    at.require(
        not isinstance(object_storage, MilvusMinio) or not object_storage.storage.annotations,
        "object_storage.storage.annotations",
        object_storage,
        "the chart of a MinIO of four pods passes no annotations on, so they would have no effect",
        "leave them out",
    )
    wanted = 2 if nodes is None else nodes
    at.number("nodes", wanted, at_least=1, at_most=99)
    return wanted


def _key_pair(name: str, object_storage: MilvusMinio | MilvusS3) -> OperatorSecret:
    """The keys of the object storage (the operator's pkg/util/constants.go; values of its chart of MinIO)."""
    of_minio = isinstance(object_storage, MilvusMinio)
    # MinIO's is a name that we choose.
    keys: dict[str, str | SecretValue] = {
        "accesskey": "milvus" if of_minio else SecretValue.THEIRS,
        "secretkey": SecretValue.OURS if of_minio else SecretValue.THEIRS,
    }
    secret = f"{name}-minio" if isinstance(object_storage, MilvusMinio) else object_storage.secret
    return OperatorSecret("the Milvus operator", f"Milvus {name}", secret, keys)


def _made_by_operator(name: str, *, standalone: bool) -> list[tuple[str, str]]:
    """Kinds and names that would clash with objects of others (the operator's pkg/controllers, and its charts)."""
    parts = ("milvus", "etcd", "etcd-headless", "minio", "minio-svc")
    pulsar = () if standalone else ("pulsar-proxy", "pulsar-broker", "pulsar-bookie", "pulsar-zookeeper")
    services = [("Service", f"{name}-{part}") for part in (*parts, *pulsar)]
    claim = [("PersistentVolumeClaim", f"{name}-data")] if standalone else []
    return [*services, ("ConfigMap", name), *claim]
