"""What has become of every key: nothing is left out unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kotaemon_cdk8s import secret_guard

Path = tuple[str | int, ...]

_PLAIN = re.compile(r"[A-Za-z_][\w-]*")


class Outcome(str, Enum):
    """What has become of a key."""

    MAPPED = "mapped"
    """The program says it."""
    NOT_NEEDED = "not needed"
    """The library does it by itself, or it never had an effect."""
    TO_DECIDE = "to be decided"
    """Somebody must say what is meant; until then the program does what the text says."""
    UNKNOWN = "unknown"
    """Neither the chart nor this command knows it."""


@dataclass(frozen=True)
class Finding:
    """What has become of a key, and of all below it.

    Args:
        source: The values, or a file beside them.
        path: The key.
        outcome: What has become of it.
        text: To what, or why.
    """

    source: str
    path: Path
    outcome: Outcome
    text: str

    @property
    def key(self) -> str:
        """The key as people write it."""
        return written(self.path)


class Ledger:
    """Values, and what has been said of them."""

    def __init__(self, values: Mapping[str, Any], source: str = "values") -> None:
        self.values = values
        self.source = source
        self.findings: list[Finding] = []

    def get(self, *path: str | int) -> Any:
        """What is there; None if nothing is."""
        found: Any = self.values
        for step in path:
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def mapping(self, *path: str | int) -> Mapping[str, Any]:
        """The mapping that is there; an empty one if there is none."""
        found = self.get(*path)
        return found if isinstance(found, Mapping) else {}

    def say(self, path: Path, outcome: Outcome, text: str) -> None:
        """Once for each key that is there; of one that is not, nothing is said."""
        if self.get(*path) is None or self._said(path):
            return
        self.findings.append(Finding(self.source, path, outcome, text))

    def mapped(self, *path: str | int, to: str) -> None:
        """The program says it."""
        self.say(path, Outcome.MAPPED, to)

    def not_needed(self, *path: str | int, why: str) -> None:
        """There is no need of it."""
        self.say(path, Outcome.NOT_NEEDED, why)

    def to_decide(self, *path: str | int, text: str) -> None:
        """Somebody must say."""
        self.say(path, Outcome.TO_DECIDE, text)

    def close(self) -> list[Finding]:
        """All findings, in the order of the keys; of what nobody spoke, that it is unknown."""
        by_leaf: dict[Finding, None] = {}
        for leaf in leaves(self.values):
            spoken = next((each for each in self.findings if leaf[: len(each.path)] == each.path), None)
            finding = spoken or Finding(
                self.source, leaf, Outcome.UNKNOWN, "no template of the chart reads it, and nothing was made of it"
            )
            by_leaf.setdefault(finding)
        return list(by_leaf)

    def _said(self, path: Path) -> bool:
        return any(path[: len(finding.path)] == finding.path for finding in self.findings)


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Keys with nothing below them; a list of single values is one."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif path:
        yield path


def written(path: Path) -> str:
    """A key as people write it."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{step!r}]"
    return secret_guard.redacted(text)
