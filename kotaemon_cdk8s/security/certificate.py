"""Certificates of the servers that we run, by cert-manager, and an authority that signs them.

https://cert-manager.io/docs/usage/certificate/. cert-manager and its CRDs are installed by
others, mostly by another Argo CD Application.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.metadata import LATE_CRD, SYNC_WAVE, Identity, Wave
from kotaemon_cdk8s.objects import Objects, Override, claim_name
from kotaemon_cdk8s.options import At, constructor_hints
from kotaemon_cdk8s.security import issuers
from kotaemon_cdk8s.synthesis import Registry, place
from kotaemon_cdk8s.tls import IssuedTls, IssuerRef, ServerTls, check_days

import cdk8s
import constructs


@dataclass(frozen=True)
class Served:
    """How a server is encrypted.

    Args:
        tls: Where certificate, key and authority are; None for clear text.
        secret: Name of the Secret that cert-manager writes, if it does.
        manifest: The Certificate, if cert-manager makes one.
        issued: The option, if it does.
    """

    tls: ServerTls | None
    secret: str | None = None
    manifest: Any = None
    issued: IssuedTls | None = None

    @property
    def holds_authority(self) -> bool:
        """Whether the authority is in the Secret that cert-manager writes, and nowhere else."""
        return self.tls is not None and self.tls.ca.name == self.secret

    def add_to(self, objects: Objects) -> None:
        """Add the Certificate to the server's objects."""
        if self.secret is not None:
            objects.add("certificate", self.manifest, keep=("spec.dnsNames", "spec.secretName", "spec.usages"))

    def claim(self, registry: Registry, at: At, chart: cdk8s.Chart) -> None:
        """Take the name of the Secret, and have the issuer looked at when all of the app is there.

        Raises:
            OptionError: Another construct has it written already.
        """
        if self.secret is not None and self.issued is not None:
            issued = self.issued
            claim_name(registry, at, chart.node.path, "Secret", self.secret)
            registry.check_at_synthesis(f"issuer of {at.path}", lambda: issuers.faults(at, chart, issued))


def served(
    tls: ServerTls | IssuedTls | None,
    identity: Identity,
    *,
    namespace: str | None,
    service: str | None = None,
    further_names: Sequence[str] = (),
    mutual: bool = False,
) -> Served:
    """How a server is encrypted, with the Certificate for it.

    Args:
        tls: The option.
        identity: The server.
        namespace: Its namespace.
        service: Its Service. Default: one called like its instance.
        further_names: Names beside those of the Service.
        mutual: The server shows the certificate as a client, too.
    """
    if not isinstance(tls, IssuedTls):
        return Served(tls)
    host = identity.instance if service is None else service
    secret = f"{identity.instance}-tls"
    within = (f"{host}.{namespace}", f"{host}.{namespace}.svc") if namespace else ()
    manifest = certificate(
        identity,
        secret,
        issuer=tls.issuer,
        valid_days=tls.valid_days,
        renew_days=tls.renew_days,
        dns_names=[host, *within, *further_names],
        usages=("DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT", "SERVER_AUTH", *(("CLIENT_AUTH",) if mutual else ())),
    )
    own = ServerTls.secret(secret)
    return Served(ServerTls(own.certificate, own.private_key, tls.ca or own.ca), secret, manifest, tls)


