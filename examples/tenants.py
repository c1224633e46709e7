"""The deployments of several teams."""

from kotaemon_cdk8s import (
    DocumentStore,
    EdgeTls,
    Exposure,
    HostAccess,
    IngressController,
    KotaemonApp,
    MetadataDb,
    OpenAI,
    PythonPackages,
    Quota,
    SecretRef,
    Security,
    Size,
    Tenant,
    VectorStore,
)

import cdk8s

from examples.company import login

TEAMS = ("legal", "research", "sales")


def tenants(app: cdk8s.App) -> list[cdk8s.Chart]:
    """Three teams on one PostgreSQL, one Qdrant and one Elasticsearch that are there already."""
    return [tenant(app, team) for team in TEAMS]


def tenant(app: cdk8s.App, team: str) -> cdk8s.Chart:
    """One team: a namespace that is closed to the others, and its part of each server."""
    chart = Tenant(
        app,
        team,
        metadata_db=MetadataDb.external(
            host="db.example.com", user=SecretRef("db", "username"), password=SecretRef("db", "password")
        ),
        vector_store=VectorStore.external_qdrant(
            url="https://vectors.example.com:6333", api_key=SecretRef("vectors", "api-key")
        ),
        document_store=DocumentStore.external_elasticsearch(
            url="https://search.example.com:9200", api_key=SecretRef("elasticsearch", "api-key")
        ),
    )
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        python_packages=PythonPackages(index_url="https://pypi.org/simple"),
        metadata_db=chart.metadata_db,
        vector_store=chart.vector_store,
        document_store=chart.document_store,
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
        resources=Size.small(),
        exposures=[
            Exposure.ingress(
                controller=IngressController.traefik(),
                host=f"{team}.example.com",
                tls=EdgeTls.secret("kotaemon-tls"),
            )
        ],
        auth_proxy=login(),
    )
    Security(chart, "security", app=kotaemon, hosts=HostAccess.PUBLIC_ADDRESSES)
    Quota(chart, "quota")
    return chart
