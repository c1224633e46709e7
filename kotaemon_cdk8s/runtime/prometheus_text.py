"""Metrics of the OpenTelemetry SDK as Prometheus text; the image has no exporter for that.

Form: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def render(data: Any) -> str:
    """The metrics of a reader's `get_metrics_data()`; their names are written as they are."""
    scopes = [scope for resource in (data.resource_metrics if data else ()) for scope in resource.scope_metrics]
    return "".join(line + "\n" for scope in scopes for metric in scope.metrics for line in _lines(metric))


def _lines(metric: Any) -> Iterator[str]:
    points = metric.data.data_points
    if not points:
        return
    kind = _kind(metric.data)
    text = metric.description.replace("\\", r"\\").replace("\n", r"\n")
    yield f"# HELP {metric.name} {text}"
    yield f"# TYPE {metric.name} {kind}"
    for point in points:
        if kind == "histogram":
            yield from _histogram(metric.name, point)
        else:
            yield f"{metric.name}{_labels(point.attributes)} {_number(point.value)}"


def _kind(data: Any) -> str:
    if hasattr(data, "is_monotonic"):
        return "counter" if data.is_monotonic else "gauge"
    return "histogram" if hasattr(data.data_points[0], "bucket_counts") else "gauge"


def _histogram(name: str, point: Any) -> Iterator[str]:
    seen = 0
    for bound, count in zip((*point.explicit_bounds, math.inf), point.bucket_counts, strict=True):
        seen += count
        yield f"{name}_bucket{_labels({**point.attributes, 'le': _number(bound)})} {seen}"
    yield f"{name}_sum{_labels(point.attributes)} {_number(point.sum)}"
    yield f"{name}_count{_labels(point.attributes)} {point.count}"


def _labels(attributes: Mapping[str, Any] | None) -> str:
    if not attributes:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(str(value))}"' for name, value in attributes.items()) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def _number(value: float) -> str:
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return repr(value)
