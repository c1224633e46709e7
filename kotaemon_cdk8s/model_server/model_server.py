"""ModelServer: the model servers that the library can run beside the app."""

from __future__ import annotations

from kotaemon_cdk8s.backends import Backends, constructor
from kotaemon_cdk8s.model_server.ollama import OllamaServer
from kotaemon_cdk8s.model_server.text_embeddings_inference import TextEmbeddingsInferenceServer
from kotaemon_cdk8s.model_server.vllm import VllmServer


class ModelServer(metaclass=Backends):
    """A server of models in the cluster; its `chat`, `embeddings` and `reranking` go into `models` of the app."""

    ollama = staticmethod(constructor(OllamaServer))
    text_embeddings_inference = staticmethod(constructor(TextEmbeddingsInferenceServer))
    vllm = staticmethod(constructor(VllmServer))
