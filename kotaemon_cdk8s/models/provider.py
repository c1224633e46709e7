"""What every model provider is, and what the image has in place of one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from kotaemon_cdk8s.options import Options
from kotaemon_cdk8s.wiring import Binding

# /app/.env in the image is .env.example; an empty variable overrides its placeholder, and
# flowsettings.py then makes no entry (or one that the runtime drops).
PLACEHOLDERS: Mapping[str, str] = {
    "COHERE_API_KEY": "",
    "GRAPHRAG_API_KEY": "",
    "LOCAL_MODEL": "",
    "OPENAI_API_KEY": "",
    "VOYAGE_API_KEY": "",
}


class ModelProvider(Options):
    """Base of the providers; the first one given provides the default model of each kind."""

    component = "model provider"

    @abstractmethod
    def bind(self) -> Binding:
        """Environment from which the image makes its entries."""
