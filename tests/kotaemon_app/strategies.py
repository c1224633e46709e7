"""The whole option space of KotaemonApp, with a wrong value here and there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    AdobePdfServices,
    AgentTool,
    Anthropic,
    AuthProxy,
    AwsAlbLogin,
    AzureDocumentIntelligence,
    AzureOpenAI,
    Cohere,
    CronWindow,
    DocumentReaders,
    Downloads,
    EdgeTls,
    EnvoyGatewayLogin,
    Exposure,
    GatewayController,
    Google,
    GoogleIap,
    GraphRagModel,
    Image,
    Index,
    IngressController,
    IpFamilies,
    IssuerRef,
    KotaemonApp,
    LogFormat,
    McpServer,
    Mistral,
    Mode,
    Ollama,
    OpenAI,
    Override,
    Peer,
    Pod,
    Probes,
    Reader,
    Reasoning,
    ReasoningPipeline,
    RequestRate,
    Resources,
    Scaling,
    SecretRef,
    SecretRotation,
    ServiceType,
    Spot,
    Spread,
    Storage,
    Telemetry,
    TextEmbeddingsInference,
    Traffic,
    UserInterface,
    Vllm,
    Voyage,
    WebSearch,
    WorkloadIdentity,
)
from kotaemon_cdk8s.kotaemon_app.features import LANGUAGES

import cdk8s
from cdk8s_plus_27 import k8s
from hypothesis import strategies as st

from tests.kotaemon_app.exposure_values import ALB_LOGIN
from tests.kotaemon_app.model_server_strategies import MODEL_SERVERS
from tests.kotaemon_app.option_values import AFFINITY, DIGEST, MOUNT, SIDECAR, VOLUME
from tests.kotaemon_app.recipes import (
    ANNOTATIONS,
    KEYS,
    LABEL_VALUES,
    LABELS,
    NAMES,
    REFS,
    URLS,
    WORDS,
    Recipe,
    made,
    recipe,
)
from tests.kotaemon_app.store_strategies import (
    DOCUMENT_STORES,
    HARDENINGS,
    METADATA_DBS,
    PACKAGES,
    VECTOR_STORES,
)
from tests.support import KEY, PASSWORD

SIGN_ON = {"client_id": WORDS, "client_secret": REFS, "session_secret": REFS}
PROXIES = st.lists(st.sampled_from(["*", "10.0.0.0/8", "10.1.2.3", "fd00::/8"]), max_size=2)
WRONG_SIGN_ON = {"client_id": ["", 5], "client_secret": ["text", None], "trusted_proxies": [["proxy"], "*"]}
BOOLEANS = st.booleans()
RELEASE = {
    "version": st.sampled_from(["0.11.3", "0.12.0"]),
    "digest": st.just(DIGEST),
    "registry": st.sampled_from(["mirror.example", "mirror.example:5000/a/b"]),
    "pull_secrets": st.lists(NAMES, max_size=2, unique=True),
}
WRONG_RELEASE = {
    "version": ["latest", "v1", 1],
    "digest": ["abc"],
    "registry": ["", "mirror.example:port"],
    "pull_secrets": ["a"],
}

MODES = st.one_of(
    recipe(Mode.login, {}, {}, {}),
    recipe(Mode.single_user, {}, {"behind_login": BOOLEANS}, {"behind_login": ["yes"]}),
    recipe(
        Mode.keycloak,
        {**SIGN_ON, "server_url": URLS, "realm": WORDS},
        {"trusted_proxies": PROXIES},
        {**WRONG_SIGN_ON, "server_url": ["sso", "https://a/realms/b"], "realm": ["  "]},
    ),
    recipe(Mode.google, SIGN_ON, {"trusted_proxies": PROXIES}, WRONG_SIGN_ON),
    recipe(
        Mode.demo,
        SIGN_ON,
        {"trusted_proxies": PROXIES, "questions_per_day": st.integers(1, 1000), "space_url": URLS},
        {**WRONG_SIGN_ON, "questions_per_day": [0, True, "5"], "space_url": ["here"]},
    ),
)
IMAGES = st.one_of(
    recipe(Image.lite, {}, RELEASE, WRONG_RELEASE),
    recipe(Image.full, {}, RELEASE, WRONG_RELEASE),
    recipe(Image.ollama, {}, RELEASE, WRONG_RELEASE),
    recipe(
        Image.derived,
        {
            "repository": st.just("r.example/team/kotaemon"),
            "tag": st.from_regex(r"[0-9][A-Za-z0-9._-]{0,80}", fullmatch=True),
            "packages": st.just(["graphrag", "lightrag-hku", "Nano_GraphRAG"]),
        },
        {"digest": st.just(DIGEST), "pull_secrets": RELEASE["pull_secrets"]},
        {"repository": ["kotaemon", "R.example/k"], "tag": ["latest", "", "a b"], "packages": ["graphrag"]},
    ),
    recipe(Image.floating, {"tag": st.sampled_from(["main-lite", "latest"])}, {}, {"tag": ["a:b"]}),
)
STORAGES = st.one_of(
    recipe(
        Storage.claim,
        {},
        {
            "size": st.builds("{}{}".format, st.integers(2, 2000), st.sampled_from(["Gi", "Ti", "G"])),
            "storage_class": NAMES,
            "access_mode": st.sampled_from(AccessMode),
            "annotations": ANNOTATIONS,
            "keep_bytecode": BOOLEANS,
        },
        {
            "size": ["1", "10gb", "", 5],
            "storage_class": ["A b"],
            "access_mode": ["ReadWriteOnce"],
            "annotations": [{"": ""}],
        },
    ),
    recipe(Storage.existing_claim, {"name": NAMES}, {"keep_bytecode": BOOLEANS}, {"name": ["", "a_b"]}),
)
PARAMETERS = {"temperature": st.one_of(st.none(), st.floats(0, 2)), "name": WORDS, "default": BOOLEANS}
ROOTS = st.builds("https://{}.example".format, LABELS)
WRONG_PARAMETERS = {"temperature": [3, "hot"], "name": ["", 1], "parameters": [{"model": "m"}, {"unknown": 1}]}
LIMITS = {"timeout_seconds": st.integers(1, 1000), "max_retries": st.integers(0, 9)}
WRONG_LIMITS = {"timeout_seconds": [0], "max_retries": [-1, "no"]}


def _of(provider: st.SearchStrategy[Recipe], method: str, further: Mapping[str, Any]) -> st.SearchStrategy[Recipe]:
    """A model of a drawn provider."""
    sampled = method == "chat"
    return recipe(
        lambda provider, model, **given: getattr(provider, method)(model, **given),
        {"provider": provider, "model": WORDS},
        {**{key: value for key, value in PARAMETERS.items() if sampled or key != "temperature"}, **further},
        {key: value for key, value in WRONG_PARAMETERS.items() if sampled or key == "name"},
    )


OPENAI = recipe(
    OpenAI,
    {"api_key": REFS},
    {"base_url": st.one_of(URLS, REFS), "organization": WORDS, **LIMITS},
    {"base_url": ["", "https://"], "api_key": ["sk-abcdefgh1234"], **WRONG_LIMITS},
)
AZURE_OPENAI = recipe(
    AzureOpenAI,
    {"endpoint": st.one_of(URLS, REFS), "api_key": REFS},
    {"api_version": WORDS, **LIMITS},
    {"endpoint": ["azure"], "api_version": [""], **WRONG_LIMITS},
)
COHERE = recipe(Cohere, {"api_key": REFS}, {"base_url": ROOTS}, {"base_url": ["x"]})
OLLAMA = recipe(Ollama, {"url": ROOTS}, {}, {"url": ["http://ollama/v1/"]})
TEI = recipe(TextEmbeddingsInference, {"url": ROOTS}, {}, {"url": ["tei"]})
VLLM = recipe(Vllm, {"url": ROOTS}, {"api_key": REFS, **LIMITS}, WRONG_LIMITS)
MAX_TOKENS = {"max_tokens": st.integers(1, 9000)}
MODELS = st.lists(
    st.one_of(
        _of(OPENAI, "chat", MAX_TOKENS),
        _of(OPENAI, "embeddings", {"dimensions": st.integers(1, 4096)}),
        _of(AZURE_OPENAI, "chat", MAX_TOKENS),
        _of(AZURE_OPENAI, "embeddings", {}),
        _of(recipe(Anthropic, {"api_key": REFS}, {"base_url": URLS}, {}), "chat", MAX_TOKENS),
        _of(recipe(Google, {"api_key": REFS}, {}, {"api_key": [None]}), "embeddings", {}),
        _of(recipe(Mistral, {"api_key": REFS}, LIMITS, {"api_key": ["key"]}), "embeddings", {}),
        _of(COHERE, "chat", {}),
        _of(COHERE, "reranking", {}),
        _of(recipe(Voyage, {"api_key": REFS}, {}, {}), "reranking", {}),
        _of(OLLAMA, "chat", {"context_length": st.integers(1, 200_000)}),
        _of(TEI, "reranking", {"max_characters": st.integers(1, 9000)}),
        _of(VLLM, "embeddings", {}),
        MODEL_SERVERS,
    ),
    max_size=3,
)
FILE_TYPES = st.lists(st.sampled_from([".pdf", ".txt", ".md"]), min_size=1, max_size=3, unique=True)
GRAPH = {"file_types": FILE_TYPES, "private": BOOLEANS}
WRONG_GRAPH = {"file_types": [[], ["pdf"], ".pdf"], "private": [None, "no"]}
INDICES = st.lists(
    st.one_of(
        recipe(
            Index.files,
            {"name": WORDS},
            {
                **GRAPH,
                "max_file_size_mb": st.integers(0, 5000),
                "max_files": st.integers(0, 5000),
                "chunk_size": st.integers(300, 4000),
                "chunk_overlap": st.integers(0, 250),
                "embedding": WORDS,
            },
            {**WRONG_GRAPH, "chunk_size": [-1, 100, True], "chunk_overlap": [9999], "embedding": [""], "name": [""]},
        ),
        recipe(
            Index.graphrag,
            {"api_key": REFS},
            {
                **GRAPH,
                "chat": recipe(GraphRagModel, {"model": WORDS}, {"base_url": URLS}, {"base_url": ["x"]}),
                "answers_json": BOOLEANS,
                "settings": st.dictionaries(st.just("chunks.size"), st.integers(100, 2000)),
            },
            {**WRONG_GRAPH, "api_key": ["sk-abcdefgh1234", None], "settings": [{"llm": 1}, {"chunks.size": "300"}]},
        ),
        recipe(Index.nano_graphrag, {}, {**GRAPH, "global_search": BOOLEANS}, WRONG_GRAPH),
        recipe(Index.lightrag, {}, {**GRAPH, "global_search": BOOLEANS}, WRONG_GRAPH),
    ),
    min_size=1,
    max_size=3,
)
READERS = recipe(
    DocumentReaders,
    {},
    {
        "azure": recipe(AzureDocumentIntelligence, {"endpoint": URLS, "credential": REFS}, {}, {"endpoint": ["x"]}),
        "adobe": recipe(AdobePdfServices, {"client_id": REFS, "client_secret": REFS}, {}, {"client_id": ["id"]}),
        "docling": BOOLEANS,
        "pdf_dpi": st.integers(20, 600),
        "jina_api_key": REFS,
    },
    {"pdf_dpi": [0, 40.5, True], "azure": ["x"], "default_reader": [Reader.AZURE, "docling"]},
)
SEARCHES = st.one_of(
    recipe(WebSearch.off, {}, {}, {}),
    recipe(WebSearch.tavily, {"api_key": REFS}, {}, {"api_key": ["tvly-abcdefghijkl"]}),
    recipe(WebSearch.jina, {"api_key": REFS}, {}, {"api_key": [None]}),
)
SPOTS = st.one_of(
    *(
        recipe(make, {}, {"only": BOOLEANS}, {"only": ["yes"]})
        for make in (Spot.gke, Spot.aks, Spot.eks, Spot.karpenter)
    )
)
RATES = st.one_of(
    recipe(RequestRate.traefik, {}, {"per_pod": st.floats(0.5, 100)}, {"per_pod": [0, "10"]}),
    recipe(RequestRate.envoy_gateway, {}, {"route": NAMES}, {"route": ["A b"]}),
    recipe(
        RequestRate.promql,
        {"query": st.just("sum(rate(a_total[1m]))"), "series": st.just("a_total")},
        {},
        {"series": ["b_total", "a b"], "query": ["a_total$x", ""]},
    ),
)
AUTOSCALED = {"minimum": st.integers(1, 5), "maximum": st.integers(6, 9), "cpu_percent": st.integers(50, 90)}
WRONG_AUTOSCALED = {"minimum": [0, 9], "maximum": [1, 1000], "cpu_percent": [0, 5000], "max_unavailable": [0, 9]}
TARGETS = {"memory_percent": st.integers(100, 300), "zones": st.sampled_from(Spread), "session_seconds": st.just(600)}
SCALINGS = st.one_of(
    recipe(Scaling.fixed, {}, {"recommend_resources": BOOLEANS}, {"replicas": [0, 51, "2"], "max_unavailable": [0]}),
    recipe(Scaling.fixed, {"replicas": st.integers(2, 4)}, {"hosts": st.sampled_from(Spread)}, {"replicas": [1.5]}),
    recipe(Scaling.horizontal, AUTOSCALED, {**TARGETS, "requests": RATES}, WRONG_AUTOSCALED),
    recipe(
        Scaling.keda,
        AUTOSCALED,
        {
            **TARGETS,
            "windows": st.lists(
                recipe(
                    CronWindow,
                    {
                        "start": st.just("0 7 * * 1-5"),
                        "end": st.just("0 18 * * 1-5"),
                        "timezone": st.sampled_from(["UTC", "Europe/Berlin"]),
                        "replicas": st.just(6),
                    },
                    {},
                    {"start": ["7 am"], "end": ["0 7 * * 1-5"], "timezone": ["Berlin"], "replicas": [0, 99]},
                ),
                max_size=2,
            ),
        },
        {**WRONG_AUTOSCALED, "prometheus": ["http://prometheus"], "prometheus_token": ["token"]},
    ),
)
TELEMETRY = st.one_of(
    recipe(Telemetry.prometheus, {}, {}, {}),
    recipe(
        Telemetry.otlp,
        {"endpoint": st.builds("https://{}.example:{}".format, LABELS, st.integers(1, 65535))},
        {"scraped": BOOLEANS, "traces": BOOLEANS, "sample_ratio": st.floats(0, 1), "headers": REFS, "ca": REFS},
        {"endpoint": ["http://otel", "https://otel.example:4317/v1/traces"], "sample_ratio": [-0.1, 2, "all"]},
    ),
)
PODS = recipe(
    Pod,
    {},
    {
        "labels": st.dictionaries(KEYS, LABEL_VALUES, max_size=2),
        "annotations": ANNOTATIONS,
        "node_selector": st.dictionaries(KEYS, LABEL_VALUES, max_size=2),
        "tolerations": st.just([k8s.Toleration(key="gpu", operator="Exists")]),
        "affinity": st.just(AFFINITY),
        "priority_class": NAMES,
        "spot": SPOTS,
        "user_id": st.integers(1, 2**32 - 2),
        "termination_grace_period_seconds": st.integers(15, 3600),
        "hardening": HARDENINGS,
        "workload_identity": recipe(
            WorkloadIdentity.azure,
            {"client_id": st.uuids().map(str)},
            {"authority": st.just("login.microsoftonline.us")},
            {"client_id": ["library"], "authority": ["https://login.microsoftonline.us"]},
        ),
        "service_account_annotations": ANNOTATIONS,
        "extra_volumes": st.just([VOLUME]),
        "init_containers": st.just([SIDECAR]),
    },
    {
        "labels": [{"app.kubernetes.io/name": "x"}, {"a": "b c"}],
        "annotations": [{"a/b/c": "d"}, {"note": "ghp_" + "a1" * 18}],
        "user_id": [0, 2**32, True],
        "termination_grace_period_seconds": [0, "60"],
        "extra_volume_mounts": [[MOUNT, MOUNT], [k8s.VolumeMount(name="gone", mount_path="/x")], "x"],
        "sidecars": [[SIDECAR, SIDECAR], [k8s.Container(name="kotaemon", image="a:1")], [k8s.Container(name="a")]],
        "priority_class": [""],
    },
)
OVERRIDES = st.lists(
    recipe(
        Override.add,
        {
            "kind": st.sampled_from(["Deployment", "Service", "ServiceAccount"]),
            "path": LABELS.map(lambda name: f"/metadata/annotations/{name}"),
            "value": WORDS,
        },
        {},
        {
            "kind": ["Secret", "ConfigMap", ""],
            "path": ["", "x", "/", "/metadata/name", "/metadata/labels", "/metadata/none/x", "/kind", "/~"],
            "value": [5, None, {"a": "b"}, float("nan")],
        },
    ),
    max_size=2,
)
HOSTS = st.just("library.example.com")
NETWORKS = st.just(["10.0.0.0/20"])
PROXIES_BEFORE = recipe(
    AuthProxy.oauth2_proxy,
    {
        "issuer": st.just("https://login.example.com/realms/staff"),
        "client_id": WORDS,
        "client_secret": REFS,
        "cookie_secret": REFS,
        "email_domains": st.sampled_from([["*"], ["example.com", "example.org"]]),
    },
    {
        "groups": st.lists(WORDS, max_size=2),
        "session_hours": st.integers(1, 720),
        "ca": REFS,
        "scopes": st.lists(WORDS, max_size=2),
    },
    {"issuer": ["login", "http://login.example"], "email_domains": [[], ["A b"]], "session_hours": [0]},
)
ENVOY_LOGINS = recipe(
    EnvoyGatewayLogin,
    {"issuer": URLS, "client_id": WORDS, "client_secret": st.just(SecretRef("login", "client-secret"))},
    {"scopes": st.lists(WORDS, max_size=2)},
    {"issuer": ["http://login.example"], "client_secret": [SecretRef("login", "secret")]},
)
CONTROLLERS = st.one_of(
    recipe(IngressController.nginx, {}, {"namespace": LABELS}, {"namespace": ["A b"]}),
    recipe(IngressController.ingress_nginx, {}, {"namespace": LABELS}, {"namespace": [""]}),
    recipe(IngressController.traefik, {}, {"entry_point": LABELS}, {"entry_point": ["a b"]}),
    recipe(IngressController.haproxy, {}, {}, {}),
    recipe(
        IngressController.aws_alb,
        {"subnets": NETWORKS},
        {"dual_stack": BOOLEANS, "login": st.just(AwsAlbLogin(**ALB_LOGIN))},
        {"subnets": [[], ["x"]]},
    ),
    recipe(
        IngressController.gke,
        {},
        {"login": st.just(GoogleIap()), "certificates": st.lists(LABELS, max_size=2)},
        {"certificates": ["a", [""]]},
    ),
)
GATEWAYS = st.one_of(
    recipe(GatewayController.envoy_gateway, {}, {"namespace": LABELS, "login": ENVOY_LOGINS}, {"login": ["oidc"]}),
    recipe(GatewayController.istio, {}, {}, {}),
    recipe(GatewayController.nginx_gateway_fabric, {}, {"plus": BOOLEANS}, {"plus": ["no"]}),
    recipe(GatewayController.standard, {"peers": st.just([Peer.gateway("a", namespace="b")])}, {}, {"peers": [[]]}),
)
TRAFFIC = recipe(
    Traffic,
    {},
    {"upload_megabytes": st.integers(1, 4096), "idle_seconds": st.integers(60, 3600)},
    {"upload_megabytes": [0], "idle_seconds": [5], "sticky_seconds": [1]},
)
TLS = st.one_of(
    recipe(EdgeTls.secret, {"name": NAMES}, {}, {"name": ["A"]}),
    recipe(EdgeTls.issued, {"issuer": st.builds(IssuerRef, LABELS)}, {}, {"issuer": ["letsencrypt"]}),
    recipe(EdgeTls.of_controller, {}, {}, {}),
    recipe(EdgeTls.clear_text, {}, {}, {}),
)
WAYS = st.one_of(
    recipe(
        Exposure.gateway,
        {"gateway": NAMES, "namespace": LABELS, "host": HOSTS, "controller": GATEWAYS},
        {"listener": LABELS, "redirect_listener": LABELS, "traffic": TRAFFIC, "allow_unauthenticated": BOOLEANS},
        {"host": ["Upper", "10.0.0.1", ""], "controller": [None, "istio"]},
    ),
    recipe(
        Exposure.ingress,
        {"controller": CONTROLLERS, "tls": TLS},
        {"host": HOSTS, "class_name": NAMES, "traffic": TRAFFIC, "allow_unauthenticated": BOOLEANS},
        {"host": ["a_b", "::1"], "controller": ["nginx"], "tls": [None]},
    ),
    recipe(
        Exposure.service,
        {"sources": st.sampled_from([Peer.any_address(), Peer.cidrs("203.0.113.0/24")])},
        {
            "service_type": st.sampled_from(ServiceType),
            "host": HOSTS,
            "encrypted": BOOLEANS,
            "ip_families": st.sampled_from(IpFamilies),
            "node_port": st.integers(30000, 32767),
            "annotations": ANNOTATIONS,
            "allow_unauthenticated": BOOLEANS,
        },
        {"sources": [Peer.traefik()], "node_port": [80], "load_balancer_class": ["A b"]},
    ),
)
OPTIONS = {
    "name": LABELS,
    "admin_username": st.from_regex(r"[A-Za-z0-9_]{3,32}", fullmatch=True),
    "mode": MODES,
    "image": IMAGES,
    "storage": STORAGES,
    "metadata_db": METADATA_DBS,
    "vector_store": VECTOR_STORES,
    "document_store": DOCUMENT_STORES,
    "python_packages": PACKAGES,
    "models": MODELS,
    # Mostly not: it is refused with nothing that makes up for it.
    "prune_models": st.sampled_from([False, False, False, True]),
    "indices": INDICES,
    "reasoning": recipe(
        Reasoning,
        {},
        {
            "pipelines": st.lists(st.sampled_from(ReasoningPipeline), min_size=1, unique=True),
            "language": st.sampled_from(LANGUAGES),
            "max_context_length": st.integers(1000, 10**6),
            "multimodal": BOOLEANS,
            "low_llm_requests": BOOLEANS,
            "relevance_warning_score": st.floats(0, 1),
            "agent_tools": st.lists(st.sampled_from(AgentTool), unique=True),
        },
        {"pipelines": [[], "a.B", ["a"]], "language": [""], "relevance_warning_score": [2, float("nan")]},
    ),
    "documents": READERS,
    "web_search": SEARCHES,
    "mcp_servers": st.lists(
        recipe(
            McpServer.http,
            {"name": LABELS, "url": st.sampled_from(["https://tools.example.com/mcp", "http://tools.ai.svc/mcp"])},
            {"token": REFS, "headers": st.dictionaries(st.just("X-Api-Key"), REFS), "enabled_tools": st.lists(WORDS)},
            {"name": ["", "a/b"], "url": ["tools"], "token": ["sk-abcdefgh1234"], "headers": [{"Host": "x"}]},
        ),
        max_size=2,
    ),
    "user_interface": recipe(
        UserInterface,
        {},
        {
            "app_name": WORDS,
            "chat_suggestions": st.lists(WORDS, max_size=2),
            "waiting_text": WORDS,
            "no_answer_text": WORDS,
            "public_conversations_for": WORDS,
            "first_setup": BOOLEANS,
        },
        {"app_name": ["", 5], "chat_suggestions": ["why", [""]], "first_setup": ["yes"]},
    ),
    "offline": BOOLEANS,
    "air_gapped": BOOLEANS,
    "internal_hosts": st.lists(st.sampled_from(["models.example.com", "hub.example"]), max_size=1),
    "downloads": recipe(
        Downloads,
        {},
        {"hugging_face": URLS, "hugging_face_token": REFS, "claim": NAMES, "browser_scripts": URLS},
        {"hugging_face": ["x"], "claim": ["a_b", ""], "hugging_face_token": ["hf_abcdefghijklmnop"]},
    ),
    "settings": st.dictionaries(st.just("SETTINGS_APP"), st.dictionaries(LABELS, st.one_of(WORDS, BOOLEANS))),
    "env": st.dictionaries(st.from_regex(r"MY_[A-Z]{1,8}X", fullmatch=True), st.one_of(WORDS, st.just("")), max_size=2),
    "scaling": SCALINGS,
    "telemetry": st.one_of(st.none(), TELEMETRY),
    "logs": st.sampled_from(LogFormat),
    "secret_rotation": st.sampled_from(SecretRotation),
    "resources": recipe(
        Resources,
        {},
        {
            "cpu_request": st.sampled_from(["100m", "0.5", "1"]),
            "memory_request": st.sampled_from(["1Gi", "1.5Gi", "4096Mi"]),
            "cpu_limit": st.sampled_from(["1", "2500m"]),
            "memory_limit": st.sampled_from(["4Gi", "8G"]),
            "scratch_size": st.sampled_from(["256Mi", "1G"]),
        },
        {"cpu_request": ["9", "0", "x"], "memory_request": ["1Mi", "9Gi"], "scratch_size": [""]},
    ),
    "probes": recipe(
        Probes,
        {},
        {
            "startup_seconds": st.integers(60, 3600),
            "readiness_seconds": st.integers(10, 120),
            "liveness_seconds": st.integers(120, 3600),
        },
        {"startup_seconds": [0, "60"], "readiness_seconds": [600], "liveness_seconds": [True]},
    ),
    "pod": PODS,
    "exposures": st.lists(WAYS, max_size=2),
    "auth_proxy": PROXIES_BEFORE,
    "base_path": st.sampled_from(["", "", "/library", "/a/b-c"]),
    "service_port": st.integers(1, 65535),
    "service_annotations": ANNOTATIONS,
    "overrides": OVERRIDES,
}
APPS = recipe(
    dict,
    {},
    OPTIONS,
    {
        "name": ["", "A", "1a", "a" * 51],
        "service_port": [0, 65536],
        "base_path": ["library", "/", "/a/", "/a b", None],
        "exposures": [[None], "ingress"],
        "auth_proxy": ["oauth2-proxy"],
        "settings": [{"a": 1}],
        "env": [{"CHROMA_HOST": "x"}],
    },
)


def create(chart: cdk8s.Chart, drawn: Recipe) -> None:
    """Make a drawn app, and the stores and models that are made in its chart."""
    options: dict[str, Any] = made(drawn)
    mode = options.get("mode")
    if mode is None or mode.has_admin:
        options["admin_password"] = PASSWORD
    if mode is not None and not mode.has_resources and not options.get("models"):
        options["models"] = [Google(KEY).chat("gemini"), Google(KEY).embeddings("text-embedding-004")]
    for name in ("metadata_db", "vector_store", "document_store"):
        if callable(options.get(name)):
            options[name] = options[name](chart)
    if isinstance(options.get("models"), list):
        options["models"] = [model(chart) if callable(model) else model for model in options["models"]]
    KotaemonApp(chart, "kotaemon", **options)
