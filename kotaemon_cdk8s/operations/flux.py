"""The Flux objects that keep a cluster in step with an output folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.operations import handover
from kotaemon_cdk8s.options import constructor_hints
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs

# Flux's documented examples. https://fluxcd.io/flux/components/source/gitrepositories/
_SOURCE_INTERVAL = "1m"
# https://fluxcd.io/flux/components/kustomize/kustomizations/#recommended-settings
_INTERVAL = "1h"
_RETRY_INTERVAL = "2m"
_TIMEOUT = "15m"

_CLUSTER = "the cluster of Flux"


class FluxGitRepository(constructs.Construct):
    """A Flux GitRepository: the repository that the output is committed to, without the rest of it.

    Args:
        scope: A chart whose namespace is Flux's, mostly `flux-system`.
        id: Name among its siblings.
        repository: URL of the Git repository, with `https://` or `ssh://`.
        name: Name of the GitRepository. Default: `id`.
        branch: Branch. Default: `main`, unless there is a `tag`.
        tag: Tag, instead of a branch. Default: none.
        secret: Secret with the login, in the same namespace; Flux says with which keys. Default:
            none; the repository is public.
        output: Folder of the output within the repository. Default: `dist`.

    Raises:
        OptionError: A value is malformed, or there are a branch and a tag.
    """

    repository: cdk8s.ApiObject
    """The GitRepository."""
    name: str
    """Its name."""
    output: str
    """Folder of the output within the repository."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        repository: str,
        name: str | None = None,
        branch: str | None = None,
        tag: str | None = None,
        secret: str | None = None,
        output: str = "dist",
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io.fluxcd.toolkit import source

        at, chart = place(scope, id)
        hints = constructor_hints(FluxGitRepository)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_name("name", name)
        at.require(
            bool(re.fullmatch(r"(https?|ssh)://\S+", repository)),
            "repository",
            repository,
            "not a URL that Flux takes",
            "write it with https:// or ssh://, such as 'ssh://git@git.example.com/team/deployments.git'",
        )
        if repository.startswith("http"):
            at.url("repository", repository)
        at.require(
            branch is None or tag is None, "tag", tag, "there is a branch, too; Flux takes one of them", "give one"
        )
        for field, value in (("branch", branch), ("tag", tag)):
            if value is not None:
                at.not_blank(field, value)
        if secret is not None:
            at.dns_name("secret", secret)
        handover.check_output(at, output)
        folder = output.strip("/")
        ref = source.GitRepositorySpecRef(branch=None if tag else branch or "main", tag=tag)
        objects = Objects(chart, at=at)
        objects.add(
            "repository",
            source.GitRepository.manifest(
                metadata=cdk8s.ApiObjectMetadata(name=name, labels=Identity(name, "flux-source").labels),
                spec=source.GitRepositorySpec(
                    url=repository,
                    ref=ref,
                    interval=_SOURCE_INTERVAL,
                    secret_ref=None if secret is None else source.GitRepositorySpecSecretRef(name=secret),
                    # All else is no business of Flux's, and a change of it no revision.
                    ignore=f"/*\n!/{folder.partition('/')[0]}\n" if folder else None,
                ),
            ),
        )
        objects.check()
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self.name = name
        self.output = output
        self.repository = objects.make(self, registry)["repository"]


class FluxKustomization(constructs.Construct):
    """A Flux Kustomization that syncs the output folder of a chart.

    With pruning (what holds data is exempt by its own annotation, and so is the Namespace), and
    ready only when all it deploys is healthy. Flux knows no sync waves, and the output needs none:
    pods wait for what they need. Whoever deletes the Kustomization deletes nothing of the deployment.

    Flux makes no namespace: have a `Namespace` in the chart, or one that is there already.

    Args:
        scope: A chart whose namespace is Flux's, mostly `flux-system`.
        id: Name among its siblings.
        deployment: The chart to sync; it must have a namespace.
        source: The repository, in the same chart.
        name: Name of the Kustomization. Default: `id`.
        depends_on: Names of Kustomizations that have to be ready before, such as those of the
            operators; in the same namespace. Default: none.
        service_account: ServiceAccount of the same namespace in whose name Flux applies the objects.
            Default: Flux's own.

    Raises:
        OptionError: A value is malformed, the chart has no namespace, or is the very chart that
            this Kustomization is in.
    """

    kustomization: cdk8s.ApiObject
    """The Kustomization."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        deployment: cdk8s.Chart,
        source: FluxGitRepository,
        name: str | None = None,
        depends_on: Sequence[str] = (),
        service_account: str | None = None,
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io.fluxcd.toolkit import kustomize

        at, chart = place(scope, id)
        hints = constructor_hints(FluxKustomization)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_name("name", name)
        for needed in depends_on:
            at.dns_name("depends_on", needed)
            at.require(
                needed != name, "depends_on", needed, "is this one itself, so it would wait for ever", "leave it out"
            )
        if service_account is not None:
            at.dns_name("service_account", service_account)
        at.require(
            cdk8s.Chart.of(source).namespace == chart.namespace,
            "source",
            source.node.path,
            f"is in namespace {cdk8s.Chart.of(source).namespace}, and this Kustomization in {chart.namespace}",
            "make both in one chart",
        )
        namespace = handover.check_deployment(at, "deployment", deployment, chart, "Kustomization")
        objects = Objects(chart, at=at)
        objects.add(
            "kustomization",
            kustomize.Kustomization.manifest(
                metadata=cdk8s.ApiObjectMetadata(name=name, labels=Identity(name, "flux-kustomization").labels),
                spec=kustomize.KustomizationSpec(
                    source_ref=kustomize.KustomizationSpecSourceRef(
                        kind=kustomize.KustomizationSpecSourceRefKind.GIT_REPOSITORY, name=source.name
                    ),
                    path=f"./{handover.folder(source.output, deployment)}",
                    interval=_INTERVAL,
                    retry_interval=_RETRY_INTERVAL,
                    timeout=_TIMEOUT,
                    prune=True,
                    deletion_policy=kustomize.KustomizationSpecDeletionPolicy.ORPHAN,
                    wait=True,
                    depends_on=[kustomize.KustomizationSpecDependsOn(name=needed) for needed in depends_on] or None,
                    service_account_name=service_account,
                ),
            ),
        )
        objects.check()
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        handover.claim_chart(registry, at, "deployment", deployment, _CLUSTER, namespace)
        super().__init__(scope, id)
        self.kustomization = objects.make(self, registry)["kustomization"]
