"""A dashboard as Grafana reads it, made with grafana-foundation-sdk."""

from __future__ import annotations

import hashlib
import json
from itertools import count

from kotaemon_cdk8s.observability.dashboards.panel import Board, Form, Panel
from kotaemon_cdk8s.observability.scope import Scope

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import BigValueTextMode, LegendDisplayMode, LegendPlacement
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DataSourceRef

# A variable of the dashboard: whoever looks chooses among the instances of Prometheus.
_SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
_WIDTH, _HEIGHT = 24, 8


def rendered(board: Board, scope: Scope) -> str:
    """As JSON, the same at each synthesis.

    Args:
        board: The dashboard.
        scope: The deployment.
    """
    title = f"Kotaemon {scope.namespace}/{scope.name}: {board.title}"
    made = (
        dashboard.Dashboard(title)
        .uid(uid(board, scope))
        .tags(["kotaemon"])
        .time("now-6h", "now")
        .refresh("1m")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .readonly()
        .with_variable(dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
    )
    ids = count(1)
    for row in board.rows:
        made.with_row(dashboard.Row(row.title).id(next(ids)))
        for panel in row.panels:
            made.with_panel(_panel(panel, next(ids), _WIDTH // len(row.panels)))
    return json.dumps(made.build(), cls=JSONEncoder, sort_keys=True, indent=2, ensure_ascii=False)


def uid(board: Board, scope: Scope) -> str:
    """Tells it from all others; at most 40 characters (grafana/grafana, pkg/util/shortid_generator.go)."""
    digest = hashlib.sha256(f"{scope.namespace}/{scope.name}".encode()).hexdigest()
    return f"kotaemon-{board.key}-{digest[:16]}"


def _panel(panel: Panel, id: int, width: int) -> timeseries.Panel | stat.Panel:
    made: timeseries.Panel | stat.Panel
    if panel.form is Form.NUMBER:
        made = stat.Panel().height(_HEIGHT // 2).text_mode(BigValueTextMode.VALUE_AND_NAME)
    else:
        legend = (
            common.VizLegendOptions()
            .show_legend(True)
            .display_mode(LegendDisplayMode.LIST)
            .placement(LegendPlacement.BOTTOM)
        )
        made = timeseries.Panel().height(_HEIGHT).fill_opacity(10).legend(legend).min(0)
    made.id(id).title(panel.title).description(panel.meaning).unit(panel.unit.value).datasource(_SOURCE).span(width)
    for letter, query in zip("ABCDEFGH", panel.queries, strict=False):
        target = prometheus.Dataquery().expr(query.expr).legend_format(query.legend).ref_id(letter).datasource(_SOURCE)
        made.with_target(target.instant() if panel.form is Form.NUMBER else target.range())
    return made
