"""What of a namespace an admission policy has to know: its pods, and what is theirs by declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.components import Backend
from kotaemon_cdk8s.image_references import images
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.security import pod_security
from kotaemon_cdk8s.security.flows import workload_of
from kotaemon_cdk8s.security.workload_identity import audience_at, audiences
from kotaemon_cdk8s.wiring import Pods, Workload

import cdk8s


@dataclass(frozen=True)
class Template:
    """A pod as an object of ours, or of the user's in the same chart, describes it.

    Args:
        object: Kind and name of the object.
        path: Construct path of the object.
        labels: Labels of the pod.
        spec: Its spec.
    """

    object: str
    path: str
    labels: Mapping[str, str]
    spec: Mapping[str, Any]

    def is_of(self, pods: Pods) -> bool:
        """Whether it is one of these pods."""
        wanted = all(self.labels.get(key) == value for key, value in pods.labels.items())
        return wanted and not any(key in self.labels for key in pods.without)


@dataclass(frozen=True)
class Guarded:
    """All that is derived from the wiring graph and the objects of a namespace.

    Args:
        workloads: Pods of the deployments.
        images: References that the objects have.
        writable: Names of containers whose root file system their objects leave writable.
        audiences: Of the tokens for others than the API server.
        exposed: Name and type of each Service that is reachable from outside of the cluster.
    """

    workloads: tuple[Workload, ...]
    images: tuple[str, ...]
    writable: tuple[str, ...]
    audiences: tuple[str, ...]
    exposed: tuple[tuple[str, str], ...]

    @staticmethod
    def of(chart: cdk8s.Chart) -> Guarded:
        """Of the namespace of a chart, from all charts of the tree that go there."""
        workloads: list[Workload] = []
        manifests = []
        shown: set[str] = set()
        for node in _nodes(chart):
            if isinstance(node, KotaemonApp):
                workloads.append(workload_of(node))
                workloads.extend(pods.workload for pods in node.attached)
                shown.update(filter(None, map(audience_at, node.wiring.endpoints)))
            elif isinstance(node, Backend):
                workloads.extend(node.bind().workloads)
            elif isinstance(node, cdk8s.ApiObject):
                manifests.append(node.to_json())
        specs = [spec for manifest in manifests for _, spec in _pods(manifest)]
        return Guarded(
            tuple(workloads),
            tuple(sorted({image for manifest in manifests for _, image in images(manifest)})),
            tuple(sorted({name for spec in specs for name in _writable(spec)})),
            tuple(
                sorted(
                    shown
                    | {audience for manifest in manifests for audience in audiences(manifest)}
                    | {audience for spec in specs for audience in _audiences(spec)}
                )
            ),
            tuple(sorted(exposure for manifest in manifests for exposure in _exposed(manifest))),
        )


def templates(chart: cdk8s.Chart) -> Iterator[Template]:
    """The pods that the objects in the namespace of a chart describe; not those that operators make."""
    for node in _nodes(chart):
        if isinstance(node, cdk8s.ApiObject):
            manifest: Any = node.to_json()
            for metadata, spec in _pods(manifest):
                name = f"{manifest['kind']} {manifest['metadata']['name']}"
                yield Template(name, node.node.path, metadata.get("labels") or {}, spec)


def broken(template: Template, workload: Workload | None) -> Iterator[tuple[str, object, str]]:
    """What of a pod the policies refuse, apart from what they take from the pod itself.

    Yields:
        The dotted field, its value, and why.
    """
    for field, value in pod_security.violations(template.spec):
        yield field, value, "the policies ask for the Pod Security Standard `restricted`"
    automount = template.spec.get("automountServiceAccountToken")
    if automount is not False and (workload is None or not workload.api_server):
        yield (
            "automountServiceAccountToken",
            automount,
            "the pod may get a token for the API server, which the policies refuse",
        )
    for field, literal in secret_guard.credentials_in(template.spec):
        yield field, secret_guard.shortened(literal), "a literal that the policies take for a credential"


def _nodes(chart: cdk8s.Chart) -> list[Any]:
    namespace = chart.namespace
    found: dict[str, Any] = {}
    for node in chart.node.root.node.find_all():
        if isinstance(node, cdk8s.Chart) and node.namespace == namespace:
            found |= {inner.node.path: inner for inner in node.node.find_all()}
    return list(found.values())


def _pods(manifest: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Metadata and spec of the pod that an object of Kubernetes' own kinds describes."""
    spec = manifest.get("spec") or {}
    if manifest["kind"] == "Pod":
        yield manifest["metadata"], spec
    elif manifest["kind"] == "CronJob":
        template = spec["jobTemplate"]["spec"]["template"]
        yield template.get("metadata") or {}, template["spec"]
    elif manifest["apiVersion"].partition("/")[0] in ("apps", "batch") and "template" in spec:
        yield spec["template"].get("metadata") or {}, spec["template"]["spec"]


def _writable(spec: Mapping[str, Any]) -> Iterator[str]:
    for group in ("initContainers", "containers"):
        for container in spec.get(group) or ():
            if (container.get("securityContext") or {}).get("readOnlyRootFilesystem") is not True:
                yield container["name"]


def _audiences(spec: Mapping[str, Any]) -> Iterator[str]:
    for volume in spec.get("volumes") or ():
        for source in (volume.get("projected") or {}).get("sources") or ():
            audience = (source.get("serviceAccountToken") or {}).get("audience")
            if audience:
                yield audience


def _exposed(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if manifest["kind"] == "Service" and manifest["apiVersion"] == "v1":
        kind = manifest["spec"].get("type", "ClusterIP")
        if kind in ("NodePort", "LoadBalancer"):
            yield manifest["metadata"]["name"], kind
