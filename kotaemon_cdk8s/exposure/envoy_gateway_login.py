"""A login by OpenID Connect in the proxies of Envoy Gateway: SecurityPolicy of envoyproxy/gateway v1.9.0.

Where the policy is wrong, or a Secret is missing, the route answers 500 and lets nobody in
(internal/gatewayapi/securitypolicy.go, `directResponse`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.backend import Exposed
from kotaemon_cdk8s.exposure.edge_login import check_https, check_key
from kotaemon_cdk8s.exposure.gateway_backend import ROUTE_GROUP
from kotaemon_cdk8s.metadata import Wave
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

# api/v1alpha1/oidc_types.go, OIDCClientSecretKey.
CLIENT_SECRET_KEY = "client-secret"


@dataclass(frozen=True)
class EnvoyGatewayLogin(Options):
    """People log in at an OpenID Connect issuer, and Envoy Gateway's proxies see to it.

    At the issuer, the client's redirect URL is `https://<host><base path>/oauth2/callback`.
    Whom the issuer gives a token for this client is let in: who that may be is said there.
    Envoy Gateway must reach the issuer, and know its certificate by the public authorities.

    Args:
        issuer: URL of the issuer, as its discovery document says it; https.
        client_id: Client there.
        client_secret: Its secret, in the app's namespace; Envoy Gateway demands the key
            `client-secret`.
        scopes: Scopes to ask for beside `openid`. Default: none.

    Raises:
        OptionError: A value is malformed, or the key another one.
    """

    issuer: str
    client_id: str
    client_secret: SecretRef
    scopes: Sequence[str] = ()

    @override
    def check(self, at: At) -> None:
        check_https(at, "issuer", self.issuer)
        at.not_blank("client_id", self.client_id)
        check_key(at, "Envoy Gateway", self.client_secret, CLIENT_SECRET_KEY)
        for scope in self.scopes:
            at.not_blank("scopes", scope)

    def policy(self, app: Exposed, host: str) -> Any:
        """The policy of the app's route."""
        from kotaemon_cdk8s.imports.io.envoyproxy import gateway as bindings

        below = f"{app.base_path}/oauth2"
        return bindings.SecurityPolicy.manifest(
            metadata=app.identity.custom_metadata(app.service, Wave.APP),
            spec=bindings.SecurityPolicySpec(
                target_refs=[
                    bindings.SecurityPolicySpecTargetRefs(group=ROUTE_GROUP, kind="HTTPRoute", name=app.service)
                ],
                oidc=bindings.SecurityPolicySpecOidc(
                    provider=bindings.SecurityPolicySpecOidcProvider(issuer=self.issuer),
                    client_id=self.client_id,
                    client_secret=bindings.SecurityPolicySpecOidcClientSecret(
                        group="", kind="Secret", name=self.client_secret.name
                    ),
                    # It must be below the path of the route. By default it would follow headers.
                    redirect_url=f"https://{host}{below}/callback",
                    logout_path=f"{below}/logout",
                    scopes=list(self.scopes) or None,
                    # `Strict` would lose the cookie on the way back from the issuer.
                    cookie_config=bindings.SecurityPolicySpecOidcCookieConfig(
                        same_site=bindings.SecurityPolicySpecOidcCookieConfigSameSite.LAX
                    ),
                    # The API server fills it in.
                    refresh_token=True,
                ),
            ),
        )
