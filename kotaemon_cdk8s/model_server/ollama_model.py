"""Names of Ollama's models, as it reads them itself (ollama v0.32.15, types/model/name.go)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kotaemon_cdk8s.options import At
from kotaemon_cdk8s.wiring import Endpoint

_HOST, _NAMESPACE, _TAG = "registry.ollama.ai", "library", "latest"
_PARTS = {
    "host": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}"),
    "namespace": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}"),
    "name": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"),
    "tag": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"),
}
_DIGEST = re.compile(r"[0-9a-f]{12}|[0-9a-f]{64}")


@dataclass(frozen=True)
class OllamaModel:
    """A model by its full name.

    Args:
        host: Its registry, with a port.
        namespace: Whose it is there.
        name: Which it is.
        tag: Which of its versions.
        digest: Begin of the digest of its manifest, in hexadecimal; None for any.
        plain_http: The registry speaks no TLS.
    """

    host: str
    namespace: str
    name: str
    tag: str
    digest: str | None = None
    plain_http: bool = False

    @staticmethod
    def parsed(at: At, field: str, text: str) -> OllamaModel:
        """A model as a user writes it: `[[[http://]registry/]owner/]name[:tag][@digest]`.

        Raises:
            OptionError: It is not of this form, or runs elsewhere.
        """
        named, mark, digest = text.partition("@")
        scheme, _, bare = named.rpartition("://")
        path, colon, tag = bare.rpartition(":") if bare.rfind(":") > bare.rfind("/") else (bare, "", _TAG)
        *before, name = path.split("/")
        host, namespace = ["", "", *before][-2:]
        model = OllamaModel(
            host or _HOST, namespace or _NAMESPACE, name, tag, digest if mark else None, scheme == "http"
        )
        at.require(
            scheme in ("", "http", "https")
            and len(before) <= 2
            and (bool(colon) or tag == _TAG)
            and (len(before) == 2 or not scheme)
            and all(before)
            and all(form.fullmatch(getattr(model, part)) for part, form in _PARTS.items())
            and (model.digest is None or bool(_DIGEST.fullmatch(model.digest))),
            field,
            text,
            "not the name of a model; Ollama would not find it",
            "write 'qwen3:8b', 'owner/name:tag' or 'registry.example.com/owner/name:tag', and if you like an '@' and"
            " the ID that `ollama list` shows",
        )
        at.require(
            not model.tag.endswith("cloud"),
            field,
            text,
            "runs at ollama.com, not in the cluster; the server is kept from going there",
            "take a model that can be pulled",
        )
        return model

    @property
    def shown(self) -> str:
        """As `ollama list` shows it, and as clients name it (DisplayShortest)."""
        if self.host.lower() != _HOST:
            return f"{self.host}/{self.namespace}/{self.name}:{self.tag}"
        owner = "" if self.namespace.lower() == _NAMESPACE else f"{self.namespace}/"
        return f"{owner}{self.name}:{self.tag}"

    @property
    def reference(self) -> str:
        """As `ollama pull` wants it."""
        return f"http://{self.host}/{self.namespace}/{self.name}:{self.tag}" if self.plain_http else self.shown

    @property
    def manifest(self) -> str:
        """File of its manifest, below the folder of manifests; its SHA-256 is the ID."""
        return f"{self.host}/{self.namespace}/{self.name}/{self.tag}"

    @property
    def registry(self) -> Endpoint:
        """Where it is pulled from."""
        (endpoint,) = Endpoint.of_url(f"{'http' if self.plain_http else 'https'}://{self.host}")
        return endpoint
