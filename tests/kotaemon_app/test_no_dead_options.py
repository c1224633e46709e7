"""Every option has an effect, and none is missing from the tables that show it."""

from __future__ import annotations

import dataclasses
import inspect
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from kotaemon_cdk8s import (
    ArgoApplication,
    ArgoApplicationSet,
    ArgoProject,
    AuthProxy,
    BackupRepositoryBackend,
    CertificateAuthority,
    ClusterDns,
    Dashboards,
    DocumentStore,
    Exposure,
    FluxGitRepository,
    FluxKustomization,
    GatewayController,
    IngressController,
    KotaemonApp,
    LogOutput,
    MetadataDb,
    Mode,
    Model,
    ModelProvider,
    ModelServer,
    Namespace,
    Objectives,
    OptionError,
    Override,
    Peer,
    PodSecurity,
    PrometheusSetup,
    PublicUrl,
    RequestRate,
    Retention,
    Thresholds,
    VectorStore,
)
from kotaemon_cdk8s.document_store.simple_file import SimpleFile
from kotaemon_cdk8s.exposure.gateway import GatewayExposure
from kotaemon_cdk8s.exposure.ingress import IngressExposure
from kotaemon_cdk8s.exposure.service import ServiceExposure
from kotaemon_cdk8s.options import Options
from kotaemon_cdk8s.vector_store.in_memory import InMemory

import cdk8s
import pytest

from tests.kotaemon_app.constructor_values import CONSTRUCTORS
from tests.kotaemon_app.option_values import APP, GROUPS, Values
from tests.support import kotaemon, new_chart, refusal, synthesized

# These decide what is refused, and how; each has a test below, as has `Override.test`.
ONLY_IN_REFUSALS = {
    (Mode, "component"),
    # Given by the servers themselves.
    (Model, "server"),
    (Mode, "has_resources"),
    (Mode, "one_user_behind_login"),
    # Tests of these: tests/exposure.
    (Mode.single_user, "behind_login"),
    *((way, "allow_unauthenticated") for way in (GatewayExposure, IngressExposure, ServiceExposure)),
    *((way, "encrypted") for way in (GatewayExposure, ServiceExposure)),
    # In prometheus-adapter's rule: tests/scaling/test_adapter_rules.py.
    (RequestRate, "series"),
    (RequestRate.promql, "series"),
    (InMemory, "vectors_are_lost_at_restart"),
    (SimpleFile, "no_full_text_search"),
}
FACADES = (
    MetadataDb,
    VectorStore,
    DocumentStore,
    ModelServer,
    Exposure,
    IngressController,
    GatewayController,
    AuthProxy,
)

NAMESPACE: dict[str, Any] = {
    "pod_security": PodSecurity.BASELINE,
    "pod_security_version": "v1.30",
    "labels": {"team": "search"},
    "annotations": {"example.com/note": "text"},
}
AUTHORITY: dict[str, Any] = {
    "name": "other",
    "valid_days": 4000,
    "renew_days": 400,
    "overrides": [Override.add("Certificate", "/metadata/annotations/note", "x")],
}
APPLICATION: dict[str, Any] = {
    "deployment": ("other", "elsewhere"),
    "repository": "https://git.example/other.git",
    "name": "other",
    "revision": "v1",
    "output": "out",
    "project": "team",
    "server": "https://cluster.example",
    "sync_options": ["Validate=false"],
    "notifications": {"on-sync-failed.slack": "team"},
}
APPLICATION_SET: dict[str, Any] = {
    **{name: value for name, value in APPLICATION.items() if name not in ("deployment", "notifications")},
    "deployments": ["b", "c"],
    "first": ["a"],
}
PROJECT: dict[str, Any] = {
    "name": "other",
    "description": "text",
    "further_kinds": ["Pod", "apps/ReplicaSet"],
    "notifications": {"on-sync-failed.slack": "team"},
}
FLUX_SOURCE: dict[str, Any] = {
    "repository": "https://git.example/other.git",
    "name": "other",
    "branch": "production",
    "tag": "v1",
    "secret": "login",
    "output": "out",
}
KUSTOMIZATION: dict[str, Any] = {
    "deployment": ("other", "elsewhere"),
    "source": "other",
    "name": "other",
    "depends_on": ["operators"],
    "service_account": "deployer",
}


