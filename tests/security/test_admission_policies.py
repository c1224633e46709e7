"""AdmissionPolicies: all that a deployment has is let in, and each thing that it promises not to have is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from kotaemon_cdk8s import (
    AdmissionEngine,
    AdmissionPolicies,
    DocumentStore,
    Image,
    ImageSources,
    MetadataDb,
    Override,
    Pod,
    PodHardening,
    PolicyAction,
    PolicyReach,
    Pooler,
    SecretRef,
    VectorStore,
    WorkloadIdentity,
)

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

import examples
from tests.security.admission import POLICY_KINDS, messages, refusals
from tests.support import KEY, Object, faulty, kotaemon, new_chart, one, refusal, synthesized

PODS = "ValidatingAdmissionPolicy/kotaemon.policies.pods"
CNPG = "ghcr.io/cloudnative-pg/cloudnative-pg"
FURTHER = {"standard": [CNPG], "production": [CNPG]}
ENGINES = pytest.mark.parametrize("engine", list(AdmissionEngine), ids=lambda engine: engine.value)
EXAMPLES = pytest.mark.parametrize("example", examples.CHARTS, ids=lambda example: example.__name__)
# What the API server adds to a pod that has a token (plugin/pkg/admission/serviceaccount).
TOKEN = {
    "name": "kube-api-access-x",
    "projected": {"sources": [{"serviceAccountToken": {"path": "token", "expirationSeconds": 3607}}]},
}

ROLE = "arn:aws:iam::111122223333:role/library"


def guarded(example: Any, **options: Any) -> list[Object]:
    """The objects of a reference deployment, with policies."""
    chart = example(cdk8s.App(outdir="/dev/null/nowhere"))
    if not chart.node.try_find_child("admission"):
        AdmissionPolicies(chart, "policies", further_images=FURTHER.get(example.__name__, ()), **options)
    return synthesized(chart)


def simple(chart: Any = None, *, app: dict[str, Any] | None = None, **options: Any) -> list[Object]:
    """The objects of the smallest deployment, with policies."""
    chart = chart or new_chart()
    kotaemon(chart, **(app or {}))
    AdmissionPolicies(chart, "policies", **options)
    return synthesized(chart)


def pods(objects: list[Object]) -> Iterator[Object]:
    """The pods that workloads of theirs would make."""
    for item in objects:
        if item["kind"] in ("Deployment", "StatefulSet"):
            template = item["spec"]["template"]
            metadata = {"name": f"{item['metadata']['name']}-0", **template["metadata"]}
            yield {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]}


def service(**spec: Any) -> Object:
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "other"}, "spec": spec}


def first(pod: Object) -> Object:
    found: Object = pod["spec"]["containers"][0]
    return found


def context(pod: Object) -> Object:
    found: Object = first(pod)["securityContext"]
    return found


def with_container(group: str, **changes: Any) -> Callable[[Object], None]:
    """A second container like the first."""

    def change(pod: Object) -> None:
        pod["spec"].setdefault(group, []).append({**deepcopy(first(pod)), "name": "second", **changes})

    return change


def _unset_root(pod: Object) -> None:
    pod["spec"]["securityContext"].pop("runAsNonRoot")


def _unset_seccomp(pod: Object) -> None:
    pod["spec"]["securityContext"].pop("seccompProfile")


# What the message says, and what becomes of a pod that is let in.
MUTATIONS: dict[str, tuple[str, Callable[[Object], object]]] = {
    "another image": ("an image that the deployment", lambda pod: first(pod).update(image="ghcr.io/other/image:1")),
    "another tag": ("an image that the deployment", lambda pod: first(pod).update(image=first(pod)["image"] + "x")),
    "an init container": ("an image that the deployment", with_container("initContainers", image="r.example/a:1")),
    "a debug container": ("an image that the deployment", with_container("ephemeralContainers", image="r.example/a:1")),
    "an image as volume": (
        "an image that the deployment",
        lambda pod: (
            pod["spec"].setdefault("volumes", []).append({"name": "v", "image": {"reference": "r.example/a:1"}})
        ),
    ),
    "latest": ("may be another at each start", lambda pod: first(pod).update(image="r.example/a:latest")),
    "untagged": ("may be another at each start", lambda pod: first(pod).update(image="r.example:5000/a")),
    "a bare name": ("may be another at each start", lambda pod: first(pod).update(image="busybox")),
    "token": ("a token for the API server", lambda pod: pod["spec"].setdefault("volumes", []).append(TOKEN)),
    "host network": ("a namespace of the node", lambda pod: pod["spec"].update(hostNetwork=True)),
    "host pid": ("a namespace of the node", lambda pod: pod["spec"].update(hostPID=True)),
    "host ipc": ("a namespace of the node", lambda pod: pod["spec"].update(hostIPC=True)),
    "host path": (
        "a folder of the node",
        lambda pod: pod["spec"].setdefault("volumes", []).append({"name": "v", "hostPath": {"path": "/"}}),
    ),
    "host port": (
        "a port of the node",
        lambda pod: first(pod).update(ports=[{"containerPort": 80, "hostPort": 80}]),
    ),
    "privileged": ("a privileged container", lambda pod: context(pod).update(privileged=True)),
    "root unless said": ("may be root", _unset_root),
    "root said": ("may be root", lambda pod: context(pod).update(runAsNonRoot=False)),
    "user 0": ("may be root", lambda pod: context(pod).update(runAsUser=0)),
    "escalation": ("may become more", lambda pod: context(pod).update(allowPrivilegeEscalation=True)),
    "escalation unless said": ("may become more", lambda pod: context(pod).pop("allowPrivilegeEscalation")),
    "no context": ("may become more", lambda pod: first(pod).pop("securityContext")),
    "capabilities kept": ("drop all capabilities", lambda pod: context(pod).pop("capabilities")),
    "capabilities added": (
        "drop all capabilities",
        lambda pod: context(pod).update(capabilities={"drop": ["ALL"], "add": ["NET_RAW"]}),
    ),
    "seccomp unset": ("without a seccomp profile", _unset_seccomp),
    "seccomp off": (
        "without a seccomp profile",
        lambda pod: context(pod).update(seccompProfile={"type": "Unconfined"}),
    ),
    "writable root": ("write to its root", lambda pod: context(pod).update(readOnlyRootFilesystem=False)),
    "writable second": (
        "write to its root",
        with_container("containers", securityContext={"allowPrivilegeEscalation": False}),
    ),
    "literal password": (
        "a literal in a variable",
        lambda pod: first(pod).setdefault("env", []).append({"name": "DB_PASSWORD", "value": "hunter2"}),
    ),
}
SERVICES = {
    "node port": ("reachable from outside", service(type="NodePort")),
    "load balancer": ("reachable from outside", service(type="LoadBalancer")),
    "external address": ("external addresses", service(externalIPs=["203.0.113.1"])),
}


class TestReferenceDeployments:
    @ENGINES
    @EXAMPLES
    def test_lets_in_all_that_they_have(self, example: Any, engine: AdmissionEngine) -> None:
        objects = guarded(example, engine=engine)
        own = [*pods(objects), *(item for item in objects if item["kind"] == "Service")]
        assert own
        assert {item["metadata"]["name"]: refusals(objects, item) for item in own if refusals(objects, item)} == {}

    @EXAMPLES
    @pytest.mark.parametrize("mutation", MUTATIONS)
    def test_refuses_what_they_never_have(self, example: Any, mutation: str) -> None:
        objects = guarded(example)
        text, change = MUTATIONS[mutation]
        for pod in pods(objects):
            changed = deepcopy(pod)
            change(changed)
            found = refusals(objects, changed)
            assert any(text in message for message in found), (pod["metadata"]["name"], found)
            assert all(message.startswith("kotaemon-cdk8s: namespace kotaemon") for message in found)

    @pytest.mark.parametrize("case", SERVICES)
    def test_refuses_services_from_outside(self, case: str) -> None:
        objects = guarded(examples.standard)
        text, other = SERVICES[case]
        assert [message for message in refusals(objects, other) if text in message]
        assert refusals(objects, service(type="ClusterIP")) == []
        assert refusals(objects, service(type="ExternalName", externalName="a.example")) == []

    def test_each_rule_has_its_case(self) -> None:
        objects = guarded(examples.local)
        for resource, cases in (("pods", MUTATIONS), ("services", SERVICES)):
            for message in messages(objects, resource):
                assert any(text in message for text, _ in cases.values()), message

    @ENGINES
    @EXAMPLES
    def test_are_valid(self, example: Any, engine: AdmissionEngine) -> None:
        assert faulty(guarded(example, engine=engine)) == []

    def test_both_engines_judge_alike(self) -> None:
        kubernetes, kyverno = (
            [
                (item["spec"]["matchConditions"], item["spec"]["validations"])
                for item in simple(engine=engine)
                if item["kind"] in POLICY_KINDS
            ]
            for engine in AdmissionEngine
        )
        assert kubernetes == kyverno


class TestChanges:
    """A policy that came later must not hold up what has nothing to do with it."""

    def test_labels_of_an_old_pod_can_change(self) -> None:
        objects = simple()
        old = next(pods(objects))
        first(old)["image"] = "ghcr.io/cinnamon/kotaemon:before"
        relabelled = deepcopy(old)
        relabelled["metadata"]["labels"]["role"] = "primary"
        assert refusals(objects, relabelled, old) == []

    @pytest.mark.parametrize("nothing", [None, {}])
    def test_a_new_pod_is_judged(self, nothing: Object | None) -> None:
        objects = simple()
        new = next(pods(objects))
        first(new)["image"] = "r.example/a:1"
        assert refusals(objects, new, nothing)

    def test_its_image_cannot(self) -> None:
        objects = simple()
        old = next(pods(objects))
        changed = deepcopy(old)
        first(changed)["image"] = "r.example/a:1"
        assert refusals(objects, changed, old)

    def test_nor_can_a_debug_container_come_in(self) -> None:
        objects = simple()
        old = next(pods(objects))
        changed = deepcopy(old)
        changed["spec"]["ephemeralContainers"] = [{"name": "debugger", "image": "r.example/a:1"}]
        assert refusals(objects, changed, old)
        policy = next(item for item in objects if item["kind"] == "ValidatingAdmissionPolicy")
        assert "pods/ephemeralcontainers" in policy["spec"]["matchConstraints"]["resourceRules"][0]["resources"]


def hardened(**changes: Any) -> Object:
    return {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "privileged": False,
        "readOnlyRootFilesystem": True,
        "runAsNonRoot": True,
        **changes,
    }


def made(labels: dict[str, str], containers: list[Object], *volumes: Object, **spec: Any) -> Object:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "made", "labels": labels},
        "spec": {"containers": containers, "volumes": list(volumes), **spec},
    }


class TestOperators:
    """Pods as the operators' sources make them."""

    def test_cloudnative_pg(self) -> None:
        """cloudnative-pg 1.30: pkg/specs/pods.go, containers.go, volumes.go; pgbouncer/deployments.go."""
        chart = new_chart()
        kotaemon(chart, metadata_db=MetadataDb.cloudnative_pg(chart, "db", pooler=Pooler()))
        AdmissionPolicies(chart, "policies", further_images=[CNPG, "ghcr.io/cloudnative-pg/pgbouncer"])
        objects = synthesized(chart)
        postgres = one(objects, "Cluster")["spec"]["imageName"]
        profile = {"seccompProfile": {"type": "RuntimeDefault"}}
        bootstrap = {"name": "bootstrap-controller", "image": f"{CNPG}:1.30.0", "securityContext": hardened(**profile)}
        instance = made(
            {"cnpg.io/cluster": "db", "cnpg.io/instanceName": "db-1", "cnpg.io/podRole": "instance"},
            [{"name": "postgres", "image": postgres, "securityContext": hardened(**profile)}],
            TOKEN,
            initContainers=[bootstrap],
        )
        assert refusals(objects, instance) == []
        pooler = made(
            {"cnpg.io/poolerName": "db-pooler", "cnpg.io/cluster": "db", "cnpg.io/podRole": "pooler"},
            [
                {
                    "name": "pgbouncer",
                    "image": "ghcr.io/cloudnative-pg/pgbouncer:1.25.1",
                    "securityContext": hardened(**profile),
                }
            ],
            TOKEN,
            initContainers=[bootstrap],
        )
        name = one(objects, "Pooler")["metadata"]["name"]
        pooler["metadata"]["labels"]["cnpg.io/poolerName"] = name
        assert refusals(objects, pooler) == []
        # The exception is theirs alone, and for nothing else.
        (other,) = pods(objects)
        other["spec"].setdefault("volumes", []).append(TOKEN)
        assert [message for message in refusals(objects, other) if "a token" in message]
        instance["spec"]["hostNetwork"] = True
        instance["spec"]["containers"][0]["image"] = "r.example/a:1"
        assert len(refusals(objects, instance)) == 2

    def test_eck(self) -> None:
        """cloud-on-k8s 3.5: pkg/controller/elasticsearch/nodespec/podspec.go, securitycontext.go."""
        chart = new_chart()
        search = DocumentStore.elasticsearch(chart, "search", password=SecretRef("search", "password"))
        kotaemon(chart, document_store=search)
        AdmissionPolicies(chart, "policies")
        objects = synthesized(chart)
        resource = one(objects, "Elasticsearch")["spec"]
        spec = deepcopy(resource["nodeSets"][0]["podTemplate"]["spec"])
        spec["containers"][0]["image"] = resource["image"]
        spec["initContainers"] = [
            {"name": "elastic-internal-init-filesystem", "image": resource["image"], "securityContext": hardened()}
        ]
        labels = {"elasticsearch.k8s.elastic.co/cluster-name": "search"}
        assert refusals(objects, made(labels, spec.pop("containers"), **spec)) == []

    def test_milvus(self) -> None:
        """milvus-operator 1.3.8: pkg/controllers/deployments.go; the charts' pods have no more."""
        chart = new_chart()
        kotaemon(chart, vector_store=VectorStore.milvus(chart, "vectors", root_password=KEY))
        images = ["docker.io/milvusdb/milvus-operator", "docker.io/milvusdb/etcd", "minio/minio"]
        AdmissionPolicies(chart, "policies", further_images=images)
        objects = synthesized(chart)
        image = one(objects, "Milvus")["spec"]["components"]["image"]
        labels = {"app.kubernetes.io/name": "milvus", "app.kubernetes.io/instance": "vectors"}
        config = {"name": "config", "image": f"{images[0]}:v1.3.8", "securityContext": {"runAsUser": 1000}}
        pod = made(labels, [{"name": "milvus", "image": image}], TOKEN, initContainers=[config])
        assert refusals(objects, pod) == []
        token = {"name": "ETCD_INITIAL_CLUSTER_TOKEN", "value": "etcd-cluster-k8s"}
        etcd = made(
            {"app.kubernetes.io/name": "etcd", "app.kubernetes.io/instance": "vectors-etcd"},
            [{"name": "etcd", "image": "docker.io/milvusdb/etcd:3.5.25-r1", "env": [token]}],
        )
        assert refusals(objects, etcd) == []
        etcd["spec"]["hostPID"] = True
        assert len(refusals(objects, etcd)) == 1
        # It goes to a namespace of its own level; there, too, by its labels only.
        etcd["metadata"]["labels"]["app.kubernetes.io/instance"] = "another"
        assert len(refusals(objects, etcd)) > 5

    def test_the_images_of_an_operator_must_be_named(self) -> None:
        chart = new_chart()
        kotaemon(chart, metadata_db=MetadataDb.cloudnative_pg(chart, "db"))
        error = refusal(lambda: AdmissionPolicies(chart, "policies"))
        assert "operator's own image" in error.faults[0].cause


