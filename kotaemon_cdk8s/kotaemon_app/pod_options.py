"""How the pod runs: resources, probes, placement, and what a team adds of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.image_layout import (
    APP_DIR,
    DATA_DIR,
    DOWNLOADS_DIR,
    FILES_DIR,
    GRAPHRAG_SETTINGS,
    PACKAGES_DIR,
    PYTHON,
    RUNTIME_PATH,
    SCRATCH,
    SETTINGS_DIR,
)
from kotaemon_cdk8s.metadata import CHECKSUMS, SYNC_WAVE
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.scaling.spot import Spot
from kotaemon_cdk8s.security import workload_identity
from kotaemon_cdk8s.security.pod_hardening import PodHardening
from kotaemon_cdk8s.security.workload_identity import WorkloadIdentity

from cdk8s_plus_27 import k8s
from typing_extensions import override

_USER_ID = 10001
_NEEDED = [
    PurePosixPath(path)
    for path in (
        *(PYTHON, f"{APP_DIR}/app.py", GRAPHRAG_SETTINGS, DATA_DIR, DOWNLOADS_DIR, FILES_DIR, PACKAGES_DIR, SCRATCH),
        *(SETTINGS_DIR, RUNTIME_PATH),
    )
]


@dataclass(frozen=True)
class Resources(Options):
    """What the app's container asks for and may take.

    Measured on the real app: 0.75 GiB resident when idle, 0.97 GiB at its peak while it
    indexed a text of 0.7 MB and PDFs and answered questions; torch, which the image loads
    for local models, comes on top. There is no CPU limit by default: it would only make
    the start slower, and the request already gives the app its share.

    Args:
        cpu_request: Default: 500m.
        memory_request: At least 1Gi. Default: 1536Mi.
        cpu_limit: Default: none.
        memory_limit: Default: 4Gi.
        scratch_size: Limit of the emptyDir at /tmp, where caches and temporary files are; a
            pod that exceeds it is evicted. Default: 2Gi.

    Raises:
        OptionError: A quantity is malformed or too small, or a request above its limit.
    """

    cpu_request: str = "500m"
    memory_request: str = "1536Mi"
    cpu_limit: str | None = None
    memory_limit: str = "4Gi"
    scratch_size: str = "2Gi"

    @override
    def check(self, at: At) -> None:
        at.quantity("cpu_request", self.cpu_request)
        # The idle app has 0.75 GiB resident; with less it would be killed in its start-up.
        at.quantity("memory_request", self.memory_request, at_least="1Gi")
        at.quantity("memory_limit", self.memory_limit, at_least="1Gi")
        at.quantity("scratch_size", self.scratch_size, at_least="256Mi")
        if self.cpu_limit is not None:
            at.quantity("cpu_limit", self.cpu_limit)
        for name, request, limit in (
            ("cpu_request", self.cpu_request, self.cpu_limit),
            ("memory_request", self.memory_request, self.memory_limit),
        ):
            at.require(
                limit is None or quantities.parse(request) <= quantities.parse(limit),
                name,
                request,
                f"above its limit {limit}; the API server refuses the pod",
                "ask for at most the limit",
            )


@dataclass(frozen=True)
class Probes(Options):
    """How the kubelet tells a starting, a busy and a hung app apart.

    The app opens its port only when its indices and stores are up, after 17 to 29 s on two
    cores, and after 419 s where a policy drops its downloads (measured). A single-threaded
    event loop beside busy worker threads answers late, so liveness is patient.

    Args:
        startup_seconds: How long a start may take, 60 to 3600 s. Default: 600.
        readiness_seconds: Without an answer for so long, no new requests, 10 to 600 s.
            Default: 30.
        liveness_seconds: Without an answer for so long, restart, 30 to 3600 s. Default: 120.

    Raises:
        OptionError: A number is out of range, or the pod would be restarted before it is
            taken out of service.
    """

    startup_seconds: int = 600
    readiness_seconds: int = 30
    liveness_seconds: int = 120

    @override
    def check(self, at: At) -> None:
        at.number("startup_seconds", self.startup_seconds, at_least=60, at_most=3600, unit="seconds")
        at.number("readiness_seconds", self.readiness_seconds, at_least=10, at_most=600, unit="seconds")
        at.number("liveness_seconds", self.liveness_seconds, at_least=30, at_most=3600, unit="seconds")
        at.require(
            self.readiness_seconds <= self.liveness_seconds,
            "readiness_seconds",
            self.readiness_seconds,
            f"longer than liveness_seconds ({self.liveness_seconds}): the app would be restarted"
            " before it is taken out of service",
            "make it at most liveness_seconds",
        )


@dataclass(frozen=True)
class Pod(Options):
    """Placement, identity and additions of a team.

    Args:
        labels: Further pod labels. Default: none.
        annotations: Further pod annotations. Default: none.
        node_selector: Default: none (with GraphRAG, `kubernetes.io/arch: amd64`).
        tolerations: Default: none.
        affinity: Default: none.
        priority_class: Name of a PriorityClass of the cluster. Default: none.
        spot: Nodes that the cloud may take away. Default: none of them, where they are tainted.
        user_id: User and group of the process and of its files, 1 to 4294967294. Any
            works: the image needs no passwd entry. Default: 10001; the platform's with
            `PodHardening.openshift()`.
        termination_grace_period_seconds: From SIGTERM to SIGKILL, 20 to 3600 s; running
            requests get 15 s less than that. Default: 60.
        hardening: What the platform asks of the pod beyond `restricted`. Default:
            `PodHardening()`.
        workload_identity: Who the pod is at a cloud. Default: nobody.
        service_account_annotations: Further annotations of the ServiceAccount. Default: none.
        extra_volumes: Default: none.
        extra_volume_mounts: Into the app's container, over none of the library's and none
            of the app's own. Default: none.
        init_containers: Run before the app. Default: none.
        sidecars: Run beside the app. Default: none.

    Raises:
        OptionError: A name is malformed, a number out of range, or two options contradict
            each other.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    node_selector: Mapping[str, str] = field(default_factory=dict)
    tolerations: Sequence[k8s.Toleration] = ()
    affinity: k8s.Affinity | None = None
    priority_class: str | None = None
    spot: Spot | None = None
    user_id: int | None = None
    termination_grace_period_seconds: int = 60
    hardening: PodHardening = field(default_factory=lambda: PodHardening())
    workload_identity: WorkloadIdentity | None = None
    service_account_annotations: Mapping[str, str] = field(default_factory=dict)
    extra_volumes: Sequence[k8s.Volume] = ()
    extra_volume_mounts: Sequence[k8s.VolumeMount] = ()
    init_containers: Sequence[k8s.Container] = ()
    sidecars: Sequence[k8s.Container] = ()

    @override
    def check(self, at: At) -> None:
        for name in ("labels", "node_selector"):
            for key, value in getattr(self, name).items():
                at.label_key(name, key)
                at.label_value(f"{name}.{key}", value)
        for key in self.labels:
            at.require(
                not key.startswith("app.kubernetes.io/"),
                "labels",
                key,
                "these labels are the selectors by which Service and Deployment find their pods",
                "use a prefix of your own",
            )
            _check_identity(at, "labels", key, workload_identity.LABELS)
        at.label_keys("annotations", self.annotations, ours=CHECKSUMS)
        at.label_keys("service_account_annotations", self.service_account_annotations, ours={SYNC_WAVE})
        for key in self.service_account_annotations:
            _check_identity(at, "service_account_annotations", key, workload_identity.ANNOTATIONS)
        if self.priority_class is not None:
            at.dns_name("priority_class", self.priority_class)
        if self.spot is not None:
            at.require(
                self.affinity is None or self.spot.only,
                "spot",
                self.spot.label,
                "prefers nodes by an affinity of its own, and `affinity` gives another",
                "write the preference into `affinity`, or take only=True",
            )
            at.require(
                self.spot.label not in self.node_selector or not self.spot.only,
                "node_selector",
                self.spot.label,
                "`spot` sets it",
                "leave one of the two out",
            )
        for mount in self.extra_volume_mounts:
            path = PurePosixPath(mount.mount_path)
            at.require(
                path.is_absolute() and ".." not in path.parts and ":" not in mount.mount_path,
                "extra_volume_mounts",
                mount.mount_path,
                "not an absolute path in the container; the kubelet refuses it, or it leads elsewhere",
                "begin with '/', without '..' and ':'",
            )
            hidden = [needed for needed in _NEEDED if path in (needed, *needed.parents)]
            at.require(
                not hidden,
                "extra_volume_mounts",
                mount.mount_path,
                f"would hide {', '.join(map(str, hidden))}, without which the app does not start",
                "mount it at a path of its own, or a single file with sub_path",
            )
        if self.user_id is not None:
            at.number("user_id", self.user_id, at_least=1, at_most=2**32 - 2)
            at.require(
                not self.hardening.platform_ids,
                "user_id",
                self.user_id,
                "`hardening` leaves user and groups to the platform, which refuses a pod that names its own",
                "leave user_id out, or take another hardening than PodHardening.openshift()",
            )
        for name in ("init_containers", "sidecars"):
            for container in getattr(self, name):
                context = container.security_context
                ids = [context.run_as_user, context.run_as_group] if context else []
                at.require(
                    not self.hardening.platform_ids or ids in ([], [None, None]),
                    name,
                    container.name,
                    "names a user or group, and `hardening` leaves both to the platform, which refuses such a pod",
                    "leave run_as_user and run_as_group out of its security context",
                )
        at.number(
            "termination_grace_period_seconds",
            self.termination_grace_period_seconds,
            at_least=20,
            at_most=3600,
            unit="seconds",
        )

    @property
    def uid(self) -> int:
        """User and group, unless the platform gives them."""
        return _USER_ID if self.user_id is None else self.user_id


def _check_identity(at: At, field: str, key: str, ours: frozenset[str]) -> None:
    at.require(
        key not in ours,
        field,
        key,
        "workload_identity sets it, with what else its cloud needs",
        "write workload_identity=WorkloadIdentity.aws(...), .eks_pod_identity(), .gcp(...) or .azure(...)",
    )
