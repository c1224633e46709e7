"""The alerts of a deployment.

Names of others' metrics: kube-state-metrics, docs/metrics/workload (pod-metrics.md, job-metrics.md,
cronjob-metrics.md); the kubelet,
https://kubernetes.io/docs/reference/instrumentation/metrics/; cert-manager,
internal/collectors/certificate_collector.go; blackbox_exporter, prober/handler.go and prober.go.
tests/observability/exported.csv has them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from kotaemon_cdk8s.observability.rules import Alert, Group, Record, Severity
from kotaemon_cdk8s.observability.scope import DEPLOYMENT, WORKLOAD, Scope
from kotaemon_cdk8s.observability.thresholds import Thresholds
from kotaemon_cdk8s.wiring import Schedule, Task

_OWN = f"by (namespace, {DEPLOYMENT})"
FIRST_TEXT = "kotaemon:question_first_token_seconds:p95_10m"
MODEL_FAILURES = "kotaemon:model_calls_failed:ratio_10m"
# A handful of calls says nothing: one of three that failed is no third.
_LEAST = 5


def groups(scope: Scope, limits: Thresholds) -> Iterator[Group]:
    """All of them.

    Args:
        scope: The deployment.
        limits: When they fire.
    """
    yield Group("recorded", list(_records(scope)))
    yield Group("app", list(_app(scope, limits)))
    yield Group("pods", list(_pods(scope, limits)))
    yield Group("stores", list(_stores(scope, limits)))
    certificates = list(_certificates(scope, limits))
    if certificates:
        yield Group("certificates", certificates)
    backups = [alert for schedule in scope.scheduled(Task.BACKUP) for alert in _backups(scope, schedule, limits)]
    backups += [_drill(scope, schedule, limits) for schedule in scope.scheduled(Task.DRILL)]
    if backups:
        yield Group("backups", backups)


def _records(scope: Scope) -> Iterator[Record]:
    buckets = f"rate(kotaemon_question_first_token_seconds_bucket{scope.own()}[10m])"
    yield Record(FIRST_TEXT, f"histogram_quantile(0.95, sum by (le, namespace, {DEPLOYMENT}) ({buckets}))")
    by_model = f"by (namespace, {DEPLOYMENT}, kind, model)"
    yield Record(
        MODEL_FAILURES,
        f"sum {by_model} (rate(kotaemon_model_calls_total{scope.own(_FAILED)}[10m]))"
        f" / sum {by_model} (rate(kotaemon_model_calls_total{scope.own()}[10m]))",
    )


_FAILED = 'outcome="failed"'


def _app(scope: Scope, limits: Thresholds) -> Iterator[Alert]:
    target = scope.own(f'{WORKLOAD}="{scope.name}"')
    yield Alert(
        "KotaemonDown",
        Severity.CRITICAL,
        limits.down_minutes,
        # Without any target there is no `up` either.
        f"(max(up{target}) or vector(0)) < 1",
        "The app is down",
        f"For {limits.down_minutes} minutes no pod of the app has answered Prometheus.",
    )
    if scope.url:
        yield Alert(
            "KotaemonUnreachable",
            Severity.CRITICAL,
            limits.store_minutes,
            f"max(probe_success{scope.own()}) < 1",
            "The public URL does not answer",
            f"For {limits.store_minutes} minutes {scope.url} has not answered as it should.",
        )
    yield Alert(
        "KotaemonSlow",
        Severity.WARNING,
        10,
        f"{FIRST_TEXT}{scope.own()} > {limits.slow_seconds:g}",
        "Answers begin late",
        f"One question of twenty waits longer than {limits.slow_seconds:g} s for the first text of its answer.",
    )
    yield Alert(
        "KotaemonRequestsFailing",
        Severity.CRITICAL,
        10,
        _failing(scope, "kotaemon_http_requests_total", 'code=~"5.."', limits.request_error_percent, "10m"),
        "Requests fail",
        f"More than {limits.request_error_percent:g} % of the requests end with a status from 500.",
    )
    yield Alert(
        "KotaemonQuestionsFailing",
        Severity.CRITICAL,
        5,
        _failing(
            scope, "kotaemon_questions_total", _FAILED, limits.question_error_percent, "15m", of='outcome!="abandoned"'
        ),
        "Questions fail",
        f"More than {limits.question_error_percent:g} % of the questions get no answer.",
    )
    yield Alert(
        "KotaemonIndexingFailing",
        Severity.WARNING,
        5,
        _failing(scope, "kotaemon_indexing_jobs_total", _FAILED, limits.indexing_error_percent, "1h"),
        "Uploads fail",
        f"More than {limits.indexing_error_percent:g} % of the uploads of the last hour failed.",
    )
    calls = f"sum by (namespace, {DEPLOYMENT}, kind, model) (increase(kotaemon_model_calls_total{scope.own()}[10m]))"
    yield Alert(
        "KotaemonModelFailing",
        Severity.CRITICAL,
        5,
        f"{MODEL_FAILURES}{scope.own()} > {limits.model_error_percent / 100:g} and {calls} >= {_LEAST}",
        "A model provider fails",
        f"More than {limits.model_error_percent:g} % of the calls of {{{{ $labels.model }}}}"
        " ({{ $labels.kind }}) fail.",
    )


def _failing(scope: Scope, metric: str, bad: str, percent: float, window: str, *, of: str | None = None) -> str:
    every = scope.own(of) if of else scope.own()
    failed = f"sum {_OWN} (increase({metric}{scope.own(bad)}[{window}]))"
    return (
        f"{failed} / sum {_OWN} (increase({metric}{every}[{window}])) > {percent / 100:g}"
        f" and sum {_OWN} (increase({metric}{every}[{window}])) >= {_LEAST}"
    )


# Reasons that pass by themselves (ContainerCreating, PodInitializing) are none of them
# (kubernetes/kubernetes, pkg/kubelet/kuberuntime and pkg/kubelet/images/types.go).
_STUCK = (
    *("CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName"),
    *("CreateContainerConfigError", "CreateContainerError", "RunContainerError"),
)


def _pods(scope: Scope, limits: Thresholds) -> Iterator[Alert]:
    reason = f'reason=~"{"|".join(_STUCK)}"'
    waiting = [
        scope.of_pods(metric, reason)
        for metric in ("kube_pod_container_status_waiting_reason", "kube_pod_init_container_status_waiting_reason")
    ]
    # Between two attempts a container runs for a moment, and waits for nothing.
    stuck = [f"max_over_time({selector}[5m])" for selector in waiting]
    yield Alert(
        "KotaemonStartFailing",
        Severity.CRITICAL,
        limits.start_minutes,
        f"max by (namespace, pod, container, reason) ({' or '.join(stuck)}) > 0",
        "A container does not start",
        f"Container {{{{ $labels.container }}}} of {{{{ $labels.pod }}}} has failed to start for"
        f" {limits.start_minutes} minutes: {{{{ $labels.reason }}}}.",
    )
    killed = scope.of_pods("kube_pod_container_status_last_terminated_reason", 'reason="OOMKilled"')
    restarts = scope.of_pods("kube_pod_container_status_restarts_total", over="[15m]")
    yield Alert(
        "KotaemonOutOfMemory",
        Severity.WARNING,
        0,
        f"max by (namespace, pod, container) ({killed}) > 0"
        f" and on (namespace, pod, container) increase({restarts}) > 0",
        "A container was killed for its memory",
        "Container {{ $labels.container }} of {{ $labels.pod }} took more memory than its limit, and was killed.",
    )
    mounted = (
        "max by (namespace, persistentvolumeclaim) ("
        + scope.of_pods("kube_pod_spec_volumes_persistentvolumeclaims_info")
        + ")"
    )
    free = f"kubelet_volume_stats_available_bytes{{{scope.namespaces()}}}"
    size = f"kubelet_volume_stats_capacity_bytes{{{scope.namespaces()}}}"
    of_ours = f"and on (namespace, persistentvolumeclaim) {mounted}"
    yield Alert(
        "KotaemonVolumeFilling",
        Severity.WARNING,
        60,
        f"max by (namespace, persistentvolumeclaim) (predict_linear({free}[6h], {limits.volume_hours} * 3600)) < 0"
        f" and max by (namespace, persistentvolumeclaim) ({free} / {size}) < 0.4 {of_ours}",
        "A volume fills up",
        f"At its pace of the last 6 hours, {{{{ $labels.persistentvolumeclaim }}}} is full in {limits.volume_hours}"
        " hours.",
    )
    yield Alert(
        "KotaemonVolumeFull",
        Severity.CRITICAL,
        5,
        f"max by (namespace, persistentvolumeclaim) ({free} / {size}) < {limits.volume_percent / 100:g} {of_ours}",
        "A volume is almost full",
        f"{{{{ $labels.persistentvolumeclaim }}}} has less than {limits.volume_percent:g} % free.",
    )


def _stores(scope: Scope, limits: Thresholds) -> Iterator[Alert]:
    yield Alert(
        "KotaemonStoreUnreachable",
        Severity.CRITICAL,
        limits.store_minutes,
        f"min by (namespace, {DEPLOYMENT}, store) (kotaemon_store_up{scope.own()}) < 1",
        "The app does not reach a store",
        f"For {limits.store_minutes} minutes the app's check of {{{{ $labels.store }}}} has failed.",
    )
    for check in scope.scheduled(Task.CHECK):
        cronjob = f'{{namespace="{scope.namespace}",cronjob="{check.cron_job}"}}'
        asked, answered = (
            f"max by (namespace, cronjob) (kube_cronjob_status_last_{what}_time{cronjob})"
            for what in ("schedule", "successful")
        )
        yield Alert(
            "KotaemonCheckFailing",
            Severity.WARNING,
            limits.check_minutes,
            # One that never succeeded has no time of that.
            f"{asked} > {answered} or {asked} unless {answered}",
            "The check of the stores does not succeed",
            f"For {limits.check_minutes} minutes no Job of {{{{ $labels.cronjob }}}} has succeeded.",
        )
    if scope.exporters():
        yield Alert(
            "KotaemonStoreDown",
            Severity.WARNING,
            limits.store_minutes,
            f"up{scope.store()} < 1",
            "A pod of a store is down",
            f"For {limits.store_minutes} minutes {{{{ $labels.pod }}}} has not answered Prometheus.",
        )


def _certificates(scope: Scope, limits: Thresholds) -> Iterator[Alert]:
    if scope.certificates:
        overdue = " or ".join(
            f'certmanager_certificate_renewal_timestamp_seconds{{namespace="{namespace}",name="{name}"}}'
            for namespace, name in scope.certificates
        )
        yield Alert(
            "KotaemonCertificateOverdue",
            Severity.CRITICAL,
            0,
            # Since renewal comes long before the end, whatever the certificate's life, there is time left.
            f"0 < max by (namespace, name) ({overdue}) < time() - 3600",
            "A certificate is not renewed",
            "cert-manager should have renewed Certificate {{ $labels.name }} more than an hour ago.",
        )
    if scope.url and scope.url.startswith("https:"):
        yield Alert(
            "KotaemonPublicCertificateExpiring",
            Severity.CRITICAL,
            30,
            f"min(probe_ssl_earliest_cert_expiry{scope.own()}) - time() < {limits.certificate_days} * 86400",
            "The public certificate expires",
            f"The certificate of {scope.url} has less than {limits.certificate_days} days left.",
        )


def _backups(scope: Scope, schedule: Schedule, limits: Thresholds) -> Iterator[Alert]:
    yield Alert(
        "KotaemonBackupStale",
        Severity.CRITICAL,
        0,
        _stale(scope, schedule, limits),
        "There is no recent backup",
        f"CronJob {{{{ $labels.cronjob }}}} has not succeeded for more than {_hours(schedule, limits):g} hours.",
    )
    yield Alert(
        "KotaemonBackupFailed",
        Severity.WARNING,
        0,
        _failed(scope, schedule),
        "A backup has failed",
        "The last run of CronJob {{ $labels.cronjob }} has failed; the backup before it is still there.",
    )


def _drill(scope: Scope, schedule: Schedule, limits: Thresholds) -> Alert:
    return Alert(
        "KotaemonDrillFailing",
        Severity.WARNING,
        0,
        f"{_failed(scope, schedule)} or {_stale(scope, schedule, limits)}",
        "A backup could not be restored",
        "CronJob {{ $labels.cronjob }}, which tries the latest backup, has failed, or not succeeded for more than"
        f" {_hours(schedule, limits):g} hours.",
    )


def _succeeded(scope: Scope, schedule: Schedule, by: str) -> str:
    return f"max by ({by}) (kube_cronjob_status_last_successful_time{_cron_job(scope, schedule)})"


def _cron_job(scope: Scope, schedule: Schedule) -> str:
    return f'{{namespace="{scope.namespace}",cronjob="{schedule.cron_job}"}}'


def _allowed(schedule: Schedule, limits: Thresholds) -> int:
    return limits.backup_runs * schedule.every_seconds + schedule.run_seconds


def _hours(schedule: Schedule, limits: Thresholds) -> float:
    return _allowed(schedule, limits) / 3600


def _stale(scope: Scope, schedule: Schedule, limits: Thresholds) -> str:
    by = "namespace, cronjob"
    # One that has never succeeded has no such time, and counts from when it was made.
    created = f"max by ({by}) (kube_cronjob_created{_cron_job(scope, schedule)})"
    return f"time() - ({_succeeded(scope, schedule, by)} or {created}) > {_allowed(schedule, limits)}"


def _failed(scope: Scope, schedule: Schedule) -> str:
    job = schedule.cron_job
    jobs = f'namespace="{scope.namespace}",job_name=~"{job}-[0-9]+"'
    failed = f'kube_job_failed{{{jobs},condition="true"}} == 1'
    begun = f"max by (namespace) (kube_job_created{{{jobs}}} and on (namespace, job_name) {failed})"
    # Failed Jobs stay for a while; what counts is whether one has succeeded since.
    last = f"{begun} > on (namespace) ({_succeeded(scope, schedule, 'namespace')} or {begun} * 0)"
    return f'label_replace({last}, "cronjob", "{job}", "", "")'
