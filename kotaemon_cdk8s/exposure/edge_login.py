"""What the logins of gateways and load balancers have in common."""

from __future__ import annotations

from kotaemon_cdk8s.address import split
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import SecretRef


def check_https(at: At, field: str, url: str) -> None:
    """A URL to which a browser and a secret may go.

    Raises:
        OptionError: It is none, or http.
    """
    parts = split(at, field, url)
    at.require(
        parts.scheme == "https",
        field,
        url,
        "passwords or the client's secret would cross networks in clear text; the gateway refuses it",
        "write https://",
    )


def check_key(at: At, reader: str, secret: SecretRef, key: str) -> None:
    """A Secret whose reader knows one key only.

    Raises:
        OptionError: It is another key.
    """
    at.require(
        secret.key == key,
        "client_secret",
        secret.key,
        f"{reader} reads the key {key} of a Secret, and no other",
        f'put it there, and write SecretRef("{secret.name}", "{key}")',
    )
