"""Draw the panels of the dashboards into docs/panels/, from what a real Prometheus answers.

`python docs/generate_panels.py` makes up a working day of a deployment, has Debian's `prometheus`
and `promtool` evaluate the recording rules and every query of every panel on it, and writes the
answers as JSON and a picture of each dashboard; with `--check` it writes nothing, and exits 1 if
the answers or pictures are others. A query without an answer is a failure.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PANELS = ROOT / "docs" / "panels"
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from panel_pictures.results import Shown, document, results  # noqa: E402 (the folders above have to be on the path)

_ANSWERS = "answers.json"


def main(argv: list[str]) -> int:
    """Draw the panels, or compare them."""
    if argv not in ([], ["--check"]):
        sys.stderr.write(__doc__ or "")
        return 2
    boards = results()
    if argv:
        found = list(stale(boards, PANELS))
        for file in found:
            sys.stderr.write(f"{file} differs from the code: run python docs/generate_panels.py\n")
        return 1 if found else 0
    # Only here: a comparison needs no matplotlib.
    from panel_pictures.plot import plotted

    PANELS.mkdir(exist_ok=True)
    (PANELS / _ANSWERS).write_text(document(boards), encoding="utf-8")
    for board in boards:
        (PANELS / f"{board.key}.svg").write_bytes(plotted(board))
    return 0


def stale(boards: Sequence[Shown], folder: Path) -> Iterator[str]:
    """Files that say something else than the boards."""
    answers = folder / _ANSWERS
    if not answers.exists() or answers.read_text(encoding="utf-8") != document(boards):
        yield _ANSWERS
    # Not its bytes: where the lines are depends on the version of matplotlib, and on the fonts.
    for board in boards:
        picture = folder / f"{board.key}.svg"
        if not picture.exists() or not set(board.texts) <= _texts(picture):
            yield picture.name
    known = {_ANSWERS, *(f"{board.key}.svg" for board in boards)}
    yield from (file.name for file in sorted(folder.iterdir()) if file.name not in known)


def _texts(picture: Path) -> set[str]:
    """All that stands in an SVG."""
    root = ET.parse(picture).getroot()  # noqa: S314 (our own)
    return {str(text.text) for text in root.iter("{http://www.w3.org/2000/svg}text")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
