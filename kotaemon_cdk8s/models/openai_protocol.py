"""Chat and embeddings over OpenAI's HTTP protocol, which many servers speak.

The app's classes are `ChatOpenAI` and `OpenAIEmbeddings`, in libs/kotaemon/kotaemon/llms/chats/openai.py
and libs/kotaemon/kotaemon/embeddings/openai.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import OPEN, made
from kotaemon_cdk8s.options import JsonValue
from kotaemon_cdk8s.wiring import SecretRef

CHAT_PARAMETERS = frozenset(
    {"frequency_penalty", "logit_bias", "logprobs", "n", "presence_penalty", "stop", "tool_choice", "tools",
     "top_logprobs", "top_p"}
)  # fmt: skip


@dataclass(frozen=True)
class Client:
    """How the app's client reaches a server.

    Args:
        owner: Class of the provider.
        base_url: Up to and with the version, such as `https://api.openai.com/v1`.
        api_key: None, if the server asks for none.
        optional: Further arguments of the client; None leaves one to it.
    """

    owner: str
    base_url: str | SecretRef
    api_key: SecretRef | None
    optional: Mapping[str, JsonValue]

    def chat(
        self,
        model: str,
        *,
        name: str | None,
        default: bool,
        temperature: float | None,
        max_tokens: int | None,
        parameters: Mapping[str, JsonValue],
    ) -> Model:
        """A chat model."""
        return made(
            ModelKind.CHAT,
            "kotaemon.llms.ChatOpenAI",
            self._arguments(model),
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            optional={**self.optional, "temperature": temperature, "max_tokens": max_tokens},
            parameters=parameters,
            known=CHAT_PARAMETERS,
            owner=self.owner,
        )

    def embeddings(
        self,
        model: str,
        *,
        name: str | None,
        default: bool,
        dimensions: int | None = None,
        context_length: int | None = None,
    ) -> Model:
        """An embedding model."""
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.OpenAIEmbeddings",
            self._arguments(model),
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            optional={**self.optional, "dimensions": dimensions, "context_length": context_length},
            owner=self.owner,
        )

    def _arguments(self, model: str) -> dict[str, JsonValue]:
        return {"base_url": self.base_url, "api_key": self.api_key or OPEN, "model": model}
