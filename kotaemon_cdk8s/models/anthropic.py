"""Anthropic, by the app's `LCAnthropicChat`, which wraps langchain_anthropic 0.1.23."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, made, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class Anthropic(ModelProvider):
    """Anthropic: chat.

    Args:
        api_key: Its key.
        base_url: URL of a gateway that speaks its protocol. Default: https://api.anthropic.com.
        timeout_seconds: For each read of an answer. Default: the client's 600.
        max_retries: After errors that may pass. Default: the client's 2.

    Raises:
        OptionError: The URL is malformed, or a number is out of range.
    """

    api_key: SecretRef
    base_url: str = "https://api.anthropic.com"
    timeout_seconds: float | None = None
    max_retries: int | None = None

    @override
    def check(self, at: At) -> None:
        at.url("base_url", self.base_url)
        check_client(at, self.timeout_seconds, self.max_retries)

    @model_method
    def chat(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int = 4096,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model.

        Args:
            model: Anthropic's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the server. Default: 0.
            max_tokens: Length of an answer, which Anthropic wants to be told. Default: 4096;
                the app's class has 1024, which cuts long answers short.
            parameters: Further ones of the app's class: stop_sequences, top_k, top_p.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
        return made(
            ModelKind.CHAT,
            "kotaemon.llms.LCAnthropicChat",
            {
                "api_key": self.api_key,
                "base_url": self.base_url,
                "model_name": model,
                # Said when it is None, too: the app's class has 0.7.
                "temperature": temperature,
                "max_tokens": max_tokens,
            },
            url=self.base_url,
            name=model if name is None else name,
            default=default,
            owner="Anthropic",
            optional={"timeout": self.timeout_seconds, "max_retries": self.max_retries},
            parameters=parameters,
            known={"stop_sequences", "top_k", "top_p"},
        )
