"""Mistral: chat over OpenAI's protocol, embeddings over its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.openai_protocol import Client
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, made, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

# flowsettings.py, `KH_LLMS["mistral"]`; langchain_mistralai 0.1.13 has the same for embeddings.
_URL = "https://api.mistral.ai/v1"


@dataclass(frozen=True)
class Mistral(ModelProvider):
    """Mistral: chat and embeddings.

    Args:
        api_key: Its key.
        timeout_seconds: For each read of an answer. Default: the clients' 600 for chat, 120
            for embeddings.
        max_retries: After errors that may pass. Default: the clients' 2 for chat, 5 for embeddings.

    Raises:
        OptionError: A number is out of range.
    """

    api_key: SecretRef
    timeout_seconds: float | None = None
    max_retries: int | None = None

    @override
    def check(self, at: At) -> None:
        check_client(at, self.timeout_seconds, self.max_retries)

    @model_method
    def chat(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int | None = None,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model; arguments as in `OpenAI.chat`."""
        return Client("Mistral", _URL, self.api_key, self._limits()).chat(
            model, name=name, default=default, temperature=temperature, max_tokens=max_tokens, parameters=parameters
        )

    @model_method
    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model.

        Args:
            model: Mistral's name of it, such as `mistral-embed`.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.LCMistralEmbeddings",
            {"api_key": self.api_key, "model": model},
            url=_URL,
            name=model if name is None else name,
            default=default,
            owner="Mistral",
            optional=self._limits(),
        )

    def _limits(self) -> dict[str, JsonValue]:
        return {"timeout": self.timeout_seconds, "max_retries": self.max_retries}
