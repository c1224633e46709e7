"""The deployment `hosted`."""

from kotaemon_cdk8s import (
    Anthropic,
    Cohere,
    EdgeTls,
    Exposure,
    HostAccess,
    IngressController,
    KotaemonApp,
    Namespace,
    OpenAI,
    SecretRef,
    Security,
    VectorStore,
)

import cdk8s

from examples.company import login


def hosted(app: cdk8s.App) -> cdk8s.Chart:
    """Models of three providers, each for what it is good at, and stores beside the app."""
    chart = cdk8s.Chart(app, "hosted", namespace="kotaemon-hosted")
    Namespace(chart, "namespace")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"), timeout_seconds=60)
    anthropic = Anthropic(api_key=SecretRef("anthropic", "api-key"))
    cohere = Cohere(api_key=SecretRef("cohere", "api-key"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        vector_store=VectorStore.chroma_server(chart, "kotaemon-vectors"),
        models=[
            anthropic.chat("claude-sonnet-4-5", temperature=None),
            openai.chat("gpt-4o-mini"),
            openai.embeddings("text-embedding-3-large"),
            cohere.reranking("rerank-v3.5"),
        ],
        # What people try out under Resources ends with the pod.
        prune_models=True,
        exposures=[
            Exposure.ingress(
                controller=IngressController.traefik(),
                host="hosted.example.com",
                tls=EdgeTls.of_controller(),
            )
        ],
        auth_proxy=login(),
    )
    Security(
        chart,
        "security",
        app=kotaemon,
        hosts=HostAccess.CILIUM,
    )
    return chart
