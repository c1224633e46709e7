"""oauth2-proxy in the app's pod: a login by OpenID Connect for all that the app answers.

Options: oauth2-proxy/oauth2-proxy v7.15.3, docs/docs/configuration/overview.md. Each replica of
the app has one, so whoever keeps a browser at a pod keeps it at an app, and the app listens on
the pod's loopback only: no network, and no missing policy, leads past the proxy. Sessions are
in the browser's cookie, so the proxies share nothing but the secret that signs it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kotaemon_cdk8s import image_table
from kotaemon_cdk8s.address import check_transport, split
from kotaemon_cdk8s.container_image import ServerImage
from kotaemon_cdk8s.exposure.auth_proxy_backend import AuthProxyBackend
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.server import ServerResources, container, secret_volume
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from cdk8s_plus_27 import k8s
from typing_extensions import override

_CA_DIR = "/etc/oauth2-proxy"
_VOLUME = "auth-proxy-ca"


@dataclass(frozen=True)
class OAuth2Proxy(Options, AuthProxyBackend):
    """oauth2-proxy: people log in at an OpenID Connect issuer (Keycloak, Entra ID, Okta, Dex, Google …).

    At the issuer, the client's redirect URL is `https://<host><base path>/oauth2/callback`.

    Args:
        issuer: URL of the issuer, as its discovery document says it.
        client_id: Client there.
        client_secret: Its secret.
        cookie_secret: Random text of 32 bytes that encrypts the session in the cookie:
            `openssl rand -hex 16` makes it. Who has it can log in as anybody.
        email_domains: Whose accounts are let in, by the domain of their address; `*` for all
            that the issuer knows.
        groups: Of them only members of one of these groups, as the claim names them. Default: all.
        groups_claim: Claim of the token with the groups. Default: groups.
        scopes: Scopes to ask for. Default: oauth2-proxy's own (`openid`, `email`, `profile`; with
            `groups` also that).
        session_hours: After so long people log in again, 1 to 720. Default: 12.
        ca: Authority that signed the issuer's certificate, PEM. Default: the public ones.
        image: Default: oauth2-proxy 7.15.3.
        resources: Default: 100m of a CPU, 256Mi.

    Raises:
        OptionError: A value is malformed, or the issuer's certificate could not be verified.
    """

    issuer: str
    client_id: str
    client_secret: SecretRef
    cookie_secret: SecretRef
    email_domains: Sequence[str]
    groups: Sequence[str] = ()
    groups_claim: str = "groups"
    scopes: Sequence[str] = ()
    session_hours: int = 12
    ca: SecretRef | None = None
    image: ServerImage = image_table.OAUTH2_PROXY
    resources: ServerResources = field(default_factory=lambda: ServerResources(cpu="100m", memory="256Mi"))

    component = "oauth2-proxy"
    port = 4180
    health_path = "/ping"

    @override
    def check(self, at: At) -> None:
        parts = split(at, "issuer", self.issuer)
        check_transport(at, "issuer", parts, ca=self.ca, secret="client_secret")  # noqa: S106 (the name of an option)
        for name in ("client_id", "groups_claim"):
            at.not_blank(name, getattr(self, name))
        for scope in self.scopes:
            at.not_blank("scopes", scope)
        at.require(
            len(self.email_domains) > 0,
            "email_domains",
            self.email_domains,
            "nobody could log in; oauth2-proxy does not start",
            "name the domains, or ['*'] for all accounts of the issuer",
        )
        for domain in self.email_domains:
            if domain != "*":
                at.dns_name("email_domains", domain)
        for group in self.groups:
            at.not_blank("groups", group)
        at.number("session_hours", self.session_hours, at_least=1, at_most=720, unit="hours")

    @override
    def bind(self) -> Binding:
        return Binding(endpoints=Endpoint.of_url(self.issuer))

    @override
    def container(self, *, host: str, base_path: str, open_path: str, upstream_port: int) -> k8s.Container:
        # A cookie with this prefix is of this host alone, and never goes over http; it must be for
        # all paths. The other one may be for a part of them.
        cookie = "__Secure-kotaemon" if base_path else "__Host-kotaemon"
        options: list[tuple[str, str]] = [
            ("provider", "oidc"),
            ("oidc-issuer-url", self.issuer),
            ("oidc-groups-claim", self.groups_claim),
            ("client-id", self.client_id),
            # Whoever catches the code on its way back cannot redeem it.
            ("code-challenge-method", "S256"),
            # By default it is not looked at.
            ("insecure-oidc-skip-nonce", "false"),
            *(("email-domain", domain) for domain in self.email_domains),
            *(("allowed-group", group) for group in self.groups),
            *([("scope", " ".join(self.scopes))] if self.scopes else []),
            *([("provider-ca-file", f"{_CA_DIR}/ca.crt")] if self.ca else []),
            ("redirect-url", f"https://{host}{base_path}/oauth2/callback"),
            ("proxy-prefix", f"{base_path}/oauth2"),
            ("skip-provider-button", "true"),
            # All families of addresses.
            ("http-address", f":{self.port}"),
            ("upstream", f"http://127.0.0.1:{upstream_port}/"),
            # Until an answer begins: an upload is written to the volume first.
            ("upstream-timeout", "600s"),
            # Go passes server-sent events on at once whatever stands here; this is for all else.
            ("flush-interval", "200ms"),
            # The kubelet's own question. From outside it says nothing, either: a random number.
            ("skip-auth-route", f"GET=^{re.escape(open_path)}$"),
            ("cookie-name", cookie),
            ("cookie-path", base_path or "/"),
            ("cookie-secure", "true"),
            ("cookie-httponly", "true"),
            # `strict` would lose the cookie on the way back from the issuer.
            ("cookie-samesite", "lax"),
            ("cookie-expire", f"{self.session_hours}h"),
            # Tokens are of no use after the login, and would make cookies that proxies refuse.
            ("session-cookie-minimal", "true"),
            ("silence-ping-logging", "true"),
        ]
        probe = k8s.HttpGetAction(path=self.health_path, port=k8s.IntOrString.from_string("http"))
        return container(
            "auth-proxy",
            image=self.image,
            args=[f"--{name}={value}" for name, value in options],
            env={
                "OAUTH2_PROXY_CLIENT_SECRET": self.client_secret,
                "OAUTH2_PROXY_COOKIE_SECRET": self.cookie_secret,
            },
            ports={"http": self.port},
            resources=self.resources.requirements(),
            mounts={},
            read_only_mounts={_CA_DIR: _VOLUME} if self.ca else {},
            readiness_probe=k8s.Probe(http_get=probe, period_seconds=5, timeout_seconds=5, failure_threshold=3),
            liveness_probe=k8s.Probe(http_get=probe, period_seconds=10, timeout_seconds=5, failure_threshold=6),
        )

    @override
    def volumes(self) -> list[k8s.Volume]:
        return [secret_volume(_VOLUME, {"ca.crt": self.ca})] if self.ca else []
