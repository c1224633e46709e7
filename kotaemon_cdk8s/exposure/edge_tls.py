"""Who has the certificate under which people see the app."""

from __future__ import annotations

from dataclasses import dataclass

from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.tls import IssuerRef

from typing_extensions import override


@dataclass(frozen=True)
class EdgeTls(Options):
    """The certificate of an ingress; make one with `secret`, `issued`, `of_controller` or `clear_text`.

    Args:
        secret_name: Secret with `tls.crt` and `tls.key`.
        issuer: Who signs, where cert-manager makes it.
        encrypted: Whether there is one at all.

    Raises:
        OptionError: The name is malformed.
    """

    secret_name: str | None = None
    issuer: IssuerRef | None = None
    encrypted: bool = True

    @staticmethod
    def secret(name: str) -> EdgeTls:
        """One that is in a Secret of the namespace already.

        Args:
            name: Name of the Secret, with the keys `tls.crt` and `tls.key`.

        Raises:
            OptionError: The name is malformed.
        """
        return EdgeTls(secret_name=name)

    @staticmethod
    def issued(issuer: IssuerRef) -> EdgeTls:
        """One that cert-manager makes and renews; ACME issuers such as Let's Encrypt's are fine here.

        Args:
            issuer: Who signs.
        """
        At("EdgeTls.issued").types({"issuer": IssuerRef}, {"issuer": issuer})
        return EdgeTls(issuer=issuer)

    @staticmethod
    def of_controller() -> EdgeTls:
        """The controller's own: its default certificate, or one of its cloud's."""
        return EdgeTls()

    @staticmethod
    def clear_text() -> EdgeTls:
        """None: whoever is on the way reads passwords and documents. A decision to be seen in a review."""
        return EdgeTls(encrypted=False)

    @property
    def in_cluster(self) -> bool:
        """Whether the certificate is in a Secret of the namespace."""
        return self.secret_name is not None or self.issuer is not None

    @override
    def check(self, at: At) -> None:
        if self.secret_name is not None:
            at.dns_name("secret_name", self.secret_name)
        at.require(
            self.encrypted or not self.in_cluster,
            "encrypted",
            self.encrypted,
            "there is a certificate, which would have no effect",
            "make it with EdgeTls.secret(...), issued(...), of_controller() or clear_text()",
        )
        at.require(
            self.secret_name is None or self.issuer is None,
            "secret_name",
            self.secret_name,
            "cert-manager writes the certificate of `issuer` into a Secret of the library's",
            "leave one of the two out",
        )
