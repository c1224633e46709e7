"""Schedules as cron writes them."""

from __future__ import annotations

import re

from kotaemon_cdk8s.options import At

_FIVE = re.compile(r"(\S+ ){4}\S+")
_FIELD = re.compile(r"[0-9A-Za-z*,/-]+")


def check_schedule(at: At, field: str, text: str) -> None:
    """Five fields: minute, hour, day of month, month and day of week.

    Raises:
        OptionError: It is something else.
    """
    at.require(
        bool(_FIVE.fullmatch(text)) and all(_FIELD.fullmatch(part) for part in text.split(" ")),
        field,
        text,
        "not a schedule of five fields; it is refused in the cluster",
        "write minute, hour, day of month, month and day of week, such as '30 7 * * 1-5'",
    )
