"""Elasticsearch beside the app, run by the operator Elastic Cloud on Kubernetes (ECK)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kotaemon_cdk8s import image_table, quantities, server
from kotaemon_cdk8s.components import DocumentStoreBackend
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.document_store import elasticsearch_binding
from kotaemon_cdk8s.metadata import KEEP_DATA_LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override, claim_name
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security.pod_security import container_context
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.wiring import Binding, OperatorSecret, Pods, SecretRef, SecretValue, Workload

import cdk8s
import constructs
from cdk8s_plus_27 import k8s
from typing_extensions import override

# Names, keys and defaults: elastic/cloud-on-k8s 3.5, pkg/apis/elasticsearch/v1/name.go,
# pkg/controller/common/name/name.go, pkg/controller/common/certificates/secret.go,
# pkg/controller/elasticsearch/nodespec/defaults.go.
_LONGEST_NAME = 36
_USER_ID = 1000
_GRACE_SECONDS = 180
_PORT, _TRANSPORT_PORT = 9200, 9300

# What the app's user needs, on its own indices only (docs/how-to/use-elasticsearch.md).
_PRIVILEGES = """\
  indices:
    - names: ["index_*"]
      privileges: [read, write, create_index, delete_index, view_index_metadata, maintenance]
"""

_OLDEST_MINOR = 13
"""Of the app's client, 8.13.2; it works with servers of the same minor version and later ones
(https://www.elastic.co/guide/en/elasticsearch/client/python-api/8.x/overview.html)."""


class Elasticsearch(constructs.Construct, DocumentStoreBackend):
    """An Elasticsearch cluster of the app's own, made by the operator ECK, with TLS.

    Creates an Elasticsearch resource; needs ECK in the cluster, 3.0 or later. The operator
    makes the nodes, a Service, certificates, and claims that outlive the resource. The app
    logs in as a user of its own, who may do what it needs on `index_*`, and no more.

    Args:
        scope: A chart, or a construct within one; in the namespace of the app.
        id: Name among its siblings.
        name: Name of the cluster, at most 36 characters. Changing it makes a new cluster with
            empty volumes. Default: `id`.
        password: Password of the app's user, under the key `password` of a Secret that also
            has the keys `username`, `roles` and `roles.yml` (docs/how-to/use-elasticsearch.md).
        nodes: 1, or 3 and more, on as many Kubernetes nodes: every text is then on two of
            them. Default: 1.
        image: What runs, 8.13 or later of the 8 line; the tag is the version. Default:
            `docker.elastic.co/elasticsearch/elasticsearch:8.19.20`.
        resources: What each node asks for and may take, at least 1Gi of memory, half of which
            becomes the heap. Default: 500m and 2Gi, the operator's own default.
        storage: Volume of each node. Its class and annotations cannot change later. Default:
            `ServerStorage()`.
        placement: Where the nodes run. Default: anywhere.
        overrides: JSON-patch operations on the resource, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    elasticsearch: cdk8s.ApiObject
    """The Elasticsearch resource."""
    name: str
    """Name of the cluster."""

    component = "Elasticsearch document store"

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        password: SecretRef,
        name: str | None = None,
        nodes: int = 1,
        image: ServerImage = image_table.ELASTICSEARCH,
        resources: ServerResources = ServerResources(memory="2Gi"),
        storage: ServerStorage = ServerStorage(),
        placement: Placement = Placement(),
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(Elasticsearch)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        server.check_name(at, self.name, longest=_LONGEST_NAME)
        server.check_count(at, "nodes", nodes, at_most=99)
        _check_image(at, image)
        # The least of ECK's own recipes (config/recipes/autopilot/elasticsearch.yaml).
        at.quantity("resources.memory", resources.memory, at_least="1Gi")
        at.require(
            password.key == "password",
            "password.key",
            password.key,
            "the operator reads a user's password under the key `password` only, so nobody could log in",
            'make the Secret with the keys of docs/how-to/use-elasticsearch.md, and give SecretRef(name, "password")',
        )

        service = f"{self.name}-es-http"
        self._binding = elasticsearch_binding.binding(
            url=f"https://{service}:{_PORT}",
            username=SecretRef(password.name, "username"),
            password=password,
            ca=SecretRef(f"{self.name}-es-http-certs-public", "ca.crt"),
        )
        # Labels and ports: pkg/controller/elasticsearch/label/label.go, network/ports.go.
        workload = Workload(
            self.name,
            Pods({"elasticsearch.k8s.elastic.co/cluster-name": self.name}),
            # <cluster>-es-<node set>-<ordinal> (elastic/cloud-on-k8s, pkg/apis/elasticsearch/v1/name.go).
            f"{self.name}-es-[a-z0-9-]+-[0-9]+",
            serves=(_PORT,),
            links=((self.name, (_TRANSPORT_PORT,)),),
            operator="elastic-system",
            operator_ports=(_PORT,),
        )
        self._binding = replace(
            self._binding, workloads=(workload,), operator_secrets=_operator_secrets(self.name, password.name)
        )
        identity = Identity(self.name, "document-store", image.tag, "elasticsearch")
        objects = Objects(chart, at=at)
        objects.add(
            "elasticsearch",
            _manifest(
                identity,
                user=password.name,
                nodes=nodes,
                image=image,
                pod=_pod(identity, nodes, image, resources, placement),
                storage=storage,
            ),
            keep=("spec.auth.fileRealm", "spec.auth.roles", "spec.volumeClaimDeletePolicy"),
        )
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        for part in ("http", "transport", "default", "internal-http"):
            claim_name(registry, at, chart.node.path, "Service", f"{self.name}-es-{part}")
        for part in ("scripts", "unicast-hosts"):
            claim_name(registry, at, chart.node.path, "ConfigMap", f"{self.name}-es-{part}")
        claim_name(registry, at, chart.node.path, "PodDisruptionBudget", f"{self.name}-es-default")
        claim_name(registry, at, chart.node.path, "Secret", f"{self.name}-es-http-certs-public")
        super().__init__(scope, id)
        self.elasticsearch = objects.make(self, registry)["elasticsearch"]

    @override
    def bind(self) -> Binding:
        return self._binding


def _operator_secrets(name: str, user: str) -> tuple[OperatorSecret, ...]:
    """The authority that the operator makes, and what it reads of the app's user.

    Keys: pkg/controller/elasticsearch/user/file_realm.go and roles.go.
    """
    resource = f"Elasticsearch {name}"
    role = "kotaemon"
    keys: dict[str, str | SecretValue] = {
        "username": "kotaemon",
        "password": SecretValue.OURS,
        "roles": role,
        "roles.yml": f"{role}:\n{_PRIVILEGES}",
    }
    return (
        OperatorSecret("ECK", resource, f"{name}-es-http-certs-public"),
        OperatorSecret("ECK", resource, user, keys),
    )


def _check_image(at: At, image: ServerImage) -> None:
    version = re.fullmatch(r"8\.(\d+)\.\d+", image.tag)
    at.require(
        version is not None and int(version[1]) >= _OLDEST_MINOR,
        "image",
        image.reference,
        "the operator reads the version from the tag, and the app's client (8.13) speaks with servers from 8.13 to 8.x",
        f"take a tag of three numbers from 8.{_OLDEST_MINOR}.0 up, below 9",
    )


def _pod(
    identity: Identity, nodes: int, image: ServerImage, resources: ServerResources, placement: Placement
) -> dict[str, Any]:
    """What the operator completes to the pod of a node."""
    made: dict[str, Any] = k8s.KubePod.manifest(
        metadata=k8s.ObjectMeta(labels=identity.labels),
        spec=server.pod_spec(
            image=image,
            containers=[
                # The name by which the operator knows its own container.
                k8s.Container(
                    name="elasticsearch", resources=resources.requirements(), security_context=container_context()
                )
            ],
            user=_USER_ID,
            placement=placement,
            grace_seconds=_GRACE_SECONDS,
            apart=identity if nodes > 1 else None,
        ),
    )
    placement.hardening.apply(made["spec"])
    return {"metadata": made["metadata"], "spec": made["spec"]}


def _manifest(
    identity: Identity, *, user: str, nodes: int, image: ServerImage, pod: dict[str, Any], storage: ServerStorage
) -> Any:
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.co.elastic.k8s import elasticsearch as eck

    return eck.Elasticsearch.manifest(
        metadata=cdk8s.ApiObjectMetadata(
            name=identity.instance,
            labels=identity.labels,
            annotations={**KEEP_DATA_LATE_CRD, SYNC_WAVE: str(int(Wave.STORES))},
        ),
        spec=eck.ElasticsearchSpec(
            version=image.tag,
            image=image.reference,
            auth=eck.ElasticsearchSpecAuth(
                file_realm=[eck.ElasticsearchSpecAuthFileRealm(secret_name=user)],
                roles=[eck.ElasticsearchSpecAuthRoles(secret_name=user)],
            ),
            # Otherwise the volumes go with the resource.
            volume_claim_delete_policy=eck.ElasticsearchSpecVolumeClaimDeletePolicy.DELETE_ON_SCALEDOWN_ONLY,
            node_sets=[
                eck.ElasticsearchSpecNodeSets(
                    name="default",
                    count=nodes,
                    # Memory maps need a higher vm.max_map_count on the Kubernetes node, which only
                    # a privileged container could set (config/samples/elasticsearch/elasticsearch.yaml).
                    config={"node.store.allow_mmap": False},
                    pod_template=pod,
                    volume_claim_templates=[
                        eck.ElasticsearchSpecNodeSetsVolumeClaimTemplates(
                            metadata=eck.ElasticsearchSpecNodeSetsVolumeClaimTemplatesMetadata(
                                # The name that the operator mounts as the data folder.
                                name="elasticsearch-data",
                                annotations=dict(storage.annotations) or None,
                            ),
                            spec=eck.ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpec(
                                access_modes=["ReadWriteOnce"],
                                storage_class_name=storage.storage_class,
                                resources=eck.ElasticsearchSpecNodeSetsVolumeClaimTemplatesSpecResources(
                                    requests={"storage": quantities.canonical(storage.size)}
                                ),
                            ),
                        )
                    ],
                )
            ],
        ),
    )
