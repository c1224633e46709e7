"""The app's two agents, with the tools that the deployment offers. Imported by the app, by dotted name.

The app offers every user a search on Google and on Wikipedia, and no setting of its takes them
away.
"""

import importlib
from typing import Any

from . import mcp_servers

_settings_of_app: Any = importlib.import_module("theflow.settings").settings
_OFFERED = frozenset(_settings_of_app.KOTAEMON_AGENT_TOOLS)
_react: Any = importlib.import_module("ktem.reasoning.react")
_rewoo: Any = importlib.import_module("ktem.reasoning.rewoo")
mcp_servers.declare(_settings_of_app.KOTAEMON_MCP_SERVERS)


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
