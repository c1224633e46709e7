"""What must stay true of the deployment, whatever changes in app.py."""

from kotaemon_cdk8s import SecretInventory

import cdk8s
import pytest

import app


@pytest.fixture
def root() -> cdk8s.App:
    return cdk8s.App()


@pytest.fixture
def chart(root: cdk8s.App) -> cdk8s.Chart:
    return app.kotaemon(root)


def test_it_runs_where_we_expect_it(chart: cdk8s.Chart) -> None:
    namespaced = [item for item in chart.to_json() if item["kind"] != "Namespace"]
    assert {item["metadata"]["namespace"] for item in namespaced} == {app.NAMESPACE}


def test_every_pod_is_closed_by_a_policy(chart: cdk8s.Chart) -> None:
    kinds = [item["kind"] for item in chart.to_json()]
    assert kinds.count("NetworkPolicy") >= kinds.count("Deployment") + kinds.count("StatefulSet")


def test_the_secrets_are_those_that_we_have(chart: cdk8s.Chart) -> None:
    needed = {secret.name: secret.keys for secret in SecretInventory.of(chart).secrets}
    assert needed == {"kotaemon-admin": ("password",), "openai": ("api-key",)}


def test_argo_cd_syncs_what_is_written(root: cdk8s.App, chart: cdk8s.Chart) -> None:
    (application,) = app.argocd(root, chart).to_json()
    assert application["spec"]["source"]["path"] == f"dist/{chart.node.id}"
    assert application["spec"]["destination"]["namespace"] == app.NAMESPACE
