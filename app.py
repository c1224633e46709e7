"""The reference deployments: one chart each, written to dist/<name>/."""

import gc

from kotaemon_cdk8s import (
    AccessMode,
    AdmissionPolicies,
    Anthropic,
    ArgoApplication,
    AuthProxy,
    AuthProxyBackend,
    Cohere,
    CronWindow,
    DocumentStore,
    EdgeTls,
    ExistingModels,
    Exposure,
    GatewayController,
    Gpu,
    HostAccess,
    Image,
    IngressController,
    IssuerRef,
    KotaemonApp,
    MetadataDb,
    ModelServer,
    Namespace,
    Observability,
    OpenAI,
    Peer,
    Pod,
    PrometheusSetup,
    PublicUrl,
    PythonPackages,
    Quota,
    Reasoning,
    ReasoningPipeline,
    RequestRate,
    Resources,
    Scaling,
    SecretRef,
    Security,
    ServerResources,
    ServerStorage,
    Size,
    Spread,
    Storage,
    Telemetry,
    Tenant,
    UserInterface,
    VectorStore,
    output_folder,
)

import cdk8s

REPOSITORY = "https://git.example.com/platform/kotaemon-cdk8s.git"
RUNBOOKS = "https://git.example.com/platform/kotaemon-cdk8s/src/branch/main/docs/runbooks"


def login() -> AuthProxyBackend:
    """What people go through before the app answers them: the company's login."""
    return AuthProxy.oauth2_proxy(
        issuer="https://login.example.com/realms/staff",
        client_id="kotaemon",
        client_secret=SecretRef("kotaemon-login", "client-secret"),
        cookie_secret=SecretRef("kotaemon-login", "cookie-secret"),
        email_domains=["example.com"],
    )


def local(app: cdk8s.App) -> cdk8s.Chart:
    """The least that runs: every option at its default."""
    chart = cdk8s.Chart(app, "local", namespace="kotaemon")
    KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))
    return chart


def team(app: cdk8s.App) -> cdk8s.Chart:
    """The embedded app as a team runs it: more file types, a bigger volume, OpenAI."""
    chart = cdk8s.Chart(app, "team", namespace="kotaemon-team")
    Namespace(chart, "namespace")
    gateway = OpenAI(api_key=SecretRef("openai", "api-key"), base_url=SecretRef("openai", "base-url"))
    kotaemon = KotaemonApp(
        chart,
        "kotaemon",
        admin_password=SecretRef("kotaemon-admin", "password"),
        image=Image.full(),
        offline=True,
        storage=Storage.claim("50Gi"),
        models=[gateway.chat("gpt-4o-mini"), gateway.embeddings("text-embedding-3-large")],
        reasoning=Reasoning(
            pipelines=[ReasoningPipeline.SIMPLE, ReasoningPipeline.DECOMPOSE, ReasoningPipeline.REACT],
            multimodal=True,
        ),
        user_interface=UserInterface(
            app_name="Team Library",
            chat_suggestions=["Summarize this document", "What are the open questions in it?"],
        ),
        resources=Resources(cpu_request="1", memory_request="3Gi", memory_limit="8Gi"),
        pod=Pod(priority_class="team-services"),
        exposures=[
            Exposure.gateway(
                gateway="public",
                namespace="gateways",
                host="library.example.com",
                controller=GatewayController.istio(),
            )
        ],
        auth_proxy=login(),
    )
    Security(
        chart,
        "security",
        app=kotaemon,
        # Its URL is in the Secret.
        further_hosts=["models.example.com:443"],
        routes={
            "models.example.com": Peer.cidrs("203.0.113.0/28"),
            "login.example.com": Peer.cidrs("203.0.113.32/32"),
        },
    )
    return chart


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
    )
    # The operator's image is the only one that no object of the deployment names.
    AdmissionPolicies(chart, "admission", further_images=["ghcr.io/cloudnative-pg/cloudnative-pg"])
    return chart


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


def production(app: cdk8s.App) -> cdk8s.Chart:
    """Two to six pods in several zones: all state is shared, and requests and office hours say how many."""
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
    Security(chart, "security", app=kotaemon, hosts=HostAccess.CILIUM)
    Quota(chart, "quota")
    return chart


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


CHARTS = (local, team, standard, servers, hosted, private, production)


def main() -> None:
    """Write all of them."""
    gc.freeze()  # what the imports made stays to the end: there is nothing in it to collect
    with output_folder() as outdir:
        app = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
        charts = [*(chart(app) for chart in CHARTS), *tenants(app)]
        argocd = cdk8s.Chart(app, "argocd", namespace="argocd")
        for chart in charts:
            ArgoApplication(argocd, f"kotaemon-{chart.node.id}", deployment=chart, repository=REPOSITORY)
        app.synth()


if __name__ == "__main__":
    main()
