"""The pod of a backup, a restore or a drill: the containers that its scripts and programs run in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources as package_files
from typing import Any

from kotaemon_cdk8s import quantities, tls
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.image_layout import DATA_DIR, PYTHON, RUNTIME_PACKAGE, SCRATCH, USER_DATA_DIR
from kotaemon_cdk8s.kotaemon_app.pod import program
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode
from kotaemon_cdk8s.kotaemon_app.toolbox import Toolbox
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.metadata_db import connection
from kotaemon_cdk8s.operations.repository_backend import (
    REPOSITORY_FILES,
    REPOSITORY_VOLUME,
    Access,
    BackupRepositoryBackend,
)
from kotaemon_cdk8s.security.pod_security import pod_context
from kotaemon_cdk8s.server import ServerResources, ServerStorage, container, secret_volume
from kotaemon_cdk8s.wiring import SecretRef

from cdk8s_plus_27 import k8s

BACKUP_DIR = "/backup"
_SCRIPTS_DIR = "/opt/kotaemon-cdk8s-backup"
_CACHE_DIR = "/cache"
# Within the runtime package; the app does without it.
_PACKAGE = "backup"
_AUTHORITIES_DIR = "/etc/kotaemon-cdk8s-authorities"
_POSTGRES_DIR = "/var/lib/kotaemon-cdk8s-postgres"
_USERS = "/etc/passwd"
# A program that only waits for others, and keeps a page of rows at a time.
_SMALL = ServerResources(cpu="100m", memory="256Mi")


@dataclass(frozen=True)
class JobPod:
    """What the containers of a job have in common.

    Args:
        name: Name of the objects.
        toolbox: Of the app.
        database: Metadata database of the app.
        repository: Where backups are.
        image: restic's.
        postgres_image: With PostgreSQL's client programs.
        resources: Of each container that moves data.
        scratch: The volume on which a backup is put together.
        namespace: Of the objects.
        settings: Files beside the scripts, such as a settings document. Default: none.
        has_server: A database server of its own runs in it. Default: False.
    """

    name: str
    toolbox: Toolbox
    database: MetadataDbBackend
    repository: BackupRepositoryBackend
    image: ServerImage
    postgres_image: ServerImage
    resources: ServerResources
    scratch: ServerStorage
    namespace: str | None
    settings: Mapping[str, str] = field(default_factory=dict)
    has_server: bool = False

    @property
    def config_map(self) -> str:
        """Name of the ConfigMap with the scripts."""
        return f"{self.name}-scripts"

    @property
    def access(self) -> Access:
        """How restic gets at the repository."""
        return self.repository.access()

    @property
    def host(self) -> str:
        """Under which the repository keeps this deployment apart from all others in it."""
        app = self.toolbox.identity.instance
        return app if self.namespace is None else f"{self.namespace}.{app}"

    def files(self) -> dict[str, str]:
        """What is in the ConfigMap."""
        texts = {_key(path): text for path, text in self._texts().items()}
        return {**_scripts(), **{_module(name): text for name, text in _modules().items()}, **texts, **self.settings}

    def _texts(self) -> dict[str, str]:
        texts = dict(self.access.texts)
        if (texts or self.has_server) and not self.toolbox.pod.hardening.platform_ids:
            # ssh and initdb end at once if their user has no name (openssh-portable, ssh.c, `No user exists for uid`;
            # postgres, src/common/username.c); a platform that gives the ids gives names, too.
            uid = self.toolbox.pod.uid
            texts[_USERS] = f"backup:x:{uid}:{uid}::{SCRATCH}:/sbin/nologin\n"
        return texts

    def restic(self, name: str, script: str, *arguments: str, files: bool) -> k8s.Container:
        """A script in restic's image.

        Args:
            name: Of the container.
            script: Its name.
            arguments: Its arguments.
            files: The app's files are to be seen in the folder.
        """
        access = self.access
        mounts = self._mounts(files=files)
        mounts.append(k8s.VolumeMount(name="scratch", mount_path=_CACHE_DIR, sub_path="cache"))
        if access.files:
            mounts.append(k8s.VolumeMount(name="repository-files", mount_path=REPOSITORY_FILES, read_only=True))
        if access.claim:
            mounts.append(k8s.VolumeMount(name="repository", mount_path=REPOSITORY_VOLUME))
        mounts.extend(_text(path) for path in sorted(self._texts()) if access.texts)
        env: dict[str, str | SecretRef] = {
            "HOME": SCRATCH,
            "RESTIC_REPOSITORY": access.url,
            "RESTIC_PASSWORD": self.repository.password,
            "RESTIC_CACHE_DIR": _CACHE_DIR,
            # Once a minute, and not as often as a terminal wants it.
            "RESTIC_PROGRESS_FPS": "0.016666",
            **access.env,
        }
        return self._script(name, self.image, script, arguments, env, mounts, self.resources)

    def postgres(self, name: str, script: str, *arguments: str) -> list[k8s.Container]:
        """A script in PostgreSQL's image; none, if the metadata is not there."""
        used = self.database.bind()
        env = connection.client(used)
        if env is None:
            return []
        schema = connection.schema_of(used)
        env |= {"HOME": SCRATCH, **({"KOTAEMON_SCHEMA": schema} if schema else {})}
        mounts = [*self._mounts(files=False), *self.toolbox.secret_files()]
        before = []
        if env.get("PGSSLROOTCERT") == tls.PUBLIC_AUTHORITIES:
            # That is in the app's image. PostgreSQL's own has none (docker-library/postgres, 18/trixie/Dockerfile:
            # ca-certificates is removed again), and libpq's `system` stands for verify-full only.
            authorities = k8s.VolumeMount(name="scratch", mount_path=_AUTHORITIES_DIR, sub_path="authorities")
            env["PGSSLROOTCERT"] = f"{_AUTHORITIES_DIR}/public.crt"
            copied = ["cp", tls.PUBLIC_AUTHORITIES, f"{_AUTHORITIES_DIR}/public.crt"]
            before = [program("authorities", self.toolbox.image, copied, {}, [authorities], _SMALL)]
            mounts.append(authorities)
        script_arguments = [BACKUP_DIR, *arguments]
        return [*before, self._script(name, self.postgres_image, script, script_arguments, env, mounts, _SMALL)]

    def with_postgres(self, name: str, program: k8s.Container) -> list[k8s.Container]:
        """A program beside a PostgreSQL of the pod's own, into which the dump has been restored.

        Args:
            name: Of the server's container.
            program: What uses it, and ends it.
        """
        (server,) = self.postgres(name, "postgres_drill.sh", f"{_POSTGRES_DIR}/data")
        mounts = [
            k8s.VolumeMount(name="scratch", mount_path=_POSTGRES_DIR, sub_path="postgres"),
            *([_text(_USERS)] if _USERS in self._texts() else []),
        ]
        scripts = k8s.VolumeMount(name="scripts", mount_path=_SCRIPTS_DIR, read_only=True)
        waits = ["sh", f"{_SCRIPTS_DIR}/with_postgres.sh", BACKUP_DIR, *(program.command or [])]
        return [
            _changed(
                server,
                resources=self.resources.requirements(),
                volume_mounts=[*(server.volume_mounts or []), *mounts],
            ),
            _changed(program, command=waits, volume_mounts=[*(program.volume_mounts or []), scripts]),
        ]

    def program(self, command: str, *arguments: str, read_only: bool) -> k8s.Container:
        """A command of `runtime/backup`, in the app's image with its stores.

        Args:
            command: Its name.
            arguments: Its arguments.
            read_only: It only reads the data volume.
        """
        mounts = [k8s.VolumeMount(name="scratch", mount_path=BACKUP_DIR, sub_path="content")]
        if read_only:
            mounts.append(_files())
        line = [PYTHON, "-m", f"{RUNTIME_PACKAGE}.{_PACKAGE}", command, BACKUP_DIR, *arguments]
        return self.toolbox.program(command, line, mounts=mounts, resources=self.resources, read_only=read_only)

    def spec(
        self, init: Sequence[k8s.Container], main: Sequence[k8s.Container], *, beside_app: bool
    ) -> tuple[dict[str, str], k8s.PodSpec]:
        """Labels that a cloud asks for, and the pod.

        Args:
            init: What runs first, one after the other.
            main: What runs last, at the same time.
            beside_app: It mounts the volume while the app does.
        """
        toolbox, access, pod = self.toolbox, self.access, self.toolbox.pod
        arch = {"kubernetes.io/arch": toolbox.architecture} if toolbox.architecture else {}
        pulls = [*toolbox.image.pull_secrets, *self.image.pull_secrets, *self.postgres_image.pull_secrets]
        labels = dict(access.identity.labels) if access.identity else {}
        return labels, k8s.PodSpec(
            service_account_name=self.name,
            automount_service_account_token=False,
            enable_service_links=False,
            # Another attempt begins with an empty volume, in a pod of its own.
            restart_policy="Never",
            security_context=pod_context(pod.uid, pod.uid),
            image_pull_secrets=[k8s.LocalObjectReference(name=name) for name in dict.fromkeys(pulls)] or None,
            init_containers=[*toolbox.installation(), *init],
            containers=list(main),
            volumes=self._volumes(access),
            node_selector={**arch, **pod.node_selector} or None,
            tolerations=list(pod.tolerations) or None,
            priority_class_name=pod.priority_class,
            affinity=_with(toolbox.identity)
            if beside_app and toolbox.access_mode is AccessMode.READ_WRITE_ONCE
            else None,
        )

    def _volumes(self, access: Access) -> list[k8s.Volume]:
        volumes = [
            *self.toolbox.volumes(self.config_map, {_module(name): f"{_PACKAGE}/{name}" for name in _modules()}),
            k8s.Volume(name="scratch", ephemeral=_ephemeral(self.scratch)),
            *([] if self.toolbox.claim else [k8s.Volume(name="data", ephemeral=_ephemeral(self.scratch))]),
            k8s.Volume(name="scripts", config_map=k8s.ConfigMapVolumeSource(name=self.config_map)),
        ]
        if access.files:
            volumes.append(secret_volume("repository-files", access.files))
        if access.claim:
            claim = k8s.PersistentVolumeClaimVolumeSource(claim_name=access.claim)
            volumes.append(k8s.Volume(name="repository", persistent_volume_claim=claim))
        return volumes

    def _mounts(self, *, files: bool) -> list[k8s.VolumeMount]:
        return [
            k8s.VolumeMount(name="tmp", mount_path=SCRATCH),
            k8s.VolumeMount(name="scripts", mount_path=_SCRIPTS_DIR, read_only=True),
            k8s.VolumeMount(name="scratch", mount_path=BACKUP_DIR, sub_path="content"),
            *([_files()] if files else []),
        ]

    def _script(
        self,
        name: str,
        image: ServerImage,
        script: str,
        arguments: Sequence[str],
        env: Mapping[str, str | SecretRef],
        mounts: Sequence[k8s.VolumeMount],
        resources: ServerResources,
    ) -> k8s.Container:
        made = container(
            name,
            image=image,
            command=["sh", f"{_SCRIPTS_DIR}/{script}", *arguments],
            env=env,
            ports={},
            resources=resources.requirements(),
            mounts={},
        )
        return _changed(made, volume_mounts=list(mounts))


