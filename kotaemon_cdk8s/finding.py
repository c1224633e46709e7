"""What a change of the manifests does to a cluster that runs the old ones."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum

from kotaemon_cdk8s import secret_guard


class Severity(str, Enum):
    """What comes of a change that is simply applied; the worst first."""

    LOSES_DATA = "loses data"
    """Data is deleted, or the app begins with nothing where it had something."""
    REFUSED = "refused"
    """The API server or an operator does not take it."""
    NEEDS_STEPS = "needs steps"
    """It works only with what is said beside it."""
    NOTE = "note"
    """Good to know; nothing breaks."""


@dataclass(frozen=True)
class Finding:
    """One change that matters.

    What has the form of a credential is shortened, as in a `Fault`.

    Args:
        severity: What comes of it.
        object: Kind, namespace and name.
        field: Dotted field.
        old: What stood there, as text.
        new: What stands there now.
        cause: Why that matters.
        steps: How to do it properly.
    """

    severity: Severity
    object: str
    field: str
    old: str
    new: str
    cause: str
    steps: str

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, Severity):
                object.__setattr__(self, field.name, secret_guard.redacted(value))

    @property
    def id(self) -> str:
        """Object and field, by which it can be accepted."""
        return f"{self.object}: {self.field}"
