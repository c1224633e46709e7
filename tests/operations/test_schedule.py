"""Schedules are read as Kubernetes reads them."""

from __future__ import annotations

from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.schedule import Cron

import pytest

from tests.support import refusal

AT = At("test")
DAY = 24 * 60


@pytest.mark.parametrize(
    ("text", "shortest", "longest"),
    [
        ("17 2 * * *", DAY, DAY),
        ("@daily", DAY, DAY),
        ("*/15 * * * *", 15, 15),
        ("0 8-18/5 * * *", 5 * 60, 14 * 60),
        ("0,10 2 * * *", 10, DAY - 10),
        ("0 2 * * mon-fri", DAY, 3 * DAY),
        ("0 2 * * 0", 7 * DAY, 7 * DAY),
        ("0 2 1 * *", 28 * DAY, 31 * DAY),
        # Where day and weekday are given, either is enough.
        ("0 2 1 * SUN", DAY, 7 * DAY),
        ("0 2 29 2 *", 4 * 365 * DAY + DAY, 4 * 365 * DAY + DAY),
        ("@yearly", 365 * DAY, 366 * DAY),
    ],
)
def test_gaps(text: str, shortest: int, longest: int) -> None:
    assert Cron.parsed(AT, "schedule", text) == Cron(shortest, longest)


@pytest.mark.parametrize(
    "text",
    ["", "@reboot", "@every 5m", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7",
     "5-1 * * * *", "*/0 * * * *", "a * * * *", "1,, * * * *", "* * 30 2 *", "0 2 * * mo"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert refusal(lambda: Cron.parsed(AT, "schedule", text)).faults[0].field == "schedule"
