"""The pod of the app: restricted, read-only, with exactly the mounts and environment it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.image_layout import (
    APP_DIR,
    DATA_DIR,
    DOWNLOADS_DIR,
    FILES_DIR,
    PACKAGES_DIR,
    PORT,
    PYTHON,
    RUNTIME_PACKAGE,
    RUNTIME_PATH,
    SCRATCH,
    SETTINGS_DIR,
    SITE_PACKAGES,
    TELEMETRY_PORT,
)
from kotaemon_cdk8s.kotaemon_app.downloads import Downloads
from kotaemon_cdk8s.kotaemon_app.front import Front
from kotaemon_cdk8s.kotaemon_app.image import Image
from kotaemon_cdk8s.kotaemon_app.mode import Mode
from kotaemon_cdk8s.kotaemon_app.packages import COMMAND, PythonPackages
from kotaemon_cdk8s.kotaemon_app.pod_options import Pod, Probes, Resources
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.pod_security import container_context, pod_context
from kotaemon_cdk8s.server import ServerResources, env_var, scratch_volume, secret_volume
from kotaemon_cdk8s.wiring import Binding, SecretRef

from cdk8s_plus_27 import k8s

CONTAINER = "kotaemon"
SETTINGS_KEY = "settings.json"
# The kill comes at the end of the grace period; gradio takes up to 5.4 s (measured) to
# close after the requests have finished.
_CLOSING_SECONDS = 15
_PROBE_PERIOD = 5
_WAIT = (PYTHON, "-m", f"{RUNTIME_PACKAGE}.wait")
_WAIT_VARIABLES = ("HOME", "KOTAEMON_SETTINGS_FILE", "PYTHONPATH")


class PodEnvironment:
    """What the image needs to run without root, on a read-only root file system.

    Args:
        offline: The start asks nobody.
        seeded: What it would download is there.
        keep_bytecode: Keep compiled Python on the data volume.
        packages: There is a folder of further Python packages.
    """

    component = "the library"

    def __init__(self, *, offline: bool, seeded: bool, keep_bytecode: bool, packages: bool) -> None:
        self._offline = offline
        self._seeded = seeded
        self._keep_bytecode = keep_bytecode
        self._packages = packages

    def bind(self) -> Binding:
        """Environment and settings; sources in contract.csv, trials in docs/explanation/pod.md."""
        env = {
            # A uid without passwd entry gets HOME=/, which is read-only.
            "HOME": SCRATCH,
            "MPLCONFIGDIR": f"{SCRATCH}/matplotlib",
            "NUMBA_CACHE_DIR": f"{SCRATCH}/numba",
            "THEFLOW_TEMP_PATH": f"{SCRATCH}/theflow",
            "XDG_CACHE_HOME": f"{SCRATCH}/cache",
            # Without it the start downloads this very file from the internet, or dies.
            "TIKTOKEN_CACHE_DIR": f"{SITE_PACKAGES}/llama_index/core/_static/tiktoken_cache",
            # Usage reports of gradio, and of unstructured and huggingface_hub.
            "DO_NOT_TRACK": "true",
            "GRADIO_ANALYTICS_ENABLED": "False",
            "THEFLOW_SETTINGS_MODULE": f"{RUNTIME_PACKAGE}.settings",
            "PYTHONPATH": f"{RUNTIME_PATH}:{PACKAGES_DIR}" if self._packages else RUNTIME_PATH,
            "KOTAEMON_SETTINGS_FILE": f"{SETTINGS_DIR}/{SETTINGS_KEY}",
        }
        settings: dict[str, Any] = {
            # The framework makes this folder when it is imported; by default in /app.
            "STORAGE": {"__type__": "theflow.storage.LocalStorage", "prefix": f"{SCRATCH}/theflow/runs"},
            # Without TrackProgressMiddleware, which would log every prompt, passage and answer
            # in two places, for ever. Indexing and chat do not use it (measured).
            "MIDDLEWARE": {
                "default": ["theflow.middleware.CachingMiddleware", "theflow.middleware.SkipComponentMiddleware"]
            },
        }
        if self._keep_bytecode:
            # The image forbids bytecode; an empty value allows it again.
            env["PYTHONDONTWRITEBYTECODE"] = ""
            env["PYTHONPYCACHEPREFIX"] = f"{DATA_DIR}/.pycache"
        if self._offline:
            # Without a version the Help page does not ask GitHub for release notes.
            settings["KH_APP_VERSION"] = ""
        elif not self._seeded:
            # llama-index would download into its own, read-only, package folder.
            env["NLTK_DATA"] = f"{SCRATCH}/nltk_data"
        return Binding(
            env=env,
            settings=settings,
            # Hugging Face and NLTK redirect to hosts that change (measured: docs/explanation/pod.md).
            unnamed_hosts=None if self._offline else "at its start it downloads from Hugging Face, GitHub and NLTK",
        )


def text_key(path: str) -> str:
    """Under which key of the settings ConfigMap a file for another folder is."""
    return path.rpartition("/")[2]


def drain_seconds(pod: Pod) -> int:
    """How long running requests may take to finish after SIGTERM."""
    return pod.termination_grace_period_seconds - _CLOSING_SECONDS


def check_sidecars(at: At, pod: Pod, taken: Mapping[int, str]) -> None:
    """Refuse a sidecar on a port of the pod that is in use: the containers share one network.

    Args:
        at: Where to complain.
        pod: The pod.
        taken: By port, who listens there.

    Raises:
        OptionError: One would not start, or keep the app from starting.
    """
    for sidecar in pod.sidecars:
        for port in sidecar.ports or ():
            number = int(port.container_port)
            at.require(
                number not in taken,
                "pod.sidecars",
                number,
                f"container {sidecar.name} would listen on the port of {taken.get(number)} in the same pod: one of"
                " the two would not start",
                "give it another port",
            )


def pod_spec(
    *,
    image: Image,
    mode: Mode,
    front: Front,
    env: Mapping[str, str | SecretRef],
    files: Mapping[str, SecretRef],
    texts: Collection[str],
    packages: PythonPackages | None,
    packages_size: str,
    downloads: Downloads,
    wait_env: Mapping[str, str | SecretRef] | None,
    telemetry: bool,
    pod: Pod,
    probes: Probes,
    resources: Resources,
    architecture: str | None,
    spread: list[k8s.TopologySpreadConstraint] | None,
    claim: str,
    service_account: str,
    runtime_config_map: str,
    settings_config_map: str,
) -> k8s.PodSpec:
    """Everything in the pod of one app.

    Args:
        image: What runs.
        mode: Its command and probes.
        front: What stands before it.
        env: Environment of the app.
        files: Secrets to mount, by path below FILES_DIR.
        texts: Paths of the files that the settings ConfigMap has for other folders than its own.
        packages: Where to install packages from; None if the image has all.
        packages_size: Room for them.
        downloads: Where the claim with downloads is named, if there is one.
        wait_env: What it takes to ask the app's servers whether they are up; None if it uses none.
        telemetry: Whether the app serves metrics and checks.
        pod: Placement, identity and additions.
        probes: How the kubelet watches the app.
        resources: What the app may take.
        architecture: The only one the pod can run on.
        spread: How several pods stand apart.
        claim: Claim of the data volume.
        service_account: Its name.
        runtime_config_map: Name of the ConfigMap with the runtime package.
        settings_config_map: Name of the ConfigMap with the settings document.
    """
    spot = pod.spot
    arch = {"kubernetes.io/arch": architecture} if architecture else {}
    scratch = k8s.VolumeMount(name="scratch", mount_path=SCRATCH)
    settings = k8s.VolumeMount(name="settings", mount_path=SETTINGS_DIR, read_only=True)
    secret_files = [k8s.VolumeMount(name="files", mount_path=FILES_DIR, read_only=True)] if files else []
    installed = [k8s.VolumeMount(name="packages", mount_path=PACKAGES_DIR, read_only=True)] if packages else []
    beside = [
        scratch,
        settings,
        k8s.VolumeMount(name="runtime", mount_path=f"{RUNTIME_PATH}/{RUNTIME_PACKAGE}", read_only=True),
        *secret_files,
        *installed,
    ]
    mounts = [
        k8s.VolumeMount(name="data", mount_path=DATA_DIR),
        *beside,
        *(
            k8s.VolumeMount(name="settings", mount_path=path, sub_path=text_key(path), read_only=True)
            for path in sorted(texts)
        ),
        *([k8s.VolumeMount(name="downloads", mount_path=DOWNLOADS_DIR, read_only=True)] if downloads.claim else []),
        *pod.extra_volume_mounts,
    ]
    variables = [env_var(name, value) for name, value in sorted(env.items())]
    # Behind a proxy the app listens on the pod's loopback, where the kubelet does not come.
    port = k8s.IntOrString.from_number(front.port) if front.proxy else k8s.IntOrString.from_string("http")
    ports = [] if front.proxy else [k8s.ContainerPort(name="http", container_port=PORT, protocol="TCP")]
    if telemetry:
        ports.append(k8s.ContainerPort(name="metrics", container_port=TELEMETRY_PORT, protocol="TCP"))
    app = k8s.Container(
        name=CONTAINER,
        image=image.reference,
        image_pull_policy=image.pull_policy,
        command=list(mode.command),
        working_dir=APP_DIR,
        env=variables,
        ports=ports or None,
        resources=_requirements(resources),
        security_context=container_context(),
        startup_probe=_probe(mode.probe_path, port, probes.startup_seconds, period=_PROBE_PERIOD, timeout=5),
        readiness_probe=_probe(mode.probe_path, port, probes.readiness_seconds, period=_PROBE_PERIOD, timeout=5),
        liveness_probe=_probe(mode.probe_path, port, probes.liveness_seconds, period=2 * _PROBE_PERIOD, timeout=10),
        volume_mounts=mounts,
    )
    volumes = [
        k8s.Volume(name="data", persistent_volume_claim=k8s.PersistentVolumeClaimVolumeSource(claim_name=claim)),
        k8s.Volume(
            name="scratch",
            empty_dir=k8s.EmptyDirVolumeSource(
                size_limit=k8s.Quantity.from_string(quantities.canonical(resources.scratch_size))
            ),
        ),
        k8s.Volume(name="settings", config_map=k8s.ConfigMapVolumeSource(name=settings_config_map)),
        k8s.Volume(name="runtime", config_map=k8s.ConfigMapVolumeSource(name=runtime_config_map)),
        *([secret_volume("files", files)] if files else []),
        *([scratch_volume("packages", packages_size)] if packages else []),
        *([_downloads(downloads.claim)] if downloads.claim else []),
        *front.volumes(),
        *pod.extra_volumes,
    ]
    before: list[k8s.Container] = []
    if packages:
        target = k8s.VolumeMount(name="packages", mount_path=PACKAGES_DIR)
        needed = [scratch, settings, *secret_files, target]
        before.append(program("install-packages", image, COMMAND, packages.environment, needed))
    if wait_env is not None:
        own = {name: env[name] for name in _WAIT_VARIABLES}
        before.append(program("wait-for-stores", image, _WAIT, {**own, **wait_env}, beside))
    return k8s.PodSpec(
        service_account_name=service_account,
        automount_service_account_token=False,
        # A Service called `chroma` or `gradio-server` would inject CHROMA_PORT=tcp://… and
        # the like, which libraries of the app read.
        enable_service_links=False,
        security_context=pod_context(pod.uid, pod.uid),
        termination_grace_period_seconds=pod.termination_grace_period_seconds,
        image_pull_secrets=[k8s.LocalObjectReference(name=name) for name in image.pull_secrets] or None,
        init_containers=[*before, *_restricted(pod.init_containers)] or None,
        containers=[app, *front.containers(), *_restricted(pod.sidecars)],
        volumes=volumes,
        node_selector={**arch, **pod.node_selector, **(spot.node_selector if spot else {})} or None,
        tolerations=[*pod.tolerations, *(spot.tolerations if spot else [])] or None,
        affinity=pod.affinity or (spot.affinity if spot else None),
        topology_spread_constraints=spread,
        priority_class_name=pod.priority_class,
    )


def _downloads(claim: str) -> k8s.Volume:
    source = k8s.PersistentVolumeClaimVolumeSource(claim_name=claim, read_only=True)
    return k8s.Volume(name="downloads", persistent_volume_claim=source)


def program(
    name: str,
    image: Image,
    command: Sequence[str],
    env: Mapping[str, str | SecretRef],
    mounts: Sequence[k8s.VolumeMount],
    resources: ServerResources = ServerResources(cpu="100m", memory="512Mi"),
) -> k8s.Container:
    """A container of the app's image that does something once, and ends."""
    return k8s.Container(
        name=name,
        image=image.reference,
        image_pull_policy=image.pull_policy,
        command=list(command),
        working_dir=APP_DIR,
        env=[env_var(key, value) for key, value in sorted(env.items())],
        resources=resources.requirements(),
        security_context=container_context(),
        volume_mounts=list(mounts),
    )


