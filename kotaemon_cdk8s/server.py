"""Servers that we run beside the app: one StatefulSet each, restricted, with claims that can grow.

A StatefulSet's `volumeClaimTemplates` are immutable, so a volume that grows would be refused
by the API server. The controller, however, takes a claim that is there already by its name
(`<template>-<set>-<ordinal>`, pkg/controller/statefulset/stateful_set_utils.go,
`getPersistentVolumeClaimName`): we make the claims themselves, and the template only names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import KEEP_DATA, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.security.pod_hardening import PodHardening
from kotaemon_cdk8s.security.pod_security import container_context, pod_context
from kotaemon_cdk8s.wiring import SecretRef

from cdk8s_plus_27 import k8s
from typing_extensions import override

_TEMPLATE_SIZE = "1Gi"


@dataclass(frozen=True)
class ServerResources(Options):
    """What one pod of a server asks for and may take.

    Memory is request and limit alike: a database that is given memory it does not own is
    killed when a neighbour wants it.

    Args:
        cpu: Request. Default: 500m.
        memory: Request and limit. Default: 1Gi.
        cpu_limit: Default: none.

    Raises:
        OptionError: A quantity is malformed, or the request above its limit.
    """

    cpu: str = "500m"
    memory: str = "1Gi"
    cpu_limit: str | None = None

    @override
    def check(self, at: At) -> None:
        at.quantity("cpu", self.cpu)
        at.quantity("memory", self.memory, at_least="256Mi")
        if self.cpu_limit is not None:
            at.quantity("cpu_limit", self.cpu_limit)
            at.require(
                quantities.parse(self.cpu) <= quantities.parse(self.cpu_limit),
                "cpu",
                self.cpu,
                f"above its limit {self.cpu_limit}; the API server refuses the pod",
                "ask for at most the limit",
            )

    @property
    def memory_bytes(self) -> int:
        """The memory as a number."""
        return int(quantities.parse(self.memory))

    @property
    def requests(self) -> dict[str, str]:
        """As a resource's `requests` want them."""
        return {"cpu": quantities.canonical(self.cpu), "memory": quantities.canonical(self.memory)}

    @property
    def limits(self) -> dict[str, str]:
        """As a resource's `limits` want them."""
        cpu = {"cpu": quantities.canonical(self.cpu_limit)} if self.cpu_limit is not None else {}
        return {**cpu, "memory": quantities.canonical(self.memory)}

    def requirements(self, devices: Mapping[str, int] | None = None) -> k8s.ResourceRequirements:
        """For a container.

        Args:
            devices: Numbers of devices, by the resource that stands for them. Default: none.
        """
        # Of an extended resource, the API server takes no request that differs from its limit.
        counted = {name: str(count) for name, count in (devices or {}).items()}
        return k8s.ResourceRequirements(
            requests=_quantities({**self.requests, **counted}), limits=_quantities({**self.limits, **counted})
        )


@dataclass(frozen=True)
class ServerStorage(Options):
    """The volume of each pod of a server.

    Args:
        size: Requested size, at least 1Gi; it can grow, never shrink. Default: 10Gi.
        storage_class: StorageClass; it cannot change later. Default: the cluster's default class.
        annotations: Annotations of the claims. Default: none.

    Raises:
        OptionError: The size is no quantity or too small, or a name is malformed.
    """

    size: str = "10Gi"
    storage_class: str | None = None
    annotations: Mapping[str, str] = field(default_factory=dict)

    @override
    def check(self, at: At) -> None:
        at.quantity("size", self.size, at_least=_TEMPLATE_SIZE)
        if self.storage_class is not None:
            at.dns_name("storage_class", self.storage_class)
        at.label_keys("annotations", self.annotations, ours={SYNC_WAVE, *KEEP_DATA})


