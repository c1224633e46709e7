"""Objectives, and alerts for a budget of failures that is used up too fast.

Each objective has four alerts, for a budget that would be gone in hours, or in days: by the recipe
of Google's SRE Workbook, chapter "Alerting on SLOs", with two windows each, a long one that says
that it matters, and a short one that says that it still goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kotaemon_cdk8s.observability.rules import Alert, Group, Record, Severity
from kotaemon_cdk8s.observability.scope import DEPLOYMENT, Scope
from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

FIRST_TOKEN_BUCKETS = (0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Bounds of kotaemon_question_first_token_seconds (runtime/instruments.py), between which nobody can tell."""

_DAYS = 30
# Long and short window, the part of the budget that is gone after the long one, and how soon somebody must look.
_BURNS = (
    ("1h", "5m", 1, 0.02, Severity.CRITICAL),
    ("6h", "30m", 6, 0.05, Severity.CRITICAL),
    ("1d", "2h", 24, 0.10, Severity.WARNING),
    ("3d", "6h", 72, 0.10, Severity.WARNING),
)
_WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
# Fewer failures than this in the long window are no reason to wake anybody.
_LEAST_BAD = 3


@dataclass(frozen=True)
class Objectives(Options):
    """What users may expect over 30 days.

    Args:
        requests: Percent of the requests that do not fail in the app (status from 500); 90 to 99.99.
            None for no such objective. Default: 99.5.
        answers: Percent of the questions that get an answer; 80 to 99.99. None for none. Default: 98.
        fast_answers: Percent of the answers whose first text comes in `fast_seconds`; 50 to 99.99.
            None for none. Default: 95.
        fast_seconds: 0.5, 1, 2.5, 5, 10, 30, 60 or 120: what the app's histogram tells apart. Default: 30.

    Raises:
        OptionError: A number is out of range, or there is no objective.
    """

    requests: float | None = 99.5
    answers: float | None = 98
    fast_answers: float | None = 95
    fast_seconds: float = 30

    @override
    def check(self, at: At) -> None:
        for field, least in (("requests", 90), ("answers", 80), ("fast_answers", 50)):
            value = getattr(self, field)
            if value is not None:
                # At 50 % and 10 % of the budget in a day, less than half of all would have to fail.
                at.number(field, value, at_least=least, at_most=99.99, unit="percent")
        at.require(
            any(value is not None for value in (self.requests, self.answers, self.fast_answers)),
            "requests",
            None,
            "there is no objective, so it would have no effect",
            "give one, or objectives=None to Observability",
        )
        at.require(
            self.fast_seconds in FIRST_TOKEN_BUCKETS,
            "fast_seconds",
            self.fast_seconds,
            "between two bounds of the app's histogram, so that nobody can tell who was faster",
            f"give one of {', '.join(f'{bound:g}' for bound in FIRST_TOKEN_BUCKETS)}",
        )


@dataclass(frozen=True)
class Objective:
    """One of them.

    Args:
        name: Of its series.
        alert: Name of its alert.
        percent: What is promised.
        bad: Failures in a window, as PromQL; `%s` stands for the window.
        total: All in a window.
        promise: In words.
    """

    name: str
    alert: str
    percent: float
    bad: str
    total: str
    promise: str

    @property
    def budget(self) -> float:
        """The part that may fail."""
        return round(1 - self.percent / 100, 6)

    def recorded(self, window: str) -> str:
        """Name of the series with the part that failed in a window."""
        return f"kotaemon:{self.name}_failed:ratio_{window}"


def objectives(scope: Scope, options: Objectives) -> Iterator[Objective]:
    """All of them.

    Args:
        scope: The deployment.
        options: What is promised.
    """
    by = f"sum by (namespace, {DEPLOYMENT})"
    if options.requests is not None:
        metric = "kotaemon_http_requests_total"
        yield Objective(
            "requests",
            "KotaemonRequestsBudget",
            options.requests,
            f"{by} (increase({metric}{scope.own(_BROKEN)}[%s]))",
            f"{by} (increase({metric}{scope.own()}[%s]))",
            f"{options.requests:g} % of the requests do not fail",
        )
    if options.answers is not None:
        metric = "kotaemon_questions_total"
        yield Objective(
            "questions",
            "KotaemonAnswersBudget",
            options.answers,
            f"{by} (increase({metric}{scope.own(_FAILED)}[%s]))",
            f"{by} (increase({metric}{scope.own(_ENDED)}[%s]))",
            f"{options.answers:g} % of the questions get an answer",
        )
    if options.fast_answers is not None:
        metric = "kotaemon_question_first_token_seconds"
        # Prometheus 2 keeps a bound as it is written, Prometheus 3 writes `20.0` for `20`.
        bound = f"{options.fast_seconds:g}".replace(".", "[.]")
        whole = options.fast_seconds == int(options.fast_seconds)
        fast = f'le=~"{bound}([.]0)?"' if whole else f'le=~"{bound}"'
        yield Objective(
            "fast_answers",
            "KotaemonFastAnswersBudget",
            options.fast_answers,
            f"({by} (increase({metric}_count{scope.own()}[%s]))"
            f" - {by} (increase({metric}_bucket{scope.own(fast)}[%s])))",
            f"{by} (increase({metric}_count{scope.own()}[%s]))",
            f"{options.fast_answers:g} % of the answers begin within {options.fast_seconds:g} s",
        )


_BROKEN, _FAILED, _ENDED = 'code=~"5.."', 'outcome="failed"', 'outcome!="abandoned"'


def groups(scope: Scope, options: Objectives) -> Iterator[Group]:
    """Recorded ratios and alerts of each.

    Args:
        scope: The deployment.
        options: What is promised.
    """
    for objective in objectives(scope, options):
        yield Group(
            f"objective-{objective.name.replace('_', '-')}",
            [*_records(objective), *_alerts(scope, objective)],
        )


def _records(objective: Objective) -> Iterator[Record]:
    for window in _WINDOWS:
        bad, total = (part.replace("%s", window) for part in (objective.bad, objective.total))
        yield Record(objective.recorded(window), f"{bad} / ({total} > 0)")


def _alerts(scope: Scope, objective: Objective) -> Iterator[Alert]:
    for severity in Severity:
        parts = []
        for long, short, hours, part, of in _BURNS:
            if of is not severity:
                continue
            # So many times faster than what uses the budget up in just its time.
            rate = part * _DAYS * 24 / hours
            limit = f"{rate * objective.budget:.6g}"
            bad = objective.bad.replace("%s", long)
            parts.append(
                f"({objective.recorded(long)}{scope.own()} > {limit}"
                f" and {objective.recorded(short)}{scope.own()} > {limit}"
                f" and {bad} >= {_LEAST_BAD})"
            )
        soon = "hours" if severity is Severity.CRITICAL else "days"
        yield Alert(
            objective.alert,
            severity,
            2,
            " or ".join(parts),
            f"A budget of failures is gone in {soon}",
            f"Promised is that {objective.promise} over {_DAYS} days. At this pace what may fail is used up in {soon}.",
        )
