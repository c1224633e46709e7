"""A Chroma server beside the app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kotaemon_cdk8s import image_table, server
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.vector_store import chroma_binding
from kotaemon_cdk8s.vector_store.releases import release
from kotaemon_cdk8s.wiring import Binding, Pods, Workload, pods_of_set

import cdk8s
import constructs
from cdk8s_plus_27 import k8s
from typing_extensions import override

# chroma-core/chroma 1.5.9: rust/Dockerfile (target `cli`: /config.yaml, no USER), rust/frontend/src/config.rs.
_PORT = 8000
_DATA = "/data"
_USER = 10001


class ChromaServer(constructs.Construct, VectorStoreBackend):
    """A Chroma server of the 1.x line: one process, which cannot be more.

    Creates a StatefulSet with one pod, its Services, and a PersistentVolumeClaim that Argo CD
    never prunes. Chroma 1.x asks nobody who they are, and speaks no TLS: whoever reaches the
    Service can read and change all.

    Args:
        scope: A chart, or a construct within one; in the namespace of the app.
        id: Name among its siblings.
        name: Name of the server: of its objects and its Service. At most 50 characters.
            Changing it makes a new server with an empty volume. Default: `id`.
        image: What runs; 1.0 or later. Default: `docker.io/chromadb/chroma:1.5.9`.
        resources: What it asks for and may take. Default: 500m and 2Gi, the least that
            Chroma recommends
            (https://docs.trychroma.com/guides/performance/single-node).
        storage: The volume. Default: `ServerStorage()`.
        placement: Where it runs. Default: anywhere.
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
    """The Service that a StatefulSet must have; the app uses the other one."""
    claims: tuple[cdk8s.ApiObject, ...]
    """The PersistentVolumeClaim."""
    name: str
    """Name of the server."""

    component = "Chroma vector store"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        image: ServerImage = image_table.CHROMA,
        resources: ServerResources = ServerResources(memory="2Gi"),
        storage: ServerStorage = ServerStorage(),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(ChromaServer)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name)
        known = release(at, image)
        at.require(
            known is None or known >= (1, 0),
            "image",
            image.reference,
            "a server older than 1.0 keeps its data in /chroma/chroma, beside the volume, and reads other variables:"
            " all vectors would go with the pod",
            "take 1.0 or later; an older server that runs elsewhere can be used by VectorStore.external_chroma(...)",
        )

        identity = Identity(self.name, "vector-store", image.tag, "chroma")
        self._workload = Workload(self.name, Pods(identity.selector), pods_of_set(self.name), serves=(_PORT,))
        ports = {"http": _PORT}
        objects = Objects(chart, at=at)
        claims = server.claims(identity, "data", replicas=1, storage=storage)
        for key, claim in claims.items():
            objects.add(key, claim)
        objects.add(
            "stateful-set",
            server.stateful_set(
                identity,
                replicas=1,
                volumes={"data": storage},
                hardening=placement.hardening,
                pod=server.pod_spec(
                    image=image,
                    containers=[
                        server.container(
                            "chroma",
                            image=image,
                            # The image's own; without a file, Chroma reads no variables.
                            args=["run", "/config.yaml"],
                            env={
                                "CHROMA_PERSIST_PATH": _DATA,
                                # On a read-only root SQLite finds no other place for temporary
                                # files, and Chroma panics (tried).
                                "SQLITE_TMPDIR": _DATA,
                            },
                            ports=ports,
                            resources=resources.requirements(),
                            mounts={_DATA: "data"},
                            startup_probe=_probe(period=5, failures=120),
                            readiness_probe=_probe(period=5, failures=3),
                            liveness_probe=_probe(period=10, failures=6),
                        )
                    ],
                    user=_USER,
                    placement=placement,
                    grace_seconds=30,
                ),
            ),
        )
        objects.add("service", server.service(identity, ports))
        objects.add("headless-service", server.headless_service(identity, ports))
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.stateful_set = made["stateful-set"]
        self.service = made["service"]
        self.headless_service = made["headless-service"]
        self.claims = tuple(made[key] for key in claims)

    @override
    def bind(self) -> Binding:
        binding = chroma_binding.binding(
            url=f"http://{self.name}:{_PORT}",
            headers={},
            token=None,
            tenant=chroma_binding.TENANT,
            database=chroma_binding.DATABASE,
            ca=None,
        )
        return replace(binding, workloads=(self._workload,))


def _probe(*, period: int, failures: int) -> k8s.Probe:
    return k8s.Probe(
        http_get=k8s.HttpGetAction(path="/api/v2/heartbeat", port=k8s.IntOrString.from_string("http"), scheme="HTTP"),
        period_seconds=period,
        timeout_seconds=5,
        failure_threshold=failures,
    )
