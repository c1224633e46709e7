"""Microsoft GraphRAG, which asks its models past the app's own, by a settings file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s.options import At, JsonValue, Options, thawed

from typing_extensions import override

# graphrag 0.3.6, graphrag/config/input_models: what the app's use of it reads. The app searches
# by itself, so that the sections local_search and global_search would have no effect.
KNOWN: Mapping[str, Any] = {
    "chunks.size": int,
    "chunks.overlap": int,
    "entity_extraction.entity_types": Sequence[str],
    "entity_extraction.max_gleanings": int,
    "summarize_descriptions.max_length": int,
    "claim_extraction.enabled": bool,
    "claim_extraction.description": str,
    "claim_extraction.max_gleanings": int,
    "community_reports.max_length": int,
    "community_reports.max_input_length": int,
    "cluster_graph.max_cluster_size": int,
    "embeddings.batch_size": int,
    "embeddings.batch_max_tokens": int,
    "parallelization.stagger": float,
    "parallelization.num_threads": int,
}


@dataclass(frozen=True)
class GraphRagModel(Options):
    """A model that Microsoft GraphRAG asks, on any server that speaks OpenAI's protocol.

    Args:
        model: Its name there.
        base_url: URL up to and with `/v1`. Default: https://api.openai.com/v1.
        concurrent_requests: How many requests may be under way; few for a server of one GPU.
            Default: 25 (graphrag's).
        request_timeout: How long one may take, in seconds. Default: 180 (graphrag's).

    Raises:
        OptionError: The URL is malformed, the name is empty, or a number is out of range.
    """

    model: str
    base_url: str = "https://api.openai.com/v1"
    concurrent_requests: int = 25
    request_timeout: int = 180

    @override
    def check(self, at: At) -> None:
        at.not_blank("model", self.model)
        at.url("base_url", self.base_url)
        at.number("concurrent_requests", self.concurrent_requests, at_least=1)
        at.number("request_timeout", self.request_timeout, at_least=1, unit="seconds")

    @property
    def section(self) -> dict[str, JsonValue]:
        """Its part of the file, without type and key."""
        return {
            "model": self.model,
            "api_base": self.base_url.rstrip("/"),
            "concurrent_requests": self.concurrent_requests,
            "request_timeout": float(self.request_timeout),
        }


def check_settings(at: At, settings: Mapping[str, JsonValue]) -> None:
    """Refuse settings that graphrag would not read, or that have an option.

    Raises:
        OptionError: Naming the setting.
    """
    for name, value in settings.items():
        field = f"settings.{name}"
        at.require(
            name in KNOWN,
            field,
            name,
            "not a setting of graphrag 0.3.6 that the app's use of it reads, or one that an option sets",
            f"take one of {', '.join(sorted(KNOWN))}",
        )
        at.types({field: KNOWN[name]}, {field: value})


def settings_file(
    chat: GraphRagModel, embedding: GraphRagModel, *, answers_json: bool, settings: Mapping[str, JsonValue]
) -> str:
    """The file that the app copies into each graph; JSON, which is YAML."""
    content: dict[str, Any] = {
        # The only token table in the image.
        "encoding_model": "cl100k_base",
        # Not said, graphrag looks for .csv files (create_graphrag_config.py), and the app writes .txt.
        "input": {"file_type": "text"},
        "llm": {
            "type": "openai_chat",
            "api_key": "${GRAPHRAG_API_KEY}",
            "model_supports_json": answers_json,
            **chat.section,
        },
        # Without a key, graphrag takes that of `llm` and the app's search takes the variable. A
        # `${…}` here would reach the server as it is: the app reads the file without expanding it
        # (index/file/graph/pipelines.py, `_build_graph_search`).
        "embeddings": {"llm": {"type": "openai_embedding", "api_key": "", **embedding.section}},
    }
    for name, value in settings.items():
        section, _, key = name.partition(".")
        content.setdefault(section, {})[key] = thawed(value)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
