"""The deployment `private`."""

from kotaemon_cdk8s import (
    EdgeTls,
    ExistingModels,
    Exposure,
    Gpu,
    IngressController,
    KotaemonApp,
    ModelServer,
    Namespace,
    Peer,
    Reasoning,
    SecretRef,
    Security,
    ServerResources,
    VectorStore,
)

import cdk8s

from examples.company import login


def private(app: cdk8s.App) -> cdk8s.Chart:
    """Nothing leaves the cluster: Ollama on a GPU, its models on a volume that was filled once."""
    chart = cdk8s.Chart(app, "private", namespace="kotaemon-private")
    Namespace(chart, "namespace")
    ollama = ModelServer.ollama(
        chart,
        "ollama",
        models=["qwen3:8b", "nomic-embed-text"],
        gpu=Gpu(),
        context_length=16384,
        resources=ServerResources(cpu="4", memory="16Gi"),
        storage=ExistingModels.claim("ollama-models"),
    )
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        air_gapped=True,
        vector_store=VectorStore.chroma_server(chart, "kotaemon-vectors"),
        models=[ollama.chat("qwen3:8b"), ollama.embeddings("nomic-embed-text")],
        reasoning=Reasoning(max_context_length=12000),
        exposures=[
            Exposure.ingress(
                controller=IngressController.traefik(),
                host="private.example.com",
                tls=EdgeTls.secret("private-tls"),
            )
        ],
        auth_proxy=login(),
        # The company's own.
        internal_hosts=["login.example.com"],
    )
    Security(
        chart,
        "security",
        app=kotaemon,
        routes={"login.example.com": Peer.cidrs("203.0.113.32/32")},
    )
    return chart
