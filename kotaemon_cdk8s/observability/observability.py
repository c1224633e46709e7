"""Observability: metrics are read, alerts fire, objectives are watched, dashboards shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override
from kotaemon_cdk8s.observability import alerts, scraping
from kotaemon_cdk8s.observability import objectives as slo
from kotaemon_cdk8s.observability.dashboards.option import Dashboards
from kotaemon_cdk8s.observability.objectives import Objectives
from kotaemon_cdk8s.observability.prometheus_setup import PrometheusSetup, PublicUrl
from kotaemon_cdk8s.observability.rules import Group
from kotaemon_cdk8s.observability.scope import Scope
from kotaemon_cdk8s.observability.thresholds import Thresholds
from kotaemon_cdk8s.observability.watched import scope_of
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s


class Observability(constructs.Construct):
    """What a deployment shows of itself, and who is told when something is wrong.

    Creates for the Prometheus operator a PodMonitor for the app and for each of its stores
    that has metrics, a Probe of the public URL, and a PrometheusRule; without the operator a
    ConfigMap with the same as documents. With `dashboards` also dashboards for Grafana.

    All series of the deployment carry the label `kotaemon_deployment` with the name of the
    app, all that the rules and dashboards ask for is asked for by that, or by the names of
    the pods: two deployments in one namespace are never mixed up.

    Alerts on pods and volumes need kube-state-metrics and the kubelet's metrics in the same
    Prometheus, those on Certificates cert-manager's (docs/how-to/monitor.md).

    Args:
        scope: The chart of the app, or a construct within it.
        id: Name among its siblings.
        app: The deployment; it serves metrics: `telemetry=Telemetry.prometheus()`.
        runbooks: Where the pages of docs/runbooks are, as a URL of their folder.
        prometheus: How Prometheus gets to know what to read. Default: `PrometheusSetup.operator()`.
        public_url: What is looked at from outside. Default: nothing.
        thresholds: When alerts fire. Default: `Thresholds()`.
        objectives: What users may expect. Default: `Objectives()`; None for no such alerts.
        dashboards: For whom there are dashboards. Default: none.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: The app serves no metrics, its exposures lead elsewhere than `public_url`, a
            value cannot work, an override breaks a promise, or the app has an Observability
            already. Nothing has been added to the chart then.
    """

    app: KotaemonApp
    """The deployment."""
    pod_monitors: tuple[cdk8s.ApiObject, ...]
    """The PodMonitors, that of the app first; none without the operator."""
    probe: cdk8s.ApiObject | None
    """The Probe, if there is one."""
    rules: cdk8s.ApiObject | None
    """The PrometheusRule; None without the operator."""
    config_map: cdk8s.ApiObject | None
    """The ConfigMap with `scrape.yaml` and `rules.yaml`; None with the operator."""
    dashboards: tuple[cdk8s.ApiObject, ...]
    """The dashboards."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        app: KotaemonApp,
        runbooks: str,
        prometheus: PrometheusSetup = PrometheusSetup.operator(),
        public_url: PublicUrl | None = None,
        thresholds: Thresholds = Thresholds(),
        objectives: Objectives | None = Objectives(),
        dashboards: Dashboards | None = None,
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Observability)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        at.url("runbooks", runbooks)
        at.require(
            cdk8s.Chart.of(app) is chart,
            "app",
            app.node.path,
            "is in another chart, whose namespace the objects would not be in",
            "make Observability in the chart of the app",
        )
        at.require(
            app.telemetry is not None and app.telemetry.scraped,
            "app",
            app.node.path,
            "serves no metrics, so that no alert could ever fire",
            "make it with KotaemonApp(telemetry=Telemetry.prometheus())",
        )
        if public_url is not None:
            _check_public_url(at, app, public_url)
        registry = Registry.of(at, scope, id)
        watched, homes = scope_of(at, app, registry=registry, url=public_url.url if public_url else None)
        identity = Identity(app.name, "observability")
        groups = list(alerts.groups(watched, thresholds))
        if objectives is not None:
            groups.extend(slo.groups(watched, objectives))

        collected = {home.node.path: Objects(home, at=at) for home in homes.values()}
        own = collected[chart.node.path]
        monitors: list[tuple[str, str]] = []
        if prometheus.by_operator:
            for workload, metrics in scraping.monitored(watched):
                home = homes[workload.namespace].node.path
                key = f"pod-monitor-{workload.workload.name}"
                made = scraping.pod_monitor(identity, watched, workload, metrics, prometheus)
                collected[home].add(key, made, keep=("spec.selector", "spec.namespaceSelector"))
                monitors.append((home, key))
            if public_url is not None:
                own.add("probe", scraping.probe(identity, watched, public_url, prometheus))
            own.add("rules", _prometheus_rule(identity, watched, groups, runbooks, prometheus))
        else:
            own.add("config-map", _documents(identity, watched, groups, runbooks, public_url, prometheus))
        boards = dashboards.manifests(identity, watched) if dashboards is not None else {}
        for key, board in boards.items():
            own.add(key, board)
        own.check(overrides)
        for objects in collected.values():
            if objects is not own:
                objects.check()

        registry.claim(
            at,
            ("observability", app.node.path),
            "app",
            app.node.path,
            "watches it already",
            "leave one of the two out",
        )
        for path, objects in collected.items():
            objects.claim(registry, path)
        super().__init__(scope, id)
        self.app = app
        constructed = {(chart.node.path, key): made for key, made in own.make(self, registry).items()}
        for theirs in homes.values():
            if theirs is not chart:
                beside_them = constructs.Construct(theirs, f"{app.name}-{id}")
                added = collected[theirs.node.path].make(beside_them, registry)
                constructed |= {(theirs.node.path, key): made for key, made in added.items()}
        self.pod_monitors = tuple(constructed[key] for key in monitors)
        self.probe = constructed.get((chart.node.path, "probe"))
        self.rules = constructed.get((chart.node.path, "rules"))
        self.config_map = constructed.get((chart.node.path, "config-map"))
        self.dashboards = tuple(constructed[chart.node.path, key] for key in boards)


