"""Transport security between the app and its stores: who certifies a server, and who checks it."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.hosts import is_public
from kotaemon_cdk8s.image_layout import FILES_DIR, SITE_PACKAGES
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

PUBLIC_AUTHORITIES = f"{SITE_PACKAGES}/certifi/cacert.pem"
"""The public authorities that the image has (certifi is among the app's locked packages)."""


@dataclass(frozen=True)
class ServerTls(Options):
    """The certificate of a server that we run, and the authority by which the app knows it.

    Args:
        certificate: The certificate, PEM. It must name the server's Service.
        private_key: Its key, PEM.
        ca: The authority that signed it, PEM.
    """

    certificate: SecretRef
    private_key: SecretRef
    ca: SecretRef

    @staticmethod
    def secret(name: str) -> ServerTls:
        """All three from one Secret with the keys `tls.crt`, `tls.key` and `ca.crt`, as cert-manager writes it.

        Args:
            name: Name of the Secret.

        Raises:
            OptionError: The name is malformed.
        """
        return ServerTls(SecretRef(name, "tls.crt"), SecretRef(name, "tls.key"), SecretRef(name, "ca.crt"))


def check_authority(at: At, field: str, host: str, ca: SecretRef | None) -> None:
    """Refuse a verified connection that nobody public could vouch for, unless the authority is given.

    Args:
        at: Where to complain.
        field: The option that holds the host.
        host: The server's host name.
        ca: The authority; None stands for the public ones.

    Raises:
        OptionError: `host` is a name within a cluster, or a private address, and `ca` is None.
    """
    at.require(
        ca is not None or is_public(host),
        field,
        host,
        "no public authority certifies such a name, so the app could not verify the server",
        "give ca=SecretRef(...), the authority that signed the server's certificate",
    )


def files(store: str, ca: SecretRef | None) -> dict[str, SecretRef]:
    """The authority as a file, where one is given; for `Binding.files`."""
    return {f"{store}/ca.crt": ca} if ca else {}


def ca_path(store: str, ca: SecretRef | None) -> str | None:
    """Where that file is in the app's container."""
    return f"{FILES_DIR}/{store}/ca.crt" if ca else None
