"""Elasticsearch that is there already: Elastic Cloud, or another team's."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kotaemon_cdk8s import address
from kotaemon_cdk8s.collection_prefix import check_prefix
from kotaemon_cdk8s.components import DocumentStoreBackend
from kotaemon_cdk8s.document_store import elasticsearch_binding
from kotaemon_cdk8s.options import At, Options
from kotaemon_cdk8s.wiring import Binding, SecretRef

from typing_extensions import override


@dataclass(frozen=True)
class ExternalElasticsearch(Options, DocumentStoreBackend):
    """Elasticsearch 8 that somebody else runs, 8.13 or later; creates nothing.

    Give a user and a password, or an API key. They need the index privileges `read`, `write`,
    `create_index`, `delete_index`, `view_index_metadata` and `maintenance` on `index_*`, or on
    what `collection_prefix` puts before it.

    Args:
        url: The server, with its port, mostly :9200, such as `https://….es.example.com:9200`.
        username: User, or a Secret that holds it.
        password: Their password.
        api_key: An API key, encoded (Kibana and the API give it so), in place of the two.
        ca: Authority that signed the server's certificate, PEM. Default: the public ones.
        collection_prefix: Stands before the names of the indices, so that several deployments can
            share the server; lower-case letters, digits and '_', ending with '_'. Default: none.
        anonymous: True if the server asks nobody who they are. Default: False.

    Raises:
        OptionError: The URL is malformed or names no port, not exactly one way to log in is
            given, the certificate could not be verified, or a credential would cross
            networks in clear text.
    """

    url: str
    username: str | SecretRef | None = None
    password: SecretRef | None = None
    api_key: SecretRef | None = None
    ca: SecretRef | None = None
    collection_prefix: str = ""
    anonymous: bool = False

    component = "Elasticsearch document store"

    @override
    def check(self, at: At) -> None:
        parts = address.split(at, "url", self.url)
        at.require(
            parts.port is not None,
            "url",
            self.url,
            "names no port; Elasticsearch's is not that of the scheme",
            "write the port, mostly :9200, or :443 behind an ingress and in Elastic Cloud",
        )
        at.require(
            (self.username is None) == (self.password is None),
            "username" if self.username is None else "password",
            None,
            "a user without a password, or the reverse, cannot log in",
            "give both",
        )
        if isinstance(self.username, str):
            at.require(
                bool(self.username.strip()) and ":" not in self.username,
                "username",
                self.username,
                "not a user name that basic authentication can send (RFC 7617)",
                "give it without ':'",
            )
        ways = [name for name in ("password", "api_key", "anonymous") if getattr(self, name)]
        at.require(
            len(ways) == 1,
            ways[-1] if ways else "password",
            getattr(self, ways[-1]) if ways else None,
            f"{' and '.join(ways)} are two ways to log in, of which a request takes one"
            if ways
            else "nothing says how to log in, and Elasticsearch then refuses every request, if not told otherwise",
            "give username and password, or api_key; or anonymous=True for a server without security",
        )
        check_prefix(at, "collection_prefix", self.collection_prefix)
        secret = None if self.anonymous else ways[0]
        address.check_transport(at, "url", parts, ca=self.ca, secret=secret)

    @override
    def bind(self) -> Binding:
        return elasticsearch_binding.binding(
            url=self.url.rstrip("/"),
            username=self.username,
            password=self.password,
            api_key=self.api_key,
            ca=self.ca,
            collection_prefix=self.collection_prefix,
        )

    @override
    def for_tenant(self, tenant: str) -> ExternalElasticsearch:
        return dataclasses.replace(self, collection_prefix=f"{self.collection_prefix}{tenant}_")
