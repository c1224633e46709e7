"""The ApplicationSet: each Application it makes is the one that ArgoApplication would make."""

from __future__ import annotations

import json
from typing import Any

from kotaemon_cdk8s import ArgoApplication, ArgoApplicationSet, ArgoProject, Namespace, OptionError, Tenant

import cdk8s
import pytest

from tests.support import Object, invalid, kotaemon, new_chart, one, refusal, synthesized

GIT = "https://git.example/team/deployments.git"


def charts(*names: str, namespaces: bool = True) -> list[cdk8s.Chart]:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    made = []
    for name in names:
        chart = new_chart(name, f"team-{name}", app)
        if namespaces:
            Namespace(chart, "ns")
        kotaemon(chart)
        made.append(chart)
    return made


def set_of(teams: list[cdk8s.Chart], **options: Any) -> ArgoApplicationSet:
    argocd = new_chart("argocd", "argocd", teams[0].node.root)
    return ArgoApplicationSet(argocd, "teams", **{"deployments": teams, "repository": GIT, **options})


def applications(application_set: Object) -> list[Object]:
    """What Argo CD makes of it."""
    spec = application_set["spec"]
    made = []
    for element in spec["generators"][0]["list"]["elements"]:
        text = json.dumps(spec["template"])
        for key, value in element.items():
            text = text.replace(f"{{{{.{key}}}}}", value)
        assert "{{" not in text  # `missingkey=error`
        made.append({"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", **json.loads(text)})
    return made


@pytest.mark.parametrize("namespaces", [True, False])
def test_each_is_the_application_that_would_stand_alone(namespaces: bool) -> None:
    options = {"revision": "v1", "output": "out", "server": "https://one.example", "sync_options": ["Validate=false"]}
    made = one(synthesized(set_of(charts("a", "b", namespaces=namespaces), **options)), "ApplicationSet")
    assert invalid(made) is None
    alone = charts("a", "b", namespaces=namespaces)
    argocd = new_chart("argocd", "argocd", alone[0].node.root)
    for chart in alone:
        ArgoApplication(argocd, f"teams-{chart.node.id}", deployment=chart, repository=GIT, **options)
    expected = [item for item in synthesized(argocd) if item["kind"] == "Application"]
    for item in expected:
        del item["metadata"]["namespace"]  # the set's
        assert invalid(item) is None
    assert applications(made) == expected


def test_a_line_that_leaves_the_list_takes_no_deployment_with_it() -> None:
    made = one(synthesized(set_of(charts("a"))), "ApplicationSet")
    assert made["spec"]["syncPolicy"] == {"preserveResourcesOnDeletion": True}


def test_some_are_synced_before_the_others() -> None:
    deployments = charts("a", "b", "c")
    made = one(synthesized(set_of(deployments, first=deployments[1:2])), "ApplicationSet")
    assert invalid(made) is None
    strategy = made["spec"]["strategy"]
    assert strategy["type"] == "RollingSync"
    order = []
    for step in strategy["rollingSync"]["steps"]:
        (condition,) = step["matchExpressions"]
        assert condition["operator"] == "In"
        order.append(
            [
                item["spec"]["source"]["path"]
                for item in applications(made)
                if item["metadata"]["labels"][condition["key"]] in condition["values"]
            ]
        )
    assert order == [["dist/b"], ["dist/a", "dist/c"]]
    assert "strategy" not in one(synthesized(set_of(charts("a"))), "ApplicationSet")["spec"]


def test_its_project_permits_all_of_them() -> None:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    argocd = new_chart("argocd", "argocd", app)
    teams = [Tenant(app, name) for name in ("a", "b")]
    project = ArgoProject(argocd, "tenants")
    ArgoApplicationSet(argocd, "teams", deployments=teams, repository=GIT, project=project)
    spec = one(synthesized(argocd), "AppProject")["spec"]
    assert [entry["namespace"] for entry in spec["destinations"]] == ["kotaemon-a", "kotaemon-b"]
    assert [entry["name"] for entry in spec["clusterResourceWhitelist"]] == ["kotaemon-a", "kotaemon-b"]


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("deployments", {"deployments": []}),
    ("name", {"name": "My Set"}),
    ("name", {"name": ""}),
    ("revision", {"revision": "{{.x}}"}),
    ("output", {"output": "{{.x}}"}),
    ("output", {"output": "/x"}),
    ("repository", {"repository": "https://git.example/{{.x}}"}),
    ("sync_options", {"sync_options": ["Prune={{.x}}"]}),
    ("server", {"server": "x"}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: set_of(charts("a"), **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("argocd/teams", field)


def test_an_order_needs_some_that_come_later() -> None:
    deployments = charts("a", "b")
    assert refusal(lambda: set_of(deployments, first=deployments)).faults[0].field == "first"
    elsewhere = new_chart("c", "c", deployments[0].node.root)
    assert (
        refusal(
            lambda: ArgoApplicationSet(
                new_chart("x", "argocd", deployments[0].node.root),
                "teams",
                deployments=deployments,
                repository=GIT,
                first=[elsewhere],
            )
        )
        .faults[0]
        .field
        == "first"
    )


def test_charts_that_are_not_alike_are_refused() -> None:
    deployments = charts("a")
    deployments.append(new_chart("b", "b", deployments[0].node.root))
    error = refusal(lambda: set_of(deployments))
    assert error.faults[0].field == "deployments"
    assert "Namespace" in error.faults[0].fix


def test_a_chart_is_synced_once() -> None:
    deployments = charts("a", "b")
    made = set_of(deployments)
    argocd = cdk8s.Chart.of(made)
    assert (
        refusal(lambda: ArgoApplication(argocd, "x", deployment=deployments[0], repository=GIT)).faults[0].field
        == "deployment"
    )
    other = new_chart("c", "c", argocd.node.root)
    named_alike = refusal(lambda: ArgoApplication(argocd, "x", name="teams-a", deployment=other, repository=GIT))
    assert named_alike.faults[0].field == "name"
    twice = refusal(lambda: ArgoApplicationSet(argocd, "y", deployments=[other, other], repository=GIT))
    assert twice.faults[0].field == "deployments"
