"""Declared model providers are set up, the image's placeholders are not."""

from __future__ import annotations

from kotaemon_cdk8s import AzureOpenAI, Cohere, Google, Mistral, ModelProvider, Ollama, OpenAI, SecretRef, Voyage

import pytest

from tests.support import KEY, deployed, document, environment, kotaemon

# What .env.example of the image sets to a placeholder, or seeds a model from.
PLACEHOLDERS = ("COHERE_API_KEY", "GRAPHRAG_API_KEY", "LOCAL_MODEL", "OPENAI_API_KEY", "VOYAGE_API_KEY")

# Provider, the entries the image makes of it, its host and port.
PROVIDERS: list[tuple[ModelProvider, list[str], tuple[str, int]]] = [
    (OpenAI(KEY), ["openai"], ("api.openai.com", 443)),
    (OpenAI(KEY, "http://vllm:8000/v1"), ["openai"], ("vllm", 8000)),
    (AzureOpenAI("https://a.example", KEY, "chat"), ["azure"], ("a.example", 443)),
    (Google(KEY), ["google"], ("generativelanguage.googleapis.com", 443)),
    (Cohere(KEY), ["cohere"], ("api.cohere.com", 443)),
    (Cohere(KEY, "http://rerank:80"), ["cohere"], ("rerank", 80)),
    (Mistral(KEY), ["mistral"], ("api.mistral.ai", 443)),
    (Voyage(KEY), ["voyageai"], ("api.voyageai.com", 443)),
    (Ollama("http://ollama:11434/v1/", "chat"), ["ollama", "ollama-long-context"], ("ollama", 11434)),
]


@pytest.mark.parametrize(("provider", "seeds", "address"), PROVIDERS)
def test_a_provider_is_kept_and_reached(provider: ModelProvider, seeds: list[str], address: tuple[str, int]) -> None:
    app = kotaemon(models=[provider])
    assert app.wiring.seeds == seeds
    assert [(point.host, point.port) for point in app.wiring.endpoints] == [address]


def test_a_url_in_a_secret_names_no_address() -> None:
    assert kotaemon(models=[OpenAI(KEY, SecretRef("openai", "url"))]).wiring.endpoints == ()


def test_the_first_provider_comes_first() -> None:
    models = [Mistral(KEY), OpenAI(KEY), Google(KEY)]
    assert document(deployed(models=models))["models"] == ["mistral", "openai", "google"]


def test_without_providers_the_placeholders_of_the_image_are_off() -> None:
    objects = deployed()
    assert document(objects)["models"] == []
    assert {name: environment(objects)[name] for name in PLACEHOLDERS} == dict.fromkeys(PLACEHOLDERS, "")


def test_a_provider_takes_the_place_of_its_placeholder_only() -> None:
    found = environment(deployed(models=[OpenAI(KEY)]))
    assert found["OPENAI_API_KEY"] == KEY
    assert [name for name in PLACEHOLDERS if found[name] == ""] == [
        name for name in PLACEHOLDERS if name != "OPENAI_API_KEY"
    ]
