"""The deployment `servers`."""

from kotaemon_cdk8s import (
    DocumentStore,
    EdgeTls,
    Exposure,
    HostAccess,
    IngressController,
    IssuerRef,
    KotaemonApp,
    MetadataDb,
    Namespace,
    OpenAI,
    Peer,
    PythonPackages,
    SecretRef,
    Security,
    VectorStore,
)

import cdk8s

from examples.company import login


def servers(app: cdk8s.App) -> cdk8s.Chart:
    """Stores in servers, without any operator: PostgreSQL, Chroma, and an Elasticsearch that is there already."""
    chart = cdk8s.Chart(app, "servers", namespace="kotaemon-servers")
    Namespace(chart, "namespace")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        python_packages=PythonPackages(index_url="https://pypi.org/simple"),
        metadata_db=MetadataDb.postgres(chart, "kotaemon-db", password=SecretRef("kotaemon-db", "password")),
        vector_store=VectorStore.chroma_server(chart, "kotaemon-vectors"),
        document_store=DocumentStore.external_elasticsearch(
            url="https://search.example.com:9200",
            api_key=SecretRef("elasticsearch", "api-key"),
            ca=SecretRef("elasticsearch", "ca.crt"),
        ),
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
        exposures=[
            Exposure.ingress(
                controller=IngressController.traefik(),
                host="apps.example.com",
                tls=EdgeTls.issued(IssuerRef("letsencrypt", kind="ClusterIssuer")),
            )
        ],
        auth_proxy=login(),
        base_path="/kotaemon",
    )
    Security(
        chart,
        "security",
        app=kotaemon,
        routes={"search.example.com": Peer.cidrs("203.0.113.16/32")},
        # OpenAI's and PyPI's addresses change, and this network knows no names.
        hosts=HostAccess.PUBLIC_ADDRESSES,
    )
    return chart
