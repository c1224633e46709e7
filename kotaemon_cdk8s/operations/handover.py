"""A chart handed over to what keeps a cluster in step with its folder: what holds for Argo CD and for Flux."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.synthesis import Registry

import cdk8s
import constructs


def check_output(at: At, output: str) -> None:
    """A folder of the repository.

    Raises:
        OptionError: It is absolute, or leaves the repository.
    """
    at.require(
        not output.startswith("/") and ".." not in output.split("/"),
        "output",
        output,
        "not a folder within the repository",
        "give it relative to the root of the repository, such as 'dist'",
    )


def folder(output: str, deployment: cdk8s.Chart) -> str:
    """Where a chart is written to within the repository, with a folder for each chart."""
    return "/".join(part for part in (output.strip("/"), cdk8s.Names.to_dns_label(deployment)) if part)


def check_deployment(at: At, field: str, deployment: cdk8s.Chart, own: cdk8s.Chart, what: str) -> str:
    """The namespace of a chart that can be handed over.

    Raises:
        OptionError: It has none, or is the chart of what syncs it.
    """
    namespace = deployment.namespace
    if namespace is None:
        at.fail(field, deployment.node.path, "the chart has no namespace", "give the chart a namespace")
    at.require(
        own.node.path != deployment.node.path,
        field,
        deployment.node.path,
        f"is the chart this {what} is in: it would manage, and at last delete, itself",
        'put it into another chart, such as cdk8s.Chart(app, "argocd", namespace="argocd")',
    )
    return namespace


def claim_chart(registry: Registry, at: At, field: str, deployment: cdk8s.Chart, cluster: str, namespace: str) -> None:
    """Take a chart and its place in a cluster, so that nothing else syncs it there.

    Raises:
        OptionError: Something else syncs it there already.
    """
    registry.claim(
        at,
        ("sync of", deployment.node.path, cluster),
        field,
        deployment.node.path,
        "syncs this chart to this cluster already: the two would undo each other's work",
        "sync a chart once for each cluster",
    )
    registry.note(("destination", deployment.node.path, cluster, namespace), at.path)
    root = deployment.node.root
    registry.check_at_synthesis("destinations", lambda: _overlapping(registry, root))


def _overlapping(registry: Registry, root: constructs.IConstruct) -> Iterator[Fault]:
    """Charts that go to one namespace of one cluster, and have objects of the same names in them.

    Only where it is said where charts go: otherwise, two charts of one namespace mostly
    go to two clusters.
    """
    for (one, *target), (other, *elsewhere) in combinations(registry.claimed("destination"), 2):
        if one == other or target != elsewhere:
            continue
        for kind, name in sorted(_named(registry, root, one) & _named(registry, root, other)):
            yield Fault(
                other,
                kind,
                name,
                f"chart {one} has it, too, and both go to namespace {target[1]} of {target[0]}: what syncs the two"
                " would undo each other's work for ever",
                "give one of the charts another namespace, or what is in it another `name`",
            )


def _named(registry: Registry, root: constructs.IConstruct, chart: str) -> set[tuple[str, str]]:
    """Kinds and names of all that comes of a chart: what operators make of it, and the objects of others."""
    claimed = {(kind, name) for within, kind, name in registry.claimed("object") if within == chart}
    (found,) = [node for node in root.node.find_all() if node.node.path == chart]
    made = (node for node in found.node.find_all() if isinstance(node, cdk8s.ApiObject))
    return claimed | {(node.kind, node.name) for node in made}
