"""What every test needs: the node program chosen before cdk8s, one profile for hypothesis."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import kotaemon_cdk8s  # noqa: F401  (before the first import of cdk8s)
from kotaemon_cdk8s.runtime.log import log

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "suite",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """The runtime's log; it does not propagate to where pytest listens."""
    log.addHandler(caplog.handler)
    caplog.set_level(logging.INFO, logger=log.name)
    yield caplog
    log.removeHandler(caplog.handler)
