"""Hugging Face's Text Embeddings Inference, by the app's `TeiEndpointEmbeddings` and `TeiFastReranking`."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.provider import ModelProvider, check_root, made, model_method
from kotaemon_cdk8s.options import At

from typing_extensions import override


@dataclass(frozen=True)
class TextEmbeddingsInference(ModelProvider):
    """A Text Embeddings Inference that is there already: embeddings or reranking, whichever its model is for.

    The app sends it no key, and waits for its answers without a limit.

    Args:
        url: Its URL without a path, such as `http://embeddings:80`.

    Raises:
        OptionError: The URL is malformed or has a path.
    """

    url: str

    @override
    def check(self, at: At) -> None:
        check_root(at, "url", self.url)

    @model_method
    def embeddings(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        normalize: bool = True,
    ) -> Model:
        """An embedding model.

        Args:
            model: What it serves; only a name here, for it serves one model.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
            normalize: Vectors of length 1. Default: True.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.TeiEndpointEmbeddings",
            {"endpoint_url": f"{self.url.rstrip('/')}/embed", "normalize": normalize, "truncate": True},
            url=self.url,
            name=model if name is None else name,
            default=default,
            owner="TextEmbeddingsInference",
        )

    @model_method
    def reranking(
        self, model: str, *, name: str | None = None, default: bool = False, max_characters: int = 4096
    ) -> Model:
        """A reranking model.

        Args:
            model: What it serves; only a name here, for it serves one model.
            name: Name in the app. Default: `model`.
            default: It is the default reranking model. Default: False; the first one is.
            max_characters: The app cuts each passage to so many characters (its class calls
                them tokens, and has 512). Default: 4096, about the 1024 tokens of a passage.

        Raises:
            OptionError: The number is out of range.
        """
        return made(
            ModelKind.RERANKING,
            "kotaemon.rerankings.TeiFastReranking",
            {
                "endpoint_url": f"{self.url.rstrip('/')}/rerank",
                "model_name": model,
                "max_tokens": max_characters,
                # Without, the app's class fails at every question (rerankings/tei_fast_rerank.py).
                "is_truncated": True,
            },
            url=self.url,
            name=model if name is None else name,
            default=default,
            owner="TextEmbeddingsInference",
        )
