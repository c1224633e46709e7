"""Run Kotaemon on Kubernetes: cdk8s constructs whose every line takes effect."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kotaemon_cdk8s.node_program import select_node

select_node()  # before the first import of constructs, cdk8s or cdk8s_plus_27

if TYPE_CHECKING:
    from kotaemon_cdk8s.errors import Fault, KotaemonCdk8sError, OptionError, OutputError, SynthesisError
    from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
    from kotaemon_cdk8s.kotaemon_app.features import (
        AdobePdfServices,
        AzureDocumentIntelligence,
        DocumentReaders,
        Reasoning,
        ReasoningPipeline,
        UserInterface,
        WebSearch,
    )
    from kotaemon_cdk8s.kotaemon_app.image import Image
    from kotaemon_cdk8s.kotaemon_app.indices import Index
    from kotaemon_cdk8s.kotaemon_app.mode import Mode
    from kotaemon_cdk8s.kotaemon_app.pod_options import Pod, Probes, Resources
    from kotaemon_cdk8s.kotaemon_app.storage import AccessMode, Storage
    from kotaemon_cdk8s.models.provider import ModelProvider
    from kotaemon_cdk8s.models.providers import AzureOpenAI, Cohere, Google, Mistral, Ollama, OpenAI, Voyage
    from kotaemon_cdk8s.objects import Override
    from kotaemon_cdk8s.operations.argo_application import ArgoApplication
    from kotaemon_cdk8s.output import output_folder
    from kotaemon_cdk8s.security.namespace import Namespace
    from kotaemon_cdk8s.wiring import SecretRef

# Imported at first use: together they cost as much as a synthesis, and an app uses few.
_ROOMS = {
    "errors": ("Fault", "KotaemonCdk8sError", "OptionError", "OutputError", "SynthesisError"),
    "kotaemon_app.app": ("KotaemonApp",),
    "kotaemon_app.features": (
        "AdobePdfServices",
        "AzureDocumentIntelligence",
        "DocumentReaders",
        "Reasoning",
        "ReasoningPipeline",
        "UserInterface",
        "WebSearch",
    ),
    "kotaemon_app.image": ("Image",),
    "kotaemon_app.indices": ("Index",),
    "kotaemon_app.mode": ("Mode",),
    "kotaemon_app.pod_options": ("Pod", "Probes", "Resources"),
    "kotaemon_app.storage": ("AccessMode", "Storage"),
    "models.provider": ("ModelProvider",),
    "models.providers": ("AzureOpenAI", "Cohere", "Google", "Mistral", "Ollama", "OpenAI", "Voyage"),
    "objects": ("Override",),
    "operations.argo_application": ("ArgoApplication",),
    "output": ("output_folder",),
    "security.namespace": ("Namespace",),
    "wiring": ("SecretRef",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "AccessMode",
    "AdobePdfServices",
    "ArgoApplication",
    "AzureDocumentIntelligence",
    "AzureOpenAI",
    "Cohere",
    "DocumentReaders",
    "Fault",
    "Google",
    "Image",
    "Index",
    "KotaemonApp",
    "KotaemonCdk8sError",
    "Mistral",
    "Mode",
    "ModelProvider",
    "Namespace",
    "Ollama",
    "OpenAI",
    "OptionError",
    "OutputError",
    "Override",
    "Pod",
    "Probes",
    "Reasoning",
    "ReasoningPipeline",
    "Resources",
    "SecretRef",
    "Storage",
    "SynthesisError",
    "UserInterface",
    "Voyage",
    "WebSearch",
    "output_folder",
]


def __getattr__(name: str) -> Any:
    """A public name, from its room (PEP 562)."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return __all__
