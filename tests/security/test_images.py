"""Images stand in one table only, each with a tag and its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kotaemon_cdk8s import Image, ServerImage, image_table

import pytest

from tests.support import REPOSITORY

LIBRARY = REPOSITORY / "kotaemon_cdk8s"
TABLE = LIBRARY / "image_table.py"
MODULES = sorted(
    path for path in LIBRARY.rglob("*.py") if path.relative_to(LIBRARY).parts[0] != "imports" and path != TABLE
)
# Registries that the table names, and the others that charts for these programs use.
REGISTRIES = r"(docker\.io|ghcr\.io|quay\.io|gcr\.io|registry\.k8s\.io|public\.ecr\.aws|docker\.elastic\.co)/"
TAGGED = r"[a-z0-9.-]+(/[a-z0-9._-]+)+:v?\d[\w.-]*"
SOURCE = r"https://|[\w.-]+/[\w.-]+"
IMAGES = {name: value for name, value in vars(image_table).items() if isinstance(value, ServerImage)}


def literals(path: Path) -> Iterator[ast.Constant]:
    """Texts of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def references(path: Path) -> list[str]:
    return [
        f"{path.name}:{node.lineno}: {node.value}"
        for node in literals(path)
        if re.match(REGISTRIES, str(node.value)) or re.fullmatch(TAGGED, str(node.value))
    ]


def test_no_other_module_holds_an_image() -> None:
    assert len(MODULES) > 60
    assert [reference for module in MODULES for reference in references(module)] == []


def test_one_that_did_would_be_found() -> None:
    assert len(references(TABLE)) == len(IMAGES) + 1


def test_no_other_module_makes_a_server_image() -> None:
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "ServerImage"], module


def sources(path: Path) -> dict[str, str]:
    """By name of a module's value, the text right below it."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found = {}
    for made, text in pairwise(body):
        if isinstance(made, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            (target,) = made.targets
            found[ast.unparse(target)] = str(text.value.value)
    return found


@pytest.mark.parametrize("name", IMAGES)
def test_each_image_of_a_server_has_a_version_and_its_source(name: str) -> None:
    image = IMAGES[name]
    assert re.match(r"([a-z]+-)?v?\d+\.\d+(\.\d+)?", image.tag)
    assert image.digest is None  # none could be looked up
    assert re.search(SOURCE, sources(TABLE)[name])


def test_the_image_of_the_app_has_a_version_and_its_source() -> None:
    text = sources(TABLE)
    assert "Cinnamon/kotaemon" in text["KOTAEMON_VERSION"]
    assert "Cinnamon/kotaemon" in text["KOTAEMON_REPOSITORY"]
    for image in (Image.lite(), Image.full(), Image.ollama()):
        assert image.repository == image_table.KOTAEMON_REPOSITORY
        assert image.tag.startswith(f"{image_table.KOTAEMON_VERSION}-")


def test_the_image_that_the_repository_builds_is_made_from_it() -> None:
    text = (REPOSITORY / "images" / "postgresql" / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^ARG BASE=(.+)$", text, re.MULTILINE) == [Image.lite().reference]
    assert set(re.findall(r'tag="([\d.]+)-\d+"', text)) == {image_table.KOTAEMON_VERSION}
