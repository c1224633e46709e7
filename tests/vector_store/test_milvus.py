"""The Milvus that its operator runs beside the app."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kotaemon_cdk8s import (
    ArgoApplication,
    IssuedTls,
    IssuerRef,
    Namespace,
    OptionError,
    Override,
    Placement,
    PodSecurity,
    SecretRef,
    ServerImage,
    ServerResources,
    ServerStorage,
    ServerTls,
    VectorStore,
)
from kotaemon_cdk8s.vector_store.milvus import Milvus
from kotaemon_cdk8s.vector_store.milvus_parts import MilvusMinio, MilvusS3, MilvusTopology

import cdk8s
import jsonschema
import pytest
from cdk8s_plus_27 import k8s

from tests.support import (
    REPOSITORY,
    Object,
    crds,
    document,
    environment,
    faulty,
    kotaemon,
    new_chart,
    one,
    refusal,
    synthesized,
)

PASSWORD = SecretRef("vectors-root", "password")
PUBLISHED = REPOSITORY.parent / "shared" / "crds"
CLUSTER = {"topology": MilvusTopology.CLUSTER}
S3 = MilvusS3("https://s3.eu-central-1.amazonaws.com", "vectors", "s3-keys", "eu-central-1")
PLACEMENT = Placement(
    node_selector={"disk": "ssd"},
    tolerations=[k8s.Toleration(key="vectors", operator="Exists", toleration_seconds=60)],
    priority_class="high",
)
ANNOTATED = ServerStorage("30Gi", storage_class="fast", annotations={"example.com/backup": "daily"})
EVERYTHING: list[dict[str, Any]] = [
    {},
    {"storage": ANNOTATED, "etcd_storage": ANNOTATED, "object_storage": MilvusMinio(ANNOTATED), "placement": PLACEMENT},
    CLUSTER,
    {**CLUSTER, "nodes": 3, "object_storage": S3, "placement": PLACEMENT, "etcd_storage": ANNOTATED},
    {"image": ServerImage("registry.example.com:5000/milvus", "2.5.20", pull_secrets=["registry"])},
]


def milvus(chart: cdk8s.Chart | None = None, **options: Any) -> Milvus:
    return VectorStore.milvus(chart or new_chart(), "vectors", **{"root_password": PASSWORD, **options})


def spec(**options: Any) -> Object:
    found: Object = one(synthesized(milvus(**options)), "Milvus")["spec"]
    return found


def values(dependency: str, **options: Any) -> Object:
    found: Object = spec(**options)["dependencies"][dependency]["inCluster"]["values"]
    return found


def test_the_app_is_given_address_and_password() -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, vector_store=milvus(chart)))
    assert document(objects)["settings"]["KH_VECTORSTORE"] == {
        "__type__": "kotaemon_runtime.milvus.MilvusVectorStore",
        "uri": "http://vectors-milvus.kotaemon.svc:19530",
        "token": {"$env": "KOTAEMON_VECTOR_STORE_PASSWORD", "prefix": "root:"},
        "db_name": "default",
    }
    assert environment(objects)["KOTAEMON_VECTOR_STORE_PASSWORD"] == PASSWORD
    assert document(objects)["wait_for"] == [
        {"component": "Milvus vector store", "host": "vectors-milvus.kotaemon.svc", "port": 19530}
    ]


def test_without_a_namespace_the_name_is_short() -> None:
    assert milvus(new_chart(namespace=None)).bind().endpoints[0].host == "vectors-milvus"


@pytest.mark.parametrize("options", EVERYTHING)
def test_it_is_valid(options: dict[str, Any]) -> None:
    objects = synthesized(milvus(**options))
    assert faulty(objects) == []
    if PUBLISHED.is_dir():
        made = one(objects, "Milvus")
        jsonschema.validate(made, crds(PUBLISHED)[made["apiVersion"], made["kind"]])


def test_the_app_may_be_in_another_namespace() -> None:
    chart = new_chart()
    elsewhere = new_chart("vectors", "vectors", chart.node.root)
    app = kotaemon(chart, vector_store=milvus(elsewhere))
    assert app.wiring.endpoints[0].host == "vectors-milvus.vectors.svc"


def test_passwords_come_from_secrets() -> None:
    (variable,) = spec()["components"]["env"]
    assert variable["name"] == "COMMON_SECURITY_DEFAULTROOTPASSWORD"
    assert variable["valueFrom"]["secretKeyRef"] == {"name": "vectors-root", "key": "password"}
    assert spec()["config"]["common"]["security"] == {"authorizationEnabled": True}
    assert values("storage")["existingSecret"] == "vectors-minio"
    assert values("storage", name="other", **CLUSTER)["existingSecret"] == "other-minio"


@pytest.mark.parametrize("options", EVERYTHING)
def test_data_outlives_the_resource(options: dict[str, Any]) -> None:
    made = one(synthesized(milvus(**options)), "Milvus")
    assert (
        made["metadata"]["annotations"]["argocd.argoproj.io/sync-options"]
        == "Prune=false,Delete=false,SkipDryRunOnMissingResource=true"
    )
    dependencies = made["spec"]["dependencies"]
    run = [part["inCluster"] for part in dependencies.values() if "inCluster" in part]
    assert run
    for part in run:
        assert (part["deletionPolicy"], part["pvcDeletion"]) == ("Retain", False)
    log = dependencies.get("rocksmq", {}).get("persistence")
    assert log is None or (log["enabled"], log["pvcDeletion"]) == (True, False)


def test_a_standalone_one_has_its_log_on_a_volume() -> None:
    dependencies = spec(storage=ANNOTATED)["dependencies"]
    assert dependencies["msgStreamType"] == "rocksmq"
    assert dependencies["rocksmq"]["persistence"]["persistentVolumeClaim"] == {
        "annotations": {"example.com/backup": "daily"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "30Gi"}},
            "storageClassName": "fast",
        },
    }
    assert values("etcd")["replicaCount"] == 1
    assert values("storage")["mode"] == "standalone"


def test_a_cluster_has_several_of_each() -> None:
    made = spec(**CLUSTER, nodes=3)
    assert (made["mode"], made["dependencies"]["msgStreamType"]) == ("cluster", "pulsar")
    for role in ("proxy", "dataNode", "indexNode", "queryNode"):
        assert made["components"][role] == {"replicas": 3}
    assert values("etcd", **CLUSTER)["replicaCount"] == 3
    assert values("storage", **CLUSTER)["mode"] == "distributed"
    assert spec(**CLUSTER)["components"]["queryNode"] == {"replicas": 2}


def test_it_may_keep_its_data_in_a_bucket() -> None:
    made = spec(object_storage=S3)
    assert made["dependencies"]["storage"] == {
        "type": "S3",
        "external": True,
        "endpoint": "s3.eu-central-1.amazonaws.com:443",
        "secretRef": "s3-keys",
    }
    assert made["config"]["minio"] == {
        "bucketName": "vectors",
        "rootPath": "kotaemon-vectors",
        "region": "eu-central-1",
        "useSSL": True,
    }


def test_an_own_server_may_be_reached_by_http() -> None:
    made = spec(object_storage=MilvusS3("http://minio.storage.svc:9000", "vectors", "s3-keys"))
    assert made["dependencies"]["storage"]["endpoint"] == "minio.storage.svc:9000"
    assert made["config"]["minio"] == {"bucketName": "vectors", "rootPath": "kotaemon-vectors", "useSSL": False}


def test_the_placement_is_that_of_all_pods() -> None:
    made = spec(**CLUSTER, placement=PLACEMENT)
    placed = {
        "nodeSelector": {"disk": "ssd"},
        "tolerations": [{"key": "vectors", "operator": "Exists", "tolerationSeconds": 60}],
        "priorityClassName": "high",
    }
    assert placed.items() <= made["components"].items()
    for dependency in ("etcd", "storage"):
        assert placed.items() <= values(dependency, **CLUSTER, placement=PLACEMENT).items()
    parts = values("pulsar", **CLUSTER, placement=PLACEMENT)
    assert len(parts) == 5
    for part in parts.values():
        assert part == {key: placed[key] for key in ("nodeSelector", "tolerations")}


def test_resources_are_those_of_each_kind_of_pod() -> None:
    minio = MilvusMinio(ServerStorage("1Ti"), ServerResources(cpu="2", memory="4Gi"))
    options = {"resources": ServerResources(cpu="4", memory="16Gi"), "object_storage": minio}
    assert spec(**options)["components"]["resources"]["limits"] == {"memory": "16Gi"}
    assert values("storage", **options)["resources"]["requests"] == {"cpu": "2", "memory": "4Gi"}
    assert values("storage", **options)["persistence"] == {"size": "1Ti"}


def test_the_operator_need_not_read_the_version_from_the_image() -> None:
    made = spec(image=ServerImage("registry.example.com:5000/milvus", "v2.5.20", digest="sha256:" + "0" * 64))
    assert made["components"]["version"] == "2.5.20"


def test_an_override_changes_it() -> None:
    change = Override.add("Milvus", "/spec/components/disableMetric", True)
    assert spec(overrides=[change])["components"]["disableMetric"] is True


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "9-vectors"}),
    ("name", {"name": "a" * 36}),
    ("root_password", {"root_password": "hunter22"}),
    ("nodes", {"nodes": 2}),
    ("nodes", {**CLUSTER, "nodes": 0}),
    ("storage", {**CLUSTER, "storage": ServerStorage()}),
    ("object_storage.storage.annotations", {**CLUSTER, "object_storage": MilvusMinio(ANNOTATED)}),
    ("resources.memory", {"resources": ServerResources(memory="7Gi")}),
    ("resources.memory", {**CLUSTER, "resources": ServerResources(memory="3Gi")}),
    ("resources.memory", {**CLUSTER, "nodes": 1, "resources": ServerResources(memory="4Gi")}),
    ("image", {"image": ServerImage("docker.io/milvusdb/milvus", "v2.6.11")}),
    ("image", {"image": ServerImage("docker.io/milvusdb/milvus", "v2.4.23")}),
    ("Milvus.metadata.name", {"overrides": [Override.replace("Milvus", "/metadata/name", "other")]}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    chart = new_chart()
    error = refusal(lambda: milvus(chart, **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("test/vectors", field)
    assert "hunter22" not in str(error)
    assert chart.node.children == []


S3_REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("url", {"url": "s3.amazonaws.com"}),
    ("url", {"url": "https://s3.amazonaws.com/vectors"}),
    ("url", {"url": "http://s3.amazonaws.com"}),
    ("url", {"url": "https://minio.storage.svc:9000"}),
    ("bucket", {"bucket": "My Bucket"}),
    ("secret", {"secret": "My Secret"}),
    ("region", {"region": ""}),
]


@pytest.mark.parametrize(("field", "options"), S3_REFUSED)
def test_it_refuses_a_bucket(field: str, options: dict[str, Any]) -> None:
    good = {"url": "https://s3.amazonaws.com", "bucket": "vectors", "secret": "s3-keys"}
    assert refusal(lambda: MilvusS3(**{**good, **options})).faults[0].field == field


@pytest.mark.parametrize(
    "options",
    [
        {"resources": ServerResources(memory="8G")},
        {**CLUSTER, "resources": ServerResources(memory="4Gi")},
        {**CLUSTER, "nodes": 1, "resources": ServerResources(memory="6400M")},
    ],
)
def test_it_takes_the_least_memory_that_milvus_asks_for(options: dict[str, Any]) -> None:
    assert milvus(new_chart(), **options)


def test_two_have_two_names() -> None:
    chart = new_chart()
    milvus(chart)
    error = refusal(lambda: VectorStore.milvus(chart, "other", name="vectors", root_password=PASSWORD))
    assert "test/vectors" in error.faults[0].cause


def test_its_volume_is_not_that_of_an_app_of_the_same_name() -> None:
    chart = new_chart()
    kotaemon(chart, "library")
    error = refusal(lambda: milvus(chart, name="library"))
    assert "PersistentVolumeClaim" in error.faults[0].cause


class TestPodSecurity:
    """The operator's pods do not pass `restricted`."""

    def test_a_closed_namespace_is_refused(self) -> None:
        chart = new_chart()
        Namespace(chart, "namespace")
        error = refusal(lambda: milvus(chart))
        assert error.faults[0].field == "scope"
        assert "test/namespace" in error.faults[0].cause
        assert [child.node.id for child in chart.node.children] == ["namespace"]

    def test_a_namespace_is_not_closed_afterwards(self) -> None:
        chart = new_chart()
        milvus(chart)
        assert refusal(lambda: Namespace(chart, "namespace")).faults[0].field == "pod_security"

    def test_a_refused_one_does_not_open_a_namespace(self) -> None:
        chart = new_chart()
        refusal(lambda: milvus(chart, nodes=2))
        Namespace(chart, "namespace")

    def test_a_baseline_namespace_takes_it(self) -> None:
        chart = new_chart()
        Namespace(chart, "namespace", pod_security=PodSecurity.BASELINE)
        milvus(chart)

    def test_argo_cd_makes_a_baseline_namespace(self) -> None:
        chart = new_chart()
        milvus(chart)
        argocd = new_chart("argocd", "argocd", chart.node.root)
        made = ArgoApplication(argocd, "app", deployment=chart, repository="https://git.example/team/deployments.git")
        policy = one(synthesized(made), "Application")["spec"]["syncPolicy"]
        labels = policy["managedNamespaceMetadata"]["labels"]
        assert labels["pod-security.kubernetes.io/enforce"] == "baseline"


