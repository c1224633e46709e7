"""The Milvus resource, and the values of the charts by which the operator runs the dependencies.

Only what the operator's webhook leaves as it is (zilliztech/milvus-operator,
apis/milvus.io/v1beta1/milvus_webhook.go), so that Argo CD sees no drift, and what must not be
left to its defaults: its image is of another line, its volumes of 500 GiB, and its passwords
public. The values are those of zilliztech/milvus-helm: minio 8.0.17, etcd 8.12.0, pulsar 3.3.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s import quantities
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.metadata import KEEP_DATA_LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.server import Placement, ServerResources, ServerStorage, secret_volume
from kotaemon_cdk8s.tls import ServerTls
from kotaemon_cdk8s.vector_store.milvus_parts import MilvusMinio, MilvusS3
from kotaemon_cdk8s.wiring import SecretRef

import cdk8s
from cdk8s_plus_27 import k8s

_TLS_DIR = "/etc/milvus-tls"
_PULSAR_PARTS = ("zookeeper", "bookkeeper", "autorecovery", "broker", "proxy")


@dataclass(frozen=True)
class MilvusParts:
    """What a Milvus consists of.

    Args:
        identity: Whose it is; the resource is called like its instance.
        namespace: Where it is.
        root_password: Password of `root` at the first start.
        nodes: Pods of each role of a cluster; None for a standalone Milvus.
        image: What runs.
        resources: Of each pod of Milvus itself.
        storage: Volume of a standalone Milvus.
        etcd_storage: Volume of each etcd.
        object_storage: Where vectors are.
        tls: Its certificate; None for clear text.
        placement: Where all pods run.
    """

    identity: Identity
    namespace: str | None
    root_password: SecretRef
    nodes: int | None
    image: ServerImage
    resources: ServerResources
    storage: ServerStorage
    etcd_storage: ServerStorage
    object_storage: MilvusMinio | MilvusS3
    tls: ServerTls | None
    placement: Placement

    def manifest(self) -> Any:
        """The resource."""
        # Only here: the bindings load a JavaScript module of their own.
        from kotaemon_cdk8s.imports.io import milvus

        return milvus.Milvus.manifest(
            metadata=cdk8s.ApiObjectMetadata(
                name=self.identity.instance,
                labels=self.identity.labels,
                annotations={**KEEP_DATA_LATE_CRD, SYNC_WAVE: str(int(Wave.STORES))},
            ),
            spec=milvus.MilvusSpec(
                mode=milvus.MilvusSpecMode.CLUSTER if self.nodes else milvus.MilvusSpecMode.STANDALONE,
                config=self._config(),
                components=self._components(),
                dependencies=self._dependencies(),
            ),
        )

    @property
    def root_path(self) -> str:
        """Where its objects are in a bucket: two in one place delete each other's (milvus-io/milvus#31976)."""
        return "-".join(part for part in (self.namespace, self.identity.instance) if part)

    def _config(self) -> dict[str, Any]:
        security: dict[str, Any] = {"common": {"security": {"authorizationEnabled": True}}}
        if self.tls:
            # milvus, pkg/util/paramtable/grpc_param.go: the client verifies the server (2 would be both). Not below
            # `common`, as the operator's sample external_tls.yaml has the paths, where nothing reads them.
            security["common"]["security"]["tlsMode"] = 1
            security["tls"] = {"serverPemPath": f"{_TLS_DIR}/tls.crt", "serverKeyPath": f"{_TLS_DIR}/tls.key"}
            # REST, on the same port, keeps an encrypted proxy from starting (distributed/proxy/listener_manager.go).
            security["proxy"] = {"http": {"enabled": False}}
        if isinstance(self.object_storage, MilvusMinio):
            return security
        bucket = {
            "bucketName": self.object_storage.bucket,
            "rootPath": self.root_path,
            "useSSL": self.object_storage.encrypted,
        }
        region = {"region": self.object_storage.region} if self.object_storage.region else {}
        return {**security, "minio": {**bucket, **region}}

    def _components(self) -> Any:
        from kotaemon_cdk8s.imports.io import milvus

        roles: dict[str, Any] = {
            "proxy": milvus.MilvusSpecComponentsProxy,
            "data_node": milvus.MilvusSpecComponentsDataNode,
            "index_node": milvus.MilvusSpecComponentsIndexNode,
            "query_node": milvus.MilvusSpecComponentsQueryNode,
        }
        password = milvus.MilvusSpecComponentsEnvValueFromSecretKeyRef(
            name=self.root_password.name, key=self.root_password.key
        )
        return milvus.MilvusSpecComponents(
            image=self.image.reference,
            # The operator could not read it from a reference with a port or a digest.
            version=self.image.tag.removeprefix("v"),
            image_pull_secrets=[
                milvus.MilvusSpecComponentsImagePullSecrets(name=name) for name in self.image.pull_secrets
            ]
            or None,
            env=[
                # Goes before common.security.defaultRootPassword in the configuration (milvus,
                # pkg/config/env_source.go), which would stand in a ConfigMap.
                milvus.MilvusSpecComponentsEnv(
                    name="COMMON_SECURITY_DEFAULTROOTPASSWORD",
                    value_from=milvus.MilvusSpecComponentsEnvValueFrom(secret_key_ref=password),
                )
            ],
            volumes=self._volumes(),
            volume_mounts=[
                milvus.MilvusSpecComponentsVolumeMounts(name="tls", mount_path=_TLS_DIR, read_only=True),
            ]
            if self.tls
            else None,
            resources=milvus.MilvusSpecComponentsResources(
                requests=self.resources.requests, limits=self.resources.limits
            ),
            node_selector=dict(self.placement.node_selector) or None,
            tolerations=[
                milvus.MilvusSpecComponentsTolerations(
                    key=taint.key,
                    operator=taint.operator,
                    value=taint.value,
                    effect=taint.effect,
                    toleration_seconds=taint.toleration_seconds,
                )
                for taint in self.placement.tolerations
            ]
            or None,
            priority_class_name=self.placement.priority_class,
            **({name: role(replicas=self.nodes) for name, role in roles.items()} if self.nodes else {}),
        )

    def _volumes(self) -> list[Any] | None:
        """As a pod has them."""
        if self.tls is None:
            return None
        files = {"tls.crt": self.tls.certificate, "tls.key": self.tls.private_key}
        made: dict[str, Any] = k8s.KubePod.manifest(
            spec=k8s.PodSpec(containers=[], volumes=[secret_volume("tls", files)])
        )
        volumes: list[Any] = made["spec"]["volumes"]
        return volumes

    def _dependencies(self) -> Any:
        from kotaemon_cdk8s.imports.io import milvus

        return milvus.MilvusSpecDependencies(
            etcd=milvus.MilvusSpecDependenciesEtcd(
                in_cluster=milvus.MilvusSpecDependenciesEtcdInCluster(
                    deletion_policy=milvus.MilvusSpecDependenciesEtcdInClusterDeletionPolicy.RETAIN,
                    pvc_deletion=False,
                    values=self._etcd(),
                )
            ),
            storage=self._storage(),
            **self._log(),
        )

    def _etcd(self) -> dict[str, Any]:
        return {
            "replicaCount": 3 if self.nodes else 1,
            "persistence": _persistence(self.etcd_storage),
            # What the chart gives as an example; without its limit, as the database may take 4 GiB.
            "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}},
            **self._placed(),
        }

    def _storage(self) -> Any:
        from kotaemon_cdk8s.imports.io import milvus

        if isinstance(self.object_storage, MilvusS3):
            return milvus.MilvusSpecDependenciesStorage(
                type=milvus.MilvusSpecDependenciesStorageType.S3,
                external=True,
                endpoint=self.object_storage.endpoint,
                secret_ref=self.object_storage.secret,
            )
        resources = self.object_storage.resources
        values: dict[str, Any] = {
            "mode": "distributed" if self.nodes else "standalone",
            # Otherwise minioadmin, minioadmin; the operator reads the keys from this Secret, too.
            "existingSecret": f"{self.identity.instance}-minio",
            "persistence": _persistence(self.object_storage.storage),
            "resources": {"requests": resources.requests, "limits": resources.limits},
            **self._placed(),
        }
        if not self.nodes:
            # A new pod on another node would wait for ever for the volume of the old one.
            values["DeploymentUpdate"] = {"type": "Recreate"}
        return milvus.MilvusSpecDependenciesStorage(
            type=milvus.MilvusSpecDependenciesStorageType.MIN_IO,
            in_cluster=milvus.MilvusSpecDependenciesStorageInCluster(
                deletion_policy=milvus.MilvusSpecDependenciesStorageInClusterDeletionPolicy.RETAIN,
                pvc_deletion=False,
                values=values,
            ),
        )

    def _log(self) -> dict[str, Any]:
        from kotaemon_cdk8s.imports.io import milvus

        if self.nodes:
            placed = {key: value for key, value in self._placed().items() if key != "priorityClassName"}
            pulsar = milvus.MilvusSpecDependenciesPulsarInCluster(
                deletion_policy=milvus.MilvusSpecDependenciesPulsarInClusterDeletionPolicy.RETAIN,
                pvc_deletion=False,
                values=dict.fromkeys(_PULSAR_PARTS, placed) if placed else None,
            )
            return {
                "msg_stream_type": milvus.MilvusSpecDependenciesMsgStreamType.PULSAR,
                "pulsar": milvus.MilvusSpecDependenciesPulsar(in_cluster=pulsar),
            }
        claim = milvus.MilvusSpecDependenciesRocksmqPersistencePersistentVolumeClaim(
            annotations=dict(self.storage.annotations) or None,
            spec={
                "accessModes": ["ReadWriteOnce"],
                "resources": {"requests": {"storage": quantities.canonical(self.storage.size)}},
                **_known({"storageClassName": self.storage.storage_class}),
            },
        )
        return {
            "msg_stream_type": milvus.MilvusSpecDependenciesMsgStreamType.ROCKSMQ,
            "rocksmq": milvus.MilvusSpecDependenciesRocksmq(
                persistence=milvus.MilvusSpecDependenciesRocksmqPersistence(
                    # Otherwise the log goes with the pod, and with it what is in no bucket yet.
                    enabled=True,
                    pvc_deletion=False,
                    persistent_volume_claim=claim,
                )
            ),
        }

    def _placed(self) -> dict[str, Any]:
        """The placement as a pod says it, which is how the charts take it."""
        made: dict[str, Any] = k8s.KubePod.manifest(
            spec=k8s.PodSpec(
                containers=[],
                node_selector=dict(self.placement.node_selector) or None,
                tolerations=list(self.placement.tolerations) or None,
                priority_class_name=self.placement.priority_class,
            )
        )
        return {key: value for key, value in made["spec"].items() if key != "containers"}


def _persistence(storage: ServerStorage) -> dict[str, Any]:
    wanted = {"storageClass": storage.storage_class, "annotations": dict(storage.annotations) or None}
    return {"size": quantities.canonical(storage.size), **_known(wanted)}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
