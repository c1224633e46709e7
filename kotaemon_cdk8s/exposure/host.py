"""The name under which people know the app."""

from __future__ import annotations

import ipaddress

from kotaemon_cdk8s.options import At


def check_host(at: At, host: str) -> None:
    """A DNS name, in the form that Ingress and HTTPRoute take.

    Raises:
        OptionError: It is none, or an address.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        at.dns_name("host", host)
        return
    at.fail(
        "host",
        host,
        "an address, not a DNS name; the API server refuses it",
        "give the name that people type, such as 'kotaemon.example.com'",
    )
