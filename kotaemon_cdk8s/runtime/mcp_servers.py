"""The declared MCP servers, beside those of the app's database.

The app keeps servers in a table, with whatever credentials in clear, and shows them in full to
whoever opens the page. Its client sends no headers, verifies by the public authorities only, and
speaks the older of MCP's two transports alone (kotaemon/agents/tools/mcp.py). So the declared ones
are not written there: they are laid over what was read from it, without credentials, and the client
is told the rest when it connects.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import json
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

Declared = Sequence[Mapping[str, Any]]


def declare(servers: Declared) -> None:
    """Have the app know the servers, and reach them."""
    by_name = {server["name"]: server for server in servers}
    module: Any = importlib.import_module("ktem.mcp.manager")
    _lay_over(module.mcp_manager, by_name)
    _connect({server["url"]: server for server in servers})
    _take_objects()


def _lay_over(manager: Any, servers: Mapping[str, Mapping[str, Any]]) -> None:
    load, get = manager.load, manager.get

    def load_both() -> None:
        load()
        for name, server in servers.items():
            # The app offers a server only if it has a list of tools; an empty one stands for all.
            # Of the transports that it knows, this one takes a URL.
            config = {"transport": "sse", "url": server["url"], "enabled_tools": server["enabled_tools"]}
            manager._info[name] = {"name": name, "config": config}

    def get_copy(name: str) -> Any:
        # The agents take `enabled_tools` out of what they get (ktem/reasoning/react.py, `config.pop`):
        # from the second question on, all tools of the server were allowed, and it was offered no more.
        return copy.deepcopy(get(name))

    def refusing(change: Any) -> Any:
        def change_others(name: str, *args: Any) -> None:
            if name.strip() in servers:
                raise ValueError("it is declared in Git (mcp_servers); change it there")
            change(name, *args)

        return change_others

    for change in ("add", "update", "delete"):
        setattr(manager, change, refusing(getattr(manager, change)))
    manager.load, manager.get = load_both, get_copy
    manager.load()


def _connect(servers: Mapping[str, Mapping[str, Any]]) -> None:
    sse: Any = importlib.import_module("mcp.client.sse")
    http: Any = importlib.import_module("mcp.client.streamable_http")
    plain = sse.sse_client

    @contextlib.asynccontextmanager
    async def connect(url: str, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        server = servers.get(url)
        if server is None:
            async with plain(url, *args, **kwargs) as streams:
                yield streams
            return
        options: dict[str, Any] = {"headers": dict(server["headers"])}
        if "ca_file" in server:
            options["httpx_client_factory"] = _client_of(server["ca_file"])
        open_streams = http.streamablehttp_client if server["streamable"] else plain
        async with open_streams(url, **options) as streams:
            yield streams[:2]

    sse.sse_client = connect


def _take_objects() -> None:
    # An agent writes what it wants from a tool as a text, and the app takes the whole of it for the
    # first argument: a tool that needs two, or a number, failed on each call.
    tool: Any = importlib.import_module("kotaemon.agents.tools.mcp").MCPTool
    parse = tool._parse_input

    def parse_object(this: Any, tool_input: Any) -> Any:
        if isinstance(tool_input, str):
            with contextlib.suppress(ValueError):
                arguments = json.loads(tool_input)
                if isinstance(arguments, dict):
                    tool_input = arguments
        return parse(this, tool_input)

    tool._parse_input = parse_object


def _client_of(ca_file: str) -> Any:
    httpx: Any = importlib.import_module("httpx")
    context = ssl.create_default_context(cafile=ca_file)

    def client(headers: Any = None, timeout: Any = None, auth: Any = None) -> Any:
        limit = httpx.Timeout(30.0) if timeout is None else timeout
        return httpx.AsyncClient(headers=headers, timeout=limit, auth=auth, verify=context, follow_redirects=True)

    return client