class TestExceptions:
    """What the deployment has by an option of the user's is let in, by name."""

    def test_a_sidecar(self) -> None:
        sidecar = k8s.Container(
            name="proxy",
            image="r.example/proxy:1",
            security_context=k8s.SecurityContext(
                allow_privilege_escalation=False, capabilities=k8s.Capabilities(drop=["ALL"])
            ),
        )
        objects = simple(app={"pod": Pod(sidecars=[sidecar])})
        (pod,) = pods(objects)
        assert refusals(objects, pod) == []
        context(pod)["readOnlyRootFilesystem"] = False
        assert len(refusals(objects, pod)) == 1

    def test_ids_of_the_platform(self) -> None:
        objects = simple(app={"pod": Pod(hardening=PodHardening.openshift())})
        (pod,) = pods(objects)
        assert refusals(objects, pod) == []

    @pytest.mark.parametrize(
        ("identity", "audience"),
        [
            (
                WorkloadIdentity.aws(ROLE, region="eu-central-1"),
                "sts.amazonaws.com",
            ),
            (WorkloadIdentity.eks_pod_identity(), "pods.eks.amazonaws.com"),
            (WorkloadIdentity.azure("00000000-0000-0000-0000-000000000000"), "api://AzureADTokenExchange"),
        ],
    )
    def test_the_token_of_a_cloud(self, identity: WorkloadIdentity, audience: str) -> None:
        source = {"serviceAccountToken": {"path": "token", "audience": audience}}
        volume = {"name": "cloud", "projected": {"sources": [source]}}
        for options, let_in in ((Pod(workload_identity=identity), True), (Pod(), False)):
            objects = simple(app={"pod": options})
            (pod,) = pods(objects)
            pod["spec"]["volumes"].append(volume)
            assert (refusals(objects, pod) == []) is let_in

    def test_a_service_of_the_deployment(self) -> None:
        chart = new_chart()
        kotaemon(chart, overrides=[Override.add("Service", "/spec/type", "LoadBalancer")])
        AdmissionPolicies(chart, "policies")
        objects = synthesized(chart)
        own = one(objects, "Service")
        assert refusals(objects, own) == []
        assert refusals(objects, {**own, "spec": {**own["spec"], "type": "NodePort"}})
        assert refusals(objects, {**own, "metadata": {"name": "other"}})

    def test_digests_and_mirror(self) -> None:
        chart = new_chart()
        ImageSources(chart, "images", mirror="registry.example.com/mirror")
        objects = simple(chart)
        (pod,) = pods(objects)
        assert refusals(objects, pod) == []
        first(pod)["image"] = "ghcr.io/cinnamon/kotaemon:0.11.3-lite"
        assert len(refusals(objects, pod)) == 1


