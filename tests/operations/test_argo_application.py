"""The Application that syncs a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import (
    ArgoApplication,
    CertificateAuthority,
    DocumentStore,
    ExternalSecret,
    HostAccess,
    MetadataDb,
    Namespace,
    OpenAI,
    OptionError,
    Pooler,
    PythonPackages,
    RemoteKey,
    SecretRef,
    SecretStore,
    Security,
    VectorStore,
)

import cdk8s
import pytest

from tests.support import KEY, Object, kotaemon, new_chart, one, refusal, synthesized

REPOSITORY_URL = "https://git.example/team/deployments.git"


def application(chart: cdk8s.Chart, **options: Any) -> ArgoApplication:
    argocd = new_chart("argocd", "argocd", chart.node.root)
    return ArgoApplication(argocd, "app", **{"deployment": chart, "repository": REPOSITORY_URL, **options})


def spec(made: ArgoApplication) -> Object:
    found: Object = one(synthesized(made), "Application")["spec"]
    return found


def test_it_syncs_the_folder_the_chart_is_written_to(tmp_path: Path) -> None:
    app = cdk8s.App(outdir=str(tmp_path), yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
    chart = new_chart("team", "team", app)
    kotaemon(chart)
    made = application(chart)
    app.synth()
    path = spec(made)["source"]["path"].removeprefix("dist/")
    assert (tmp_path / path / "Deployment.kotaemon.k8s.yaml").exists()
    assert spec(made)["destination"] == {"namespace": "team", "server": "https://kubernetes.default.svc"}


@pytest.mark.parametrize(("output", "path"), [("", "test"), ("a/b/", "a/b/test"), ("dist", "dist/test")])
def test_the_path_is_below_the_output_folder(output: str, path: str) -> None:
    assert spec(application(new_chart(), output=output))["source"]["path"] == path


def test_it_is_automated_with_server_side_apply() -> None:
    policy = spec(application(new_chart(), sync_options=["Validate=false"]))["syncPolicy"]
    assert policy["automated"] == {"prune": True, "selfHeal": True}
    assert policy["syncOptions"] == ["ServerSideApply=true", "CreateNamespace=true", "Validate=false"]


def test_a_commit_that_mends_a_failing_sync_is_not_kept_waiting() -> None:
    retry = spec(application(new_chart()))["syncPolicy"]["retry"]
    assert retry == {
        "limit": 5,
        "refresh": True,
        "backoff": {"duration": "5s", "factor": 2, "maxDuration": "3m"},
    }


def test_nothing_is_deleted_with_it_and_defaults_are_no_differences() -> None:
    made = one(synthesized(application(new_chart())), "Application")
    assert "finalizers" not in made["metadata"]
    assert made["metadata"]["annotations"] == {"argocd.argoproj.io/compare-options": "ServerSideDiff=true"}
    assert "ignoreDifferences" not in made["spec"]


def test_recipients_are_told() -> None:
    made = one(synthesized(application(new_chart(), notifications={"on-sync-failed.slack": "a;b"})), "Application")
    assert made["metadata"]["annotations"]["notifications.argoproj.io/subscribe.on-sync-failed.slack"] == "a;b"


def test_it_makes_the_namespace_closed() -> None:
    policy = spec(application(new_chart()))["syncPolicy"]
    labels = policy["managedNamespaceMetadata"]["labels"]
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"


def test_it_leaves_the_namespace_to_a_namespace_of_the_chart() -> None:
    chart = new_chart()
    Namespace(chart, "ns")
    policy = spec(application(chart))["syncPolicy"]
    assert "CreateNamespace=true" not in policy["syncOptions"]
    assert "managedNamespaceMetadata" not in policy


def test_a_namespace_is_made_once() -> None:
    chart = new_chart()
    application(chart)
    error = refusal(lambda: Namespace(chart, "ns"))
    assert error.faults[0].field == "namespace"
    assert chart.node.children == []


def test_two_applications_do_not_sync_one_chart() -> None:
    chart = new_chart()
    made = application(chart)
    argocd = cdk8s.Chart.of(made)
    error = refusal(lambda: ArgoApplication(argocd, "second", deployment=chart, repository=REPOSITORY_URL))
    assert error.faults[0].field == "deployment"
    assert "argocd/app" in error.faults[0].cause


def test_one_chart_goes_to_two_clusters_with_a_namespace_in_each() -> None:
    chart = new_chart()
    east = application(chart, name="east")
    west = ArgoApplication(
        cdk8s.Chart.of(east), "west", deployment=chart, repository=REPOSITORY_URL, server="https://west.example"
    )
    for name in ("east", "west"):
        made = one(synthesized(west), "Application", name)
        assert "CreateNamespace=true" in made["spec"]["syncPolicy"]["syncOptions"]


def test_two_applications_of_one_chart_have_two_names() -> None:
    team = new_chart("team", "team")
    argocd = cdk8s.Chart.of(application(team))
    other = new_chart("other", "other", team.node.root)
    error = refusal(lambda: ArgoApplication(argocd, "b", name="app", deployment=other, repository=REPOSITORY_URL))
    assert error.faults[0].field == "name"


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "My App"}),
    ("deployment", {"deployment": "team"}),
    ("repository", {"repository": "git.example/a"}),
    ("repository", {"repository": "https://user:hunter22@git.example/a.git"}),
    ("Application.spec.source.repoURL", {"repository": "ssh://user:hunter22@git.example/a.git"}),
    ("revision", {"revision": ""}),
    ("output", {"output": "/dist"}),
    ("output", {"output": "../dist"}),
    ("project", {"project": "My Team"}),
    ("server", {"server": "kubernetes"}),
    ("sync_options", {"sync_options": ["prune"]}),
    ("sync_options", {"sync_options": "Validate=false"}),
    ("notifications", {"notifications": {"slack": "a"}}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: application(new_chart(), **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("argocd/app", field)
    assert "hunter22" not in str(error)


def raw(chart: cdk8s.Chart) -> object:
    return cdk8s.ApiObject(
        chart, "raw", api_version="v1", kind="ConfigMap", metadata=cdk8s.ApiObjectMetadata(name="ours")
    )


SAME: dict[str, tuple[Callable[[cdk8s.Chart], object], str]] = {
    "app": (kotaemon, "Deployment"),
    "namespace": (lambda chart: Namespace(chart, "ns"), "Namespace"),
    "secret": (
        lambda chart: ExternalSecret(chart, "s", store=SecretStore("v"), data={"k": RemoteKey("x")}),
        "ExternalSecret",
    ),
    "object of others": (raw, "ConfigMap"),
}


def two_charts(make: Callable[[cdk8s.Chart], object], *servers: str, namespaces: Sequence[str] = ("x", "x")) -> Any:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    argocd = new_chart("argocd", "argocd", app)
    for index, namespace in enumerate(namespaces):
        chart = new_chart(f"chart-{index}", namespace, app)
        make(chart)
        if servers:
            ArgoApplication(argocd, f"app-{index}", deployment=chart, repository=REPOSITORY_URL, server=servers[index])
    return app


@pytest.mark.parametrize("what", SAME)
@pytest.mark.parametrize("other", ["https://one.example:6443", "https://one.example:6443/"])
def test_two_charts_do_not_undo_each_others_objects(what: str, other: str) -> None:
    make, kind = SAME[what]
    faults = refusal(two_charts(make, "https://one.example:6443", other).synth_yaml).faults
    assert {fault.path for fault in faults} == {"chart-1"}
    assert kind in {fault.field for fault in faults}


@pytest.mark.parametrize("what", SAME)
def test_two_charts_of_two_clusters_or_namespaces_may_be_alike(what: str) -> None:
    make = SAME[what][0]
    assert two_charts(make).synth_yaml()
    assert two_charts(make, "https://one.example", "https://two.example").synth_yaml()
    assert two_charts(make, *["https://one.example"] * 2, namespaces=("x", "y")).synth_yaml()


def test_it_refuses_its_own_chart() -> None:
    chart = new_chart()
    error = refusal(lambda: ArgoApplication(chart, "app", deployment=chart, repository=REPOSITORY_URL))
    assert error.faults[0].field == "deployment"
    assert "delete" in error.faults[0].cause
    assert chart.node.children == []


def test_it_refuses_a_chart_without_namespace() -> None:
    error = refusal(lambda: application(new_chart(namespace=None)))
    assert error.faults[0].field == "deployment"


def test_what_has_a_crd_waits_for_it() -> None:
    chart = new_chart()
    metadata_db = MetadataDb.cloudnative_pg(chart, "db", pooler=Pooler())
    vectors = VectorStore.milvus(chart, "vectors", root_password=KEY)
    texts = DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts-user", "password"))
    app = kotaemon(
        chart,
        metadata_db=metadata_db,
        vector_store=vectors,
        document_store=texts,
        models=[OpenAI(api_key=KEY).chat("m")],
        offline=True,
        python_packages=PythonPackages(index_url="https://203.0.113.40/simple"),
    )
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    ExternalSecret(chart, "s", store=SecretStore("v"), data={"k": RemoteKey("x")})
    CertificateAuthority(chart, "ca")
    # Kubernetes' own groups have no dot, or end in k8s.io.
    custom = [
        item
        for item in synthesized(chart)
        if "." in (group := item["apiVersion"].partition("/")[0]) and not group.endswith(".k8s.io")
    ]
    assert {item["kind"] for item in custom} == {
        *("Cluster", "Pooler", "Milvus", "Elasticsearch", "CiliumNetworkPolicy"),
        *("ExternalSecret", "Issuer", "Certificate"),
    }
    for item in custom:
        options = item["metadata"]["annotations"]["argocd.argoproj.io/sync-options"].split(",")
        assert "SkipDryRunOnMissingResource=true" in options
