"""Identity of the app's pod at a cloud, without a key in the cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint

from typing_extensions import override

# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
_ROLE = re.compile(r"arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[\w+=,.@/-]+", re.ASCII)
_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-[0-9]+")
# https://cloud.google.com/iam/docs/service-account-types: user-managed ones are
# <name>@<project>.iam, default ones of App Engine and Compute Engine @appspot and @developer.
_GOOGLE = re.compile(r"[a-z0-9][a-z0-9.-]*@([a-z0-9.-]+\.iam|developer|appspot)\.gserviceaccount\.com")
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_AWS, _AWS_REGIONAL = "eks.amazonaws.com/role-arn", "eks.amazonaws.com/sts-regional-endpoints"
_GCP = "iam.gke.io/gcp-service-account"
_AZURE_CLIENT, _AZURE_TENANT = "azure.workload.identity/client-id", "azure.workload.identity/tenant-id"
_AZURE_USE = "azure.workload.identity/use"

# The agent on each node, by IPv4 and IPv6 (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html).
_EKS_AGENT = (Endpoint("169.254.170.23", 80), Endpoint("fd00:ec2::23", 80))
# The metadata server of the node: with Dataplane V2, and without it
# (https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, on network policies).
_GKE_METADATA = (Endpoint("169.254.169.254", 80), Endpoint("169.254.169.252", 988))

ANNOTATIONS = frozenset({_AWS, _AWS_REGIONAL, _GCP, _AZURE_CLIENT, _AZURE_TENANT})
"""Annotations of the ServiceAccount that only `WorkloadIdentity` sets."""
LABELS = frozenset({_AZURE_USE})
"""Labels of the pod that only `WorkloadIdentity` sets."""

# The webhooks' defaults: aws/amazon-eks-pod-identity-webhook, README.md (--token-audience) and main.go
# (--container-credentials-audience); Azure/azure-workload-identity, pkg/webhook/consts.go (DefaultAudience).
_AWS_AUDIENCE, _AZURE_AUDIENCE = "sts.amazonaws.com", "api://AzureADTokenExchange"
_EKS_AUDIENCE = "pods.eks.amazonaws.com"


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


def audience_at(endpoint: Endpoint) -> str | None:
    """Audience of the token that a pod shows there, where no object of the cluster says that it gets one."""
    return _EKS_AUDIENCE if endpoint in _EKS_AGENT else None


@dataclass(frozen=True)
class WorkloadIdentity(Options):
    """Who the pod is at a cloud; make one with `aws`, `eks_pod_identity`, `gcp` or `azure`.

    The webhooks of AWS and Azure add a volume with a token for their cloud, and Google's
    nodes answer for the ServiceAccount: none of them needs a token for the API server, so the
    pod still has none. `Security` lets the pod reach what gives out the cloud's token.

    Args:
        annotations: Annotations of the ServiceAccount. Default: none.
        labels: Labels of the pod. Default: none.
        token_service: Where the pod gets the cloud's token from.

    Raises:
        OptionError: An annotation or label is of no cloud, or there is nobody to ask for a token.
    """

    annotations: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    token_service: Sequence[Endpoint] = ()

    @staticmethod
    def aws(role_arn: str, *, region: str) -> WorkloadIdentity:
        """A role of AWS, by IAM roles for service accounts (IRSA).

        Args:
            role_arn: ARN of the role (aws/amazon-eks-pod-identity-webhook, README.md).
            region: Region whose token service (STS) the pod asks, mostly the cluster's.

        Raises:
            OptionError: It is not the ARN of a role, or not a region.
        """
        at = At("WorkloadIdentity.aws")
        at.types({"role_arn": str, "region": str}, {"role_arn": role_arn, "region": region})
        at.require(
            bool(_ROLE.fullmatch(role_arn)),
            "role_arn",
            role_arn,
            "not the ARN of a role; AWS would refuse the pod's token",
            "write it as 'arn:aws:iam::111122223333:role/library'",
        )
        at.require(
            bool(_REGION.fullmatch(region)),
            "region",
            region,
            "not a region of AWS; there is no token service of this name",
            "write it as 'eu-central-1'",
        )
        # https://docs.aws.amazon.com/general/latest/gr/sts.html
        domain = "amazonaws.com.cn" if role_arn.startswith("arn:aws-cn:") else "amazonaws.com"
        # By default the SDK of the container decides between the region's and the global one.
        return WorkloadIdentity(
            {_AWS: role_arn, _AWS_REGIONAL: "true"}, token_service=(Endpoint(f"sts.{region}.{domain}", 443),)
        )

    @staticmethod
    def eks_pod_identity() -> WorkloadIdentity:
        """A role of AWS, by EKS Pod Identity: AWS holds which, and nothing is written but network policies."""
        return WorkloadIdentity(token_service=_EKS_AGENT)

    @staticmethod
    def gcp(service_account: str | None = None) -> WorkloadIdentity:
        """A service account of Google Cloud, by Workload Identity Federation for GKE.

        Args:
            service_account: Its e-mail address
                (https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity).
                Default: the pod's own identity has the rights.

        Raises:
            OptionError: It is not the address of a service account.
        """
        at = At("WorkloadIdentity.gcp")
        at.types({"service_account": str | None}, {"service_account": service_account})
        at.require(
            service_account is None or bool(_GOOGLE.fullmatch(service_account)),
            "service_account",
            service_account,
            "not the address of a service account; Google would give the pod no token",
            "write it as 'library@project.iam.gserviceaccount.com'",
        )
        return WorkloadIdentity({} if service_account is None else {_GCP: service_account}, token_service=_GKE_METADATA)

    @staticmethod
    def azure(
        client_id: str, *, tenant_id: str | None = None, authority: str = "login.microsoftonline.com"
    ) -> WorkloadIdentity:
        """An application or managed identity of Azure, by Microsoft Entra Workload ID.

        Args:
            client_id: Its client id (Azure/azure-workload-identity,
                docs/book/src/topics/service-account-labels-and-annotations.md).
            tenant_id: Its tenant. Default: that of the webhook.
            authority: Host that gives out tokens; the webhook puts it into `AZURE_AUTHORITY_HOST`,
                by the cloud that it was installed for. Default: `login.microsoftonline.com`, that
                of the public cloud.

        Raises:
            OptionError: An id is no GUID, or the host is malformed.
        """
        at = At("WorkloadIdentity.azure")
        at.types(
            {"client_id": str, "tenant_id": str | None, "authority": str},
            {"client_id": client_id, "tenant_id": tenant_id, "authority": authority},
        )
        at.host("authority", authority)
        for name, value in (("client_id", client_id), ("tenant_id", tenant_id)):
            at.require(
                value is None or bool(_GUID.fullmatch(value)),
                name,
                value,
                "not a GUID, as Azure's ids are; Azure would refuse the pod's token",
                "write it as '00000000-0000-0000-0000-000000000000'",
            )
        tenant = {} if tenant_id is None else {_AZURE_TENANT: tenant_id}
        return WorkloadIdentity(
            {_AZURE_CLIENT: client_id, **tenant},
            # Without the label the webhook passes the pod by.
            {_AZURE_USE: "true"},
            token_service=(Endpoint(authority, 443),),
        )

    @property
    def component(self) -> str:
        """What it is."""
        return "workload identity"

    def bind(self) -> Binding:
        """Where the pod gets its token from."""
        return Binding(endpoints=tuple(self.token_service))

    @override
    def check(self, at: At) -> None:
        how = "use WorkloadIdentity.aws(...), .eks_pod_identity(), .gcp(...) or .azure(...)"
        for name, given, known in (("annotations", self.annotations, ANNOTATIONS), ("labels", self.labels, LABELS)):
            for key in given:
                at.require(key in known, name, key, "no cloud reads it as an identity", how)
        at.require(
            bool(self.token_service),
            "token_service",
            self.token_service,
            "nobody would be asked for a token, and `Security` would cut the pod off from who gives it out",
            how,
        )
