"""Providers that the image can set up from its environment.

The app writes them into its database: chat models whenever it has none of that name,
embeddings and rerankings only while it has none at all. What an administrator changes
there stays, so a new key in the Secret does not reach a model that is there already. The
image's placeholders for undeclared providers are switched off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.provider import ModelProvider
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class OpenAI(ModelProvider):
    """OpenAI, or any server that speaks its protocol: chat and embeddings.

    Args:
        api_key: Its key.
        base_url: URL up to and with `/v1`, or a Secret that holds it. Default:
            https://api.openai.com/v1.
        chat_model: Default: gpt-4o-mini (the image's).
        embeddings_model: Default: text-embedding-3-large (the image's).

    Raises:
        OptionError: The URL is malformed, or a name is empty.
    """

    api_key: SecretRef
    base_url: str | SecretRef = "https://api.openai.com/v1"
    chat_model: str = "gpt-4o-mini"
    embeddings_model: str = "text-embedding-3-large"

    component = "OpenAI"

    @override
    def check(self, at: At) -> None:
        _url(at, "base_url", self.base_url)
        at.not_blank("chat_model", self.chat_model)
        at.not_blank("embeddings_model", self.embeddings_model)

    @override
    def bind(self) -> Binding:
        return _binding(
            ("openai",),
            {
                "OPENAI_API_KEY": self.api_key,
                "OPENAI_API_BASE": self.base_url,
                "OPENAI_CHAT_MODEL": self.chat_model,
                "OPENAI_EMBEDDINGS_MODEL": self.embeddings_model,
            },
            self.base_url,
        )


@dataclass(frozen=True)
class AzureOpenAI(ModelProvider):
    """Azure OpenAI: chat, embeddings, and vision for multimodal questions.

    Args:
        endpoint: URL of the resource, or a Secret that holds it.
        api_key: Its key.
        chat_deployment: Name of the chat deployment. Default: none.
        embeddings_deployment: Name of the embeddings deployment. Default: none.
        vision_deployment: Name of the deployment that reads figures. Default: gpt-4o.
        api_version: Default: 2024-02-15-preview (the image's).

    Raises:
        OptionError: The URL is malformed, or neither deployment is named.
    """

    endpoint: str | SecretRef
    api_key: SecretRef
    chat_deployment: str = ""
    embeddings_deployment: str = ""
    vision_deployment: str = "gpt-4o"
    api_version: str = "2024-02-15-preview"

    component = "Azure OpenAI"

    @override
    def check(self, at: At) -> None:
        _url(at, "endpoint", self.endpoint)
        at.not_blank("api_version", self.api_version)
        at.not_blank("vision_deployment", self.vision_deployment)
        at.require(
            bool(self.chat_deployment.strip() or self.embeddings_deployment.strip()),
            "chat_deployment",
            self.chat_deployment,
            "no deployment is named, so the app would set up no model",
            "name chat_deployment, embeddings_deployment, or both",
        )

    @override
    def bind(self) -> Binding:
        return _binding(
            ("azure",),
            {
                "AZURE_OPENAI_API_KEY": self.api_key,
                "AZURE_OPENAI_ENDPOINT": self.endpoint,
                "AZURE_OPENAI_CHAT_DEPLOYMENT": self.chat_deployment,
                "AZURE_OPENAI_EMBEDDINGS_DEPLOYMENT": self.embeddings_deployment,
                "OPENAI_VISION_DEPLOYMENT_NAME": self.vision_deployment,
                "OPENAI_API_VERSION": self.api_version,
            },
            self.endpoint,
        )


@dataclass(frozen=True)
class Google(ModelProvider):
    """Google Gemini: chat and embeddings.

    Args:
        api_key: Its key.
    """

    api_key: SecretRef

    component = "Google"

    @override
    def bind(self) -> Binding:
        # Host: the default endpoint of Google's generativelanguage API.
        return _binding(("google",), {"GOOGLE_API_KEY": self.api_key}, "https://generativelanguage.googleapis.com")


@dataclass(frozen=True)
class Cohere(ModelProvider):
    """Cohere, or a server with its reranking protocol: chat, embeddings and reranking.

    Args:
        api_key: Its key.
        rerank_url: Base URL for reranking. Default: https://api.cohere.com.

    Raises:
        OptionError: The URL is malformed.
    """

    api_key: SecretRef
    rerank_url: str | None = None

    component = "Cohere"

    @override
    def check(self, at: At) -> None:
        if self.rerank_url is not None:
            at.url("rerank_url", self.rerank_url)

    @override
    def bind(self) -> Binding:
        env: dict[str, str | SecretRef] = {"COHERE_API_KEY": self.api_key}
        if self.rerank_url is not None:
            env["CO_API_URL"] = self.rerank_url
        return _binding(("cohere",), env, self.rerank_url or "https://api.cohere.com")


@dataclass(frozen=True)
class Mistral(ModelProvider):
    """Mistral: chat and embeddings.

    Args:
        api_key: Its key.
    """

    api_key: SecretRef

    component = "Mistral"

    @override
    def bind(self) -> Binding:
        return _binding(("mistral",), {"MISTRAL_API_KEY": self.api_key}, "https://api.mistral.ai/v1")


@dataclass(frozen=True)
class Voyage(ModelProvider):
    """Voyage AI: embeddings and reranking.

    Args:
        api_key: Its key.
        embeddings_model: Default: voyage-3-large (the image's).

    Raises:
        OptionError: The name is empty.
    """

    api_key: SecretRef
    embeddings_model: str = "voyage-3-large"

    component = "Voyage AI"

    @override
    def check(self, at: At) -> None:
        at.not_blank("embeddings_model", self.embeddings_model)

    @override
    def bind(self) -> Binding:
        return _binding(
            ("voyageai",),
            {"VOYAGE_API_KEY": self.api_key, "VOYAGE_EMBEDDINGS_MODEL": self.embeddings_model},
            "https://api.voyageai.com",
        )


@dataclass(frozen=True)
class Ollama(ModelProvider):
    """An Ollama server that is already there: chat and embeddings.

    Args:
        url: Its OpenAI-compatible URL, ending in `/v1/`.
        chat_model: Name of a model it has.
        embeddings_model: Default: nomic-embed-text (the image's).

    Raises:
        OptionError: The URL is malformed or ends otherwise, or a name is empty.
    """

    url: str
    chat_model: str
    embeddings_model: str = "nomic-embed-text"

    component = "Ollama"

    @override
    def check(self, at: At) -> None:
        at.url("url", self.url)
        at.require(
            self.url.endswith("/v1/"),
            "url",
            self.url,
            "the app cuts 'v1/' off its end to reach Ollama's own protocol (flowsettings.py)",
            "let it end in '/v1/', such as 'http://ollama:11434/v1/'",
        )
        at.not_blank("chat_model", self.chat_model)
        at.not_blank("embeddings_model", self.embeddings_model)

    @override
    def bind(self) -> Binding:
        return _binding(
            ("ollama", "ollama-long-context"),
            {
                "KH_OLLAMA_URL": self.url,
                "LOCAL_MODEL": self.chat_model,
                "LOCAL_MODEL_EMBEDDINGS": self.embeddings_model,
            },
            self.url,
        )


def _url(at: At, field: str, value: str | SecretRef) -> None:
    if isinstance(value, str):
        at.url(field, value)


def _binding(seeds: tuple[str, ...], env: Mapping[str, str | SecretRef], url: str | SecretRef) -> Binding:
    return Binding(
        env={name: value for name, value in env.items() if isinstance(value, str)},
        secret_env={name: value for name, value in env.items() if isinstance(value, SecretRef)},
        seeds=seeds,
        endpoints=Endpoint.of_url(url),
        unnamed_hosts=f"its address is in the Secret {url.name}" if isinstance(url, SecretRef) else None,
    )
