"""What another pod needs to run the library's programs on the stores of an app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.image_layout import (
    DATA_DIR,
    FILES_DIR,
    PACKAGES_DIR,
    RUNTIME_PACKAGE,
    RUNTIME_PATH,
    SCRATCH,
    SETTINGS_DIR,
)
from kotaemon_cdk8s.kotaemon_app.image import Image
from kotaemon_cdk8s.kotaemon_app.packages import COMMAND, PythonPackages
from kotaemon_cdk8s.kotaemon_app.pod import program
from kotaemon_cdk8s.kotaemon_app.pod_options import Pod
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.options import JsonValue
from kotaemon_cdk8s.server import ServerResources, scratch_volume, secret_volume
from kotaemon_cdk8s.wiring import Endpoint, SecretRef

from cdk8s_plus_27 import k8s


@dataclass(frozen=True)
class Toolbox:
    """The app's image, volume, settings and access to its stores, without its models and its login.

    Args:
        identity: Of the app.
        image: What runs.
        image_env: What the image needs.
        image_settings: Settings beside those of the stores.
        store_env: What the stores need.
        store_files: Secrets that they need as files, by path below FILES_DIR.
        packages: Where to install packages from; None if the image has all.
        packages_size: Room for them.
        claim: Claim of the data volume; None if the pod has another volume `data` in its place.
        access_mode: Who may mount it.
        architecture: The only one the pod can run on.
        pod: Placement and identity of the app's own pod.
        runtime_config_map: Name of the ConfigMap with the runtime package.
        settings_config_map: Name of the ConfigMap with the settings document.
    """

    identity: Identity
    image: Image
    image_env: Mapping[str, str]
    image_settings: Mapping[str, JsonValue]
    store_env: Mapping[str, str | SecretRef]
    store_files: Mapping[str, SecretRef]
    packages: PythonPackages | None
    packages_size: str
    claim: str | None
    access_mode: AccessMode
    architecture: str | None
    pod: Pod
    runtime_config_map: str
    settings_config_map: str

    @property
    def files(self) -> dict[str, SecretRef]:
        """All Secrets as files."""
        return {**self.store_files, **(self.packages.bind().files if self.packages else {})}

    @property
    def package_hosts(self) -> tuple[Endpoint, ...]:
        """Where packages are installed from."""
        return self.packages.bind().endpoints if self.packages else ()

    def volumes(self, further: str, modules: Mapping[str, str]) -> list[k8s.Volume]:
        """The volumes of `program`.

        Args:
            further: Name of a ConfigMap with modules that the app itself does not have.
            modules: Its keys, and their paths in the runtime package.
        """
        added = k8s.ConfigMapProjection(
            name=further, items=[k8s.KeyToPath(key=key, path=path) for key, path in modules.items()]
        )
        claim = k8s.PersistentVolumeClaimVolumeSource(claim_name=self.claim) if self.claim else None
        return [
            *([k8s.Volume(name="data", persistent_volume_claim=claim)] if claim else []),
            scratch_volume("tmp", "1Gi"),
            k8s.Volume(name="settings", config_map=k8s.ConfigMapVolumeSource(name=self.settings_config_map)),
            k8s.Volume(
                name="runtime",
                projected=k8s.ProjectedVolumeSource(
                    sources=[
                        k8s.VolumeProjection(config_map=k8s.ConfigMapProjection(name=self.runtime_config_map)),
                        k8s.VolumeProjection(config_map=added),
                    ]
                ),
            ),
            *([secret_volume("files", self.files)] if self.files else []),
            *([scratch_volume("packages", self.packages_size)] if self.packages else []),
        ]

    def installation(self) -> Iterator[k8s.Container]:
        """What runs before any program: nothing, where the image has all packages."""
        if self.packages:
            target = k8s.VolumeMount(name="packages", mount_path=PACKAGES_DIR)
            mounts = [*self._beside(installed=False), target]
            yield program("install-packages", self.image, COMMAND, self.packages.environment, mounts)

    def program(
        self,
        name: str,
        command: Sequence[str],
        *,
        mounts: Sequence[k8s.VolumeMount],
        resources: ServerResources,
        read_only: bool,
    ) -> k8s.Container:
        """A container that runs a program of the runtime's.

        Args:
            name: Its name.
            command: The program.
            mounts: Further mounts.
            resources: What it may take.
            read_only: It only reads the data volume.
        """
        runtime = k8s.VolumeMount(name="runtime", mount_path=f"{RUNTIME_PATH}/{RUNTIME_PACKAGE}", read_only=True)
        data = k8s.VolumeMount(name="data", mount_path=DATA_DIR, read_only=read_only or None)
        everything = [data, runtime, *self._beside(installed=True), *mounts]
        return program(name, self.image, command, {**self.image_env, **self.store_env}, everything, resources)

    def secret_files(self) -> list[k8s.VolumeMount]:
        """The mount of `files`, if there are any."""
        return [k8s.VolumeMount(name="files", mount_path=FILES_DIR, read_only=True)] if self.files else []

    def _beside(self, *, installed: bool) -> list[k8s.VolumeMount]:
        there = installed and self.packages
        return [
            k8s.VolumeMount(name="tmp", mount_path=SCRATCH),
            k8s.VolumeMount(name="settings", mount_path=SETTINGS_DIR, read_only=True),
            *self.secret_files(),
            *([k8s.VolumeMount(name="packages", mount_path=PACKAGES_DIR, read_only=True)] if there else []),
        ]
