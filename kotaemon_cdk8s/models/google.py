"""Google Gemini, by the app's classes over langchain_google_genai 1.0.10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import ModelProvider, made, model_method
from kotaemon_cdk8s.options import JsonValue, frozen
from kotaemon_cdk8s.wiring import SecretRef

# The default endpoint of google.ai.generativelanguage, over gRPC.
_URL = "https://generativelanguage.googleapis.com"


@dataclass(frozen=True)
class Google(ModelProvider):
    """Google Gemini: chat and embeddings.

    Args:
        api_key: Its key.
    """

    api_key: SecretRef

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
            model: Google's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the server. Default: 0.
            max_tokens: Length of an answer. Default: the server's.
            parameters: Further ones of the app's class: n, top_k, top_p.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
        return made(
            ModelKind.CHAT,
            "kotaemon.llms.LCGeminiChat",
            # The temperature is said when it is None, too: the app's class has 0.7.
            {"api_key": self.api_key, "model_name": model, "temperature": temperature},
            url=_URL,
            name=model if name is None else name,
            default=default,
            owner="Google",
            optional={"max_output_tokens": max_tokens},
            parameters=parameters,
            known={"n", "top_k", "top_p"},
        )

    @model_method
    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model.

        Args:
            model: Google's name of it, with or without `models/` before it.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.LCGoogleEmbeddings",
            {"google_api_key": self.api_key, "model": f"models/{model.removeprefix('models/')}"},
            url=_URL,
            name=model if name is None else name,
            default=default,
            owner="Google",
        )
