"""Each provider makes models of the app's own classes, is reached, and refuses what these classes do not take."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    Anthropic,
    AzureOpenAI,
    Cohere,
    Google,
    Groq,
    Mistral,
    Model,
    ModelKind,
    Ollama,
    OpenAI,
    OptionError,
    SecretRef,
    TextEmbeddingsInference,
    Vllm,
    Voyage,
)

import cdk8s
import pytest

from tests.kotaemon_app.values import Values
from tests.models.model_values import METHODS, PROVIDERS, methods_of
from tests.support import KEY, OTHER, PASSWORD, deployed, document, environment, kotaemon, refusal

URL = SecretRef("openai", "url")

# What a model becomes in the app's table. Each was given to theflow's `deserialize` with the
# classes of v0.11.3, as the app does when it reads the table, and asked of a stand-in server.
SPECS: list[tuple[Model, str, dict[str, Any], tuple[str, int] | None]] = [
    (
        OpenAI(KEY, organization="org", timeout_seconds=20, max_retries=1).chat("gpt", max_tokens=9),
        "llm",
        {
            "__type__": "kotaemon.llms.ChatOpenAI",
            "base_url": "https://api.openai.com/v1",
            "api_key": KEY,
            "model": "gpt",
            "organization": "org",
            "timeout": 20,
            "max_retries": 1,
            "temperature": 0,
            "max_tokens": 9,
        },
        ("api.openai.com", 443),
    ),
    (
        OpenAI(base_url="http://llm:8080/v1").chat("m", temperature=None, parameters={"stop": ["a"]}),
        "llm",
        {
            "__type__": "kotaemon.llms.ChatOpenAI",
            "base_url": "http://llm:8080/v1",
            "api_key": "none",
            "model": "m",
            "stop": ["a"],
        },
        ("llm", 8080),
    ),
    (
        OpenAI(KEY, URL).embeddings("e", dimensions=256, context_length=8191),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.OpenAIEmbeddings",
            "base_url": URL,
            "api_key": KEY,
            "model": "e",
            "dimensions": 256,
            "context_length": 8191,
        },
        None,
    ),
    (
        AzureOpenAI("https://a.example", KEY).chat("d"),
        "llm",
        {
            "__type__": "kotaemon.llms.AzureChatOpenAI",
            "azure_endpoint": "https://a.example",
            "api_key": KEY,
            "api_version": "2024-02-15-preview",
            "azure_deployment": "d",
            "temperature": 0,
        },
        ("a.example", 443),
    ),
    (
        AzureOpenAI("https://a.example", KEY, timeout_seconds=5).embeddings("d"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.AzureOpenAIEmbeddings",
            "azure_endpoint": "https://a.example",
            "api_key": KEY,
            "api_version": "2024-02-15-preview",
            "azure_deployment": "d",
            "timeout": 5,
        },
        ("a.example", 443),
    ),
    (
        Anthropic(KEY, timeout_seconds=5).chat("claude", temperature=None),
        "llm",
        {
            "__type__": "kotaemon.llms.LCAnthropicChat",
            "api_key": KEY,
            "base_url": "https://api.anthropic.com",
            "model_name": "claude",
            # Said, for the app's class has 0.7.
            "temperature": None,
            "max_tokens": 4096,
            "timeout": 5,
        },
        ("api.anthropic.com", 443),
    ),
    (
        Google(KEY).chat("gemini", max_tokens=9),
        "llm",
        {
            "__type__": "kotaemon.llms.LCGeminiChat",
            "api_key": KEY,
            "model_name": "gemini",
            "temperature": 0,
            "max_output_tokens": 9,
        },
        ("generativelanguage.googleapis.com", 443),
    ),
    (
        Google(KEY).embeddings("text-embedding-004"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.LCGoogleEmbeddings",
            "google_api_key": KEY,
            "model": "models/text-embedding-004",
        },
        ("generativelanguage.googleapis.com", 443),
    ),
    (
        Groq(KEY).chat("llama"),
        "llm",
        {
            "__type__": "kotaemon.llms.ChatOpenAI",
            "base_url": "https://api.groq.com/openai/v1",
            "api_key": KEY,
            "model": "llama",
            "temperature": 0,
        },
        ("api.groq.com", 443),
    ),
    (
        Mistral(KEY).chat("ministral"),
        "llm",
        {
            "__type__": "kotaemon.llms.ChatOpenAI",
            "base_url": "https://api.mistral.ai/v1",
            "api_key": KEY,
            "model": "ministral",
            "temperature": 0,
        },
        ("api.mistral.ai", 443),
    ),
    (
        Mistral(KEY, timeout_seconds=5, max_retries=1).embeddings("mistral-embed"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.LCMistralEmbeddings",
            "api_key": KEY,
            "model": "mistral-embed",
            "timeout": 5,
            "max_retries": 1,
        },
        ("api.mistral.ai", 443),
    ),
    (
        Cohere(KEY, timeout_seconds=5).chat("command", parameters={"preamble": "p"}),
        "llm",
        {
            "__type__": "kotaemon.llms.LCCohereChat",
            "api_key": KEY,
            "base_url": "https://api.cohere.com",
            "model": "command",
            "temperature": 0,
            "timeout_seconds": 5,
            "preamble": "p",
        },
        ("api.cohere.com", 443),
    ),
    (
        Cohere(KEY, "https://c.example").embeddings("embed"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.LCCohereEmbeddings",
            "cohere_api_key": KEY,
            "base_url": "https://c.example",
            "model": "embed",
            "user_agent": "default",
        },
        ("c.example", 443),
    ),
    (
        Cohere(KEY).reranking("rerank"),
        "reranking",
        {
            "__type__": "kotaemon.rerankings.CohereReranking",
            "cohere_api_key": KEY,
            "base_url": "https://api.cohere.com",
            "model_name": "rerank",
        },
        ("api.cohere.com", 443),
    ),
    (
        Voyage(KEY).embeddings("voyage-3"),
        "embedding",
        {"__type__": "kotaemon.embeddings.VoyageAIEmbeddings", "api_key": KEY, "model": "voyage-3"},
        ("api.voyageai.com", 443),
    ),
    (
        Voyage(KEY).reranking("rerank-2"),
        "reranking",
        {"__type__": "kotaemon.rerankings.VoyageAIReranking", "api_key": KEY, "model_name": "rerank-2"},
        ("api.voyageai.com", 443),
    ),
    (
        Ollama("http://ollama:11434/", timeout_seconds=5).chat("qwen", max_tokens=9),
        "llm",
        {
            "__type__": "kotaemon.llms.LCOllamaChat",
            "base_url": "http://ollama:11434",
            "model": "qwen",
            "num_ctx": 8192,
            "temperature": 0,
            "num_predict": 9,
            "client_kwargs": {"timeout": 5},
        },
        ("ollama", 11434),
    ),
    (
        Ollama("http://ollama:11434").embeddings("nomic"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.OpenAIEmbeddings",
            "base_url": "http://ollama:11434/v1",
            "api_key": "none",
            "model": "nomic",
        },
        ("ollama", 11434),
    ),
    (
        TextEmbeddingsInference("http://tei").embeddings("bge"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.TeiEndpointEmbeddings",
            "endpoint_url": "http://tei/embed",
            "normalize": True,
            "truncate": True,
        },
        ("tei", 80),
    ),
    (
        TextEmbeddingsInference("http://tei/").reranking("bge-reranker"),
        "reranking",
        {
            "__type__": "kotaemon.rerankings.TeiFastReranking",
            "endpoint_url": "http://tei/rerank",
            "model_name": "bge-reranker",
            "max_tokens": 4096,
            "is_truncated": True,
        },
        ("tei", 80),
    ),
    (
        Vllm("http://vllm:8000", KEY).chat("qwen"),
        "llm",
        {
            "__type__": "kotaemon.llms.ChatOpenAI",
            "base_url": "http://vllm:8000/v1",
            "api_key": KEY,
            "model": "qwen",
            "temperature": 0,
        },
        ("vllm", 8000),
    ),
    (
        Vllm("http://vllm:8000").embeddings("bge"),
        "embedding",
        {
            "__type__": "kotaemon.embeddings.OpenAIEmbeddings",
            "base_url": "http://vllm:8000/v1",
            "api_key": "none",
            "model": "bge",
        },
        ("vllm", 8000),
    ),
]


def variables(objects: Any, content: Any) -> Any:
    """The content with the Secrets that its variables come from."""
    if isinstance(content, dict):
        if content.keys() == {"$env"}:
            return environment(objects)[content["$env"]]
        return {key: variables(objects, item) for key, item in content.items()}
    return content


@pytest.mark.parametrize(
    ("model", "kind", "spec", "address"), SPECS, ids=[f"{m.kind.value} {m.name}" for m, *_ in SPECS]
)
def test_a_model_becomes_a_row_of_the_app_and_is_reached(
    model: Model, kind: str, spec: dict[str, Any], address: tuple[str, int] | None
) -> None:
    app = kotaemon(models=[model])
    objects = [item.to_json() for item in app.node.find_all() if isinstance(item, cdk8s.ApiObject)]
    (entry,) = document(objects)["entries"]
    assert (entry["kind"], entry["name"], entry["default"]) == (kind, model.name, True)
    assert variables(objects, entry["content"]) == spec
    assert [(point.host, point.port) for point in app.wiring.endpoints] == ([address] if address else [])


def test_the_table_has_every_method() -> None:
    every = set().union(*(methods_of(values.make) for values in PROVIDERS))  # type: ignore[arg-type]
    assert {values.make.__qualname__ for values in METHODS} == every


@pytest.mark.parametrize("values", METHODS, ids=lambda values: str(values.make.__qualname__))
def test_each_argument_of_a_method_changes_the_row(values: Values) -> None:
    def output(arguments: dict[str, Any]) -> str:
        return json.dumps(deployed(**values.use(values.make(**arguments))), sort_keys=True)

    before = output(dict(values.base))
    assert [name for name, change in values.changes.items() if output({**values.base, **change}) == before] == []


def test_a_key_stands_in_the_environment_and_nowhere_else() -> None:
    objects = deployed(models=[OpenAI(SecretRef("open-ai", "api.key")).chat("m")])
    assert environment(objects)["KOTAEMON_MODEL_OPEN_AI__API_KEY"] == SecretRef("open-ai", "api.key")
    assert document(objects)["entries"][0]["content"]["api_key"] == {"$env": "KOTAEMON_MODEL_OPEN_AI__API_KEY"}


def test_one_key_for_two_models_is_one_variable() -> None:
    openai = OpenAI(KEY)
    found = environment(deployed(models=[openai.chat("a"), openai.embeddings("b")]))
    assert [name for name in found if name.startswith("KOTAEMON_MODEL_")] == [
        "KOTAEMON_MODEL_" + f"{KEY.name}__{KEY.key}".upper().replace("-", "_")
    ]


def test_the_first_of_a_kind_is_its_default_unless_one_says_so() -> None:
    openai = OpenAI(KEY)

    def defaults(*models: Model) -> list[str]:
        return [entry["name"] for entry in document(deployed(models=models))["entries"] if entry["default"]]

    assert defaults(openai.chat("a"), openai.embeddings("e"), openai.chat("b")) == ["a", "e"]
    assert defaults(openai.chat("a"), openai.embeddings("e"), openai.chat("b", default=True)) == ["e", "b"]


def test_a_model_of_a_derived_image_is_declared_by_hand() -> None:
    mine = Model(
        kind=ModelKind.CHAT,
        name="mine",
        spec={"__type__": "mine.llms.Chat", "headers": {"X-Token": KEY}, "hosts": ["a"]},
        urls=["https://mine.example", URL],
    )
    app = kotaemon(models=[mine])
    objects = [item.to_json() for item in app.node.find_all() if isinstance(item, cdk8s.ApiObject)]
    assert variables(objects, document(objects)["entries"][0]["content"]) == {
        "__type__": "mine.llms.Chat",
        "headers": {"X-Token": KEY},
        "hosts": ["a"],
    }
    assert [point.host for point in app.wiring.endpoints] == ["mine.example"]
    assert app.wiring.edges[-7].binding.unnamed_hosts or any(edge.binding.unnamed_hosts for edge in app.wiring.edges)


def test_the_vision_model_is_no_row_but_the_environment_that_the_app_reads() -> None:
    objects = deployed(models=[AzureOpenAI("https://a.example", KEY, "2025-01-01").vision("see")])
    found = environment(objects)
    assert document(objects)["entries"] == []
    assert {name: found[name] for name in found if "AZURE" in name or name.startswith("OPENAI")} == {
        "AZURE_OPENAI_API_KEY": KEY,
        "AZURE_OPENAI_ENDPOINT": "https://a.example",
        "OPENAI_API_VERSION": "2025-01-01",
        "OPENAI_VISION_DEPLOYMENT_NAME": "see",
    }


def test_pruning_is_said_to_the_runtime() -> None:
    models = [OpenAI(KEY).chat("a"), OpenAI(KEY).embeddings("e")]
    assert document(deployed(models=models))["prune_models"] is False
    assert document(deployed(models=models, prune_models=True))["prune_models"] is True


OPENAI = OpenAI(KEY)
CALLS: list[tuple[str, str, Callable[[], object]]] = [
    ("OpenAI", "api_key", lambda: OpenAI()),
    ("OpenAI", "api_key", lambda: OpenAI("sk-abcdefgh1234")),  # type: ignore[arg-type]
    ("OpenAI", "base_url", lambda: OpenAI(KEY, "llm.example/v1")),
    ("OpenAI", "organization", lambda: OpenAI(KEY, organization=" ")),
    ("OpenAI", "timeout_seconds", lambda: OpenAI(KEY, timeout_seconds=0)),
    ("OpenAI", "max_retries", lambda: OpenAI(KEY, max_retries=-1)),
    ("OpenAI.chat", "model", lambda: OPENAI.chat("")),
    ("OpenAI.chat", "parameters", lambda: OPENAI.chat()),  # type: ignore[call-arg]
    ("OpenAI.chat", "temprature", lambda: OPENAI.chat("m", temprature=1)),  # type: ignore[call-arg]
    ("OpenAI.chat", "temperature", lambda: OPENAI.chat("m", temperature=2.1)),
    ("OpenAI.chat", "temperature", lambda: OPENAI.chat("m", temperature="hot")),  # type: ignore[arg-type]
    ("OpenAI.chat", "max_tokens", lambda: OPENAI.chat("m", max_tokens=0)),
    ("OpenAI.chat", "parameters.top_k", lambda: OPENAI.chat("m", parameters={"top_k": 3})),
    ("OpenAI.chat", "parameters.model", lambda: OPENAI.chat("m", parameters={"model": "n"})),
    ("OpenAI.chat", "parameters.temperature", lambda: OPENAI.chat("m", parameters={"temperature": 1})),
    ("OpenAI.embeddings", "dimensions", lambda: OPENAI.embeddings("m", dimensions=0)),
    ("Model", "name", lambda: OPENAI.embeddings("m", name="default")),
    ("Model", "name", lambda: OPENAI.chat("m", name=" m")),
    ("AzureOpenAI", "endpoint", lambda: AzureOpenAI("a.example", KEY)),
    ("AzureOpenAI", "api_version", lambda: AzureOpenAI("https://a.example", KEY, " ")),
    ("AzureOpenAI.vision", "deployment", lambda: AzureOpenAI("https://a.example", KEY).vision("")),
    ("Anthropic.chat", "parameters.foo", lambda: Anthropic(KEY).chat("m", parameters={"foo": 1})),
    ("Cohere", "base_url", lambda: Cohere(KEY, "https://c.example/v1")),
    ("Google", "api_key", lambda: Google(None)),  # type: ignore[arg-type]
    ("Ollama", "url", lambda: Ollama("http://ollama:11434/v1/")),
    ("Ollama.chat", "context_length", lambda: Ollama("http://ollama:11434").chat("m", context_length=0)),
    ("TextEmbeddingsInference", "url", lambda: TextEmbeddingsInference("http://tei/embed")),
    ("Vllm", "url", lambda: Vllm("vllm:8000")),
    ("Model", "spec.__type__", lambda: Model(kind=ModelKind.CHAT, name="m", spec={})),
    ("Model", "spec.__type__", lambda: Model(kind=ModelKind.CHAT, name="m", spec={"__type__": "Chat"})),
    (
        "Model",
        "spec.api_key",
        lambda: Model(kind=ModelKind.CHAT, name="m", spec={"__type__": "a.B", "api_key": "abcdefgh"}),
    ),
    ("Model", "urls", lambda: Model(kind=ModelKind.CHAT, name="m", spec={"__type__": "a.B"}, urls=["here"])),
]


@pytest.mark.parametrize(("where", "field", "call"), CALLS, ids=[f"{where} {field}" for where, field, _ in CALLS])
def test_what_the_app_would_not_take_is_refused_where_it_is_written(
    where: str, field: str, call: Callable[[], object]
) -> None:
    with pytest.raises(OptionError) as refused:
        call()
    (fault,) = refused.value.faults
    assert (fault.path, fault.field) == (where, field)
    assert "abcdefgh" not in str(refused.value)


CHAT, EMBEDDINGS = OPENAI.chat("a"), OPENAI.embeddings("e")
VISION = AzureOpenAI("https://a.example", KEY).vision("see")


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("models", {"models": [CHAT, Groq(OTHER).chat("a")]}),
        ("models", {"models": [OPENAI.chat("a", default=True), OPENAI.chat("b", default=True)]}),
        ("models", {"models": [VISION, AzureOpenAI("https://b.example", KEY).vision("see")]}),
        ("models", {"models": [OPENAI]}),
        ("models", {"models": CHAT}),
        ("models", {"models": [CHAT], "prune_models": True}),
        ("models", {"models": [EMBEDDINGS], "prune_models": True}),
        ("prune_models", {"prune_models": True}),
        ("prune_models", {"models": [VISION], "prune_models": True}),
    ],
)
def test_models_that_do_not_go_together_are_refused(field: str, options: dict[str, Any]) -> None:
    assert refusal(lambda: kotaemon(**options)).faults[0].field == field


def test_a_collection_must_find_its_embedding_model_where_nobody_can_add_it() -> None:
    from kotaemon_cdk8s import Index

    indices = [Index.files(embedding="other")]
    assert kotaemon(models=[CHAT, EMBEDDINGS], indices=indices, admin_password=PASSWORD).name == "kotaemon"
    refused = refusal(lambda: kotaemon(models=[CHAT, EMBEDDINGS], indices=indices, prune_models=True))
    assert (refused.faults[0].field, refused.faults[0].value) == ("indices", "'other'")
