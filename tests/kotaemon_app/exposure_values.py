"""For each option of what exposes the app, a value other than the default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kotaemon_cdk8s import (
    AlbScheme,
    AuthProxy,
    AwsAlbLogin,
    EdgeTls,
    EnvoyGatewayLogin,
    Exposure,
    GatewayController,
    GoogleIap,
    IngressController,
    IpFamilies,
    IssuerRef,
    Peer,
    SecretRef,
    ServerImage,
    ServerResources,
    ServiceType,
    Traffic,
)

from tests.kotaemon_app.values import Changes, Values, values_of
from tests.support import KEY, OTHER

HOST = "library.example.com"
LOGIN: Mapping[str, Any] = {
    "issuer": "https://login.example.com",
    "client_id": "kotaemon",
    "client_secret": KEY,
    "cookie_secret": KEY,
    "email_domains": ["example.com"],
}
ENVOY_LOGIN: Mapping[str, Any] = {
    "issuer": "https://login.example.com",
    "client_id": "kotaemon",
    "client_secret": SecretRef("login", "client-secret"),
}
ALB_LOGIN: Mapping[str, Any] = {
    "issuer": "https://login.example.com",
    "authorization_endpoint": "https://login.example.com/authorize",
    "token_endpoint": "https://login.example.com/token",
    "user_info_endpoint": "https://login.example.com/userinfo",
    "client_secret": SecretRef("login", "clientSecret"),
}
IAP_SECRET = SecretRef("login", "client_secret")
PROXY = AuthProxy.oauth2_proxy(**LOGIN)
GATEWAY: Mapping[str, Any] = {
    "gateway": "public",
    "namespace": "gateways",
    "host": HOST,
    "controller": GatewayController.istio(),
}
INGRESS: Mapping[str, Any] = {"controller": IngressController.nginx(), "host": HOST, "tls": EdgeTls.of_controller()}
SERVICE: Mapping[str, Any] = {"sources": Peer.cidrs("203.0.113.0/24"), "host": HOST, "encrypted": True}


def exposed(way: Any) -> dict[str, Any]:
    return {"exposures": [way]} if way.asks_for_login else {"exposures": [way], "auth_proxy": PROXY}


def open_to(way: Any) -> dict[str, Any]:
    return {"exposures": [way]}


def by_ingress(**options: Any) -> dict[str, Any]:
    return exposed(Exposure.ingress(**{**INGRESS, **options}))


def by_controller(controller: Any) -> dict[str, Any]:
    return by_ingress(controller=controller)


def by_gateway_controller(controller: Any) -> dict[str, Any]:
    return exposed(Exposure.gateway(**{**GATEWAY, "controller": controller}))


def in_clear_text(tls: EdgeTls) -> dict[str, Any]:
    way = Exposure.ingress(**{**INGRESS, "tls": tls, "allow_unauthenticated": True})
    return open_to(way)


EXPOSURE_GROUPS: tuple[Values, ...] = (
    values_of(Traffic, lambda it: by_ingress(traffic=it), upload_megabytes=10, idle_seconds=600, sticky_seconds=3600),
    values_of(
        EdgeTls,
        in_clear_text,
        secret_name="library-tls",
        issuer=IssuerRef("letsencrypt"),
        encrypted=False,
    ),
    values_of(
        EnvoyGatewayLogin,
        lambda it: by_gateway_controller(GatewayController.envoy_gateway(login=it)),
        ENVOY_LOGIN,
        issuer="https://other.example.com",
        client_id="other",
        client_secret=SecretRef("other", "client-secret"),
        scopes=["email"],
    ),
    values_of(
        AwsAlbLogin,
        lambda it: by_controller(IngressController.aws_alb(subnets=["10.0.0.0/20"], login=it)),
        ALB_LOGIN,
        issuer="https://other.example.com",
        authorization_endpoint="https://other.example.com/a",
        token_endpoint="https://other.example.com/t",
        user_info_endpoint="https://other.example.com/u",
        client_secret=SecretRef("other", "clientSecret"),
        scopes=["openid", "email"],
        session_hours=1,
    ),
    values_of(
        GoogleIap,
        lambda it: by_controller(IngressController.gke(certificates=["library"], login=it)),
        client_secret=IAP_SECRET,
    ),
)
EXPOSURE_CONSTRUCTORS: tuple[Values, ...] = (
    values_of(EdgeTls.secret, in_clear_text, {"name": "a"}, name="b"),
    values_of(EdgeTls.issued, in_clear_text, {"issuer": IssuerRef("a")}, issuer=IssuerRef("b", kind="ClusterIssuer")),
    values_of(EdgeTls.of_controller, in_clear_text),
    values_of(EdgeTls.clear_text, in_clear_text),
    values_of(
        Exposure.gateway,
        exposed,
        GATEWAY,
        gateway="other",
        namespace="other",
        host="other.example.com",
        controller=GatewayController.envoy_gateway(),
        listener="https",
        redirect_listener=Changes(listener="https", redirect_listener="http"),
        traffic=Traffic(sticky_seconds=600),
    ),
    values_of(
        Exposure.ingress,
        exposed,
        INGRESS,
        controller=IngressController.traefik(),
        tls=EdgeTls.secret("library-tls"),
        host="other.example.com",
        class_name="internal",
        traffic=Traffic(sticky_seconds=600),
        annotations={"example.com/owner": "team"},
    ),
    values_of(
        Exposure.service,
        exposed,
        SERVICE,
        sources=Peer.cidrs("198.51.100.0/24"),
        service_type=ServiceType.NODE_PORT,
        host="other.example.com",
        load_balancer_class="metallb.example/bgp",
        node_port=30080,
        ip_families=IpFamilies.DUAL_STACK,
        annotations={"example.com/owner": "team"},
        sticky_seconds=600,
    ),
    values_of(IngressController.nginx, by_controller, namespace="edge"),
    values_of(IngressController.ingress_nginx, by_controller, namespace="edge"),
    values_of(
        IngressController.traefik, by_controller, namespace="edge", entry_point="secure", http_entry_point="plain"
    ),
    values_of(IngressController.haproxy, by_controller, namespace="edge"),
    values_of(
        IngressController.aws_alb,
        by_controller,
        {"subnets": ["10.0.0.0/20"]},
        subnets=["10.1.0.0/20"],
        scheme=AlbScheme.INTERNET_FACING,
        certificate_arns=["arn:aws:acm:eu-central-1:111122223333:certificate/a"],
        dual_stack=True,
        login=AwsAlbLogin(**ALB_LOGIN),
    ),
    values_of(
        IngressController.gke,
        by_controller,
        {"certificates": ["library"]},
        certificates=["other"],
        login=GoogleIap(),
    ),
    values_of(
        GatewayController.envoy_gateway,
        by_gateway_controller,
        namespace="edge",
        login=EnvoyGatewayLogin(**ENVOY_LOGIN),
    ),
    values_of(GatewayController.istio, by_gateway_controller),
    values_of(GatewayController.nginx_gateway_fabric, by_gateway_controller, plus=True),
    values_of(
        GatewayController.standard,
        by_gateway_controller,
        {"peers": [Peer.gateway("public", namespace="gateways")]},
        peers=[Peer.gateway("other", namespace="gateways")],
    ),
    values_of(
        AuthProxy.oauth2_proxy,
        lambda proxy: {"exposures": [Exposure.ingress(**INGRESS)], "auth_proxy": proxy},
        LOGIN,
        issuer="https://other.example.com",
        client_id="other",
        client_secret=OTHER,
        cookie_secret=OTHER,
        email_domains=["*"],
        groups=["readers"],
        groups_claim="roles",
        scopes=["openid", "email"],
        session_hours=1,
        ca=SecretRef("login", "ca.crt"),
        image=ServerImage("r.example/oauth2-proxy", "v7.15.3"),
        resources=ServerResources(cpu="200m"),
    ),
)
