"""The app's two agents, with the tools that the deployment offers. Imported by the app, by dotted name.

The app offers every user a search on Google and on Wikipedia, and no setting of its takes them
away. And it takes the list of a server's allowed tools out of the server's entry at the first
question (ktem/reasoning/react.py and rewoo.py, `config.pop`): from the second one on, all of its
tools are allowed, and the server is no longer offered (tried).
"""

import copy
import importlib
from typing import Any

_OFFERED = frozenset(importlib.import_module("theflow.settings").settings.KOTAEMON_AGENT_TOOLS)
_react: Any = importlib.import_module("ktem.reasoning.react")
_rewoo: Any = importlib.import_module("ktem.reasoning.rewoo")
_servers: Any = importlib.import_module("ktem.mcp.manager").mcp_manager
_get_server = _servers.get


def _copy_of_server(name: str) -> Any:
    return copy.deepcopy(_get_server(name))


_servers.get = _copy_of_server


def _offered(tools: Any) -> list[str]:
    return [tool for tool in tools if tool in _OFFERED or tool.startswith("[MCP] ")]


def _settings(settings: Any) -> Any:
    tools = settings["tools"]
    return {
        **settings,
        "tools": {**tools, "choices": _offered(tools["choices"]), "value": _offered(tools["value"])},
    }


def _without_others(cls: Any, settings: Any) -> Any:
    # A user may have ticked one before it was taken away.
    key = f"reasoning.options.{cls.get_info()['id']}.tools"
    return {**settings, key: _offered(settings[key])}


class ReactAgentPipeline(_react.ReactAgentPipeline):  # type: ignore[misc]
    """`ReAct`, with the offered tools."""

    @classmethod
    def get_user_settings(cls) -> Any:
        """The app's, with fewer choices."""
        return _settings(super().get_user_settings())

    @classmethod
    def get_pipeline(cls, settings: Any, states: Any, retrievers: Any = None) -> Any:
        """The app's, with fewer tools."""
        return super().get_pipeline(_without_others(cls, settings), states, retrievers)


class RewooAgentPipeline(_rewoo.RewooAgentPipeline):  # type: ignore[misc]
    """`ReWOO`, with the offered tools."""

    @classmethod
    def get_user_settings(cls) -> Any:
        """The app's, with fewer choices."""
        return _settings(super().get_user_settings())

    @classmethod
    def get_pipeline(cls, settings: Any, states: Any, retrievers: Any = None) -> Any:
        """The app's, with fewer tools."""
        return super().get_pipeline(_without_others(cls, settings), states, retrievers)
