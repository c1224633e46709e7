"""The one family of errors: what is wrong, where, why, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kotaemon_cdk8s import secret_guard


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in what the user asked for.

    What has the form of a credential is shortened, wherever it stands: names can be credentials, too.

    Args:
        path: Construct path (`chart/id`), or the name of the option class when the
            option was refused before it belonged to a construct.
        field: The option, or the field of the rendered object, in dotted form.
        value: What was given, as text; secrets are shown shortened.
        cause: Why this cannot work, with the run-time symptom it spares the user.
        fix: What to write instead.
    """

    path: str
    field: str
    value: str
    cause: str
    fix: str

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, secret_guard.redacted(getattr(self, field.name)))

    def __str__(self) -> str:
        return f"{self.path}: {self.field} = {self.value}\n  cause: {self.cause}\n  fix:   {self.fix}"


class KotaemonCdk8sError(Exception):
    """Base of every error this library raises on purpose.

    Args:
        faults: All that is wrong; at least one.
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class OptionError(KotaemonCdk8sError, ValueError):
    """An option has a value that cannot work; raised where the option is given."""


class SynthesisError(KotaemonCdk8sError):
    """The deployment as a whole cannot work; raised before anything is written."""


class OutputError(KotaemonCdk8sError, OSError):
    """The output folder cannot be written; what was in it is untouched."""
