"""When alerts fire."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override


@dataclass(frozen=True)
class Thresholds(Options):
    """When alerts fire.

    Args:
        down_minutes: So long the app may be away; an upgrade takes as long as a start, which
            is up to 419 s where the pod reaches no internet and is not told so. Default: 10.
        slow_seconds: Nineteen of twenty questions have the first text of their answer by
            then. Default: 30.
        request_error_percent: Requests that may end with a status from 500. Default: 5.
        question_error_percent: Questions that may fail. Default: 20.
        model_error_percent: Calls of one model that may fail. Default: 20.
        indexing_error_percent: Uploads that may fail. Default: 50.
        start_minutes: So long a container may fail to start. Default: 10.
        store_minutes: So long a store may be away. Default: 5.
        check_minutes: So long no Job of a `HealthCheck` may have succeeded after one began; a Job
            takes up to ten. Default: 15.
        volume_hours: A volume that is full by then at its present pace is told of. Default: 24.
        volume_percent: A volume with less than this free is told of at once. Default: 5.
        certificate_days: The public certificate may have less left. Default: 14.
        backup_runs: So many runs of a backup in succession may bring none, and as many of a drill
            may not succeed, if none has failed. Default: 2.

    Raises:
        OptionError: A number is out of range.
    """

    down_minutes: int = 10
    slow_seconds: float = 30
    request_error_percent: float = 5
    question_error_percent: float = 20
    model_error_percent: float = 20
    indexing_error_percent: float = 50
    start_minutes: int = 10
    store_minutes: int = 5
    check_minutes: int = 15
    volume_hours: int = 24
    volume_percent: float = 5
    certificate_days: int = 14
    backup_runs: int = 2

    @override
    def check(self, at: At) -> None:
        for field in ("down_minutes", "start_minutes", "store_minutes", "check_minutes"):
            at.number(field, getattr(self, field), at_least=1, at_most=1440, unit="minutes")
        at.number("slow_seconds", self.slow_seconds, at_least=0.1, at_most=600)
        for field in (
            "request_error_percent",
            "question_error_percent",
            "model_error_percent",
            "indexing_error_percent",
            "volume_percent",
        ):
            at.number(field, getattr(self, field), at_least=0.01, at_most=99)
        at.number("volume_hours", self.volume_hours, at_least=1, at_most=720)
        at.number("certificate_days", self.certificate_days, at_least=1, at_most=365)
        at.number("backup_runs", self.backup_runs, at_least=1, at_most=100)
