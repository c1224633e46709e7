"""Hosts from which models come, and hosts to which these redirect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Endpoint

HUGGING_FACE = "https://huggingface.co"

# huggingface/hub-docs at 242f4a1, docs/hub/models-downloading.md, "Downloading behind a proxy or firewall":
# "These hostnames may change".
_HUGGING_FACE = (
    "huggingface.co",
    "cas-server.xethub.hf.co",
    "cas-server.xethub-eu.hf.co",
    "transfer.xethub.hf.co",
    "transfer.xethub-eu.hf.co",
    "us.aws.cdn.hf.co",
    "us.gcp.cdn.hf.co",
    "cdn-lfs-us-1.hf.co",
    "cdn-lfs-eu-1.hf.co",
)
# ollama/ollama v0.32.15, types/model/name.go (defaultHost); ollama/ollama#4307 (the host to which it redirects).
_KNOWN = {
    "registry.ollama.ai": ("registry.ollama.ai", "dd20bb891979d25aebc8bec07b2b3bbc.r2.cloudflarestorage.com"),
    "huggingface.co": _HUGGING_FACE,
    "hf.co": ("hf.co", *_HUGGING_FACE),
}


def download_endpoints(sources: Iterable[Endpoint], further: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """All hosts that a download needs.

    Args:
        sources: Registries and hubs that are asked.
        further: Hosts to which they redirect, as the user knows them.
    """
    found: list[Endpoint] = []
    for source in sources:
        found.extend(Endpoint(host, source.port) for host in _KNOWN.get(source.host, (source.host,)))
    return tuple(dict.fromkeys((*found, *further)))


def is_known(source: Endpoint) -> bool:
    """Whether it is known to which hosts it redirects."""
    return source.host in _KNOWN


def redirects(at: At, hosts: Sequence[str]) -> tuple[Endpoint, ...]:
    """The hosts of the option `download_hosts`.

    Raises:
        OptionError: One is no `name:port`.
    """
    return tuple(Endpoint.parsed(at, "download_hosts", text) for text in hosts)
