"""vLLM, a server for models of Hugging Face, which speaks OpenAI's protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.openai_protocol import Client
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, check_root, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class Vllm(ModelProvider):
    """A vLLM that is there already: chat or embeddings, whichever its model is for.

    Args:
        url: Its URL without a path, such as `http://vllm:8000`.
        api_key: What it was started with as `--api-key`. Default: none.
        timeout_seconds: For each read of an answer. Default: the client's 600.
        max_retries: After errors that may pass. Default: the client's 2.

    Raises:
        OptionError: The URL is malformed, or a number is out of range.
    """

    url: str
    api_key: SecretRef | None = None
    timeout_seconds: float | None = None
    max_retries: int | None = None

    @override
    def check(self, at: At) -> None:
        check_root(at, "url", self.url)
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
        """A chat model; arguments as in `OpenAI.chat`, `model` as vLLM serves it."""
        return self._client().chat(
            model, name=name, default=default, temperature=temperature, max_tokens=max_tokens, parameters=parameters
        )

    @model_method
    def embeddings(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        dimensions: int | None = None,
        context_length: int | None = None,
    ) -> Model:
        """An embedding model; arguments as in `OpenAI.embeddings`, `model` as vLLM serves it."""
        return self._client().embeddings(
            model, name=name, default=default, dimensions=dimensions, context_length=context_length
        )

    def _client(self) -> Client:
        limits = {"timeout": self.timeout_seconds, "max_retries": self.max_retries}
        return Client("Vllm", f"{self.url.rstrip('/')}/v1", self.api_key, limits)
