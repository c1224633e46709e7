"""The pods that the Milvus operator makes, and how they talk to each other.

Labels and ports: zilliztech/milvus-operator 1.3.8, pkg/controllers/utils.go, components.go and
conditions.go, pkg/helm/helm.go; zilliztech/milvus-helm: etcd 8.12.0, minio 8.0.17, pulsar 3.3.0.
"""

from __future__ import annotations

from kotaemon_cdk8s.vector_store.milvus_parts import MilvusMinio, MilvusS3
from kotaemon_cdk8s.wiring import ALL_PORTS, Endpoint, Metrics, Pods, Promise, Workload, pods_of_deployment, pods_of_set

_OPERATOR = "milvus-operator"
_PROXY, _ETCD, _MINIO, _PULSAR = 19530, 2379, 9000, 6650
_ETCD_PEERS = 2380
# pkg/controllers/deployments.go and the charts set no security context beyond a user, and mount the
# namespace's default token; etcd's chart has ETCD_INITIAL_CLUSTER_TOKEN, which is no secret, as a literal.
_BREAKS = frozenset({Promise.NO_TOKEN, Promise.RESTRICTED, Promise.READ_ONLY_ROOT, Promise.NO_LITERAL_SECRET})


def workloads(name: str, object_storage: MilvusMinio | MilvusS3, *, cluster: bool) -> tuple[Workload, ...]:
    """Milvus first, then what it depends on.

    Args:
        name: Of the Milvus.
        object_storage: Where its vectors are.
        cluster: It has a pod for each role, and Pulsar.
    """
    # Each chart is a release of its own, and the labels of Milvus are on none of its pods.
    etcd = Workload(
        f"{name}-etcd",
        Pods({"app.kubernetes.io/name": "etcd", "app.kubernetes.io/instance": f"{name}-etcd"}),
        pods_of_set(f"{name}-etcd"),
        links=((f"{name}-etcd", (_ETCD, _ETCD_PEERS)),),
        operator=_OPERATOR,
        operator_ports=(_ETCD,),
        breaks=_BREAKS,
        operator_images="those of the operator's chart of etcd",
    )
    parts, links = [etcd], [(name, ALL_PORTS), (etcd.name, (_ETCD,))]
    outside: tuple[Endpoint, ...] = ()
    if isinstance(object_storage, MilvusS3):
        outside = Endpoint.of_url(object_storage.url)
    else:
        minio = Workload(
            f"{name}-minio",
            Pods({"app": "minio", "release": f"{name}-minio"}),
            # A Deployment or, with several, a StatefulSet.
            f"{name}-minio-[a-z0-9-]+",
            links=((f"{name}-minio", (_MINIO,)),),
            operator=_OPERATOR,
            operator_ports=(_MINIO,),
            breaks=_BREAKS,
            operator_images="those of the operator's chart of MinIO",
        )
        parts.append(minio)
        links.append((minio.name, (_MINIO,)))
    if cluster:
        pulsar = Workload(
            f"{name}-pulsar",
            Pods({"app": "pulsar", "release": f"{name}-pulsar"}),
            f"{name}-pulsar-[a-z0-9-]+",
            # ZooKeeper, bookies, brokers and proxies, each with ports of its own.
            links=((f"{name}-pulsar", ALL_PORTS),),
            operator=_OPERATOR,
            operator_ports=(_PULSAR,),
            breaks=_BREAKS,
            operator_images="those of the operator's chart of Pulsar",
        )
        parts.append(pulsar)
        links.append((pulsar.name, (_PULSAR,)))
    milvus = Workload(
        name,
        Pods({"app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": name}),
        pods_of_deployment(f"{name}-milvus-[a-z]+"),
        serves=(_PROXY,),
        links=tuple(links),
        endpoints=outside,
        metrics=Metrics("milvus", 9091),
        breaks=_BREAKS,
        operator_images="the operator's own image, which each pod runs first",
    )
    return (milvus, *parts)
