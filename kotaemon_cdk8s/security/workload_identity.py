"""Identity of the app's pod at a cloud, without a key in the cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.options import At, Options

from typing_extensions import override

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
_ROLE = re.compile(r"arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[\w+=,.@/-]+", re.ASCII)
# https://cloud.google.com/iam/docs/service-account-types: user-managed ones are
# <name>@<project>.iam, default ones of App Engine and Compute Engine @appspot and @developer.
_GOOGLE = re.compile(r"[a-z0-9][a-z0-9.-]*@([a-z0-9.-]+\.iam|developer|appspot)\.gserviceaccount\.com")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_AWS = "eks.amazonaws.com/role-arn"
_GCP = "iam.gke.io/gcp-service-account"
_AZURE_CLIENT, _AZURE_TENANT = "azure.workload.identity/client-id", "azure.workload.identity/tenant-id"
_AZURE_USE = "azure.workload.identity/use"

ANNOTATIONS = frozenset({_AWS, _GCP, _AZURE_CLIENT, _AZURE_TENANT})
"""Annotations of the ServiceAccount that only `WorkloadIdentity` sets."""
LABELS = frozenset({_AZURE_USE})
"""Labels of the pod that only `WorkloadIdentity` sets."""

# The webhooks' defaults: aws/amazon-eks-pod-identity-webhook, README.md (--token-audience);
# Azure/azure-workload-identity, pkg/webhook/consts.go (DefaultAudience).
_AWS_AUDIENCE, _AZURE_AUDIENCE = "sts.amazonaws.com", "api://AzureADTokenExchange"


def audiences(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Audiences of the tokens that the clouds' webhooks mount because of a ServiceAccount.

    Args:
        manifest: An object as it goes to the API server.
    """
    annotations = manifest["metadata"].get("annotations") or {}
    if manifest["kind"] == "ServiceAccount":
        if _AWS in annotations:
            yield _AWS_AUDIENCE
        if _AZURE_CLIENT in annotations:
            yield _AZURE_AUDIENCE


@dataclass(frozen=True)
class WorkloadIdentity(Options):
    """Who the pod is at a cloud; make one with `aws`, `gcp` or `azure`.

    The webhooks of AWS and Azure add a volume with a token for their cloud, and Google's
    nodes answer for the ServiceAccount: none of them needs a token for the API server, so the
    pod still has none.

    Args:
        annotations: Annotations of the ServiceAccount.
        labels: Labels of the pod. Default: none.

    Raises:
        OptionError: An identifier has not the form of its cloud.
    """

    annotations: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def aws(role_arn: str) -> WorkloadIdentity:
        """A role of AWS, by IAM roles for service accounts (IRSA).

        For EKS Pod Identity nothing is written into the cluster; leave the option out.

        Args:
            role_arn: ARN of the role (aws/amazon-eks-pod-identity-webhook, README.md).

        Raises:
            OptionError: It is not the ARN of a role.
        """
        at = At("WorkloadIdentity.aws")
        at.types({"role_arn": str}, {"role_arn": role_arn})
        at.require(
            bool(_ROLE.fullmatch(role_arn)),
            "role_arn",
            role_arn,
            "not the ARN of a role; AWS would refuse the pod's token",
            "write it as 'arn:aws:iam::111122223333:role/library'",
        )
        return WorkloadIdentity({_AWS: role_arn})

    @staticmethod
    def gcp(service_account: str) -> WorkloadIdentity:
        """A service account of Google Cloud, by Workload Identity Federation for GKE.

        Where the pod's own identity has the rights, nothing is written; leave the option out.

        Args:
            service_account: Its e-mail address
                (https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity).

        Raises:
            OptionError: It is not the address of a service account.
        """
        at = At("WorkloadIdentity.gcp")
        at.types({"service_account": str}, {"service_account": service_account})
        at.require(
            bool(_GOOGLE.fullmatch(service_account)),
            "service_account",
            service_account,
            "not the address of a service account; Google would give the pod no token",
            "write it as 'library@project.iam.gserviceaccount.com'",
        )
        return WorkloadIdentity({_GCP: service_account})

    @staticmethod
    def azure(client_id: str, *, tenant_id: str | None = None) -> WorkloadIdentity:
        """An application or managed identity of Azure, by Microsoft Entra Workload ID.

        Args:
            client_id: Its client id (Azure/azure-workload-identity,
                docs/book/src/topics/service-account-labels-and-annotations.md).
            tenant_id: Its tenant. Default: that of the webhook.

        Raises:
            OptionError: An id is no GUID.
        """
        at = At("WorkloadIdentity.azure")
        at.types({"client_id": str, "tenant_id": str | None}, {"client_id": client_id, "tenant_id": tenant_id})
        for name, value in (("client_id", client_id), ("tenant_id", tenant_id)):
            at.require(
                value is None or bool(_GUID.fullmatch(value)),
                name,
                value,
                "not a GUID, as Azure's ids are; Azure would refuse the pod's token",
                "write it as '00000000-0000-0000-0000-000000000000'",
            )
        tenant = {} if tenant_id is None else {_AZURE_TENANT: tenant_id}
        # Without the label the webhook passes the pod by.
        return WorkloadIdentity({_AZURE_CLIENT: client_id, **tenant}, {_AZURE_USE: "true"})

    @override
    def check(self, at: At) -> None:
        for name, given, known in (("annotations", self.annotations, ANNOTATIONS), ("labels", self.labels, LABELS)):
            for key in given:
                at.require(
                    key in known,
                    name,
                    key,
                    "no cloud reads it as an identity",
                    "use WorkloadIdentity.aws(...), .gcp(...) or .azure(...)",
                )
