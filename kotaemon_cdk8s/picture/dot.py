"""A drawing in DOT, the language of graphviz, and what graphviz makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kotaemon_cdk8s.picture.drawing import Drawing, Group, Part, PartKind

import graphviz

# Light boxes with dark text, on white: legible on pages of any color.
_LOOKS: dict[PartKind, dict[str, str]] = {
    PartKind.PEOPLE: {"shape": "oval", "fillcolor": "#ffffff"},
    PartKind.ENTRANCE: {"shape": "box", "fillcolor": "#fde9c8"},
    PartKind.APP: {"shape": "box", "fillcolor": "#cfe3f7", "penwidth": "2"},
    PartKind.SIDECAR: {"shape": "box", "fillcolor": "#fde9c8"},
    PartKind.STORE: {"shape": "cylinder", "fillcolor": "#d5ecd4"},
    PartKind.VOLUME: {"shape": "cylinder", "fillcolor": "#eeeeee"},
    PartKind.MODEL_SERVER: {"shape": "box3d", "fillcolor": "#e6dcf3"},
    PartKind.HOST: {"shape": "box", "style": "filled,rounded,dashed", "fillcolor": "#ffffff"},
    PartKind.WATCHER: {"shape": "box", "fillcolor": "#f9d9d6"},
    PartKind.OPERATOR: {"shape": "box", "fillcolor": "#eeeeee"},
    PartKind.JOB: {"shape": "note", "fillcolor": "#f7f3c8"},
    PartKind.OBJECTS: {"shape": "box", "fillcolor": "#cfe3f7"},
}
_FONT = "Helvetica"


@dataclass
class _Frame:
    parts: list[Part] = field(default_factory=list)
    frames: dict[Group, _Frame] = field(default_factory=dict)


def dot(drawing: Drawing) -> graphviz.Digraph:
    """The drawing as graphviz' own object, whose `source` is DOT and whose `pipe` renders it."""
    graph = graphviz.Digraph(
        graph_attr={
            "label": graphviz.escape(drawing.title),
            "labelloc": "t",
            "rankdir": "LR",
            "bgcolor": "white",
            "fontname": _FONT,
            "nodesep": "0.3",
            "ranksep": "0.8",
        },
        node_attr={"style": "filled", "fontname": _FONT, "fontsize": "11"},
        edge_attr={"fontname": _FONT, "fontsize": "9"},
    )
    whole = _Frame()
    for part in drawing.parts:
        frame = whole
        for group in part.groups:
            frame = frame.frames.setdefault(group, _Frame())
        frame.parts.append(part)
    _fill(graph, whole)
    for line in drawing.lines:
        look = {"style": "dashed", "color": "#777777", "fontcolor": "#555555"} if line.aside else {}
        graph.edge(line.source, line.target, graphviz.escape(line.text), **look)
    return graph


def _fill(graph: graphviz.Digraph, frame: _Frame) -> None:
    for part in frame.parts:
        text = "\n".join((part.name, *part.text))
        graph.node(part.id, graphviz.escape(text).replace("\n", "\\n"), **_LOOKS[part.kind])
    for group, inner in frame.frames.items():
        with graph.subgraph(name=f"cluster_{group.id}") as within:
            within.attr(label=graphviz.escape(group.title), style="rounded", color="#999999", fontsize="11")
            _fill(within, inner)
