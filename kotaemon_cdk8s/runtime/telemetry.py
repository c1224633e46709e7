"""Measure the app, and hand the measures out: to Prometheus, or to a collector by OTLP.

Where to push, and how, the exporters and samplers of OpenTelemetry read in OTEL_* variables.
Each part is left out, with a line in the log, if the app has changed under it.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from opentelemetry.metrics import Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, MetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import NoOpTracerProvider

from . import (
    http_telemetry,
    indexing_telemetry,
    model_telemetry,
    process_telemetry,
    prometheus_text,
    question_telemetry,
    queue_telemetry,
    store_checks,
    streamed_tokens,
)
from .document import Telemetry
from .instruments import VIEWS, Instruments
from .log import log
from .patches import apply
from .serving import when_serving
from .telemetry_server import json_page, serve

NAME = "kotaemon"
CHECK_SECONDS = 60
LAST_PUSH_SECONDS = 3
"""What has not been pushed by then is lost; the pod's end must not wait for a collector."""
REPEAT_SECONDS = 300


def start(wanted: Telemetry, settings: Mapping[str, Any]) -> None:
    """Measure from now on; what needs the app itself begins once it serves.

    Args:
        wanted: What to measure, and who gets it.
        settings: Of the app.
    """
    # The host name is that of the pod: two of them must not write to one series.
    resource = Resource.create(
        {"service.name": wanted.app, "service.version": wanted.version, "service.instance.id": socket.gethostname()}
    )
    reader = _reader(wanted)
    meters = MeterProvider([reader], resource, shutdown_on_exit=False, views=VIEWS)
    spans = _traces(resource) if wanted.traces else None
    tracer = (spans or NoOpTracerProvider()).get_tracer(NAME)
    meter = meters.get_meter(NAME)
    instruments = Instruments(meter)
    _at_end([*([meters.force_flush] if wanted.metrics == "otlp" else []), *([spans.force_flush] if spans else [])])

    apply("measure the process", lambda: process_telemetry.watch_process(meter))
    served = process_telemetry.watch_start(meter, wanted.version, wanted.app)
    apply("measure requests", lambda: http_telemetry.watch_requests(instruments, tracer))

    def watch_app() -> None:
        served()
        apply("measure the queue", lambda: queue_telemetry.watch_queue(meter))
        apply("measure the database's connections", lambda: process_telemetry.watch_database(meter))
        apply("measure questions", lambda: question_telemetry.watch_questions(instruments, tracer))
        apply("measure searches", lambda: question_telemetry.watch_searches(instruments, tracer))
        apply("measure indexing", lambda: indexing_telemetry.watch_indexing(instruments, tracer))
        for kind in model_telemetry.POOLS:
            apply(f"measure models for {kind}", _watch_models(kind, instruments, tracer))
        apply("count the tokens of streamed answers", lambda: streamed_tokens.watch_streams(instruments))
        apply("serve metrics and checks", lambda: _serve(wanted, reader, meter, settings))

    when_serving(watch_app)


def _watch_models(kind: str, instruments: Instruments, tracer: Any) -> Callable[[], None]:
    return lambda: model_telemetry.watch_models(kind, instruments, tracer)


def _reader(wanted: Telemetry) -> MetricReader:
    if wanted.metrics == "prometheus":
        return InMemoryMetricReader()
    sdk: Any = importlib.import_module("opentelemetry.sdk.metrics.export")
    otlp: Any = importlib.import_module("opentelemetry.exporter.otlp.proto.grpc.metric_exporter")
    _say_seldom()
    return sdk.PeriodicExportingMetricReader(otlp.OTLPMetricExporter())


def _traces(resource: Resource) -> TracerProvider:
    sdk: Any = importlib.import_module("opentelemetry.sdk.trace.export")
    otlp: Any = importlib.import_module("opentelemetry.exporter.otlp.proto.grpc.trace_exporter")
    _say_seldom()
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(sdk.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    return provider


def _serve(wanted: Telemetry, reader: Any, meter: Any, settings: Mapping[str, Any]) -> None:
    checks = store_checks.of_app(settings)
    meter.create_observable_gauge(
        "kotaemon_store_up",
        [lambda _options: [Observation(int(one.ok), {"store": one.component}) for one in list(checks.last.values())]],
        description="Whether the last check of the store passed.",
    )
    lock = threading.Lock()

    def metrics() -> tuple[int, str, str]:
        with lock:
            return 200, prometheus_text.CONTENT_TYPE, prometheus_text.render(reader.get_metrics_data())

    def check() -> tuple[int, str, str]:
        results = checks.run()
        return json_page(all(result.ok for result in results), [asdict(result) for result in results])

    pages = {"/check": check, **({"/metrics": metrics} if wanted.metrics == "prometheus" else {})}
    port = serve(wanted.port, pages)
    checks.run_for_ever(CHECK_SECONDS)
    log.info("telemetry: %s on port %s", ", ".join(sorted(pages)), port)


def _at_end(flushes: Sequence[Callable[[int], Any]]) -> None:
    """Push what is left, but do not wait for a collector that is away: its exporter tries for a minute."""

    def push() -> None:
        deadline = time.monotonic() + LAST_PUSH_SECONDS
        threads = [threading.Thread(target=flush, args=(LAST_PUSH_SECONDS * 1000,), daemon=True) for flush in flushes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    atexit.register(push)


def _say_seldom() -> None:
    """Let the exporter complain once in a while: without a collector it does for each attempt."""
    logger = logging.getLogger("opentelemetry.exporter.otlp.proto.grpc.exporter")
    if not logger.filters:
        last = -float(REPEAT_SECONDS)

        def seldom(_record: logging.LogRecord) -> bool:
            nonlocal last
            due = time.monotonic() - last >= REPEAT_SECONDS
            last = time.monotonic() if due else last
            return due

        logger.addFilter(seldom)
