"""An exposed app is never bare, and only who stands before it reaches it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from kotaemon_cdk8s import (
    AuthProxy,
    EdgeTls,
    Exposure,
    GatewayController,
    HostAccess,
    IngressController,
    IpFamilies,
    IssuerRef,
    KotaemonApp,
    Mode,
    OptionError,
    Peer,
    SecretRef,
    Security,
    Traffic,
)

import pytest

from tests.kotaemon_app.exposure_values import GATEWAY, HOST, INGRESS, LOGIN, PROXY, SERVICE
from tests.security.reach import End, pods, reaches
from tests.support import (
    KEY,
    PASSWORD,
    Object,
    container,
    deployed,
    environment,
    kotaemon,
    new_chart,
    one,
    pod,
    refusal,
    synthesized,
)

KEYCLOAK: dict[str, Any] = {
    "server_url": "https://login.example.com",
    "realm": "staff",
    "client_id": "kotaemon",
    "client_secret": KEY,
    "session_secret": KEY,
}
SINGLE = {"mode": Mode.single_user(), "admin_password": None}
BEHIND = {"mode": Mode.single_user(behind_login=True), "admin_password": None}
WAYS: dict[str, Callable[..., Any]] = {
    "gateway": lambda **more: Exposure.gateway(**GATEWAY, **more),
    "ingress": lambda **more: Exposure.ingress(**INGRESS, **more),
    "service": lambda **more: Exposure.service(**SERVICE, **more),
}


def in_sso(**options: Any) -> dict[str, Any]:
    from tests.kotaemon_app.option_values import use_mode

    return use_mode(Mode.keycloak(**KEYCLOAK, **options))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("options", [{}, SINGLE], ids=["login page", "single user"])
def test_an_app_whose_api_answers_anyone_is_not_exposed_unsaid(way: str, options: dict[str, Any]) -> None:
    error = refusal(lambda: kotaemon(exposures=[WAYS[way]()], **options))
    assert error.faults[0].field == "exposures"
    assert "API answers whoever reaches it" in error.faults[0].cause
    assert kotaemon(exposures=[WAYS[way](allow_unauthenticated=True)], **options).exposures


@pytest.mark.parametrize("way", WAYS)
def test_behind_a_login_it_is_exposed_and_needs_no_override(way: str) -> None:
    assert kotaemon(exposures=[WAYS[way]()], auth_proxy=PROXY).exposures
    again = refusal(lambda: kotaemon(exposures=[WAYS[way](allow_unauthenticated=True)], auth_proxy=PROXY))
    assert again.faults[0].field == "exposures"


def test_sign_on_of_the_app_itself_is_a_login_that_must_know_who_speaks_https_for_it() -> None:
    ways = [Exposure.ingress(**INGRESS)]
    assert refusal(lambda: kotaemon(exposures=ways, **in_sso())).faults[0].field == "mode"
    assert kotaemon(exposures=ways, **in_sso(trusted_proxies=["10.0.0.0/8"])).exposures


def test_one_user_for_all_who_are_let_in_is_said() -> None:
    ways = [Exposure.ingress(**INGRESS)]
    assert refusal(lambda: kotaemon(exposures=ways, auth_proxy=PROXY, **SINGLE)).faults[0].field == "mode"
    assert kotaemon(exposures=ways, auth_proxy=PROXY, **BEHIND).exposures
    assert refusal(lambda: kotaemon(**BEHIND)).faults[0].field == "mode"


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("exposures", {"auth_proxy": PROXY}),
        ("exposures", {"auth_proxy": PROXY, "exposures": [Exposure.service(sources=Peer.any_address())]}),
        (
            "exposures",
            {
                "auth_proxy": PROXY,
                "exposures": [Exposure.ingress(**INGRESS), Exposure.gateway(**{**GATEWAY, "host": "b.example.com"})],
            },
        ),
        ("exposures", {"auth_proxy": PROXY, "exposures": [Exposure.gateway(**GATEWAY, encrypted=False)]}),
        (
            "exposures",
            {
                "exposures": [
                    Exposure.service(
                        sources=Peer.any_address(), ip_families=IpFamilies.DUAL_STACK, allow_unauthenticated=True
                    )
                ]
            },
        ),
        (
            "exposures",
            {
                "auth_proxy": PROXY,
                "exposures": [
                    Exposure.ingress(
                        controller=IngressController.aws_alb(subnets=["10.0.0.0/20"]),
                        host=HOST,
                        tls=EdgeTls.secret("library-tls"),
                    )
                ],
            },
        ),
        (
            "exposures",
            {
                "auth_proxy": PROXY,
                "exposures": [
                    Exposure.ingress(controller=IngressController.gke(), host=HOST, tls=EdgeTls.of_controller())
                ],
            },
        ),
        (
            "exposures",
            {
                "auth_proxy": PROXY,
                "exposures": [Exposure.ingress(**INGRESS, annotations={"nginx.org/proxy-read-timeout": "5s"})],
            },
        ),
        ("base_path", {"base_path": "kotaemon"}),
        ("base_path", {"base_path": "/"}),
        ("base_path", {"base_path": "/a/"}),
        ("base_path", {"base_path": "/a", **in_sso()}),
        ("auth_proxy", {"auth_proxy": PROXY, "exposures": [Exposure.ingress(**INGRESS)], **in_sso()}),
        ("env.GRADIO_ROOT_PATH", {"env": {"GRADIO_ROOT_PATH": "/a"}}),
    ],
)
def test_what_could_not_work_is_refused(field: str, options: dict[str, Any]) -> None:
    assert refusal(lambda: kotaemon(**options)).faults[0].field == field


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("host", lambda: Exposure.ingress(**{**INGRESS, "host": "Library.example.com"})),
        ("host", lambda: Exposure.ingress(**{**INGRESS, "host": "library_1.example.com"})),
        ("host", lambda: Exposure.gateway(**{**GATEWAY, "host": "10.0.0.1"})),
        ("host", lambda: Exposure.gateway(**{**GATEWAY, "host": "https://library.example.com"})),
        ("host", lambda: Exposure.ingress(**{**INGRESS, "host": None, "tls": EdgeTls.secret("library-tls")})),
        ("host", lambda: Exposure.ingress(**{**INGRESS, "host": None, "tls": EdgeTls.issued(IssuerRef("a"))})),
        ("controller", lambda: Exposure.ingress(**{**INGRESS, "controller": "nginx"})),
        ("controller", lambda: Exposure.gateway(**{**GATEWAY, "controller": IngressController.nginx()})),
        (
            "class_name",
            lambda: Exposure.ingress(**{**INGRESS, "controller": IngressController.gke()}, class_name="gce"),
        ),
        ("listener", lambda: Exposure.gateway(**GATEWAY, redirect_listener="http")),
        ("redirect_listener", lambda: Exposure.gateway(**GATEWAY, redirect_listener="http", encrypted=False)),
        ("sources", lambda: Exposure.service(sources=Peer.traefik())),
        ("node_port", lambda: Exposure.service(**SERVICE, node_port=80)),
        ("idle_seconds", lambda: Traffic(idle_seconds=5)),
        ("email_domains", lambda: AuthProxy.oauth2_proxy(**{**LOGIN, "email_domains": []})),
        ("issuer", lambda: AuthProxy.oauth2_proxy(**{**LOGIN, "issuer": "http://login.example.com"})),
        ("issuer", lambda: AuthProxy.oauth2_proxy(**{**LOGIN, "issuer": "https://keycloak.login.svc"})),
    ],
)
def test_bad_values_are_refused_where_they_are_written(field: str, make: Callable[[], object]) -> None:
    assert refusal(make).faults[0].field == field


def test_an_unknown_controller_is_refused_by_naming_the_known_ones() -> None:
    with pytest.raises(OptionError, match=r"IngressController\.traefik"):
        _ = IngressController.kong  # type: ignore[attr-defined]
    with pytest.raises(OptionError, match=r"GatewayController\.istio"):
        _ = GatewayController.cilium  # type: ignore[attr-defined]


def test_the_proxy_is_the_only_way_to_the_app() -> None:
    objects = deployed(exposures=[Exposure.ingress(**INGRESS)], auth_proxy=PROXY)
    assert environment(objects)["GRADIO_SERVER_NAME"] == "127.0.0.1"
    app, proxy = pod(objects)["containers"]
    assert "ports" not in app
    (port,) = proxy["ports"]
    (served,) = one(objects, "Service")["spec"]["ports"]
    assert served["targetPort"] == port["name"] == "http"
    # The kubelet comes through the proxy, too, and that path alone is open.
    probed = {app[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert {app[probe]["httpGet"]["port"] for probe in ("startupProbe", "readinessProbe")} == {port["containerPort"]}
    opened = [argument for argument in proxy["args"] if "skip-auth" in argument or "trusted" in argument]
    assert opened == [f"--skip-auth-route=GET=^{path}$" for path in probed]


def test_no_secret_is_on_the_command_line_of_the_proxy() -> None:
    proxy = AuthProxy.oauth2_proxy(
        **{**LOGIN, "client_secret": SecretRef("a", "b"), "cookie_secret": SecretRef("c", "d")}
    )
    objects = deployed(exposures=[Exposure.ingress(**INGRESS)], auth_proxy=proxy)
    made = pod(objects)["containers"][1]
    assert not [argument for argument in made["args"] if argument.partition("=")[0].endswith("secret")]
    refs = {item["name"]: item["valueFrom"]["secretKeyRef"] for item in made["env"]}
    assert refs == {
        "OAUTH2_PROXY_CLIENT_SECRET": {"name": "a", "key": "b"},
        "OAUTH2_PROXY_COOKIE_SECRET": {"name": "c", "key": "d"},
    }


def test_a_base_path_reaches_the_app_the_proxy_and_the_route() -> None:
    objects = deployed(base_path="/library", exposures=[Exposure.gateway(**GATEWAY)], auth_proxy=PROXY)
    found = environment(objects)
    assert (found["GRADIO_ROOT_PATH"], found["GR_FILE_ROOT_PATH"]) == ("/library", "/library")
    arguments = pod(objects)["containers"][1]["args"]
    assert f"--redirect-url=https://{HOST}/library/oauth2/callback" in arguments
    assert {"--proxy-prefix=/library/oauth2", "--cookie-path=/library"} <= set(arguments)
    (rule,) = one(objects, "HTTPRoute")["spec"]["rules"]
    # Nothing is cut off: the app answers with the path and, for the kubelet, without.
    assert rule["matches"] == [{"path": {"type": "PathPrefix", "value": "/library"}}]
    assert "filters" not in rule
    assert container(objects)["startupProbe"]["httpGet"]["path"] == "/app_id"


def closed(way: Any, **options: Any) -> tuple[list[Object], End]:
    chart = new_chart()
    app = KotaemonApp(chart, "kotaemon", admin_password=PASSWORD, offline=True, exposures=[way], **options)
    Security(chart, "security", app=app, hosts=HostAccess.CILIUM)
    objects = synthesized(chart)
    return [item for item in objects if item["kind"] == "NetworkPolicy"], next(pods(objects))


COMERS = {
    "nginx": End("nginx", "10.9.0.1", "nginx-ingress", {"app.kubernetes.io/name": "nginx-ingress"}),
    "traefik": End("traefik", "10.9.0.2", "traefik", {"app.kubernetes.io/name": "traefik"}),
    "haproxy": End("haproxy", "10.9.0.3", "haproxy-controller", {"app.kubernetes.io/name": "kubernetes-ingress"}),
    "istio": End("istio", "10.9.0.4", "gateways", {"gateway.networking.k8s.io/gateway-name": "public"}),
    "alb": End("alb", "10.0.3.4"),
    "gke": End("gke", "130.211.0.9"),
    "office": End("office", "203.0.113.9"),
    "neighbour": End("neighbour", "10.8.0.1", "kotaemon", {"app": "neighbour"}),
}
LET_IN: dict[str, Any] = {
    "nginx": Exposure.ingress(**INGRESS),
    "traefik": Exposure.ingress(**{**INGRESS, "controller": IngressController.traefik()}),
    "haproxy": Exposure.ingress(**{**INGRESS, "controller": IngressController.haproxy()}),
    "istio": Exposure.gateway(**GATEWAY),
    "alb": Exposure.ingress(**{**INGRESS, "controller": IngressController.aws_alb(subnets=["10.0.0.0/20"])}),
    "gke": Exposure.ingress(**{**INGRESS, "controller": IngressController.gke(certificates=["library"])}),
    "office": Exposure.service(**SERVICE),
}


@pytest.mark.parametrize("way", LET_IN)
def test_security_lets_in_exactly_who_the_exposure_says(way: str) -> None:
    policies, app = closed(LET_IN[way], auth_proxy=PROXY)
    found = {
        (name, port)
        for (name, end), port in product(COMERS.items(), (80, 4180, 7860))
        if reaches(policies, end, app, port)
    }
    assert found == {(way, 4180)}
