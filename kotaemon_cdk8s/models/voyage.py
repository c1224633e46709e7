"""Voyage AI, by the app's classes over voyageai 0.3.2."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import ModelProvider, made, model_method
from kotaemon_cdk8s.wiring import SecretRef

_URL = "https://api.voyageai.com/v1"


@dataclass(frozen=True)
class Voyage(ModelProvider):
    """Voyage AI: embeddings and reranking.

    Args:
        api_key: Its key.
    """

    api_key: SecretRef

    @model_method
    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model.

        Args:
            model: Voyage's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.VoyageAIEmbeddings",
            {"api_key": self.api_key, "model": model},
            url=_URL,
            name=model if name is None else name,
            default=default,
            owner="Voyage",
        )

    @model_method
    def reranking(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """A reranking model.

        Args:
            model: Voyage's name of it.
            name: Name in the app. Default: `model`.
            default: It is the default reranking model. Default: False; the first one is.
        """
        return made(
            ModelKind.RERANKING,
            "kotaemon.rerankings.VoyageAIReranking",
            {"api_key": self.api_key, "model_name": model},
            url=_URL,
            name=model if name is None else name,
            default=default,
            owner="Voyage",
        )
