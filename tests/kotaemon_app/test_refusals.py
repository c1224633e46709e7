"""Bad input is refused where it is given, in words that mend it, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AgentTool,
    ArgoApplication,
    AzureDocumentIntelligence,
    DocumentReaders,
    Downloads,
    GraphRagModel,
    Image,
    Index,
    KotaemonApp,
    McpServer,
    Mode,
    Namespace,
    OpenAI,
    OptionError,
    Override,
    Pod,
    Probes,
    Reader,
    Reasoning,
    ReasoningPipeline,
    Resources,
    SecretRef,
    Storage,
    UserInterface,
    WebSearch,
)

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from tests.support import KEY, OTHER, PASSWORD, kotaemon, new_chart, refusal, synthesized

Make = Callable[[], object]
SIGN_ON: dict[str, Any] = {"client_id": "id", "client_secret": KEY, "session_secret": KEY}
KEYCLOAK: dict[str, Any] = {**SIGN_ON, "server_url": "https://sso.example", "realm": "r"}

# Class or constructor, field, and what makes it.
GROUPS: list[tuple[str, str, Make]] = [
    ("SecretRef", "name", lambda: SecretRef("Upper", "key")),
    ("SecretRef", "parameters", lambda: SecretRef("name")),  # type: ignore[call-arg]
    ("SecretRef", "keys", lambda: SecretRef("name", keys="key")),  # type: ignore[call-arg]
    ("SecretRef", "key", lambda: SecretRef("name", "a key")),
    ("SecretRef", "key", lambda: SecretRef("name", "")),
    ("Storage", "size", lambda: Storage.claim("10 Gi")),
    ("Storage", "size", lambda: Storage.claim("10GB")),
    ("Storage", "size", lambda: Storage.claim("512Mi")),
    ("Storage", "size", lambda: Storage.claim("-1Gi")),
    ("Storage", "size", lambda: Storage.claim(10)),  # type: ignore[arg-type]
    ("Storage", "storage_class", lambda: Storage.claim(storage_class="Fast_Disks")),
    ("Storage", "access_mode", lambda: Storage.claim(access_mode="ReadWriteMany")),  # type: ignore[arg-type]
    ("Storage", "annotations", lambda: Storage.claim(annotations={"a b": "c"})),
    ("Storage", "annotations", lambda: Storage.claim(annotations={"a": 1})),  # type: ignore[dict-item]
    ("Storage", "existing", lambda: Storage.existing_claim("no_dns")),
    ("Storage", "keep_bytecode", lambda: Storage.claim(keep_bytecode=1)),  # type: ignore[arg-type]
    ("Storage", "annotations", lambda: Storage.claim(annotations={"argocd.argoproj.io/sync-wave": "5"})),
    ("Storage", "existing", lambda: Storage(existing="data", size="20Gi")),
    ("Pod", "annotations", lambda: Pod(annotations={"checksum/settings": "mine"})),
    (
        "Pod",
        "service_account_annotations",
        lambda: Pod(service_account_annotations={"argocd.argoproj.io/sync-wave": "5"}),
    ),
    *(
        (
            "Pod",
            "extra_volume_mounts",
            lambda path=path: Pod(extra_volume_mounts=[k8s.VolumeMount(name="x", mount_path=path)]),
        )
        for path in (
            "/",
            "/app",
            "/app/.venv/",
            "/app//ktem_app_data",
            "/opt",
            "/etc",
            "/tmp",
            "models",
            "/a/../app",
            "/a:b",
        )
    ),
    ("UserInterface", "app_name", lambda: UserInterface(app_name="a\0b")),
    ("UserInterface", "chat_suggestions", lambda: UserInterface(chat_suggestions=["\ud800"])),
    ("Resources", "cpu_request", lambda: Resources(cpu_request="0")),
    ("Resources", "cpu_request", lambda: Resources(cpu_request="half")),
    ("Resources", "cpu_request", lambda: Resources(cpu_request="2", cpu_limit="1500m")),
    ("Resources", "cpu_limit", lambda: Resources(cpu_limit=2)),  # type: ignore[arg-type]
    ("Resources", "memory_request", lambda: Resources(memory_request="512Mi")),
    ("Resources", "memory_request", lambda: Resources(memory_request="5Gi")),
    ("Resources", "memory_limit", lambda: Resources(memory_limit="4gb")),
    ("Resources", "scratch_size", lambda: Resources(scratch_size="1Mi")),
    ("Probes", "startup_seconds", lambda: Probes(startup_seconds=59)),
    ("Probes", "startup_seconds", lambda: Probes(startup_seconds=True)),
    ("Probes", "readiness_seconds", lambda: Probes(readiness_seconds=200)),
    ("Probes", "liveness_seconds", lambda: Probes(liveness_seconds=90.5)),  # type: ignore[arg-type]
    ("Pod", "labels", lambda: Pod(labels={"app.kubernetes.io/name": "mine"})),
    ("Pod", "labels", lambda: Pod(labels={"-bad": "x"})),
    ("Pod", "labels.team", lambda: Pod(labels={"team": "not a value"})),
    ("Pod", "annotations", lambda: Pod(annotations={"/x": "y"})),
    ("Pod", "node_selector.disk", lambda: Pod(node_selector={"disk": "a b"})),
    ("Pod", "tolerations", lambda: Pod(tolerations=[{"key": "gpu"}])),  # type: ignore[list-item]
    ("Pod", "affinity", lambda: Pod(affinity="none")),  # type: ignore[arg-type]
    ("Pod", "priority_class", lambda: Pod(priority_class="High")),
    ("Pod", "user_id", lambda: Pod(user_id=0)),
    ("Pod", "user_id", lambda: Pod(user_id=True)),
    ("Pod", "termination_grace_period_seconds", lambda: Pod(termination_grace_period_seconds=5)),
    ("Pod", "sidecars", lambda: Pod(sidecars=k8s.Container(name="a"))),  # type: ignore[arg-type]
    ("Index", "name", lambda: Index.files(" ")),
    ("Index", "file_types", lambda: Index.files(file_types=[])),
    ("Index", "file_types", lambda: Index.files(file_types=[".PDF"])),
    ("Index", "file_types", lambda: Index.files(file_types=".pdf")),
    ("Index", "max_files", lambda: Index.files(max_files=-1)),
    ("Index", "chunk_overlap", lambda: Index.files(chunk_size=400, chunk_overlap=400)),
    ("Index", "chunk_overlap", lambda: Index.files(chunk_size=200)),  # 0 stands for 256
    ("Index", "chunk_overlap", lambda: Index.files(chunk_overlap=1024)),
    ("Index", "embedding", lambda: Index.files(embedding="")),
    ("Index", "private", lambda: Index.lightrag(private="yes")),  # type: ignore[arg-type]
    ("Index", "global_search", lambda: Index.lightrag(global_search=1)),  # type: ignore[arg-type]
    ("Index.graphrag", "chat", lambda: Index.graphrag(api_key=KEY, chat="gpt-4o")),  # type: ignore[arg-type]
    ("Index.graphrag", "api_key", lambda: Index.graphrag(api_key=None)),
    ("Index.graphrag", "settings.llm.model", lambda: Index.graphrag(api_key=KEY, settings={"llm.model": "x"})),
    ("Index.graphrag", "settings.chunks.size", lambda: Index.graphrag(api_key=KEY, settings={"chunks.size": "9"})),
    ("GraphRagModel", "base_url", lambda: GraphRagModel("chat", base_url="ollama:11434")),
    ("GraphRagModel", "model", lambda: GraphRagModel(" ")),
    ("GraphRagModel", "concurrent_requests", lambda: GraphRagModel("chat", concurrent_requests=0)),
    ("McpServer", "name", lambda: McpServer.http("a/b", "http://tools/mcp")),
    ("McpServer", "url", lambda: McpServer.http("Tools", "tools/mcp")),
    ("McpServer", "url", lambda: McpServer.http("Tools", "http://tools.example.com/mcp", token=KEY)),
    ("McpServer", "url", lambda: McpServer.sse("Tools", "http://tools.example.com/sse", headers={"X-Key": KEY})),
    ("McpServer", "headers", lambda: McpServer.http("Tools", "http://tools/mcp", headers={"Host": KEY})),
    (
        "McpServer",
        "headers",
        lambda: McpServer.http("Tools", "http://tools/mcp", token=KEY, headers={"authorization": KEY}),
    ),
    ("McpServer", "enabled_tools", lambda: McpServer.http("Tools", "http://tools/mcp", enabled_tools=[""])),
    ("Downloads", "claim", lambda: Downloads(claim="My_Claim")),
    ("Downloads", "hugging_face", lambda: Downloads(claim="models", hugging_face="https://hub.example")),
    ("Downloads", "hugging_face_token", lambda: Downloads(claim="models", hugging_face_token=KEY)),
    ("Downloads", "browser_scripts", lambda: Downloads(browser_scripts="scripts.example")),
    ("DocumentReaders", "default_reader", lambda: DocumentReaders(default_reader=Reader.DOCLING)),
    ("DocumentReaders", "default_reader", lambda: DocumentReaders(docling=True, default_reader=Reader.AZURE)),
    (
        "Reasoning",
        "agent_tools",
        lambda: Reasoning(pipelines=[ReasoningPipeline.SIMPLE], agent_tools=[AgentTool.GOOGLE]),
    ),
    ("Reasoning", "agent_tools", lambda: Reasoning(agent_tools=[AgentTool.LLM, AgentTool.LLM])),
    ("Reasoning", "pipelines", lambda: Reasoning(pipelines=[])),
    ("Reasoning", "pipelines", lambda: Reasoning(pipelines=["a.B", "a.B"])),
    ("Reasoning", "pipelines", lambda: Reasoning(pipelines=["simple"])),
    ("Reasoning", "pipelines", lambda: Reasoning(pipelines="a.B")),
    ("Reasoning", "language", lambda: Reasoning(language="tlh")),
    ("Reasoning", "multimodal", lambda: Reasoning(pipelines=["a.B"], multimodal=True)),
    ("Reasoning", "max_context_length", lambda: Reasoning(max_context_length=10)),
    ("Reasoning", "relevance_warning_score", lambda: Reasoning(relevance_warning_score=float("nan"))),
    ("DocumentReaders", "pdf_dpi", lambda: DocumentReaders(pdf_dpi=601)),
    ("DocumentReaders", "azure", lambda: DocumentReaders(azure="https://di.example")),  # type: ignore[arg-type]
    ("AzureDocumentIntelligence", "endpoint", lambda: AzureDocumentIntelligence("di.example", KEY)),
    ("UserInterface", "app_name", lambda: UserInterface(app_name="")),
    ("UserInterface", "chat_suggestions", lambda: UserInterface(chat_suggestions="Why?")),
    ("UserInterface", "chat_suggestions", lambda: UserInterface(chat_suggestions=["Why?", ""])),
    ("UserInterface", "public_conversations_for", lambda: UserInterface(public_conversations_for=" ")),
    ("Image.lite", "version", lambda: Image.lite("v0.11.3")),
    ("Image.full", "version", lambda: Image.full("latest")),
    ("Image.lite", "registry", lambda: Image.lite(registry=5)),  # type: ignore[arg-type]
    ("Image", "repository", lambda: Image.lite(registry="mirror.example:port")),
    ("Image", "repository", lambda: Image.derived("kotaemon", tag="1")),
    ("Image", "repository", lambda: Image.derived("r.example/k:1", tag="1")),
    ("Image", "tag", lambda: Image.derived("r.example/k", tag="latest")),
    ("Image", "tag", lambda: Image.derived("r.example/k", tag="main-lite")),
    ("Image", "tag", lambda: Image.derived("r.example/k", tag="a:b")),
    ("Image", "digest", lambda: Image.lite(digest="sha256:abc")),
    ("Image", "packages", lambda: Image.derived("r.example/k", tag="1", packages="graphrag")),
    ("Image", "pull_secrets", lambda: Image.lite(pull_secrets=["Not_DNS"])),
    ("Image", "pull_secrets", lambda: Image.lite(pull_secrets="registry")),
    ("Mode.keycloak", "server_url", lambda: Mode.keycloak(**{**KEYCLOAK, "server_url": "sso.example"})),
    ("Mode.keycloak", "server_url", lambda: Mode.keycloak(**{**KEYCLOAK, "server_url": "https://a/realms/r"})),
    ("Mode.keycloak", "realm", lambda: Mode.keycloak(**{**KEYCLOAK, "realm": ""})),
    ("Mode.google", "client_id", lambda: Mode.google(**{**SIGN_ON, "client_id": 5})),
    ("Mode.google", "trusted_proxies", lambda: Mode.google(**SIGN_ON, trusted_proxies=["proxy.example"])),
    ("Mode.google", "trusted_proxies", lambda: Mode.google(**SIGN_ON, trusted_proxies="*")),
    ("Mode.demo", "questions_per_day", lambda: Mode.demo(**SIGN_ON, questions_per_day=0)),
    ("Mode.demo", "questions_per_day", lambda: Mode.demo(**SIGN_ON, questions_per_day=True)),
    ("Mode.demo", "space_url", lambda: Mode.demo(**SIGN_ON, space_url="nowhere")),
    ("Override", "path", lambda: Override.add("Deployment", "spec/replicas", 1)),
    ("Override", "source", lambda: Override.copy("Deployment", "spec", "/spec/x")),
    ("Override", "value", lambda: Override.add("Deployment", "/spec/x", float("inf"))),
    ("Override", "value", lambda: Override.add("Deployment", "/spec/x", {1, 2})),
]


@pytest.mark.parametrize(("path", "field", "make"), GROUPS)
def test_an_option_group_refuses(path: str, field: str, make: Make) -> None:
    error = refusal(make)
    assert type(error) is OptionError
    assert isinstance(error, ValueError)
    assert error.faults[0].path == path
    assert error.faults[0].field == field


POD = "Deployment.spec.template.spec"


def _sidecar(**options: Any) -> dict[str, Any]:
    return {"pod": Pod(sidecars=[k8s.Container(**{"name": "a", "image": "a:1", **options})])}


def _mount(name: str, *paths: str) -> dict[str, Any]:
    return {"pod": Pod(extra_volume_mounts=[k8s.VolumeMount(name=name, mount_path=path) for path in paths])}


def _volume(name: str, **source: Any) -> dict[str, Any]:
    return {"pod": Pod(extra_volumes=[k8s.Volume(name=name, **source)])}


ROOT = k8s.SecurityContext(run_as_user=0, allow_privilege_escalation=False, capabilities=k8s.Capabilities(drop=["ALL"]))
TOOLS = McpServer.http("Tools", "http://tools/mcp")
ARM = Pod(node_selector={"kubernetes.io/arch": "arm64"})
APP: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "Kotaemon"}),
    ("name", {"name": "a" * 51}),
    ("name", {"name": "1st"}),
    ("name", {"name": ""}),
    ("name", {"name": 5}),
    ("admin_password", {"admin_password": None}),
    ("admin_password", {"mode": Mode.single_user()}),
    ("admin_username", {"admin_username": "ab"}),
    ("admin_username", {"admin_username": "a b c"}),
    ("mode", {"mode": "login"}),
    ("image", {"image": "kotaemon:1"}),
    ("storage", {"storage": "10Gi"}),
    ("models", {"models": ["openai"]}),
    ("models", {"mode": Mode.google(**SIGN_ON), "admin_password": None}),
    ("env.JINA_API_KEY", {"documents": DocumentReaders(jina_api_key=KEY), "web_search": WebSearch.jina(OTHER)}),
    ("indices", {"indices": []}),
    ("indices", {"indices": [Index.files(), Index.files()]}),
    ("image", {"documents": DocumentReaders(docling=True)}),
    ("image", {"indices": [Index.graphrag(api_key=KEY)], "image": Image.floating("main-lite")}),
    ("python_packages.index_url", {"indices": [Index.lightrag()], "offline": True}),
    ("downloads", {"documents": DocumentReaders(docling=True), "image": Image.full(), "offline": True}),
    ("mcp_servers", {"mcp_servers": [TOOLS, McpServer.http("tools", "http://other/mcp")]}),
    ("mcp_servers", {"mcp_servers": [TOOLS, McpServer.http("Other", TOOLS.url)]}),
    ("mcp_servers", {"mcp_servers": [TOOLS], "reasoning": Reasoning(pipelines=[ReasoningPipeline.SIMPLE])}),
    ("internal_hosts", {"internal_hosts": ["llm.example"]}),
    ("internal_hosts", {"internal_hosts": ["llm.example"], "air_gapped": True}),
    ("internal_hosts", {"internal_hosts": ["https://llm.example"], "air_gapped": True}),
    ("pod.node_selector", {"indices": [Index.graphrag(api_key=KEY)], "pod": ARM}),
    (
        "settings.USE_GLOBAL_GRAPHRAG",
        {
            "indices": [Index.lightrag(), Index.nano_graphrag(global_search=False)],
            "image": Image.derived("r.example/k", tag="1", packages=["nano-graphrag", "lightrag-hku"]),
        },
    ),
    ("offline", {"offline": 1}),
    ("service_port", {"service_port": 0}),
    ("service_port", {"service_port": True}),
    ("service_port", {"service_port": "80"}),
    ("service_annotations", {"service_annotations": {"": "x"}}),
    ("settings.lower", {"settings": {"lower": 1}}),
    ("settings.KH_MADE_UP", {"settings": {"KH_MADE_UP": 1}}),
    ("settings.N_PROMPT_OPT_EXAMPLES", {"settings": {"N_PROMPT_OPT_EXAMPLES": float("nan")}}),
    ("settings.SETTINGS_APP", {"settings": {"SETTINGS_APP": {1, 2}}}),
    ("settings.SETTINGS_APP.a", {"settings": {"SETTINGS_APP": {"a": KEY}}}),
    ("settings.SETTINGS_REASONING.lang.value", {"settings": {"SETTINGS_REASONING.lang.value": "de"}}),
    ("env.1ST", {"env": {"1ST": "x"}}),
    ("env", {"env": {"A": 5}}),
    ("env.HTTP_PROXY", {"env": {"HTTP_PROXY": "http://proxy:3128"}}),
    ("env.https_proxy", {"env": {"https_proxy": "http://proxy:3128", "no_proxy": "cluster.local"}}),
    ("env.KH_OLLAMA_URL", {"env": {"KH_OLLAMA_URL": "http://ollama/v1/"}}),
    ("env.PYTHONPATH", {"env": {"PYTHONPATH": "/mine"}}),
    ("env.CHROMA_HOST", {"env": {"CHROMA_HOST": "chroma"}}),
    ("env.POSTGRES_HOST", {"env": {"POSTGRES_HOST": "db"}}),
    ("env.USE_DOCLING", {"env": {"USE_DOCLING": "true"}}),
    (f"{POD}.containers", _sidecar(name="kotaemon")),
    (f"{POD}.containers[1].securityContext.runAsUser", _sidecar(security_context=ROOT)),
    (f"{POD}.containers[a].image", _sidecar(image="nginx")),
    (f"{POD}.containers[a].image", _sidecar(image=None)),
    (f"{POD}.containers[a].image", _sidecar(image="r.example:5000/b:latest")),
    (f"{POD}.containers[a].image", _sidecar(image="r.example/Team/b:1")),
    (f"{POD}.containers[a].image", _sidecar(image="r.example/b:1:2")),
    (f"{POD}.containers[kotaemon].volumeMounts", _mount("scratch", "/x", "/x")),
    (f"{POD}.containers[kotaemon].volumeMounts", _mount("scratch", "/x", "/x/")),
    (f"{POD}.containers[kotaemon].volumeMounts", _mount("gone", "/x")),
    (f"{POD}.volumes", _volume("data", empty_dir=k8s.EmptyDirVolumeSource())),
    (f"{POD}.volumes[4].hostPath", _volume("h", host_path=k8s.HostPathVolumeSource(path="/"))),
]


@pytest.mark.parametrize(("field", "options"), APP)
def test_the_app_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: kotaemon(chart, **options))
    assert type(error) is OptionError
    assert error.faults[0].path == "test/kotaemon"
    assert error.faults[0].field == field
    assert chart.node.children == []


def test_the_app_refuses_a_namespace_that_is_none() -> None:
    error = refusal(lambda: kotaemon(new_chart(namespace="Not_A_Namespace")))
    assert error.faults[0].field == "ServiceAccount.metadata.namespace"


@pytest.mark.parametrize("id", ["", "kotaemon"])
def test_the_app_refuses_an_id_that_cannot_be(id: str) -> None:
    chart = new_chart()
    kotaemon(chart)
    error = refusal(lambda: kotaemon(chart, id, name="other"))
    assert error.faults[0].field == "id"
    assert len(chart.node.children) == 1


def test_two_apps_of_one_chart_have_two_names() -> None:
    chart = new_chart()
    kotaemon(chart)
    error = refusal(lambda: kotaemon(chart, "second", name="kotaemon"))
    assert (error.faults[0].path, error.faults[0].field) == ("test/second", "name")
    assert "test/kotaemon" in error.faults[0].cause
    assert len(chart.node.children) == 1


@pytest.mark.parametrize("claim", ["shared", "first-data"])
def test_two_apps_have_two_claims(claim: str) -> None:
    chart = new_chart()
    kotaemon(chart, "first", storage=Storage.existing_claim("shared") if claim == "shared" else Storage.claim())
    error = refusal(lambda: kotaemon(chart, "second", storage=Storage.existing_claim(claim)))
    assert error.faults[0].field == "storage.existing"
    assert "corrupt" in error.faults[0].cause


def test_a_refused_app_holds_no_name() -> None:
    chart = new_chart()
    kotaemon(chart, "first")
    refusal(lambda: kotaemon(chart, "second", storage=Storage.existing_claim("first-data")))
    KotaemonApp(chart, "third", name="second", admin_password=PASSWORD)
    assert len([item for item in synthesized(chart) if item["kind"] == "Deployment"]) == 2


def test_option_groups_cannot_be_changed_behind_our_back() -> None:
    names = ["registry"]
    labels = {"team": "search"}
    image, pod = Image.lite(pull_secrets=names), Pod(labels=labels)
    names.append("Not DNS")
    labels["app.kubernetes.io/name"] = "mine"
    assert image.pull_secrets == ("registry",)
    assert dict(pod.labels) == {"team": "search"}
    with pytest.raises(AttributeError):
        pod.user_id = 0  # type: ignore[misc]


@pytest.mark.parametrize("mode", [Mode.keycloak(**KEYCLOAK), Mode.google(**SIGN_ON), Mode.demo(**SIGN_ON)])
def test_a_mode_in_which_nobody_could_add_a_model_wants_one(mode: Mode) -> None:
    error = refusal(lambda: KotaemonApp(new_chart(), "app", mode=mode))
    assert [fault.field for fault in error.faults] == ["models"]
    assert (
        KotaemonApp(new_chart(), "app", mode=mode, models=[OpenAI(KEY).chat("m"), OpenAI(KEY).embeddings("e")]).name
        == "app"
    )


def test_reserved_namespace_labels_and_service_annotations_are_refused() -> None:
    chart = new_chart()
    wave = {"argocd.argoproj.io/sync-wave": "1"}
    assert refusal(lambda: kotaemon(chart, service_annotations=wave)).faults[0].field == "service_annotations"
    enforce = {"pod-security.kubernetes.io/enforce": "privileged"}
    assert refusal(lambda: Namespace(chart, "ns", labels=enforce)).faults[0].field == "labels"
    assert refusal(lambda: Namespace(chart, "ns", annotations=wave)).faults[0].field == "annotations"


@pytest.mark.parametrize("scope", [cdk8s.App(outdir="/dev/null/nowhere"), None, "chart"])
@pytest.mark.parametrize(
    "make",
    [
        lambda scope: KotaemonApp(scope, "app", admin_password=PASSWORD),
        lambda scope: Namespace(scope, "app"),
        lambda scope: ArgoApplication(scope, "app", deployment=new_chart(), repository="https://git.example/a.git"),
    ],
)
def test_a_scope_without_a_chart_is_refused(scope: Any, make: Callable[[Any], object]) -> None:
    assert refusal(lambda: make(scope)).faults[0].field == "scope"
