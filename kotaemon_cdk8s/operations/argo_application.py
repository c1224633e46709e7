"""The Argo CD Application that keeps a cluster in step with an output folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.operations import handover
from kotaemon_cdk8s.operations.argo_notifications import subscriptions
from kotaemon_cdk8s.operations.argo_project import ArgoProject
from kotaemon_cdk8s.operations.argo_sync import ANNOTATIONS, Sync
from kotaemon_cdk8s.options import constructor_hints, frozen
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs


class ArgoApplication(constructs.Construct):
    """An Argo CD Application that syncs the output folder of a chart.

    Automated, with pruning and self-healing (what holds data is exempt by its own
    annotations); server-side apply, because client-side apply keeps a copy of each object in
    an annotation of limited size; five retries. Unless the chart has a `Namespace`, Argo CD
    makes the namespace, with the same Pod Security labels. It has no finalizer: whoever deletes
    the Application deletes nothing of the deployment.

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
        project: AppProject, or the name of one that is there. Default: `default`.
        server: API server of the cluster to deploy to. Default: the one Argo CD runs in.
        sync_options: Further sync options, `Name=value`. Default: none.
        notifications: Recipients of what happens to this Application, as in `ArgoProject`. Default: none.

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
        project: ArgoProject | str = "default",
        server: str = "https://kubernetes.default.svc",
        sync_options: Sequence[str] = (),
        notifications: Mapping[str, str] = frozen({}),
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io import argoproj

        at, chart = place(scope, id)
        hints = constructor_hints(ArgoApplication)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_name("name", name)
        sync = Sync(at, repository, revision, output, project, server, sync_options)
        sync.check(chart)
        registry = Registry.of(at, scope, id)
        to = sync.destination(registry, chart, "deployment", deployment)
        objects = Objects(chart, at=at)
        objects.add(
            "application",
            argoproj.Application.manifest(
                metadata=cdk8s.ApiObjectMetadata(
                    name=name,
                    labels=Identity(name, "argocd-application").labels,
                    annotations={**ANNOTATIONS, **subscriptions(at, notifications)},
                ),
                spec=sync.spec(handover.folder(output, deployment), to),
            ),
        )
        objects.check()
        objects.claim(registry, chart.node.path)
        sync.claim(registry, "deployment", deployment, to)
        super().__init__(scope, id)
        sync.permit(deployment, to)
        self.application = objects.make(self, registry)["application"]
