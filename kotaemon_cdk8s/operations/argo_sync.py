"""What each Application of ours says, whether it stands alone or comes from an ApplicationSet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.metadata import COMPARE_OPTIONS
from kotaemon_cdk8s.operations import handover
from kotaemon_cdk8s.operations.argo_project import ArgoProject, Permitted
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.security.namespace import PodSecurity, needs_baseline, pod_security_labels
from kotaemon_cdk8s.synthesis import Registry

import cdk8s

_REPOSITORY = re.compile(r"(https?://|ssh://|oci://|git@)[^\s]+")

# What the API server makes of the manifest is compared with what is there, so that defaults are
# no differences. Without it, server-side apply brings on the structured merge, which Argo CD
# gives up for its trouble with defaults of CRDs.
# https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/
ANNOTATIONS = {COMPARE_OPTIONS: "ServerSideDiff=true"}


@dataclass(frozen=True)
class Destination:
    """Where a chart goes.

    Args:
        namespace: Its namespace.
        made_closed_to: Where Argo CD makes that: the level of Pod Security it must pass.
    """

    namespace: str
    made_closed_to: PodSecurity | None


@dataclass(frozen=True)
class Sync:
    """Where manifests come from, and how Argo CD applies them; see `ArgoApplication`."""

    at: At
    repository: str
    revision: str
    output: str
    project: ArgoProject | str
    server: str
    sync_options: Sequence[str]

    def check(self, chart: cdk8s.Chart) -> None:
        """Refuse what Argo CD could not use.

        Raises:
            OptionError: A value is malformed, or the project is elsewhere.
        """
        at = self.at
        if isinstance(self.project, ArgoProject):
            at.require(
                cdk8s.Chart.of(self.project).namespace == chart.namespace,
                "project",
                self.project.node.path,
                f"is in namespace {cdk8s.Chart.of(self.project).namespace}, and Argo CD looks for it in its own",
                "make both in a chart whose namespace is Argo CD's",
            )
        else:
            at.dns_name("project", self.project)
        at.not_blank("revision", self.revision)
        at.url("server", self.server)
        check_repository(at, self.repository)
        handover.check_output(at, self.output)
        for option in self.sync_options:
            at.require(
                bool(re.fullmatch(r"[A-Z]\w+=\S+", option)),
                "sync_options",
                option,
                "not a sync option; Argo CD ignores it without a word",
                "write it as 'Name=value'",
            )

    def destination(self, registry: Registry, chart: cdk8s.Chart, field: str, deployment: cdk8s.Chart) -> Destination:
        """Where a chart goes, and whether Argo CD makes its namespace.

        Raises:
            OptionError: The chart has no namespace, or is the Application's own.
        """
        namespace = handover.check_deployment(self.at, field, deployment, chart, "Application")
        # Unless a Namespace holds it: where another Application does, that one makes it in
        # another cluster, and this one has to make it here.
        if registry.holder(_namespace_of(deployment)) != registry.holder(_made_by_argo_cd(deployment)):
            return Destination(namespace, None)
        baseline = needs_baseline(registry, deployment)
        return Destination(namespace, PodSecurity.BASELINE if baseline else PodSecurity.RESTRICTED)

    def claim(self, registry: Registry, field: str, deployment: cdk8s.Chart, to: Destination) -> None:
        """Take a chart for this Application.

        Raises:
            OptionError: Another one has it.
        """
        handover.claim_chart(registry, self.at, field, deployment, self.server.rstrip("/"), to.namespace)
        if registry.holder(_namespace_of(deployment)) is None:
            for what in (_namespace_of(deployment), _made_by_argo_cd(deployment)):
                registry.claim(self.at, what, field, to.namespace, "makes this namespace already", "")
            if to.made_closed_to is PodSecurity.RESTRICTED:
                registry.note(("restricted namespace", deployment.node.path), self.at.path)

    def permit(self, deployment: cdk8s.Chart, to: Destination) -> None:
        """Have the project permit a chart."""
        if isinstance(self.project, ArgoProject):
            self.project.permit(
                Permitted(deployment, self.server, to.namespace, self.repository, to.made_closed_to is not None)
            )

    def spec(self, path: str, to: Destination) -> Any:
        """The spec of the Application that syncs a folder."""
        from kotaemon_cdk8s.imports.io import argoproj

        creates = to.made_closed_to is not None
        return argoproj.ApplicationSpec(
            project=self.project.name if isinstance(self.project, ArgoProject) else self.project,
            source=argoproj.ApplicationSpecSource(repo_url=self.repository, target_revision=self.revision, path=path),
            destination=argoproj.ApplicationSpecDestination(server=self.server, namespace=to.namespace),
            sync_policy=argoproj.ApplicationSpecSyncPolicy(
                automated=argoproj.ApplicationSpecSyncPolicyAutomated(prune=True, self_heal=True),
                sync_options=[
                    "ServerSideApply=true",
                    *(["CreateNamespace=true"] if creates else []),
                    *self.sync_options,
                ],
                managed_namespace_metadata=argoproj.ApplicationSpecSyncPolicyManagedNamespaceMetadata(
                    labels=pod_security_labels(to.made_closed_to)
                )
                if to.made_closed_to is not None
                else None,
                retry=argoproj.ApplicationSpecSyncPolicyRetry(
                    limit=5,
                    # Otherwise a commit that mends a failing sync waits until all retries have failed.
                    refresh=True,
                    # Argo CD's documented example: 5 s, 10 s, … up to 3 minutes.
                    backoff=argoproj.ApplicationSpecSyncPolicyRetryBackoff(duration="5s", factor=2, max_duration="3m"),
                ),
            ),
        )


def _namespace_of(deployment: cdk8s.Chart) -> tuple[str, str]:
    return "namespace", deployment.node.path


def _made_by_argo_cd(deployment: cdk8s.Chart) -> tuple[str, str]:
    return "argo cd's namespace", deployment.node.path


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
