"""MCP servers, whose tools the app's agents use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kotaemon_cdk8s import address, tls
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, Endpoint, SecretRef

from typing_extensions import override

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
# What mcp 1.12.4 sends by itself (mcp/client/streamable_http.py, sse.py) and what httpx computes.
_OF_THE_CLIENT = frozenset(
    {"accept", "connection", "content-length", "content-type", "host", "last-event-id", "mcp-protocol-version",
     "mcp-session-id", "transfer-encoding"}
)  # fmt: skip
_SAME_POD = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class McpServer(Options):
    """An MCP server; make one with `http` or `sse`.

    Args:
        name: Name under which the agents offer it, as `[MCP] name`.
        url: Where it is.
        streamable: It speaks streamable HTTP, not SSE.
        token: Sent as `Authorization: Bearer …`.
        headers: Sent with each request.
        ca: Authority that signed its certificate, PEM.
        enabled_tools: Those of its tools that may be used; all if empty.

    Raises:
        OptionError: A name or URL is malformed, the certificate could not be verified, or a
            credential would cross networks in clear text.
    """

    name: str
    url: str
    streamable: bool
    token: SecretRef | None = None
    headers: Mapping[str, SecretRef] = field(default_factory=dict)
    ca: SecretRef | None = None
    enabled_tools: Sequence[str] = ()

    @staticmethod
    def http(
        name: str,
        url: str,
        *,
        token: SecretRef | None = None,
        headers: Mapping[str, SecretRef] | None = None,
        ca: SecretRef | None = None,
        enabled_tools: Sequence[str] = (),
    ) -> McpServer:
        """A server that speaks streamable HTTP, as MCP servers do since March 2025.

        Args:
            name: Name under which the agents offer it, as `[MCP] name`.
            url: Where it is, such as `http://tools.ai.svc:8000/mcp`.
            token: Sent as `Authorization: Bearer …`. Default: none.
            headers: Sent with each request. Default: none.
            ca: Authority that signed its certificate, PEM. Default: the public ones.
            enabled_tools: Those of its tools that may be used. Default: all.

        Raises:
            OptionError: As for the class.
        """
        return McpServer(name, url, True, token, headers or {}, ca, enabled_tools)

    @staticmethod
    def sse(
        name: str,
        url: str,
        *,
        token: SecretRef | None = None,
        headers: Mapping[str, SecretRef] | None = None,
        ca: SecretRef | None = None,
        enabled_tools: Sequence[str] = (),
    ) -> McpServer:
        """A server that speaks the older HTTP+SSE, mostly at a path `/sse`; arguments as in `http`."""
        return McpServer(name, url, False, token, headers or {}, ca, enabled_tools)

    @override
    def check(self, at: At) -> None:
        at.require(
            bool(_NAME.fullmatch(self.name)),
            "name",
            self.name,
            "not a name that the app keeps as it is, and that a variable can be named after",
            "use letters, digits, ' ', '.', '_' and '-', beginning and ending with a letter or digit",
        )
        parts = address.split(at, "url", self.url)
        taken = {_slug("Authorization")} if self.token else set()
        for name in self.headers:
            at.require(
                bool(_HEADER.fullmatch(name)) and name.lower() not in _OF_THE_CLIENT,
                "headers",
                name,
                "not the name of a header that may be added: malformed, or the client sets it itself",
                "take it out, or write a name such as 'X-Api-Key'",
            )
            at.require(
                _slug(name) not in taken,
                "headers",
                name,
                "stands there twice, but for case and punctuation, or `token` sends it",
                "leave one of the two out",
            )
            taken.add(_slug(name))
        for tool in self.enabled_tools:
            at.not_blank("enabled_tools", tool)
        secret = "token" if self.token else "headers" if self.headers else None
        address.check_transport(at, "url", parts, ca=self.ca, secret=secret)

    @property
    def component(self) -> str:
        """Name in messages."""
        return f"MCP server {self.name!r}"

    @property
    def slug(self) -> str:
        """What variables and files are named after."""
        return _slug(self.name)

    @property
    def declaration(self) -> dict[str, JsonValue]:
        """Its entry in the settings, whose form is `runtime/mcp_servers.py`'s."""
        headers: dict[str, JsonValue] = {name: {"$env": self._variable(name)} for name in self.headers}
        if self.token is not None:
            headers["Authorization"] = {"$env": self._variable("Authorization"), "prefix": "Bearer "}
        ca_file = tls.ca_path(self._folder, self.ca)
        return {
            "name": self.name,
            "url": self.url,
            "streamable": self.streamable,
            "headers": headers,
            "enabled_tools": list(self.enabled_tools),
            **({"ca_file": ca_file} if ca_file else {}),
        }

    def bind(self) -> Binding:
        """Its address and credentials; a server in the pod itself is asked past the network."""
        secrets = {self._variable(name): ref for name, ref in self.headers.items()}
        if self.token is not None:
            secrets[self._variable("Authorization")] = self.token
        points = Endpoint.of_url(self.url)
        return Binding(
            secret_env=secrets,
            files=tls.files(self._folder, self.ca),
            endpoints=tuple(point for point in points if point.host not in _SAME_POD),
        )

    @property
    def _folder(self) -> str:
        return f"mcp-{self.slug.lower()}"

    def _variable(self, header: str) -> str:
        return f"KOTAEMON_MCP_HEADER_{self.slug}_{_slug(header)}"


@dataclass(frozen=True)
class McpServers:
    """All of an app's.

    Args:
        servers: In the order of the user interface.
    """

    servers: Sequence[McpServer]

    component = "MCP servers"

    def bind(self) -> Binding:
        """The setting that lists them."""
        servers = [server.declaration for server in self.servers]
        return Binding(settings={"KOTAEMON_MCP_SERVERS": servers})


def check_servers(at: At, servers: Sequence[McpServer], *, has_agent: bool) -> None:
    """Refuse servers that nobody could use, and such that cannot be told apart.

    Raises:
        OptionError: No agent is offered, or two servers have a name or URL in common.
    """
    at.require(
        has_agent or not servers,
        "mcp_servers",
        [server.name for server in servers],
        "only the agents use tools, and none is among the reasoning pipelines",
        "offer ReasoningPipeline.REACT or REWOO, or leave mcp_servers out",
    )
    for position, server in enumerate(servers):
        for other in servers[:position]:
            at.require(
                server.slug != other.slug and server.url != other.url,
                "mcp_servers",
                server.name,
                f"{other.name!r} has this name, but for case and punctuation, or this URL, by which the app's client"
                " tells servers apart",
                "give each a name and a URL of its own",
            )


def _slug(name: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", name.upper())
