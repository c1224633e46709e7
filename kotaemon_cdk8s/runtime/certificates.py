"""Whose certificates a store may have, and what to say when it has another."""

from __future__ import annotations

import ssl


def context(ca_file: str | None) -> ssl.SSLContext:
    """For a client that trusts the authorities in this file, and no others; without it, the usual ones."""
    return ssl.create_default_context(cafile=ca_file)


def reason(error: Exception, ca_file: str | None) -> str:
    """Why a connection failed, with the authorities that were asked if it was for the certificate."""
    if "CERTIFICATE_VERIFY_FAILED" not in str(error):
        return f"{type(error).__name__}: {error}"
    trusted = f"the CA in {ca_file}" if ca_file else "the system's CAs"
    return f"its certificate does not hold against {trusted}: {error}"