def _probe(path: str, port: k8s.IntOrString, seconds: int, *, period: int, timeout: int) -> k8s.Probe:
    # The probe fails for good after failureThreshold times periodSeconds; rounded up, so that
    # the promised seconds are always there: 600 s = 120 times 5 s for the default start.
    return k8s.Probe(
        http_get=k8s.HttpGetAction(path=path, port=port),
        period_seconds=period,
        timeout_seconds=timeout,
        failure_threshold=-(-seconds // period),
    )


def _requirements(resources: Resources) -> k8s.ResourceRequirements:
    limits = {"cpu": resources.cpu_limit, "memory": resources.memory_limit}
    return k8s.ResourceRequirements(
        requests=_quantities({"cpu": resources.cpu_request, "memory": resources.memory_request}),
        limits=_quantities({name: limit for name, limit in limits.items() if limit is not None}),
    )


def _quantities(amounts: Mapping[str, str]) -> dict[str, k8s.Quantity]:
    return {name: k8s.Quantity.from_string(quantities.canonical(amount)) for name, amount in amounts.items()}


def _restricted(containers: Sequence[k8s.Container]) -> list[k8s.Container]:
    # A container pasted from its vendor's docs mostly has no security context, and the
    # namespace would refuse the whole pod. One that has its own keeps it, and is checked.
    return [
        container
        if container.security_context
        else k8s.Container(**{**vars(container)["_values"], "security_context": container_context()})
        for container in containers
    ]
