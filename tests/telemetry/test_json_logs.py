"""The log as JSON, whoever writes it: `print`, loggers, uvicorn, and tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.telemetry.conftest import Start
from tests.telemetry.served import get

HERE = Path(__file__).parent


@pytest.mark.parametrize("mounted", [False, True], ids=["app", "mounted"])
def test_each_line_of_the_app_is_an_object(start: Start, mounted: bool) -> None:
    app = start(telemetry=None, json_logs=True, mounted=mounted)
    app.ask("unanswerable")
    app.ask("why")
    get(f"{app.address}/nothing")
    assert app.end() == 0
    # What uvicorn has written before it imports the app, and us, is its own.
    written = [line for line in app.log.splitlines() if not (mounted and line.startswith("INFO:     Started"))]
    records = [json.loads(line) for line in written]
    assert all({"time", "level", "logger", "message"} <= record.keys() for record in records)
    by_logger = {record["logger"]: record for record in records}
    assert {"stdout", "stderr", "ktem.components", "kotaemon_runtime"} <= by_logger.keys()
    assert ("uvicorn.access" in by_logger) is mounted
    assert any("RuntimeError: no" in record["message"] for record in records)


def written(program: str) -> list[Any]:
    """The records of a program that writes JSON."""
    code = f"from kotaemon_cdk8s.runtime import json_logs\njson_logs.write_json()\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE.parents[1], check=False, capture_output=True, text=True
    )
    assert done.stdout == ""
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_exception_is_one_record() -> None:
    (record,) = written("import logging\ntry: 1 / 0\nexcept ZeroDivisionError: logging.exception('no %s', 'luck')")
    assert (record["level"], record["logger"], record["message"]) == ("ERROR", "root", "no luck")
    assert record["exception"].endswith("ZeroDivisionError: division by zero")


def test_a_line_is_a_record_and_a_progress_bar_is_its_last_state() -> None:
    records = written("print('a', end='')\nprint('b\\n\\nc')\nprint('1%\\r50%\\r100%\\r')\nprint('ü \\ud800 \"')")
    assert [record["message"] for record in records] == ["ab", "c", "100%", 'ü \ud800 "']
    assert {(record["logger"], record["level"]) for record in records} == {("stdout", "INFO")}


def test_two_threads_do_not_share_a_line() -> None:
    program = """
import sys, threading
barrier = threading.Barrier(2)
def write(letter):
    for _ in range(20):
        barrier.wait()
        sys.stdout.write(letter)
        barrier.wait()
        sys.stdout.write(letter + "\\n")
threads = [threading.Thread(target=write, args=(letter,)) for letter in "ab"]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
    assert sorted(record["message"] for record in written(program)) == 20 * ["aa"] + 20 * ["bb"]


def test_a_line_is_never_longer_than_what_a_container_runtime_takes() -> None:
    code = "from kotaemon_cdk8s.runtime import json_logs\njson_logs.write_json()\nprint('ü' * 100_000)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE.parents[1], check=True, capture_output=True)
    (line,) = done.stderr.splitlines()
    assert 4000 < len(line) < 16 * 1024
    assert json.loads(line)["message"].endswith("ü…")
