"""For each option, a value other than the default: the tests compare these tables with the signatures.

A field's entry is the changed keyword arguments (mostly the field alone).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kotaemon_cdk8s import (
    AccessMode,
    AdobePdfServices,
    AgentTool,
    AppArmor,
    AzureDocumentIntelligence,
    DocumentReaders,
    DocumentStore,
    Downloads,
    Exposure,
    Google,
    GraphRagModel,
    Image,
    Index,
    LogFormat,
    McpServer,
    Mode,
    OpenAI,
    Override,
    Pod,
    PodHardening,
    Probes,
    PythonPackages,
    Reader,
    Reasoning,
    ReasoningPipeline,
    Resources,
    Scaling,
    SecretRef,
    SecretRotation,
    Spot,
    Storage,
    Telemetry,
    UserInterface,
    VectorStore,
    WebSearch,
    WorkloadIdentity,
)
from kotaemon_cdk8s.wiring import Endpoint

from cdk8s_plus_27 import k8s

from tests.kotaemon_app.exposure_values import EXPOSURE_GROUPS, INGRESS, exposed
from tests.kotaemon_app.model_server_values import MODEL_SERVER_GROUPS
from tests.kotaemon_app.scaling_values import SCALING_GROUPS
from tests.kotaemon_app.secret_values import SECRET_GROUPS
from tests.kotaemon_app.store_values import EXTERNAL_DATABASE, STORE_GROUPS
from tests.kotaemon_app.values import Changes, Values, listed, option, values_of
from tests.models.model_values import MODELS, PROVIDERS
from tests.support import KEY, OTHER, PASSWORD

DIGEST = "sha256:" + "0123456789abcdef" * 4
ROLE = "arn:aws:iam::111122223333:role/library"
GUID = "00000000-1111-2222-3333-444444444444"
GRAPHRAG = Index.graphrag(api_key=KEY)
SIDECAR = k8s.Container(name="proxy", image="registry.example/proxy:1.2", args=["--port", "8080"])
VOLUME = k8s.Volume(name="extra", empty_dir=k8s.EmptyDirVolumeSource())
MOUNT = k8s.VolumeMount(name="extra", mount_path="/extra")
ARCH = k8s.NodeSelectorTerm(
    match_expressions=[k8s.NodeSelectorRequirement(key="kubernetes.io/arch", operator="In", values=["amd64"])]
)
AFFINITY = k8s.Affinity(
    node_affinity=k8s.NodeAffinity(
        required_during_scheduling_ignored_during_execution=k8s.NodeSelector(node_selector_terms=[ARCH])
    )
)

MODELS_TO_GO_WITH = [Google(KEY).chat("gemini"), Google(KEY).embeddings("text-embedding-004")]

APP: Mapping[str, dict[str, Any]] = {
    "name": {"name": "other"},
    "admin_password": {"admin_password": OTHER},
    "admin_username": {"admin_username": "root"},
    "mode": {"mode": Mode.single_user(), "admin_password": None},
    "image": {"image": Image.full()},
    "storage": {"storage": Storage.claim("20Gi")},
    "metadata_db": {"metadata_db": EXTERNAL_DATABASE},
    "vector_store": {"vector_store": VectorStore.lancedb()},
    "document_store": {"document_store": DocumentStore.simple_file(no_full_text_search=True)},
    "python_packages": {
        "metadata_db": EXTERNAL_DATABASE,
        "python_packages": PythonPackages(index_url="https://index.example/simple"),
    },
    "models": {"models": [Google(KEY).chat("gemini")]},
    # Beside the same models.
    "prune_models": {"models": MODELS_TO_GO_WITH, "prune_models": True},
    "indices": {"indices": [Index.files("Papers")]},
    "reasoning": {"reasoning": Reasoning(language="de")},
    "documents": {"documents": DocumentReaders(pdf_dpi=100)},
    "web_search": {"web_search": WebSearch.tavily(KEY)},
    "mcp_servers": {"mcp_servers": [McpServer.http("Tools", "http://tools/mcp")]},
    "user_interface": {"user_interface": UserInterface(app_name="Library")},
    "offline": {"offline": True},
    "air_gapped": {"air_gapped": True},
    "internal_hosts": {
        "models": [OpenAI(KEY, base_url="https://llm.example/v1").chat("chat")],
        "air_gapped": True,
        "internal_hosts": ["llm.example"],
    },
    "downloads": {"downloads": Downloads(claim="models")},
    "settings": {"settings": {"N_PROMPT_OPT_EXAMPLES": 5}},
    "env": {"env": {"TOKENIZERS_PARALLELISM": "false"}},
    "scaling": {"scaling": Scaling.fixed(recommend_resources=True)},
    "telemetry": {"telemetry": Telemetry.prometheus()},
    "logs": {"logs": LogFormat.JSON},
    "secret_rotation": {"secret_rotation": SecretRotation.RELOADER},
    "resources": {"resources": Resources(cpu_request="1")},
    "probes": {"probes": Probes(startup_seconds=700)},
    "pod": {"pod": Pod(user_id=2000)},
    "exposures": {"exposures": [Exposure.ingress(**INGRESS, allow_unauthenticated=True)]},
    "auth_proxy": exposed(Exposure.ingress(**INGRESS)),
    "base_path": {"base_path": "/library"},
    "service_port": {"service_port": 8080},
    "service_annotations": {"service_annotations": {"example.com/owner": "team"}},
    "overrides": {"overrides": [Override.add("Service", "/spec/sessionAffinity", "ClientIP")]},
}


def use_pod(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {"pod": Pod(**{name: value})}


def use_mode(mode: Mode) -> dict[str, Any]:
    # A mode without a Resources tab wants a model.
    return {"mode": mode, "admin_password": PASSWORD if mode.has_admin else None, "models": MODELS_TO_GO_WITH}


def use_image(image: Image) -> dict[str, Any]:
    return {"image": image}


def use_documents(documents: DocumentReaders) -> dict[str, Any]:
    return {"documents": documents, "image": Image.full()}


def use_reader(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {"documents": DocumentReaders(**{name: value})}


def use_index(index: Index) -> dict[str, Any]:
    anything = Image.derived(
        "r.example/k", tag="1", packages=["nano-graphrag", "lightrag-hku"], amd64_packages=["graphrag"]
    )
    return {"indices": [index], "image": anything}


GROUPS: tuple[Values, ...] = (
    *STORE_GROUPS,
    *MODEL_SERVER_GROUPS,
    *SECRET_GROUPS,
    *EXPOSURE_GROUPS,
    *SCALING_GROUPS,
    values_of(SecretRef, option("admin_password"), {"name": "a", "key": "b"}, name="other", key="other"),
    values_of(
        Resources,
        option("resources"),
        cpu_request="1",
        memory_request="2Gi",
        cpu_limit="2",
        memory_limit="8Gi",
        scratch_size="1Gi",
    ),
    values_of(Probes, option("probes"), startup_seconds=700, readiness_seconds=40, liveness_seconds=200),
    values_of(
        Pod,
        option("pod"),
        labels={"team": "search"},
        annotations={"example.com/note": "text"},
        node_selector={"disk": "fast"},
        tolerations=[k8s.Toleration(key="gpu", operator="Exists")],
        affinity=AFFINITY,
        priority_class="high",
        spot=Spot.gke(),
        user_id=2000,
        termination_grace_period_seconds=120,
        hardening=PodHardening.openshift(),
        workload_identity=WorkloadIdentity.aws(ROLE, region="eu-central-1"),
        service_account_annotations={"example.com/role": "reader"},
        extra_volumes=[VOLUME],
        extra_volume_mounts=Changes(extra_volumes=[VOLUME], extra_volume_mounts=[MOUNT]),
        init_containers=[SIDECAR],
        sidecars=[SIDECAR],
    ),
    values_of(
        PodHardening,
        use_pod("hardening"),
        platform_ids=True,
        user_namespace=True,
        runtime_class="gvisor",
        app_armor=AppArmor.runtime_default(),
    ),
    values_of(AppArmor, lambda value: use_pod("hardening")(PodHardening(app_armor=value)), profile="k8s-kotaemon"),
    values_of(
        WorkloadIdentity,
        use_pod("workload_identity"),
        {"annotations": {"eks.amazonaws.com/role-arn": ROLE}, "token_service": [Endpoint("sts.example.com", 443)]},
        annotations={"azure.workload.identity/client-id": GUID},
        labels={"azure.workload.identity/use": "true"},
        token_service=[Endpoint("login.example.com", 443)],
    ),
    values_of(
        Storage,
        option("storage"),
        size="20Gi",
        storage_class="fast",
        access_mode=AccessMode.READ_WRITE_MANY,
        annotations={"example.com/tier": "gold"},
        existing="old-data",
        keep_bytecode=False,
    ),
    values_of(
        Reasoning,
        option("reasoning"),
        pipelines=[ReasoningPipeline.REACT],
        language="de",
        max_context_length=8000,
        multimodal=True,
        low_llm_requests=True,
        relevance_warning_score=0.5,
        agent_tools=[AgentTool.WIKIPEDIA],
    ),
    values_of(
        DocumentReaders,
        use_documents,
        azure=AzureDocumentIntelligence("https://di.example", KEY),
        adobe=AdobePdfServices(KEY, KEY),
        docling=True,
        default_reader=Changes(docling=True, default_reader=Reader.DOCLING),
        pdf_dpi=100,
        jina_api_key=KEY,
    ),
    values_of(
        AzureDocumentIntelligence,
        use_reader("azure"),
        {"endpoint": "https://a.example", "credential": KEY},
        endpoint="https://b.example",
        credential=OTHER,
    ),
    values_of(
        AdobePdfServices,
        use_reader("adobe"),
        {"client_id": KEY, "client_secret": KEY},
        client_id=OTHER,
        client_secret=OTHER,
    ),
    values_of(
        WebSearch,
        option("web_search"),
        {"backend": ""},
        backend="my.Search",
        secret_env={"TAVILY_API_KEY": KEY},
        hosts=["x.example"],
    ),
    values_of(
        UserInterface,
        option("user_interface"),
        app_name="Library",
        chat_suggestions=["Why?"],
        waiting_text="Wait",
        no_answer_text="None",
        public_conversations_for="editor",
        first_setup=True,
    ),
    values_of(
        Index,
        use_index,
        {"name": "Papers"},
        name="Books",
        index_type="my.Index",
        file_types=[".pdf"],
        private=False,
        max_file_size_mb=5,
        max_files=7,
        chunk_size=500,
        chunk_overlap=100,
        embedding="ollama",
        env={"USE_CUSTOMIZED_GRAPHRAG_SETTING": "true"},
        secret_env={"GRAPHRAG_API_KEY": KEY},
        settings={"USE_GLOBAL_GRAPHRAG": False},
        packages=frozenset({"graphrag"}),  # ties the pod to amd64
        urls=["https://models.example.com/v1"],
        texts={"/app/settings.yaml.example": "{}"},
    ),
    values_of(
        GraphRagModel,
        lambda model: use_index(Index.graphrag(api_key=KEY, chat=model)),
        {"model": "chat"},
        model="other",
        base_url="https://llm.example/v1",
        concurrent_requests=2,
        request_timeout=900,
    ),
    values_of(
        McpServer,
        listed("mcp_servers"),
        {"name": "Tools", "url": "https://tools.example.com/mcp", "streamable": True},
        name="Other",
        url="https://other.example.com/mcp",
        streamable=False,
        token=KEY,
        headers={"X-Api-Key": KEY},
        ca=KEY,
        enabled_tools=["search"],
    ),
    values_of(
        Downloads,
        option("downloads"),
        hugging_face="https://hub.example",
        hugging_face_token=KEY,
        claim="models",
        browser_scripts="https://scripts.example",
    ),
    values_of(
        Image,
        lambda image: {"image": image, "indices": [GRAPHRAG]},
        {"repository": "r.example/k", "tag": "1", "amd64_packages": frozenset({"graphrag"})},
        repository="r.example/other",
        tag="2",
        digest=DIGEST,
        packages=frozenset({"graphrag"}),  # frees the pod from amd64
        amd64_packages=Changes(packages=frozenset({"graphrag"}), amd64_packages=frozenset()),
        pull_secrets=["registry"],
        compiled=True,
        moving=True,
    ),
    values_of(
        Mode,
        use_mode,
        {"component": "mine", "command": ["python", "a.py"], "probe_path": "/a", "has_admin": True},
        command=["python", "b.py"],
        probe_path="/b",
        has_admin=False,
        signed_sessions=True,
        settings={"KH_DEMO_MODE": True},
        env={"RATE_LIMIT": "5"},
        secret_env={"SECRET_KEY": KEY},
        asks=["https://login.example.com"],
    ),
    values_of(
        Telemetry,
        option("telemetry"),
        {"endpoint": "http://otel:4317", "traces": True},
        endpoint="http://otel.tracing.svc:4317",
        scraped=False,
        traces=Changes(traces=False, scraped=False),
        sample_ratio=0.5,
        headers=KEY,
        ca=Changes(endpoint="https://otel.tracing.svc:4317", ca=SecretRef("otel", "ca.crt")),
    ),
    values_of(
        Override,
        listed("overrides"),
        {
            "kind": "Deployment",
            "op": "add",
            "path": "/metadata/annotations/argocd.argoproj.io~1sync-wave",
            "value": "5",
        },
        kind="Service",
        op="remove",
        path="/metadata/annotations/other",
        value="6",
        source=Changes(op="copy", source="/metadata/name"),
    ),
    *PROVIDERS,
    *MODELS,
)
