"""Write the pages of docs/reference/ that the code says: options, commands, contract, downloads, metrics, secrets.

`python docs/generate_reference.py` writes the pages; with `--check` it writes nothing and
exits 1 if a page differs from the code.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
# The library, the examples, and what this script is made of.
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from reference_generator.command_line_page import (  # noqa: E402 (the folders above have to be on the path first)
    command_line,
)
from reference_generator.contract_page import contract  # noqa: E402
from reference_generator.downloads_page import downloads  # noqa: E402
from reference_generator.metrics_page import metrics  # noqa: E402
from reference_generator.options_page import options  # noqa: E402
from reference_generator.secrets_page import secrets  # noqa: E402

GROUPS: dict[str, tuple[str, ...]] = {
    "Constructs": ("KotaemonApp", "Namespace", "PodSecurity"),
    "GitOps": (
        "ArgoProject",
        "ArgoApplication",
        "ArgoApplicationSet",
        "FluxGitRepository",
        "FluxKustomization",
    ),
    "Credentials": (
        "SecretRef",
        "ExternalSecret",
        "SecretStore",
        "RemoteKey",
        "SealedSecret",
        "SealedScope",
        "SecretInventory",
        "NeededSecret",
        "SecretReader",
        "SecretRotation",
    ),
    "Image and login": ("Image", "Mode"),
    "All images": ("ImageSources", "ImageInventory", "ImageLock"),
    "Storage": ("Storage", "AccessMode"),
    "Stores": (
        "MetadataDb",
        "SslMode",
        "Pooler",
        "PoolMode",
        "VectorStore",
        "MilvusTopology",
        "MilvusMinio",
        "MilvusS3",
        "DocumentStore",
        "PythonPackages",
    ),
    "Servers": ("ServerImage", "ServerResources", "ServerStorage", "Placement"),
    "Certificates": ("ServerTls", "IssuedTls", "IssuerRef", "CertificateAuthority"),
    "Types of what the app uses": (
        "MetadataDbBackend",
        "VectorStoreBackend",
        "DocumentStoreBackend",
        "ModelServerBackend",
    ),
    "Models": (
        "OpenAI",
        "AzureOpenAI",
        "Anthropic",
        "Google",
        "Groq",
        "Cohere",
        "Mistral",
        "Voyage",
        "Ollama",
        "TextEmbeddingsInference",
        "Vllm",
        "Model",
        "ModelKind",
        "VisionModel",
        "ModelProvider",
    ),
    "Model servers": (
        "ModelServer",
        "ExistingModels",
        "Gpu",
        "GpuVendor",
        "TextEmbeddingsTask",
        "TextEmbeddingsDtype",
        "VllmTask",
        "VllmDtype",
    ),
    "Documents and answers": (
        "Index",
        "GraphRagModel",
        "Reasoning",
        "ReasoningPipeline",
        "AgentTool",
        "McpServer",
        "DocumentReaders",
        "Reader",
        "AzureDocumentIntelligence",
        "AdobePdfServices",
        "WebSearch",
        "UserInterface",
        "Downloads",
    ),
    "Backup": ("Backup", "Restore", "RestoreDrill", "BackupRepository", "BackupRepositoryBackend", "Retention"),
    "Exposure": (
        "Exposure",
        "IngressController",
        "GatewayController",
        "EdgeTls",
        "Traffic",
        "AuthProxy",
        "EnvoyGatewayLogin",
        "AwsAlbLogin",
        "GoogleIap",
        "AlbScheme",
        "ServiceType",
        "IpFamilies",
        "ExposureBackend",
        "AuthProxyBackend",
    ),
    "Observability": (
        "Telemetry",
        "LogFormat",
        "Observability",
        "PrometheusSetup",
        "PublicUrl",
        "Thresholds",
        "Objectives",
        "Dashboards",
        "HealthCheck",
        "FluentBit",
        "LogOutput",
    ),
    "Pod": ("Resources", "Probes", "Pod", "PodHardening", "AppArmor", "WorkloadIdentity"),
    "Scaling": (
        "Scaling",
        "Autoscaler",
        "ScalingPace",
        "CronWindow",
        "RequestRate",
        "PrometheusAdapterRules",
        "Spread",
        "Size",
        "Spot",
        "Quota",
    ),
    "Tenants": ("Tenant",),
    "Security": ("Security", "HostAccess", "Peer", "ClusterDns"),
    "Admission": ("AdmissionPolicies", "AdmissionEngine", "PolicyReach", "PolicyAction"),
    "Objects and output": ("Override", "output_folder"),
    "Errors": ("KotaemonCdk8sError", "OptionError", "SynthesisError", "OutputError", "Fault"),
}


def main(argv: list[str]) -> int:
    """Write the pages, or compare them."""
    pages = {
        REFERENCE / "options.md": options(GROUPS),
        REFERENCE / "command-line.md": command_line(),
        REFERENCE / "contract.md": contract(),
        REFERENCE / "downloads.md": downloads(),
        REFERENCE / "metrics.md": metrics(),
        REFERENCE / "secrets-of-the-deployments.md": secrets(),
    }
    if argv == ["--check"]:
        stale = [page for page, text in pages.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
        for page in stale:
            sys.stderr.write(f"{page.relative_to(ROOT)} differs from the code: run python docs/generate_reference.py\n")
        return 1 if stale else 0
    if argv:
        sys.stderr.write(__doc__ or "")
        return 2
    for page, text in pages.items():
        page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
