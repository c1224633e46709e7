"""Tenant: one team's chart and namespace, closed to all others, and its part of the shared stores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kotaemon_cdk8s.components import Backend, DocumentStoreBackend, MetadataDbBackend, VectorStoreBackend
from kotaemon_cdk8s.document_store.embedded_lancedb import EmbeddedLanceDbDocuments
from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.kotaemon_app.app import KotaemonApp
from kotaemon_cdk8s.metadata import Identity, Wave
from kotaemon_cdk8s.metadata_db.sqlite import Sqlite
from kotaemon_cdk8s.objects import Objects
from kotaemon_cdk8s.options import At, constructor_hints, frozen
from kotaemon_cdk8s.security.namespace import NEWEST, Namespace, PodSecurity
from kotaemon_cdk8s.server import check_name
from kotaemon_cdk8s.synthesis import Registry
from kotaemon_cdk8s.vector_store.embedded_chroma import EmbeddedChroma

import cdk8s
import constructs
from cdk8s_plus_27 import k8s

_LONGEST = 40


class Tenant(cdk8s.Chart):
    """A chart for one of several teams, with a namespace that only its own policies open.

    Creates the Namespace, and a NetworkPolicy that lets nothing in or out of any of its pods;
    `Security` opens what the deployment needs, and is required. Make the app in it with the
    stores it has: `KotaemonApp(tenant, "kotaemon", metadata_db=tenant.metadata_db, …)`.

    Shared stores are servers that are there already. The tenant gets a schema of the
    PostgreSQL database, a database of Chroma, and names of its own for the collections of
    Qdrant and Milvus and the indices of Elasticsearch. The SecretRefs in them are read in the
    tenant's namespace: put a login that reaches no further than its part there.

    Args:
        scope: The cdk8s App.
        id: Name of the tenant and of its folder, a DNS label of at most 40 characters.
        namespace: Default: `kotaemon-` and the id.
        metadata_db: Database that the tenants share. Default: SQLite, on a volume of the tenant's own.
        vector_store: Server that the tenants share. Default: embedded Chroma, likewise.
        document_store: Server that the tenants share. Default: embedded LanceDB, likewise.
        pod_security: Level that the namespace's pods must pass. Default: `PodSecurity.RESTRICTED`.
        pod_security_version: As in `Namespace`. Default: v1.37.
        namespace_labels: Further labels of the Namespace. Default: none.

    Raises:
        OptionError: A name is malformed or taken, or a store belongs to one chart.
    """

    metadata_db: MetadataDbBackend
    """The tenant's part of the database."""
    vector_store: VectorStoreBackend
    """The tenant's part of the vector store."""
    document_store: DocumentStoreBackend
    """The tenant's part of the document store."""
    isolation: cdk8s.ApiObject
    """The NetworkPolicy that closes the namespace."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        namespace: str | None = None,
        metadata_db: MetadataDbBackend = Sqlite(),
        vector_store: VectorStoreBackend = EmbeddedChroma(),
        document_store: DocumentStoreBackend = EmbeddedLanceDbDocuments(),
        pod_security: PodSecurity = PodSecurity.RESTRICTED,
        pod_security_version: str = NEWEST,
        namespace_labels: Mapping[str, str] = frozen({}),
    ) -> None:
        At("Tenant").types({"scope": constructs.Construct, "id": str}, {"scope": scope, "id": id})
        at = At(f"{scope.node.path}/{id}".strip("/") or "Tenant")
        hints = constructor_hints(Tenant)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        at.dns_label("id", id, longest=_LONGEST)
        check_name(at, id, longest=_LONGEST)
        home = f"kotaemon-{id}" if namespace is None else namespace
        at.dns_label("namespace", home)
        stores: dict[str, Backend] = {
            "metadata_db": metadata_db,
            "vector_store": vector_store,
            "document_store": document_store,
        }
        for option, store in stores.items():
            at.require(
                not isinstance(store, constructs.Construct),
                option,
                getattr(getattr(store, "node", None), "path", option),
                "it is a server of one chart, whose Secrets and policies the other tenants do not have",
                f"make one for this tenant and pass it to KotaemonApp({option}=…), or give a server that is there"
                " already, as an external one",
            )
        registry = Registry.of(at, scope, id)
        registry.claim(
            at,
            ("tenant namespace", home),
            "namespace",
            home,
            "has this namespace already: one could read the other's Secrets",
            "give each tenant a namespace of its own",
        )
        # A DNS label has no underscore, so two tenants never become one here; and no tenant is
        # called `public`, `default` or the like.
        part = f"tenant_{id.replace('-', '_')}"
        self.metadata_db = metadata_db.for_tenant(part)
        self.vector_store = vector_store.for_tenant(part)
        self.document_store = document_store.for_tenant(part)
        super().__init__(scope, id, namespace=home)
        Namespace(
            self,
            "namespace",
            pod_security=pod_security,
            pod_security_version=pod_security_version,
            labels=namespace_labels,
        )
        objects = Objects(self, at=at)
        identity = Identity(id, "isolation")
        objects.add(
            "isolation",
            k8s.KubeNetworkPolicy.manifest(
                metadata=identity.metadata("isolation", Wave.ACCESS),
                spec=k8s.NetworkPolicySpec(
                    # All pods of the namespace, also those that nobody here knows of.
                    pod_selector=k8s.LabelSelector(),
                    policy_types=["Ingress", "Egress"],
                    ingress=[],
                    egress=[],
                ),
            ),
            keep=("spec",),
        )
        objects.check()
        objects.claim(registry, self.node.path)
        self.isolation = objects.make(self, registry)["isolation"]
        registry.check_at_synthesis(f"tenant {at.path}", lambda: _cut_off(registry, self))


def _cut_off(registry: Registry, tenant: Tenant) -> Iterator[Fault]:
    for node in tenant.node.find_all():
        if isinstance(node, KotaemonApp) and registry.holder(("security", node.node.path)) is None:
            yield Fault(
                node.node.path,
                "app",
                node.name,
                f"the namespace of {tenant.node.path} is closed, and nothing opens it for this app: it would reach no"
                " server, and nobody it",
                'make Security(tenant, "security", app=…, clients=[…])',
            )
