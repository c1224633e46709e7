"""HealthCheck: whether the stores do their work, asked from outside of the app's pod."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kotaemon_cdk8s.image_layout import PYTHON, RUNTIME_PACKAGE, RUNTIME_PATH, TELEMETRY_PORT
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.kotaemon_app.beside import check_beside
from kotaemon_cdk8s.kotaemon_app.pod import CONTAINER
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.operations.cron_runs import pod_names
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.schedule import Cron
from kotaemon_cdk8s.security.pod_security import container_context
from kotaemon_cdk8s.server import ServerResources
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import Attached, Pods, Schedule, Task, Workload

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

# What keeps a pod of the app from a node, or the node from it, holds for a pod of its image, too.
_AS_THE_APP = (
    *("hostUsers", "imagePullSecrets", "nodeSelector", "priorityClassName"),
    *("runtimeClassName", "securityContext", "tolerations"),
)
# The image may have to be pulled first; the answer itself comes within a minute (runtime/check.py).
_MOST_SECONDS = 600
_STARTING_SECONDS = 300


class HealthCheck(constructs.Construct):
    """A CronJob that asks the running app whether its database, stores and volume do their work.

    It prints a line for each, and ends with 0 if all do, with 1 if one does not, with 2 if the
    app does not say. It has no credentials, no volume and no token: the app itself asks, with
    the connections that it has. Of several pods one is asked.

    `kubectl create job --from=cronjob/<name of the app>-check <any name>` asks now. Security,
    made later, lets it to the app and to nobody else; Observability, made later, has an alert.

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment, with `telemetry`: that answers.
        schedule: When it asks, as cron writes it, in the time zone of the cluster's controller.
            Default: `*/15 * * * *`.
        overrides: JSON-patch operations on the object, applied last. Default: none.

    Raises:
        OptionError: The app has no telemetry, has a HealthCheck already, or a Security or
            Observability that would not know of it; the schedule is none. Nothing has been
            added to the chart then.
    """

    cron_job: cdk8s.ApiObject
    """The CronJob."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        schedule: str = "*/15 * * * *",
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(HealthCheck)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        cron = Cron.parsed(at, "schedule", schedule)
        at.require(
            app.telemetry is not None,
            "app",
            app.node.path,
            "has no telemetry, and that is what answers: every check would fail",
            "make it with KotaemonApp(telemetry=Telemetry.prometheus()), or Telemetry.otlp(...)",
        )
        registry = Registry.of(at, scope, id)
        check_beside(at, registry, app, chart)
        deployment: Any = app.deployment.to_json()
        objects = Objects(chart, at=at)
        identity, name = Identity(app.name, "check"), f"{app.name}-check"
        objects.add("cron-job", _cron_job(identity, name, app, deployment, schedule))
        objects.check(overrides)
        registry.claim(
            at, ("health check", app.node.path), "app", app.node.path, "checks it already", "leave one of the two out"
        )
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self.cron_job = objects.make(self, registry)["cron-job"]
        app.attach(
            Attached(
                self,
                Workload(name, Pods(identity.selector), pod_names(name), links=((app.name, (TELEMETRY_PORT,)),)),
                (),
                Schedule(Task.CHECK, name, 60 * cron.longest, _STARTING_SECONDS + _MOST_SECONDS),
            )
        )


def _cron_job(identity: Identity, name: str, app: KotaemonApp, deployment: Mapping[str, Any], schedule: str) -> Any:
    theirs = deployment["spec"]["template"]["spec"]
    image = next(container for container in theirs["containers"] if container["name"] == CONTAINER)
    container = k8s.Container(
        name="check",
        image=image["image"],
        image_pull_policy=image.get("imagePullPolicy"),
        command=[PYTHON, "-m", f"{RUNTIME_PACKAGE}.check", f"http://{app.name}:{TELEMETRY_PORT}"],
        env=[k8s.EnvVar(name="PYTHONPATH", value=RUNTIME_PATH)],
        resources=ServerResources(cpu="50m", memory="256Mi").requirements(),
        security_context=container_context(),
        volume_mounts=[k8s.VolumeMount(name="runtime", mount_path=f"{RUNTIME_PATH}/{RUNTIME_PACKAGE}", read_only=True)],
    )
    template = k8s.PodTemplateSpec(
        metadata=k8s.ObjectMeta(labels=identity.labels),
        spec=k8s.PodSpec(
            service_account_name=app.name,
            automount_service_account_token=False,
            enable_service_links=False,
            restart_policy="Never",
            containers=[container],
            volumes=[k8s.Volume(name="runtime", config_map=k8s.ConfigMapVolumeSource(name=f"{app.name}-runtime"))],
        ),
    )
    made: Any = k8s.KubeCronJob.manifest(
        metadata=identity.metadata(name, Wave.APP),
        spec=k8s.CronJobSpec(
            schedule=schedule,
            concurrency_policy="Forbid",
            starting_deadline_seconds=_STARTING_SECONDS,
            successful_jobs_history_limit=1,
            failed_jobs_history_limit=1,
            job_template=k8s.JobTemplateSpec(
                metadata=k8s.ObjectMeta(labels=identity.labels),
                spec=k8s.JobSpec(
                    # A second try would hide what the first found.
                    backoff_limit=0,
                    active_deadline_seconds=_MOST_SECONDS,
                    template=template,
                ),
            ),
        ),
    )
    made["spec"]["jobTemplate"]["spec"]["template"]["spec"] |= {
        key: theirs[key] for key in _AS_THE_APP if key in theirs
    }
    return made
