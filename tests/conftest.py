"""What every test needs: the node program chosen before cdk8s, one profile for hypothesis."""

from __future__ import annotations

import kotaemon_cdk8s  # noqa: F401  (before the first import of cdk8s)

import hypothesis

hypothesis.settings.register_profile(
    "suite",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")
