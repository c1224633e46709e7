"""Values files, read and merged as Helm does it, with what looks like a credential taken out.

helm/helm v3, pkg/cli/values/options.go (`mergeMaps`) and pkg/chartutil/coalesce.go: maps are merged
deep, anything else is replaced, and null takes a key away. It reads YAML 1.1 without its dates
and numbers to the base 60 (sigs.k8s.io/yaml).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kotaemon_cdk8s import secret_guard

import yaml

_MOST_NODES = 100_000
_MAY_BE_ANY_SCALAR = re.compile(r"(?i)pass(?:word|wd|phrase|code)?s?$|(?:^|[_.-])pwd$")
_SECRET = re.compile(r"(?i)(?:secret|token|credential|api[_-]?key|private[_-]?key|access[_-]?key)s?$|[_-]key$")
_NO_SECRET = re.compile(r"(?i)(?:existing|pull)secrets?$")


class MigrationError(Exception):
    """Why nothing was written, in one line."""


class Withheld:
    """A value that looks like a credential: it was dropped when it was read."""

    def __repr__(self) -> str:
        return "(withheld)"


WITHHELD = Withheld()


def read(files: Iterable[Path]) -> dict[str, Any]:
    """All files, merged in their order.

    Raises:
        MigrationError: One cannot be read, is no mapping, or holds a Helm template.
    """
    merged: dict[str, Any] = {}
    for file in files:
        merged = merge(merged, _mapping(file))
    withheld: dict[str, Any] = _withheld("", merged)
    return withheld


def documents(file: Path) -> list[dict[str, Any]]:
    """The manifests of a file.

    Raises:
        MigrationError: It cannot be read, or holds something else.
    """
    found = [_normal(file, document, "") for document in _loaded(file, several=True) if document is not None]
    if not all(isinstance(document, dict) for document in found):
        raise MigrationError(f"{file}: holds something that is no manifest")
    return [_withheld("", document) for document in found]


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One mapping over another, as Helm does it."""
    merged = dict(base)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            below = merged.get(key)
            merged[key] = merge(below if isinstance(below, dict) else {}, value)
        else:
            merged[key] = value
    return merged


class _Loader(yaml.SafeLoader):
    """YAML as Helm reads it."""


_TAGS = ("timestamp", "int", "float")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag.rpartition(":")[2] not in _TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int",
    re.compile(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|0|[1-9][0-9_]*)$"),
    list("-+0123456789"),
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"(?:[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
    ),
    list("-+0123456789."),
)


def _loaded(file: Path, *, several: bool) -> list[Any]:
    text = _text(file)
    try:
        if several:
            return list(yaml.load_all(text, _Loader))
        return [yaml.load(text, _Loader)]  # noqa: S506
    except RecursionError:
        raise MigrationError(f"{file}: is nested too deep") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # Not the whole message: it quotes the line, which may hold a password.
        mark = getattr(error, "problem_mark", None)
        place = f"{file}: line {mark.line + 1}" if mark else str(file)
        problem = getattr(error, "problem", None) or "holds a character or number that YAML has not"
        hint = "; Helm expands no template ({{ … }}) in values" if "{{" in text else ""
        raise MigrationError(f"{place}: is no YAML that Helm would read: {problem}{hint}") from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MigrationError(f"{file}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no text in UTF-8"
        raise MigrationError(f"{file}: cannot be read: {reason}") from None


def _mapping(file: Path) -> dict[str, Any]:
    (content,) = _loaded(file, several=False)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise MigrationError(f"{file}: holds no mapping of values, but a {_kind(content)}")
    normal: dict[str, Any] = _normal(file, content, "")
    return normal


def _kind(content: object) -> str:
    return "list" if isinstance(content, list) else "single value"


def _normal(file: Path, content: Any, path: str) -> Any:
    """As JSON would have it: keys are texts, numbers are finite, and it has an end."""
    seen = 0

    def normal(value: Any, path: str, depth: int) -> Any:
        nonlocal seen
        seen += 1
        if seen > _MOST_NODES or depth > 100:
            raise MigrationError(f"{file}: has too many or too deep values, or one that contains itself")
        if isinstance(value, dict):
            made: dict[str, Any] = {}
            for key, item in value.items():
                name = _key(file, key, path)
                made[name] = normal(item, f"{path}.{name}" if path else name, depth + 1)
            return made
        if isinstance(value, list):
            return [normal(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
        if isinstance(value, str) and "{{" in value:
            raise MigrationError(
                f"{file}: {secret_guard.redacted(path)} holds a Helm template ({{{{ … }}}}), which Helm does not"
                " expand in values: write what it stands for"
            )
        if isinstance(value, float) and not math.isfinite(value):
            raise MigrationError(f"{file}: {secret_guard.redacted(path)} is no finite number")
        if value is None or isinstance(value, str | bool | int | float):
            return value
        raise MigrationError(f"{file}: {secret_guard.redacted(path)} is of a type that Helm does not know")

    return normal(content, path, 0)


def _key(file: Path, key: object, path: str) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    if isinstance(key, str | int | float):
        name = str(key)
        if "{{" in name:
            raise MigrationError(f"{file}: a key below {path or 'the top'} is a Helm template ({{{{ … }}}})")
        return name
    raise MigrationError(f"{file}: a key below {path or 'the top'} is no text")


def _withheld(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _withheld("" if key == "secretKeyRef" else name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_withheld(key, item) for item in value]
    return WITHHELD if _is_secret(key, value) else value


def _is_secret(key: str, value: object) -> bool:
    if isinstance(value, str) and secret_guard.is_credential(value):
        return True
    if isinstance(value, bool) or value in (None, "", "true", "false"):
        return False
    if _MAY_BE_ANY_SCALAR.search(key):
        return True
    # A number of a few digits is a limit, such as MAX_TOKENS.
    short = str(value).isdigit() and len(str(value)) < 6
    scalar = isinstance(value, str | int) and not short
    return scalar and bool(_SECRET.search(key)) and not _NO_SECRET.search(key)
