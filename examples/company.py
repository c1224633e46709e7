"""What the company of these examples has: a Git server and a login."""

from kotaemon_cdk8s import (
    AuthProxy,
    AuthProxyBackend,
    SecretRef,
)

REPOSITORY = "https://git.example.com/platform/kotaemon-cdk8s.git"
RUNBOOKS = "https://git.example.com/platform/kotaemon-cdk8s/src/branch/main/docs/runbooks"


def login() -> AuthProxyBackend:
    """What people go through before the app answers them: the company's login."""
    return AuthProxy.oauth2_proxy(
        issuer="https://login.example.com/realms/staff",
        client_id="kotaemon",
        client_secret=SecretRef("kotaemon-login", "client-secret"),
        cookie_secret=SecretRef("kotaemon-login", "cookie-secret"),
        email_domains=["example.com"],
    )
