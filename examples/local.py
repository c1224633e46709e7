"""The deployment `local`."""

from kotaemon_cdk8s import (
    KotaemonApp,
    SecretRef,
)

import cdk8s


def local(app: cdk8s.App) -> cdk8s.Chart:
    """The least that runs: every option at its default."""
    chart = cdk8s.Chart(app, "local", namespace="kotaemon")
    KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))
    return chart
