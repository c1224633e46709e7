"""What of the wiring graph is watched: the pods of a deployment, and where they are."""

from __future__ import annotations

from collections.abc import Iterator

from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.observability.scope import Scope, Watched
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.flows import workload_of
from kotaemon_cdk8s.synthesis import Registry

import cdk8s
import constructs


def scope_of(
    at: At, app: KotaemonApp, *, registry: Registry | None = None, url: str | None = None
) -> tuple[Scope, dict[str, cdk8s.Chart]]:
    """The deployment, and its charts by their namespaces, that of the app first.

    Args:
        at: Where to complain.
        app: Its app.
        registry: Who knows of authorities in its charts. Default: nobody, none is looked for.
        url: Its public URL.

    Raises:
        OptionError: A chart has no namespace.
    """
    found = list(_watched(at, app))
    homes = {workload.namespace: home for home, workload in reversed(found)}
    homes = {workload.namespace: homes[workload.namespace] for _, workload in found}
    certificates = sorted(set(_certificates(at, app, registry))) if registry else []
    first, *others = (workload for _, workload in found)
    schedules = tuple(pods.schedule for pods in app.attached if pods.schedule is not None)
    return Scope(first, tuple(others), tuple(certificates), url, schedules), homes


def _watched(at: At, app: KotaemonApp) -> Iterator[tuple[cdk8s.Chart, Watched]]:
    """The pods of the app, then those of its stores, with their charts."""
    chart = cdk8s.Chart.of(app)
    yield chart, Watched(workload_of(app), _namespace(at, chart))
    for store in app.components:
        if isinstance(store, constructs.Construct):
            home = cdk8s.Chart.of(store)
            for workload in store.bind().workloads:
                yield home, Watched(workload, _namespace(at, home))
    for pods in app.attached:
        yield chart, Watched(pods.workload, _namespace(at, chart))


def _namespace(at: At, chart: cdk8s.Chart) -> str:
    namespace = chart.namespace
    if namespace is None:
        at.fail(
            "namespace",
            None,
            f"chart {chart.node.path} has no namespace, so that what is in it cannot be told from what others have",
            'give it one: cdk8s.Chart(..., namespace="kotaemon")',
        )
    return namespace


def _certificates(at: At, app: KotaemonApp, registry: Registry) -> Iterator[tuple[str, str]]:
    """Those of its stores, and of authorities in the same chart that sign them."""
    claimed = set(registry.claimed("object"))
    for store in app.components:
        certificate = getattr(store, "certificate", None)
        if isinstance(certificate, cdk8s.ApiObject):
            home = cdk8s.Chart.of(certificate)
            namespace = _namespace(at, home)
            yield namespace, certificate.name
            # The authority's Certificate is called as its Issuer is.
            issuer = certificate.to_json()["spec"]["issuerRef"]["name"]
            if (home.node.path, "Certificate", issuer) in claimed:
                yield namespace, issuer
