"""Groq, which speaks OpenAI's protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model
from kotaemon_cdk8s.models.openai_protocol import Client
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

# flowsettings.py, `KH_LLMS["groq"]`.
_URL = "https://api.groq.com/openai/v1"


@dataclass(frozen=True)
class Groq(ModelProvider):
    """Groq: chat.

    Args:
        api_key: Its key.
        timeout_seconds: For each read of an answer. Default: the client's 600.
        max_retries: After errors that may pass. Default: the client's 2.

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
        limits = {"timeout": self.timeout_seconds, "max_retries": self.max_retries}
        return Client("Groq", _URL, self.api_key, limits).chat(
            model, name=name, default=default, temperature=temperature, max_tokens=max_tokens, parameters=parameters
        )
