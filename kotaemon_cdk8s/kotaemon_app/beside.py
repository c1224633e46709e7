"""Where and when pods are made that work beside an app."""

from __future__ import annotations

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.synthesis import Registry

import cdk8s


def check_beside(at: At, registry: Registry, app: KotaemonApp, chart: cdk8s.Chart) -> None:
    """Refuse pods that would not be where the app's objects are, or that nobody lets through or watches.

    Raises:
        OptionError: They are in another chart, or made too late.
    """
    at.require(
        cdk8s.Chart.of(app) is chart,
        "app",
        app.node.path,
        "is in another chart, whose volume, Secrets and ConfigMaps the pod could not have",
        "make it in the chart of the app",
    )
    for kind, name in (("security", "Security"), ("observability", "Observability")):
        holder = registry.holder((kind, app.node.path))
        at.require(
            holder is None,
            "app",
            app.node.path,
            f"has its {name} already, {holder}, which would know nothing of these pods",
            f"make it before {name}",
        )
