"""What the app measures of itself, from the real gradio, uvicorn, SQLAlchemy and OpenAI client."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.telemetry.conftest import Start
from tests.telemetry.served import HERE, App, environment_of, get, wait_until

PROMETHEUS = {"metrics": "prometheus", "traces": False}
CHAT = 'chat "one"\\\n'
ALWAYS = {"method": "POST", "route": "/queue/join", "code": "200"}


@pytest.fixture(scope="module", params=[False, True], ids=["app", "mounted"])
def used(
    python: Path,
    models: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("used") / "app"
    with App(python, folder, models=models("NEW"), telemetry=PROMETHEUS, mounted=request.param) as app:
        use(app.wait())
        yield app


def use(app: App) -> None:
    assert "forty-two" in app.ask("secretquestion")
    app.ask("unanswerable")
    app.ask("why", "complex")
    app.index("secretfile.txt unembeddable.txt")
    app.index("good.txt")
    assert app.check().returncode == 0


def families(app: App) -> Any:
    """What Prometheus' own parser reads."""
    parsed = subprocess.run(
        [str(app.python), str(HERE / "programs" / "samples.py")],
        input=app.metrics(),
        env=environment_of(app.python, Path(app.env["HOME"])),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(parsed.stdout)


def sample(found: Any, name: str, **labels: str) -> float | None:
    return next(
        (value for family in found.values() for own, its, value in family["samples"] if own == name and its == labels),
        None,
    )


def test_the_table_says_what_is_served(used: App) -> None:
    with resources.files("kotaemon_cdk8s.observability").joinpath("metrics.csv").open(encoding="utf-8") as file:
        rows = {row["name"].removesuffix("_total"): row for row in csv.DictReader(file)}
    found = families(used)
    assert found.keys() == rows.keys()
    for name, row in rows.items():
        assert found[name]["type"] == row["type"], name
        for _, labels, _ in found[name]["samples"]:
            assert labels.keys() - {"le"} == set(row["labels"].split()), name


def test_all_that_was_done_is_counted(used: App) -> None:
    found = families(used)
    expected = {
        ("kotaemon_questions_total", ("pipeline", "simple"), ("outcome", "answered")): 1,
        ("kotaemon_questions_total", ("pipeline", "simple"), ("outcome", "failed")): 1,
        ("kotaemon_questions_total", ("pipeline", "complex"), ("outcome", "answered")): 1,
        ("kotaemon_question_duration_seconds_count", ("pipeline", "simple")): 1,
        ("kotaemon_question_first_token_seconds_count", ("pipeline", "simple")): 1,
        ("kotaemon_retrieval_duration_seconds_count",): 2,
        ("kotaemon_indexing_jobs_total", ("outcome", "failed")): 1,
        ("kotaemon_indexing_jobs_total", ("outcome", "success")): 1,
        ("kotaemon_indexed_files_total", ("outcome", "failed")): 1,
        ("kotaemon_indexed_files_total", ("outcome", "success")): 2,
        ("kotaemon_indexing_duration_seconds_count",): 2,
        ("kotaemon_model_calls_total", ("kind", "chat"), ("model", CHAT), ("outcome", "success")): 4,
        ("kotaemon_model_calls_total", ("kind", "embeddings"), ("model", "vectors"), ("outcome", "success")): 4,
        ("kotaemon_model_calls_total", ("kind", "embeddings"), ("model", "vectors"), ("outcome", "failed")): 1,
        ("kotaemon_model_calls_total", ("kind", "reranking"), ("model", "other"), ("outcome", "success")): 2,
        # Of each question two calls, one of them streamed, each of 100 and 10 tokens.
        ("kotaemon_model_tokens_total", ("model", CHAT), ("direction", "input")): 400,
        ("kotaemon_model_tokens_total", ("model", CHAT), ("direction", "output")): 40,
        ("kotaemon_http_requests_total", *ALWAYS.items()): 5,
        ("kotaemon_http_requests_total", ("method", "GET"), ("route", "/queue/data"), ("code", "200")): 5,
        ("kotaemon_http_requests_in_progress",): 0,
        ("kotaemon_queue_length",): 0,
        ("kotaemon_database_connections", ("state", "in_use")): 0,
        ("kotaemon_info", ("version", "0.11.3"), ("app", "library")): 1,
        ("kotaemon_store_up", ("store", "metadata_db")): 1,
        ("kotaemon_store_up", ("store", "volume")): 1,
    }
    assert {key: sample(found, key[0], **dict(key[1:])) for key in expected} == expected  # type: ignore[arg-type]
    assert (sample(found, "kotaemon_start_duration_seconds") or 0) > 0
    assert (sample(found, "process_resident_memory_bytes") or 0) > 20_000_000


def test_nothing_that_a_user_gave_is_in_the_metrics(used: App) -> None:
    get(f"{used.address}/secretpath")
    get(f"{used.address}/file=/secretpath")
    text = used.metrics()
    assert "secret" not in text
    assert 'route="other"' in text or 'route="/{path:path}"' in text


def test_a_server_that_cannot_count_a_stream_streams_all_the_same(start: Start) -> None:
    app = start(telemetry=PROMETHEUS, age="OLD")
    for _ in range(2):
        assert "forty-two" in app.ask("why")
    found = families(app)
    assert sample(found, "kotaemon_model_tokens_total", model=CHAT, direction="output") == 20
    assert sample(found, "kotaemon_model_calls_total", kind="chat", model=CHAT, outcome="success") == 4
    assert app.log.count("does not count the tokens of streamed answers") == 1


def test_a_store_that_fails_is_told_by_check_metric_and_log(start: Start) -> None:
    app = start(telemetry=PROMETHEUS)
    fine = app.check()
    assert fine.returncode == 0
    assert [line.split()[:2] for line in fine.stdout.splitlines()] == [
        [name, "ok"] for name in ("metadata_db", "vector_store", "document_store", "volume")
    ]
    app.broken.touch()
    ill = wait_until(lambda: app.check() if app.check().returncode else None, lambda: app.log)
    assert ill.returncode == 1
    assert "vector_store    FAILED" in ill.stdout
    assert "ConnectionError" in ill.stdout
    assert "must not be told" not in ill.stdout + app.metrics()
    assert sample(families(app), "kotaemon_store_up", store="vector_store") == 0
    assert sample(families(app), "kotaemon_store_up", store="metadata_db") == 1
    assert "check: vector_store: ConnectionError" in app.log
    app.broken.unlink()
    wait_until(lambda: app.check().returncode == 0, lambda: app.log)
    assert "vector_store does its work again" in app.log


def test_a_check_of_an_app_that_is_away_says_so(start: Start) -> None:
    app = start(telemetry=PROMETHEUS)
    app.end()
    away = app.check()
    assert (away.returncode, away.stdout) == (2, "")
    assert "refused" in away.stderr
    assert app.check("http://127.0.0.1:1").returncode == 2


def test_an_image_without_opentelemetry_starts_and_says_so(start: Start, tmp_path: Path) -> None:
    (tmp_path / "opentelemetry").mkdir()
    (tmp_path / "opentelemetry" / "__init__.py").write_text('raise ImportError("gone")')
    app = start(telemetry=PROMETHEUS, before=(tmp_path,))
    assert "not done: measure the app (ImportError: gone)" in app.log
    assert "forty-two" in app.ask("why")
    assert app.check().returncode == 2


def test_what_has_changed_in_the_app_is_all_that_is_lost(start: Start) -> None:
    app = start(telemetry=PROMETHEUS, env={"CHANGED": "yes"})
    assert "not done: measure questions" in app.log
    assert "forty-two" in app.ask("why")
    found = families(app)
    assert "kotaemon_questions" not in found
    assert sample(found, "kotaemon_http_requests_total", **ALWAYS) == 1


def test_without_telemetry_nothing_is_served(start: Start) -> None:
    app = start(telemetry=None)
    assert "forty-two" in app.ask("why")
    assert app.check().returncode == 2
    assert app.end() == 0
