"""Run Kotaemon on Kubernetes: cdk8s constructs whose every line takes effect."""

from kotaemon_cdk8s.node_program import select_node

select_node()  # before the first import of constructs, cdk8s or cdk8s_plus_27

from kotaemon_cdk8s.errors import Fault, KotaemonCdk8sError, OptionError, OutputError, SynthesisError  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.features import (  # noqa: E402
    AdobePdfServices,
    AzureDocumentIntelligence,
    DocumentReaders,
    Reasoning,
    ReasoningPipeline,
    UserInterface,
    WebSearch,
)
from kotaemon_cdk8s.kotaemon_app.image import Image  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.indices import Index  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.mode import Mode  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.pod_options import Pod, Probes, Resources  # noqa: E402
from kotaemon_cdk8s.kotaemon_app.storage import AccessMode, Storage  # noqa: E402
from kotaemon_cdk8s.models import (  # noqa: E402
    AzureOpenAI,
    Cohere,
    Google,
    Mistral,
    ModelProvider,
    Ollama,
    OpenAI,
    Voyage,
)
from kotaemon_cdk8s.objects import Override  # noqa: E402
from kotaemon_cdk8s.operations.argo_application import ArgoApplication  # noqa: E402
from kotaemon_cdk8s.output import output_folder  # noqa: E402
from kotaemon_cdk8s.security.namespace import Namespace  # noqa: E402
from kotaemon_cdk8s.wiring import SecretRef  # noqa: E402

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
