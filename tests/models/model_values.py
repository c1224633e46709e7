"""Values of the model providers, and of the methods by which they make models."""

from __future__ import annotations

import inspect
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
    ModelProvider,
    Ollama,
    OpenAI,
    TextEmbeddingsInference,
    VisionModel,
    Vllm,
    Voyage,
)

from tests.kotaemon_app.values import Values, listed, values_of
from tests.support import KEY, OTHER

LOCAL = "http://models:8000"
AZURE = {"endpoint": "https://a.example", "api_key": KEY}


def asked(method: str) -> Callable[[Any], dict[str, Any]]:
    return lambda provider: {"models": [getattr(provider, method)("m")]}


PROVIDERS = (
    values_of(
        OpenAI,
        asked("chat"),
        {"api_key": KEY},
        api_key=OTHER,
        base_url="https://llm.example/v1",
        organization="org",
        timeout_seconds=20,
        max_retries=5,
    ),
    values_of(
        AzureOpenAI,
        asked("chat"),
        AZURE,
        endpoint="https://b.example",
        api_key=OTHER,
        api_version="2025-01-01",
        timeout_seconds=20,
        max_retries=5,
    ),
    values_of(
        Anthropic,
        asked("chat"),
        {"api_key": KEY},
        api_key=OTHER,
        base_url="https://gateway.example",
        timeout_seconds=20,
        max_retries=5,
    ),
    values_of(Google, asked("chat"), {"api_key": KEY}, api_key=OTHER),
    values_of(Groq, asked("chat"), {"api_key": KEY}, api_key=OTHER, timeout_seconds=20, max_retries=5),
    values_of(Mistral, asked("chat"), {"api_key": KEY}, api_key=OTHER, timeout_seconds=20, max_retries=5),
    values_of(Cohere, asked("chat"), {"api_key": KEY}, api_key=OTHER, base_url="https://c.example", timeout_seconds=20),
    values_of(Voyage, asked("embeddings"), {"api_key": KEY}, api_key=OTHER),
    values_of(Ollama, asked("chat"), {"url": LOCAL}, url="http://other:11434", timeout_seconds=20),
    values_of(TextEmbeddingsInference, asked("embeddings"), {"url": LOCAL}, url="http://other:80"),
    values_of(
        Vllm,
        asked("chat"),
        {"url": LOCAL},
        url="http://other:8000",
        api_key=KEY,
        timeout_seconds=20,
        max_retries=5,
    ),
)

MODELS = (
    values_of(
        Model,
        # Beside another, so that the default can be one or the other.
        lambda model: {"models": [OpenAI(KEY).chat("first"), model]},
        {"kind": ModelKind.CHAT, "name": "mine", "spec": {"__type__": "mine.Chat"}},
        kind=ModelKind.EMBEDDINGS,
        name="other",
        spec={"__type__": "mine.Chat", "api_key": KEY},
        default=True,
        urls=["https://mine.example"],
    ),
    values_of(
        VisionModel,
        listed("models"),
        {**AZURE, "api_version": "v", "deployment": "see"},
        endpoint="https://b.example",
        api_key=OTHER,
        api_version="w",
        deployment="other",
    ),
)
"""`server` is given by the servers themselves: tests/model_server/."""

_COMMON = {"name": "other", "default": True}
_SAMPLED = {**_COMMON, "temperature": 0.5, "parameters": {"top_p": 0.5}}


def beside(kind: str) -> Callable[[Any], dict[str, Any]]:
    """Beside another of its kind, so that the default can be one or the other."""
    first = Cohere(KEY)
    return lambda model: {"models": [getattr(first, kind)("first"), model]}


def method(make: Callable[..., Any], **changes: Any) -> Values:
    named = "deployment" if "deployment" in inspect.signature(make).parameters else "model"
    return values_of(make, beside(make.__name__), {named: "m"}, **{named: "n"}, **changes)


OPENAI, VLLM, OLLAMA = OpenAI(KEY), Vllm(LOCAL), Ollama(LOCAL)
AZURE_OPENAI, COHERE = AzureOpenAI("https://a.example", KEY), Cohere(KEY)
METHODS = (
    method(OPENAI.chat, **_SAMPLED, max_tokens=100),
    method(OPENAI.embeddings, **_COMMON, dimensions=256, context_length=100),
    method(AZURE_OPENAI.chat, **_SAMPLED, max_tokens=100),
    method(AZURE_OPENAI.embeddings, **_COMMON, dimensions=256, context_length=100),
    values_of(AZURE_OPENAI.vision, listed("models"), {"deployment": "m"}, deployment="n"),
    method(Anthropic(KEY).chat, **_SAMPLED, max_tokens=100),
    method(Google(KEY).chat, **_SAMPLED, max_tokens=100),
    method(Google(KEY).embeddings, **_COMMON),
    method(Groq(KEY).chat, **_SAMPLED, max_tokens=100),
    method(Mistral(KEY).chat, **_SAMPLED, max_tokens=100),
    method(Mistral(KEY).embeddings, **_COMMON),
    method(COHERE.chat, **_COMMON, temperature=0.5, parameters={"preamble": "Be brief."}),
    method(COHERE.embeddings, **_COMMON),
    method(COHERE.reranking, **_COMMON),
    method(Voyage(KEY).embeddings, **_COMMON),
    method(Voyage(KEY).reranking, **_COMMON),
    method(OLLAMA.chat, **_SAMPLED, max_tokens=100, context_length=4096),
    method(OLLAMA.embeddings, **_COMMON),
    method(TextEmbeddingsInference(LOCAL).embeddings, **_COMMON, normalize=False),
    method(TextEmbeddingsInference(LOCAL).reranking, **_COMMON, max_characters=100),
    method(VLLM.chat, **_SAMPLED, max_tokens=100),
    method(VLLM.embeddings, **_COMMON, dimensions=256, context_length=100),
)


def methods_of(provider: type[ModelProvider]) -> set[str]:
    return {
        f"{provider.__name__}.{name}"
        for name in ("chat", "embeddings", "reranking", "vision")
        if hasattr(provider, name)
    }
