"""A dashboard as a picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kotaemon_cdk8s.observability.dashboards.panel import Form, Unit

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from panel_pictures.results import Shown, ShownPanel, times

# No clock, no random number: the same results are the same picture, to the byte.
_STYLE: Any = {
    "svg.hashsalt": "kotaemon-cdk8s",
    # Letters, not their outlines: half the size, and the picture can be searched.
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
}
_WIDTH = 15.0


def plotted(board: Shown) -> bytes:
    """As SVG."""
    heights = [max(_height(panel) for panel in row.panels) for row in board.rows]
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH, sum(heights)), layout="constrained")
        strips = figure.subfigures(len(heights), height_ratios=heights, squeeze=False)
        for row, (strip,) in zip(board.rows, strips, strict=True):
            strip.suptitle(row.title, fontsize=13, x=0.005, horizontalalignment="left")
            places = strip.subplots(1, len(row.panels), squeeze=False)[0]
            for panel, place in zip(row.panels, places, strict=True):
                place.set_title(panel.title)
                (_numbers if panel.form is Form.NUMBER else _lines)(place, panel)
        written = BytesIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()


def _height(panel: ShownPanel) -> float:
    """In inches, with headings and the names below the lines."""
    return 0.8 + 0.25 * len(panel.lines) if panel.form is Form.NUMBER else 3.0 + 0.15 * len(panel.lines)


def _numbers(place: Axes, panel: ShownPanel) -> None:
    place.set_axis_off()
    scale = _scale(panel)
    for position, (name, values) in enumerate(panel.lines):
        height = 1 - (position + 0.5) / len(panel.lines)
        for x, text, weight in ((0, name, "normal"), (0.5, scale.text(values[-1]), "bold")):
            place.text(x, height, text, transform=place.transAxes, fontweight=weight, verticalalignment="center")


def _lines(place: Axes, panel: ShownPanel) -> None:
    scale = _scale(panel)
    for name, values in panel.lines:
        place.plot(list(times()), [value / scale.factor for value in values], label=name, linewidth=1.2)
    hours = [time for time in times() if time % 3600 == 0]
    place.set_xticks(hours, [f"{time % 86400 // 3600}:00" for time in hours])
    highest = max(value for _, values in panel.lines for value in values if math.isfinite(value))
    place.set_ylim(0, 1.05 * highest / scale.factor or 1)
    place.yaxis.set_major_formatter(lambda value, _position: f"{value:.3g}{scale.unit}")
    place.grid(visible=True, linewidth=0.3)
    place.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.08), frameon=False, fontsize=8, labelspacing=0.2)


@dataclass(frozen=True)
class _Scale:
    """How values are written.

    Args:
        factor: One of the unit.
        unit: What follows the number.
    """

    factor: float
    unit: str

    def text(self, value: float) -> str:
        """A value."""
        return f"{value / self.factor:.3g}{self.unit}"


def _scale(panel: ShownPanel) -> _Scale:
    highest = max(value for _, values in panel.lines for value in values if math.isfinite(value))
    return next(scale for scale in _SCALES[panel.unit] if highest >= scale.factor or scale is _SCALES[panel.unit][-1])


# The largest first.
_SCALES: Mapping[Unit, Sequence[_Scale]] = {
    Unit.SECONDS: (_Scale(1, " s"), _Scale(0.001, " ms")),
    Unit.BYTES: (_Scale(1024**3, " GiB"), _Scale(1024**2, " MiB"), _Scale(1024, " KiB")),
    Unit.PART: (_Scale(0.01, " %"),),
    Unit.PER_SECOND: (_Scale(1, "/s"),),
    Unit.COUNT: (_Scale(1000, " K"), _Scale(1, "")),
}
