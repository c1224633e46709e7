"""The settings document: read, and refused as a whole if any key of it is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class DocumentError(Exception):
    """The document cannot be used; the message names the key."""


@dataclass(frozen=True)
class Document:
    """What the document says.

    Args:
        settings: Laid over the image's settings; a dotted name reaches into a mapping.
        models: Names of the seeded models to keep, the default of each kind first.
        offline: Nothing outside the cluster may be asked at start-up.
        follow_admin_password: The admin's password in the database follows the Secret.
        signed_sessions: SSO sessions are signed with a key from the environment, and asked for on
            every path.
        drain_seconds: How long running requests may take to finish after SIGTERM.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    models: tuple[str, ...] = ()
    offline: bool = False
    follow_admin_password: bool = False
    signed_sessions: bool = False
    drain_seconds: int = 45


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
    for key in ("offline", "follow_admin_password", "signed_sessions"):
        _expect(path, key, content.get(key, False), bool)
    models = content.pop("models", [])
    _expect(path, "models", models, list)
    for index, name in enumerate(models):
        _expect(path, f"models[{index}]", name, str)
    drain = content.get("drain_seconds", 0)
    if isinstance(drain, bool) or not isinstance(drain, int) or drain < 0:
        raise DocumentError(f"{path}: drain_seconds: must be a whole number of seconds, is {drain!r}")
    settings = content.get("settings", {})
    _expect(path, "settings", settings, dict)
    for name in settings:
        if not name.partition(".")[0].isupper():
            raise DocumentError(
                f"{path}: settings.{name}: the app only takes names in capital letters (theflow/settings/__init__.py)"
            )
    return Document(models=tuple(models), **content)


def _expect(path: str, key: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise DocumentError(f"{path}: {key}: must be {_kind(kind())}, is {_kind(value)}")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
