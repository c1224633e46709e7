"""Model providers: where answers and embeddings come from."""

from kotaemon_cdk8s.models.providers import AzureOpenAI, Cohere, Google, Mistral, ModelProvider, Ollama, OpenAI, Voyage

__all__ = ["AzureOpenAI", "Cohere", "Google", "Mistral", "ModelProvider", "Ollama", "OpenAI", "Voyage"]
