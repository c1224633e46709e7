"""RestoreDrill: the latest backup brought into a deployment that nobody uses, by schedule."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s import image_table
from kotaemon_cdk8s.components import MetadataDbBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.document_store.embedded_lancedb import EmbeddedLanceDbDocuments
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.kotaemon_app.packages import REQUIREMENTS_KEY, lacking, requirements, volume_size
from kotaemon_cdk8s.kotaemon_app.pod import SETTINGS_KEY
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.metadata_db.connection import DRIVER
from kotaemon_cdk8s.metadata_db.sqlite import Sqlite
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.operations.backup import check_place
from kotaemon_cdk8s.operations.cron_runs import LONGEST_NAME, CronRuns, pod_names
from kotaemon_cdk8s.operations.job_pod import BACKUP_DIR, JobPod, config_map, service_account
from kotaemon_cdk8s.operations.repository_backend import BackupRepositoryBackend
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.server import ServerResources, ServerStorage, check_name
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.vector_store.embedded_chroma import EmbeddedChroma
from kotaemon_cdk8s.wiring import Attached, Binding, Pods, State, Task, Wiring, Workload

import cdk8s
import constructs
from typing_extensions import override


class RestoreDrill(constructs.Construct):
    """A CronJob that restores the latest backup of a deployment within its own pod, and sees that all is there.

    It fetches the snapshot, loads it into SQLite, or a PostgreSQL of its own where the deployment has
    one, into an embedded Chroma and LanceDB, and compares rows, texts, vectors and files with what
    was backed up, as `Restore` does. All of that goes with the pod. Nothing of the deployment is
    touched: the pod has neither its volume nor the credentials of its stores, and reaches the
    repository only.

    Creates a CronJob, a ConfigMap with its scripts and settings, and a ServiceAccount without token.
    Make it before `Security` and `Observability`, which let it through and watch it.

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment whose backups are tried.
        repository: Where they are.
        name: Name of the objects, at most 46 characters. Default: `id`.
        schedule: When, as five fields of cron. Default: `17 5 * * 0`, each Sunday at 5:17.
        time_zone: Whose clock, as in the tz database. Default: `Etc/UTC`.
        suspended: Hold no drills for now. Default: False.
        deadline_minutes: A run that takes longer is ended, and has failed; less than from one run
            to the next. Default: 720.
        starting_deadline_minutes: So late a run may begin. Default: 60.
        retries: So often a run that failed begins anew, 0 to 10. Default: 1.
        image: restic. Default: `0.19.1`.
        postgres_image: PostgreSQL, of the version that made the dump or a newer one. Default: what the
            server runs, or 18.6.
        resources: Of each container that moves data. Default: `ServerResources()`.
        scratch: Each of the two volumes to which the snapshot is fetched, and on which it is restored; they
            go with the pod. Room for all of it, with files, and for restic's cache and the database.
            Default: `ServerStorage()`, 10Gi.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value is malformed, or the app has nothing that could be restored. Nothing has
            been added to the chart then.
    """

    cron_job: cdk8s.ApiObject
    """The CronJob."""
    service_account: cdk8s.ApiObject
    """The ServiceAccount."""
    config_map: cdk8s.ApiObject
    """The ConfigMap with the scripts and the settings."""
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
        schedule: str = "17 5 * * 0",
        time_zone: str = "Etc/UTC",
        suspended: bool = False,
        deadline_minutes: int = 720,
        starting_deadline_minutes: int = 60,
        retries: int = 1,
        image: ServerImage = image_table.RESTIC,
        postgres_image: ServerImage | None = None,
        resources: ServerResources = ServerResources(),
        scratch: ServerStorage = ServerStorage(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(RestoreDrill)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        check_name(at, self.name, longest=LONGEST_NAME)
        runs = CronRuns(schedule, time_zone, suspended, deadline_minutes, starting_deadline_minutes, retries)
        runs.check(at)
        registry = Registry.of(at, scope, id)
        check_place(at, registry, app, chart, repository)
        on_server = DRIVER in app.metadata_db.bind().packages
        database: MetadataDbBackend = _OwnPostgres() if on_server else Sqlite()
        stores = Wiring.of(at, (database, EmbeddedChroma(), EmbeddedLanceDbDocuments()))
        needed = {package for packages in stores.packages.values() for package in packages}
        install = lacking(needed, app.toolbox.image.packages)
        pod = JobPod(
            name=self.name,
            toolbox=dataclasses.replace(
                app.toolbox,
                store_env=stores.environment,
                store_files=stores.files,
                packages=app.toolbox.packages if install else None,
                packages_size=volume_size(install),
                claim=None,
                settings_config_map=f"{self.name}-scripts",
            ),
            database=database,
            repository=repository,
            image=image,
            postgres_image=postgres_image or app.metadata_db.image or image_table.POSTGRES,
            resources=resources,
            scratch=scratch,
            namespace=chart.namespace,
            settings={
                SETTINGS_KEY: _document({**app.toolbox.image_settings, **stores.settings}),
                **({REQUIREMENTS_KEY: requirements(install)} if install else {}),
            },
            has_server=on_server,
        )
        identity = Identity(self.name, "drill")
        objects = Objects(chart, at=at)
        objects.add("service-account", service_account(identity, pod, Wave.ACCESS))
        objects.add("scripts", config_map(identity, pod, Wave.APP))
        objects.add("cron-job", _cron_job(identity, pod, runs), keep=("spec.concurrencyPolicy",))
        objects.check(overrides)
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
                    endpoints=(*pod.access.endpoints, *pod.toolbox.package_hosts),
                ),
                (),
                runs.expected(at, Task.DRILL, self.name),
            )
        )


@dataclass(frozen=True)
class _OwnPostgres(MetadataDbBackend):
    """The server that `postgres_drill.sh` runs in the same pod."""

    component = "PostgreSQL of the drill"

    @override
    def bind(self) -> Binding:
        url = {
            "host": "127.0.0.1",
            "port": 5432,
            "database": "postgres",
            "user": "kotaemon",
            "options": {"connect_timeout": "10", "sslmode": "disable"},
        }
        return Binding(
            settings={"KH_DATABASE": {"$postgresql": url}}, packages=frozenset({DRIVER}), state=State.ONE_WRITER
        )


def _document(settings: Mapping[str, Any]) -> str:
    return json.dumps({"settings": dict(sorted(settings.items()))}, indent=2, ensure_ascii=False) + "\n"


def _cron_job(identity: Identity, pod: JobPod, runs: CronRuns) -> Any:
    load = pod.program("load", read_only=False)
    labels, spec = pod.spec(
        [pod.restic("fetch", "restic_restore.sh", BACKUP_DIR, pod.host, "latest", files=False)],
        pod.with_postgres("metadata", load) if pod.has_server else [load],
        beside_app=False,
    )
    manifest = runs.cron_job(identity, labels, spec)
    pod.toolbox.pod.hardening.apply(manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"])
    return manifest
