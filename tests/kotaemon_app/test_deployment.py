"""What one app becomes: its objects, and what its pod is."""

from __future__ import annotations

import re
from typing import Any

from kotaemon_cdk8s import Image, Index, KotaemonApp, Mode, OpenAI, Pod, Probes, Resources, SecretRef, Storage
from kotaemon_cdk8s.security import pod_security

import cdk8s
import pytest
from cdk8s_plus_27 import k8s

from tests.kotaemon_app.option_values import SIDECAR, use_mode
from tests.support import (
    KEY,
    PASSWORD,
    SELECTOR,
    Object,
    container,
    deployed,
    document,
    environment,
    kotaemon,
    one,
    pod,
    settings,
    synthesized,
)

SIGN_ON: dict[str, Any] = {"client_id": "id", "client_secret": KEY, "session_secret": KEY}


@pytest.fixture(scope="module")
def objects() -> list[Object]:
    return deployed()


def test_the_least_that_runs() -> None:
    chart = cdk8s.Chart(cdk8s.App(outdir="/dev/null/nowhere"), "local", namespace="kotaemon")
    KotaemonApp(chart, "kotaemon", admin_password=SecretRef("kotaemon-admin", "password"))
    assert sorted((item["kind"], item["metadata"]["name"]) for item in synthesized(chart)) == [
        ("ConfigMap", "kotaemon-runtime"),
        ("ConfigMap", "kotaemon-settings"),
        ("Deployment", "kotaemon"),
        ("PersistentVolumeClaim", "kotaemon-data"),
        ("Service", "kotaemon"),
        ("ServiceAccount", "kotaemon"),
    ]


def test_every_object_has_the_namespace_and_the_recommended_labels(objects: list[Object]) -> None:
    for item in objects:
        assert item["metadata"]["namespace"] == "kotaemon"
        assert item["metadata"]["labels"] == {
            "app.kubernetes.io/name": "kotaemon",
            "app.kubernetes.io/instance": "kotaemon",
            "app.kubernetes.io/component": "app",
            "app.kubernetes.io/part-of": "kotaemon",
            "app.kubernetes.io/managed-by": "kotaemon-cdk8s",
            "app.kubernetes.io/version": "0.11.3-lite",
        }


def test_no_secret_is_made(objects: list[Object]) -> None:
    assert "Secret" not in {item["kind"] for item in objects}


