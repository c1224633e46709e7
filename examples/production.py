"""The deployment `production`."""

from kotaemon_cdk8s import (
    AccessMode,
    Backup,
    BackupRepository,
    CronWindow,
    DocumentStore,
    Exposure,
    GatewayController,
    HostAccess,
    KotaemonApp,
    MetadataDb,
    Namespace,
    OpenAI,
    Pod,
    PythonPackages,
    Quota,
    RequestRate,
    RestoreDrill,
    Scaling,
    SecretRef,
    Security,
    ServerStorage,
    Size,
    Spread,
    Storage,
    VectorStore,
)

import cdk8s

from examples.company import login


def production(app: cdk8s.App) -> cdk8s.Chart:
    """Two to six pods in several zones: all state is shared, backed up each night, and restored for trial each week."""
    chart = cdk8s.Chart(app, "production", namespace="kotaemon-production")
    Namespace(chart, "namespace")
    openai = OpenAI(api_key=SecretRef("openai", "api-key"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        offline=True,
        python_packages=PythonPackages(index_url="https://pypi.org/simple"),
        storage=Storage.claim("100Gi", storage_class="shared-files", access_mode=AccessMode.READ_WRITE_MANY),
        metadata_db=MetadataDb.cloudnative_pg(chart, "kotaemon-db", max_connections=150),
        vector_store=VectorStore.qdrant(
            chart, "kotaemon-vectors", nodes=3, api_key=SecretRef("kotaemon-vectors", "api-key")
        ),
        document_store=DocumentStore.elasticsearch(
            chart, "kotaemon-texts", nodes=3, password=SecretRef("kotaemon-texts-user", "password")
        ),
        models=[openai.chat("gpt-4o-mini"), openai.embeddings("text-embedding-3-large")],
        resources=Size.medium(),
        pod=Pod(priority_class="team-services"),
        scaling=Scaling.keda(
            minimum=2,
            maximum=6,
            cpu_percent=80,
            requests=RequestRate.envoy_gateway(),
            prometheus="http://prometheus-operated.monitoring.svc:9090",
            windows=[CronWindow(start="30 7 * * 1-5", end="0 18 * * 1-5", timezone="Europe/Berlin", replicas=3)],
            zones=Spread.REQUIRED,
            recommend_resources=True,
        ),
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
    )
    backups = BackupRepository.s3(
        password=SecretRef("kotaemon-backup", "password"),
        bucket="example-kotaemon-backups",
        region="eu-central-1",
        access_key_id=SecretRef("kotaemon-backup", "access-key-id"),
        secret_access_key=SecretRef("kotaemon-backup", "secret-access-key"),
    )
    Backup(
        chart,
        "kotaemon-backup",
        app=kotaemon,
        repository=backups,
        time_zone="Europe/Berlin",
        scratch=ServerStorage(size="50Gi"),
    )
    RestoreDrill(
        chart,
        "kotaemon-drill",
        app=kotaemon,
        repository=backups,
        time_zone="Europe/Berlin",
        scratch=ServerStorage(size="150Gi"),
    )
    Security(chart, "security", app=kotaemon, hosts=HostAccess.CILIUM)
    Quota(chart, "quota")
    return chart
