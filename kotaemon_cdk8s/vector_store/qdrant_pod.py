"""The pod of a Qdrant node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources as package_files

from kotaemon_cdk8s import server
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.server import Placement, ServerResources
from kotaemon_cdk8s.tls import ServerTls
from kotaemon_cdk8s.wiring import SecretRef

from cdk8s_plus_27 import k8s

# qdrant/qdrant v1.18.3: config/config.yaml (ports, ./storage, ./snapshots, ./tls/cert.pem …),
# Dockerfile (WORKDIR /qdrant), .github/workflows/docker-image.yml (`-unprivileged`: USER_ID=1000).
HTTP = 6333
PORTS = {"http": HTTP, "grpc": 6334}
CLUSTER_PORTS = {**PORTS, "p2p": 6335}
STORAGE, SNAPSHOTS = "storage", "snapshots"
_HOME = "/qdrant"
_TLS = "tls"


@dataclass(frozen=True)
class Node:
    """What makes one node.

    Args:
        api_key: The key that may write.
        read_only_api_key: The key that may only read.
        peers: All pods of its cluster, the first one first; none for a single node.
        tls: Its certificate; None for http.
        scratch: Size of a volume for snapshots that goes with the pod; None where the set
            has one that stays.
    """

    api_key: SecretRef
    read_only_api_key: SecretRef | None
    peers: Sequence[str]
    tls: ServerTls | None
    scratch: str | None

    @property
    def ports(self) -> dict[str, int]:
        """Port numbers by name."""
        return CLUSTER_PORTS if self.peers else PORTS

    @property
    def scheme(self) -> str:
        """Of all its URLs."""
        return "https" if self.tls else "http"

    def pod(
        self, identity: Identity, *, image: ServerImage, resources: ServerResources, placement: Placement
    ) -> k8s.PodSpec:
        """The pod.

        Args:
            identity: Whose it is.
            image: What runs.
            resources: What it may take.
            placement: Where it runs.
        """
        return server.pod_spec(
            image=image,
            containers=[
                server.container(
                    "qdrant",
                    image=image,
                    # Not the image's entrypoint.sh: on SIGTERM it ends at once (tried), and with it the
                    # container, while Qdrant still writes.
                    command=["/bin/sh", "-c"],
                    args=[_start_script(), "qdrant", *self._cluster_arguments(identity)],
                    env=self._environment(),
                    ports=self.ports,
                    resources=resources.requirements(),
                    mounts={f"{_HOME}/storage": STORAGE, f"{_HOME}/snapshots": SNAPSHOTS},
                    read_only_mounts={f"{_HOME}/tls": _TLS} if self.tls else {},
                    # It answers once all collections are loaded, and a node of a cluster waits for the first.
                    startup_probe=self._probe("/livez", period=5, failures=360),
                    readiness_probe=self._probe("/readyz", period=5, failures=3),
                    liveness_probe=self._probe("/livez", period=10, failures=6),
                )
            ],
            volumes=[
                # Written to also without snapshots: Qdrant makes folders in it when it starts.
                *([server.scratch_volume(SNAPSHOTS, self.scratch)] if self.scratch else []),
                *([_tls_volume(self.tls)] if self.tls else []),
            ],
            user=1000,
            placement=placement,
            grace_seconds=60,
            apart=identity if self.peers else None,
        )

    def _cluster_arguments(self, identity: Identity) -> list[str]:
        return [self.scheme, server.headless_name(identity), *self.peers] if self.peers else []

    def _environment(self) -> dict[str, str | SecretRef]:
        # Read by src/settings.rs (QDRANT__…) and src/startup.rs (QDRANT_INIT_FILE_PATH) of v1.18.3.
        environment: dict[str, str | SecretRef] = {
            "QDRANT__SERVICE__API_KEY": self.api_key,
            "QDRANT__TELEMETRY_DISABLED": "true",
            # By default on the root, which is read-only.
            "QDRANT_INIT_FILE_PATH": f"{_HOME}/storage/.qdrant-initialized",
        }
        if self.read_only_api_key:
            environment["QDRANT__SERVICE__READ_ONLY_API_KEY"] = self.read_only_api_key
        if self.tls:
            environment["QDRANT__SERVICE__ENABLE_TLS"] = "true"
        if self.peers:
            environment["QDRANT__CLUSTER__ENABLED"] = "true"
            environment["QDRANT__SERVICE__ENFORCE_INTERNAL_AUTH"] = "true"
        if self.peers and self.tls:
            environment["QDRANT__CLUSTER__P2P__ENABLE_TLS"] = "true"
        return environment

    def _probe(self, path: str, *, period: int, failures: int) -> k8s.Probe:
        # These paths ask for no key (src/actix/mod.rs of v1.18.3).
        return k8s.Probe(
            http_get=k8s.HttpGetAction(path=path, port=k8s.IntOrString.from_string("http"), scheme=self.scheme.upper()),
            period_seconds=period,
            timeout_seconds=5,
            failure_threshold=failures,
        )


def _tls_volume(tls: ServerTls) -> k8s.Volume:
    return server.secret_volume(_TLS, {"cert.pem": tls.certificate, "key.pem": tls.private_key, "cacert.pem": tls.ca})


@cache
def _start_script() -> str:
    script = package_files.files("kotaemon_cdk8s.vector_store").joinpath("qdrant_start.sh")
    return script.read_text(encoding="utf-8")
