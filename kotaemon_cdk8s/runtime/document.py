"""The settings document: read, and refused as a whole if any key of it is wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class DocumentError(Exception):
    """The document cannot be used; the message names the key."""


@dataclass(frozen=True)
class Dependency:
    """A server that must answer before the app starts: a URL, or a host and a port.

    Args:
        component: What it is, for the log.
        url: Any HTTP status below 500 will do.
        ca_file: Certificates that its own must descend from; without it, those of the system.
        host: Instead of the URL, when it does not speak HTTP.
        port: On that host.
    """

    component: str
    url: str = ""
    ca_file: str | None = None
    host: str = ""
    port: int = 0


@dataclass(frozen=True)
class Entry:
    """A row of the app's database that is declared.

    Args:
        kind: One of `ENTRY_KINDS`.
        name: Its key.
        content: What the app reads in it.
        default: Whether it is the default of its kind.
    """

    kind: str
    name: str
    content: Mapping[str, Any]
    default: bool


ENTRY_KINDS = ("llm", "embedding", "reranking")


@dataclass(frozen=True)
class Telemetry:
    """What is measured, and who gets it.

    Args:
        metrics: One of `METRICS`.
        traces: Whether spans are pushed to a collector.
        port: Where metrics and checks are served.
        app: Name of the deployment.
        version: Version of the app.
    """

    metrics: str
    traces: bool
    port: int
    app: str
    version: str


METRICS = ("prometheus", "otlp")


@dataclass(frozen=True)
class Document:
    """What the document says.

    Args:
        settings: Laid over the image's settings; a dotted name reaches into a mapping.
        entries: Rows of the app's database that follow the declaration.
        prune_models: Models that nobody declared go, too.
        offline: Nothing outside the cluster may be asked at start-up.
        follow_admin_password: The admin's password in the database follows the Secret.
        signed_sessions: SSO sessions are signed with a key from the environment, and asked for on
            every path.
        drain_seconds: How long running requests may take to finish after SIGTERM.
        wait_for: Servers that must answer before the app starts, besides its database.
        telemetry: What is measured; None for nothing.
        json_logs: Each line of the log is a JSON object.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    prune_models: bool = False
    offline: bool = False
    follow_admin_password: bool = False
    signed_sessions: bool = False
    drain_seconds: int = 45
    wait_for: tuple[Dependency, ...] = ()
    telemetry: Telemetry | None = None
    json_logs: bool = False


def read_named() -> Document:
    """Read the document that the environment names.

    Raises:
        DocumentError: As `read`.
    """
    return read(os.environ.get("KOTAEMON_SETTINGS_FILE", ""))


def read(path: str) -> Document:
    """Read the document.

    Raises:
        DocumentError: It is missing, is no JSON, or has a wrong, unknown or missing key.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: cannot be read: {error}") from None
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(f"{path}: no JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    if not isinstance(content, dict):
        raise DocumentError(f"{path}: must be an object, is {_kind(content)}")
    known = {known.name for known in fields(Document)}
    for key in content:
        if key not in known:
            raise DocumentError(f"{path}: {key}: unknown key; known are {', '.join(sorted(known))}")
    for key in ("prune_models", "offline", "follow_admin_password", "signed_sessions", "json_logs"):
        _expect(path, key, content.get(key, False), bool)
    listed = content.pop("entries", [])
    _expect(path, "entries", listed, list)
    entries = [_declared(path, f"entries[{index}]", item) for index, item in enumerate(listed)]
    drain = content.get("drain_seconds", 0)
    if isinstance(drain, bool) or not isinstance(drain, int) or drain < 0:
        raise DocumentError(f"{path}: drain_seconds: must be a whole number of seconds, is {drain!r}")
    wait_for = content.pop("wait_for", [])
    _expect(path, "wait_for", wait_for, list)
    dependencies = [_dependency(path, f"wait_for[{index}]", item) for index, item in enumerate(wait_for)]
    telemetry = content.pop("telemetry", None)
    measured = None if telemetry is None else _telemetry(path, telemetry)
    settings = content.get("settings", {})
    _expect(path, "settings", settings, dict)
    for name in settings:
        if not name.partition(".")[0].isupper():
            raise DocumentError(
                f"{path}: settings.{name}: the app only takes names in capital letters (theflow/settings/__init__.py)"
            )
    return Document(entries=tuple(entries), wait_for=tuple(dependencies), telemetry=measured, **content)


def _telemetry(path: str, value: Any) -> Telemetry:
    _expect(path, "telemetry", value, dict)
    known = [known.name for known in fields(Telemetry)]
    if value.keys() != set(known):
        raise DocumentError(
            f"{path}: telemetry: must have {', '.join(known)}; has {', '.join(sorted(value)) or 'nothing'}"
        )
    for name, kind in (("metrics", str), ("traces", bool), ("app", str), ("version", str)):
        _expect(path, f"telemetry.{name}", value[name], kind)
    if value["metrics"] not in METRICS:
        raise DocumentError(f"{path}: telemetry.metrics: known are {', '.join(METRICS)}, is {value['metrics']!r}")
    _check_port(path, "telemetry.port", value["port"])
    return Telemetry(**value)


def _check_port(path: str, key: str, port: Any) -> None:
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 65536:
        raise DocumentError(f"{path}: {key}: must be a port, 1 to 65535, is {port!r}")


def _declared(path: str, key: str, value: Any) -> Entry:
    _expect(path, key, value, dict)
    if value.keys() != {"kind", "name", "content", "default"}:
        raise DocumentError(
            f"{path}: {key}: must have kind, name, content and default; has {', '.join(sorted(value)) or 'nothing'}"
        )
    for name, kind in (("kind", str), ("name", str), ("content", dict), ("default", bool)):
        _expect(path, f"{key}.{name}", value[name], kind)
    if value["kind"] not in ENTRY_KINDS:
        raise DocumentError(f"{path}: {key}.kind: known are {', '.join(ENTRY_KINDS)}, is {value['kind']!r}")
    if not value["name"].strip():
        raise DocumentError(f"{path}: {key}.name: must not be empty")
    return Entry(**value)


def _dependency(path: str, key: str, value: Any) -> Dependency:
    _expect(path, key, value, dict)
    forms = ({"component", "url"}, {"component", "url", "ca_file"}, {"component", "host", "port"})
    if value.keys() not in forms:
        raise DocumentError(
            f"{path}: {key}: must have component and either url, with or without ca_file, or host and port;"
            f" has {', '.join(sorted(value)) or 'nothing'}"
        )
    for name in value.keys() - {"port"}:
        _expect(path, f"{key}.{name}", value[name], str)
    if "url" in value:
        _check_url(path, f"{key}.url", value["url"])
    else:
        _check_port(path, f"{key}.port", value["port"])
    return Dependency(**value)


def _check_url(path: str, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        usable = False
    if not usable:
        raise DocumentError(f"{path}: {key}: must be http:// or https://, a host, and no credentials")


def _expect(path: str, key: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise DocumentError(f"{path}: {key}: must be {_kind(kind())}, is {_kind(value)}")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
