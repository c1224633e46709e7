"""The page of all public names."""

from __future__ import annotations

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import kotaemon_cdk8s
from kotaemon_cdk8s.backends import Backends

from reference_generator.docstrings import Doc, parse
from reference_generator.markdown import NOTE, code, table
from reference_generator.signatures import Argument, arguments, described, fields, functions, own_init

_LIKE = re.compile(r"rguments as in `(?:(?P<owner>\w+)\.)?(?P<name>\w+)`")


def options(groups: Mapping[str, Sequence[str]]) -> str:
    """The page of all public names.

    Args:
        groups: The names, by title.
    """
    listed = [name for names in groups.values() for name in names]
    if sorted(listed) != sorted(kotaemon_cdk8s.__all__):
        missing = set(kotaemon_cdk8s.__all__) ^ set(listed)
        raise SystemExit(f"docs/generate_reference.py: GROUPS and __all__ differ: {', '.join(sorted(missing))}")
    parts = [
        NOTE,
        "# Options\n",
        "Every public name, imported from `kotaemon_cdk8s`. Types and defaults are those of the signatures.\n"
        "Option groups are frozen dataclasses; they are checked the moment they are made.\n",
        "\n".join(
            f"- {title}: " + ", ".join(f"[`{name}`](#{name.lower()})" for name in names)
            for title, names in groups.items()
        )
        + "\n",
    ]
    for title, names in groups.items():
        parts.append(f"## {title}\n")
        parts.extend(part for name in names for part in _public(name, getattr(kotaemon_cdk8s, name)))
    return "\n".join(parts)


def _public(name: str, value: Any) -> Iterator[str]:
    yield f"### {name}\n"
    doc = parse(inspect.getdoc(value))
    # Examples in docstrings are fragments; `python` marks those of the docs that run as they are.
    yield doc.text.replace("```python", "```py") + "\n"
    if not isinstance(value, type):
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(value)))).body
        if not isinstance(node, ast.FunctionDef):
            raise TypeError(name)
        yield _arguments(arguments(node, inspect.unwrap(value)), doc.sections.get("Args", {}))
        yield from _rest(doc)
        return
    if issubclass(value, enum.Enum):
        meanings = {member: meaning for member, _, meaning in described(value)}
        rows = ((code(m.name), code(repr(m.value)), meanings.get(m.name, "")) for m in value)
        yield table(("Member", "Value", "Meaning"), rows)
        return
    if isinstance(value, Backends):
        for backend, member in vars(value).items():
            if isinstance(member, staticmethod):
                yield from _backend(f"{name}.{backend}", inspect.unwrap(member.__func__))
        return
    named = functions(value)
    given = fields(value) if hasattr(value, "__dataclass_fields__") else own_init(value)
    if given and not (named and "make one with" in doc.text):
        yield _arguments(given, doc.sections.get("Args", {}))
    elif given:
        meant = doc.sections.get("Args", {})
        rows = ((code(field.name), code(field.type), meant.get(field.name, "")) for field in given)
        yield table(("Field, for reading", "Type", "Meaning"), rows)
    yield from _rest(doc)
    attributes = [] if hasattr(value, "__dataclass_fields__") else list(described(value))
    if attributes:
        yield "Attributes:\n"
        yield table(("Attribute", "Type", "Meaning"), ((code(a), code(b), c) for a, b, c in attributes))
    for function, node in named.items():
        own = parse(ast.get_docstring(node))
        meant = dict(own.sections.get("Args", {}))
        like = _LIKE.search(own.text)
        if like:
            there = functions(getattr(kotaemon_cdk8s, like["owner"])) if like["owner"] else named
            meant = {**parse(ast.get_docstring(there[like["name"]])).sections.get("Args", {}), **meant}
        yield f"#### {name}.{function}\n"
        yield own.text + "\n"
        if arguments(node, value):
            yield _arguments(arguments(node, value), meant)
        yield from _rest(own)


def _backend(title: str, made: Any) -> Iterator[str]:
    doc = parse(inspect.getdoc(made))
    yield f"#### {title}\n"
    yield doc.text + "\n"
    given = fields(made) if hasattr(made, "__dataclass_fields__") else own_init(made)
    if given:
        yield _arguments(given, doc.sections.get("Args", {}))
    yield from _rest(doc)
    if not hasattr(made, "__dataclass_fields__"):
        yield "Attributes:\n"
        yield table(("Attribute", "Type", "Meaning"), ((code(a), code(b), c) for a, b, c in described(made)))


def _arguments(given: list[Argument], meant: dict[str, str]) -> str:
    rows = (
        (
            code(argument.name),
            code(argument.type),
            "required" if argument.default is None else code(argument.default),
            meant.get(argument.name, ""),
        )
        for argument in given
    )
    return table(("Argument", "Type", "Default", "Meaning"), rows)


def _rest(doc: Doc) -> Iterator[str]:
    for section in ("Yields", "Returns", "Raises"):
        for name, text in doc.sections.get(section, {}).items():
            yield f"{section}: {f'{code(name)}: ' if name else ''}{text}\n"
