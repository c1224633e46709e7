"""For every alert, what has it fire and what, almost the same, leaves it quiet.

Series are in promtool's notation, mostly with a value a minute
(https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

APP = 'namespace="research",kotaemon_deployment="library"'
POD = "library-7d9c5f8b6d-x2v4z"
# Another deployment in the same namespace, whose name begins with that of ours.
OTHER_APP = 'namespace="research",kotaemon_deployment="library-two"'
OTHER_POD = "library-two-7d9c5f8b6d-x2v4z"


@dataclass(frozen=True)
class Case:
    """Series, and what they have an alert do.

    Args:
        alert: Its name.
        about: What is going on.
        series: Values by series.
        minutes: When it is looked at.
        fires: Labels of the alerts that fire, beside those that all have; none if it is quiet.
        severities: With which they fire, if not with all that there are.
        step: Minutes between two values.
    """

    alert: str
    about: str
    series: Mapping[str, str]
    minutes: int
    fires: tuple[Mapping[str, str], ...] = ()
    severities: tuple[str, ...] = ("critical", "warning")
    step: int = 1


def _up(who: str, workload: str, pod: str) -> str:
    return f'up{{{who},kotaemon_workload="{workload}",pod="{pod}"}}'


def _waiting(pod: str, reason: str, init: str = "") -> str:
    return (
        f'kube_pod_{init}container_status_waiting_reason{{namespace="research",pod="{pod}",'
        f'container="kotaemon",reason="{reason}"}}'
    )


def _killed(pod: str, restarts: str, reason: str = "OOMKilled") -> dict[str, str]:
    labels = f'namespace="research",pod="{pod}",container="kotaemon"'
    return {
        f'kube_pod_container_status_last_terminated_reason{{{labels},reason="{reason}"}}': "1x120",
        f"kube_pod_container_status_restarts_total{{{labels}}}": restarts,
    }


def _volume(pod: str, available: str) -> dict[str, str]:
    claim = 'namespace="research",persistentvolumeclaim="library-data"'
    return {
        f"kubelet_volume_stats_available_bytes{{{claim}}}": available,
        f"kubelet_volume_stats_capacity_bytes{{{claim}}}": "10000x600",
        f'kube_pod_spec_volumes_persistentvolumeclaims_info{{{claim},pod="{pod}",volume="data"}}': "1x600",
    }


def _check(scheduled: str, succeeded: str | None, cronjob: str = "library-check") -> dict[str, str]:
    labels = f'namespace="research",cronjob="{cronjob}"'
    done = {} if succeeded is None else {f"kube_cronjob_status_last_successful_time{{{labels}}}": succeeded}
    return {f"kube_cronjob_status_last_schedule_time{{{labels}}}": scheduled, **done}


def _requests(good: str, bad: str, who: str = APP) -> dict[str, str]:
    return {
        f'kotaemon_http_requests_total{{{who},route="/",method="GET",code="200"}}': good,
        f'kotaemon_http_requests_total{{{who},route="/",method="GET",code="502"}}': bad,
    }


def _questions(answered: str, failed: str, abandoned: str = "0x6000", who: str = APP) -> dict[str, str]:
    return {
        f'kotaemon_questions_total{{{who},pipeline="simple",outcome="{outcome}"}}': values
        for outcome, values in (("answered", answered), ("failed", failed), ("abandoned", abandoned))
    }


def _first_text(fast: str, every: str, bound: str = "30", who: str = APP) -> dict[str, str]:
    name = "kotaemon_question_first_token_seconds"
    return {
        f'{name}_bucket{{{who},pipeline="simple",le="{bound}"}}': fast,
        f'{name}_bucket{{{who},pipeline="simple",le="60"}}': every,
        f'{name}_bucket{{{who},pipeline="simple",le="+Inf"}}': every,
        f'{name}_count{{{who},pipeline="simple"}}': every,
    }


def _calls(good: str, bad: str, model: str = "gpt-4o-mini") -> dict[str, str]:
    labels = f'{APP},kind="chat",model="{model}"'
    return {
        f'kotaemon_model_calls_total{{{labels},outcome="success"}}': good,
        f'kotaemon_model_calls_total{{{labels},outcome="failed"}}': bad,
    }


def _jobs(good: str, bad: str) -> dict[str, str]:
    return {
        f'kotaemon_indexing_jobs_total{{{APP},outcome="success"}}': good,
        f'kotaemon_indexing_jobs_total{{{APP},outcome="failed"}}': bad,
    }


def _renewal(name: str, at: str) -> dict[str, str]:
    return {f'certmanager_certificate_renewal_timestamp_seconds{{namespace="research",name="{name}"}}': at}


BACKUP = 'namespace="research",cronjob="library-backup"'
DRILL = 'namespace="research",cronjob="library-drill"'


def _backup(succeeded: str | None, created: str = "0x100", which: str = BACKUP) -> dict[str, str]:
    """Times of a CronJob that runs each night; with 2 runs missed and 5 hours for one, 53 hours are too many."""
    done = {f"kube_cronjob_status_last_successful_time{{{which}}}": succeeded} if succeeded else {}
    return {f"kube_cronjob_created{{{which}}}": created, **done}


def _job(created: str, failed: str, job: str = "library-backup-29400137") -> dict[str, str]:
    labels = f'namespace="research",job_name="{job}"'
    return {
        f"kube_job_created{{{labels}}}": created,
        f'kube_job_failed{{{labels},condition="true"}}': failed,
        f'kube_job_failed{{{labels},condition="false"}}': "0x100",
    }


# A good day, then an hour in which a tenth fails, then all is well again.
_HOUR_OF_FAILURES = ("0+10x1440 14409+9x59 14950+10x60", "0x1440 1+1x59 60x61")
_IN_POD = {"namespace": "research", "pod": POD, "container": "kotaemon"}
_CLAIM = {"namespace": "research", "persistentvolumeclaim": "library-data"}

CASES = (
    Case("KotaemonDown", "no answer", {_up(APP, "library", POD): "1x5 0x30"}, 20, ({},)),
    Case("KotaemonDown", "no pod at all", {_up(OTHER_APP, "library-two", OTHER_POD): "1x60"}, 20, ({},)),
    Case("KotaemonDown", "a roll-out", {_up(APP, "library", POD): "1x5 0x7 1x30"}, 20),
    Case("KotaemonUnreachable", "no answer", {f"probe_success{{{APP}}}": "1x5 0x30"}, 20, ({},)),
    Case("KotaemonUnreachable", "one look", {f"probe_success{{{APP}}}": "1x5 0x2 1x30"}, 20),
    Case("KotaemonUnreachable", "another", {f"probe_success{{{OTHER_APP}}}": "0x60"}, 20),
    Case("KotaemonSlow", "a third is slow", _first_text("0+2x60", "0+3x60"), 40, ({},)),
    Case("KotaemonSlow", "a hundredth is slow", _first_text("0+99x60", "0+100x60"), 40),
    Case("KotaemonSlow", "nobody asks", _first_text("7x60", "9x60"), 40),
    Case("KotaemonRequestsFailing", "a tenth", _requests("0+9x60", "0+1x60"), 40, ({},)),
    Case("KotaemonRequestsFailing", "a hundredth", _requests("0+99x60", "0+1x60"), 40),
    Case("KotaemonRequestsFailing", "two in all", _requests("0x60", "0x20 1 2x39"), 25),
    Case("KotaemonRequestsFailing", "another", _requests("0x60", "0+9x60", OTHER_APP), 40),
    Case("KotaemonQuestionsFailing", "a half", _questions("0+1x60", "0+1x60"), 40, ({},)),
    Case("KotaemonQuestionsFailing", "users leave", _questions("0+9x60", "0+1x60", "0+50x60"), 40),
    Case("KotaemonQuestionsFailing", "another", _questions("0x60", "0+9x60", who=OTHER_APP), 40),
    Case("KotaemonIndexingFailing", "most", _jobs("0+1x90", "0+3x90"), 80, ({},)),
    Case("KotaemonIndexingFailing", "a third", _jobs("0+2x90", "0+1x90"), 80),
    Case(
        "KotaemonModelFailing",
        "a half of one model",
        {**_calls("0+1x60", "0+1x60"), **_calls("0+9x60", "0x60", "other")},
        40,
        ({"kind": "chat", "model": "gpt-4o-mini"},),
    ),
    Case("KotaemonModelFailing", "one call in all", _calls("0x60", "0x30 1x30"), 38),
    Case("KotaemonModelFailing", "a tenth", _calls("0+9x60", "0+1x60"), 40),
    Case(
        "KotaemonStartFailing",
        "it crashes again and again",
        # Between the waits it runs for a moment.
        {_waiting(POD, "CrashLoopBackOff"): "1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 1 1 1"},
        22,
        ({**_IN_POD, "reason": "CrashLoopBackOff"},),
    ),
    Case(
        "KotaemonStartFailing",
        "an image that is not there",
        {_waiting(POD, "ImagePullBackOff", "init_"): "1x30"},
        20,
        ({**_IN_POD, "reason": "ImagePullBackOff"},),
    ),
    Case("KotaemonStartFailing", "it crashed once", {_waiting(POD, "CrashLoopBackOff"): "0 1 0x30"}, 12),
    Case("KotaemonStartFailing", "it is being made", {_waiting(POD, "ContainerCreating"): "1x30"}, 20),
    Case("KotaemonStartFailing", "another", {_waiting(OTHER_POD, "CrashLoopBackOff"): "1x30"}, 20),
    Case("KotaemonOutOfMemory", "killed", _killed(POD, "0x20 1x20"), 25, (_IN_POD,)),
    Case("KotaemonOutOfMemory", "long ago", _killed(POD, "0x20 1x100"), 60),
    Case("KotaemonOutOfMemory", "it ended by itself", _killed(POD, "0x20 1x20", "Error"), 25),
    Case("KotaemonOutOfMemory", "another", _killed(OTHER_POD, "0x20 1x20"), 25),
    Case("KotaemonVolumeFilling", "full in a day", _volume(POD, "4500-5x600"), 500, (_CLAIM,)),
    Case("KotaemonVolumeFilling", "full in a week", _volume(POD, "4500-0.1x600"), 500),
    Case("KotaemonVolumeFilling", "one large upload", _volume(POD, "9900x440 9900-30x120"), 500),
    Case("KotaemonVolumeFilling", "another", _volume(OTHER_POD, "4500-5x600"), 500),
    Case("KotaemonVolumeFull", "almost", _volume(POD, "400x60"), 20, (_CLAIM,)),
    Case("KotaemonVolumeFull", "not yet", _volume(POD, "600x60"), 20),
    Case("KotaemonVolumeFull", "another", _volume(OTHER_POD, "400x60"), 20),
    Case(
        "KotaemonStoreUnreachable",
        "one of two",
        {
            f'kotaemon_store_up{{{APP},store="metadata_db"}}': "1x60",
            f'kotaemon_store_up{{{APP},store="vector_store"}}': "1x5 0x30",
        },
        20,
        ({"store": "vector_store"},),
    ),
    Case("KotaemonStoreUnreachable", "a moment", {f'kotaemon_store_up{{{APP},store="metadata_db"}}': "1 0 0 1x30"}, 20),
    Case("KotaemonCheckFailing", "since a while", _check("900x60", "10x60"), 20, ({"cronjob": "library-check"},)),
    Case("KotaemonCheckFailing", "never well", _check("900x60", None), 20, ({"cronjob": "library-check"},)),
    Case("KotaemonCheckFailing", "the next is well", _check("900x60", "10x9 1800x60"), 20),
    Case("KotaemonCheckFailing", "another", _check("900x60", "10x60", "library-two-check"), 20),
    Case(
        "KotaemonStoreDown",
        "a node of three",
        {
            _up(APP, "library-vectors", "library-vectors-0"): "1x60",
            _up(APP, "library-vectors", "library-vectors-1"): "1x5 0x30",
        },
        20,
        ({"kotaemon_workload": "library-vectors", "pod": "library-vectors-1"},),
    ),
    Case("KotaemonStoreDown", "it restarts", {_up(APP, "library-db", "library-db-1"): "1x5 0x3 1x30"}, 20),
    Case("KotaemonStoreDown", "the app", {_up(APP, "library", POD): "0x60"}, 20),
    Case(
        "KotaemonCertificateOverdue",
        "a server's",
        # Renewal was due after 10 minutes.
        _renewal("library-vectors-tls", "600x120"),
        80,
        ({"name": "library-vectors-tls"},),
    ),
    Case(
        "KotaemonCertificateOverdue",
        "the authority's",
        _renewal("library-ca", "600x120"),
        80,
        ({"name": "library-ca"},),
    ),
    Case("KotaemonCertificateOverdue", "being renewed", _renewal("library-vectors-tls", "600x120"), 60),
    Case("KotaemonCertificateOverdue", "not issued yet", _renewal("library-vectors-tls", "0x120"), 80),
    Case("KotaemonCertificateOverdue", "another", _renewal("library-two-vectors-tls", "600x120"), 80),
    Case(
        "KotaemonPublicCertificateExpiring",
        "ten days left",
        {f"probe_ssl_earliest_cert_expiry{{{APP}}}": "864000x60"},
        40,
        ({},),
    ),
    Case(
        "KotaemonPublicCertificateExpiring",
        "twenty days left",
        {f"probe_ssl_earliest_cert_expiry{{{APP}}}": "1728000x60"},
        40,
    ),
    Case("KotaemonBackupStale", "long ago", _backup("0x100"), 3600, ({"cronjob": "library-backup"},), step=60),
    Case("KotaemonBackupStale", "never", _backup(None), 3600, ({"cronjob": "library-backup"},), step=60),
    Case("KotaemonBackupStale", "one missed", _backup("0x100"), 3000, step=60),
    Case("KotaemonBackupStale", "made lately", _backup(None, "36000x100"), 3600, step=60),
    Case("KotaemonBackupStale", "another", _backup("0x100", which=BACKUP.replace("backup", "other")), 3600, step=60),
    Case(
        "KotaemonBackupFailed",
        "the last one",
        {**_backup("3600x100"), **_job("7200x100", "1x100")},
        300,
        ({"cronjob": "library-backup"},),
        step=60,
    ),
    Case(
        "KotaemonBackupFailed",
        "the first one",
        {**_backup(None), **_job("7200x100", "1x100")},
        300,
        ({"cronjob": "library-backup"},),
        step=60,
    ),
    Case("KotaemonBackupFailed", "one since", {**_backup("9000x100"), **_job("7200x100", "1x100")}, 300, step=60),
    Case("KotaemonBackupFailed", "it runs", {**_backup("3600x100"), **_job("7200x100", "0x100")}, 300, step=60),
    Case(
        "KotaemonBackupFailed",
        "another",
        {**_backup("3600x100"), **_job("7200x100", "1x100", "library-backup-two-29400137")},
        300,
        step=60,
    ),
    Case(
        "KotaemonDrillFailing",
        "the last one",
        {**_backup("3600x100", which=DRILL), **_job("7200x100", "1x100", "library-drill-29400137")},
        300,
        ({"cronjob": "library-drill"},),
        step=60,
    ),
    # Once a week: after two weeks and the 13 hours of a run.
    Case(
        "KotaemonDrillFailing",
        "long ago",
        _backup("0x400", which=DRILL),
        21000,
        ({"cronjob": "library-drill"},),
        step=60,
    ),
    Case("KotaemonDrillFailing", "one missed", _backup("0x400", which=DRILL), 20000, step=60),
    Case(
        "KotaemonDrillFailing",
        "one since",
        {**_backup("9000x100", which=DRILL), **_job("7200x100", "1x100", "library-drill-29400137")},
        300,
        step=60,
    ),
    Case("KotaemonDrillFailing", "a backup", {**_backup("3600x100"), **_job("7200x100", "1x100")}, 300, step=60),
    # 0.5 % may fail: 14.4 times as much, 7.2 %, uses 2 % of the budget in an hour.
    Case(
        "KotaemonRequestsBudget", "a tenth fails", _requests(*_HOUR_OF_FAILURES), 1495, ({},), severities=("critical",)
    ),
    # The long window still remembers it, the short one does not.
    Case("KotaemonRequestsBudget", "it is over", _requests(*_HOUR_OF_FAILURES), 1508),
    # 0.6 %: the budget is gone in 25 days.
    Case(
        "KotaemonRequestsBudget",
        "a little fails for days",
        _requests("0+99.4x400", "0+0.6x400"),
        5900,
        ({},),
        severities=("warning",),
        step=15,
    ),
    Case("KotaemonRequestsBudget", "less than may", _requests("0+99.7x400", "0+0.3x400"), 5900, step=15),
    # 2 % may fail. Where there was nothing before, an hour is a day, too.
    Case("KotaemonAnswersBudget", "a half fails", _questions("0+1x180", "0+1x180"), 120, ({},)),
    Case("KotaemonAnswersBudget", "all is well", _questions("0+100x180", "0+1x180"), 120),
    Case("KotaemonAnswersBudget", "one of two", _questions("0x120 1x60", "0x120 1x60"), 125),
    # 5 % may be slow: 72 %.
    Case("KotaemonFastAnswersBudget", "nine of ten are slow", _first_text("0+1x180", "0+10x180"), 120, ({},)),
    Case(
        "KotaemonFastAnswersBudget",
        "nine of ten are slow, as Prometheus 3 writes bounds",
        _first_text("0+1x180", "0+10x180", bound="30.0"),
        120,
        ({},),
    ),
    Case("KotaemonFastAnswersBudget", "a hundredth is slow", _first_text("0+99x180", "0+100x180"), 120),
)
