"""An app without the internet: what would reach it is refused, with the way out, and nothing else is."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    AdobePdfServices,
    AgentTool,
    AzureDocumentIntelligence,
    AzureOpenAI,
    Cohere,
    DocumentReaders,
    Downloads,
    Google,
    GraphRagModel,
    Image,
    Index,
    McpServer,
    MetadataDb,
    Mistral,
    Mode,
    OpenAI,
    PythonPackages,
    Reasoning,
    VectorStore,
    Voyage,
    WebSearch,
)
from kotaemon_cdk8s.kotaemon_app.internet import FETCHES

import pytest

from tests.support import KEY, PASSWORD, environment, kotaemon, pod, refusal, settings, synthesized

INSIDE = OpenAI(KEY, base_url="http://models.ai.svc:8000/v1").chat("chat")
BOTH = [INSIDE, OpenAI(KEY, base_url="http://models.ai.svc:8000/v1").embeddings("embed")]
LOCAL = GraphRagModel("qwen2", base_url="http://ollama.ai.svc:11434/v1")
SIGN_ON: dict[str, Any] = {"client_id": "id", "client_secret": KEY, "session_secret": KEY}
DOCLING = DocumentReaders(docling=True)
DATABASE = MetadataDb.external(host="db.data.svc", user="kotaemon", password=KEY, ca=KEY)

REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("models", "api.openai.com", {"models": [OpenAI(KEY).chat("chat")]}),
    ("models", "generativelanguage.googleapis.com", {"models": [INSIDE, Google(KEY).chat("other")]}),
    ("models", "api.cohere.com", {"models": [Cohere(KEY).reranking("rerank")]}),
    ("models", "api.mistral.ai", {"models": [Mistral(KEY).chat("chat")]}),
    ("models", "api.voyageai.com", {"models": [Voyage(KEY).embeddings("embed")]}),
    ("models", "a.openai.azure.com", {"models": [AzureOpenAI("https://a.openai.azure.com", KEY).chat("chat")]}),
    ("models", "8.8.8.8", {"models": [OpenAI(KEY, base_url="http://8.8.8.8/v1").chat("chat")]}),
    ("mode", "accounts.google.com", {"mode": Mode.google(**SIGN_ON), "admin_password": None, "models": BOTH}),
    ("mode", "accounts.google.com", {"mode": Mode.demo(**SIGN_ON), "admin_password": None, "models": BOTH}),
    ("web_search", "api.tavily.com", {"web_search": WebSearch.tavily(KEY)}),
    ("web_search", "s.jina.ai", {"web_search": WebSearch.jina(KEY)}),
    ("documents", "r.jina.ai", {"documents": DocumentReaders(jina_api_key=KEY)}),
    (
        "documents",
        "di.azure.com",
        {"documents": DocumentReaders(azure=AzureDocumentIntelligence("https://di.azure.com", KEY))},
    ),
    ("documents", "document readers", {"documents": DocumentReaders(adobe=AdobePdfServices(KEY, KEY))}),
    ("reasoning", "www.google.com", {"reasoning": Reasoning(agent_tools=[AgentTool.GOOGLE])}),
    ("reasoning", "en.wikipedia.org", {"reasoning": Reasoning(agent_tools=[AgentTool.WIKIPEDIA])}),
    ("indices[0]", "api.openai.com", {"indices": [Index.graphrag(api_key=KEY)]}),
    ("indices[0]", "api.openai.com", {"indices": [Index.graphrag(api_key=KEY, chat=LOCAL)]}),
    (
        "vector_store",
        "qdrant.example.com",
        {"vector_store": VectorStore.external_qdrant("https://qdrant.example.com:6333", api_key=KEY)},
    ),
    (
        "downloads",
        "github.com",
        {"image": Image.full(), "documents": DOCLING, "downloads": Downloads(hugging_face="https://hub.apps.svc")},
    ),
    ("mcp_servers[0]", "tools.example.com", {"mcp_servers": [McpServer.http("a", "https://tools.example.com/mcp")]}),
    ("downloads", "hub.example.com", {"downloads": Downloads(hugging_face="https://hub.example.com")}),
    (
        "python_packages",
        "packages.example.com",
        {"metadata_db": DATABASE, "python_packages": PythonPackages(index_url="https://packages.example.com/simple")},
    ),
]
ACCEPTED: list[dict[str, Any]] = [
    {"models": [INSIDE]},
    {"models": [OpenAI(KEY, base_url="http://10.1.2.3:8000/v1").chat("chat")]},
    {"models": [OpenAI(KEY, base_url="http://gateway/v1").chat("chat")]},
    {
        "models": [OpenAI(KEY, base_url="https://llm.example.com/v1").chat("chat")],
        "internal_hosts": ["LLM.example.com"],
    },
    {"mcp_servers": [McpServer.http("a", "http://localhost:8000/mcp"), McpServer.sse("b", "http://tools.ai.svc/sse")]},
    {"indices": [Index.graphrag(api_key=None, chat=LOCAL, embedding=LOCAL)]},
    {"image": Image.full(), "documents": DOCLING, "downloads": Downloads(claim="models")},
    {"metadata_db": DATABASE, "python_packages": PythonPackages(index_url="http://index.tools.svc/simple")},
    {
        "indices": [Index.lightrag(), Index.nano_graphrag()],
        "image": Image.derived("r.example/k", tag="1", packages=["lightrag-hku", "nano-graphrag"]),
    },
    {
        "mode": Mode.keycloak(server_url="http://sso.auth.svc", realm="a", **SIGN_ON),
        "admin_password": None,
        "models": BOTH,
    },
]


@pytest.mark.parametrize(("field", "value", "options"), REFUSED, ids=lambda item: item if isinstance(item, str) else "")
def test_what_would_reach_the_internet_is_refused_with_the_way_out(
    field: str, value: str, options: dict[str, Any]
) -> None:
    fault = refusal(lambda: kotaemon(air_gapped=True, **options)).faults[0]
    assert fault.field == field
    assert value in fault.value
    assert "air_gapped" in fault.cause + fault.fix
    assert kotaemon(**options).name == "kotaemon"


@pytest.mark.parametrize("options", ACCEPTED, ids=lambda options: "-".join(options))
def test_what_stays_inside_is_accepted(options: dict[str, Any]) -> None:
    app = kotaemon(air_gapped=True, **options)
    assert app.offline
    assert environment(synthesized(app))["HF_HUB_OFFLINE"] == "1"


@pytest.mark.parametrize("name", ["tavily", "jina", "agents", "sign-on", "docling characters"])
def test_the_way_out_is_that_of_the_table(name: str) -> None:
    hosts = FETCHES[name].hosts
    (fault,) = [
        refusal(lambda options=options: kotaemon(air_gapped=True, **options)).faults[0]  # type: ignore[misc]
        for _, host, options in REFUSED
        if host == hosts[0]
    ][:1]
    assert FETCHES[name].closed_by in fault.fix


def test_the_claim_is_mounted_where_the_caches_are() -> None:
    objects = synthesized(
        kotaemon(image=Image.full(), documents=DOCLING, downloads=Downloads(claim="models"), air_gapped=True)
    )
    (volume,) = [item for item in pod(objects)["volumes"] if item["name"] == "downloads"]
    assert volume["persistentVolumeClaim"] == {"claimName": "models", "readOnly": True}
    (mount,) = [item for item in pod(objects)["containers"][0]["volumeMounts"] if item["name"] == "downloads"]
    assert mount["readOnly"] is True
    env = environment(objects)
    for name in ("HF_HUB_CACHE", "NLTK_DATA", "EASYOCR_MODULE_PATH"):
        assert str(env[name]).startswith(mount["mountPath"] + "/")
    assert env["HF_HOME"] == "/app/ktem_app_data/huggingface"


def test_a_mirror_of_the_hub_is_asked_even_at_an_offline_start() -> None:
    env = environment(
        synthesized(
            kotaemon(offline=True, downloads=Downloads(hugging_face="http://hub.apps.svc/", hugging_face_token=KEY))
        )
    )
    assert "HF_HUB_OFFLINE" not in env
    assert env["HF_ENDPOINT"] == "http://hub.apps.svc"
    assert env["HF_TOKEN"] == KEY


def test_agents_offer_only_what_asks_nobody_outside_unless_said() -> None:
    assert settings(synthesized(kotaemon()))["KOTAEMON_AGENT_TOOLS"] == ["SearchDoc", "LLM"]
    assert kotaemon().wiring.endpoints == ()
    asked = kotaemon(reasoning=Reasoning(agent_tools=list(AgentTool))).wiring.endpoints
    assert {(point.host, point.port) for point in asked} == {
        ("www.google.com", 443),
        ("en.wikipedia.org", 443),
        ("en.wikipedia.org", 80),
    }


def test_a_login_is_needed_no_internet_for() -> None:
    assert kotaemon(air_gapped=True, admin_password=PASSWORD, models=[INSIDE]).air_gapped