def output(options: dict[str, Any]) -> str:
    app = kotaemon(**options)
    items = app.node.root.node.find_all()
    objects = json.dumps([item.to_json() for item in items if isinstance(item, cdk8s.ApiObject)], sort_keys=True)
    # From hosts, workloads and clients follow the network policies.
    workloads = [edge.binding.workloads for edge in app.wiring.edges]
    return f"{objects} {app.wiring.endpoints} {workloads} {[way.clients for way in app.exposures]}"


@cache
def default_output() -> str:
    return output({})


def options_of(cls: type[Any]) -> Iterator[type[Any]]:
    for sub in cls.__subclasses__():
        yield from (sub, *options_of(sub))


def arguments(call: Any) -> set[str]:
    return set(inspect.signature(call).parameters) - {"self", "scope", "id"}


def label(values: Values) -> str:
    return values.make.__qualname__


def test_tables_have_every_option_of_the_app() -> None:
    assert set(APP) == arguments(KotaemonApp.__init__)


def test_tables_have_every_option_group() -> None:
    ours = {cls for cls in options_of(Options) if cls.__module__.startswith("kotaemon_cdk8s.")}
    # Those of Security are in tests/security/test_network_policies.py.
    ours -= {ModelProvider, ClusterDns, Peer}
    # Those of Observability and FluentBit are in tests/observability/test_no_dead_options.py.
    ours -= {Dashboards, LogOutput, Objectives, PrometheusSetup, PublicUrl, Thresholds}
    # Those of Backup are in tests/operations/test_backup_options.py.
    ours -= {Retention, BackupRepositoryBackend, *options_of(BackupRepositoryBackend)}
    stores = {inspect.unwrap(values.make) for values in CONSTRUCTORS}
    assert {values.make for values in GROUPS} == ours - stores


@pytest.mark.parametrize("values", GROUPS, ids=label)
def test_tables_have_every_field_of_the_group(values: Values) -> None:
    fields = {field.name for field in dataclasses.fields(values.make)}  # type: ignore[arg-type]
    refusing = {name for cls, name in ONLY_IN_REFUSALS if cls is values.make}
    assert set(values.changes) | refusing == fields


def test_tables_have_every_constructor() -> None:
    public = {
        f"{values.make.__name__}.{name}"
        for values in GROUPS
        for name, member in vars(values.make).items()
        if isinstance(member, staticmethod)
    }
    stores = {constructor.__func__ for facade in FACADES for constructor in backends(facade)}
    assert {label(values) for values in CONSTRUCTORS} | {"Override.test"} == public | {
        store.__qualname__ for store in stores
    }


def backends(facade: type[Any]) -> list[Any]:
    return [member for member in vars(facade).values() if isinstance(member, staticmethod)]


@pytest.mark.parametrize("values", CONSTRUCTORS, ids=label)
def test_tables_have_every_argument_of_the_constructor(values: Values) -> None:
    refusing = {name for cls, name in ONLY_IN_REFUSALS if cls is inspect.unwrap(values.make)}
    assert set(values.changes) | refusing == arguments(values.make)


@pytest.mark.parametrize("option", APP)
def test_each_option_of_the_app_changes_the_output(option: str) -> None:
    assert output(APP[option]) != default_output()


@pytest.mark.parametrize("values", [*GROUPS, *CONSTRUCTORS], ids=label)
def test_each_field_changes_the_output(values: Values) -> None:
    before = output(values.use(values.make(**values.base)))
    dead = [
        name
        for name, change in values.changes.items()
        if output(values.use(values.make(**{**values.base, **change}))) == before
    ]
    assert not dead


def test_each_constructor_is_another_output() -> None:
    kinds = [values for values in CONSTRUCTORS if not label(values).startswith("Override.")]
    by_output: dict[str, list[str]] = {}
    for values in kinds:
        by_output.setdefault(output(values.use(values.make(**values.base))), []).append(label(values))
    alike = [sorted(names) for names in by_output.values() if len(names) > 1]
    defaults = ["EmbeddedChroma", "EmbeddedLanceDbDocuments", "Image.lite", "Sqlite", "Storage.claim", "WebSearch.off"]
    # The tables use each with the other.
    assert alike == [
        defaults,
        ["GatewayExposure", "Istio"],
        ["IngressExposure", "Nginx", "OAuth2Proxy"],
        ["Image.derived", "Index.graphrag"],
    ]


