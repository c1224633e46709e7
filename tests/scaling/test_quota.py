"""The quota holds all that the objects of a namespace may take at once, and no more."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    KotaemonApp,
    MetadataDb,
    Override,
    Pod,
    Pooler,
    Quota,
    Resources,
    Scaling,
    SecretRef,
    ServerResources,
    ServerStorage,
    Storage,
    VectorStore,
)
from kotaemon_cdk8s.scaling import demand

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from tests.kotaemon_app.scaling_values import AUTOSCALED, WINDOW, use_scaling
from tests.support import KEY, faulty, kotaemon, new_chart, one, refusal, synthesized


def hard(chart: cdk8s.Chart, **options: Any) -> dict[str, Any]:
    Quota(chart, "quota", **options)
    objects = synthesized(chart)
    assert faulty(objects) == []
    found: dict[str, Any] = one(objects, "ResourceQuota")["spec"]["hard"]
    return found


def of(**options: Any) -> dict[str, Any]:
    chart = new_chart()
    kotaemon(chart, **options)
    return hard(chart)


def test_one_pod_that_ends_before_the_next_one_starts() -> None:
    assert of() == {
        "pods": "1",
        "requests.cpu": "500m",
        "requests.memory": "1536Mi",
        "limits.memory": "4Gi",
        "persistentvolumeclaims": "1",
        "requests.storage": "10Gi",
    }


def test_a_roll_out_has_one_pod_more() -> None:
    assert of(**use_scaling(Scaling.fixed(3)))["pods"] == "4"


@pytest.mark.parametrize(
    "scaling",
    [
        Scaling.horizontal(**AUTOSCALED),
        Scaling.keda(minimum=2, maximum=6, windows=[WINDOW]),
    ],
)
def test_an_autoscaler_counts_at_its_maximum(scaling: Scaling) -> None:
    found = of(**use_scaling(scaling))
    assert (found["pods"], found["requests.cpu"], found["limits.memory"]) == ("7", "3500m", "28Gi")


def test_cpu_limits_count_only_if_all_have_one() -> None:
    assert of(resources=Resources(cpu_limit="2"))["limits.cpu"] == "2"
    assert "limits.cpu" not in of()


def test_the_greediest_container_before_the_app_counts_where_it_takes_more() -> None:
    greedy = k8s.Container(
        name="load",
        image="r.example/load:1",
        resources=k8s.ResourceRequirements(
            requests={"cpu": k8s.Quantity.from_string("3"), "memory": k8s.Quantity.from_string("1Gi")},
            limits={"memory": k8s.Quantity.from_string("1Gi")},
        ),
    )
    found = of(pod=Pod(init_containers=[greedy]))
    assert (found["requests.cpu"], found["requests.memory"]) == ("3", "1536Mi")
    # Beside the app, it counts on top.
    assert of(pod=Pod(sidecars=[greedy]))["requests.cpu"] == "3500m"


def test_a_sidecar_among_the_init_containers_counts_on_top() -> None:
    def container(name: str, cpu: str, **more: Any) -> dict[str, Any]:
        return {"name": name, "resources": {"requests": {"cpu": cpu}}, **more}

    spec = {
        "initContainers": [
            container("mesh", "100m", restartPolicy="Always"),
            container("setup", "1"),
        ],
        "containers": [container("app", "500m")],
    }
    assert demand.of_pod(spec)["requests.cpu"] == demand.quantities.parse("1100m")
    spec["initContainers"].reverse()
    assert demand.of_pod(spec)["requests.cpu"] == demand.quantities.parse("1")


def test_servers_count_with_their_claims() -> None:
    chart = new_chart()
    kotaemon(
        chart,
        metadata_db=MetadataDb.cloudnative_pg(
            chart, "db", instances=3, storage=ServerStorage("20Gi"), wal_storage=ServerStorage("5Gi"), pooler=Pooler()
        ),
        vector_store=VectorStore.qdrant(chart, "vectors", api_key=KEY, nodes=3),
        document_store=DocumentStore.elasticsearch(
            chart, "texts", password=SecretRef("texts-user", "password"), nodes=3
        ),
    )
    found = hard(chart)
    # The app; three instances, and a Job that makes one; two poolers, and one in a roll-out; three nodes each.
    assert found["pods"] == str(1 + 4 + 3 + 3 + 3)
    assert found["persistentvolumeclaims"] == str(1 + 6 + 3 + 3)
    assert found["requests.storage"] == f"{10 + 3 * 25 + 3 * 10 + 3 * 10}Gi"


def test_what_no_object_shows_must_be_said() -> None:
    chart = new_chart()
    kotaemon(chart, vector_store=VectorStore.milvus(chart, "vectors", root_password=KEY))
    assert refusal(lambda: Quota(chart, "quota")).faults[0].field == "further"
    found = hard(chart, further={"pods": "9", "requests.memory": "20Gi", "requests.cpu": "4", "limits.memory": "20Gi"})
    assert found["pods"] == "10"
    assert found["requests.memory"] == "22016Mi"


def test_a_claim_that_was_there_leaves_volumes_out() -> None:
    found = of(storage=Storage.existing_claim("old-data"))
    assert "requests.storage" not in found
    assert "persistentvolumeclaims" not in found


def test_a_container_that_says_nothing_is_refused() -> None:
    chart = new_chart()
    kotaemon(chart, pod=Pod(sidecars=[k8s.Container(name="proxy", image="r.example/proxy:1")]))
    error = refusal(lambda: Quota(chart, "quota"))
    assert "proxy.requests.cpu" in error.faults[0].value


def test_jobs_and_objects_of_your_own_count() -> None:
    chart = new_chart()
    kotaemon(chart)
    resources = k8s.ResourceRequirements(
        requests={"cpu": k8s.Quantity.from_string("100m"), "memory": k8s.Quantity.from_string("64Mi")},
        limits={"memory": k8s.Quantity.from_string("64Mi")},
    )
    template = k8s.PodTemplateSpec(
        spec=k8s.PodSpec(
            restart_policy="Never", containers=[k8s.Container(name="a", image="r.example/a:1", resources=resources)]
        )
    )
    k8s.KubeJob(chart, "job", spec=k8s.JobSpec(parallelism=2, template=template))
    for policy in ("Forbid", "Allow"):
        k8s.KubeCronJob(
            chart,
            policy.lower(),
            spec=k8s.CronJobSpec(
                schedule="0 1 * * *",
                concurrency_policy=policy,
                job_template=k8s.JobTemplateSpec(spec=k8s.JobSpec(template=template)),
            ),
        )
    Quota(chart, "quota")
    found = next(item for item in chart.to_json() if item["kind"] == "ResourceQuota")["spec"]["hard"]
    assert found["pods"] == str(1 + 2 + 1 + 2)


def test_what_comes_later_is_refused() -> None:
    chart = new_chart()
    app = kotaemon(chart)
    Quota(chart, "quota")
    app.deployment.add_json_patch(
        cdk8s.JsonPatch.replace("/spec/template/spec/containers/0/resources/requests/cpu", "2")
    )
    assert refusal(lambda: synthesized(chart)).faults[0].path == "test/quota"


def test_several_charts_of_one_namespace_count_together() -> None:
    chart = new_chart("one", "shared")
    kotaemon(chart)
    other = new_chart("two", "shared", chart.node.root)
    KotaemonApp(other, "other", admin_password=KEY)
    elsewhere = new_chart("three", "elsewhere", chart.node.root)
    KotaemonApp(elsewhere, "third", admin_password=KEY)
    assert hard(chart, beside=[other])["pods"] == "2"


def test_a_chart_of_the_same_namespace_that_is_not_counted_is_refused() -> None:
    chart = new_chart("one", "shared")
    kotaemon(chart)
    elsewhere = new_chart("three", "elsewhere", chart.node.root)
    assert refusal(lambda: Quota(chart, "quota", beside=[elsewhere])).faults[0].field == "beside"
    assert refusal(lambda: Quota(chart, "quota", beside=[chart])).faults[0].field == "beside"
    other = new_chart("two", "shared", chart.node.root)
    Quota(chart, "quota")
    assert synthesized(chart)
    KotaemonApp(other, "other", admin_password=KEY)
    (fault,) = refusal(lambda: synthesized(chart)).faults
    assert (fault.field, fault.value) == ("beside", "two")


def test_bad_options_are_refused() -> None:
    chart = new_chart()
    assert refusal(lambda: Quota(chart, "quota")).faults[0].field == "scope"
    kotaemon(chart)
    assert refusal(lambda: Quota(chart, "quota", further={"cpu": "1"})).faults[0].field == "further"
    assert refusal(lambda: Quota(chart, "quota", further={"pods": "x"})).faults[0].field == "further.pods"
    Quota(chart, "quota", overrides=[Override.add("ResourceQuota", "/metadata/annotations/note", "x")])
    assert refusal(lambda: Quota(chart, "other")).faults[0].field == "scope"


def test_each_option_changes_the_output() -> None:
    def output(**options: Any) -> Any:
        chart = new_chart()
        kotaemon(
            chart,
            resources=Resources(),
            vector_store=VectorStore.chroma_server(chart, "v", resources=ServerResources()),
        )
        if options.pop("beside", False):
            other = new_chart("other", chart.namespace, chart.node.root)
            kotaemon(other, "other")
            options["beside"] = [other]
        Quota(chart, "quota", **options)
        return one(synthesized(chart), "ResourceQuota")

    outputs = [
        output(),
        output(name="other"),
        output(further={"pods": "2"}),
        output(beside=True),
        output(overrides=[Override.add("ResourceQuota", "/metadata/annotations/note", "x")]),
    ]
    assert all(outputs.count(item) == 1 for item in outputs)
