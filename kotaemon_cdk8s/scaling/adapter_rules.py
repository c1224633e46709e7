"""The rules by which prometheus-adapter makes the metric that a HorizontalPodAutoscaler asks for."""

from __future__ import annotations

from collections.abc import Sequence

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.scaling.manifests import metric_name
from kotaemon_cdk8s.scaling.scaling import Autoscaler
from kotaemon_cdk8s.server import check_name
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s


class PrometheusAdapterRules(constructs.Construct):
    """A ConfigMap with one rule for each app that scales by `requests`.

    For prometheus-adapter, in its namespace. Its chart takes it as `rules.existing`; give
    `rules.external` some list beside it, for the chart offers external metrics only then.
    KEDA offers the same API: a cluster has one of the two.

    Args:
        scope: A chart of the adapter's namespace.
        id: Name among its siblings.
        apps: The apps, of any chart.
        name: Name of the ConfigMap. Default: `id`.

    Raises:
        OptionError: There is no app, or one does not ask for the metric.
    """

    config_map: cdk8s.ApiObject
    """The ConfigMap."""

    def __init__(
        self, scope: constructs.Construct, id: str, *, apps: Sequence[KotaemonApp], name: str | None = None
    ) -> None:
        at, chart = place(scope, id)
        at.types({"apps": Sequence[KotaemonApp], "name": str | None}, {"apps": apps, "name": name})
        name = id if name is None else name
        check_name(at, name)
        at.require(bool(apps), "apps", apps, "there would be no rule", "give the apps that scale by `requests`")
        rules = []
        for app in apps:
            requests = app.scaling.requests
            if requests is None or app.scaling.autoscaler is not Autoscaler.HORIZONTAL:
                at.fail(
                    "apps",
                    app.node.path,
                    "no HorizontalPodAutoscaler of it asks for a rate of requests, so the rule would have no effect",
                    "leave it out, or give it Scaling.horizontal(requests=...)",
                )
            namespace = cdk8s.Chart.of(app).namespace
            rules.append(
                {
                    # kubernetes-sigs/prometheus-adapter, docs/externalmetrics.md and pkg/config/config.go.
                    "seriesQuery": f'{{__name__="{requests.series}"}}',
                    # The metric is the proxy's, in another namespace.
                    "resources": {"namespaced": False},
                    "name": {"as": metric_name(namespace, app.name)},
                    "metricsQuery": requests.query_of(
                        namespace=namespace or "default", name=app.name, port=app.service_port
                    ),
                }
            )
        identity = Identity(name, "prometheus-adapter-rules")
        objects = Objects(chart, at=at)
        objects.add(
            "config-map",
            k8s.KubeConfigMap.manifest(
                metadata=identity.metadata(name, Wave.ACCESS),
                data={"config.yaml": cdk8s.Yaml.stringify({"externalRules": rules})},
            ),
        )
        objects.check()
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self.config_map = objects.make(self, registry)["config-map"]
