"""A drawing in Mermaid, which many pages of Markdown show by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kotaemon_cdk8s.picture.drawing import Drawing, Group, Part, PartKind

_OPEN_CLOSE: dict[PartKind, tuple[str, str]] = {
    PartKind.PEOPLE: ("([", "])"),
    PartKind.STORE: ("[(", ")]"),
    PartKind.VOLUME: ("[(", ")]"),
    PartKind.MODEL_SERVER: ("[[", "]]"),
    PartKind.HOST: ("(", ")"),
}


def mermaid(drawing: Drawing) -> str:
    """The drawing as a flowchart."""
    ids = {part.id: f"p{number}" for number, part in enumerate(drawing.parts)}
    groups = list(dict.fromkeys(group for part in drawing.parts for group in part.groups))
    lines = ["flowchart LR", *_framed(drawing.parts, ids, groups, depth=0)]
    for line in drawing.lines:
        arrow = "-.->" if line.aside else "-->"
        text = f"|{_quoted(line.text)}|" if line.text else ""
        lines.append(f"  {ids[line.source]} {arrow}{text} {ids[line.target]}")
    return "\n".join(lines) + "\n"


def _framed(parts: Sequence[Part], ids: dict[str, str], groups: list[Group], *, depth: int) -> Iterator[str]:
    indent = "  " * (depth + 1)
    for part in parts:
        if len(part.groups) == depth:
            before, after = _OPEN_CLOSE.get(part.kind, ("[", "]"))
            yield f"{indent}{ids[part.id]}{before}{_quoted('<br>'.join((part.name, *part.text)))}{after}"
    for group in dict.fromkeys(part.groups[depth] for part in parts if len(part.groups) > depth):
        yield f"{indent}subgraph g{groups.index(group)}[{_quoted(group.title)}]"
        within = [part for part in parts if part.groups[depth : depth + 1] == (group,)]
        yield from _framed(within, ids, groups, depth=depth + 1)
        yield f"{indent}end"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
