"""The custom resources of CloudNativePG (release 1.30), as `CloudNativePg` wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import KEEP_DATA_LATE_CRD, LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.metadata_db.pooler import Pooler
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage

import cdk8s
from cdk8s_plus_27 import k8s


def cluster(
    identity: Identity,
    *,
    instances: int,
    database: str,
    owner: str,
    image: ServerImage,
    resources: ServerResources,
    storage: ServerStorage,
    wal_storage: ServerStorage | None,
    parameters: Mapping[str, str],
    further_hosts: Sequence[str],
    placement: Placement,
) -> Any:
    """The Cluster; `further_hosts` are names by which its certificate must be good, too."""
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.io.cnpg import postgresql

    limits, requests = postgresql.ClusterSpecResourcesLimits, postgresql.ClusterSpecResourcesRequests
    several = instances > 1
    return postgresql.Cluster.manifest(
        metadata=_metadata(identity, identity.instance, KEEP_DATA_LATE_CRD),
        spec=postgresql.ClusterSpec(
            instances=instances,
            image_name=image.reference,
            image_pull_secrets=[postgresql.ClusterSpecImagePullSecrets(name=name) for name in image.pull_secrets]
            or None,
            # With one instance a budget would block every drain of its node.
            enable_pdb=None if several else False,
            bootstrap=postgresql.ClusterSpecBootstrap(
                initdb=postgresql.ClusterSpecBootstrapInitdb(database=database, owner=owner)
            ),
            postgresql=postgresql.ClusterSpecPostgresql(
                parameters=parameters,
                # The operator's last line lets clear text in. It needs none itself: its own lines, for
                # the socket and with certificates, come before (pkg/postgres/configuration.go).
                pg_hba=["hostnossl all all all reject"],
                synchronous=postgresql.ClusterSpecPostgresqlSynchronous(
                    method=postgresql.ClusterSpecPostgresqlSynchronousMethod.ANY,
                    # With the primary, a majority.
                    number=instances // 2,
                    data_durability=postgresql.ClusterSpecPostgresqlSynchronousDataDurability.REQUIRED,
                    failover_quorum=True,
                )
                if several
                else None,
            ),
            certificates=postgresql.ClusterSpecCertificates(server_alt_dns_names=further_hosts)
            if further_hosts
            else None,
            resources=postgresql.ClusterSpecResources(
                requests={key: requests.from_string(amount) for key, amount in resources.requests.items()},
                limits={key: limits.from_string(amount) for key, amount in resources.limits.items()},
            ),
            storage=postgresql.ClusterSpecStorage(
                size=quantities.canonical(storage.size), storage_class=storage.storage_class
            ),
            wal_storage=postgresql.ClusterSpecWalStorage(
                size=quantities.canonical(wal_storage.size), storage_class=wal_storage.storage_class
            )
            if wal_storage
            else None,
            affinity=postgresql.ClusterSpecAffinity(
                # By default the operator would rather put two on one node than leave one out.
                pod_anti_affinity_type="required",
                topology_key="kubernetes.io/hostname",
                node_selector=dict(placement.node_selector) or None,
                tolerations=[
                    postgresql.ClusterSpecAffinityTolerations(
                        key=toleration.key,
                        operator=toleration.operator,
                        value=toleration.value,
                        effect=toleration.effect,
                        toleration_seconds=toleration.toleration_seconds,
                    )
                    for toleration in placement.tolerations
                ]
                or None,
            ),
            priority_class_name=placement.priority_class,
        ),
    )


def pooler(identity: Identity, name: str, options: Pooler, placement: Placement) -> Any:
    """The Pooler of the Cluster that is called like the instance."""
    from kotaemon_cdk8s.imports.io.cnpg import postgresql

    pod = k8s.PodSpec(
        containers=[k8s.Container(name="pgbouncer", resources=options.resources.requirements())],
        node_selector=dict(placement.node_selector) or None,
        tolerations=list(placement.tolerations) or None,
        priority_class_name=placement.priority_class,
        topology_spread_constraints=[
            k8s.TopologySpreadConstraint(
                max_skew=1,
                topology_key="kubernetes.io/hostname",
                when_unsatisfiable="DoNotSchedule",
                label_selector=k8s.LabelSelector(match_labels={"cnpg.io/poolerName": name}),
            )
        ],
    )
    return postgresql.Pooler.manifest(
        metadata=_metadata(identity, name, LATE_CRD),
        spec=postgresql.PoolerSpec(
            cluster=postgresql.PoolerSpecCluster(name=identity.instance),
            type=postgresql.PoolerSpecType.RW,
            instances=options.instances,
            pgbouncer=postgresql.PoolerSpecPgbouncer(
                pool_mode=postgresql.PoolerSpecPgbouncerPoolMode[options.mode.name],
                parameters={
                    "client_tls_sslmode": "require",
                    "default_pool_size": str(options.pool_size),
                    "max_client_conn": str(options.max_client_connections),
                },
            ),
            template=postgresql.PoolerSpecTemplate(spec=k8s.KubePod.manifest(spec=pod)["spec"]),
        ),
    )


def _metadata(identity: Identity, name: str, annotations: Mapping[str, str]) -> cdk8s.ApiObjectMetadata:
    return cdk8s.ApiObjectMetadata(
        name=name, labels=identity.labels, annotations={**annotations, SYNC_WAVE: str(int(Wave.STORES))}
    )
