"""A login by OpenID Connect in a load balancer of AWS.

Annotations: kubernetes-sigs/aws-load-balancer-controller v3.5.0, docs/guide/ingress/annotations.md,
"Authentication"; keys of the Secret: pkg/ingress/model_build_actions.go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kotaemon_cdk8s.exposure.edge_login import check_https, check_key
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

CLIENT_SECRET_KEY = "clientSecret"


@dataclass(frozen=True)
class AwsAlbLogin(Options):
    """People log in at an OpenID Connect issuer, and the load balancer sees to it.

    At the issuer, the client's redirect URL is `https://<host>/oauth2/idpresponse`. Whom the
    issuer gives a token for this client is let in: who that may be is said there. The load
    balancer must reach the endpoints, and does not look them up by itself.

    Args:
        issuer: URL of the issuer, as its discovery document says it; https, as all others.
        authorization_endpoint: There called `authorization_endpoint`.
        token_endpoint: There called `token_endpoint`.
        user_info_endpoint: There called `userinfo_endpoint`.
        client_secret: The client's secret, in the app's namespace. The controller demands the key
            `clientSecret`, and the client's id beside it under `clientID`.
        scopes: Scopes to ask for. Default: `openid`.
        session_hours: After so long people log in again, 1 to 168. Default: 12.

    Raises:
        OptionError: A value is malformed, or the key another one.
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    user_info_endpoint: str
    client_secret: SecretRef
    scopes: Sequence[str] = ("openid",)
    session_hours: int = 12

    @override
    def check(self, at: At) -> None:
        for name in ("issuer", "authorization_endpoint", "token_endpoint", "user_info_endpoint"):
            check_https(at, name, getattr(self, name))
        check_key(at, "the controller", self.client_secret, CLIENT_SECRET_KEY)
        for scope in self.scopes:
            at.not_blank("scopes", scope)
        at.require(
            "openid" in self.scopes,
            "scopes",
            self.scopes,
            "without openid the issuer does not say who somebody is; the load balancer refuses it",
            "name it, too: scopes=['openid', ...]",
        )
        # At most the controller's own default (pkg/ingress/auth_config_builder.go).
        at.number("session_hours", self.session_hours, at_least=1, at_most=168, unit="hours")

    def annotations(self, prefix: str) -> Mapping[str, str]:
        """What the controller reads on the Ingress."""
        issuer = {
            "issuer": self.issuer,
            "authorizationEndpoint": self.authorization_endpoint,
            "tokenEndpoint": self.token_endpoint,
            "userInfoEndpoint": self.user_info_endpoint,
            "secretName": self.client_secret.name,
        }
        return {
            f"{prefix}/auth-type": "oidc",
            f"{prefix}/auth-idp-oidc": json.dumps(issuer),
            f"{prefix}/auth-on-unauthenticated-request": "authenticate",
            f"{prefix}/auth-scope": " ".join(self.scopes),
            f"{prefix}/auth-session-timeout": str(self.session_hours * 3600),
        }
