"""SIGTERM, with the real uvicorn in a process of its own, in both ways in which the app serves."""

from __future__ import annotations

import http.client
import subprocess
import time
from pathlib import Path

import pytest

from tests.runtime.server_process import Served

CUT_OFF = "requests still running after 1 s are cut off"
WHOLE = b"".join(b"%d " % number for number in range(20))

both = pytest.mark.parametrize("kind", ["gradio", "uvicorn"])


@both
def test_running_answers_arrive_whole_and_can_be_saved(kind: str, tmp_path: Path) -> None:
    with Served(kind, tmp_path) as served:
        served.wait_until_serving()
        heartbeat = served.get("/heartbeat/x")
        slow = served.get("/slow")
        assert slow.read(2) == WHOLE[:2]
        served.terminate()
        assert slow.read() == WHOLE[2:]
        time.sleep(0.3)  # a browser's moment between the answer's end and its saving
        assert served.get("/save").read() == b"saved"
        assert served.wait_for_end() == 0
        # http.client raises IncompleteRead for a stream that has no end.
        assert set(heartbeat.read().split()) == {b"data:", b"ALIVE"}
        assert "Traceback" not in served.log
        assert "cut off" not in served.log


@both
@pytest.mark.parametrize("ignored", ["", "TERM INT"])
def test_an_idle_process_ends_whatever_it_inherits(kind: str, ignored: str, tmp_path: Path) -> None:
    with Served(kind, tmp_path, ignored=ignored) as served:
        served.wait_until_serving()
        served.terminate()
        assert served.wait_for_end() == 0
        assert "Traceback" not in served.log


@both
def test_a_start_that_hangs_can_be_ended(kind: str, tmp_path: Path) -> None:
    with Served(kind, tmp_path, ignored="TERM INT", env={"HANG_AT_IMPORT": "yes"}) as served:
        served.wait_for_log("settings of")
        served.terminate()
        assert served.wait_for_end() == 143
        assert "before the app serves" in served.log
        assert "Traceback" not in served.log


@both
def test_a_request_without_end_is_cut_off_and_logged(kind: str, tmp_path: Path) -> None:
    with Served(kind, tmp_path, drain_seconds=1) as served:
        served.wait_until_serving()
        endless = served.get("/forever")
        served.terminate()
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            endless.read()
        assert served.wait_for_end() == 0
        assert CUT_OFF in served.log


@both
def test_a_second_sigterm_does_not_wait_for_requests(kind: str, tmp_path: Path) -> None:
    with Served(kind, tmp_path, drain_seconds=60) as served:
        served.wait_until_serving()
        served.get("/forever")
        served.terminate()
        served.wait_for_log("finishing the running requests")
        served.terminate()
        assert served.wait_for_end() == 0


def test_without_the_runtime_process_1_ignores_sigterm(tmp_path: Path) -> None:
    with Served("gradio", tmp_path, runtime=False, ignored="TERM") as served:
        served.wait_until_serving()
        served.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            served.process.wait(3)


def test_without_the_runtime_a_running_answer_is_cut_off(tmp_path: Path) -> None:
    with Served("gradio", tmp_path, runtime=False) as served:
        served.wait_until_serving()
        slow = served.get("/slow")
        served.terminate()
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            slow.read()


def test_without_the_runtime_uvicorn_lets_nobody_save_after_the_answer(tmp_path: Path) -> None:
    with Served("uvicorn", tmp_path, runtime=False) as served:
        served.wait_until_serving()
        slow = served.get("/slow")
        served.terminate()
        assert slow.read() == WHOLE
        with pytest.raises(ConnectionError):
            served.get("/save")
