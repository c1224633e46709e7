"""Draw the reference deployments into docs/pictures/, from their wiring graphs, and the threat model's boundaries.

`python docs/generate_pictures.py` writes a DOT file and an SVG for each, with graphviz' program
`dot`; with `--check` it writes nothing, needs no `dot`, and exits 1 if a picture shows something else
than the code says.
"""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path[:0] = [str(ROOT)]

from kotaemon_cdk8s import KotaemonApp  # noqa: E402 (the folder above has to be on the path first)
from kotaemon_cdk8s.picture.architecture import architecture  # noqa: E402
from kotaemon_cdk8s.picture.dot import dot  # noqa: E402
from kotaemon_cdk8s.picture.drawing import Drawing  # noqa: E402
from kotaemon_cdk8s.picture.sync_waves import sync_waves  # noqa: E402

import cdk8s  # noqa: E402

import examples  # noqa: E402
from docs.trust_boundaries import DRAWING  # noqa: E402

_WAVES_OF = "standard"


def main(argv: list[str]) -> int:
    """Draw the pictures, or compare them."""
    drawings = dict(_drawings())
    if argv == ["--check"]:
        stale = [file for name, drawing in drawings.items() for file in _stale(name, drawing)]
        stale += [str(file) for file in sorted(PICTURES.glob("*")) if file.stem not in drawings]
        for file in stale:
            sys.stderr.write(f"{file} differs from the code: run python docs/generate_pictures.py\n")
        return 1 if stale else 0
    if argv:
        sys.stderr.write(__doc__ or "")
        return 2
    PICTURES.mkdir(exist_ok=True)
    for name, drawing in drawings.items():
        graph = dot(drawing)
        (PICTURES / f"{name}.dot").write_text(graph.source, encoding="utf-8")
        (PICTURES / f"{name}.svg").write_bytes(graph.pipe(format="svg"))
    return 0


def _drawings() -> Iterator[tuple[str, Drawing]]:
    yield "trust-boundaries", DRAWING
    app = cdk8s.App(outdir=os.devnull)
    for chart in (*(example(app) for example in examples.CHARTS), examples.tenants(app)[0]):
        (deployment,) = [node for node in chart.node.find_all() if isinstance(node, KotaemonApp)]
        yield chart.node.id, architecture(deployment)
        if chart.node.id == _WAVES_OF:
            yield f"{_WAVES_OF}-sync-waves", sync_waves([chart])


def _stale(name: str, drawing: Drawing) -> Iterator[str]:
    source = PICTURES / f"{name}.dot"
    if not source.exists() or source.read_text(encoding="utf-8") != dot(drawing).source:
        yield source.name
    # Not its bytes: where the boxes are depends on the version of graphviz, and on the fonts.
    picture = PICTURES / f"{name}.svg"
    if not picture.exists() or _texts(picture) != _said(drawing):
        yield picture.name


def _texts(picture: Path) -> list[str]:
    """All that stands in an SVG."""
    root = ET.parse(picture).getroot()  # noqa: S314 (our own)
    return sorted(str(text.text) for text in root.iter("{http://www.w3.org/2000/svg}text"))


def _said(drawing: Drawing) -> list[str]:
    """All that a drawing says."""
    groups = {group.id: group.title for part in drawing.parts for group in part.groups}
    parts = [text for part in drawing.parts for text in (part.name, *part.text)]
    return sorted([drawing.title, *groups.values(), *parts, *(line.text for line in drawing.lines if line.text)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
