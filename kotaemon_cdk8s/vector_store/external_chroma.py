"""A Chroma server that is there already: another team's, or one behind a proxy that checks who asks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kotaemon_cdk8s import address, secret_guard
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.vector_store import chroma_binding
from kotaemon_cdk8s.wiring import Binding, SecretRef

from typing_extensions import override

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2: token
_TEXT = re.compile(r"[!-~]([ \t!-~]*[!-~])?")  # RFC 9110, 5.5: field-value, in ASCII
_OF_THE_CLIENT = ("content-length", "content-type", "host", "transfer-encoding")
_CREDENTIALS = ("authorization", "cookie", "proxy-authorization")


@dataclass(frozen=True)
class ExternalChroma(Options, VectorStoreBackend):
    """A Chroma server that somebody else runs, of 0.5.16 or later; creates nothing.

    Servers from 1.0 know no users; a proxy in front of them may.

    Args:
        url: The server, such as `https://chroma.example.com`; without a path. The port is
            the scheme's unless it says otherwise.
        token: Sent as `Authorization: Bearer …`. Default: none.
        headers: Sent with each request; a `SecretRef` for what is secret. Default: none.
        tenant: At least 3 characters; the app makes it if it may. Default: `default_tenant`.
        database: At least 3 characters; a database of the tenant, made likewise. Default:
            `default_database`.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.

    Raises:
        OptionError: A value is malformed, a literal header looks like a credential, the
            certificate could not be verified, or a credential would cross networks in clear
            text.
    """

    url: str
    token: SecretRef | None = None
    headers: Mapping[str, str | SecretRef] = field(default_factory=dict)
    tenant: str = chroma_binding.TENANT
    database: str = chroma_binding.DATABASE
    ca: SecretRef | None = None

    component = "Chroma vector store"

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.path in ("", "/"),
            "url",
            self.url,
            "has a path, which Chroma's client would leave out",
            "give the server a host name or a port of its own",
        )
        self._check_headers(at)
        for option in ("tenant", "database"):
            name = getattr(self, option)
            at.require(
                bool(re.fullmatch(r"[A-Za-z0-9._-]{3,}", name)),
                option,
                name,
                "not a name that Chroma takes and a URL can hold",
                "use at least 3 letters, digits, '.', '_' and '-'",
            )
        secrets = [f"headers.{name}" for name, value in self.headers.items() if isinstance(value, SecretRef)]
        secret = "token" if self.token else next(iter(secrets), None)
        address.check_transport(at, "url", parts, ca=self.ca, secret=secret)

    def _check_headers(self, at: At) -> None:
        taken = {chroma_binding.variable("Authorization")} if self.token else set()
        for name, value in self.headers.items():
            place = f"headers.{name}"
            at.require(
                bool(_HEADER.fullmatch(name)) and name.lower() not in _OF_THE_CLIENT,
                "headers",
                name,
                "not the name of a header that may be added: malformed, or the client sets it itself",
                "take it out, or write a name such as 'X-Chroma-Token'",
            )
            at.require(
                chroma_binding.variable(name) not in taken,
                "headers",
                name,
                "stands there twice, but for case and punctuation, or `token` sends it",
                "leave one of the two out",
            )
            taken.add(chroma_binding.variable(name))
            if isinstance(value, str):
                credential = (
                    name.lower() in _CREDENTIALS
                    or secret_guard.is_credential(value)
                    or secret_guard.names_credential(name, value)
                )
                at.require(
                    not credential,
                    place,
                    secret_guard.shortened(value) if credential else value,
                    "looks like a credential, which would stand in Git in clear text",
                    "put the whole value into a Secret, and give a SecretRef; or give `token`",
                )
                at.require(
                    bool(_TEXT.fullmatch(value)),
                    place,
                    value,
                    "not the value of a header",
                    "use printable ASCII characters, not beginning or ending with a space",
                )

    @override
    def for_tenant(self, tenant: str) -> ExternalChroma:
        return dataclasses.replace(self, database=tenant)

    @override
    def bind(self) -> Binding:
        return chroma_binding.binding(
            url=self.url,
            headers=self.headers,
            token=self.token,
            tenant=self.tenant,
            database=self.database,
            ca=self.ca,
        )
