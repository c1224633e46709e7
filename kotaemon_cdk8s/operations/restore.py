"""Restore: a backup brought into a deployment, once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from kotaemon_cdk8s import image_table
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.operations.backup import check_place
from kotaemon_cdk8s.operations.job_pod import BACKUP_DIR, JobPod, config_map, service_account
from kotaemon_cdk8s.operations.repository_backend import BackupRepositoryBackend
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.server import ServerResources, ServerStorage, check_name
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import Attached, Pods, Workload, pods_of_job

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

# restic/restic 0.19.1, internal/restic/id.go: 32 bytes, of which any beginning that is unique will do.
_SNAPSHOT = re.compile(r"latest|[0-9a-f]{8,64}")
_DEPLOYMENT = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)?")


class Restore(constructs.Construct):
    """A Job that brings a backup into a deployment, whose app is stopped.

    It fetches the snapshot, refuses a target that holds data (unless `overwrite`) or whose app
    answers, restores metadata, texts, vectors and files through the deployment's own stores,
    and fails unless all of them are there. The stores may be others than those of the backup,
    but for PostgreSQL, of which there is no way back to SQLite: so a Restore moves a deployment, too.

    Creates a Job, a ConfigMap with its scripts, and a ServiceAccount without token. The Job is
    suspended until you say `suspended=False`, which takes an app with `scaling=Scaling.stopped()`:
    Argo CD would undo a `kubectl scale`. A Job cannot change, so its name ends with a digest of
    what it does, and another snapshot is another Job. Take the Restore out when it is done.

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment to restore.
        repository: Where backups are.
        name: Beginning of the Job's name, at most 40 characters. Default: `id`.
        snapshot: `latest`, or the id of one, as `restic snapshots` shows it. Default: `latest`.
        backup_of: Whose backup, as `namespace.name`, where it is another deployment's. Default: this one's.
        overwrite: Lose what the deployment holds. Default: False, such a target is refused.
        suspended: Wait. Default: True.
        deadline_minutes: A run that takes longer is ended, and has failed. Default: 720.
        image: restic. Default: `0.19.1`.
        postgres_image: PostgreSQL's client programs, of the version that made the dump or a newer one.
            Default: what the server runs, or 18.6.
        resources: Of each container that moves data. Default: `ServerResources()`.
        scratch: The volume to which the snapshot is fetched; it goes with the pod. Room for all of
            it, with files, and for restic's cache. Default: `ServerStorage()`, 10Gi.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value is malformed, or the app is not stopped when the Job is to run. Nothing
            has been added to the chart then.
    """

    job: cdk8s.ApiObject
    """The Job."""
    service_account: cdk8s.ApiObject
    """The ServiceAccount."""
    config_map: cdk8s.ApiObject
    """The ConfigMap with the scripts."""
    name: str
    """Beginning of the Job's name, and name of the other objects."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        repository: BackupRepositoryBackend,
        name: str | None = None,
        snapshot: str = "latest",
        backup_of: str | None = None,
        overwrite: bool = False,
        suspended: bool = True,
        deadline_minutes: int = 720,
        image: ServerImage = image_table.RESTIC,
        postgres_image: ServerImage | None = None,
        resources: ServerResources = ServerResources(),
        scratch: ServerStorage = ServerStorage(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Restore)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        # The Job's name has the digest, and its pods' five letters more, in a label of 63.
        check_name(at, self.name, longest=40)
        at.require(
            bool(_SNAPSHOT.fullmatch(snapshot)),
            "snapshot",
            snapshot,
            "not the id of a snapshot; restic would find none",
            "write 'latest', or at least 8 digits of the id that `restic snapshots` shows",
        )
        at.require(
            backup_of is None or bool(_DEPLOYMENT.fullmatch(backup_of)),
            "backup_of",
            backup_of,
            "not a deployment; restic would find no snapshot",
            "write namespace and name of the app, such as 'kotaemon.library'",
        )
        at.number("deadline_minutes", deadline_minutes, at_least=1, at_most=7 * 24 * 60, unit="minutes")
        at.require(
            suspended or app.scaling.is_stopped,
            "suspended",
            suspended,
            "the app would be running, and write to what is restored; the Job would refuse to go on",
            "stop the app first: KotaemonApp(scaling=Scaling.stopped())",
        )
        registry = Registry.of(at, scope, id)
        check_place(at, registry, app, chart, repository)
        pod = JobPod(
            name=self.name,
            toolbox=app.toolbox,
            database=app.metadata_db,
            repository=repository,
            image=image,
            postgres_image=postgres_image or app.metadata_db.image or image_table.POSTGRES,
            resources=resources,
            scratch=scratch,
            namespace=chart.namespace,
        )
        identity = Identity(self.name, "restore")
        manifest = _job(
            identity,
            pod,
            source=(backup_of or pod.host, snapshot),
            overwrite=overwrite,
            answers=f"{app.name}:{app.service_port}",
            deadline_seconds=60 * deadline_minutes,
        )
        content = json.dumps([manifest["spec"], pod.files()], sort_keys=True)
        job = f"{self.name}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"
        manifest["metadata"]["name"] = job
        manifest["spec"]["suspend"] = suspended
        objects = Objects(chart, at=at)
        objects.add("service-account", service_account(identity, pod, Wave.ACCESS))
        objects.add("scripts", config_map(identity, pod, Wave.APP))
        objects.add("job", manifest)
        objects.check(overrides)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.job = made["job"]
        self.service_account = made["service-account"]
        self.config_map = made["scripts"]
        app.attach(
            Attached(
                self,
                Workload(
                    self.name,
                    Pods(identity.selector),
                    pods_of_job(job),
                    endpoints=(*pod.access.endpoints, *app.toolbox.package_hosts),
                ),
                app.stores,
                asks_app=True,
            )
        )


def _job(
    identity: Identity, pod: JobPod, *, source: Sequence[str], overwrite: bool, answers: str, deadline_seconds: int
) -> Any:
    refusing = ("--app", answers, *(["--overwrite"] if overwrite else []))
    labels, spec = pod.spec(
        [
            pod.restic("fetch", "restic_restore.sh", BACKUP_DIR, *source, files=False),
            pod.program("check", *refusing, read_only=False),
            *pod.postgres("metadata", "postgres_restore.sh"),
        ],
        [pod.program("load", *refusing, read_only=False)],
        beside_app=False,
    )
    manifest: Any = k8s.KubeJob.manifest(
        metadata=identity.metadata(identity.instance, Wave.APP),
        spec=k8s.JobSpec(
            active_deadline_seconds=deadline_seconds,
            # What has begun to write must be looked at before it begins anew.
            backoff_limit=0,
            template=k8s.PodTemplateSpec(metadata=k8s.ObjectMeta(labels={**labels, **identity.labels}), spec=spec),
        ),
    )
    pod.toolbox.pod.hardening.apply(manifest["spec"]["template"]["spec"])
    return manifest
