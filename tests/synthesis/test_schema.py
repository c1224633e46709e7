"""All we emit is valid where it goes: Kubernetes, oldest and newest, and Argo CD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kotaemon_cdk8s import (
    AdmissionEngine,
    AdmissionPolicies,
    ArgoApplication,
    CertificateAuthority,
    Dashboards,
    FluxGitRepository,
    FluxKustomization,
    HostAccess,
    MetadataDb,
    Namespace,
    OpenAI,
    Override,
    Pooler,
    PythonPackages,
    Security,
)
from kotaemon_cdk8s.security.namespace import NEWEST as PINNED

import cdk8s
import pytest

import examples
from tests.kotaemon_app.constructor_values import CONSTRUCTORS
from tests.kotaemon_app.exposure_values import EXPOSURE_CONSTRUCTORS, EXPOSURE_GROUPS
from tests.kotaemon_app.model_server_values import MODEL_SERVER_CONSTRUCTORS, MODEL_SERVER_GROUPS
from tests.kotaemon_app.option_values import APP, GROUPS
from tests.kotaemon_app.scaling_values import SCALING_CONSTRUCTORS, SCALING_GROUPS
from tests.kotaemon_app.secret_values import SECRET_GROUPS, secrets_of_every_option
from tests.kotaemon_app.store_values import STORE_CONSTRUCTORS, STORE_GROUPS
from tests.observability.deployments import whole
from tests.support import (
    KEY,
    NEWEST,
    REPOSITORY,
    crds,
    deployed,
    faulty,
    invalid,
    kotaemon,
    new_chart,
    one,
    synthesized,
)

UPSTREAM = REPOSITORY.parent / "shared" / "crds"  # not in a clone by itself; there, ours alone must hold
# Their upstream CRDs are not among the collected ones.
NOT_COLLECTED = {
    # Compared by hand with deploy/crds/cert-manager.io_issuers.yaml of cert-manager/cert-manager.
    ("cert-manager.io/v1", "Issuer"),
    ("autoscaling.k8s.io/v1", "VerticalPodAutoscaler"),
    # The sources are in the headers of the trimmed files; of GKE's there is no CRD.
    ("cilium.io/v2", "CiliumNetworkPolicy"),
    ("networking.gke.io/v1alpha1", "FQDNNetworkPolicy"),
    ("policies.kyverno.io/v1", "NamespacedValidatingPolicy"),
    ("gateway.envoyproxy.io/v1alpha1", "BackendTrafficPolicy"),
    ("gateway.envoyproxy.io/v1alpha1", "SecurityPolicy"),
    ("gateway.nginx.org/v1alpha1", "ClientSettingsPolicy"),
    ("gateway.nginx.org/v1alpha1", "ProxySettingsPolicy"),
    ("gateway.nginx.org/v1alpha1", "UpstreamSettingsPolicy"),
    ("networking.istio.io/v1", "DestinationRule"),
    ("traefik.io/v1alpha1", "Middleware"),
    ("cloud.google.com/v1", "BackendConfig"),
    ("networking.gke.io/v1beta1", "FrontendConfig"),
    ("grafana.integreatly.org/v1beta1", "GrafanaDashboard"),
    ("argoproj.io/v1alpha1", "ApplicationSet"),
    ("kustomize.toolkit.fluxcd.io/v1", "Kustomization"),
    ("source.toolkit.fluxcd.io/v1", "GitRepository"),
}
EXPERIMENTAL = "/spec/rules[]/sessionPersistence"  # of HTTPRoute; collected is the standard channel
OVERRIDES = {"Override", "Override.move", "Override.copy"}  # what a user patches in is the user's


@pytest.mark.parametrize("example", examples.CHARTS, ids=lambda example: example.__name__)
def test_examples_are_valid(example: Any) -> None:
    assert [
        invalid(item) for item in synthesized(example(cdk8s.App(outdir="/dev/null/nowhere"))) if invalid(item)
    ] == []


@pytest.mark.parametrize("options", APP.values(), ids=list(APP))
def test_every_option_of_the_app_gives_valid_objects(options: dict[str, Any]) -> None:
    assert faulty(deployed(**options)) == []


@pytest.mark.parametrize(
    "values",
    [values for values in (*GROUPS, *CONSTRUCTORS) if values.make.__qualname__ not in OVERRIDES],
    ids=lambda values: values.make.__qualname__,
)
def test_every_field_gives_valid_objects(values: Any) -> None:
    for change in ({}, *values.changes.values()):
        objects = deployed(**values.use(values.make(**{**values.base, **change})))
        assert faulty(objects) == [], change


def test_namespace_and_argo_application_are_valid() -> None:
    chart = new_chart("team")
    Namespace(chart, "ns", labels={"team": "search"})
    argocd = new_chart("argocd", "argocd", chart.node.root)
    ArgoApplication(argocd, "a", deployment=chart, repository="https://git.example/a.git")
    other = new_chart("other", "other", chart.node.root)
    ArgoApplication(argocd, "b", deployment=other, repository="git@git.example:a.git", sync_options=["Validate=false"])
    objects = synthesized(chart)
    assert sorted(item["kind"] for item in objects) == ["Application", "Application", "Namespace"]
    assert faulty(objects) == []


def test_the_newest_version_in_labels_is_the_newest_validated() -> None:
    assert f"v{NEWEST}" == PINNED


def test_the_check_finds_a_misspelt_field() -> None:
    broken = deployed(overrides=[Override.add("Deployment", "/spec/template/spec/restartpolicy", "Always")])
    assert "restartpolicy" in str(invalid(one(broken, "Deployment")))
    argocd = new_chart("argocd", "argocd")
    deployment = new_chart("team", "team", argocd.node.root)
    application = ArgoApplication(
        argocd, "a", deployment=deployment, repository="https://git.example/a.git"
    ).application
    application.add_json_patch(cdk8s.JsonPatch.add("/spec/syncpolicy", {}))
    assert "syncpolicy" in str(invalid(one(synthesized(argocd), "Application")))


@pytest.mark.parametrize("resource", crds(), ids="/".join)
def test_the_upstream_crd_has_every_field_of_ours(resource: tuple[str, str]) -> None:
    ours = dict(_fields("", crds()[resource]))
    assert ours["/spec"] == "object"
    if UPSTREAM.exists() and resource not in NOT_COLLECTED:
        upstream = dict(_fields("", crds(UPSTREAM)[resource]))
        assert {
            path: kind
            for path, kind in ours.items()
            if upstream.get(path) != kind and not path.startswith(EXPERIMENTAL)
        } == {}


STORES = [resource for resource in crds() if not resource[0].startswith("argoproj.io/")]
FOR_OVERRIDES = {"/spec/dependencies/pulsar/inCluster/values"}  # docs/how-to/use-milvus.md


@pytest.mark.parametrize("resource", STORES, ids="/".join)
def test_every_field_of_ours_is_one_that_we_emit(
    resource: tuple[str, str], fields_emitted: dict[tuple[str, str], set[str]]
) -> None:
    ours = {path for path, _ in _fields("/spec", crds()[resource]["properties"]["spec"])}
    assert ours - fields_emitted[resource] - FOR_OVERRIDES == set()


@pytest.fixture(scope="module")
def fields_emitted() -> dict[tuple[str, str], set[str]]:
    """Of each custom resource, by all values of all options."""
    chart = new_chart("team")
    kotaemon(chart)
    argocd = new_chart("argocd", "argocd", chart.node.root)
    ArgoApplication(
        argocd, "a", deployment=chart, repository="https://git.example/a.git", sync_options=["Validate=false"]
    )
    CertificateAuthority(chart, "authority")
    AdmissionPolicies(chart, "policies", engine=AdmissionEngine.KYVERNO)
    flux = new_chart("flux", "flux-system", chart.node.root)
    url = "https://git.example/a.git"
    source = FluxGitRepository(flux, "branch", repository=url, secret="login")
    FluxGitRepository(flux, "tag", repository=url, tag="v1")
    FluxKustomization(flux, "k", deployment=chart, source=source, depends_on=["operators"], service_account="deployer")
    outputs = [
        synthesized(chart),
        *(synthesized(_named_hosts(hosts)) for hosts in (HostAccess.CILIUM, HostAccess.GKE)),
        *map(synthesized, secrets_of_every_option()),
        synthesized(
            whole(dashboards=Dashboards.grafana_operator(instances={"dashboards": "platform"}, folder="Kotaemon"))
        ),
    ]
    for values in (
        *STORE_GROUPS,
        *MODEL_SERVER_GROUPS,
        *SECRET_GROUPS,
        *STORE_CONSTRUCTORS,
        *MODEL_SERVER_CONSTRUCTORS,
        *EXPOSURE_GROUPS,
        *EXPOSURE_CONSTRUCTORS,
        *SCALING_GROUPS,
        *SCALING_CONSTRUCTORS,
    ):
        options = [{**values.base, **change} for change in ({}, *values.changes.values())]
        outputs.extend(deployed(**values.use(values.make(**given))) for given in options)
    found: dict[tuple[str, str], set[str]] = {}
    for item in (item for objects in outputs for item in objects):
        found.setdefault((item["apiVersion"], item["kind"]), set()).update(_paths("/spec", item.get("spec")))
    return found


def _named_hosts(hosts: HostAccess) -> Security:
    chart = new_chart()
    options: dict[str, Any] = {"models": [OpenAI(api_key=KEY).chat("m")], "offline": True}
    if hosts is HostAccess.CILIUM:
        options["metadata_db"] = MetadataDb.cloudnative_pg(chart, "db", pooler=Pooler())
        options["python_packages"] = PythonPackages(index_url="https://packages.example.com/simple")
    return Security(chart, "security", app=kotaemon(chart, **options), hosts=hosts)


def _fields(path: str, schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, part in schema.get("properties", {}).items():
        yield f"{path}/{name}", part.get("type", "any")
        yield from _fields(f"{path}/{name}", part)
    if "items" in schema:
        yield f"{path}[]", schema["items"].get("type", "any")
        yield from _fields(f"{path}[]", schema["items"])


def _paths(path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path}/{key}"
            yield from _paths(f"{path}/{key}", item)
    elif isinstance(value, list):
        for item in value:
            yield f"{path}[]"
            yield from _paths(f"{path}[]", item)
