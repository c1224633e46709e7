"""The form of the app's agent: a fixed list of tools, and a server's list of tools lost at the first question."""

from ktem.mcp.manager import mcp_manager


class ReactAgentPipeline:
    @classmethod
    def get_info(cls) -> dict:
        return {"id": "ReAct", "name": "ReAct Agent"}

    @classmethod
    def get_user_settings(cls) -> dict:
        servers = [f"[MCP] {name}" for name, entry in mcp_manager.info().items() if "enabled_tools" in entry["config"]]
        tools = {"value": ["SearchDoc", "LLM"], "choices": ["Wikipedia", "Google", "LLM", "SearchDoc", *servers]}
        return {"llm": {"value": ""}, "tools": tools}

    @classmethod
    def get_pipeline(cls, settings: dict, states: dict, retrievers: list | None = None) -> list:
        found = []
        for name in settings[f"reasoning.options.{cls.get_info()['id']}.tools"]:
            if name.startswith("[MCP] "):
                config = mcp_manager.get(name.removeprefix("[MCP] "))["config"]
                found.append((name, config.pop("enabled_tools", None)))
            else:
                found.append((name, None))
        return found