def test_a_mode_is_called_by_its_component_in_messages() -> None:
    mode = Mode(component="the side door", command=["a"], probe_path="/", has_resources=True)
    assert "the side door" in str(refusal(lambda: kotaemon(mode=mode)))


def test_a_mode_without_a_resources_tab_needs_a_model() -> None:
    mode = Mode(component="mine", command=["a"], probe_path="/", has_admin=True)
    assert refusal(lambda: kotaemon(mode=mode)).faults[0].field == "models"
    assert kotaemon(mode=dataclasses.replace(mode, has_resources=True)).name == "kotaemon"


def test_a_test_override_refuses_another_value_and_changes_nothing() -> None:
    holds = Override.test("Deployment", "/spec/replicas", 1)
    assert output({"overrides": [holds]}) == default_output()
    with pytest.raises(OptionError, match="replicas"):
        kotaemon(overrides=[Override.test("Deployment", "/spec/replicas", 2)])


def test_each_option_of_namespace_changes_the_output() -> None:
    assert set(NAMESPACE) == arguments(Namespace.__init__)
    outputs = [synthesized(Namespace(new_chart(), "ns", **{name: value})) for name, value in NAMESPACE.items()]
    before = synthesized(Namespace(new_chart(), "ns"))
    assert before not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)


def test_each_option_of_the_authority_changes_the_output() -> None:
    assert set(AUTHORITY) == arguments(CertificateAuthority.__init__)
    outputs = [
        synthesized(CertificateAuthority(new_chart(), "ca", **{name: value})) for name, value in AUTHORITY.items()
    ]
    assert synthesized(CertificateAuthority(new_chart(), "ca")) not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)


def application(**changes: Any) -> list[dict[str, Any]]:
    argocd = new_chart("argocd", "argocd")
    name, namespace = changes.pop("deployment", ("team", "team"))
    options = {"repository": "https://git.example/a.git", **changes}
    return synthesized(
        ArgoApplication(argocd, "app", deployment=new_chart(name, namespace, argocd.node.root), **options)
    )


def test_each_option_of_the_argo_application_changes_the_output() -> None:
    assert set(APPLICATION) == arguments(ArgoApplication.__init__)
    outputs = [application(**{name: value}) for name, value in APPLICATION.items()]
    assert application() not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)


def application_set(**changes: Any) -> list[dict[str, Any]]:
    argocd = new_chart("argocd", "argocd")
    charts = {name: new_chart(name, name, argocd.node.root) for name in ("a", "b", "c")}
    options = {"repository": "https://git.example/a.git", "deployments": ["a", "b"], **changes}
    for option in ("deployments", "first"):
        if option in options:
            options[option] = [charts.get(name, name) for name in options[option]]
    return synthesized(ArgoApplicationSet(argocd, "teams", **options))


def project(**changes: Any) -> list[dict[str, Any]]:
    argocd = new_chart("argocd", "argocd")
    made = ArgoProject(argocd, "project", **changes)
    deployment = new_chart("team", "team", argocd.node.root)
    return synthesized(
        ArgoApplication(argocd, "app", deployment=deployment, repository="https://git.example/a.git", project=made)
    )


def flux_source(**changes: Any) -> list[dict[str, Any]]:
    options = {"repository": "https://git.example/a.git", **changes}
    return synthesized(FluxGitRepository(new_chart("flux", "flux-system"), "source", **options))


def kustomization(**changes: Any) -> list[dict[str, Any]]:
    flux = new_chart("flux", "flux-system")
    name, namespace = changes.pop("deployment", ("team", "team"))
    source = FluxGitRepository(flux, changes.pop("source", "source"), repository="https://git.example/a.git")
    deployment = new_chart(name, namespace, flux.node.root)
    return synthesized(FluxKustomization(flux, "app", deployment=deployment, source=source, **changes))


@pytest.mark.parametrize(
    ("construct", "table", "make"),
    [
        (ArgoApplicationSet, APPLICATION_SET, application_set),
        (ArgoProject, PROJECT, project),
        (FluxGitRepository, FLUX_SOURCE, flux_source),
        (FluxKustomization, KUSTOMIZATION, kustomization),
    ],
)
def test_each_option_of_what_syncs_changes_the_output(construct: Any, table: dict[str, Any], make: Any) -> None:
    assert set(table) == arguments(construct.__init__)
    outputs = [make(**{name: value}) for name, value in table.items()]
    assert make() not in outputs
    assert all(outputs.count(item) == 1 for item in outputs)