ISSUED = IssuedTls(IssuerRef("company-ca", "ClusterIssuer"))


@pytest.mark.parametrize("options", EVERYTHING)
def test_an_encrypted_one_is_valid_and_verified_by_a_name_that_its_certificate_has(options: dict[str, Any]) -> None:
    chart = new_chart()
    objects = synthesized(kotaemon(chart, vector_store=milvus(chart, tls=ISSUED, **options)))
    assert faulty(objects) == []
    made = one(objects, "Milvus")
    if PUBLISHED.is_dir():
        jsonschema.validate(made, crds(PUBLISHED)[made["apiVersion"], made["kind"]])
    certificate = one(objects, "Certificate")["spec"]
    assert certificate["dnsNames"] == ["vectors-milvus", "vectors-milvus.kotaemon", "vectors-milvus.kotaemon.svc"]
    assert certificate["secretName"] == "vectors-tls"
    store = document(objects)["settings"]["KH_VECTORSTORE"]
    assert store["uri"] == "https://vectors-milvus.kotaemon.svc:19530"
    assert store["ca_file"] == "/etc/kotaemon-cdk8s-files/vector-store/ca.crt"
    config, components = made["spec"]["config"], made["spec"]["components"]
    assert config["common"]["security"] == {"authorizationEnabled": True, "tlsMode": 1}
    # It shares the port, and with a certificate the proxy would not start.
    assert config["proxy"]["http"] == {"enabled": False}
    (mount,) = components["volumeMounts"]
    (volume,) = components["volumes"]
    assert mount["name"] == volume["name"]
    files = {source["secret"]["items"][0]["path"] for source in volume["projected"]["sources"]}
    assert {f"{mount['mountPath']}/{name}" for name in files} == set(config["tls"].values())


def test_without_a_certificate_nothing_is_said_of_one() -> None:
    made = spec()
    assert "tls" not in made["config"]
    assert not {"volumes", "volumeMounts"} & made["components"].keys()
    assert milvus().certificate is None


@pytest.mark.parametrize(
    ("tls", "fits"),
    [
        (ISSUED, False),
        (replace(ISSUED, ca=SecretRef("company-ca", "ca.crt")), True),
        (ServerTls.secret("vectors-cert"), True),
    ],
)
def test_an_authority_that_is_in_another_namespace_only_is_refused(tls: Any, fits: bool) -> None:
    chart = new_chart()
    elsewhere = new_chart("vectors", "vectors", chart.node.root)
    store = milvus(elsewhere, tls=tls)
    if fits:
        assert synthesized(kotaemon(chart, vector_store=store))
    else:
        assert "reads Secrets of its own namespace only" in str(refusal(lambda: kotaemon(chart, vector_store=store)))
