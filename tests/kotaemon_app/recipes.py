"""What the strategies are made of: calls to be made later, and names of all kinds.

A drawn thing is a recipe, not the made option: making it may be what is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kotaemon_cdk8s import SecretRef

from hypothesis import strategies as st

Strategy = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Recipe:
    """A call to be made; its arguments may be recipes, or lists of them."""

    call: Callable[..., Any]
    arguments: Mapping[str, Any]

    def made(self) -> Any:
        """The option."""
        return self.call(**{name: made(value) for name, value in self.arguments.items()})


def made(value: Any) -> Any:
    """What a drawn value stands for."""
    if isinstance(value, Recipe):
        return value.made()
    return [made(item) for item in value] if isinstance(value, list) else value


@st.composite
def recipe(
    draw: st.DrawFn,
    call: Callable[..., Any],
    required: Mapping[str, Strategy],
    optional: Mapping[str, Strategy],
    wrong: Mapping[str, Any],
) -> Recipe:
    """A call with any of the optional arguments; one in sixteen has a wrong one, if any are known."""
    arguments = draw(st.fixed_dictionaries(required, optional=optional))
    if wrong and draw(st.integers(0, 15)) == 7:
        name = draw(st.sampled_from(sorted(wrong)))
        arguments[name] = draw(st.sampled_from(wrong[name]))
    return Recipe(call, arguments)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
LABELS = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
NAMES = st.builds(".".join, st.lists(LABELS, min_size=1, max_size=2))
KEYS = st.from_regex(r"([a-z]{1,5}\.example/)?[A-Za-z][A-Za-z0-9_.-]{0,10}[A-Za-z0-9]", fullmatch=True)
LABEL_VALUES = st.from_regex(r"([A-Za-z0-9]([A-Za-z0-9_.-]{0,10}[A-Za-z0-9])?)?", fullmatch=True)
ANNOTATIONS = st.dictionaries(KEYS, WORDS, max_size=2)
URLS = st.builds("https://{}.example/{}".format, LABELS, LABELS)
REFS = recipe(
    SecretRef,
    {"name": NAMES, "key": LABELS},
    {},
    {"name": ["", "Upper", "a..b", "x" * 254], "key": ["", "a/b", "a b"]},
)
