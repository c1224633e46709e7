"""The namespace of a deployment, closed to pods that `restricted` refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from kotaemon_cdk8s.metadata import FLUX_KEEPS, SYNC_OPTIONS, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.options import frozen
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

NEWEST = "v1.37"
"""The newest Kubernetes that the output is validated against."""


class PodSecurity(str, Enum):
    """Levels of the Pod Security Standards; every pod of the library's own passes `restricted`."""

    RESTRICTED = "restricted"
    """Current hardening practice."""
    BASELINE = "baseline"
    """No known privilege escalation; for operators whose pods do not pass `restricted` (Milvus)."""


def pod_security_labels(level: PodSecurity = PodSecurity.RESTRICTED, version: str = NEWEST) -> dict[str, str]:
    """Labels that close a namespace to pods which the level refuses.

    https://kubernetes.io/docs/concepts/security/pod-security-admission/
    """
    labels: dict[str, str] = {}
    for mode in ("enforce", "audit", "warn"):
        labels[f"pod-security.kubernetes.io/{mode}"] = level.value
        labels[f"pod-security.kubernetes.io/{mode}-version"] = version
    return labels


def needs_baseline(registry: Registry, chart: cdk8s.Chart) -> str | None:
    """The construct of a chart whose pods `restricted` refuses, if there is one."""
    return registry.holder(("needs baseline", chart.node.path))


class Namespace(constructs.Construct):
    """A Namespace manifest with Pod Security labels, for the namespace of the chart.

    Optional: leave it out where Argo CD (`CreateNamespace=true`) or a platform team makes
    the namespace. Argo CD asks for a confirmation before it prunes or deletes it; Flux does neither.

    Args:
        scope: A chart with a namespace.
        id: Name among its siblings.
        pod_security: Level that pods must pass. Default: `PodSecurity.RESTRICTED`.
        pod_security_version: Version of the standard, `vX.Y`; pinned, so that an upgrade
            of the cluster changes no rule. Default: v1.37, the newest we test against (an
            older cluster takes its own newest).
        labels: Further labels. Default: none.
        annotations: Further annotations. Default: none.

    Raises:
        OptionError: The chart has no namespace, a value is malformed, or the chart has pods
            that the level would refuse.
    """

    namespace: cdk8s.ApiObject
    """The Namespace."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        pod_security: PodSecurity = PodSecurity.RESTRICTED,
        pod_security_version: str = NEWEST,
        labels: Mapping[str, str] = frozen({}),
        annotations: Mapping[str, str] = frozen({}),
    ) -> None:
        at, chart = place(scope, id)
        at.types(
            {
                "pod_security": PodSecurity,
                "pod_security_version": str,
                "labels": Mapping[str, str],
                "annotations": Mapping[str, str],
            },
            {
                "pod_security": pod_security,
                "pod_security_version": pod_security_version,
                "labels": labels,
                "annotations": annotations,
            },
        )
        at.require(
            bool(re.fullmatch(r"v1\.[0-9]+", pod_security_version)),
            "pod_security_version",
            pod_security_version,
            "not a version of the Pod Security Standards; the API server would warn and use its newest",
            "write it as 'v1.37'",
        )
        name = chart.namespace
        security = pod_security_labels(pod_security, pod_security_version)
        at.label_keys("labels", labels, ours={*Identity("", "namespace").labels, *security})
        at.label_keys("annotations", annotations, ours={SYNC_WAVE, SYNC_OPTIONS, *FLUX_KEEPS})
        if name is None:
            at.fail(
                "namespace",
                None,
                "the chart has no namespace to make",
                'give it one: cdk8s.Chart(..., namespace="kotaemon")',
            )
        objects = Objects(chart, at=at)
        objects.add(
            "namespace",
            k8s.KubeNamespace.manifest(
                metadata=k8s.ObjectMeta(
                    name=name,
                    labels={
                        **labels,
                        **Identity(name, "namespace").labels,
                        **security,
                    },
                    annotations={
                        **annotations,
                        SYNC_WAVE: str(int(Wave.NAMESPACE)),
                        SYNC_OPTIONS: "Prune=confirm,Delete=confirm",
                        **FLUX_KEEPS,
                    },
                )
            ),
            namespaced=False,
        )
        objects.check()
        registry = Registry.of(at, scope, id)
        if pod_security is PodSecurity.RESTRICTED:
            refused = needs_baseline(registry, chart)
            at.require(
                refused is None,
                "pod_security",
                pod_security.value,
                f"the operator's pods of {refused} do not pass it, and would not be admitted",
                "take PodSecurity.BASELINE, in a namespace that holds nothing else",
            )
            registry.note(("restricted namespace", chart.node.path), at.path)
        registry.claim(
            at,
            ("namespace", chart.node.path),
            "namespace",
            name,
            "makes this namespace already",
            "leave one out, or make the Namespace before the ArgoApplication that would make it",
        )
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self.namespace = objects.make(self, registry)["namespace"]