def _check_public_url(at: At, app: KotaemonApp, public_url: PublicUrl) -> None:
    """Refuse a URL at which the app is not.

    Raises:
        OptionError: No exposure has its host, or it is not below the app's path.
    """
    url = urlsplit(public_url.url)
    hosts = [exposure.host for exposure in app.exposures]
    at.require(
        # An exposure without a host of its own answers at whatever name leads to it.
        not hosts or None in hosts or url.hostname in hosts,
        "public_url",
        public_url.url,
        "no exposure of the app has this host, so the alert would fire for ever, or look at something else",
        f"give the URL at {' or '.join(sorted(filter(None, hosts)))}",
    )
    below = app.front.base_path
    at.require(
        f"{url.path}/".startswith(f"{below}/"),
        "public_url",
        public_url.url,
        f"the app is below {below}, so something else would answer, or nothing",
        f"begin the path with it: {url.scheme}://{url.netloc}{below}/app_id",
    )


def _prometheus_rule(
    identity: Identity, scope: Scope, groups: Sequence[Group], runbooks: str, setup: PrometheusSetup
) -> dict[str, Any]:
    from kotaemon_cdk8s.imports.com.coreos import monitoring as m

    rendered = [group.render(scope, runbooks) for group in groups]
    made: dict[str, Any] = m.PrometheusRule.manifest(
        metadata=scraping.metadata(identity, scope.name, setup.labels),
        spec=m.PrometheusRuleSpec(
            groups=[
                m.PrometheusRuleSpecGroups(
                    name=group["name"],
                    rules=[
                        m.PrometheusRuleSpecGroupsRules(
                            expr=m.PrometheusRuleSpecGroupsRulesExpr.from_string(rule["expr"]),
                            for_=rule.get("for"),
                            **{key: value for key, value in rule.items() if key not in ("expr", "for")},
                        )
                        for rule in group["rules"]
                    ],
                )
                for group in rendered
            ]
        ),
    )
    return made


def _documents(
    identity: Identity,
    scope: Scope,
    groups: Sequence[Group],
    runbooks: str,
    public_url: PublicUrl | None,
    setup: PrometheusSetup,
) -> dict[str, Any]:
    documents = {
        "scrape.yaml": {"scrape_configs": scraping.scrape_configs(scope, public_url, setup)},
        "rules.yaml": {"groups": [group.render(scope, runbooks) for group in groups]},
    }
    made: dict[str, Any] = k8s.KubeConfigMap.manifest(
        metadata=identity.metadata(f"{scope.name}-prometheus", Wave.ACCESS),
        data={name: cdk8s.Yaml.stringify(document) for name, document in documents.items()},
    )
    return made
