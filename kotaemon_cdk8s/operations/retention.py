"""Which backups are kept, and what is checked of them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override


@dataclass(frozen=True)
class Retention(Options):
    """Which backups of a deployment are kept; all others go after each backup.

    A backup that one of the rules keeps is kept (restic/restic 0.19.1, doc/060_forget.rst).

    Args:
        last: So many of the newest. Default: 0.
        daily: The newest of a day, for so many days that have one. Default: 7.
        weekly: Of a week, likewise. Default: 5.
        monthly: Of a month, likewise. Default: 12.
        yearly: Of a year, likewise. Default: 0.

    Raises:
        OptionError: A number is negative, or no backup would be kept.
    """

    last: int = 0
    daily: int = 7
    weekly: int = 5
    monthly: int = 12
    yearly: int = 0

    @override
    def check(self, at: At) -> None:
        for field in fields(self):
            at.number(field.name, getattr(self, field.name), at_least=0, at_most=10000)
        at.require(
            bool(self.arguments),
            "daily",
            self.daily,
            "all rules are 0: each backup would be removed as soon as it is made",
            "give at least one, such as daily=7",
        )

    @property
    def arguments(self) -> tuple[str, ...]:
        """Of `restic forget`."""
        counts = {field.name: getattr(self, field.name) for field in fields(self)}
        return tuple(f"--keep-{name}={count}" for name, count in counts.items() if count)
