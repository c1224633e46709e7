"""A model as the app has it: a name, a class of the app, and what that class takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.components import ModelServerBackend
from kotaemon_cdk8s.options import At, JsonValue, Options
from kotaemon_cdk8s.wiring import Binding, DatabaseEntry, Endpoint, EntryKind, SecretRef

from typing_extensions import override

ENV_PREFIX = "KOTAEMON_MODEL_"
"""Begins the names of variables from which the runtime takes what is secret in a model."""

# /app/.env in the image is .env.example, and `import pymilvus` loads it into the process: GraphRAG
# would take the placeholder for a key (index/file/graph/pipelines.py, `check_graphrag_api_key`).
PLACEHOLDERS: Mapping[str, str] = {"GRAPHRAG_API_KEY": ""}

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")

# libs/ktem/ktem/embeddings/manager.py keeps the default embedding under this name, too.
_DEFAULT = "default"


class ModelKind(str, Enum):
    """What a model is for."""

    CHAT = "chat"
    """Answers; the app's *LLMs*."""
    EMBEDDINGS = "embeddings"
    """Vectors of texts."""
    RERANKING = "reranking"
    """Order of the passages that were found."""


_ENTRY_KINDS = {
    ModelKind.CHAT: EntryKind.LLM,
    ModelKind.EMBEDDINGS: EntryKind.EMBEDDING,
    ModelKind.RERANKING: EntryKind.RERANKING,
}


@dataclass(frozen=True)
class Model(Options):
    """One model of one kind; providers make them, as in `OpenAI(...).chat("gpt-4o-mini")`.

    Made by hand, it names any class of a derived image.

    Args:
        kind: What it is for.
        name: Name in the app, by which people choose it; unique within its kind.
        spec: What the app makes it from: `__type__`, the dotted name of its class, and the
            arguments of that class. A `SecretRef` stands for a text that the pod takes from
            a Secret.
        default: It is the default of its kind. Default: the first of a kind is, if none says so.
        urls: Where the app connects to for it; a `SecretRef`, if only the cluster knows it.
        server: The server of the deployment that serves it. Default: none.

    Raises:
        OptionError: A name is empty, or `spec` names no class.
    """

    kind: ModelKind
    name: str
    spec: Mapping[str, JsonValue]
    default: bool = False
    urls: Sequence[str | SecretRef] = ()
    server: ModelServerBackend | None = field(default=None, repr=False)

    @override
    def check(self, at: At) -> None:
        at.not_blank("name", self.name)
        at.require(
            self.name == self.name.strip(),
            "name",
            self.name,
            "begins or ends with white space, which nobody sees in the app",
            "leave it out",
        )
        at.require(
            self.kind is not ModelKind.EMBEDDINGS or self.name != _DEFAULT,
            "name",
            self.name,
            "the app keeps its default embedding under this name (ktem/embeddings/manager.py)",
            "give it another name",
        )
        kind = self.spec.get("__type__")
        at.require(
            isinstance(kind, str) and bool(_DOTTED.fullmatch(kind)),
            "spec.__type__",
            kind,
            "not the dotted name of a class; the app could not import it and would not start",
            "write 'package.module.Class'",
        )
        at.json("spec", _without_secrets(self.spec))
        for key, value in self.spec.items():
            at.require(
                not isinstance(value, str) or not secret_guard.names_credential(key, value),
                f"spec.{key}",
                f"({type(value).__name__}, not shown)",
                "a credential, which would stand in Git",
                'put it into a Secret and give SecretRef("name of the Secret", "key")',
            )
        for url in self.urls:
            if isinstance(url, str):
                at.url("urls", url)

    @property
    def component(self) -> str:
        """Name in messages."""
        return f"{self.kind.value} model {self.name!r}"

    def bind(self) -> Binding:
        """The row of it, and what stands in its place there."""
        secrets = tuple(_secrets(self.spec))
        hidden = next((url for url in self.urls if isinstance(url, SecretRef)), None)
        return Binding(
            secret_env={variable(ref): ref for ref in secrets},
            entries=(
                DatabaseEntry(_ENTRY_KINDS[self.kind], self.name, _with_variables(self.spec), default=self.default),
            ),
            # The server's own edge says it, too, and more.
            endpoints=() if self.server else tuple(point for url in self.urls for point in Endpoint.of_url(url)),
            unnamed_hosts=f"its address is in the Secret {hidden.name}" if hidden else None,
        )


def declared(at: At, models: Sequence[Model]) -> tuple[Model, ...]:
    """The models, one of each kind the default; servers and vision models are none of these.

    Raises:
        OptionError: Two have one name, or two of a kind are the default.
    """
    for (kind, name), count in Counter((model.kind, model.name) for model in models).items():
        at.require(
            count == 1,
            "models",
            name,
            f"two {kind.value} models have this name; the app knows one of a name",
            "give one of them another `name`",
        )
    for kind in ModelKind:
        defaults = [model.name for model in models if model.kind is kind and model.default]
        at.require(
            len(defaults) < 2,
            "models",
            ", ".join(defaults),
            f"more than one is the default of the {kind.value} models; the app would take the one it reads last",
            "let one of them say default=True",
        )
    return tuple(replace(model, default=_is_default(model, models)) for model in models)


def servers(models: Iterable[Model]) -> tuple[ModelServerBackend, ...]:
    """The servers behind the models, each once."""
    return tuple(dict.fromkeys(model.server for model in models if model.server is not None))


def variable(ref: SecretRef) -> str:
    """Name of the environment variable that holds a key of a Secret."""
    return ENV_PREFIX + "__".join(re.sub(r"[^A-Z0-9]", "_", part.upper()) for part in (ref.name, ref.key))


def _is_default(model: Model, models: Sequence[Model]) -> bool:
    of_kind = [other for other in models if other.kind is model.kind]
    return model is next((other for other in of_kind if other.default), of_kind[0])


def _secrets(value: object) -> Iterable[SecretRef]:
    if isinstance(value, SecretRef):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _secrets(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _secrets(item)


def _with_variables(value: JsonValue) -> JsonValue:
    if isinstance(value, SecretRef):
        return {"$env": variable(value)}
    if isinstance(value, Mapping):
        return {key: _with_variables(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_with_variables(item) for item in value]
    return value


def _without_secrets(value: JsonValue) -> JsonValue:
    if isinstance(value, Mapping):
        return {key: _without_secrets(item) for key, item in value.items() if not isinstance(item, SecretRef)}
    return value
