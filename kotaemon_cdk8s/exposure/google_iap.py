"""Google's Identity-Aware Proxy: a login with accounts of Google, in its load balancer.

BackendConfig: kubernetes/ingress-gce at acbcf5d, pkg/apis/backendconfig/v1/types.go, `IAPConfig`;
keys of the Secret: pkg/backendconfig/validation.go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.exposure.edge_login import check_key
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

CLIENT_SECRET_KEY = "client_secret"


@dataclass(frozen=True)
class GoogleIap(Options):
    """People log in with an account of Google, and the load balancer lets in whom IAM allows.

    Those are the principals with the role `roles/iap.httpsResourceAccessor`; nobody has it until
    you give it.

    Args:
        client_secret: Secret of an OAuth client of your own, in the app's namespace. The
            controller demands the key `client_secret`, and the client's id beside it under
            `client_id`. Default: a client that Google manages, for members of your organization.

    Raises:
        OptionError: It is another key.
    """

    client_secret: SecretRef | None = None

    @override
    def check(self, at: At) -> None:
        if self.client_secret is not None:
            check_key(at, "the controller", self.client_secret, CLIENT_SECRET_KEY)

    def config(self) -> Any:
        """As a BackendConfig says it."""
        from kotaemon_cdk8s.imports.com.google import cloud

        client = self.client_secret
        return cloud.BackendConfigSpecIap(
            enabled=True,
            oauthclient_credentials=cloud.BackendConfigSpecIapOauthclientCredentials(secret_name=client.name)
            if client
            else None,
        )
