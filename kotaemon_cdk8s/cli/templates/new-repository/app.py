"""What runs, as code: `kotaemon-cdk8s synth` writes it to dist/, and Argo CD brings that into the cluster."""

from kotaemon_cdk8s import (
    ArgoApplication,
    HostAccess,
    KotaemonApp,
    Namespace,
    OpenAI,
    SecretRef,
    Security,
    Storage,
    output_folder,
)

import cdk8s

REPOSITORY = "https://git.example.com/team/kotaemon.git"
"""This repository, as Argo CD reaches it."""
NAMESPACE = "kotaemon"
"""Where the app runs."""


def kotaemon(app: cdk8s.App) -> cdk8s.Chart:
    """The app, its models, and the policies that close its pods."""
    chart = cdk8s.Chart(app, "kotaemon", namespace=NAMESPACE)
    Namespace(chart, "namespace")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    deployment = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        storage=Storage.claim("20Gi"),
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
    )
    Security(chart, "security", app=deployment, hosts=HostAccess.PUBLIC_ADDRESSES)
    return chart


def argocd(app: cdk8s.App, deployment: cdk8s.Chart) -> cdk8s.Chart:
    """The Application that keeps the cluster in step with dist/."""
    chart = cdk8s.Chart(app, "argocd", namespace="argocd")
    ArgoApplication(chart, "kotaemon", deployment=deployment, repository=REPOSITORY)
    return chart


def main() -> None:
    """Write dist/, whole or not at all."""
    with output_folder() as outdir:
        app = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
        argocd(app, kotaemon(app))
        app.synth()


if __name__ == "__main__":
    main()
