"""Transport security between the app and its stores: who certifies a server, and who checks it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kotaemon_cdk8s.hosts import Where, where
from kotaemon_cdk8s.image_layout import FILES_DIR, SITE_PACKAGES
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import SecretRef

from typing_extensions import override

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


@dataclass(frozen=True)
class IssuerRef(Options):
    """Who signs certificates: an issuer that cert-manager knows.

    Args:
        name: Its name.
        kind: Its kind: `Issuer` for one of the namespace, `ClusterIssuer`, or the kind of
            another controller. Default: Issuer.
        group: Its API group. Default: cert-manager.io.

    Raises:
        OptionError: A name is malformed.
    """

    name: str
    kind: str = "Issuer"
    group: str = "cert-manager.io"

    @override
    def check(self, at: At) -> None:
        at.dns_name("name", self.name)
        at.require(
            bool(re.fullmatch(r"[A-Z][A-Za-z0-9]{0,62}", self.kind)),
            "kind",
            self.kind,
            "not the kind of a Kubernetes object; cert-manager would find no issuer and wait for ever",
            "write 'Issuer', 'ClusterIssuer' or the kind of another controller",
        )
        at.dns_name("group", self.group)


@dataclass(frozen=True)
class IssuedTls(Options):
    """A certificate that cert-manager makes and renews, for the names by which the server is reached.

    The server's construct makes the Certificate; cert-manager writes `tls.crt`, `tls.key` and
    `ca.crt` into the Secret `<name of the server>-tls`. An issuer of kind ACME signs no names
    within a cluster, and writes no `ca.crt`: the pods would wait for it for ever. One that is
    in the same cdk8s App is refused at synthesis.

    Args:
        issuer: Who signs.
        valid_days: 2 to 3650. Default: 90, cert-manager's own default.
        renew_days: So long before its end it is renewed; less than `valid_days`. Within these
            days, restart what does not read the new one by itself
            (docs/how-to/encrypt-connections.md). Default: 30, cert-manager's own default.
        ca: The authority by which the app knows the server, PEM. Default: `ca.crt` of the
            same Secret, which issuers of kind CA, Vault and the like fill in.

    Raises:
        OptionError: A number is out of range.
    """

    issuer: IssuerRef
    valid_days: int = 90
    renew_days: int = 30
    ca: SecretRef | None = None

    @override
    def check(self, at: At) -> None:
        check_days(at, self.valid_days, self.renew_days, at_most=3650)


def check_days(at: At, valid: int, renew: int, *, at_most: int) -> None:
    """How long a certificate is valid, and when it is renewed.

    Raises:
        OptionError: A number is out of range, or it would be renewed before it is made.
    """
    at.number("valid_days", valid, at_least=2, at_most=at_most, unit="days")
    at.number("renew_days", renew, at_least=1, unit="days")
    at.require(
        renew < valid,
        "renew_days",
        renew,
        f"not less than valid_days ({valid}): cert-manager refuses a certificate that is renewed before it is made",
        "make it a third of valid_days",
    )


def check_authority(at: At, field: str, host: str, ca: SecretRef | None) -> None:
    """Refuse a verified connection that nobody public could vouch for, unless the authority is given.

    Args:
        at: Where to complain.
        field: The option that holds the host.
        host: The server's host name.
        ca: The authority; None stands for the public ones.

    Raises:
        OptionError: `host` is, or may be, a name within a cluster or a private address, and `ca` is None.
    """
    place = where(host)
    at.require(
        ca is not None or place is not Where.CLUSTER_OR_PUBLIC,
        field,
        host,
        "may be `service.namespace` of the cluster, which no public authority certifies",
        "give ca=SecretRef(...), the authority that signed the server's certificate, or the bundle of the public ones;"
        " a Service is written 'name.namespace.svc'",
    )
    at.require(
        ca is not None or place is Where.PUBLIC,
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
