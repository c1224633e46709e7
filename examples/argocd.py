"""What hands the deployments to Argo CD."""

from collections.abc import Sequence

from kotaemon_cdk8s import ArgoApplication, ArgoApplicationSet, ArgoProject

import cdk8s

from examples.company import REPOSITORY


def argocd(app: cdk8s.App, deployments: Sequence[cdk8s.Chart], tenants: Sequence[cdk8s.Chart]) -> cdk8s.Chart:
    """One Argo CD application for each deployment, one set of them for the tenants, and a project each."""
    chart = cdk8s.Chart(app, "argocd", namespace="argocd")
    project = ArgoProject(chart, "kotaemon", notifications={"on-sync-failed.slack": "kotaemon"})
    for deployment in deployments:
        ArgoApplication(
            chart,
            f"kotaemon-{deployment.node.id}",
            deployment=deployment,
            repository=REPOSITORY,
            project=project,
        )
    ArgoApplicationSet(
        chart,
        "kotaemon-tenants",
        deployments=tenants,
        repository=REPOSITORY,
        project=ArgoProject(chart, "kotaemon-of-tenants", notifications={"on-sync-failed.slack": "kotaemon"}),
    )
    return chart
