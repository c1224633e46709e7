"""A Qdrant server that is there already: Qdrant Cloud, or another team's."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kotaemon_cdk8s import address
from kotaemon_cdk8s.collection_prefix import check_prefix
from kotaemon_cdk8s.components import VectorStoreBackend
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.vector_store import qdrant_binding
from kotaemon_cdk8s.wiring import Binding, SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class ExternalQdrant(Options, VectorStoreBackend):
    """Qdrant that somebody else runs; creates nothing.

    Copies and shards of the app's collections are the server's defaults
    (`storage.collection` in its configuration).

    Args:
        url: The server, with its port, such as `https://….cloud.qdrant.io:6333`.
        api_key: A key that may write. Over http only to a Service of the cluster. Default:
            none, the server asks for none.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.
        collection_prefix: Stands before the names of the collections, so that several deployments
            can share the server; lower-case letters, digits and '_', ending with '_'. Default: none.

    Raises:
        OptionError: The URL or the prefix is malformed or names no port, the certificate could not be
            verified, or the key would cross networks in clear text.
    """

    url: str
    api_key: SecretRef | None = None
    ca: SecretRef | None = None
    collection_prefix: str = ""

    component = "Qdrant vector store"

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.port is not None,
            "url",
            self.url,
            "names no port, and Qdrant's client would then take 6333, whatever the scheme",
            "write the port, mostly :6333, or :443 behind an ingress",
        )
        check_prefix(at, "collection_prefix", self.collection_prefix)
        address.check_transport(at, "url", parts, ca=self.ca, secret="api_key" if self.api_key else None)

    @override
    def bind(self) -> Binding:
        return qdrant_binding.binding(
            url=self.url.rstrip("/"), api_key=self.api_key, ca=self.ca, collection_prefix=self.collection_prefix
        )

    @override
    def for_tenant(self, tenant: str) -> ExternalQdrant:
        return dataclasses.replace(self, collection_prefix=f"{self.collection_prefix}{tenant}_")
