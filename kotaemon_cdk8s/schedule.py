"""When something runs, as Kubernetes and KEDA read it (robfig/cron v3, parser.go, ParseStandard)."""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kotaemon_cdk8s.options import At

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS: tuple[tuple[int, int, dict[str, int]], ...] = (
    (0, 59, {}),
    (0, 23, {}),
    (1, 31, {}),
    (1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    (0, 6, {name: number for number, name in enumerate(_DAYS)}),
)
_NAMED = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_PART = re.compile(r"(?P<first>\*|\?|[a-z0-9]+)(?:-(?P<last>[a-z0-9]+))?(?:/(?P<step>[0-9]+))?")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
_DAY = 24 * 60
# Eight years, so that 29 February comes twice.
_FIRST, _YEARS = date(2024, 1, 1), 8 * 365 + 2


@dataclass(frozen=True)
class Cron:
    """The runs of a schedule.

    Args:
        shortest: Minutes from one run to the next, at least.
        longest: Minutes from one run to the next, at most.
    """

    shortest: int
    longest: int

    @staticmethod
    def parsed(at: At, field: str, text: str, *, named: bool = True) -> Cron:
        """That of a text such as `30 2 * * *`.

        Args:
            at: Where to complain.
            field: Name of the option.
            text: The schedule.
            named: Whether its reader knows `@daily` and the like: Kubernetes does, KEDA does not.

        Raises:
            OptionError: It is no schedule, or one that never comes.
        """
        parts = (_NAMED.get(text, text) if named else text).lower().split()
        sets = [_values(part, *bounds) for part, bounds in zip(parts, _FIELDS, strict=False)]
        if len(parts) != len(_FIELDS) or not all(sets):
            at.fail(
                field,
                text,
                "not a schedule of five fields; it is refused in the cluster",
                "write minute, hour, day, month and day of the week, such as '30 2 * * *' for 2:30 each day",
            )
        minutes, hours, days, months, weekdays = sets
        on = _days(days, months, weekdays, any_day=parts[2][0] in "*?" or parts[4][0] in "*?")
        if len(on) < 2:
            at.fail(field, text, "there is no such day", "give a day that some month has")
        times = sorted(60 * hour + minute for hour in hours for minute in minutes)
        overnight = times[0] - times[-1]
        gaps = [
            *(later - earlier for earlier, later in pairwise(times)),
            *((later - earlier) * _DAY + overnight for earlier, later in pairwise(on)),
        ]
        return Cron(min(gaps), max(gaps))


def check_time_zone(at: At, field: str, zone: str) -> None:
    """Refuse a time zone that the API server does not know.

    Raises:
        OptionError: It is none.
    """
    known = zoneinfo.available_timezones()
    at.require(
        bool(_ZONE.fullmatch(zone)) and zone.lower() != "local" and (not known or zone in known),
        field,
        zone,
        "not a time zone; it is refused in the cluster",
        "write it as in the tz database, such as 'Europe/Berlin' or 'Etc/UTC'",
    )


def _values(text: str, low: int, high: int, names: dict[str, int]) -> set[int]:
    """The numbers of a field; none if it is malformed."""
    found: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            return set()
        everything = match["first"] in "*?"
        first = low if everything else _number(match["first"], names)
        last = high if everything or (match["step"] and not match["last"]) else first
        if match["last"]:
            last = _number(match["last"], names)
        step = int(match["step"] or 1)
        if first is None or last is None or step == 0 or not low <= first <= last <= high:
            return set()
        found.update(range(first, last + 1, step))
    return found


def _number(text: str, names: dict[str, int]) -> int | None:
    return int(text) if text.isdigit() else names.get(text)


def _days(days: set[int], months: set[int], weekdays: set[int], *, any_day: bool) -> list[int]:
    """The days on which it runs, by their number within eight years."""
    found: list[int] = []
    for number in range(_YEARS):
        day = _FIRST + timedelta(days=number)
        on_day, on_weekday = day.day in days, day.isoweekday() % 7 in weekdays
        # Where both are given, either is enough.
        if day.month in months and ((on_day and on_weekday) if any_day else (on_day or on_weekday)):
            found.append(number)
    return found
