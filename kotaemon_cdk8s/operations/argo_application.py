"""The Argo CD Application that keeps a cluster in step with an output folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.namespace import PodSecurity, needs_baseline, pod_security_labels
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs

_REPOSITORY = re.compile(r"(https?://|ssh://|oci://|git@)[^\s]+")


class ArgoApplication(constructs.Construct):
    """An Argo CD Application that syncs the output folder of a chart.

    Automated, with pruning and self-healing (what holds data is exempt by its own
    annotations); server-side apply, because client-side apply keeps a copy of each object in
    an annotation of limited size; five retries. Unless the chart has a `Namespace`, Argo CD
    makes the namespace, with the same Pod Security labels.

    Put it into a chart of its own, in Argo CD's namespace: an Application in the folder it
    syncs would manage itself.

    Args:
        scope: A chart whose namespace is Argo CD's, mostly `argocd`.
        id: Name among its siblings.
        name: Name of the Application. Default: `id`.
        deployment: The chart to sync; it must have a namespace.
        repository: URL of the Git repository that the output is committed to.
        revision: Branch, tag or commit. Default: `main`.
        output: Folder of the output within the repository. Default: `dist`.
        project: AppProject. Default: `default`.
        server: API server of the cluster to deploy to. Default: the one Argo CD runs in.
        sync_options: Further sync options, `Name=value`. Default: none.

    Raises:
        OptionError: A value is malformed, the chart has no namespace, or is the very chart
            that this Application is in.
    """

    application: cdk8s.ApiObject
    """The Application."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        deployment: cdk8s.Chart,
        repository: str,
        name: str | None = None,
        revision: str = "main",
        output: str = "dist",
        project: str = "default",
        server: str = "https://kubernetes.default.svc",
        sync_options: Sequence[str] = (),
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io import argoproj

        at, chart = place(scope, id)
        at.types(
            {
                "deployment": cdk8s.Chart,
                **dict.fromkeys(("repository", "revision", "output", "project", "server"), str),
                "name": str | None,
                "sync_options": Sequence[str],
            },
            {
                "deployment": deployment,
                "repository": repository,
                "revision": revision,
                "output": output,
                "project": project,
                "server": server,
                "name": name,
                "sync_options": sync_options,
            },
        )
        name = id if name is None else name
        at.dns_name("name", name)
        at.dns_name("project", project)
        at.not_blank("revision", revision)
        at.url("server", server)
        check_repository(at, repository)
        at.require(
            not output.startswith("/") and ".." not in output.split("/"),
            "output",
            output,
            "not a folder within the repository",
            "give it relative to the root of the repository, such as 'dist'",
        )
        for option in sync_options:
            at.require(
                bool(re.fullmatch(r"[A-Z]\w+=\S+", option)),
                "sync_options",
                option,
                "not a sync option; Argo CD ignores it without a word",
                "write it as 'Name=value'",
            )
        namespace = deployment.namespace
        if namespace is None:
            at.fail("deployment", deployment.node.path, "the chart has no namespace", "give the chart a namespace")
        at.require(
            chart.node.path != deployment.node.path,
            "deployment",
            deployment.node.path,
            "is the chart this Application is in: it would manage, and at last delete, itself",
            'put it into another chart, such as cdk8s.Chart(app, "argocd", namespace="argocd")',
        )

        registry = Registry.of(at, scope, id)
        namespaced, by_argo_cd = (("namespace", deployment.node.path), ("argo cd's namespace", deployment.node.path))
        # Unless a Namespace holds it: where another Application does, that one makes it in
        # another cluster, and this one has to make it here.
        creates = registry.holder(namespaced) == registry.holder(by_argo_cd)
        options = ["ServerSideApply=true", *(["CreateNamespace=true"] if creates else []), *sync_options]
        level = PodSecurity.BASELINE if needs_baseline(registry, deployment) else PodSecurity.RESTRICTED
        managed = (
            argoproj.ApplicationSpecSyncPolicyManagedNamespaceMetadata(labels=pod_security_labels(level))
            if creates
            else None
        )
        objects = Objects(chart, at=at)
        objects.add(
            "application",
            argoproj.Application.manifest(
                metadata=cdk8s.ApiObjectMetadata(name=name, labels=Identity(name, "argocd-application").labels),
                spec=argoproj.ApplicationSpec(
                    project=project,
                    source=argoproj.ApplicationSpecSource(
                        repo_url=repository,
                        target_revision=revision,
                        path="/".join(
                            part for part in (output.strip("/"), cdk8s.Names.to_dns_label(deployment)) if part
                        ),
                    ),
                    destination=argoproj.ApplicationSpecDestination(server=server, namespace=namespace),
                    sync_policy=argoproj.ApplicationSpecSyncPolicy(
                        automated=argoproj.ApplicationSpecSyncPolicyAutomated(prune=True, self_heal=True),
                        sync_options=options,
                        managed_namespace_metadata=managed,
                        retry=argoproj.ApplicationSpecSyncPolicyRetry(
                            limit=5,
                            # Argo CD's documented example: 5 s, 10 s, … up to 3 minutes.
                            backoff=argoproj.ApplicationSpecSyncPolicyRetryBackoff(
                                duration="5s", factor=2, max_duration="3m"
                            ),
                        ),
                    ),
                ),
            ),
        )
        objects.check()
        registry.claim(
            at,
            ("application", chart.node.path, name),
            "name",
            name,
            "has this name already",
            "give one of the two another `name`",
        )
        registry.claim(
            at,
            ("application of", deployment.node.path, server.rstrip("/")),
            "deployment",
            deployment.node.path,
            "syncs this chart to this cluster already: the two would undo each other's work",
            "sync a chart by one Application for each cluster",
        )
        registry.note(("destination", deployment.node.path, server.rstrip("/"), namespace), at.path)
        registry.check_at_synthesis("destinations", lambda: _overlapping(registry, chart.node.root))
        if registry.holder(namespaced) is None:
            for what in (namespaced, by_argo_cd):
                registry.claim(at, what, "deployment", namespace, "makes this namespace already", "")
            if level is PodSecurity.RESTRICTED:
                registry.note(("restricted namespace", deployment.node.path), at.path)
        super().__init__(scope, id)
        self.application = objects.make(self, registry)["application"]


