"""What a platform asks of pods reaches every pod that it can, and takes nothing of `restricted` away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AppArmor,
    DocumentStore,
    MetadataDb,
    Placement,
    Pod,
    PodHardening,
    SecretRef,
    VectorStore,
    WorkloadIdentity,
)
from kotaemon_cdk8s.security.pod_security import violations
from kotaemon_cdk8s.wiring import Endpoint

import pytest
from cdk8s_plus_27 import k8s

from tests.support import KEY, deployed, invalid, new_chart, one, pod, refusal, synthesized

STS = Endpoint("sts.eu-central-1.amazonaws.com", 443)
ROLE = "arn:aws:iam::111122223333:role/team/library"
GUID = "00000000-1111-2222-3333-444444444444"
IDS = {"runAsUser", "runAsGroup", "fsGroup"}

Make = Callable[[PodHardening], dict[str, Any]]


def stateful(make: Callable[..., Any], **options: Any) -> Make:
    def made(hardening: PodHardening) -> dict[str, Any]:
        store = make(new_chart(), "store", placement=Placement(hardening=hardening), **options)
        spec: dict[str, Any] = one(synthesized(store), "StatefulSet")["spec"]["template"]["spec"]
        return spec

    return made


def elasticsearch(hardening: PodHardening) -> dict[str, Any]:
    store = DocumentStore.elasticsearch(
        new_chart(), "store", password=SecretRef("search", "password"), placement=Placement(hardening=hardening)
    )
    (nodes,) = one(synthesized(store), "Elasticsearch")["spec"]["nodeSets"]
    spec: dict[str, Any] = nodes["podTemplate"]["spec"]
    return spec


PODS: dict[str, Make] = {
    "app": lambda hardening: pod(deployed(pod=Pod(hardening=hardening))),
    "postgres": stateful(MetadataDb.postgres, password=KEY),
    "chroma_server": stateful(VectorStore.chroma_server),
    "qdrant": stateful(VectorStore.qdrant, api_key=KEY, nodes=3),
    "elasticsearch": elasticsearch,
}
HARDENINGS = {
    "default": PodHardening(),
    "openshift": PodHardening.openshift(),
    "openshift v3": PodHardening.openshift(user_namespace=True),
    "all": PodHardening(user_namespace=True, runtime_class="gvisor", app_armor=AppArmor.localhost("k8s-kotaemon")),
}


@pytest.mark.parametrize("hardening", HARDENINGS.values(), ids=list(HARDENINGS))
@pytest.mark.parametrize("make", PODS.values(), ids=list(PODS))
def test_every_pod_passes_restricted_on_a_read_only_root_without_a_token(make: Make, hardening: PodHardening) -> None:
    spec = make(hardening)
    assert list(violations(spec)) == []
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in [*spec.get("initContainers", []), *spec["containers"]]:
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.parametrize("make", PODS.values(), ids=list(PODS))
def test_by_default_pods_have_ids_and_nothing_else(make: Make) -> None:
    spec = make(PodHardening())
    assert spec["securityContext"].keys() >= IDS
    assert not {"hostUsers", "runtimeClassName"} & spec.keys()
    assert "appArmorProfile" not in spec["securityContext"]


@pytest.mark.parametrize("make", PODS.values(), ids=list(PODS))
def test_openshift_gives_the_ids(make: Make) -> None:
    spec = make(PodHardening.openshift())
    assert not IDS & spec["securityContext"].keys()
    assert not any(IDS & container["securityContext"].keys() for container in spec["containers"])


@pytest.mark.parametrize("make", PODS.values(), ids=list(PODS))
def test_what_else_is_asked_of_a_pod(make: Make) -> None:
    spec = make(HARDENINGS["all"])
    assert spec["hostUsers"] is False
    assert spec["runtimeClassName"] == "gvisor"
    assert spec["securityContext"]["appArmorProfile"] == {"type": "Localhost", "localhostProfile": "k8s-kotaemon"}
    default = make(PodHardening(app_armor=AppArmor.runtime_default()))
    assert default["securityContext"]["appArmorProfile"] == {"type": "RuntimeDefault"}


def test_the_field_for_app_armor_is_younger_than_the_oldest_kubernetes() -> None:
    objects = deployed(pod=Pod(hardening=PodHardening(app_armor=AppArmor.runtime_default())))
    assert invalid(one(objects, "Deployment")) is None  # from 1.30 on: tests/support.py


def test_a_postgres_of_any_user_can_start() -> None:
    store = MetadataDb.postgres(
        new_chart(), "db", password=KEY, placement=Placement(hardening=PodHardening.openshift())
    )
    objects = synthesized(store)
    (container,) = one(objects, "StatefulSet")["spec"]["template"]["spec"]["containers"]
    # For the name that the entry point gives to its user, which has none.
    assert "/tmp" in {mount["mountPath"] for mount in container["volumeMounts"]}
    # `peer` compares names; in its place only the server's own user reaches the socket.
    assert "unix_socket_permissions=0700" in container["args"]
    assert "local  all  postgres  trust\n" in one(objects, "ConfigMap")["data"]["pg_hba.conf"]


OPERATORS: dict[str, Callable[[PodHardening], Any]] = {
    "cloudnative_pg": lambda hardening: MetadataDb.cloudnative_pg(
        new_chart(), "db", placement=Placement(hardening=hardening)
    ),
    "milvus": lambda hardening: VectorStore.milvus(
        new_chart(), "vectors", root_password=KEY, placement=Placement(hardening=hardening)
    ),
}


@pytest.mark.parametrize("make", OPERATORS.values(), ids=list(OPERATORS))
@pytest.mark.parametrize(
    ("field", "hardening"),
    [
        ("user_namespace", PodHardening(user_namespace=True)),
        ("runtime_class", PodHardening(runtime_class="gvisor")),
        ("app_armor", PodHardening(app_armor=AppArmor.runtime_default())),
    ],
)
def test_what_an_operator_would_ignore_is_refused(
    make: Callable[[PodHardening], Any], field: str, hardening: PodHardening
) -> None:
    (fault,) = refusal(lambda: make(hardening)).faults
    assert fault.field == f"placement.hardening.{field}"


def test_cloudnative_pg_follows_openshift_by_itself_and_milvus_does_not() -> None:
    chart = new_chart()
    plain = synthesized(MetadataDb.cloudnative_pg(chart, "db"))
    assert synthesized(OPERATORS["cloudnative_pg"](PodHardening.openshift())) == plain
    (fault,) = refusal(lambda: OPERATORS["milvus"](PodHardening.openshift())).faults
    assert fault.field == "placement.hardening.platform_ids"


def with_ids(**ids: int) -> k8s.Container:
    return k8s.Container(name="side", image="r.example/a:1", security_context=k8s.SecurityContext(**ids))


def test_containers_of_a_teams_own_may_leave_the_ids_to_the_platform() -> None:
    own = k8s.SecurityContext(allow_privilege_escalation=False, capabilities=k8s.Capabilities(drop=["ALL"]))
    containers = [
        k8s.Container(name="a", image="r.example/a:1"),
        k8s.Container(name="b", image="r.example/a:1", security_context=own),
    ]
    assert len(pod(deployed(pod=Pod(hardening=PodHardening.openshift(), sidecars=containers)))["containers"]) == 3


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("user_id", lambda: Pod(user_id=2000, hardening=PodHardening.openshift())),
    ("sidecars", lambda: Pod(hardening=PodHardening.openshift(), sidecars=[with_ids(run_as_user=2000)])),
    ("init_containers", lambda: Pod(hardening=PodHardening.openshift(), init_containers=[with_ids(run_as_group=1)])),
    ("app_armor", lambda: PodHardening(platform_ids=True, app_armor=AppArmor.runtime_default())),
    ("runtime_class", lambda: PodHardening(runtime_class="A b")),
    ("profile", lambda: AppArmor.localhost("/etc/a b")),
    ("profile", lambda: AppArmor.localhost("")),
    ("role_arn", lambda: WorkloadIdentity.aws("library", region="eu-central-1")),
    ("role_arn", lambda: WorkloadIdentity.aws("arn:aws:iam::111122223333:user/library", region="eu-central-1")),
    ("role_arn", lambda: WorkloadIdentity.aws(5, region="eu-central-1")),  # type: ignore[arg-type]
    ("region", lambda: WorkloadIdentity.aws(ROLE, region="Frankfurt")),
    ("region", lambda: WorkloadIdentity.aws(ROLE, region="eu-central-1b")),
    ("service_account", lambda: WorkloadIdentity.gcp("library@example.com")),
    ("client_id", lambda: WorkloadIdentity.azure("library")),
    ("tenant_id", lambda: WorkloadIdentity.azure(GUID, tenant_id="example.com")),
    ("authority", lambda: WorkloadIdentity.azure(GUID, authority="https://login.microsoftonline.com")),
    ("annotations", lambda: WorkloadIdentity({"example.com/role": "x"}, token_service=[STS])),
    ("labels", lambda: WorkloadIdentity({}, {"team": "x"}, [STS])),
    ("token_service", lambda: WorkloadIdentity({"eks.amazonaws.com/role-arn": ROLE})),
    ("token_service", lambda: WorkloadIdentity()),
    ("labels", lambda: Pod(labels={"azure.workload.identity/use": "true"})),
    *(
        ("service_account_annotations", lambda key=key: Pod(service_account_annotations={key: "x"}))
        for key in (
            "eks.amazonaws.com/role-arn",
            "eks.amazonaws.com/sts-regional-endpoints",
            "iam.gke.io/gcp-service-account",
            "azure.workload.identity/client-id",
            "azure.workload.identity/tenant-id",
        )
    ),
]


@pytest.mark.parametrize(("field", "make"), REFUSED)
def test_refused(field: str, make: Callable[[], object]) -> None:
    (fault,) = refusal(make).faults
    assert fault.field == field


@pytest.mark.parametrize(
    ("identity", "annotations", "labels"),
    [
        (
            WorkloadIdentity.aws(ROLE, region="eu-central-1"),
            {"eks.amazonaws.com/role-arn": ROLE, "eks.amazonaws.com/sts-regional-endpoints": "true"},
            {},
        ),
        (WorkloadIdentity.aws("arn:aws-us-gov:iam::111122223333:role/a", region="us-gov-west-1"), None, {}),
        (WorkloadIdentity.eks_pod_identity(), {}, {}),
        (WorkloadIdentity.gcp(), {}, {}),
        (
            WorkloadIdentity.gcp("library@my-project.iam.gserviceaccount.com"),
            {"iam.gke.io/gcp-service-account": "library@my-project.iam.gserviceaccount.com"},
            {},
        ),
        (WorkloadIdentity.gcp("1234-compute@developer.gserviceaccount.com"), None, {}),
        (
            WorkloadIdentity.azure(GUID, tenant_id=GUID),
            {"azure.workload.identity/client-id": GUID, "azure.workload.identity/tenant-id": GUID},
            {"azure.workload.identity/use": "true"},
        ),
    ],
)
def test_who_the_pod_is_at_a_cloud(
    identity: WorkloadIdentity, annotations: dict[str, str] | None, labels: dict[str, str]
) -> None:
    objects = deployed(pod=Pod(workload_identity=identity, service_account_annotations={"example.com/a": "b"}))
    account = one(objects, "ServiceAccount")
    expected = dict(identity.annotations) if annotations is None else annotations
    assert account["metadata"]["annotations"].items() >= {**expected, "example.com/a": "b"}.items()
    template = one(objects, "Deployment")["spec"]["template"]
    assert template["metadata"]["labels"].items() >= labels.items()
    assert not template["metadata"]["labels"].keys() & account["metadata"]["annotations"].keys()
    # The clouds bring tokens of their own; none is for the API server.
    assert account["automountServiceAccountToken"] is False
    assert template["spec"]["automountServiceAccountToken"] is False