@dataclass(frozen=True)
class Placement(Options):
    """Where the pods of a server run, and how they are shut off there.

    Args:
        node_selector: Default: none.
        tolerations: Default: none.
        priority_class: Default: none.
        hardening: What the platform asks of the pods beyond `restricted`; what an operator
            has no field for is refused. Default: `PodHardening()`.

    Raises:
        OptionError: A name is malformed.
    """

    node_selector: Mapping[str, str] = field(default_factory=dict)
    tolerations: Sequence[k8s.Toleration] = ()
    priority_class: str | None = None
    hardening: PodHardening = field(default_factory=lambda: PodHardening())

    @override
    def check(self, at: At) -> None:
        for key, value in self.node_selector.items():
            at.label_key("node_selector", key)
            at.label_value(f"node_selector.{key}", value)
        if self.priority_class is not None:
            at.dns_name("priority_class", self.priority_class)


def check_name(at: At, name: str, *, longest: int = 50) -> None:
    """The name of a server, which a Service gets too.

    Raises:
        OptionError: It is no DNS label that begins with a letter, or too long.
    """
    at.dns_label("name", name, longest=longest)
    at.require(
        not name[0].isdigit(),
        "name",
        name,
        "begins with a digit, which a Service must not; the API server refuses it",
        "begin with a letter",
    )


def check_count(at: At, field: str, count: int, *, at_most: int) -> None:
    """The number of pods that agree by majority.

    Raises:
        OptionError: It is no number from 1 up, or 2.
    """
    at.number(field, count, at_least=1, at_most=at_most)
    at.require(
        count != 2,
        field,
        count,
        "two can never outvote one: if either is lost, the other stops, so two fail more often than one",
        "take 1, or 3 and more",
    )


def claims(
    identity: Identity,
    template: str,
    *,
    replicas: int,
    storage: ServerStorage,
    within: str | None = None,
    keep: bool = True,
    wave: Wave = Wave.STORES,
) -> dict[str, Any]:
    """The claims of a StatefulSet's pods, by construct id.

    Args:
        identity: Whose they are; the set is called like its instance.
        template: Name of the volume.
        replicas: Number of pods.
        storage: What to ask for.
        within: What the construct ids begin with. Default: the name of the volume.
        keep: They hold what cannot be had again, so Argo CD leaves them. Default: True.
        wave: Sync wave; that of the pods. Default: that of the stores.
    """
    return {
        f"{within or template}-{ordinal}": k8s.KubePersistentVolumeClaim.manifest(
            metadata=identity.metadata(
                f"{template}-{identity.instance}-{ordinal}",
                wave,
                annotations={**storage.annotations, **(KEEP_DATA if keep else {})},
            ),
            spec=_claim_spec(storage, quantities.canonical(storage.size)),
        )
        for ordinal in range(replicas)
    }


def stateful_set(
    identity: Identity,
    *,
    replicas: int,
    volumes: Mapping[str, ServerStorage],
    pod: k8s.PodSpec,
    hardening: PodHardening,
    annotations: Mapping[str, str] | None = None,
    wave: Wave = Wave.STORES,
) -> Any:
    """The pods, called like the instance and found through its headless Service.

    Args:
        identity: Whose they are.
        replicas: Number of pods.
        volumes: What each pod has of its own, by name; `claims` makes them.
        pod: The pod.
        hardening: What the platform asks of it.
        annotations: Annotations of the pod. Default: none.
        wave: Sync wave. Default: that of the stores.
    """
    manifest: Any = k8s.KubeStatefulSet.manifest(
        metadata=identity.metadata(identity.instance, wave),
        spec=k8s.StatefulSetSpec(
            replicas=replicas,
            service_name=headless_name(identity),
            # In order, a pod would wait for one that becomes ready only with its help, and a mended
            # pod would not replace one that never became ready (Kubernetes' documentation,
            # StatefulSets, "Forced rollback"). It never changes, so one pod has it, too.
            pod_management_policy="Parallel",
            revision_history_limit=3,
            persistent_volume_claim_retention_policy=k8s.StatefulSetPersistentVolumeClaimRetentionPolicy(
                when_deleted="Retain", when_scaled="Retain"
            ),
            selector=k8s.LabelSelector(match_labels=identity.selector),
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(labels=identity.labels, annotations=dict(annotations or {}) or None), spec=pod
            ),
            volume_claim_templates=[
                k8s.KubePersistentVolumeClaimProps(
                    metadata=k8s.ObjectMeta(name=name), spec=_claim_spec(storage, _TEMPLATE_SIZE)
                )
                for name, storage in volumes.items()
            ]
            or None,
        ),
    )
    for template in manifest["spec"].get("volumeClaimTemplates", ()):
        # The API server fills them in, and Argo CD would find the set changed for ever
        # (argoproj/argo-cd#11143).
        template |= {"apiVersion": "v1", "kind": "PersistentVolumeClaim"}
    hardening.apply(manifest["spec"]["template"]["spec"])
    return manifest


