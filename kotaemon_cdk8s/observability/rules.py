"""Rules as data, and as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kotaemon_cdk8s.observability.scope import Scope


class Severity(Enum):
    """How soon somebody must look."""

    CRITICAL = "critical"
    """Now, at night, too."""
    WARNING = "warning"
    """On the next working day."""


@dataclass(frozen=True)
class Record:
    """A series that is computed ahead.

    Args:
        name: Its name, as `level:metric:operation`.
        expr: What it is.
    """

    name: str
    expr: str

    def render(self, scope: Scope, runbooks: str) -> dict[str, Any]:  # noqa: ARG002 (as that of an alert)
        """As a rule."""
        return {"record": self.name, "expr": self.expr, "labels": scope.labels}


@dataclass(frozen=True)
class Alert:
    """Something that somebody has to do something about.

    Args:
        name: Its name; its runbook is called the same.
        severity: How soon.
        minutes: How long the condition holds before it fires.
        expr: The condition.
        summary: What is wrong, in a few words.
        description: What it means; `{{ $labels.… }}` stands for a label.
    """

    name: str
    severity: Severity
    minutes: int
    expr: str
    summary: str
    description: str

    def render(self, scope: Scope, runbooks: str) -> dict[str, Any]:
        """As a rule."""
        return {
            "alert": self.name,
            "expr": self.expr,
            **({"for": f"{self.minutes}m"} if self.minutes else {}),
            "labels": {**scope.labels, "severity": self.severity.value},
            "annotations": {
                "summary": self.summary,
                "description": self.description,
                "runbook_url": f"{runbooks.rstrip('/')}/{self.name}.md",
            },
        }


@dataclass(frozen=True)
class Group:
    """Rules that are evaluated together, in order.

    Args:
        name: Unique in the deployment.
        rules: The rules.
    """

    name: str
    rules: Sequence[Record | Alert]

    def render(self, scope: Scope, runbooks: str) -> dict[str, Any]:
        """As Prometheus reads it; the name says the deployment, which file and object do not."""
        return {
            "name": f"kotaemon.{scope.namespace}.{scope.name}.{self.name}",
            "rules": [rule.render(scope, runbooks) for rule in self.rules],
        }