class CertificateAuthority(constructs.Construct):
    """An authority of the namespace's own, for clusters that have none: it signs itself.

    Creates an Issuer that signs itself, a Certificate of an authority, and the Issuer that
    signs with it (https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers).
    Its key is in a Secret of the namespace: who reads the Secrets there can sign as it. Take
    an issuer of the platform's, where there is one.

    A renewed authority keeps its key and name, so what it has signed before stays good.

    Args:
        scope: A chart, or a construct within one.
        id: Name among its siblings.
        name: Name of the Issuer, of the authority and of its Secret; at most 50 characters.
            Default: `id`.
        valid_days: 2 to 36500. Default: 3650.
        renew_days: So long before its end it is renewed; more than the `valid_days` of what it
            signs, which would outlive it otherwise. Default: 365.
        overrides: JSON-patch operations on the objects, applied last. Default: none.

    Raises:
        OptionError: A value cannot work, an override breaks a promise, or the name is taken.
            Nothing has been added to the chart then.
    """

    issuer: IssuerRef
    """Who signs, for `IssuedTls`."""
    certificate: cdk8s.ApiObject
    """The Certificate of the authority."""
    name: str
    """Name of the authority."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str | None = None,
        valid_days: int = 3650,
        renew_days: int = 365,
        overrides: Sequence[Override] = (),
    ) -> None:
        at, chart = place(scope, id)
        hints = constructor_hints(CertificateAuthority)
        at.types(hints, {key: value for key, value in locals().items() if key in hints})
        self.name = id if name is None else name
        at.dns_label("name", self.name, longest=50)
        check_days(at, valid_days, renew_days, at_most=36500)
        identity = Identity(self.name, "certificate-authority")
        first = f"{self.name}-self-signed"
        self.issuer = IssuerRef(self.name)
        objects = Objects(chart, at=at)
        objects.add("self-signed", _issuer(identity, first, signs_itself=True), keep=("spec",))
        objects.add(
            "certificate",
            certificate(
                identity,
                self.name,
                issuer=IssuerRef(first),
                valid_days=valid_days,
                renew_days=renew_days,
                authority=self.name,
            ),
            keep=("spec.commonName", "spec.isCA", "spec.privateKey", "spec.secretName"),
        )
        objects.add("issuer", _issuer(identity, self.name, signs_itself=False), keep=("spec",))
        objects.check(overrides)
        registry = Registry.of(at, scope, id)
        objects.claim(registry, chart.node.path)
        claim_name(registry, at, chart.node.path, "Secret", self.name)
        super().__init__(scope, id)
        self.certificate = objects.make(self, registry)["certificate"]


def certificate(
    identity: Identity,
    name: str,
    *,
    issuer: IssuerRef,
    valid_days: int,
    renew_days: int,
    dns_names: Sequence[str] = (),
    usages: Sequence[str] = (),
    authority: str | None = None,
) -> Any:
    """A Certificate, called like the Secret that it fills.

    Args:
        identity: Whose it is.
        name: Its name, and that of the Secret.
        issuer: Who signs it.
        valid_days: How long it is valid.
        renew_days: So long before its end it is renewed.
        dns_names: What it names. Default: none.
        usages: What it may be used for, by their names in the bindings. Default: none.
        authority: Name of the authority that it is of. Default: it is of none.
    """
    # Only here: the bindings load a JavaScript module of their own.
    from kotaemon_cdk8s.imports.io import cert_manager

    rotation = cert_manager.CertificateSpecPrivateKeyRotationPolicy
    return cert_manager.Certificate.manifest(
        metadata=_metadata(identity, name, Wave.AUTHORITY if authority else Wave.ACCESS),
        spec=cert_manager.CertificateSpec(
            secret_name=name,
            # All three: a version of cert-manager that filled them in was out of sync for ever.
            issuer_ref=cert_manager.CertificateSpecIssuerRef(name=issuer.name, kind=issuer.kind, group=issuer.group),
            is_ca=True if authority else None,
            common_name=authority,
            dns_names=list(dns_names) or None,
            usages=[cert_manager.CertificateSpecUsages[usage] for usage in usages] or None,
            duration=f"{24 * valid_days}h",
            renew_before=f"{24 * renew_days}h",
            private_key=cert_manager.CertificateSpecPrivateKey(
                # cert-manager's default, which every issuer signs; its encoding PKCS1 is read by fewer.
                algorithm=cert_manager.CertificateSpecPrivateKeyAlgorithm.RSA,
                size=4096 if authority else 2048,
                encoding=cert_manager.CertificateSpecPrivateKeyEncoding.PKCS8,
                # An authority keeps its key, so that what it has signed stays good. Spelled out for
                # all: the default was Never before cert-manager 1.18, and is Always since.
                rotation_policy=rotation.NEVER if authority else rotation.ALWAYS,
            ),
        ),
    )


def _issuer(identity: Identity, name: str, *, signs_itself: bool) -> Any:
    from kotaemon_cdk8s.imports.io import cert_manager

    return cert_manager.Issuer.manifest(
        # Until the authority's Secret is there, the Issuer that signs with it is not ready: Argo CD
        # calls it degraded, and a sync in which something is degraded has failed.
        metadata=_metadata(identity, name, Wave.AUTHORITY if signs_itself else Wave.ACCESS),
        spec=cert_manager.IssuerSpec(self_signed={})
        if signs_itself
        else cert_manager.IssuerSpec(ca=cert_manager.IssuerSpecCa(secret_name=identity.instance)),
    )


def _metadata(identity: Identity, name: str, wave: Wave) -> cdk8s.ApiObjectMetadata:
    return cdk8s.ApiObjectMetadata(
        name=name, labels=identity.labels, annotations={**LATE_CRD, SYNC_WAVE: str(int(wave))}
    )
