"""The deployment `standard`."""

from kotaemon_cdk8s import (
    AdmissionPolicies,
    Dashboards,
    DocumentStore,
    Exposure,
    GatewayController,
    HealthCheck,
    HostAccess,
    KotaemonApp,
    MetadataDb,
    Namespace,
    Observability,
    OpenAI,
    Peer,
    PrometheusSetup,
    PublicUrl,
    PythonPackages,
    SecretRef,
    Security,
    ServerResources,
    ServerStorage,
    Telemetry,
    VectorStore,
)

import cdk8s

from examples.company import RUNBOOKS, login


def standard(app: cdk8s.App) -> cdk8s.Chart:
    """Stores that survive the loss of a node: CloudNativePG and three nodes of Qdrant; texts on the volume."""
    chart = cdk8s.Chart(app, "standard", namespace="kotaemon-standard")
    Namespace(chart, "namespace")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        # Said, because it is the one thing that an offline start still fetches.
        python_packages=PythonPackages(index_url="https://pypi.org/simple"),
        metadata_db=MetadataDb.cloudnative_pg(chart, "kotaemon-db"),
        vector_store=VectorStore.qdrant(
            chart,
            "kotaemon-vectors",
            nodes=3,
            api_key=SecretRef("kotaemon-vectors", "api-key"),
            resources=ServerResources(memory="4Gi"),
            storage=ServerStorage("20Gi"),
        ),
        document_store=DocumentStore.lancedb(),
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
        exposures=[
            Exposure.gateway(
                gateway="public",
                namespace="gateways",
                host="kotaemon.example.com",
                controller=GatewayController.envoy_gateway(),
                listener="https",
                redirect_listener="http",
            )
        ],
        auth_proxy=login(),
        telemetry=Telemetry.prometheus(),
    )
    HealthCheck(chart, "check", app=kotaemon)
    Security(
        chart,
        "security",
        app=kotaemon,
        hosts=HostAccess.CILIUM,
        prometheus=Peer.prometheus(),
    )
    Observability(
        chart,
        "observability",
        app=kotaemon,
        runbooks=RUNBOOKS,
        public_url=PublicUrl("https://kotaemon.example.com/app_id"),
        prometheus=PrometheusSetup.operator(labels={"release": "kube-prometheus-stack"}),
        dashboards=Dashboards.sidecar(),
    )
    # The operator's image is the only one that no object of the deployment names.
    AdmissionPolicies(chart, "admission", further_images=["ghcr.io/cloudnative-pg/cloudnative-pg"])
    return chart
