"""Which images a deployment pulls: for a mirror in a network without internet, and for scanners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kotaemon_cdk8s.image_references import Reference, images
from kotaemon_cdk8s.image_sources import image_sources
from kotaemon_cdk8s.options import At

import cdk8s
import constructs

# What operators start with images of their own choice, by API group of the resource they read;
# which ones, only their own configuration says.
_BY_OPERATORS: Mapping[str, str] = {
    # cloudnative-pg 1.30: pkg/specs/containers.go and pkg/specs/pgbouncer/deployments.go (an init container
    # of the operator's image); pkg/versions/versions.go (DefaultPgbouncerImage).
    "postgresql.cnpg.io": "CloudNativePG: the operator's own image, which each of its pods runs first;"
    " and for a Pooler the PgBouncer that its configuration names",
    # cloud-on-k8s 3.5, pkg/controller/elasticsearch/initcontainer: init containers run the resource's image.
    "elasticsearch.k8s.elastic.co": "ECK: the operator's own image",
    # milvus-operator 1.3.8: pkg/controllers/deployments.go (an init container of OperatorImageInfo);
    # pkg/helm/helm.go (the charts of what is `inCluster`).
    "milvus.io": "Milvus operator: its own image, which each Milvus pod runs first; and those of the charts for etcd,"
    " MinIO and Pulsar that it carries",
}
# They start no pod, or pods of manifests that are elsewhere.
_WITHOUT_PODS = frozenset(
    {
        *("bitnami.com", "cert-manager.io", "cilium.io", "cloud.google.com", "external-secrets.io"),
        *("gateway.nginx.org", "kustomize.toolkit.fluxcd.io", "networking.gke.io", "networking.istio.io"),
        *("policies.kyverno.io", "source.toolkit.fluxcd.io", "traefik.io"),
    }
)
# The same, of groups that have others beside: a Prometheus of monitoring.coreos.com has pods, a Probe has none.
_KINDS_WITHOUT_PODS: Mapping[str, frozenset[str]] = {
    "argoproj.io": frozenset({"Application", "ApplicationSet", "AppProject"}),
    "gateway.envoyproxy.io": frozenset({"BackendTrafficPolicy", "SecurityPolicy"}),
    "grafana.integreatly.org": frozenset({"GrafanaDashboard"}),
    "keda.sh": frozenset({"ScaledObject", "TriggerAuthentication"}),
    "monitoring.coreos.com": frozenset({"PodMonitor", "Probe", "PrometheusRule"}),
}


@dataclass(frozen=True)
class ImageInventory:
    """The images of a deployment; make one with `of`.

    `str()` of it is a file: one image a line, sorted, then comments on what it cannot know.

    Args:
        images: References that the manifests have, sorted.
        upstream: By such a reference, where it comes from without the mirror of `ImageSources`.
        unknown: What the cluster pulls besides, which only operators know.
    """

    images: tuple[str, ...]
    upstream: Mapping[str, str]
    unknown: tuple[str, ...]

    @staticmethod
    def of(*scopes: constructs.Construct) -> ImageInventory:
        """Look through all objects of charts, or of apps, also those that are not the library's.

        Args:
            scopes: The charts, or the apps, after everything was added to them.

        Raises:
            OptionError: One of `scopes` is no construct.
        """
        for scope in scopes:
            At("ImageInventory.of").types({"scopes": constructs.Construct}, {"scopes": scope})
        upstream: dict[str, str] = {}
        kinds: set[tuple[str, str]] = set()
        for item in (node for scope in scopes for node in scope.node.find_all()):
            if not isinstance(item, cdk8s.ApiObject):
                continue
            manifest: dict[str, Any] = item.to_json()
            kinds.add((manifest["apiVersion"].partition("/")[0], manifest["kind"]))
            sources = image_sources(cdk8s.Chart.of(item))
            for _, image in images(manifest):
                original = sources.original(image) if sources else image
                parsed = Reference.parse(original)
                upstream[image] = str(parsed) if parsed else original
        return ImageInventory(
            tuple(sorted(upstream)),
            MappingProxyType({image: upstream[image] for image in sorted(upstream)}),
            tuple(_unknown(kinds)),
        )

    @property
    def tags(self) -> tuple[str, ...]:
        """What a lock has digests for: the references upstream, without mirror and without digest."""
        parsed = [Reference.parse(image) for image in self.upstream.values()]
        return tuple(sorted({image.tagged for image in parsed if image is not None and image.tag is not None}))

    @property
    def comments(self) -> tuple[str, ...]:
        """What it cannot know, as lines of comments."""
        return tuple(f"# Not listed: {text}." for text in self.unknown)

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in (*self.images, *self.comments))


def _unknown(kinds: Iterable[tuple[str, str]]) -> list[str]:
    found = {group: _started(group) for group, kind in sorted(kinds) if not _without_pods(group, kind)}
    return list(found.values())


def _without_pods(group: str, kind: str) -> bool:
    # Groups of Kubernetes itself have no dot, or end with .k8s.io; of its pods the images are in the manifests.
    of_kubernetes = "." not in group or group.endswith(".k8s.io")
    return of_kubernetes or group in _WITHOUT_PODS or kind in _KINDS_WITHOUT_PODS.get(group, ())


def _started(group: str) -> str:
    return _BY_OPERATORS.get(group, f"what the operator of {group} starts")
