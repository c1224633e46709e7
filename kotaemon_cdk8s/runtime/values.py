"""What the settings document leaves to the environment: credentials, and URLs made of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from .document import DocumentError

_NEEDED = ("host", "database", "user")
_URL_PARTS = (*_NEEDED, "port", "password", "options")


def resolve(value: Any, key: str = "settings") -> Any:
    """The value, with everything in it that begins with `$` replaced.

    Args:
        value: `{"$env": NAME, "prefix": TEXT}` stands for the text of a variable,
            `{"$postgresql": {...}}` for a database URL; at any depth.
        key: Where in the document it is.

    Raises:
        DocumentError: It names a variable that is not set, or has another form. The message
            holds the key and the variable, never what is in it.
    """
    if isinstance(value, list):
        return [resolve(item, f"{key}[{index}]") for index, item in enumerate(value)]
    if not isinstance(value, Mapping):
        return value
    references = [name for name in value if name.startswith("$")]
    if not references:
        return {name: resolve(inner, f"{key}.{name}") for name, inner in value.items()}
    if references == ["$env"]:
        return _variable(value, key)
    if list(value) == ["$postgresql"]:
        return _postgresql_url(value["$postgresql"], f"{key}.$postgresql")
    raise DocumentError(
        f"{key}: {', '.join(value)}: known are $env, alone or with prefix, and $postgresql, with nothing beside it"
    )


def _variable(value: Mapping[str, Any], key: str) -> str:
    name, prefix = value["$env"], value.get("prefix", "")
    if not isinstance(name, str) or not isinstance(prefix, str) or value.keys() - {"$env", "prefix"}:
        raise DocumentError(f"{key}: $env takes the name of a variable, and beside it only a prefix, which is a text")
    text = os.environ.get(name, "")
    if not text:
        raise DocumentError(f"{key}: the environment variable {name!r} is not set, or empty")
    if text.endswith(("\n", "\r")):
        raise DocumentError(
            f"{key}: the environment variable {name} ends in a line end, which belongs to no credential;"
            " make the Secret with --from-literal, or printf instead of echo"
        )
    return prefix + text


def _postgresql_url(value: Any, key: str) -> str:
    if not isinstance(value, Mapping) or value.keys() - set(_URL_PARTS) or set(_NEEDED) - value.keys():
        raise DocumentError(f"{key}: must be an object with {', '.join(_NEEDED)}, and may have port, password, options")
    parts = {name: resolve(part, f"{key}.{name}") for name, part in value.items()}
    for name in {*_NEEDED, "password"} & parts.keys():
        if not isinstance(parts[name], str) or not parts[name]:
            raise DocumentError(f"{key}.{name}: must be a text, and not empty")
    options = parts.get("options", {})
    if not isinstance(options, Mapping) or not all(_is_parameter(option) for option in options.values()):
        raise DocumentError(f"{key}.options: must be an object of texts and whole numbers")
    url = sa.URL.create(
        "postgresql+psycopg2",
        username=parts["user"],
        password=parts.get("password"),
        host=parts["host"],
        port=_port(parts.get("port", 5432), f"{key}.port"),
        database=parts["database"],
        query={name: str(option) for name, option in options.items()},
    )
    text = url.render_as_string(hide_password=False)
    if not _reads_as(text, url):
        raise DocumentError(f"{key}: the host or the name of the database has characters that a URL cannot hold")
    return text


def _reads_as(text: str, url: sa.URL) -> bool:
    # SQLAlchemy writes host and database as they are: with "?" or "/" they are read as something else.
    try:
        return sa.make_url(text) == url
    except (ValueError, sa.exc.ArgumentError):
        return False


def _is_parameter(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _port(value: object, key: str) -> int:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 65536:
        raise DocumentError(f"{key}: must be a port, 1 to 65535")
    return value
