"""The address of a store that somebody else runs, and what may be sent there."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from kotaemon_cdk8s import tls
from kotaemon_cdk8s.hosts import where
from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import SecretRef


def split(at: At, field: str, url: str) -> SplitResult:
    """The parts of a server's URL.

    Raises:
        OptionError: It is no http(s) URL, or has a port out of range, a query or a fragment.
    """
    at.url(field, url)
    parts = urlsplit(url)
    try:
        served = parts.port != 0
    except ValueError:
        served = False
    at.require(served, field, url, "its port is out of range", "give a port from 1 to 65535")
    at.host(field, parts.hostname or "")
    at.require(
        not parts.query and not parts.fragment,
        field,
        url,
        "not the address of a server",
        "write scheme, host and port, such as 'https://vectors.example.com:443'",
    )
    return parts


def check_transport(at: At, field: str, url: SplitResult, *, ca: SecretRef | None, secret: str | None) -> None:
    """Refuse what could not be verified, or would send a credential in clear text across networks.

    Args:
        at: Where to complain.
        field: The option that holds the URL.
        url: The server.
        ca: Authority of its certificate; None stands for the public ones.
        secret: The option that holds a credential; None if there is none.

    Raises:
        OptionError: The certificate could not be verified, `ca` would have no effect, or a
            credential would go over http to a host that is not certainly in the cluster.
    """
    host = url.hostname or ""
    if url.scheme == "https":
        tls.check_authority(at, field, host, ca)
        return
    at.require(
        ca is None,
        "ca",
        ca,
        "http has no certificate, so it would have no effect",
        f"write https:// in `{field}`, or leave `ca` out",
    )
    at.require(
        secret is None or where(host).within_reach,
        field,
        url.geturl(),
        f"`{secret}` would cross networks in clear text, for all to read and use",
        "write https://; a Service of the cluster may be reached by http as 'name' or 'name.namespace.svc'",
    )