def config_map(identity: Identity, pod: JobPod, wave: Wave) -> Any:
    """The ConfigMap with what the pod runs."""
    return k8s.KubeConfigMap.manifest(metadata=identity.metadata(pod.config_map, wave), data=pod.files())


def service_account(identity: Identity, pod: JobPod, wave: Wave) -> Any:
    """An identity of the pod's own, without token for the API server."""
    who = pod.access.identity
    return k8s.KubeServiceAccount.manifest(
        metadata=identity.metadata(pod.name, wave, annotations=who.annotations if who else None),
        automount_service_account_token=False,
    )


def _key(path: str) -> str:
    """Under which key of the ConfigMap a file for another folder is; never one that is a credential by its name."""
    return path.removeprefix("/").replace("/", "-") + ".txt"


def _changed(container: k8s.Container, **parts: Any) -> k8s.Container:
    return k8s.Container(**{**vars(container)["_values"], **parts})


def _text(path: str) -> k8s.VolumeMount:
    return k8s.VolumeMount(name="scripts", mount_path=path, sub_path=_key(path), read_only=True)


def _module(name: str) -> str:
    """Under which key of the ConfigMap a module is."""
    return f"{_PACKAGE}.{name}"


@cache
def _scripts() -> dict[str, str]:
    return _texts_in("kotaemon_cdk8s.operations", "backup_scripts", ".sh")


