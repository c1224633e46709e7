"""Milvus that is there already: Zilliz Cloud, or another team's."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from kotaemon_cdk8s import address
from kotaemon_cdk8s.collection_prefix import check_prefix
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.vector_store import milvus_binding
from kotaemon_cdk8s.wiring import Binding, SecretRef

from typing_extensions import override

_DATABASE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,254}")


@dataclass(frozen=True)
class ExternalMilvus(Options, VectorStoreBackend):
    """Milvus 2.5 that somebody else runs; creates nothing.

    The user needs the right to create, load, search and drop collections in the database.

    Args:
        url: The server, with its port, such as `https://milvus.example.com:19530`; without a
            path. By http only a Service of the cluster.
        user: Its user.
        password: Their password.
        database: Must be there: the app makes none. Default: `default`.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.
        collection_prefix: Stands before the names of the collections, so that several deployments
            can share the server; lower-case letters, digits and '_', ending with '_'. Default: none.

    Raises:
        OptionError: The URL or a name is malformed, the certificate could not be verified, or
            the password would cross networks in clear text.
    """

    url: str
    user: str
    password: SecretRef
    database: str = milvus_binding.DATABASE
    ca: SecretRef | None = None
    collection_prefix: str = ""

    component = "Milvus vector store"

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.path in ("", "/"),
            "url",
            self.url,
            "has a path, which Milvus's client would take for the name of a database",
            "give the host and the port, and the database as `database`",
        )
        at.require(
            parts.port is not None,
            "url",
            self.url,
            "names no port, and Milvus's is not that of the scheme",
            "write the port, mostly :19530, or :443 in Zilliz Cloud",
        )
        at.require(
            bool(re.fullmatch(r"[^\s:]+", self.user)),
            "user",
            self.user,
            "not the name of a user: Milvus takes what is before the first ':' of `user:password` for it",
            "give the name alone; the password comes from the SecretRef",
        )
        at.require(
            bool(_DATABASE.fullmatch(self.database)),
            "database",
            self.database,
            "not the name of a Milvus database",
            "use at most 255 letters, digits and '_', not beginning with a digit",
        )
        check_prefix(at, "collection_prefix", self.collection_prefix)
        address.check_transport(at, "url", parts, ca=self.ca, secret="password")  # noqa: S106 (an option's name)

    @override
    def bind(self) -> Binding:
        return milvus_binding.binding(
            url=self.url.rstrip("/"),
            user=self.user,
            password=self.password,
            database=self.database,
            ca=self.ca,
            collection_prefix=self.collection_prefix,
        )

    @override
    def for_tenant(self, tenant: str) -> ExternalMilvus:
        # Not a database each: the app makes none, and a server has 64 at most
        # (milvus-io/milvus, configs/milvus.yaml, rootCoord.maxDatabaseNum).
        return dataclasses.replace(self, collection_prefix=f"{self.collection_prefix}{tenant}_")
