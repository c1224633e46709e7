"""Ollama: chat over its own protocol, embeddings over OpenAI's, which it speaks as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.openai_protocol import Client
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, check_root, made, model_method
from kotaemon_cdk8s.options import At, JsonValue, frozen

from typing_extensions import override

# Fields of langchain_ollama 0.1.3's ChatOllama that Ollama takes with a question.
CHAT_PARAMETERS = frozenset(
    {"format", "keep_alive", "mirostat", "mirostat_eta", "mirostat_tau", "num_gpu", "num_thread", "repeat_last_n",
     "repeat_penalty", "seed", "stop", "tfs_z", "top_k", "top_p"}
)  # fmt: skip


@dataclass(frozen=True)
class Ollama(ModelProvider):
    """An Ollama that is there already: chat and embeddings; `ModelServer.ollama` runs one.

    Args:
        url: Its URL without a path, such as `http://ollama:11434`.
        timeout_seconds: For each read of an answer. Default: none for chat, 600 for embeddings.

    Raises:
        OptionError: The URL is malformed or has a path, or the number is out of range.
    """

    url: str
    timeout_seconds: float | None = None

    @override
    def check(self, at: At) -> None:
        check_root(at, "url", self.url)
        check_client(at, self.timeout_seconds)

    @model_method
    def chat(
        self,
        model: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int | None = None,
        context_length: int = 8192,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model.

        Args:
            model: Name of a model that it has, such as `qwen3:8b`.
            name: Name in the app. Default: `model`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the model. Default: 0.
            max_tokens: Length of an answer. Default: the model's.
            context_length: Tokens of question, passages and answer together; Ollama drops the
                beginning of what is longer, without a word. Default: 8192, the image's.
            parameters: Further ones of the app's class: format, keep_alive, mirostat,
                mirostat_eta, mirostat_tau, num_gpu, num_thread, repeat_last_n,
                repeat_penalty, seed, stop, tfs_z, top_k, top_p.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
        return made(
            ModelKind.CHAT,
            # Not ChatOpenAI: OpenAI's protocol cannot say how long the context is.
            "kotaemon.llms.LCOllamaChat",
            {"base_url": self._root, "model": model, "num_ctx": context_length},
            url=self.url,
            name=model if name is None else name,
            default=default,
            owner="Ollama",
            optional={
                "temperature": temperature,
                "num_predict": max_tokens,
                "client_kwargs": None if self.timeout_seconds is None else {"timeout": self.timeout_seconds},
            },
            parameters=parameters,
            known=CHAT_PARAMETERS,
        )

    @model_method
    def embeddings(self, model: str, *, name: str | None = None, default: bool = False) -> Model:
        """An embedding model.

        Args:
            model: Name of a model that it has, such as `nomic-embed-text`.
            name: Name in the app. Default: `model`.
            default: It is the default embedding model. Default: False; the first one is.
        """
        client = Client("Ollama", f"{self._root}/v1", None, {"timeout": self.timeout_seconds})
        return client.embeddings(model, name=name, default=default)

    @property
    def _root(self) -> str:
        return self.url.rstrip("/")
