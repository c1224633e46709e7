"""For each argument of each named constructor, a value other than the default."""

from __future__ import annotations

from kotaemon_cdk8s import (
    AccessMode,
    AppArmor,
    GraphRagModel,
    Image,
    Index,
    McpServer,
    Mode,
    Override,
    PodHardening,
    Storage,
    Telemetry,
    WebSearch,
    WorkloadIdentity,
)

from tests.kotaemon_app.exposure_values import EXPOSURE_CONSTRUCTORS
from tests.kotaemon_app.model_server_values import MODEL_SERVER_CONSTRUCTORS
from tests.kotaemon_app.option_values import (
    DIGEST,
    GRAPHRAG,
    GUID,
    OTHER,
    ROLE,
    use_image,
    use_index,
    use_mode,
    use_pod,
)
from tests.kotaemon_app.scaling_values import SCALING_CONSTRUCTORS
from tests.kotaemon_app.store_values import SHARED, STORE_CONSTRUCTORS
from tests.kotaemon_app.values import Changes, Values, listed, option, values_of
from tests.support import KEY

_RELEASE = {"version": "0.12.0", "digest": DIGEST, "registry": "mirror.example", "pull_secrets": ["registry"]}
_SIGN_ON = {"client_id": "id", "client_secret": KEY, "session_secret": KEY}
_SIGN_ON_CHANGES = {
    "client_id": "other", "client_secret": OTHER, "session_secret": OTHER, "trusted_proxies": ["10.0.0.0/8"],
}  # fmt: skip
_SERVER = {"name": "Tools", "url": "https://tools.example.com/mcp"}
_SERVER_CHANGES = {
    "name": "Other", "url": "https://other.example.com/mcp", "token": KEY, "headers": {"X-Api-Key": KEY}, "ca": KEY,
    "enabled_tools": ["search"],
}  # fmt: skip
_GRAPH = {"file_types": [".pdf"], "private": False}

