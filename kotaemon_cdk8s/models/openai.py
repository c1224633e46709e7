"""OpenAI, and any server that speaks its protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.openai_protocol import Client
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, check_url, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

_OPENAI = "https://api.openai.com/v1"


@dataclass(frozen=True)
class OpenAI(ModelProvider):
    """OpenAI, or any server that speaks its protocol (LiteLLM, a gateway): chat and embeddings.

    Args:
        api_key: Its key; None, if the server asks for none. OpenAI does.
        base_url: URL up to and with `/v1`, or a Secret that holds it. Default:
            https://api.openai.com/v1.
        organization: Organization that is billed. Default: that of the key.
        timeout_seconds: For each read of an answer. Default: the client's 600.
        max_retries: After errors that may pass. Default: the client's 2.

    Raises:
        OptionError: The URL is malformed, a number is out of range, or OpenAI has no key.
    """

    api_key: SecretRef | None = None
    base_url: str | SecretRef = _OPENAI
    organization: str | None = None
    timeout_seconds: float | None = None
    max_retries: int | None = None

    @override
    def check(self, at: At) -> None:
        check_url(at, "base_url", self.base_url)
        check_client(at, self.timeout_seconds, self.max_retries)
        at.require(
            self.api_key is not None or self.base_url != _OPENAI,
            "api_key",
            self.api_key,
            "OpenAI answers nobody without a key",
            'give SecretRef("openai", "api-key"), or the `base_url` of a server that asks for none',
        )
        if self.organization is not None:
            at.not_blank("organization", self.organization)

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
        """A chat model.

        Args:
            model: The server's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the server, which models that reason ask
                for. Default: 0.
            max_tokens: Length of an answer. Default: the server's.
            parameters: Further ones of the app's class: frequency_penalty, logit_bias,
                logprobs, n, presence_penalty, stop, tool_choice, tools, top_logprobs, top_p.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
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
        """An embedding model.

        Args:
            model: The server's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
            dimensions: Length of the vectors, where the model leaves it open. Default: the model's.
            context_length: Longer texts are cut into pieces of so many tokens of cl100k_base,
                and sent as numbers, which OpenAI and vLLM take. Default: they are not cut.

        Raises:
            OptionError: A value is out of range.
        """
        return self._client().embeddings(
            model, name=name, default=default, dimensions=dimensions, context_length=context_length
        )

    def _client(self) -> Client:
        return Client(
            "OpenAI",
            self.base_url,
            self.api_key,
            {"organization": self.organization, "timeout": self.timeout_seconds, "max_retries": self.max_retries},
        )
