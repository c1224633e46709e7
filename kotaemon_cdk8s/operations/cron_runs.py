"""When the Jobs of a backup or a drill run, and for how long they may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.schedule import Cron, check_time_zone
from kotaemon_cdk8s.wiring import Schedule, Task, pods_of_job

from cdk8s_plus_27 import k8s

LONGEST_NAME = 46
"""Of the 63 characters of a pod's label, the controllers add a time and five random letters (kubernetes/kubernetes,
pkg/controller/cronjob/utils.go, getJobName)."""


@dataclass(frozen=True)
class CronRuns:
    """A CronJob's runs.

    Args:
        schedule: When.
        time_zone: Whose clock.
        suspended: None for now.
        deadline_minutes: So long one may take.
        starting_deadline_minutes: So late one may begin.
        retries: So often one begins anew.
    """

    schedule: str
    time_zone: str
    suspended: bool
    deadline_minutes: int
    starting_deadline_minutes: int
    retries: int

    def check(self, at: At) -> None:
        """Refuse what the cluster would, and runs that would be left out.

        Raises:
            OptionError: A value is malformed, or a run may last until the next.
        """
        cron = self._cron(at)
        check_time_zone(at, "time_zone", self.time_zone)
        at.number("deadline_minutes", self.deadline_minutes, at_least=1, at_most=7 * 24 * 60, unit="minutes")
        at.number(
            "starting_deadline_minutes", self.starting_deadline_minutes, at_least=1, at_most=24 * 60, unit="minutes"
        )
        at.number("retries", self.retries, at_least=0, at_most=10)
        at.require(
            self.deadline_minutes < cron.shortest,
            "deadline_minutes",
            self.deadline_minutes,
            f"the next run is due {cron.shortest} minutes after one, and would be left out while that still runs",
            "give a shorter deadline, or a schedule with fewer runs",
        )

    def expected(self, at: At, task: Task, name: str) -> Schedule:
        """How often it should succeed."""
        run_minutes = self.starting_deadline_minutes + self.deadline_minutes
        return Schedule(task, name, 60 * self._cron(at).longest, 60 * run_minutes)

    def cron_job(self, identity: Identity, labels: Mapping[str, str], spec: k8s.PodSpec) -> Any:
        """The CronJob.

        Args:
            identity: Of the objects.
            labels: What the pod carries besides.
            spec: The pod.
        """
        return k8s.KubeCronJob.manifest(
            metadata=identity.metadata(identity.instance, Wave.APP),
            spec=k8s.CronJobSpec(
                schedule=self.schedule,
                time_zone=self.time_zone,
                suspend=self.suspended,
                concurrency_policy="Forbid",
                starting_deadline_seconds=60 * self.starting_deadline_minutes,
                successful_jobs_history_limit=1,
                failed_jobs_history_limit=2,
                job_template=k8s.JobTemplateSpec(
                    metadata=k8s.ObjectMeta(labels=identity.labels),
                    spec=k8s.JobSpec(
                        active_deadline_seconds=60 * self.deadline_minutes,
                        backoff_limit=self.retries,
                        template=k8s.PodTemplateSpec(
                            metadata=k8s.ObjectMeta(labels={**labels, **identity.labels}), spec=spec
                        ),
                    ),
                ),
            ),
        )

    def _cron(self, at: At) -> Cron:
        return Cron.parsed(at, "schedule", self.schedule)


def pod_names(name: str) -> str:
    """Names of the pods of a CronJob, as a regular expression: minutes since 1970, and the letters of any pod's name.

    kubernetes/kubernetes, pkg/controller/cronjob/utils.go.
    """
    return pods_of_job(f"{name}-[0-9]+")
