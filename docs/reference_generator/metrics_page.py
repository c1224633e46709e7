"""The page of the app's metrics."""

from __future__ import annotations

import csv
from importlib import resources

from reference_generator.markdown import NOTE, code, table


def metrics() -> str:
    """The page of the app's metrics."""
    with resources.files("kotaemon_cdk8s.observability").joinpath("metrics.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return "\n".join(
        [
            NOTE,
            "# Metrics of the app\n",
            "What an app with the option `telemetry` measures of itself. From\n"
            "`kotaemon_cdk8s/observability/metrics.csv`, to which a test holds the runtime.\n"
            "With `Telemetry.otlp(...)` the same names are pushed.\n",
            "- `route` is a route of the app as its code has it, below its mount in the single sign-on modes;\n"
            "  `other` is what no route has taken, and what the login has turned away.\n"
            "- `model` is the name under which the app has the model; `other` is one that it made for itself.\n"
            "- No label has a user, a file, a question or an address in it.\n",
            table(
                ("Name", "Type", "Unit", "Labels", "Meaning"),
                (
                    (
                        code(row["name"]),
                        row["type"],
                        row["unit"],
                        " ".join(code(label) for label in row["labels"].split()),
                        row["meaning"],
                    )
                    for row in rows
                ),
            ),
        ]
    )
