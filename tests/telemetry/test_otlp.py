"""What is pushed to a collector, and that the app does not need one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.telemetry.conftest import Collector, Start
from tests.telemetry.served import free_port, wait_until

BOTH = {"metrics": "otlp", "traces": True}
SOON = {"OTEL_METRIC_EXPORT_INTERVAL": "500", "OTEL_BSP_SCHEDULE_DELAY": "200"}


def env(port: int, **further: str) -> dict[str, str]:
    return {**SOON, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}", **further}


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def spans(collector: Collector) -> list[Any]:
    return [
        span
        for line in lines(collector.received)
        for resource in line.get("resourceSpans", ())
        for scope in resource["scopeSpans"]
        for span in scope["spans"]
    ]


def metrics(collector: Collector) -> set[str]:
    return {
        metric["name"]
        for line in lines(collector.received)
        for resource in line.get("resourceMetrics", ())
        for scope in resource["scopeMetrics"]
        for metric in scope["metrics"]
    }


def test_a_question_is_one_trace_from_request_to_model(start: Start, collector: Collector) -> None:
    app = start(telemetry=BOTH, json_logs=True, env=env(collector.port, OTEL_EXPORTER_OTLP_HEADERS="x-team=research"))
    assert "forty-two" in app.ask("secretquestion")

    def question() -> Any:
        return next((span for span in spans(collector) if span["name"] == "question"), None)

    asked = wait_until(question, lambda: app.log)
    wait_until(lambda: "kotaemon_questions_total" in metrics(collector), lambda: app.log)
    of_trace = [span for span in spans(collector) if span["traceId"] == asked["traceId"]]
    by_id = {span["spanId"]: span for span in of_trace}

    def path(span: Any) -> list[str]:
        return [*(path(by_id[span["parentSpanId"]]) if "parentSpanId" in span else []), span["name"]]

    assert sorted(path(span) for span in of_trace) == [
        ["POST /queue/join"],
        ["POST /queue/join", "question"],
        ["POST /queue/join", "question", "model call"],
        ["POST /queue/join", "question", "model call"],
        ["POST /queue/join", "question", "retrieval"],
        ["POST /queue/join", "question", "retrieval", "model call"],
        ["POST /queue/join", "question", "retrieval", "model call"],
    ]
    assert "secretquestion" not in collector.received.read_text()
    assert {line["headers"]["x-team"] for line in lines(collector.received)} == {"research"}
    # No probe, and none for each chunk of an answer.
    assert {span["name"] for span in spans(collector)}.isdisjoint({"GET /app_id", "GET /queue/data http send"})

    logged = [json.loads(line) for line in app.log.splitlines()]
    within = [record for record in logged if record["message"] in ("asking about it", "printed within a question")]
    assert [(record["logger"], record["level"]) for record in within] == [
        ("ktem.components", "WARNING"),
        ("stdout", "INFO"),
    ]
    # OTLP's JSON has bytes in Base64.
    assert {record["trace_id"] for record in within} == {_hex(asked["traceId"])}


def test_what_was_measured_last_is_pushed_at_the_end(start: Start, collector: Collector) -> None:
    slow = {"OTEL_METRIC_EXPORT_INTERVAL": "600000", "OTEL_BSP_SCHEDULE_DELAY": "600000"}
    app = start(telemetry=BOTH, env=env(collector.port, **slow))
    app.ask("why")
    assert not metrics(collector)
    assert app.end() == 0
    assert "kotaemon_questions_total" in metrics(collector)
    assert "question" in {span["name"] for span in spans(collector)}


def test_metrics_can_be_scraped_while_traces_are_pushed(start: Start, collector: Collector) -> None:
    app = start(telemetry={"metrics": "prometheus", "traces": True}, env=env(collector.port))
    app.ask("why")
    assert "kotaemon_questions_total" in app.metrics()
    wait_until(lambda: "question" in {span["name"] for span in spans(collector)}, lambda: app.log)
    assert not metrics(collector)


def test_a_share_of_the_traces_is_kept(start: Start, collector: Collector) -> None:
    sampler = {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0"}
    app = start(telemetry=BOTH, env=env(collector.port, **sampler))
    app.ask("why")
    wait_until(lambda: "kotaemon_questions_total" in metrics(collector), lambda: app.log)
    assert app.end() == 0
    assert not spans(collector)


def test_a_collector_that_goes_away_takes_nothing_with_it(start: Start, collector: Collector) -> None:
    app = start(telemetry=BOTH, env=env(collector.port))
    app.ask("why")
    wait_until(lambda: metrics(collector), lambda: app.log)
    collector.process.kill()
    collector.process.wait()
    for _ in range(3):
        assert "forty-two" in app.ask("why")
    wait_until(lambda: "UNAVAILABLE" in app.log, lambda: app.log)
    assert app.check().returncode == 0
    assert app.end() == 0


def test_a_collector_that_never_was_is_complained_of_once(start: Start) -> None:
    app = start(telemetry=BOTH, env=env(free_port()))
    assert "forty-two" in app.ask("why")
    wait_until(lambda: "UNAVAILABLE" in app.log, lambda: app.log)
    assert "forty-two" in app.ask("why")
    assert app.end() == 0
    assert app.log.count("UNAVAILABLE") == 1


def _hex(base64_text: str) -> str:
    import base64

    return base64.b64decode(base64_text).hex()
