"""Azure OpenAI: chat and embeddings, and the deployment that describes figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kotaemon_cdk8s.models.model import Model, ModelKind
from kotaemon_cdk8s.models.openai_protocol import CHAT_PARAMETERS
from kotaemon_cdk8s.models.provider import ModelProvider, check_client, check_url, made, model_method
from kotaemon_cdk8s.options import At, JsonValue, Options, frozen
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class AzureOpenAI(ModelProvider):
    """Azure OpenAI: chat, embeddings, and descriptions of figures.

    Args:
        endpoint: URL of the resource, or a Secret that holds it.
        api_key: Its key.
        api_version: Default: 2024-02-15-preview (the image's).
        timeout_seconds: For each read of an answer. Default: the client's 600.
        max_retries: After errors that may pass. Default: the client's 2.

    Raises:
        OptionError: The URL is malformed, the version is empty, or a number is out of range.
    """

    endpoint: str | SecretRef
    api_key: SecretRef
    api_version: str = "2024-02-15-preview"
    timeout_seconds: float | None = None
    max_retries: int | None = None

    @override
    def check(self, at: At) -> None:
        check_url(at, "endpoint", self.endpoint)
        at.not_blank("api_version", self.api_version)
        check_client(at, self.timeout_seconds, self.max_retries)

    @model_method
    def chat(
        self,
        deployment: str,
        *,
        name: str | None = None,
        default: bool = False,
        temperature: float | None = 0,
        max_tokens: int | None = None,
        parameters: Mapping[str, JsonValue] = frozen({}),
    ) -> Model:
        """A chat model.

        Args:
            deployment: Name of its deployment.
            name: Name in the app. Default: `deployment`.
            default: It is the default chat model. Default: False; the first one is.
            temperature: 0 to 2; None leaves it to the server. Default: 0.
            max_tokens: Length of an answer. Default: the server's.
            parameters: As of `OpenAI.chat`.

        Raises:
            OptionError: A value is out of range, or a parameter unknown.
        """
        return made(
            ModelKind.CHAT,
            "kotaemon.llms.AzureChatOpenAI",
            self._arguments(deployment),
            url=self.endpoint,
            name=deployment if name is None else name,
            default=default,
            owner="AzureOpenAI",
            optional={**self._limits(), "temperature": temperature, "max_tokens": max_tokens},
            parameters=parameters,
            known=CHAT_PARAMETERS,
        )

    @model_method
    def embeddings(
        self,
        deployment: str,
        *,
        name: str | None = None,
        default: bool = False,
        dimensions: int | None = None,
        context_length: int | None = None,
    ) -> Model:
        """An embedding model.

        Args:
            deployment: Name of its deployment.
            name: Name in the app. Default: `deployment`.
            default: It is the default embedding model. Default: False; the first one is.
            dimensions: Length of the vectors, where the model leaves it open. Default: the model's.
            context_length: Longer texts are cut into pieces of so many tokens of cl100k_base. Default:
                they are not cut.

        Raises:
            OptionError: A value is out of range.
        """
        return made(
            ModelKind.EMBEDDINGS,
            "kotaemon.embeddings.AzureOpenAIEmbeddings",
            self._arguments(deployment),
            url=self.endpoint,
            name=deployment if name is None else name,
            default=default,
            owner="AzureOpenAI",
            optional={**self._limits(), "dimensions": dimensions, "context_length": context_length},
        )

    @model_method
    def vision(self, deployment: str) -> VisionModel:
        """The model that describes figures, which the readers of Adobe, Azure and Docling find.

        Args:
            deployment: Name of its deployment.
        """
        return VisionModel(
            endpoint=self.endpoint, api_key=self.api_key, api_version=self.api_version, deployment=deployment
        )

    def _arguments(self, deployment: str) -> dict[str, JsonValue]:
        return {
            "azure_endpoint": self.endpoint,
            "api_key": self.api_key,
            "api_version": self.api_version,
            "azure_deployment": deployment,
        }

    def _limits(self) -> dict[str, JsonValue]:
        return {"timeout": self.timeout_seconds, "max_retries": self.max_retries}


@dataclass(frozen=True)
class VisionModel(Options):
    """The model that describes figures; `AzureOpenAI(...).vision(...)` makes it.

    The app asks Azure OpenAI only, with the key of its environment
    (libs/kotaemon/kotaemon/loaders/utils/gpt4v.py), and keeps it out of its database.

    Args:
        endpoint: As of `AzureOpenAI`.
        api_key: As of `AzureOpenAI`.
        api_version: As of `AzureOpenAI`.
        deployment: Name of its deployment.
    """

    endpoint: str | SecretRef
    api_key: SecretRef
    api_version: str
    deployment: str

    component = "vision model"

    def bind(self) -> Binding:
        """The environment of which flowsettings.py makes the address, and gpt4v.py reads the key."""
        env: dict[str, str | SecretRef] = {
            "AZURE_OPENAI_API_KEY": self.api_key,
            "AZURE_OPENAI_ENDPOINT": self.endpoint,
            "OPENAI_API_VERSION": self.api_version,
            "OPENAI_VISION_DEPLOYMENT_NAME": self.deployment,
        }
        hidden = self.endpoint if isinstance(self.endpoint, SecretRef) else None
        return Binding(
            env={name: value for name, value in env.items() if isinstance(value, str)},
            secret_env={name: value for name, value in env.items() if isinstance(value, SecretRef)},
            endpoints=Endpoint.of_url(self.endpoint),
            unnamed_hosts=f"its address is in the Secret {hidden.name}" if hidden else None,
        )