def pod_spec(
    *,
    image: ServerImage,
    containers: Sequence[k8s.Container],
    init_containers: Sequence[k8s.Container] = (),
    volumes: Sequence[k8s.Volume] = (),
    user: int,
    groups: Sequence[int] = (),
    placement: Placement,
    grace_seconds: int,
    apart: Identity | None = None,
) -> k8s.PodSpec:
    """A pod that Pod Security `restricted` admits, without a token for the API server.

    Args:
        image: What runs; only its pull secrets are taken from it.
        containers: Containers.
        init_containers: Run before them, one after the other. Default: none.
        volumes: Volumes beside those of the set.
        user: User and group of the processes and of the files.
        groups: Further groups of the processes. Default: none.
        placement: Where it runs.
        grace_seconds: From SIGTERM to SIGKILL.
        apart: Whose pods must not share a node, so that losing one loses one pod only.
    """
    # Not a topology spread: with `maxSkew: 1`, three pods may stand on two nodes.
    affinity = k8s.Affinity(
        pod_anti_affinity=k8s.PodAntiAffinity(
            required_during_scheduling_ignored_during_execution=[
                k8s.PodAffinityTerm(
                    topology_key="kubernetes.io/hostname",
                    label_selector=k8s.LabelSelector(match_labels=apart.selector),
                )
            ]
        )
    ) if apart else None  # fmt: skip
    return k8s.PodSpec(
        automount_service_account_token=False,
        # A Service called like a server's own variables (CHROMA_PORT=tcp://…) would break it.
        enable_service_links=False,
        security_context=pod_context(user, user, groups),
        termination_grace_period_seconds=grace_seconds,
        image_pull_secrets=[k8s.LocalObjectReference(name=name) for name in image.pull_secrets] or None,
        init_containers=list(init_containers) or None,
        containers=list(containers),
        volumes=list(volumes) or None,
        node_selector=dict(placement.node_selector) or None,
        tolerations=list(placement.tolerations) or None,
        priority_class_name=placement.priority_class,
        affinity=affinity,
    )


def container(
    name: str,
    *,
    image: ServerImage,
    env: Mapping[str, str | SecretRef],
    ports: Mapping[str, int],
    resources: k8s.ResourceRequirements,
    mounts: Mapping[str, str],
    read_only_mounts: Mapping[str, str] | None = None,
    command: Sequence[str] = (),
    args: Sequence[str] = (),
    post_start: Sequence[str] = (),
    startup_probe: k8s.Probe | None = None,
    readiness_probe: k8s.Probe | None = None,
    liveness_probe: k8s.Probe | None = None,
) -> k8s.Container:
    """A container on a read-only root.

    Args:
        name: Its name.
        image: What runs.
        env: Environment, literal or from Secrets.
        ports: Port numbers by name.
        resources: What it may take.
        mounts: Volume names by path.
        read_only_mounts: Volume names by path, for files that it only reads. Default: none.
        command: In place of the image's entry point.
        args: In place of the image's command.
        post_start: Run in the container when it has started; until it ends, no probe runs.
        startup_probe: Default: none.
        readiness_probe: Default: none.
        liveness_probe: Default: none.
    """
    return k8s.Container(
        name=name,
        image=image.reference,
        image_pull_policy="IfNotPresent",
        command=list(command) or None,
        args=list(args) or None,
        env=[env_var(key, value) for key, value in sorted(env.items())] or None,
        ports=[
            k8s.ContainerPort(name=key, container_port=number, protocol="TCP") for key, number in ports.items()
        ] or None,
        resources=resources,
        security_context=container_context(),
        lifecycle=k8s.Lifecycle(post_start=k8s.LifecycleHandler(exec=k8s.ExecAction(command=list(post_start))))
        if post_start
        else None,
        startup_probe=startup_probe,
        readiness_probe=readiness_probe,
        liveness_probe=liveness_probe,
        volume_mounts=[
            *(k8s.VolumeMount(name=volume, mount_path=path) for path, volume in mounts.items()),
            *(
                k8s.VolumeMount(name=volume, mount_path=path, read_only=True)
                for path, volume in (read_only_mounts or {}).items()
            ),
        ] or None,
    )  # fmt: skip


