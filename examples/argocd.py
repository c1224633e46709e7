"""What hands the deployments to Argo CD."""

from collections.abc import Iterable

from kotaemon_cdk8s import ArgoApplication

import cdk8s

from examples.company import REPOSITORY


def argocd(app: cdk8s.App, deployments: Iterable[cdk8s.Chart]) -> cdk8s.Chart:
    """One Argo CD application for each deployment."""
    chart = cdk8s.Chart(app, "argocd", namespace="argocd")
    for deployment in deployments:
        ArgoApplication(chart, f"kotaemon-{deployment.node.id}", deployment=deployment, repository=REPOSITORY)
    return chart