class TestOptions:
    def test_further_images(self) -> None:
        digest = "sha256:" + "a" * 64
        objects = simple(further_images=["r.example/fixed:1", "r.example/any", f"r.example/pinned@{digest}"])
        (pod,) = pods(objects)
        for image, let_in in (
            ("r.example/fixed:1", True),
            ("r.example/fixed:2", False),
            ("r.example/any:2", True),
            (f"r.example/any@{digest}", True),
            ("r.example/any:latest", False),
            ("r.example/any", False),
            ("r.example/anything:2", False),
            ("r.example/any/below:2", False),
            (f"r.example/pinned@{digest}", True),
            ("r.example/pinned:1", False),
        ):
            first(pod)["image"] = image
            assert (refusals(objects, pod) == []) is let_in, image

    def test_token_audiences(self) -> None:
        objects = simple(token_audiences=["pods.eks.amazonaws.com"])
        (pod,) = pods(objects)
        source = {"serviceAccountToken": {"path": "token", "audience": "pods.eks.amazonaws.com"}}
        pod["spec"]["volumes"].append({"name": "cloud", "projected": {"sources": [source]}})
        assert refusals(objects, pod) == []
        source["serviceAccountToken"]["audience"] = "other"
        assert refusals(objects, pod)

    def test_reach(self) -> None:
        objects = simple(reach=PolicyReach.WORKLOADS)
        (pod,) = pods(objects)
        first(pod)["image"] = "r.example/a:1"
        assert refusals(objects, pod)
        pod["metadata"]["labels"]["app.kubernetes.io/instance"] = "other"
        assert refusals(objects, pod) == []
        del pod["metadata"]["labels"]
        assert refusals(objects, pod) == []
        ours = {"app.kubernetes.io/instance": "kotaemon"}
        assert refusals(objects, service(type="NodePort", selector=ours))
        assert refusals(objects, service(type="NodePort", selector={"app": "other"})) == []
        assert refusals(objects, service(type="NodePort", selector={**ours, "app.kubernetes.io/name": "x"})) == []
        assert refusals(objects, service(type="NodePort")) == []

    @ENGINES
    @pytest.mark.parametrize("action", list(PolicyAction))
    def test_action(self, engine: AdmissionEngine, action: PolicyAction) -> None:
        kind = "NamespacedValidatingPolicy" if engine is AdmissionEngine.KYVERNO else "ValidatingAdmissionPolicyBinding"
        found = [item for item in simple(engine=engine, action=action) if item["kind"] == kind]
        assert [item["spec"]["validationActions"] for item in found] == [[action.value]] * 2

    def test_names_differ_between_namespaces(self) -> None:
        app = cdk8s.App(outdir="/dev/null/nowhere")
        for namespace in ("one", "two"):
            chart = new_chart(namespace, namespace, app)
            kotaemon(chart)
            AdmissionPolicies(chart, "policies", name="guard")
        names = [item["metadata"]["name"] for item in synthesized(chart) if item["kind"] == "ValidatingAdmissionPolicy"]
        assert names == ["one.guard.pods", "one.guard.services", "two.guard.pods", "two.guard.services"]

    def test_are_in_no_namespace_and_hold_for_one(self) -> None:
        for item in simple():
            if item["kind"].startswith("ValidatingAdmissionPolicy"):
                assert "namespace" not in item["metadata"]
            if item["kind"] == "ValidatingAdmissionPolicy":
                selector = item["spec"]["matchConstraints"]["namespaceSelector"]
                assert selector == {"matchLabels": {"kubernetes.io/metadata.name": "kotaemon"}}

    def test_bindings_name_their_policies(self) -> None:
        objects = simple()
        policies = [item["metadata"]["name"] for item in objects if item["kind"] == "ValidatingAdmissionPolicy"]
        bound = [item["spec"]["policyName"] for item in objects if item["kind"] == "ValidatingAdmissionPolicyBinding"]
        assert policies == bound

    def test_overrides(self) -> None:
        patch = Override.replace(PODS, "/spec/failurePolicy", "Ignore")
        objects = simple(overrides=[patch])
        policy = one(objects, "ValidatingAdmissionPolicy", "kotaemon.policies.pods")
        assert policy["spec"]["failurePolicy"] == "Ignore"

    def test_another_chart_of_the_namespace_counts(self) -> None:
        app = cdk8s.App(outdir="/dev/null/nowhere")
        elsewhere, chart = new_chart("one", "shared", app), new_chart("two", "shared", app)
        kotaemon(elsewhere, "one", image=Image.full())
        kotaemon(chart, "two")
        AdmissionPolicies(chart, "policies")
        objects = synthesized(chart)
        assert [refusals(objects, pod) for pod in pods(objects)] == [[], []]


