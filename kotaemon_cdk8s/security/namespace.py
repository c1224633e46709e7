"""The namespace of a deployment, closed to pods that `restricted` refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kotaemon_cdk8s.metadata import SYNC_OPTIONS, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.options import frozen
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

NEWEST = "v1.37"
"""The newest Kubernetes that the output is validated against."""


def pod_security_labels(version: str = NEWEST) -> dict[str, str]:
    """Labels that close a namespace to pods which `restricted` refuses.

    https://kubernetes.io/docs/concepts/security/pod-security-admission/
    """
    labels: dict[str, str] = {}
    for level in ("enforce", "audit", "warn"):
        labels[f"pod-security.kubernetes.io/{level}"] = "restricted"
        labels[f"pod-security.kubernetes.io/{level}-version"] = version
    return labels


class Namespace(constructs.Construct):
    """A Namespace manifest with Pod Security labels, for the namespace of the chart.

    Optional: leave it out where Argo CD (`CreateNamespace=true`) or a platform team makes
    the namespace. Argo CD asks for a confirmation before it prunes or deletes it.

    Args:
        scope: A chart with a namespace.
        id: Name among its siblings.
        pod_security_version: Version of the standard, `vX.Y`; pinned, so that an upgrade
            of the cluster changes no rule. Default: v1.37, the newest we test against (an
            older cluster takes its own newest).
        labels: Further labels. Default: none.
        annotations: Further annotations. Default: none.

    Raises:
        OptionError: The chart has no namespace, or a value is malformed.
    """

    namespace: cdk8s.ApiObject
    """The Namespace."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        pod_security_version: str = NEWEST,
        labels: Mapping[str, str] = frozen({}),
        annotations: Mapping[str, str] = frozen({}),
    ) -> None:
        at, chart = place(scope, id)
        at.types(
            {"pod_security_version": str, "labels": Mapping[str, str], "annotations": Mapping[str, str]},
            {"pod_security_version": pod_security_version, "labels": labels, "annotations": annotations},
        )
        at.require(
            bool(re.fullmatch(r"v1\.[0-9]+", pod_security_version)),
            "pod_security_version",
            pod_security_version,
            "not a version of the Pod Security Standards; the API server would warn and use its newest",
            "write it as 'v1.37'",
        )
        name = chart.namespace
        security = pod_security_labels(pod_security_version)
        at.label_keys("labels", labels, ours={*Identity("", "namespace").labels, *security})
        at.label_keys("annotations", annotations, ours={SYNC_WAVE, SYNC_OPTIONS})
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
                    },
                )
            ),
            namespaced=False,
        )
        objects.check()
        registry = Registry.of(at, scope, id)
        registry.claim(
            at,
            ("namespace", chart.node.path),
            "namespace",
            name,
            "makes this namespace already",
            "leave one out, or make the Namespace before the ArgoApplication that would make it",
        )
        super().__init__(scope, id)
        self.namespace = objects.make(self, registry)["namespace"]
