"""The Kustomization that syncs a chart, and what Flux makes of the output without sync waves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kotaemon_cdk8s import FluxGitRepository, FluxKustomization, OptionError

import cdk8s
import pytest
import yaml

from tests.support import REPOSITORY, Object, faulty, kotaemon, new_chart, one, refusal, synthesized

GIT = "https://git.example/team/deployments.git"
PRUNE = "kustomize.toolkit.fluxcd.io/prune"
# https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"


def source_of(chart: cdk8s.Chart, **options: Any) -> FluxGitRepository:
    return FluxGitRepository(chart, "deployments", **{"repository": GIT, **options})


def kustomization(chart: cdk8s.Chart, *, of_source: dict[str, Any] | None = None, **options: Any) -> FluxKustomization:
    flux = new_chart("flux", "flux-system", chart.node.root)
    return FluxKustomization(
        flux, "app", **{"deployment": chart, "source": source_of(flux, **of_source or {}), **options}
    )


def made(of_source: dict[str, Any] | None = None, **options: Any) -> tuple[Object, Object]:
    objects = synthesized(kustomization(new_chart(), of_source=of_source, **options))
    assert faulty(objects) == []
    return one(objects, "GitRepository"), one(objects, "Kustomization")


def test_it_syncs_the_folder_the_chart_is_written_to(tmp_path: Path) -> None:
    app = cdk8s.App(outdir=str(tmp_path), yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
    chart = new_chart("team", "team", app)
    kotaemon(chart)
    kustomization(chart)
    app.synth()
    found = yaml.safe_load((tmp_path / "flux" / "Kustomization.app.k8s.yaml").read_text())
    assert (tmp_path / found["spec"]["path"].removeprefix("./dist/") / "Deployment.kotaemon.k8s.yaml").exists()


def test_it_prunes_waits_and_deletes_nothing_with_itself() -> None:
    source, found = made()
    assert found["metadata"]["namespace"] == source["metadata"]["namespace"] == "flux-system"
    assert found["spec"] == {
        "sourceRef": {"kind": "GitRepository", "name": source["metadata"]["name"]},
        "path": "./dist/test",
        "interval": "1h",
        "retryInterval": "2m",
        "timeout": "15m",
        "prune": True,
        "deletionPolicy": "Orphan",
        "wait": True,
    }


def test_only_the_output_is_read() -> None:
    assert made()[0]["spec"] == {"url": GIT, "ref": {"branch": "main"}, "interval": "1m", "ignore": "/*\n!/dist\n"}
    assert made({"output": "a/b"})[0]["spec"]["ignore"] == "/*\n!/a\n"
    source, found = made({"output": ""})
    assert "ignore" not in source["spec"]
    assert found["spec"]["path"] == "./test"


def test_its_options() -> None:
    source, found = made(
        {"name": "repo", "tag": "v1", "secret": "git-login"},
        name="library",
        depends_on=["cloudnative-pg"],
        service_account="deployer",
    )
    assert source["metadata"]["name"] == found["spec"]["sourceRef"]["name"] == "repo"
    assert source["spec"]["ref"] == {"tag": "v1"}
    assert source["spec"]["secretRef"] == {"name": "git-login"}
    assert found["metadata"]["name"] == "library"
    assert found["spec"]["dependsOn"] == [{"name": "cloudnative-pg"}]
    assert found["spec"]["serviceAccountName"] == "deployer"
    assert made({"branch": "production"})[0]["spec"]["ref"] == {"branch": "production"}


def test_what_argo_cd_keeps_flux_keeps_too() -> None:
    for file in (REPOSITORY / "dist").rglob("*.yaml"):
        annotations = yaml.safe_load(file.read_text())["metadata"].get("annotations", {})
        options = annotations.get(SYNC_OPTIONS, "")
        protected = "Prune=false" in options or "Prune=confirm" in options
        assert (annotations.get(PRUNE) == "disabled") is protected, file


SOURCE_REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("repository", {"repository": "git@git.example:a.git"}),
    ("repository", {"repository": "https://user:hunter22@git.example/a.git"}),
    ("GitRepository.spec.url", {"repository": "ssh://user:hunter22@git.example/a.git"}),
    ("tag", {"branch": "main", "tag": "v1"}),
    ("branch", {"branch": ""}),
    ("tag", {"tag": " "}),
    ("secret", {"secret": "My Secret"}),
    ("output", {"output": "../x"}),
    ("name", {"name": "My Source"}),
]


@pytest.mark.parametrize(("field", "options"), SOURCE_REFUSED)
def test_the_source_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: source_of(new_chart("flux", "flux-system"), **options))
    assert type(error) is OptionError
    assert error.faults[0].field == field
    assert "hunter22" not in str(error)


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": "My App"}),
    ("deployment", {"deployment": "team"}),
    ("depends_on", {"depends_on": ["My App"]}),
    ("depends_on", {"depends_on": ["app"]}),
    ("service_account", {"service_account": "My Account"}),
]


@pytest.mark.parametrize(("field", "options"), REFUSED)
def test_it_refuses(field: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: kustomization(new_chart(), **options))
    assert type(error) is OptionError
    assert (error.faults[0].path, error.faults[0].field) == ("flux/app", field)


def test_it_refuses_a_chart_without_namespace_its_own_and_a_second_time() -> None:
    assert refusal(lambda: kustomization(new_chart(namespace=None))).faults[0].field == "deployment"
    chart = new_chart()
    flux = cdk8s.Chart.of(kustomization(chart))
    source = source_of(new_chart("more", "flux-system", chart.node.root))
    for deployment in (flux, chart):
        error = refusal(lambda: FluxKustomization(flux, "x", deployment=deployment, source=source))  # noqa: B023
        assert error.faults[0].field == "deployment"


def test_a_source_of_another_namespace_is_refused() -> None:
    chart = new_chart()
    flux = new_chart("flux", "flux-system", chart.node.root)
    source = source_of(new_chart("other", "elsewhere", chart.node.root))
    error = refusal(lambda: FluxKustomization(flux, "x", deployment=chart, source=source))
    assert error.faults[0].field == "source"


def test_two_charts_do_not_undo_each_others_objects() -> None:
    app = cdk8s.App(outdir="/dev/null/nowhere")
    flux = new_chart("flux", "flux-system", app)
    source = source_of(flux)
    for name in ("one", "two"):
        chart = new_chart(name, "team", app)
        kotaemon(chart)
        FluxKustomization(flux, name, deployment=chart, source=source)
    assert {fault.path for fault in refusal(app.synth_yaml).faults} == {"two"}