def _user_pod(chart: Any, **spec: Any) -> None:
    security = k8s.SecurityContext(
        allow_privilege_escalation=False,
        run_as_non_root=True,
        capabilities=k8s.Capabilities(drop=["ALL"]),
        seccomp_profile=k8s.SeccompProfile(type="RuntimeDefault"),
    )
    container = k8s.Container(name="own", image="r.example/own:1", security_context=security)
    k8s.KubePod(
        chart,
        "own",
        metadata=k8s.ObjectMeta(name="own"),
        spec=k8s.PodSpec(**{"containers": [container], "automount_service_account_token": False, **spec}),
    )


class TestRefusals:
    @pytest.mark.parametrize(
        ("options", "field"),
        [
            ({"further_images": ["busybox:1"]}, "further_images"),
            ({"further_images": ["r.example/a b"]}, "further_images"),
            ({"further_images": ["r.example/a:latest"]}, "further_images"),
            ({"further_images": ["ghcr.io/cinnamon/kotaemon:0.11.3-lite"]}, "further_images"),
            ({"token_audiences": [" "]}, "token_audiences"),
            ({"token_audiences": ["https://kubernetes.default.svc"]}, "token_audiences"),
            ({"name": "Guard"}, "name"),
            ({"overrides": [Override.remove(PODS, "/spec/matchConstraints")]},
             "ValidatingAdmissionPolicy.spec.matchConstraints"),
        ],
    )  # fmt: skip
    def test_values(self, options: dict[str, Any], field: str) -> None:
        chart = new_chart()
        kotaemon(chart)
        error = refusal(lambda: AdmissionPolicies(chart, "policies", **options))
        assert error.faults[0].field == field
        assert chart.node.try_find_child("policies") is None

    def test_an_audience_that_is_known(self) -> None:
        chart = new_chart()
        kotaemon(
            chart,
            pod=Pod(workload_identity=WorkloadIdentity.aws(ROLE, region="eu-central-1")),
        )
        refusal(lambda: AdmissionPolicies(chart, "policies", token_audiences=["sts.amazonaws.com"]))

    def test_no_namespace(self) -> None:
        chart = new_chart(namespace=None)
        kotaemon(chart)
        assert refusal(lambda: AdmissionPolicies(chart, "policies")).faults[0].field == "namespace"

    def test_no_deployment(self) -> None:
        assert refusal(lambda: AdmissionPolicies(new_chart(), "policies")).faults[0].field == "scope"

    def test_twice(self) -> None:
        chart = new_chart()
        kotaemon(chart)
        AdmissionPolicies(chart, "policies")
        assert refusal(lambda: AdmissionPolicies(chart, "again")).faults[0].field == "scope"

    def test_what_comes_afterwards(self) -> None:
        chart = new_chart()
        app = kotaemon(chart)
        AdmissionPolicies(chart, "policies")
        app.deployment.add_json_patch(
            cdk8s.JsonPatch.replace("/spec/template/spec/containers/0/image", "r.example/other:1")
        )
        assert "after everything else" in refusal(lambda: synthesized(chart)).faults[0].fix

    @pytest.mark.parametrize(
        ("spec", "field"),
        [
            ({"automount_service_account_token": None}, "automountServiceAccountToken"),
            ({"host_network": True}, "hostNetwork"),
        ],
    )
    def test_a_pod_of_the_user_that_would_not_be_let_in(self, spec: dict[str, Any], field: str) -> None:
        for reach in PolicyReach:
            chart = new_chart()
            kotaemon(chart)
            _user_pod(chart, **spec)
            AdmissionPolicies(chart, "policies", reach=reach)
            if reach is PolicyReach.WORKLOADS:
                synthesized(chart)
            else:
                assert field in refusal(lambda chart=chart: synthesized(chart)).faults[0].field

    def test_a_pod_of_the_user_that_is_let_in(self) -> None:
        chart = new_chart()
        kotaemon(chart)
        _user_pod(chart)
        AdmissionPolicies(chart, "policies")
        objects = synthesized(chart)
        assert refusals(objects, one(objects, "Pod")) == []
