"""Python expressions as data: they can be written down as ruff would, and be tried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import kotaemon_cdk8s

_WIDTH = 120
_INDENT = "    "


@dataclass(frozen=True)
class Name:
    """A variable, or the member of an enum.

    Args:
        text: Dotted.
    """

    text: str


@dataclass(frozen=True)
class Call:
    """A call.

    Args:
        function: Dotted name of what is called.
        arguments: By position.
        keywords: By name.
        comments: Lines above a keyword, by its name.
    """

    function: str
    arguments: Sequence[Expression] = ()
    keywords: Mapping[str, Expression] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)


Expression = str | int | float | None | Name | Call | Sequence["Expression"] | Mapping[str, "Expression"]


@dataclass(frozen=True)
class Statement:
    """An expression, and the variable that it is given to.

    Args:
        value: The expression.
        target: The variable; None for none.
    """

    value: Call
    target: str | None = None


def call(function: str, *arguments: Expression, **keywords: Expression | None) -> Call:
    """A call without those keywords that are None."""
    return Call(function, arguments, {name: value for name, value in keywords.items() if value is not None})


def source(expression: Expression) -> str:
    """On one line."""
    if isinstance(expression, str):
        return _text(expression)
    if isinstance(expression, Name):
        return expression.text
    if isinstance(expression, Call):
        return f"{expression.function}({', '.join(map(_line, _parts(expression)))})"
    if isinstance(expression, Mapping):
        return "{" + ", ".join(map(_line, _parts(expression))) + "}"
    if isinstance(expression, Sequence):
        return "[" + ", ".join(map(_line, _parts(expression))) + "]"
    return repr(expression)


def layout(expression: Expression, *, before: int = 0, after: int = 0, depth: int = 0) -> str:
    """Over as many lines as it takes.

    Args:
        expression: What to write.
        before: Characters before it on its line.
        after: Characters after it.
        depth: Indentation of that line.
    """
    line = source(expression)
    if not _commented(expression) and before + len(line) + after <= _WIDTH:
        return line
    parts = list(_parts(expression))
    if not parts:
        return line
    opening, closing = _brackets(expression)
    pad = _INDENT * (depth + 1)
    lines = []
    for comment, prefix, part in parts:
        if comment:
            lines.append(f"{pad}# {comment}")
        written = layout(part, before=len(pad) + len(prefix), after=1, depth=depth + 1)
        lines.append(f"{pad}{prefix}{written},")
    return "\n".join((opening, *lines, _INDENT * depth + closing))


def statement(made: Statement) -> str:
    """A statement."""
    prefix = f"{made.target} = " if made.target else ""
    return f"{prefix}{layout(made.value, before=len(prefix))}"


def names(expression: Expression) -> Iterator[str]:
    """What an expression takes from elsewhere: the first part of each dotted name."""
    if isinstance(expression, Name):
        yield expression.text.partition(".")[0]
    elif isinstance(expression, Call):
        yield expression.function.partition(".")[0]
    if not isinstance(expression, str):
        for _, _, part in _parts(expression):
            yield from names(part)


def evaluate(expression: Expression, variables: Mapping[str, Any]) -> Any:
    """What it stands for.

    Args:
        expression: The expression.
        variables: By name; other names are public ones of the library.
    """
    if isinstance(expression, Name):
        return _found(expression.text, variables)
    if isinstance(expression, Call):
        arguments = [evaluate(each, variables) for each in expression.arguments]
        keywords = {name: evaluate(each, variables) for name, each in expression.keywords.items()}
        return _found(expression.function, variables)(*arguments, **keywords)
    if isinstance(expression, Mapping):
        return {key: evaluate(each, variables) for key, each in expression.items()}
    if isinstance(expression, Sequence) and not isinstance(expression, str):
        return [evaluate(each, variables) for each in expression]
    return expression


def _found(text: str, variables: Mapping[str, Any]) -> Any:
    first, *rest = text.split(".")
    found = variables[first] if first in variables else getattr(kotaemon_cdk8s, first)
    for part in rest:
        found = getattr(found, part)
    return found


_Part = tuple[str | None, str, "Expression"]


def _parts(expression: Expression) -> Iterator[_Part]:
    """What is between the brackets: comment, what stands before it, expression."""
    if isinstance(expression, Call):
        yield from ((None, "", each) for each in expression.arguments)
        for name, each in expression.keywords.items():
            yield expression.comments.get(name), f"{name}=", each
    elif isinstance(expression, Mapping):
        yield from ((None, f"{_text(key)}: ", each) for key, each in expression.items())
    elif isinstance(expression, Sequence) and not isinstance(expression, str):
        yield from ((None, "", each) for each in expression)


def _line(part: _Part) -> str:
    return part[1] + source(part[2])


def _brackets(expression: Expression) -> tuple[str, str]:
    if isinstance(expression, Call):
        return f"{expression.function}(", ")"
    return ("{", "}") if isinstance(expression, Mapping) else ("[", "]")


def _commented(expression: Expression) -> bool:
    return any(comment is not None or _commented(part) for comment, _, part in _parts(expression))


def _text(text: str) -> str:
    """A literal with the quotes that ruff prefers."""
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + "".join(f"\\{quote}" if each == quote else _character(each) for each in text) + quote


def _character(character: str) -> str:
    return character if character in "\"'" else repr(character)[1:-1]
