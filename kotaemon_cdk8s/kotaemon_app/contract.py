"""What the real app reads: every environment variable and setting, each with its source.

The table (`contract.csv`) was made by reading Kotaemon v0.11.3 and its locked packages.
Loaded only when somebody passes free `env` or `settings`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kotaemon_cdk8s import secret_guard
from kotaemon_cdk8s.options import At, JsonValue
from kotaemon_cdk8s.wiring import Binding, SecretRef

_LIBRARY = "the library"
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


@dataclass(frozen=True)
class Entry:
    """A row of the table.

    Args:
        kind: `env`, `setting`, or `dead` (people set it, nothing reads it).
        name: Name; `{id}` stands for the number of an index, or the name of a header or of a Secret.
        type: bool, int, float, str, json, path, url, or enum(a|b).
        default: What holds in the image when nobody sets it.
        dotenv: Whether the image's /app/.env has an effect on it.
        secret: Whether its value is a credential.
        option: The option of ours that owns it; empty if none does.
        source: Where it is read.
        meaning: What it does; for a dead one, what to use instead.
    """

    kind: str
    name: str
    type: str
    default: str
    dotenv: str
    secret: str
    option: str
    source: str
    meaning: str


@dataclass(frozen=True)
class FurtherEnvironment:
    """Environment that no option of ours knows.

    Args:
        env: Checked by `check_env`.
    """

    env: Mapping[str, str | SecretRef]

    component = "the option `env`"

    def bind(self) -> Binding:
        """The same, told apart."""
        return Binding(
            env={name: value for name, value in self.env.items() if isinstance(value, str)},
            secret_env={name: value for name, value in self.env.items() if isinstance(value, SecretRef)},
        )


@cache
def table() -> Mapping[tuple[str, str], Entry]:
    """All rows, by kind and name."""
    import csv

    with resources.files("kotaemon_cdk8s.kotaemon_app").joinpath("contract.csv").open(encoding="utf-8") as file:
        entries = [Entry(**row) for row in csv.DictReader(file)]
    return {(entry.kind, entry.name): entry for entry in entries}


def row_name(name: str) -> str:
    """The name under which a row of the table has it."""
    name = re.sub(r"^FILE_INDEX_\d+_", "FILE_INDEX_{id}_", name)
    return re.sub(r"^(KOTAEMON_(?:VECTOR_STORE|MCP)_HEADER_|KOTAEMON_MODEL_).+", r"\1{id}", name)


def check_env(at: At, env: Mapping[str, str | SecretRef]) -> None:
    """Refuse free environment variables that an option owns, nothing reads, or Git must not see.

    Raises:
        OptionError: Naming the variable.
    """
    for name, value in env.items():
        field = f"env.{name}"
        at.env_name(field, name)
        _check_name(at, field, "env", name, value)
        if isinstance(value, str):
            _check_literal(at, field, name, value)
    hosts = str(env.get("NO_PROXY", env.get("no_proxy", "")))
    for name in _PROXIES:
        at.require(
            name not in env or "localhost" in hosts,
            f"env.{name}",
            env.get(name),
            "the app calls its own address when it starts, and would ask the proxy for it",
            "set NO_PROXY too, with at least 'localhost,127.0.0.1,0.0.0.0' and the cluster's own names",
        )


def check_settings(at: At, settings: Mapping[str, JsonValue]) -> None:
    """Refuse free settings that an option owns, nothing reads, or Git must not see.

    Raises:
        OptionError: Naming the setting.
    """
    for name, value in settings.items():
        field = f"settings.{name}"
        at.json(field, value)
        head = name.partition(".")[0]
        at.require(
            bool(re.fullmatch(r"[A-Z][A-Z0-9_]*(\.[A-Za-z0-9_]+)*", name)),
            field,
            name,
            "the app takes only settings in capital letters (theflow/settings/__init__.py)",
            "write it as flowsettings.py of the app has it; a dot reaches into a mapping",
        )
        _check_name(at, field, "setting", head, value)
        at.require(
            not head.startswith("KH_") or ("setting", head) in table(),
            field,
            _shown(name, value),
            "no setting of the app has this name, so it would do nothing",
            "look it up in docs/reference/contract.md",
        )
        _check_literal(at, field, name, value)


def _check_name(at: At, field: str, kind: str, name: str, value: object) -> None:
    entry = table().get((kind, row_name(name)))
    if entry is not None:
        at.require(
            not entry.option,
            field,
            _shown(name, value),
            "the library decides over it: with another value the pod would not start, or not keep its promises"
            if entry.option == _LIBRARY
            else f"the option `{entry.option}` sets it",
            "leave it out" if entry.option == _LIBRARY else f"use the option `{entry.option}`",
        )
        return
    dead = table().get(("dead", name))
    if dead is not None and kind == "env":
        at.fail(field, _shown(name, value), "nothing in Kotaemon reads it, so it would do nothing", dead.meaning)


def _check_literal(at: At, field: str, name: str, value: JsonValue) -> None:
    if isinstance(value, str):
        at.require(
            not secret_guard.is_credential(value) and not secret_guard.names_credential(name, value),
            field,
            secret_guard.shortened(value),
            "looks like a credential, which would stand in Git in clear text",
            "put it into a Secret and give SecretRef(name, key) in `env`",
        )
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _check_literal(at, f"{field}.{key}", str(key), item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check_literal(at, f"{field}[{index}]", name, item)


def _shown(name: str, value: object) -> object:
    if isinstance(value, str) and (secret_guard.is_credential(value) or secret_guard.names_credential(name, value)):
        return secret_guard.shortened(value)
    return value
