"""Cohere, by the app's classes over langchain_cohere 0.2.4, and its own reranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, check_root, made, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class Cohere(ModelProvider):
    """Cohere, or a server with its protocol: chat, embeddings and reranking.

    Args:
        api_key: Its key.
        base_url: URL without a path. Default: https://api.cohere.com.
        timeout_seconds: For chat and embeddings; the app has none for reranking. Default: the
            clients' 300 for chat, none for embeddings.

    Raises:
        OptionError: The URL is malformed, or a number is out of range.
    """

    api_key: SecretRef
    base_url: str = "https://api.cohere.com"
    timeout_seconds: float | None = None

    @override
    def check(self, at: At) -> None:
        check_root(at, "base_url", self.base_url)
        check_client(at, self.timeout_seconds)

    @model_method
    def chat(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model.

        Args:
            model: Cohere's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the server. Default: 0.
            parameters: Further ones of the app's class: preamble, stop.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
        return made(
            ModelKind.CHAT,
            "kotaemon.llms.LCCohereChat",
            {
                "api_key": self.api_key,
                "base_url": self.base_url,
                # Not `model_name`, which the image has: langchain_cohere drops that, and Cohere
                # then takes a model of its own choice (tried).
                "model": model,
                # Said when it is None, too: the app's class has 0.7.
                "temperature": temperature,
            },
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            owner="Cohere",
            optional={"timeout_seconds": self.timeout_seconds},
            parameters=parameters,
            known={"preamble", "stop"},
        )

    @model_method
    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model.

        Args:
            model: Cohere's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.LCCohereEmbeddings",
            # The user agent as flowsettings.py has it: the app's form asks for one.
            {"cohere_api_key": self.api_key, "base_url": self.base_url, "model": model, "user_agent": "default"},
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            owner="Cohere",
            optional={"request_timeout": self.timeout_seconds},
        )

    @model_method
    def reranking(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """A reranking model.

        Args:
            model: Cohere's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default reranking model. Default: False; the first one is.
        """
        return made(
            ModelKind.RERANKING,
            "kotaemon.rerankings.CohereReranking",
            {"cohere_api_key": self.api_key, "base_url": self.base_url, "model_name": model},
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            owner="Cohere",
        )
