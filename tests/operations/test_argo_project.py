"""The AppProject: it permits what the deployments hold, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from kotaemon_cdk8s import ArgoApplication, ArgoProject, Namespace, OptionError, SynthesisError
from kotaemon_cdk8s.operations.argo_project import _CLUSTER_SCOPED

import cdk8s
import kubernetes_validate
import pytest
import yaml

from tests.support import NEWEST, REPOSITORY, Object, invalid, kotaemon, new_chart, one, refusal, synthesized

GIT = "https://git.example/team/deployments.git"
ARGOCD = REPOSITORY / "dist" / "argocd"


def permitted(project: Object, server: str, item: Object) -> bool:
    """As Argo CD decides: pkg/apis/application/v1alpha1/app_project_types.go."""
    spec = project["spec"]
    group, namespace = item["apiVersion"].rpartition("/")[0], item["metadata"].get("namespace")
    if namespace is None:
        return any(
            (group, item["kind"]) == (entry["group"], entry["kind"])
            and fnmatchcase(item["metadata"]["name"], entry.get("name", "*"))
            for entry in spec.get("clusterResourceWhitelist", ())
        )
    return {"group": group, "kind": item["kind"]} in spec["namespaceResourceWhitelist"] and {
        "server": server,
        "namespace": namespace,
    } in spec["destinations"]


def committed(pattern: str) -> list[Object]:
    return [yaml.safe_load(file.read_text()) for file in sorted(ARGOCD.glob(pattern))]


def synced() -> Iterator[tuple[str, str, str]]:
    """Project, server and folder of all that the committed output has synced."""
    for application in committed("Application.*"):
        spec = application["spec"]
        yield spec["project"], spec["destination"]["server"], spec["source"]["path"]
    for application_set in committed("ApplicationSet.*"):
        spec = application_set["spec"]["template"]["spec"]
        for element in application_set["spec"]["generators"][0]["list"]["elements"]:
            yield spec["project"], spec["destination"]["server"], element["folder"]


def folder(path: str) -> list[Object]:
    return [yaml.safe_load(file.read_text()) for file in (REPOSITORY / path).iterdir()]


@pytest.mark.parametrize("project", committed("AppProject.*"), ids=lambda project: project["metadata"]["name"])
def test_all_that_is_committed_is_permitted_and_nothing_else(project: Object) -> None:
    items = [
        (server, item)
        for name, server, path in synced()
        if name == project["metadata"]["name"]
        for item in folder(path)
    ]
    assert [item["metadata"]["name"] for server, item in items if not permitted(project, server, item)] == []
    kinds = {
        (item["apiVersion"].rpartition("/")[0], item["kind"]) for _, item in items if "namespace" in item["metadata"]
    }
    assert {(entry["group"], entry["kind"]) for entry in project["spec"]["namespaceResourceWhitelist"]} == kinds
    outside = {
        (item["apiVersion"].rpartition("/")[0], item["kind"], item["metadata"]["name"])
        for _, item in items
        if "namespace" not in item["metadata"]
    }
    # The one that Argo CD makes itself.
    made = {("", "Namespace", "kotaemon")} if project["metadata"]["name"] == "kotaemon" else set()
    assert {tuple(entry.values()) for entry in project["spec"]["clusterResourceWhitelist"]} == outside | made


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "kotaemon-team"}}, "kind"),
        (
            {
                "apiVersion": "rbac.authorization.k8s.io/v1",
                "kind": "ClusterRoleBinding",
                "metadata": {"name": "admin"},
            },
            "kind",
        ),
        ({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kube-system"}}, "name"),
        ({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "kube-system"}}, "namespace"),
    ],
)
def test_what_is_smuggled_in_is_not(item: Object, why: str) -> None:
    assert [
        project for project in committed("AppProject.*") if permitted(project, "https://kubernetes.default.svc", item)
    ] == []


def project_of(chart: cdk8s.Chart, application: dict[str, Any] | None = None, **options: Any) -> Object:
    argocd = new_chart("argocd", "argocd", chart.node.root)
    project = ArgoProject(argocd, "kotaemon", **options)
    ArgoApplication(argocd, "app", deployment=chart, repository=GIT, project=project, **(application or {}))
    objects = synthesized(chart)
    assert one(objects, "Application")["spec"]["project"] == one(objects, "AppProject")["metadata"]["name"]
    return one(objects, "AppProject")


def test_a_namespace_that_argo_cd_makes_is_permitted() -> None:
    spec = project_of(new_chart())["spec"]
    assert spec["clusterResourceWhitelist"] == [{"group": "", "kind": "Namespace", "name": "kotaemon"}]


def test_what_is_made_later_or_by_others_is_permitted_too() -> None:
    chart = new_chart()
    argocd = new_chart("argocd", "argocd", chart.node.root)
    project = ArgoProject(argocd, "kotaemon")
    ArgoApplication(argocd, "app", deployment=chart, repository=GIT, project=project)
    for kind, namespace in (("ServiceMonitor", "monitoring"), ("PodMonitor", None)):
        metadata = cdk8s.ApiObjectMetadata(name="ours", namespace=namespace)
        cdk8s.ApiObject(chart, kind, api_version="monitoring.coreos.com/v1", kind=kind, metadata=metadata)
    cdk8s.ApiObject(chart, "role", api_version="rbac.authorization.k8s.io/v1", kind="ClusterRole")
    objects = synthesized(chart)
    spec = one(objects, "AppProject")["spec"]
    assert [entry["namespace"] for entry in spec["destinations"]] == ["kotaemon", "monitoring"]
    assert {entry["kind"] for entry in spec["namespaceResourceWhitelist"]} == {"PodMonitor", "ServiceMonitor"}
    # cdk8s gives it the chart's namespace; Argo CD asks the API server.
    assert one(objects, "ClusterRole")["metadata"]["namespace"] == "kotaemon"
    assert {
        "group": "rbac.authorization.k8s.io",
        "kind": "ClusterRole",
        "name": one(objects, "ClusterRole")["metadata"]["name"],
    } in spec["clusterResourceWhitelist"]


def test_a_second_synthesis_gives_the_same() -> None:
    chart = new_chart()
    kotaemon(chart)
    first = project_of(chart)
    assert one(synthesized(chart), "AppProject") == first


def test_it_reads_from_the_repositories_and_deploys_to_the_clusters_of_its_applications() -> None:
    spec = project_of(new_chart(), {"server": "https://one.example:6443"})["spec"]
    assert spec["sourceRepos"] == [GIT]
    assert spec["destinations"] == [{"server": "https://one.example:6443", "namespace": "kotaemon"}]


def test_further_kinds_are_permitted() -> None:
    chart = new_chart()
    Namespace(chart, "ns")
    kinds = project_of(chart, further_kinds=["Pod", "apps/ReplicaSet"])["spec"]["namespaceResourceWhitelist"]
    assert kinds == [{"group": "", "kind": "Pod"}, {"group": "apps", "kind": "ReplicaSet"}]


def test_without_namespaced_objects_no_kind_is_permitted() -> None:
    # Left out, the list would permit all.
    assert project_of(new_chart())["spec"]["namespaceResourceWhitelist"] == []


def test_recipients_are_told_of_all_its_applications() -> None:
    project = project_of(new_chart(), notifications={"on-sync-failed.slack": "a;b"}, description="x")
    assert project["metadata"]["annotations"] == {"notifications.argoproj.io/subscribe.on-sync-failed.slack": "a;b"}
    assert project["spec"]["description"] == "x"
    assert invalid(project) is None


def test_the_kinds_outside_of_namespaces_are_kubernetes_own() -> None:
    for group, kind in _CLUSTER_SCOPED:
        assert any(_is_known(f"{group}/{version}".lstrip("/"), kind) for version in ("v1", "v1beta1")), (group, kind)
    assert not _is_known("v1", "Nonsense")


def _is_known(api_version: str, kind: str) -> bool:
    try:
        kubernetes_validate.validate({"apiVersion": api_version, "kind": kind}, NEWEST, strict=True)
    except kubernetes_validate.SchemaNotFoundError:
        return False
    except kubernetes_validate.ValidationError:
        return True
    return True


def test_a_project_of_nothing_is_refused() -> None:
    argocd = new_chart("argocd", "argocd")
    project = ArgoProject(argocd, "kotaemon")
    error = refusal(project.node.root.synth_yaml)
    assert type(error) is SynthesisError
    assert (error.faults[0].path, error.faults[0].field) == ("argocd/kotaemon", "project")


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("name", {"name": "My Project"}),
        ("name", {"name": "default"}),
        ("further_kinds", {"further_kinds": ["pods"]}),
        ("further_kinds", {"further_kinds": "Pod"}),
        ("notifications", {"notifications": {"slack": "a"}}),
        ("notifications", {"notifications": {"on.sync.failed.slack": "a"}}),
        ("notifications", {"notifications": {"on-sync-failed.slack": 1}}),
    ],
)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: ArgoProject(new_chart("argocd", "argocd"), "kotaemon", **options))
    assert type(error) is OptionError
    assert error.faults[0].field == field


def test_a_project_elsewhere_is_refused() -> None:
    chart = new_chart()
    project = ArgoProject(new_chart("other", "elsewhere", chart.node.root), "kotaemon")
    argocd = new_chart("argocd", "argocd", chart.node.root)
    error = refusal(lambda: ArgoApplication(argocd, "app", deployment=chart, repository=GIT, project=project))
    assert error.faults[0].field == "project"