def env_var(name: str, value: str | SecretRef) -> k8s.EnvVar:
    """A variable, literal or from a Secret."""
    if isinstance(value, str):
        return k8s.EnvVar(name=name, value=value)
    reference = k8s.SecretKeySelector(name=value.name, key=value.key)
    return k8s.EnvVar(name=name, value_from=k8s.EnvVarSource(secret_key_ref=reference))


def service(identity: Identity, ports: Mapping[str, int], wave: Wave = Wave.STORES) -> Any:
    """The address of the server within the cluster."""
    return k8s.KubeService.manifest(
        metadata=identity.metadata(identity.instance, wave),
        spec=k8s.ServiceSpec(type="ClusterIP", selector=identity.selector, ports=_ports(ports)),
    )


def headless_service(identity: Identity, ports: Mapping[str, int], wave: Wave = Wave.STORES) -> Any:
    """The addresses of the single pods, ready or not: they find each other by them when they start."""
    return k8s.KubeService.manifest(
        metadata=identity.metadata(headless_name(identity), wave),
        spec=k8s.ServiceSpec(
            cluster_ip="None",
            publish_not_ready_addresses=True,
            selector=identity.selector,
            ports=_ports(ports),
        ),
    )


def headless_name(identity: Identity) -> str:
    """Name of the headless Service."""
    return f"{identity.instance}-headless"


def disruption_budget(identity: Identity) -> Any:
    """One pod at a time may be moved; with a single pod, a drain is never blocked."""
    return k8s.KubePodDisruptionBudget.manifest(
        metadata=identity.metadata(identity.instance, Wave.STORES),
        spec=k8s.PodDisruptionBudgetSpec(
            max_unavailable=k8s.IntOrString.from_number(1),
            selector=k8s.LabelSelector(match_labels=identity.selector),
        ),
    )


def secret_volume(name: str, items: Mapping[str, SecretRef]) -> k8s.Volume:
    """Secrets as files, by file name; readable by the pod's group only.

    PostgreSQL and others refuse a private key that others may read.
    """
    return k8s.Volume(
        name=name,
        projected=k8s.ProjectedVolumeSource(
            default_mode=0o440,
            sources=[
                k8s.VolumeProjection(
                    secret=k8s.SecretProjection(name=ref.name, items=[k8s.KeyToPath(key=ref.key, path=path)])
                )
                for path, ref in sorted(items.items())
            ],
        ),
    )


def scratch_volume(name: str, size: str) -> k8s.Volume:
    """A volume that goes with the pod; a pod that exceeds it is evicted."""
    limit = k8s.Quantity.from_string(quantities.canonical(size))
    return k8s.Volume(name=name, empty_dir=k8s.EmptyDirVolumeSource(size_limit=limit))


def _claim_spec(storage: ServerStorage, size: str) -> k8s.PersistentVolumeClaimSpec:
    return k8s.PersistentVolumeClaimSpec(
        access_modes=["ReadWriteOnce"],
        storage_class_name=storage.storage_class,
        volume_mode="Filesystem",
        resources=k8s.ResourceRequirements(requests=_quantities({"storage": size})),
    )


def _ports(ports: Mapping[str, int]) -> list[k8s.ServicePort]:
    return [
        k8s.ServicePort(name=name, port=number, protocol="TCP", target_port=k8s.IntOrString.from_string(name))
        for name, number in ports.items()
    ]


def _quantities(amounts: Mapping[str, str]) -> dict[str, k8s.Quantity]:
    return {name: k8s.Quantity.from_string(amount) for name, amount in amounts.items()}
