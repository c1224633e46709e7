"""Run Kotaemon on Kubernetes: cdk8s constructs whose every line takes effect."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from kotaemon_cdk8s.node_program import select_node

select_node()  # before the first import of constructs, cdk8s or cdk8s_plus_27

if TYPE_CHECKING:
    from kotaemon_cdk8s.components import (
        DocumentStoreBackend,
        MetadataDbBackend,
        ModelServerBackend,
        VectorStoreBackend,
    )
    from kotaemon_cdk8s.container_image import ServerImage
    from kotaemon_cdk8s.document_store.document_store import DocumentStore
    from kotaemon_cdk8s.errors import Fault, KotaemonCdk8sError, OptionError, OutputError, SynthesisError
    from kotaemon_cdk8s.exposure.auth_proxy import AuthProxy
    from kotaemon_cdk8s.exposure.auth_proxy_backend import AuthProxyBackend
    from kotaemon_cdk8s.exposure.aws_alb import AlbScheme
    from kotaemon_cdk8s.exposure.aws_alb_login import AwsAlbLogin
    from kotaemon_cdk8s.exposure.backend import ExposureBackend
    from kotaemon_cdk8s.exposure.edge_tls import EdgeTls
    from kotaemon_cdk8s.exposure.envoy_gateway_login import EnvoyGatewayLogin
    from kotaemon_cdk8s.exposure.exposure import Exposure
    from kotaemon_cdk8s.exposure.gateway_controller import GatewayController
    from kotaemon_cdk8s.exposure.google_iap import GoogleIap
    from kotaemon_cdk8s.exposure.ingress_controller import IngressController
    from kotaemon_cdk8s.exposure.service import IpFamilies, ServiceType
    from kotaemon_cdk8s.exposure.traffic import Traffic
    from kotaemon_cdk8s.image_inventory import ImageInventory
    from kotaemon_cdk8s.image_lock import ImageLock
    from kotaemon_cdk8s.image_sources import ImageSources
    from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
    from kotaemon_cdk8s.kotaemon_app.downloads import Downloads
    from kotaemon_cdk8s.kotaemon_app.features import (
        AdobePdfServices,
        AgentTool,
        AzureDocumentIntelligence,
        DocumentReaders,
        Reader,
        Reasoning,
        ReasoningPipeline,
        UserInterface,
        WebSearch,
    )
    from kotaemon_cdk8s.kotaemon_app.graphrag import GraphRagModel
    from kotaemon_cdk8s.kotaemon_app.image import Image
    from kotaemon_cdk8s.kotaemon_app.indices import Index
    from kotaemon_cdk8s.kotaemon_app.mcp_servers import McpServer
    from kotaemon_cdk8s.kotaemon_app.mode import Mode
    from kotaemon_cdk8s.kotaemon_app.packages import PythonPackages
    from kotaemon_cdk8s.kotaemon_app.pod_options import Pod, Probes, Resources
    from kotaemon_cdk8s.kotaemon_app.storage import AccessMode, Storage
    from kotaemon_cdk8s.metadata_db.connection import SslMode
    from kotaemon_cdk8s.metadata_db.metadata_db import MetadataDb
    from kotaemon_cdk8s.metadata_db.pooler import Pooler, PoolMode
    from kotaemon_cdk8s.model_server.existing_models import ExistingModels
    from kotaemon_cdk8s.model_server.gpu import Gpu, GpuVendor
    from kotaemon_cdk8s.model_server.model_server import ModelServer
    from kotaemon_cdk8s.model_server.text_embeddings_inference import TextEmbeddingsDtype, TextEmbeddingsTask
    from kotaemon_cdk8s.model_server.vllm import VllmDtype, VllmTask
    from kotaemon_cdk8s.models.anthropic import Anthropic
    from kotaemon_cdk8s.models.azure_openai import AzureOpenAI, VisionModel
    from kotaemon_cdk8s.models.cohere import Cohere
    from kotaemon_cdk8s.models.google import Google
    from kotaemon_cdk8s.models.groq import Groq
    from kotaemon_cdk8s.models.mistral import Mistral
    from kotaemon_cdk8s.models.model import Model, ModelKind
    from kotaemon_cdk8s.models.ollama import Ollama
    from kotaemon_cdk8s.models.openai import OpenAI
    from kotaemon_cdk8s.models.provider import ModelProvider
    from kotaemon_cdk8s.models.text_embeddings_inference import TextEmbeddingsInference
    from kotaemon_cdk8s.models.vllm import Vllm
    from kotaemon_cdk8s.models.voyage import Voyage
    from kotaemon_cdk8s.objects import Override
    from kotaemon_cdk8s.observability.dashboards.option import Dashboards
    from kotaemon_cdk8s.observability.fluent_bit import FluentBit
    from kotaemon_cdk8s.observability.health_check import HealthCheck
    from kotaemon_cdk8s.observability.log_format import LogFormat
    from kotaemon_cdk8s.observability.log_output import LogOutput
    from kotaemon_cdk8s.observability.objectives import Objectives
    from kotaemon_cdk8s.observability.observability import Observability
    from kotaemon_cdk8s.observability.prometheus_setup import PrometheusSetup, PublicUrl
    from kotaemon_cdk8s.observability.telemetry import Telemetry
    from kotaemon_cdk8s.observability.thresholds import Thresholds
    from kotaemon_cdk8s.operations.argo_application import ArgoApplication
    from kotaemon_cdk8s.operations.argo_application_set import ArgoApplicationSet
    from kotaemon_cdk8s.operations.argo_project import ArgoProject
    from kotaemon_cdk8s.operations.backup import Backup
    from kotaemon_cdk8s.operations.flux import FluxGitRepository, FluxKustomization
    from kotaemon_cdk8s.operations.repository import BackupRepository
    from kotaemon_cdk8s.operations.repository_backend import BackupRepositoryBackend
    from kotaemon_cdk8s.operations.restore import Restore
    from kotaemon_cdk8s.operations.restore_drill import RestoreDrill
    from kotaemon_cdk8s.operations.retention import Retention
    from kotaemon_cdk8s.output import output_folder
    from kotaemon_cdk8s.scaling.adapter_rules import PrometheusAdapterRules
    from kotaemon_cdk8s.scaling.autoscaling import CronWindow, ScalingPace
    from kotaemon_cdk8s.scaling.quota import Quota
    from kotaemon_cdk8s.scaling.request_rate import RequestRate
    from kotaemon_cdk8s.scaling.scaling import Autoscaler, Scaling, Spread
    from kotaemon_cdk8s.scaling.sizes import Size
    from kotaemon_cdk8s.scaling.spot import Spot
    from kotaemon_cdk8s.security.admission_policies import (
        AdmissionEngine,
        AdmissionPolicies,
        PolicyAction,
        PolicyReach,
    )
    from kotaemon_cdk8s.security.certificate import CertificateAuthority
    from kotaemon_cdk8s.security.external_secret import ExternalSecret, RemoteKey, SecretStore
    from kotaemon_cdk8s.security.named_hosts import HostAccess
    from kotaemon_cdk8s.security.namespace import Namespace, PodSecurity
    from kotaemon_cdk8s.security.peer import ClusterDns, Peer
    from kotaemon_cdk8s.security.pod_hardening import AppArmor, PodHardening
    from kotaemon_cdk8s.security.sealed_secret import SealedScope, SealedSecret
    from kotaemon_cdk8s.security.secret_inventory import NeededSecret, SecretInventory
    from kotaemon_cdk8s.security.secret_references import SecretReader
    from kotaemon_cdk8s.security.secret_rotation import SecretRotation
    from kotaemon_cdk8s.security.security import Security
    from kotaemon_cdk8s.security.workload_identity import WorkloadIdentity
    from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
    from kotaemon_cdk8s.tenancy.tenant import Tenant
    from kotaemon_cdk8s.tls import IssuedTls, IssuerRef, ServerTls
    from kotaemon_cdk8s.vector_store.milvus_parts import MilvusMinio, MilvusS3, MilvusTopology
    from kotaemon_cdk8s.vector_store.vector_store import VectorStore
    from kotaemon_cdk8s.wiring import SecretRef

# Imported at first use: together they cost as much as a synthesis, and an app uses few.
_ROOMS = {
    "container_image": ("ServerImage",),
    "document_store.document_store": ("DocumentStore",),
    "errors": ("Fault", "KotaemonCdk8sError", "OptionError", "OutputError", "SynthesisError"),
    "exposure.auth_proxy": ("AuthProxy",),
    "exposure.auth_proxy_backend": ("AuthProxyBackend",),
    "exposure.aws_alb": ("AlbScheme",),
    "exposure.aws_alb_login": ("AwsAlbLogin",),
    "exposure.backend": ("ExposureBackend",),
    "exposure.edge_tls": ("EdgeTls",),
    "exposure.envoy_gateway_login": ("EnvoyGatewayLogin",),
    "exposure.exposure": ("Exposure",),
    "exposure.gateway_controller": ("GatewayController",),
    "exposure.google_iap": ("GoogleIap",),
    "exposure.ingress_controller": ("IngressController",),
    "exposure.service": ("IpFamilies", "ServiceType"),
    "exposure.traffic": ("Traffic",),
    "image_inventory": ("ImageInventory",),
    "image_lock": ("ImageLock",),
    "image_sources": ("ImageSources",),
    "kotaemon_app.app": ("KotaemonApp",),
    "kotaemon_app.downloads": ("Downloads",),
    "kotaemon_app.features": (
        "AdobePdfServices",
        "AgentTool",
        "AzureDocumentIntelligence",
        "DocumentReaders",
        "Reader",
        "Reasoning",
        "ReasoningPipeline",
        "UserInterface",
        "WebSearch",
    ),
    "kotaemon_app.graphrag": ("GraphRagModel",),
    "kotaemon_app.image": ("Image",),
    "kotaemon_app.indices": ("Index",),
    "kotaemon_app.mcp_servers": ("McpServer",),
    "kotaemon_app.mode": ("Mode",),
    "kotaemon_app.packages": ("PythonPackages",),
    "kotaemon_app.pod_options": ("Pod", "Probes", "Resources"),
    "kotaemon_app.storage": ("AccessMode", "Storage"),
    "metadata_db.connection": ("SslMode",),
    "metadata_db.metadata_db": ("MetadataDb",),
    "metadata_db.pooler": ("PoolMode", "Pooler"),
    "models.anthropic": ("Anthropic",),
    "models.azure_openai": ("AzureOpenAI", "VisionModel"),
    "models.cohere": ("Cohere",),
    "models.google": ("Google",),
    "models.groq": ("Groq",),
    "models.mistral": ("Mistral",),
    "models.model": ("Model", "ModelKind"),
    "models.ollama": ("Ollama",),
    "models.openai": ("OpenAI",),
    "model_server.existing_models": ("ExistingModels",),
    "model_server.gpu": ("Gpu", "GpuVendor"),
    "model_server.model_server": ("ModelServer",),
    "model_server.text_embeddings_inference": ("TextEmbeddingsDtype", "TextEmbeddingsTask"),
    "model_server.vllm": ("VllmDtype", "VllmTask"),
    "models.provider": ("ModelProvider",),
    "models.text_embeddings_inference": ("TextEmbeddingsInference",),
    "models.vllm": ("Vllm",),
    "models.voyage": ("Voyage",),
    "objects": ("Override",),
    "observability.log_format": ("LogFormat",),
    "observability.dashboards.option": ("Dashboards",),
    "observability.fluent_bit": ("FluentBit",),
    "observability.health_check": ("HealthCheck",),
    "observability.log_output": ("LogOutput",),
    "observability.objectives": ("Objectives",),
    "observability.observability": ("Observability",),
    "observability.prometheus_setup": ("PrometheusSetup", "PublicUrl"),
    "observability.telemetry": ("Telemetry",),
    "observability.thresholds": ("Thresholds",),
    "operations.argo_application": ("ArgoApplication",),
    "operations.argo_application_set": ("ArgoApplicationSet",),
    "operations.argo_project": ("ArgoProject",),
    "operations.flux": ("FluxGitRepository", "FluxKustomization"),
    "operations.backup": ("Backup",),
    "operations.repository": ("BackupRepository",),
    "operations.repository_backend": ("BackupRepositoryBackend",),
    "operations.restore": ("Restore",),
    "operations.restore_drill": ("RestoreDrill",),
    "operations.retention": ("Retention",),
    "output": ("output_folder",),
    "scaling.adapter_rules": ("PrometheusAdapterRules",),
    "scaling.autoscaling": ("CronWindow", "ScalingPace"),
    "scaling.quota": ("Quota",),
    "scaling.request_rate": ("RequestRate",),
    "scaling.scaling": ("Autoscaler", "Scaling", "Spread"),
    "scaling.sizes": ("Size",),
    "scaling.spot": ("Spot",),
    "security.admission_policies": ("AdmissionEngine", "AdmissionPolicies", "PolicyAction", "PolicyReach"),
    "security.certificate": ("CertificateAuthority",),
    "security.external_secret": ("ExternalSecret", "RemoteKey", "SecretStore"),
    "security.named_hosts": ("HostAccess",),
    "security.namespace": ("Namespace", "PodSecurity"),
    "security.peer": ("ClusterDns", "Peer"),
    "security.pod_hardening": ("AppArmor", "PodHardening"),
    "security.sealed_secret": ("SealedScope", "SealedSecret"),
    "security.secret_inventory": ("NeededSecret", "SecretInventory"),
    "security.secret_references": ("SecretReader",),
    "security.secret_rotation": ("SecretRotation",),
    "security.security": ("Security",),
    "security.workload_identity": ("WorkloadIdentity",),
    "server": ("Placement", "ServerResources", "ServerStorage"),
    "components": ("DocumentStoreBackend", "MetadataDbBackend", "ModelServerBackend", "VectorStoreBackend"),
    "tenancy.tenant": ("Tenant",),
    "tls": ("IssuedTls", "IssuerRef", "ServerTls"),
    "vector_store.milvus_parts": ("MilvusMinio", "MilvusS3", "MilvusTopology"),
    "vector_store.vector_store": ("VectorStore",),
    "wiring": ("SecretRef",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "AccessMode",
    "AdmissionEngine",
    "AdmissionPolicies",
    "AdobePdfServices",
    "AgentTool",
    "AlbScheme",
    "Anthropic",
    "AppArmor",
    "ArgoApplication",
    "ArgoApplicationSet",
    "ArgoProject",
    "AuthProxy",
    "AuthProxyBackend",
    "Autoscaler",
    "AwsAlbLogin",
    "AzureDocumentIntelligence",
    "AzureOpenAI",
    "Backup",
    "BackupRepository",
    "BackupRepositoryBackend",
    "CertificateAuthority",
    "ClusterDns",
    "Cohere",
    "CronWindow",
    "Dashboards",
    "DocumentReaders",
    "DocumentStore",
    "DocumentStoreBackend",
    "Downloads",
    "EdgeTls",
    "EnvoyGatewayLogin",
    "ExistingModels",
    "Exposure",
    "ExposureBackend",
    "ExternalSecret",
    "Fault",
    "FluentBit",
    "FluxGitRepository",
    "FluxKustomization",
    "GatewayController",
    "Google",
    "GoogleIap",
    "Gpu",
    "GpuVendor",
    "GraphRagModel",
    "Groq",
    "HealthCheck",
    "HostAccess",
    "Image",
    "ImageInventory",
    "ImageLock",
    "ImageSources",
    "Index",
    "IngressController",
    "IpFamilies",
    "IssuedTls",
    "IssuerRef",
    "KotaemonApp",
    "KotaemonCdk8sError",
    "LogFormat",
    "LogOutput",
    "McpServer",
    "MetadataDb",
    "MetadataDbBackend",
    "MilvusMinio",
    "MilvusS3",
    "MilvusTopology",
    "Mistral",
    "Mode",
    "Model",
    "ModelKind",
    "ModelProvider",
    "ModelServer",
    "ModelServerBackend",
    "Namespace",
    "NeededSecret",
    "Objectives",
    "Observability",
    "Ollama",
    "OpenAI",
    "OptionError",
    "OutputError",
    "Override",
    "Peer",
    "Placement",
    "Pod",
    "PodHardening",
    "PodSecurity",
    "PolicyAction",
    "PolicyReach",
    "PoolMode",
    "Pooler",
    "Probes",
    "PrometheusAdapterRules",
    "PrometheusSetup",
    "PublicUrl",
    "PythonPackages",
    "Quota",
    "Reader",
    "Reasoning",
    "ReasoningPipeline",
    "RemoteKey",
    "RequestRate",
    "Resources",
    "Restore",
    "RestoreDrill",
    "Retention",
    "Scaling",
    "ScalingPace",
    "SealedScope",
    "SealedSecret",
    "SecretInventory",
    "SecretReader",
    "SecretRef",
    "SecretRotation",
    "SecretStore",
    "Security",
    "ServerImage",
    "ServerResources",
    "ServerStorage",
    "ServerTls",
    "ServiceType",
    "Size",
    "Spot",
    "Spread",
    "SslMode",
    "Storage",
    "SynthesisError",
    "Telemetry",
    "Tenant",
    "TextEmbeddingsDtype",
    "TextEmbeddingsInference",
    "TextEmbeddingsTask",
    "Thresholds",
    "Traffic",
    "UserInterface",
    "VectorStore",
    "VectorStoreBackend",
    "VisionModel",
    "Vllm",
    "VllmDtype",
    "VllmTask",
    "Voyage",
    "WebSearch",
    "WorkloadIdentity",
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
