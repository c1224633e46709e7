"""Issuers that are in the app too, and whose certificates the app could not verify, or not for long.

Which fields an issuer may have: cert-manager, pkg/apis/certmanager/v1/types_issuer.go (IssuerConfig).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kotaemon_cdk8s.errors import Fault
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.tls import IssuedTls

import cdk8s

_GROUP = "cert-manager.io"
_FIX = "take an issuer of kind CA, Vault or the like, or make a CertificateAuthority"
_UNFIT: Mapping[str, str] = {
    "acme": "its issuer is of kind ACME, which signs no names within a cluster, since none of its challenges can be"
    " met for them: the pods would wait for the Secret for ever",
    "selfSigned": "its issuer has each certificate sign itself, so each renewal would be another authority, which"
    " clients that are running do not know",
}


def faults(at: At, chart: cdk8s.Chart, tls: IssuedTls) -> Iterator[Fault]:
    """What is wrong with the issuer of a server's certificate; nothing, if it is not in the app.

    Args:
        at: The server.
        chart: Where it is.
        tls: How its certificate is issued.
    """
    wanted = tls.issuer
    if wanted.group != _GROUP:
        return
    namespaced = wanted.kind == "Issuer"
    for issuer in _objects(chart, wanted.kind, chart.namespace if namespaced else None):
        if issuer["metadata"]["name"] != wanted.name:
            continue
        spec = issuer.get("spec") or {}
        for field, cause in _UNFIT.items():
            if field in spec:
                yield Fault(at.path, "tls.issuer", wanted.name, cause, _FIX)
        secret = (spec.get("ca") or {}).get("secretName")
        # The Secret of a ClusterIssuer is in a namespace that only cert-manager's own settings say.
        for authority in _objects(chart, "Certificate", chart.namespace) if namespaced and secret else ():
            days = _days((authority.get("spec") or {}).get("renewBefore"))
            if authority["spec"].get("secretName") == secret and days is not None and tls.valid_days >= days:
                yield Fault(
                    at.path,
                    "tls.valid_days",
                    str(tls.valid_days),
                    f"not less than the {days} days before its end in which the authority {wanted.name} is renewed: the"
                    " app would go on with an authority that has ended",
                    "give less, or the CertificateAuthority more renew_days",
                )


def _objects(chart: cdk8s.Chart, kind: str, namespace: str | None) -> Iterator[dict[str, Any]]:
    """Objects of cert-manager's, in all charts of the app; without a namespace, wherever they are."""
    for item in chart.node.root.node.find_all():
        if isinstance(item, cdk8s.ApiObject) and item.kind == kind and item.api_group == _GROUP:
            manifest: dict[str, Any] = item.to_json()
            if namespace is None or manifest["metadata"].get("namespace") == namespace:
                yield manifest


def _days(duration: Any) -> int | None:
    """Of a duration in hours, as the library writes them."""
    match = re.fullmatch(r"(\d+)h", str(duration))
    return int(match[1]) // 24 if match else None
