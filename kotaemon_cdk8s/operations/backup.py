"""Backup: the data of a deployment in a repository, by schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kotaemon_cdk8s import image_table
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.hosts import where
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.kotaemon_app.beside import check_beside
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.operations.cron_runs import LONGEST_NAME, CronRuns, pod_names
from kotaemon_cdk8s.operations.job_pod import BACKUP_DIR, JobPod, config_map, service_account
from kotaemon_cdk8s.operations.repository_backend import BackupRepositoryBackend
from kotaemon_cdk8s.operations.retention import Retention
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.server import ServerResources, ServerStorage, check_name
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.vector_store.in_memory import InMemory
from kotaemon_cdk8s.wiring import Attached, Pods, Task, Workload

import cdk8s
import constructs

_PERCENT = re.compile(r"(?:100|[1-9]?[0-9](?:\.[0-9]+)?)%")


class Backup(constructs.Construct):
    """A CronJob that stores all data of a deployment in a repository, while the app runs.

    One pod dumps the metadata first, then exports texts and vectors, then stores both, and the
    files as they are on the app's volume, as one snapshot; drops what `retention` does not keep;
    and checks the repository. A step that fails fails the Job, and leaves the last backup as it was.

    Creates a CronJob, a ConfigMap with its scripts, and a ServiceAccount without token. The
    pod mounts the app's volume read-only; where only one node can mount it, it runs on that
    of the app, and waits while the app is stopped. Make it before `Security` and `Observability`,
    which let it through and watch it.

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment.
        repository: Where backups are kept. Several deployments may share one: each is kept apart
            by its namespace and name.
        name: Name of the objects, at most 46 characters. Default: `id`.
        schedule: When, as five fields of cron. Default: `17 2 * * *`, each night at 2:17.
        time_zone: Whose clock, as in the tz database. Default: `Etc/UTC`.
        retention: Which backups are kept. Default: `Retention()`.
        verify: How much of the repository's data each run reads and compares, as a part of 100 %
            at random; its structure is checked in any case. Default: `5%`.
        suspended: Make no backups for now. Default: False.
        deadline_minutes: A run that takes longer is ended, and has failed; less than from one run
            to the next. Default: 240.
        starting_deadline_minutes: So late a run may begin. Default: 60.
        retries: So often a run that failed begins anew, 0 to 10. Default: 1.
        image: restic. Default: `0.19.1`.
        postgres_image: PostgreSQL's client programs, of the server's major version or a newer one.
            Default: what the server runs, or 18.6.
        resources: Of each container that moves data. Default: `ServerResources()`.
        scratch: The volume on which a backup is put together; it goes with the pod. Room for
            texts, vectors, the dump, graphs and restic's cache, not for files. Default:
            `ServerStorage()`, 10Gi.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value is malformed, the pod could not mount the app's volume, or the app has
            this backup already. Nothing has been added to the chart then.
    """

    cron_job: cdk8s.ApiObject
    """The CronJob."""
    service_account: cdk8s.ApiObject
    """The ServiceAccount."""
    config_map: cdk8s.ApiObject
    """The ConfigMap with the scripts."""
    name: str
    """Name of the objects."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        repository: BackupRepositoryBackend,
        name: str | None = None,
        schedule: str = "17 2 * * *",
        time_zone: str = "Etc/UTC",
        retention: Retention = Retention(),
        verify: str = "5%",
        suspended: bool = False,
        deadline_minutes: int = 240,
        starting_deadline_minutes: int = 60,
        retries: int = 1,
        image: ServerImage = image_table.RESTIC,
        postgres_image: ServerImage | None = None,
        resources: ServerResources = ServerResources(),
        scratch: ServerStorage = ServerStorage(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Backup)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        check_name(at, self.name, longest=LONGEST_NAME)
        runs = CronRuns(schedule, time_zone, suspended, deadline_minutes, starting_deadline_minutes, retries)
        runs.check(at)
        at.require(
            bool(_PERCENT.fullmatch(verify)) and float(verify[:-1]) > 0,
            "verify",
            verify,
            "not a part of 100 %, which `restic check` would refuse after each backup",
            "write it as '5%', or '100%' for all of it",
        )
        registry = Registry.of(at, scope, id)
        check_place(at, registry, app, chart, repository)
        at.require(
            app.toolbox.access_mode is not AccessMode.READ_WRITE_ONCE_POD,
            "app",
            app.node.path,
            "its volume is ReadWriteOncePod: no second pod can mount it, so that a backup would wait for ever",
            "give the app Storage.claim(access_mode=AccessMode.READ_WRITE_ONCE)",
        )
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
        identity = Identity(self.name, "backup")
        objects = Objects(chart, at=at)
        objects.add("service-account", service_account(identity, pod, Wave.ACCESS))
        objects.add("scripts", config_map(identity, pod, Wave.APP))
        objects.add(
            "cron-job",
            _cron_job(identity, pod, runs, (verify, *retention.arguments)),
            keep=("spec.concurrencyPolicy",),
        )
        objects.check(overrides)
        registry.claim(
            at,
            ("backup", pod.access.url, pod.host),
            "repository",
            pod.access.url,
            "keeps backups of this deployment there already: each would drop what the other keeps",
            "give each a repository of its own, by bucket, `prefix` or `path`",
        )
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        made = objects.make(self, registry)
        self.cron_job = made["cron-job"]
        self.service_account = made["service-account"]
        self.config_map = made["scripts"]
        app.attach(
            Attached(
                self,
                Workload(
                    self.name,
                    Pods(identity.selector),
                    pod_names(self.name),
                    endpoints=(*pod.access.endpoints, *app.toolbox.package_hosts),
                ),
                app.stores,
                runs.expected(at, Task.BACKUP, self.name),
            )
        )


def check_place(
    at: At, registry: Registry, app: KotaemonApp, chart: cdk8s.Chart, repository: BackupRepositoryBackend
) -> None:
    """Refuse pods that are not beside the app, and to keep backups with what they are of.

    Raises:
        OptionError: They are in another chart, or made too late; the repository is the app's own volume, or
            out of its reach; or the app keeps its vectors nowhere.
    """
    access = repository.access()
    at.require(
        not any(isinstance(store, InMemory) for store in app.stores),
        "app",
        app.node.path,
        "has its vectors in the memory of its process, out of which no other pod can take them",
        "take VectorStore.chroma(), or another that keeps them",
    )
    check_beside(at, registry, app, chart)
    at.require(
        access.claim != app.toolbox.claim,
        "repository",
        app.toolbox.claim,
        "is the app's own volume: what destroys that destroys the backups, too",
        "give another claim, or BackupRepository.s3(...)",
    )
    for point in access.endpoints:
        at.require(
            not app.air_gapped or not where(point.host).may_be_public,
            "repository",
            point.host,
            "may be a public host, and the app's air_gapped=True is for a network without the internet",
            "take a server within the network, by a private address or a name such as 'name.namespace.svc', or"
            " BackupRepository.volume(...); if this is a host of your own network, make the app with offline=True in"
            " place of air_gapped",
        )


def _cron_job(identity: Identity, pod: JobPod, runs: CronRuns, arguments: Sequence[str]) -> Any:
    labels, spec = pod.spec(
        [*pod.postgres("metadata", "postgres_dump.sh"), pod.program("export", read_only=True)],
        [pod.restic("store", "restic_backup.sh", BACKUP_DIR, pod.host, *arguments, files=True)],
        beside_app=True,
    )
    manifest = runs.cron_job(identity, labels, spec)
    pod.toolbox.pod.hardening.apply(manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"])
    return manifest
