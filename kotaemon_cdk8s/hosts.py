"""What a host name says: where it is known, and by which one name."""

from __future__ import annotations

import ipaddress

_CLUSTER_DOMAIN = ".cluster.local"
_NOT_PUBLIC = (".svc", ".local", ".internal", ".localhost", ".lan")


def one_name(host: str, namespace: str | None = None) -> str:
    """The same text for all names of one host.

    Args:
        host: As the user wrote it.
        namespace: Where it was written; a bare name is that of a Service there.
    """
    host = host.lower().removesuffix(".").removesuffix(_CLUSTER_DOMAIN)
    bare = "." not in host and ":" not in host
    return f"{host}.{namespace}.svc" if bare and namespace else host


def is_in_cluster(host: str) -> bool:
    """Whether it can only be a Service of the cluster: `name`, or `name.namespace.svc`."""
    name = one_name(host)
    return ("." not in name and ":" not in name) or name.endswith(".svc")


def is_public(host: str) -> bool:
    """Whether a public authority could certify it."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        name = host.lower().removesuffix(".")
        return "." in name and not name.endswith(_NOT_PUBLIC)
