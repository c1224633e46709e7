"""The Argo CD ApplicationSet that makes an Application for each of several charts that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects, claim_name
from kotaemon_cdk8s.operations import handover
from kotaemon_cdk8s.operations.argo_project import ArgoProject
from kotaemon_cdk8s.operations.argo_sync import ANNOTATIONS, Destination, Sync
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs

_STEP = "kotaemon-cdk8s/step"


class ArgoApplicationSet(constructs.Construct):
    """An Argo CD ApplicationSet: an Application for each chart of a list, all alike, such as tenants.

    Each is what `ArgoApplication` would make, called like the set and the chart. The list decides
    which there are: a chart that is no longer in it loses its Application, and what that deployed
    stays. With `first`, a change reaches a few charts before the others.

    Args:
        scope: A chart whose namespace is Argo CD's, mostly `argocd`.
        id: Name among its siblings.
        name: Name of the ApplicationSet, and first part of the Applications' names. Default: `id`.
        deployments: The charts to sync; each must have a namespace.
        first: Those of them that have to be synced and healthy before the others are synced.
            Needs Argo CD's progressive syncs, which are off by default. Default: none.
        repository: URL of the Git repository that the output is committed to.
        revision: Branch, tag or commit. Default: `main`.
        output: Folder of the output within the repository. Default: `dist`.
        project: AppProject, or the name of one that is there. Default: `default`.
        server: API server of the cluster to deploy to. Default: the one Argo CD runs in.
        sync_options: Further sync options, `Name=value`. Default: none.

    Raises:
        OptionError: A value is malformed, a chart has no namespace, or the charts are not alike:
            some have a `Namespace` and others not.
    """

    application_set: cdk8s.ApiObject
    """The ApplicationSet."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        deployments: Sequence[cdk8s.Chart],
        repository: str,
        name: str | None = None,
        first: Sequence[cdk8s.Chart] = (),
        revision: str = "main",
        output: str = "dist",
        project: ArgoProject | str = "default",
        server: str = "https://kubernetes.default.svc",
        sync_options: Sequence[str] = (),
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io import argoproj

        at, chart = place(scope, id)
        hints = constructor_hints(ArgoApplicationSet)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_name("name", name)
        sync = Sync(at, repository, revision, output, project, server, sync_options)
        sync.check(chart)
        texts = {"repository": [repository], "revision": [revision], "output": [output], "sync_options": sync_options}
        for field, values in texts.items():
            for text in values:
                at.require(
                    "{{" not in text,
                    field,
                    text,
                    "the ApplicationSet would take it for a part of its template",
                    "leave the braces out",
                )
        at.require(bool(deployments), "deployments", [], "there is nothing to sync", "give at least one chart")
        paths = [deployment.node.path for deployment in deployments]
        at.require(len({*paths}) == len(paths), "deployments", paths, "has a chart twice", "give each chart once")
        early = {deployment.node.path for deployment in first}
        at.require(
            early < {*paths},
            "first",
            sorted(early),
            "not a part of the deployments, so there is no order between these and the others",
            "take some of `deployments`, and leave others for the second step",
        )
        registry = Registry.of(at, scope, id)
        to = {
            deployment.node.path: sync.destination(registry, chart, "deployments", deployment)
            for deployment in deployments
        }
        levels = {destination.made_closed_to for destination in to.values()}
        at.require(
            len(levels) == 1,
            "deployments",
            paths,
            "their namespaces are not made alike, and one template makes all Applications",
            "give each chart a Namespace, as Tenant does, before this set",
        )
        elements = []
        for deployment in deployments:
            element = {
                "name": f"{name}-{cdk8s.Names.to_dns_label(deployment)}",
                "folder": handover.folder(output, deployment),
                "namespace": to[deployment.node.path].namespace,
            }
            at.dns_label("deployments", element["name"])  # it is a label's value, too
            elements.append(
                {**element, "step": "first" if deployment.node.path in early else "then"} if early else element
            )
        template = argoproj.Application.manifest(
            metadata=cdk8s.ApiObjectMetadata(name="{{.name}}"),
            spec=sync.spec("{{.folder}}", Destination("{{.namespace}}", next(iter(levels)))),
        )
        objects = Objects(chart, at=at)
        objects.add(
            "application-set",
            argoproj.ApplicationSet.manifest(
                metadata=cdk8s.ApiObjectMetadata(name=name, labels=Identity(name, "argocd-application-set").labels),
                spec=argoproj.ApplicationSetSpec(
                    go_template=True,
                    go_template_options=["missingkey=error"],
                    generators=[
                        argoproj.ApplicationSetSpecGenerators(
                            list=argoproj.ApplicationSetSpecGeneratorsList(elements=elements)
                        )
                    ],
                    strategy=_steps() if early else None,
                    # Like an Application without a finalizer: a line that leaves the list takes no team's
                    # deployment with it.
                    sync_policy=argoproj.ApplicationSetSpecSyncPolicy(preserve_resources_on_deletion=True),
                    template=argoproj.ApplicationSetSpecTemplate(
                        metadata=argoproj.ApplicationSetSpecTemplateMetadata(
                            name="{{.name}}",
                            labels={
                                **Identity("{{.name}}", "argocd-application").labels,
                                **({_STEP: "{{.step}}"} if early else {}),
                            },
                            annotations=ANNOTATIONS,
                        ),
                        spec=template["spec"],
                    ),
                ),
            ),
        )
        objects.check()
        objects.claim(registry, chart.node.path)
        for element in elements:
            claim_name(registry, at, chart.node.path, "Application", element["name"])
        for deployment in deployments:
            sync.claim(registry, "deployments", deployment, to[deployment.node.path])
        super().__init__(scope, id)
        for deployment in deployments:
            sync.permit(deployment, to[deployment.node.path])
        self.application_set = objects.make(self, registry)["application-set"]


def _steps() -> Any:
    from kotaemon_cdk8s.imports.io import argoproj

    # https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/
    return argoproj.ApplicationSetSpecStrategy(
        type="RollingSync",
        rolling_sync=argoproj.ApplicationSetSpecStrategyRollingSync(
            steps=[
                argoproj.ApplicationSetSpecStrategyRollingSyncSteps(
                    match_expressions=[
                        argoproj.ApplicationSetSpecStrategyRollingSyncStepsMatchExpressions(
                            key=_STEP, operator="In", values=[step]
                        )
                    ]
                )
                for step in ("first", "then")
            ]
        ),
    )
