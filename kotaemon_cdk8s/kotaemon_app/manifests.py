"""The Kubernetes objects of the app, around its pod."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.image_layout import TELEMETRY_PORT
from kotaemon_cdk8s.kotaemon_app.storage import Storage
from kotaemon_cdk8s.metadata import KEEP_DATA, Identity, Wave
from kotaemon_cdk8s.security.pod_hardening import PodHardening

from cdk8s_plus_27 import k8s


def service_account(identity: Identity, annotations: Mapping[str, str]) -> Any:
    """An identity of the pod's own; the app never talks to the API server, so it gets no token."""
    return k8s.KubeServiceAccount.manifest(
        metadata=identity.metadata(identity.instance, Wave.ACCESS, annotations=annotations),
        automount_service_account_token=False,
    )


def config_map(identity: Identity, what: str, files: Mapping[str, str]) -> Any:
    """A ConfigMap whose keys are files."""
    return k8s.KubeConfigMap.manifest(
        metadata=identity.metadata(f"{identity.instance}-{what}", Wave.APP), data=dict(files)
    )


def claim(identity: Identity, name: str, storage: Storage) -> Any:
    """The volume's claim, in the wave of the pod that mounts it."""
    return k8s.KubePersistentVolumeClaim.manifest(
        metadata=identity.metadata(name, Wave.APP, annotations={**storage.annotations, **KEEP_DATA}),
        spec=k8s.PersistentVolumeClaimSpec(
            access_modes=[storage.access_mode.value],
            storage_class_name=storage.storage_class,
            volume_mode="Filesystem",
            resources=k8s.ResourceRequirements(
                requests={"storage": k8s.Quantity.from_string(quantities.canonical(storage.size))}
            ),
        ),
    )


def deployment(
    identity: Identity,
    *,
    labels: Mapping[str, str],
    annotations: Mapping[str, str],
    startup_seconds: int,
    replicas: int | None,
    one_writer: bool,
    waits: bool,
    pod: k8s.PodSpec,
    hardening: PodHardening,
) -> Any:
    """The pods; where their state has one writer, the old one ends before the new one starts."""
    # Written out: what the API server has filled in itself it keeps, and then refuses beside
    # `Recreate` (kubernetes/kubernetes#24198).
    overlapping = k8s.RollingUpdateDeployment(
        max_surge=k8s.IntOrString.from_number(1), max_unavailable=k8s.IntOrString.from_number(0)
    )
    manifest: Any = k8s.KubeDeployment.manifest(
        metadata=identity.metadata(identity.instance, Wave.APP),
        spec=k8s.DeploymentSpec(
            replicas=replicas,
            strategy=k8s.DeploymentStrategy(type="Recreate")
            if one_writer
            else k8s.DeploymentStrategy(type="RollingUpdate", rolling_update=overlapping),
            revision_history_limit=3,
            # A start that the startup probe still allows must not count as a failed roll-out;
            # 300 s on top for scheduling, attaching the volume and pulling the image, and as long as
            # the init container waits (runtime/wait.py).
            progress_deadline_seconds=startup_seconds + 300 + (600 if waits else 0),
            selector=k8s.LabelSelector(match_labels=identity.selector),
            template=k8s.PodTemplateSpec(
                metadata=k8s.ObjectMeta(labels={**labels, **identity.labels}, annotations=dict(annotations)),
                spec=pod,
            ),
        ),
    )
    hardening.apply(manifest["spec"]["template"]["spec"])
    return manifest


def service(
    identity: Identity,
    port: int,
    annotations: Mapping[str, str],
    *,
    session_seconds: int | None = None,
    telemetry: bool = False,
) -> Any:
    """The address of the app within the cluster.

    Args:
        identity: Whose it is.
        port: Its port.
        annotations: Annotations.
        session_seconds: How long it keeps an address on its pod; None if there is one only.
        telemetry: It leads to the metrics and checks of the app, too.
    """
    ports = {"http": port, **({"metrics": TELEMETRY_PORT} if telemetry else {})}
    return k8s.KubeService.manifest(
        metadata=identity.metadata(identity.instance, Wave.APP, annotations=annotations),
        spec=k8s.ServiceSpec(
            type="ClusterIP",
            selector=identity.selector,
            # Queue, login and streams are in one process (measured). Gateways go to the pods
            # themselves, by their cookies: this is for whoever goes through the Service.
            session_affinity="ClientIP" if session_seconds else None,
            session_affinity_config=k8s.SessionAffinityConfig(
                client_ip=k8s.ClientIpConfig(timeout_seconds=session_seconds)
            )
            if session_seconds
            else None,
            ports=[
                k8s.ServicePort(name=name, port=number, protocol="TCP", target_port=k8s.IntOrString.from_string(name))
                for name, number in ports.items()
            ],
        ),
    )