@cache
def _modules() -> dict[str, str]:
    return _texts_in("kotaemon_cdk8s.runtime", _PACKAGE, ".py")


def _texts_in(package: str, folder: str, ending: str) -> dict[str, str]:
    files = [file for file in package_files.files(package).joinpath(folder).iterdir() if file.name.endswith(ending)]
    return {file.name: file.read_text("utf-8") for file in sorted(files, key=lambda file: file.name)}


def _files() -> k8s.VolumeMount:
    """The app's files in the folder of the backup, in place: they are not copied."""
    below = f"{USER_DATA_DIR}/files".removeprefix(f"{DATA_DIR}/")
    return k8s.VolumeMount(name="data", mount_path=f"{BACKUP_DIR}/files", sub_path=below, read_only=True)


def _ephemeral(storage: ServerStorage) -> k8s.EphemeralVolumeSource:
    size = k8s.Quantity.from_string(quantities.canonical(storage.size))
    return k8s.EphemeralVolumeSource(
        volume_claim_template=k8s.PersistentVolumeClaimTemplate(
            metadata=k8s.ObjectMeta(annotations=dict(storage.annotations)) if storage.annotations else None,
            spec=k8s.PersistentVolumeClaimSpec(
                access_modes=["ReadWriteOnce"],
                storage_class_name=storage.storage_class,
                volume_mode="Filesystem",
                resources=k8s.ResourceRequirements(requests={"storage": size}),
            ),
        )
    )


def _with(app: Identity) -> k8s.Affinity:
    """On the node of the app, where alone its volume can be mounted."""
    return k8s.Affinity(
        pod_affinity=k8s.PodAffinity(
            required_during_scheduling_ignored_during_execution=[
                k8s.PodAffinityTerm(
                    topology_key="kubernetes.io/hostname", label_selector=k8s.LabelSelector(match_labels=app.selector)
                )
            ]
        )
    )
