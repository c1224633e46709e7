"""How fast an autoscaler goes up and down, and when it keeps more pods than it needs."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.schedule import Cron, check_time_zone

from typing_extensions import override


@dataclass(frozen=True)
class ScalingPace(Options):
    """How fast pods come and go.

    A pod that goes logs its users out of what they have not saved, so they go one by one,
    and late. Pods that come take new sessions only: those that are there stay where they
    are.

    Args:
        up_pods: Pods more, at most, within `up_seconds`. Default: 2.
        up_seconds: 1 to 1800 s. Default: 60, twice a start (24 to 32 s, measured).
        up_after_seconds: So long the load must have been higher, 0 to 3600 s. Default: 0.
        down_pods: Pods fewer, at most, within `down_seconds`. Default: 1.
        down_seconds: 1 to 1800 s. Default: 300.
        down_after_seconds: So long the load must have been lower, 300 to 3600 s. Default: 600.

    Raises:
        OptionError: A number is out of range.
    """

    up_pods: int = 2
    up_seconds: int = 60
    up_after_seconds: int = 0
    down_pods: int = 1
    down_seconds: int = 300
    down_after_seconds: int = 600

    @override
    def check(self, at: At) -> None:
        for name in ("up_pods", "down_pods"):
            at.number(name, getattr(self, name), at_least=1, at_most=100)
        # The bounds of autoscaling/v2, HPAScalingPolicy and HPAScalingRules.
        for name in ("up_seconds", "down_seconds"):
            at.number(name, getattr(self, name), at_least=1, at_most=1800, unit="seconds")
        at.number("up_after_seconds", self.up_after_seconds, at_least=0, at_most=3600, unit="seconds")
        at.number("down_after_seconds", self.down_after_seconds, at_least=300, at_most=3600, unit="seconds")


@dataclass(frozen=True)
class CronWindow(Options):
    """Hours in which there are at least so many pods, whatever the load; KEDA only.

    Args:
        start: When it begins, as cron writes it: minute, hour, day of month, month, day of
            week, such as `30 7 * * 1-5`.
        end: When it ends, likewise.
        timezone: Name in the IANA database, such as `Europe/Berlin`.
        replicas: Pods at least.

    Raises:
        OptionError: Not a schedule or time zone, or start and end are the same.
    """

    start: str
    end: str
    timezone: str
    replicas: int

    @override
    def check(self, at: At) -> None:
        for name in ("start", "end"):
            Cron.parsed(at, name, getattr(self, name), named=False)
        at.require(
            self.start != self.end, "end", self.end, "is the start, too; KEDA refuses it", "give the end of the window"
        )
        check_time_zone(at, "timezone", self.timezone)
        at.number("replicas", self.replicas, at_least=1, at_most=100)
