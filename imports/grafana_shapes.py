"""Write what Grafana wants around the queries of a dashboard, made with grafana-foundation-sdk.

`python imports/grafana_shapes.py`, with Python 3.11 or newer, writes
kotaemon_cdk8s/observability/dashboards/shapes.json; a synthesis reads that, and needs no SDK.
"""

from __future__ import annotations

import json
from pathlib import Path

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import BigValueTextMode, LegendDisplayMode, LegendPlacement
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DataSourceRef

SHAPES = Path(__file__).parents[1] / "kotaemon_cdk8s" / "observability" / "dashboards" / "shapes.json"

# A variable of the dashboard: whoever looks chooses among the instances of Prometheus.
_SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")


def shapes() -> str:
    """As JSON. What is of one dashboard or panel only, a synthesis adds."""
    board = (
        dashboard.Dashboard("")
        .tags(["kotaemon"])
        .time("now-6h", "now")
        .refresh("1m")
        .tooltip(DashboardCursorSync.CROSSHAIR)
        .readonly()
        .with_variable(dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
    )
    legend = (
        common.VizLegendOptions()
        .show_legend(True)
        .display_mode(LegendDisplayMode.LIST)
        .placement(LegendPlacement.BOTTOM)
    )
    number = stat.Panel().text_mode(BigValueTextMode.VALUE_AND_NAME)
    lines = timeseries.Panel().fill_opacity(10).legend(legend).min(0)
    found = {
        "dashboard": board.build(),
        "row": dashboard.Row("").build(),
        "panels": {
            "lines": lines.unit("").datasource(_SOURCE).build(),
            "number": number.unit("").datasource(_SOURCE).build(),
        },
        "queries": {
            "lines": prometheus.Dataquery().expr("").datasource(_SOURCE).range().build(),
            "number": prometheus.Dataquery().expr("").datasource(_SOURCE).instant().build(),
        },
    }
    return json.dumps(found, cls=JSONEncoder, sort_keys=True, indent=2) + "\n"


def main() -> None:
    """Write them."""
    SHAPES.write_text(shapes(), encoding="utf-8")


if __name__ == "__main__":
    main()
