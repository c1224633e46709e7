"""A gateway's own login is a login; where there is none, the refusal says what else there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kotaemon_cdk8s import (
    AwsAlbLogin,
    EdgeTls,
    EnvoyGatewayLogin,
    Exposure,
    GatewayController,
    GoogleIap,
    HostAccess,
    IngressController,
    KotaemonApp,
    Mode,
    Peer,
    SecretInventory,
    SecretRef,
    Security,
)

import pytest

from tests.kotaemon_app.exposure_values import (
    ALB_LOGIN,
    ENVOY_LOGIN,
    GATEWAY,
    HOST,
    IAP_SECRET,
    INGRESS,
    PROXY,
    SERVICE,
)
from tests.security.reach import End, pods, reaches
from tests.support import PASSWORD, container, deployed, kotaemon, new_chart, one, pod, refusal, synthesized

SUBNETS = ["10.0.0.0/20"]


def envoy(**more: Any) -> Any:
    controller = GatewayController.envoy_gateway(login=EnvoyGatewayLogin(**ENVOY_LOGIN))
    return Exposure.gateway(**{**GATEWAY, "controller": controller, **more})


def alb(**more: Any) -> Any:
    controller = IngressController.aws_alb(subnets=SUBNETS, login=AwsAlbLogin(**ALB_LOGIN))
    return Exposure.ingress(**{**INGRESS, "controller": controller, **more})


def gke(**more: Any) -> Any:
    controller = IngressController.gke(certificates=["library"], login=GoogleIap(client_secret=IAP_SECRET))
    return Exposure.ingress(**{**INGRESS, "controller": controller, **more})


WAYS: dict[str, Callable[..., Any]] = {"envoy": envoy, "alb": alb, "gke": gke}
KEYS = {"envoy": {"client-secret"}, "alb": {"clientID", "clientSecret"}, "gke": {"client_id", "client_secret"}}
COMERS = {
    "envoy": End(
        "envoy",
        "10.9.0.1",
        "envoy-gateway-system",
        {
            "app.kubernetes.io/component": "proxy",
            "app.kubernetes.io/managed-by": "envoy-gateway",
            "gateway.envoyproxy.io/owning-gateway-name": "public",
            "gateway.envoyproxy.io/owning-gateway-namespace": "gateways",
        },
    ),
    "alb": End("alb", "10.0.3.4"),
    "gke": End("gke", "130.211.0.9"),
    "other proxy": End("other proxy", "10.9.0.2", "envoy-gateway-system", {"app.kubernetes.io/component": "proxy"}),
    "neighbour": End("neighbour", "10.8.0.1", "kotaemon", {"app": "neighbour"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_a_login_and_the_app_stands_alone_in_its_pod(way: str) -> None:
    objects = deployed(exposures=[WAYS[way]()])
    assert [made["name"] for made in pod(objects)["containers"]] == [container(objects)["name"]]
    assert refusal(lambda: kotaemon(exposures=[WAYS[way](allow_unauthenticated=True)])).faults[0].field == "exposures"
    assert "twice" in refusal(lambda: kotaemon(exposures=[WAYS[way]()], auth_proxy=PROXY)).faults[0].cause


@pytest.mark.parametrize("way", WAYS)
def test_it_does_not_stand_for_another_way_in(way: str) -> None:
    error = refusal(lambda: kotaemon(exposures=[WAYS[way](), Exposure.service(**SERVICE)]))
    assert error.faults[0].field == "exposures"
    chart = new_chart()
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, exposures=[WAYS[way]()])
    clients = [Peer.pods(labels={"app": "client"})]
    error = refusal(lambda: Security(chart, "security", app=app, hosts=HostAccess.CILIUM, clients=clients))
    assert error.faults[0].field == "clients"


@pytest.mark.parametrize("way", WAYS)
def test_nobody_but_its_controller_reaches_the_app(way: str) -> None:
    chart = new_chart()
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, exposures=[WAYS[way]()])
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    objects = synthesized(chart)
    policies = [item for item in objects if item["kind"] == "NetworkPolicy"]
    target = next(pods(objects))
    assert {name for name, end in COMERS.items() if reaches(policies, end, target, 7860)} == {way}


@pytest.mark.parametrize("way", WAYS)
def test_the_inventory_knows_the_keys_that_its_controller_demands(way: str) -> None:
    chart = new_chart()
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, exposures=[WAYS[way]()])
    needed = next(secret for secret in SecretInventory.of(app).secrets if secret.name == "login")
    assert set(needed.keys) == KEYS[way]
    assert needed.made_by is None


@pytest.mark.parametrize("way", WAYS)
def test_one_user_for_all_who_are_let_in_is_said(way: str) -> None:
    single = {"mode": Mode.single_user(), "admin_password": None, "exposures": [WAYS[way]()]}
    assert refusal(lambda: kotaemon(**single)).faults[0].field == "mode"
    assert kotaemon(**{**single, "mode": Mode.single_user(behind_login=True)}).exposures


@pytest.mark.parametrize(
    "way",
    [envoy(encrypted=False), alb(tls=EdgeTls.clear_text())],
    ids=["envoy", "alb"],
)
def test_in_clear_text_it_would_ask_for_nothing(way: Any) -> None:
    assert "clear text" in refusal(lambda: kotaemon(exposures=[way])).faults[0].cause


def test_envoy_leads_back_below_the_path_of_the_route() -> None:
    objects = deployed(exposures=[envoy()], base_path="/library")
    spec = one(objects, "SecurityPolicy")["spec"]
    (target,) = spec["targetRefs"]
    route = one(objects, "HTTPRoute")
    assert (target["kind"], target["name"]) == ("HTTPRoute", route["metadata"]["name"])
    assert spec["oidc"]["redirectURL"] == f"https://{HOST}/library/oauth2/callback"
    assert spec["oidc"]["logoutPath"] == "/library/oauth2/logout"
    assert spec["oidc"]["clientSecret"]["name"] == "login"


def test_the_load_balancer_of_aws_is_told_in_annotations() -> None:
    found = one(deployed(exposures=[alb()]), "Ingress")["metadata"]["annotations"]
    login = json.loads(found["alb.ingress.kubernetes.io/auth-idp-oidc"])
    assert login["secretName"] == "login"
    assert login["tokenEndpoint"] == ALB_LOGIN["token_endpoint"]
    assert found["alb.ingress.kubernetes.io/auth-type"] == "oidc"
    assert found["alb.ingress.kubernetes.io/auth-on-unauthenticated-request"] == "authenticate"


def test_google_has_a_client_of_its_own_unless_told_otherwise() -> None:
    assert one(deployed(exposures=[gke()]), "BackendConfig")["spec"]["iap"]["oauthclientCredentials"]
    controller = IngressController.gke(certificates=["library"], login=GoogleIap())
    bare = deployed(exposures=[Exposure.ingress(**{**INGRESS, "controller": controller})])
    assert one(bare, "BackendConfig")["spec"]["iap"] == {"enabled": True}


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("client_secret", lambda: EnvoyGatewayLogin(**{**ENVOY_LOGIN, "client_secret": SecretRef("a", "secret")})),
        ("client_secret", lambda: AwsAlbLogin(**{**ALB_LOGIN, "client_secret": SecretRef("a", "client-secret")})),
        ("client_secret", lambda: GoogleIap(client_secret=SecretRef("a", "clientSecret"))),
        ("issuer", lambda: EnvoyGatewayLogin(**{**ENVOY_LOGIN, "issuer": "http://login.example.com"})),
        ("token_endpoint", lambda: AwsAlbLogin(**{**ALB_LOGIN, "token_endpoint": "http://login.example.com"})),
        ("scopes", lambda: AwsAlbLogin(**ALB_LOGIN, scopes=["email"])),
        ("session_hours", lambda: AwsAlbLogin(**ALB_LOGIN, session_hours=0)),
    ],
)
def test_what_the_controller_would_not_read_is_refused(field: str, make: Callable[[], object]) -> None:
    assert refusal(make).faults[0].field == field


@pytest.mark.parametrize(
    ("controller", "fix"),
    [
        (IngressController.traefik(), "AuthProxy.oauth2_proxy"),
        (IngressController.nginx(), "AuthProxy.oauth2_proxy"),
        (IngressController.aws_alb(subnets=SUBNETS), "AwsAlbLogin"),
        (IngressController.gke(certificates=["library"]), "GoogleIap"),
    ],
)
def test_a_refusal_says_whose_login_there_is(controller: Any, fix: str) -> None:
    fault = refusal(lambda: kotaemon(exposures=[Exposure.ingress(**{**INGRESS, "controller": controller})])).faults[0]
    assert fix in fault.fix
    assert ("that the library can switch on" in fault.cause) is (fix == "AuthProxy.oauth2_proxy")


def test_a_login_that_a_controller_does_not_have_is_refused() -> None:
    error = refusal(lambda: IngressController.traefik(login=GoogleIap()))  # type: ignore[call-arg]
    assert error.faults[0].field == "login"
