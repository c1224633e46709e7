"""A dashboard as Grafana reads it; what it wants around the queries is in shapes.json (imports/grafana_shapes.py)."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from itertools import count
from typing import Any

from kotaemon_cdk8s.observability.dashboards.panel import Board, Form, Panel
from kotaemon_cdk8s.observability.scope import Scope

_WIDTH, _HEIGHTS = 24, {Form.LINES: 8, Form.NUMBER: 4}


def rendered(board: Board, scope: Scope) -> str:
    """As JSON, the same at each synthesis.

    Args:
        board: The dashboard.
        scope: The deployment.
    """
    ids = count(1)
    panels: list[dict[str, Any]] = []
    y = 0
    for row in board.rows:
        place = {"h": 1, "w": _WIDTH, "x": 0, "y": y}
        panels.append({**_shapes()["row"], "id": next(ids), "title": row.title, "gridPos": place})
        y += 1
        width = _WIDTH // len(row.panels)
        for number, panel in enumerate(row.panels):
            place = {"h": _HEIGHTS[panel.form], "w": width, "x": number * width, "y": y}
            panels.append({**_panel(panel), "id": next(ids), "gridPos": place})
        y += max(_HEIGHTS[panel.form] for panel in row.panels)
    made = {
        **_shapes()["dashboard"],
        "title": f"Kotaemon {scope.namespace}/{scope.name}: {board.title}",
        "uid": uid(board, scope),
        "panels": panels,
    }
    return json.dumps(made, sort_keys=True, indent=2, ensure_ascii=False)


def uid(board: Board, scope: Scope) -> str:
    """Tells it from all others; at most 40 characters (grafana/grafana, pkg/util/shortid_generator.go)."""
    digest = hashlib.sha256(f"{scope.namespace}/{scope.name}".encode()).hexdigest()
    return f"kotaemon-{board.key}-{digest[:16]}"


def _panel(panel: Panel) -> dict[str, Any]:
    shape, query = (_shapes()[kind][panel.form.value] for kind in ("panels", "queries"))
    defaults = {**shape["fieldConfig"]["defaults"], "unit": panel.unit.value}
    return {
        **shape,
        "title": panel.title,
        "description": panel.meaning,
        "fieldConfig": {**shape["fieldConfig"], "defaults": defaults},
        "targets": [
            {**query, "expr": asked.expr, "legendFormat": asked.legend, "refId": letter}
            for letter, asked in zip("ABCDEFGH", panel.queries, strict=False)
        ],
    }


@cache
def _shapes() -> Any:
    file = resources.files("kotaemon_cdk8s.observability.dashboards").joinpath("shapes.json")
    return json.loads(file.read_text(encoding="utf-8"))