def test_sync_waves(objects: list[Object]) -> None:
    waves = {item["kind"]: item["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] for item in objects}
    assert waves.pop("ServiceAccount") == "-20"
    assert set(waves.values()) == {"0"}
    assert waves["PersistentVolumeClaim"] == waves["Deployment"]


def test_selectors_are_name_instance_and_component(objects: list[Object]) -> None:
    expected = dict(zip(SELECTOR, ("kotaemon", "kotaemon", "app"), strict=True))
    assert one(objects, "Service")["spec"]["selector"] == expected
    assert one(objects, "Deployment")["spec"]["selector"] == {"matchLabels": expected}


def test_one_pod_at_a_time(objects: list[Object]) -> None:
    spec = one(objects, "Deployment")["spec"]
    assert (spec["replicas"], spec["strategy"]) == (1, {"type": "Recreate"})


def test_the_pod_gets_no_token_and_no_service_links(objects: list[Object]) -> None:
    assert pod(objects)["automountServiceAccountToken"] is False
    assert one(objects, "ServiceAccount")["automountServiceAccountToken"] is False
    assert pod(objects)["enableServiceLinks"] is False
    assert pod(objects)["serviceAccountName"] == one(objects, "ServiceAccount")["metadata"]["name"]


def test_the_pod_is_restricted_with_a_read_only_root(objects: list[Object]) -> None:
    assert list(pod_security.violations(pod(objects))) == []
    assert container(objects)["securityContext"]["readOnlyRootFilesystem"] is True
    assert pod(objects)["securityContext"]["runAsNonRoot"] is True


def test_everything_the_pod_refers_to_is_there(objects: list[Object]) -> None:
    volumes = {volume["name"]: volume for volume in pod(objects)["volumes"]}
    assert volumes["settings"]["configMap"]["name"] == "kotaemon-settings"
    assert volumes["runtime"]["configMap"]["name"] == "kotaemon-runtime"
    assert volumes["data"]["persistentVolumeClaim"]["claimName"] == "kotaemon-data"
    assert {mount["name"] for mount in container(objects)["volumeMounts"]} == set(volumes)
    (port,) = one(objects, "Service")["spec"]["ports"]
    assert port["targetPort"] == container(objects)["ports"][0]["name"]


@pytest.mark.parametrize(
    ("mode", "path"),
    [
        (Mode.login(), "/app_id"),
        (Mode.single_user(), "/app_id"),
        (Mode.keycloak(server_url="https://sso.example", realm="r", **SIGN_ON), "/login"),
        (Mode.google(**SIGN_ON), "/login"),
        (Mode.demo(**SIGN_ON), "/app/app_id"),
    ],
    ids=lambda value: getattr(value, "component", ""),
)
def test_each_mode_is_probed_where_it_answers(mode: Mode, path: str) -> None:
    app = container(deployed(**use_mode(mode)))
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert app[probe]["httpGet"] == {"path": path, "port": "http"}


def test_sign_on_sessions_are_signed_and_no_admin_is_seeded() -> None:
    objects = deployed(**use_mode(Mode.google(**SIGN_ON)))
    assert document(objects)["signed_sessions"] is True
    assert document(objects)["follow_admin_password"] is False
    assert environment(objects)["KOTAEMON_SESSION_SECRET"] == KEY
    assert "KH_FEATURE_USER_MANAGEMENT_PASSWORD" not in environment(objects)


@pytest.mark.parametrize(("startup", "readiness", "liveness"), [(600, 30, 120), (61, 11, 31), (3600, 600, 3600)])
def test_probes_give_at_least_the_promised_seconds(startup: int, readiness: int, liveness: int) -> None:
    objects = deployed(probes=Probes(startup, readiness, liveness))
    for name, seconds in (("startupProbe", startup), ("readinessProbe", readiness), ("livenessProbe", liveness)):
        probe = container(objects)[name]
        patience = probe["failureThreshold"] * probe["periodSeconds"]
        assert seconds <= patience < seconds + probe["periodSeconds"]
        assert probe["timeoutSeconds"] <= probe["periodSeconds"]
    assert one(objects, "Deployment")["spec"]["progressDeadlineSeconds"] > startup


@pytest.mark.parametrize(("grace", "drain"), [(60, 45), (20, 5), (120, 105)])
def test_requests_drain_before_the_kill(grace: int, drain: int) -> None:
    objects = deployed(pod=Pod(termination_grace_period_seconds=grace))
    assert pod(objects)["terminationGracePeriodSeconds"] == grace
    assert document(objects)["drain_seconds"] == drain


def test_credentials_are_references_and_the_rest_is_text() -> None:
    objects = deployed(
        models=[OpenAI(SecretRef("openai", "key"), SecretRef("openai", "url")).chat("gpt-4o-mini")],
        env={"DB_PASSWORD": SecretRef("db", "password"), "TZ": "Europe/Berlin"},
    )
    found = environment(objects)
    assert found["KOTAEMON_MODEL_OPENAI__KEY"] == SecretRef("openai", "key")
    assert found["KOTAEMON_MODEL_OPENAI__URL"] == SecretRef("openai", "url")
    assert found["DB_PASSWORD"] == SecretRef("db", "password")
    assert found["KH_FEATURE_USER_MANAGEMENT_PASSWORD"] == PASSWORD
    assert found["TZ"] == "Europe/Berlin"
    assert [item["name"] for item in container(objects)["env"]] == sorted(found)


def test_free_settings_lie_over_ours_in_the_document() -> None:
    found = settings(deployed(settings={"N_PROMPT_OPT_EXAMPLES": 5, "SETTINGS_APP": {"a": [1, None, "ä"]}}))
    assert found["N_PROMPT_OPT_EXAMPLES"] == 5
    assert found["SETTINGS_APP"] == {"a": [1, None, "ä"]}
    assert found["KH_APP_NAME"] == "Kotaemon"


def test_the_claim_outlives_its_manifest(objects: list[Object]) -> None:
    annotations = one(objects, "PersistentVolumeClaim")["metadata"]["annotations"]
    assert annotations["argocd.argoproj.io/sync-options"] == "Prune=false,Delete=false"
    assert annotations["argocd.argoproj.io/compare-options"] == "IgnoreExtraneous"


def test_an_existing_claim_is_mounted_and_none_is_made() -> None:
    objects = deployed(storage=Storage.existing_claim("old-data"))
    assert "PersistentVolumeClaim" not in {item["kind"] for item in objects}
    assert pod(objects)["volumes"][0]["persistentVolumeClaim"] == {"claimName": "old-data"}


def test_quantities_are_written_as_the_server_writes_them() -> None:
    objects = deployed(
        storage=Storage.claim("10240Mi"),
        resources=Resources("1000m", "1.5Gi", "2000m", "4096Mi", "1024Mi"),
    )
    assert one(objects, "PersistentVolumeClaim")["spec"]["resources"] == {"requests": {"storage": "10Gi"}}
    assert container(objects)["resources"] == {
        "requests": {"cpu": "1", "memory": "1536Mi"},
        "limits": {"cpu": "2", "memory": "4Gi"},
    }
    assert pod(objects)["volumes"][1]["emptyDir"] == {"sizeLimit": "1Gi"}


def test_a_moving_tag_is_pulled_at_every_start_and_no_other() -> None:
    assert container(deployed(image=Image.floating("main-lite")))["imagePullPolicy"] == "Always"
    assert container(deployed())["imagePullPolicy"] == "IfNotPresent"


def test_a_digest_pins_the_image() -> None:
    digest = "sha256:" + "a" * 64
    image = container(deployed(image=Image.full(digest=digest, registry="mirror.example/x")))["image"]
    assert image == f"mirror.example/x/cinnamon/kotaemon:0.11.3-full@{digest}"


@pytest.mark.parametrize("tag", ["a" * 128, "1.2-", "_x_"])
def test_any_image_tag_has_a_version_label(tag: str) -> None:
    objects = deployed(image=Image.derived("r.example/k", tag=tag))
    label = one(objects, "Service")["metadata"]["labels"]["app.kubernetes.io/version"]
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,63}", label)
    assert container(objects)["image"] == f"r.example/k:{tag}"


def test_graphrag_ties_the_pod_to_amd64_unless_the_image_has_it_everywhere() -> None:
    index = Index.graphrag(api_key=KEY)
    assert pod(deployed(indices=[index]))["nodeSelector"] == {"kubernetes.io/arch": "amd64"}
    everywhere = Image.derived("r.example/k", tag="1", packages=["graphrag"])
    assert "nodeSelector" not in pod(deployed(indices=[index], image=everywhere))


def test_added_containers_are_restricted_unless_they_say_how() -> None:
    own = k8s.SecurityContext(
        allow_privilege_escalation=False, run_as_user=70, capabilities=k8s.Capabilities(drop=["ALL"])
    )
    first = k8s.Container(name="first", image="r.example/c:1")
    asked = k8s.Container(name="asked", image="r.example/b:1", security_context=own)
    objects = deployed(pod=Pod(sidecars=[SIDECAR, asked], init_containers=[first]))
    plain, kept = pod(objects)["containers"][1:]
    assert plain["securityContext"] == container(objects)["securityContext"]
    assert plain["args"] == ["--port", "8080"]
    assert kept["securityContext"]["runAsUser"] == 70
    assert pod(objects)["initContainers"][0]["securityContext"] == container(objects)["securityContext"]


def test_offline_asks_nobody_on_the_internet() -> None:
    objects = deployed(offline=True)
    assert document(objects)["offline"] is True
    assert environment(objects)["HF_HUB_OFFLINE"] == "1"
    assert "NLTK_DATA" not in environment(objects)


def test_the_wiring_says_what_is_used() -> None:
    wiring = kotaemon(models=[OpenAI(SecretRef("openai", "key"), "https://llm.example:8443/v1").chat("m")]).wiring
    assert wiring.secrets == (PASSWORD, SecretRef("openai", "key"))
    assert [(point.host, point.port) for point in wiring.endpoints] == [("llm.example", 8443)]
    assert len(wiring.one_writer) == 4
