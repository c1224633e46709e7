"""A changed Secret restarts the pods that read it, and no others."""

from __future__ import annotations

from typing import Any

from kotaemon_cdk8s import (
    DocumentStore,
    Image,
    KotaemonApp,
    MetadataDb,
    OpenAI,
    Override,
    Pod,
    SecretInventory,
    SecretRef,
    SecretRotation,
    ServerImage,
    ServerTls,
    VectorStore,
)

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from tests.support import Object, deployed, faulty, kotaemon, new_chart, one, refusal, synthesized

RELOAD = "secret.reloader.stakater.com/reload"


def restarted(objects: list[Object]) -> dict[str, str]:
    """By workload, the Secrets at whose change it restarts."""
    return {
        f"{item['kind']}/{item['metadata']['name']}": item["metadata"]["annotations"][RELOAD]
        for item in objects
        if RELOAD in item["metadata"].get("annotations", {})
    }


def with_servers(**options: Any) -> KotaemonApp:
    chart = new_chart()
    postgres = ServerImage("r.example/postgres", "18.6-trixie", pull_secrets=["registry"])
    return kotaemon(
        chart,
        image=Image.lite(pull_secrets=["registry"]),
        metadata_db=MetadataDb.postgres(
            chart, "db", password=SecretRef("db", "password"), image=postgres, tls=ServerTls.secret("db-tls")
        ),
        vector_store=VectorStore.qdrant(chart, "vectors", api_key=SecretRef("vectors", "key")),
        document_store=DocumentStore.elasticsearch(chart, "texts", password=SecretRef("texts-user", "password")),
        models=[OpenAI(api_key=SecretRef("openai", "key")).chat("m")],
        **options,
    )


def test_by_default_nothing_restarts_by_itself() -> None:
    assert restarted(synthesized(with_servers())) == {}


def test_each_workload_restarts_with_the_secrets_that_its_own_pods_read() -> None:
    objects = synthesized(with_servers(secret_rotation=SecretRotation.RELOADER))
    assert restarted(objects) == {
        "Deployment/kotaemon": "db,db-tls,kotaemon-admin,openai,texts-es-http-certs-public,texts-user,vectors",
        "StatefulSet/db": "db,db-tls",
        "StatefulSet/vectors": "vectors",
    }
    assert faulty(objects) == []


def test_it_changes_nothing_else() -> None:
    def without(objects: list[Object]) -> list[Object]:
        for item in objects:
            item["metadata"].get("annotations", {}).pop(RELOAD, None)
        return objects

    rotated = synthesized(with_servers(secret_rotation=SecretRotation.RELOADER))
    assert without(rotated) == synthesized(with_servers())


def test_a_server_that_reads_no_secret_is_left_alone() -> None:
    chart = new_chart()
    app = kotaemon(
        chart,
        vector_store=VectorStore.chroma_server(chart, "vectors"),
        secret_rotation=SecretRotation.RELOADER,
    )
    assert restarted(synthesized(app)) == {"Deployment/kotaemon": "kotaemon-admin"}


def test_sidecars_and_overrides_count() -> None:
    volume = k8s.Volume(name="extra", secret=k8s.SecretVolumeSource(secret_name="extra"))
    variable = {"name": "LATE", "valueFrom": {"secretKeyRef": {"name": "late", "key": "a"}}}
    objects = deployed(
        pod=Pod(extra_volumes=[volume]),
        overrides=[Override.add("Deployment", "/spec/template/spec/containers/0/env/-", variable)],
        secret_rotation=SecretRotation.RELOADER,
    )
    assert restarted(objects) == {"Deployment/kotaemon": "extra,kotaemon-admin,late"}


def test_another_app_in_the_chart_is_left_alone() -> None:
    chart = new_chart()
    kotaemon(chart, "one", secret_rotation=SecretRotation.RELOADER)
    kotaemon(chart, "two")
    assert restarted(synthesized(chart)) == {"Deployment/one": "kotaemon-admin"}


def test_the_pod_template_is_not_annotated() -> None:
    deployment = one(deployed(secret_rotation=SecretRotation.RELOADER), "Deployment")
    assert RELOAD not in deployment["spec"]["template"]["metadata"]["annotations"]


@pytest.mark.parametrize("wrong", ["reloader", True, None])
def test_what_is_no_rotation_is_refused(wrong: Any) -> None:
    assert refusal(lambda: kotaemon(secret_rotation=wrong)).faults[0].field == "secret_rotation"


def test_a_secret_that_a_patch_names_later_restarts_the_app_too() -> None:
    app = kotaemon(secret_rotation=SecretRotation.RELOADER)
    source = [{"secretRef": {"name": "late"}}]
    app.deployment.add_json_patch(cdk8s.JsonPatch.add("/spec/template/spec/containers/0/envFrom", source))
    assert restarted(synthesized(app)) == {"Deployment/kotaemon": "kotaemon-admin,late"}
    assert [secret.name for secret in SecretInventory.of(app).secrets] == ["kotaemon-admin", "late"]


def test_secrets_that_an_override_names_are_kept() -> None:
    path = f"/metadata/annotations/{RELOAD.replace('/', '~1')}"
    app = kotaemon(secret_rotation=SecretRotation.RELOADER, overrides=[Override.add("Deployment", path, "of-sidecar")])
    assert restarted(synthesized(app)) == {"Deployment/kotaemon": "kotaemon-admin,of-sidecar"}


def test_a_patch_that_cannot_be_applied_is_still_an_error_of_ours() -> None:
    app = kotaemon(secret_rotation=SecretRotation.RELOADER)
    app.deployment.add_json_patch(cdk8s.JsonPatch.add("/spec/none/x/y", 1))
    assert refusal(lambda: synthesized(app)).faults[0].path == "test/kotaemon"
