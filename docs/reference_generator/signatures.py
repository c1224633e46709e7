"""Arguments, fields and attributes as they stand in the source."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kotaemon_cdk8s import ServerImage


@cache
def tree(owner: type) -> ast.ClassDef:
    """Source of a class."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    if not isinstance(node, ast.ClassDef):
        raise TypeError(owner)
    return node


@dataclass(frozen=True)
class Argument:
    """One argument of a constructor or function, as the source has it."""

    name: str
    type: str
    default: str | None


def arguments(function: ast.FunctionDef, owner: object) -> list[Argument]:
    """Arguments in order, without `self`."""
    given = function.args
    plain = [*given.posonlyargs, *given.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    pairs = [*zip(plain, defaults, strict=True), *zip(given.kwonlyargs, given.kw_defaults, strict=True)]
    return [
        Argument(arg.arg, ast.unparse(arg.annotation) if arg.annotation else "", _default(default, owner))
        for arg, default in pairs
        if arg.arg != "self"
    ]


def fields(owner: type) -> list[Argument]:
    """Fields of a dataclass, with the default that stands in the source."""
    return [
        Argument(node.target.id, ast.unparse(node.annotation), _default(node.value, owner))
        for node in tree(owner).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def described(owner: type) -> Iterator[tuple[str, str, str]]:
    """Attributes that have a docstring of their own: name, type or value, text."""
    for node, after in pairwise(tree(owner).body):
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)):
            continue
        text = " ".join(inspect.cleandoc(str(after.value.value)).split())
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation), text
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, ast.unparse(node.value), text


_SHOWN = ("staticmethod", "model_method")


def functions(owner: type) -> dict[str, ast.FunctionDef]:
    """Named constructors of a class, and methods that make models, in the order of the source."""
    return {
        node.name: node
        for node in tree(owner).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(mark, ast.Name) and mark.id in _SHOWN for mark in node.decorator_list)
    }


def own_init(owner: type) -> list[Argument]:
    """Arguments of a class's own `__init__`."""
    for node in tree(owner).body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__" and not node.args.vararg:
            return arguments(node, owner)
    return []


def _default(value: ast.expr | None, owner: object) -> str | None:
    if value is None:
        return None
    text = ast.unparse(value)
    constant = _constant(inspect.getmodule(owner), text)
    if isinstance(constant, str):
        return repr(constant)
    if isinstance(constant, ServerImage):
        return f"ServerImage({constant.repository!r}, {constant.tag!r})"
    made = re.fullmatch(r"field\(default_factory=lambda: (.+)\)", text)
    if made:
        return made[1]
    factory = re.fullmatch(r"field\(default_factory=(dict|list)\)|frozen\((\{\})\)", text)
    return ("[]" if factory[1] == "list" else "{}") if factory else text


def _constant(module: object, dotted: str) -> object:
    """What a name in a module stands for, such as `DEFAULT` or `images.POSTGRES`; None for other expressions."""
    for part in dotted.split("."):
        module = getattr(module, part, None)
    return module