def check_repository(at: At, repository: str) -> None:
    """Refuse what Argo CD would not know as a Git repository.

    Raises:
        OptionError: It is no such URL.
    """
    at.require(
        bool(_REPOSITORY.fullmatch(repository)),
        "repository",
        repository,
        "not the URL of a Git repository",
        "write it as Argo CD knows it, such as 'https://git.example.com/team/deployments.git'",
    )
    if repository.startswith("http"):
        at.url("repository", repository)


def _overlapping(registry: Registry, root: constructs.IConstruct) -> Iterator[Fault]:
    """Charts that go to one namespace of one cluster, and have objects of the same names in them.

    Only where Applications say where charts go: without them, two charts of one namespace mostly
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
                f"chart {one} has it, too, and both go to namespace {target[1]} of {target[0]}: the two Applications"
                " would undo each other's work for ever",
                "give one of the charts another namespace, or what is in it another `name`",
            )


def _named(registry: Registry, root: constructs.IConstruct, chart: str) -> set[tuple[str, str]]:
    """Kinds and names of all that comes of a chart: what operators make of it, and the objects of others."""
    claimed = {(kind, name) for within, kind, name in registry.claimed("object") if within == chart}
    (found,) = [node for node in root.node.find_all() if node.node.path == chart]
    made = (node for node in found.node.find_all() if isinstance(node, cdk8s.ApiObject))
    return claimed | {(node.kind, node.name) for node in made}