CONSTRUCTORS: tuple[Values, ...] = (
    *STORE_CONSTRUCTORS,
    *MODEL_SERVER_CONSTRUCTORS,
    *EXPOSURE_CONSTRUCTORS,
    *SCALING_CONSTRUCTORS,
    values_of(Image.lite, use_image, **_RELEASE),
    values_of(Image.full, use_image, **_RELEASE),
    values_of(Image.ollama, use_image, **_RELEASE),
    values_of(
        Image.derived,
        lambda image: {"image": image, "indices": [GRAPHRAG]},
        {"repository": "r.example/k", "tag": "1", "amd64_packages": ["graphrag"]},
        repository="r.example/other",
        tag="2",
        digest=DIGEST,
        packages=["GraphRAG"],
        compiled=True,
        amd64_packages=Changes(packages=["graphrag"], amd64_packages=[]),
        pull_secrets=["registry"],
    ),
    values_of(
        Image.floating,
        lambda image: {"image": image, "indices": [GRAPHRAG if image.packages else Index.files()]},
        {"tag": "main-lite"},
        tag="main-full",
        repository="r.example/other",
        packages=["graphrag"],
        pull_secrets=["registry"],
    ),
    values_of(Telemetry.prometheus, option("telemetry")),
    values_of(
        Telemetry.otlp,
        option("telemetry"),
        {"endpoint": "http://otel:4317"},
        endpoint="http://otel.tracing.svc:4317",
        scraped=True,
        traces=False,
        sample_ratio=0.5,
        headers=KEY,
        ca=Changes(endpoint="https://otel.tracing.svc:4317", ca=OTHER),
    ),
    values_of(PodHardening.openshift, use_pod("hardening"), user_namespace=True, runtime_class="gvisor"),
    values_of(AppArmor.runtime_default, lambda value: use_pod("hardening")(PodHardening(app_armor=value))),
    values_of(
        AppArmor.localhost,
        lambda value: use_pod("hardening")(PodHardening(app_armor=value)),
        {"profile": "a"},
        profile="b",
    ),
    values_of(
        WorkloadIdentity.aws,
        use_pod("workload_identity"),
        {"role_arn": ROLE, "region": "eu-central-1"},
        role_arn=ROLE + "2",
        region="us-gov-west-1",
    ),
    values_of(WorkloadIdentity.eks_pod_identity, use_pod("workload_identity")),
    values_of(WorkloadIdentity.gcp, use_pod("workload_identity"), service_account="a@p.iam.gserviceaccount.com"),
    values_of(
        WorkloadIdentity.azure,
        use_pod("workload_identity"),
        {"client_id": GUID},
        client_id=GUID.replace("0", "a"),
        tenant_id=GUID,
        authority="login.microsoftonline.us",
    ),
    values_of(
        Storage.claim,
        option("storage"),
        size="20Gi",
        storage_class="fast",
        access_mode=AccessMode.READ_WRITE_ONCE_POD,
        annotations={"example.com/tier": "gold"},
        keep_bytecode=False,
    ),
    values_of(
        Storage.existing_claim,
        lambda storage: {**SHARED, "storage": storage},
        {"name": "old-data"},
        name="other",
        access_mode=AccessMode.READ_WRITE_MANY,
        keep_bytecode=False,
    ),
    values_of(Mode.login, use_mode),
    values_of(Mode.single_user, use_mode),
    values_of(
        Mode.keycloak,
        use_mode,
        {**_SIGN_ON, "server_url": "https://sso.example", "realm": "r"},
        **_SIGN_ON_CHANGES,
        server_url="https://other.example",
        realm="other",
    ),
    values_of(Mode.google, use_mode, _SIGN_ON, **_SIGN_ON_CHANGES),
    values_of(
        Mode.demo,
        use_mode,
        _SIGN_ON,
        **_SIGN_ON_CHANGES,
        questions_per_day=5,
        space_url="https://space.example",
    ),
    values_of(
        Index.files,
        use_index,
        **_GRAPH,
        name="Books",
        max_file_size_mb=5,
        max_files=7,
        chunk_size=500,
        chunk_overlap=100,
        embedding="ollama",
    ),
    values_of(
        Index.graphrag,
        use_index,
        {"api_key": KEY},
        **_GRAPH,
        api_key=OTHER,
        chat=GraphRagModel("other"),
        embedding=GraphRagModel("other"),
        answers_json=False,
        settings={"chunks.size": 300},
    ),
    values_of(Index.nano_graphrag, use_index, **_GRAPH, global_search=False),
    values_of(Index.lightrag, use_index, **_GRAPH, global_search=False),
    values_of(McpServer.http, listed("mcp_servers"), _SERVER, **_SERVER_CHANGES),
    values_of(McpServer.sse, listed("mcp_servers"), _SERVER, **_SERVER_CHANGES),
    values_of(WebSearch.off, option("web_search")),
    values_of(WebSearch.tavily, option("web_search"), {"api_key": KEY}, api_key=OTHER),
    values_of(WebSearch.jina, option("web_search"), {"api_key": KEY}, api_key=OTHER),
    values_of(
        Override.add,
        listed("overrides"),
        {"kind": "Service", "path": "/metadata/annotations/a", "value": "x"},
        kind="Deployment",
        path="/metadata/annotations/b",
        value="y",
    ),
    values_of(
        Override.replace,
        listed("overrides"),
        {"kind": "Service", "path": "/metadata/annotations/argocd.argoproj.io~1sync-wave", "value": "1"},
        kind="Deployment",
        path="/metadata/labels/app.kubernetes.io~1part-of",
        value="2",
    ),
    values_of(
        Override.remove,
        listed("overrides"),
        {"kind": "Service", "path": "/metadata/annotations/argocd.argoproj.io~1sync-wave"},
        kind="Deployment",
        path="/metadata/labels/app.kubernetes.io~1part-of",
    ),
    values_of(
        Override.move,
        listed("overrides"),
        {"kind": "Service", "source": "/metadata/annotations", "path": "/metadata/a"},
        kind="Deployment",
        source="/metadata/labels/app.kubernetes.io~1part-of",
        path="/metadata/b",
    ),
    values_of(
        Override.copy,
        listed("overrides"),
        {"kind": "Service", "source": "/metadata/name", "path": "/metadata/annotations/a"},
        kind="Deployment",
        source="/kind",
        path="/metadata/annotations/b",
    ),
)
