"""The Argo CD AppProject that permits what its Applications deploy, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.metadata import Identity
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.operations.argo_notifications import subscriptions
from kotaemon_cdk8s.options import constructor_hints, frozen
from kotaemon_cdk8s.synthesis import Registry, place

import cdk8s
import constructs

# Kubernetes' own kinds outside of namespaces that a deployment could hold: cdk8s writes the
# chart's namespace also on these. https://kubernetes.io/docs/reference/kubernetes-api/
_CLUSTER_SCOPED = {
    *(("", kind) for kind in ("Namespace", "Node", "PersistentVolume")),
    *(("rbac.authorization.k8s.io", kind) for kind in ("ClusterRole", "ClusterRoleBinding")),
    *(("storage.k8s.io", kind) for kind in ("CSIDriver", "StorageClass", "VolumeAttributesClass")),
    *(
        ("admissionregistration.k8s.io", kind)
        for kind in (
            *("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration"),
            *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration"),
        )
    ),
    ("apiextensions.k8s.io", "CustomResourceDefinition"),
    ("apiregistration.k8s.io", "APIService"),
    ("certificates.k8s.io", "CertificateSigningRequest"),
    ("networking.k8s.io", "IngressClass"),
    ("node.k8s.io", "RuntimeClass"),
    ("scheduling.k8s.io", "PriorityClass"),
}


class Permitted(NamedTuple):
    """A chart that an Application of the project deploys."""

    chart: cdk8s.Chart
    server: str
    namespace: str
    repository: str
    creates_namespace: bool


class ArgoProject(constructs.Construct):
    """An Argo CD AppProject, limited to what the Applications that name it deploy.

    Everything is derived at synthesis from those Applications and the objects of their charts:
    repositories, clusters and namespaces, kinds in namespaces, and the names of objects outside
    of them. Whatever else gets into the folder is not deployed: the sync fails.

    Make it before the `ArgoApplication`s and `ArgoApplicationSet`s, in their chart, and pass it to
    them as `project`.

    Args:
        scope: A chart whose namespace is Argo CD's, mostly `argocd`.
        id: Name among its siblings.
        name: Name of the AppProject. Default: `id`.
        description: What it is for. Default: none.
        further_kinds: Kinds in namespaces that are permitted as well, as `Kind` or `group/Kind`.
            `apps/ReplicaSet` and `Pod` let Argo CD show what comes of the Deployments. Default: none.
        notifications: Recipients of what happens to any Application of the project, by
            `trigger.service`, such as `on-sync-failed.slack`; several with `;` between them. Argo
            CD must know the trigger and the service. Default: none.

    Raises:
        OptionError: A value is malformed.
        SynthesisError: No Application is of the project.
    """

    project: cdk8s.ApiObject
    """The AppProject."""
    name: str
    """Its name."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        further_kinds: Sequence[str] = (),
        notifications: Mapping[str, str] = frozen({}),
    ) -> None:
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io import argoproj

        at, chart = place(scope, id)
        hints = constructor_hints(ArgoProject)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        name = id if name is None else name
        at.dns_name("name", name)
        at.require(
            name != "default",
            "name",
            name,
            "Argo CD makes this AppProject itself, for all that names none",
            "give it another name",
        )
        for kind in further_kinds:
            at.require(
                bool(re.fullmatch(r"([a-z0-9.-]+/)?[A-Z][A-Za-z0-9]*", kind)),
                "further_kinds",
                kind,
                "not a kind",
                "write it as 'Pod' or 'apps/ReplicaSet'",
            )
        registry = Registry.of(at, scope, id)
        objects = Objects(chart, at=at)
        objects.add(
            "project",
            argoproj.AppProject.manifest(
                metadata=cdk8s.ApiObjectMetadata(
                    name=name,
                    labels=Identity(name, "argocd-project").labels,
                    annotations=subscriptions(at, notifications),
                ),
                # Nothing is permitted before the synthesis says what.
                spec=argoproj.AppProjectSpec(description=description),
            ),
        )
        objects.check()
        objects.claim(registry, chart.node.path)
        super().__init__(scope, id)
        self.name = name
        self._further = {tuple(kind.rpartition("/")[::2]) for kind in further_kinds}
        self._description = description
        self._permitted: list[Permitted] = []
        self._registry = registry
        self.project = objects.make(self, registry)["project"]
        registry.check_at_synthesis(f"project {at.path}", self._unused)
        registry.before_synthesis(self._complete)

    def permit(self, permitted: Permitted) -> None:
        """Permit what an Application deploys."""
        self._permitted.append(permitted)

    def _unused(self) -> Iterator[Fault]:
        if not self._permitted:
            yield Fault(
                self.node.path,
                "project",
                self.name,
                "no Application is of this project, so it would permit nothing",
                "pass it to the Applications as `project`, or leave it out",
            )

    def _complete(self) -> None:
        from kotaemon_cdk8s.imports.io import argoproj

        destinations = {(permitted.server, permitted.namespace) for permitted in self._permitted}
        # A Namespace that Argo CD makes itself is checked like one from the folder.
        outside = {("", "Namespace", one.namespace) for one in self._permitted if one.creates_namespace}
        inside = set(self._further)
        for permitted in self._permitted:
            for item in self._registry.objects(permitted.chart):
                group, kind = item["apiVersion"].rpartition("/")[0], item["kind"]
                namespace = item["metadata"].get("namespace")
                if namespace is None or (group, kind) in _CLUSTER_SCOPED:
                    outside.add((group, kind, item["metadata"]["name"]))
                else:
                    inside.add((group, kind))
                    destinations.add((permitted.server, namespace))
        manifest: dict[str, Any] = argoproj.AppProject.manifest(
            metadata=cdk8s.ApiObjectMetadata(name=self.name),
            spec=argoproj.AppProjectSpec(
                description=self._description,
                source_repos=sorted({permitted.repository for permitted in self._permitted}),
                destinations=[
                    argoproj.AppProjectSpecDestinations(server=server, namespace=namespace)
                    for server, namespace in sorted(destinations)
                ],
                cluster_resource_whitelist=[
                    argoproj.AppProjectSpecClusterResourceWhitelist(group=group, kind=kind, name=name)
                    for group, kind, name in sorted(outside)
                ],
                namespace_resource_whitelist=[
                    argoproj.AppProjectSpecNamespaceResourceWhitelist(group=group, kind=kind)
                    for group, kind in sorted(inside)
                ],
            ),
        )
        self.project.add_json_patch(cdk8s.JsonPatch.replace("/spec", manifest["spec"]))
