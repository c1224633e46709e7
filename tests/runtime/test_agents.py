"""Agents, their MCP servers and the readers, over the form of the app's own."""

from __future__ import annotations

import asyncio
import importlib
import sys
from types import ModuleType
from typing import Any

from kotaemon_cdk8s.runtime import mcp_servers

import pytest
import trustme

HTTP = {"name": "Tools", "url": "http://tools/mcp", "streamable": True, "headers": {"Authorization": "Bearer t"},
        "enabled_tools": ["add"]}  # fmt: skip
SSE = {"name": "Old", "url": "http://old/sse", "streamable": False, "headers": {}, "enabled_tools": []}
ASKED = "reasoning.options.{}.tools"


class Settings:
    KOTAEMON_AGENT_TOOLS = ("SearchDoc", "LLM")
    KOTAEMON_MCP_SERVERS = (HTTP, SSE)
    KOTAEMON_READERS = ("docling", "default")


@pytest.fixture
def app(stand_ins: None, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("theflow.settings")
    module.settings = Settings()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "theflow", ModuleType("theflow"))
    monkeypatch.setitem(sys.modules, "theflow.settings", module)
    for name in ("agents", "reading"):
        monkeypatch.delitem(sys.modules, f"kotaemon_cdk8s.runtime.{name}", raising=False)


def manager() -> Any:
    return importlib.import_module("ktem.mcp.manager").mcp_manager


def agent(name: str) -> Any:
    return getattr(importlib.import_module("kotaemon_cdk8s.runtime.agents"), name)


AGENTS = ["ReactAgentPipeline", "RewooAgentPipeline"]


@pytest.mark.parametrize("name", AGENTS)
class TestAgents:
    def test_only_offered_tools_and_servers_can_be_ticked(self, app: None, name: str) -> None:
        settings = agent(name).get_user_settings()
        assert settings["tools"]["choices"] == ["LLM", "SearchDoc", "[MCP] theirs", "[MCP] Tools", "[MCP] Old"]
        assert settings["tools"]["value"] == ["SearchDoc", "LLM"]
        assert settings["llm"] == {"value": ""}

    def test_what_was_ticked_before_is_not_used(self, app: None, name: str) -> None:
        key = ASKED.format(agent(name).get_info()["id"])
        used = agent(name).get_pipeline({key: ["Google", "SearchDoc", "[MCP] Tools"]}, {})
        assert used == [("SearchDoc", None), ("[MCP] Tools", ["add"])]

    def test_a_servers_tools_are_limited_at_every_question(self, app: None, name: str) -> None:
        key = ASKED.format(agent(name).get_info()["id"])
        for _ in range(2):
            used = agent(name).get_pipeline({key: ["[MCP] Tools", "[MCP] theirs"]}, {})
            assert used == [("[MCP] Tools", ["add"]), ("[MCP] theirs", ["a"])]


class TestServers:
    def test_they_are_beside_those_of_the_table_and_without_credentials(self, stand_ins: None) -> None:
        mcp_servers.declare([HTTP])
        assert sorted(manager().info()) == ["Tools", "theirs"]
        assert "Bearer" not in str(manager().info())
        manager().add("new", {"url": "http://new"})
        assert sorted(manager().info()) == ["Tools", "new", "theirs"]
        assert "Tools" not in manager().table

    @pytest.mark.parametrize("change", ["add", "update"])
    def test_they_change_in_git_only(self, stand_ins: None, change: str) -> None:
        mcp_servers.declare([HTTP])
        with pytest.raises(ValueError, match="declared in Git"):
            getattr(manager(), change)(" Tools ", {"url": "http://elsewhere"})
        with pytest.raises(ValueError, match="declared in Git"):
            manager().delete("Tools")
        manager().delete("theirs")
        assert sorted(manager().info()) == ["Tools"]

    @staticmethod
    def connected(url: str) -> Any:
        async def connect() -> Any:
            async with importlib.import_module("mcp.client.sse").sse_client(url=url) as (read, write):
                assert write == "write"
                return read

        return asyncio.run(connect())

    def test_each_is_asked_as_it_was_declared(self, stand_ins: None) -> None:
        mcp_servers.declare([HTTP, SSE])
        assert self.connected(HTTP["url"]) == ("http", "http://tools/mcp", {"Authorization": "Bearer t"}, None)
        assert self.connected(SSE["url"]) == ("sse", "http://old/sse", {}, None)
        assert self.connected("http://theirs/sse") == ("sse", "http://theirs/sse", None, None)

    def test_an_authority_of_its_own_is_asked_for(self, stand_ins: None, tmp_path: Any) -> None:
        trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.crt"))
        mcp_servers.declare([{**HTTP, "ca_file": str(tmp_path / "ca.crt")}])
        made = self.connected(HTTP["url"])[3](headers={"X": "y"}).options
        assert made["headers"] == {"X": "y"}
        (authority,) = made["verify"].get_ca_certs()
        assert "trustme" in str(authority["subject"])

    def test_an_object_in_a_text_is_taken_for_the_arguments(self, stand_ins: None) -> None:
        mcp_servers.declare([])
        tool = importlib.import_module("kotaemon.agents.tools.mcp").MCPTool()
        assert tool._parse_input('{"a": 1, "b": 2}') == {"a": 1, "b": 2}
        for text in ("harbour", "5", '["a"]', '{"a"'):
            assert tool._parse_input(text) == {"first": text}


def test_readers_that_are_set_up_are_offered_the_default_one_first(app: None) -> None:
    reading = importlib.import_module("kotaemon_cdk8s.runtime.reading")
    upstream = importlib.import_module("ktem.index.file.pipelines").IndexDocumentPipeline
    assert reading.IndexDocumentPipeline is upstream

    class Graph(upstream):  # type: ignore[misc, valid-type]
        pass

    for pipeline in (upstream, Graph):
        mode = pipeline.get_user_settings()["reader_mode"]
        assert mode == {
            "name": "File loader",
            "value": "docling",
            "choices": [("Docling", "docling"), ("Default", "default")],
        }
