"""What a host name says: where it is known, and by which one name."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum

_CLUSTER_DOMAIN = ".cluster.local"
_NOT_PUBLIC = (".local", ".internal", ".lan")
# RFC 1591, and two of the first that came after; every other one may be a namespace's name, too.
_GENERIC = frozenset({"com", "edu", "gov", "int", "mil", "net", "org", "info", "biz"})
# Letters only, or an encoded name (RFC 3696, 2).
_TOP_LEVEL = re.compile(r"[a-z]+|xn--[a-z0-9-]+")


class Where(Enum):
    """Where a host can be, by its name alone."""

    POD = "in the pod itself"
    CLUSTER = "a Service of the cluster"
    CLUSTER_OR_PUBLIC = "`service.namespace` or a public name; nothing tells which"
    PRIVATE = "in a network of your own"
    PUBLIC = "on the internet"

    @property
    def may_be_service(self) -> bool:
        """Whether it can be a Service of the cluster."""
        return self in (Where.CLUSTER, Where.CLUSTER_OR_PUBLIC)

    @property
    def may_be_public(self) -> bool:
        """Whether it can be on the internet."""
        return self in (Where.PUBLIC, Where.CLUSTER_OR_PUBLIC)

    @property
    def within_reach(self) -> bool:
        """Whether what is sent there leaves the cluster for certain not."""
        return self in (Where.POD, Where.CLUSTER)


def where(host: str) -> Where:
    """Where a host can be.

    A resolver in a pod completes a name by the cluster's domains first, so `service.namespace`
    is a Service where there is one. Of two parts, the last is taken for a top-level domain
    if it has two letters, as those of countries have, or is one of the oldest generic ones.

    Args:
        host: A name or an address, as the user wrote it.
    """
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return _named(host.lower().removesuffix(".").removesuffix(_CLUSTER_DOMAIN))
    if address.is_loopback:
        return Where.POD
    return Where.PUBLIC if address.is_global else Where.PRIVATE


def _named(name: str) -> Where:
    *parts, last = name.split(".")
    if last == "localhost":  # RFC 6761, 6.3
        return Where.POD
    if not parts or last == "svc" or not _TOP_LEVEL.fullmatch(last):
        return Where.CLUSTER
    if name.endswith(_NOT_PUBLIC):
        return Where.PRIVATE
    known = len(last) == 2 or last in _GENERIC or last.startswith("xn--")
    return Where.PUBLIC if known or len(parts) > 1 else Where.CLUSTER_OR_PUBLIC


def one_name(host: str, namespace: str | None = None) -> str:
    """The same text for all names of one host.

    Args:
        host: As the user wrote it.
        namespace: Where it was written; a bare name is that of a Service there.
    """
    name = host.lower().removesuffix(".").removesuffix(_CLUSTER_DOMAIN)
    if not where(host).may_be_service or name.endswith(".svc"):
        return name
    if "." in name:
        return f"{name}.svc"
    return f"{name}.{namespace}.svc" if namespace else name
