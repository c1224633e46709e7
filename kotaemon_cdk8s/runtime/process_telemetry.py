"""What the process takes of its node, and of the database's connections."""

from __future__ import annotations

import importlib
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from opentelemetry.metrics import Observation


def watch_process(meter: Any) -> None:
    """Memory, processor time and open files, by the names that Prometheus' client libraries give them."""
    page = resource.getpagesize()

    def memory() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * page

    def processor() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    def files() -> float:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (no Path for each of them)

    memory(), files()
    _gauge(meter, "process_resident_memory_bytes", "Memory of the process.", memory, unit="By")
    _gauge(meter, "process_open_fds", "Open file descriptors of the process.", files)
    meter.create_observable_counter(
        "process_cpu_seconds_total",
        [lambda _options: [Observation(processor())]],
        unit="s",
        description="Processor time of the process.",
    )


def watch_start(meter: Any, version: str, app: str) -> Callable[[], None]:
    """Tell which version runs, and how long its start took; returns what to call at the start's end."""
    served: list[float] = []
    begun = _begun()

    def duration(_options: Any) -> list[Observation]:
        return [Observation(served[0] - begun)] if served else []

    meter.create_observable_gauge(
        "kotaemon_start_duration_seconds", [duration], unit="s", description="From the process' start until it served."
    )
    meter.create_observable_gauge(
        "kotaemon_info",
        [lambda _options: [Observation(1, {"version": version, "app": app})]],
        description="Which version of the app runs.",
    )
    return lambda: served.append(time.clock_gettime(time.CLOCK_BOOTTIME))


def watch_database(meter: Any) -> None:
    """The pool of connections of the app (ktem/db/engine.py), once it is there."""
    pool: Any = importlib.import_module("ktem.db.engine").engine.pool
    pool.checkedin(), pool.checkedout()

    def connections(_options: Any) -> list[Observation]:
        return [
            Observation(pool.checkedout(), {"state": "in_use"}),
            Observation(pool.checkedin(), {"state": "idle"}),
        ]

    meter.create_observable_gauge(
        "kotaemon_database_connections", [connections], description="Connections of the app's pool."
    )


def _begun() -> float:
    # proc_pid_stat(5): field 22 is the start, in ticks since boot; field 2 may hold blanks and brackets.
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    return int(fields[19]) / os.sysconf("SC_CLK_TCK")


def _gauge(meter: Any, name: str, text: str, value: Callable[[], float], *, unit: str = "") -> None:
    meter.create_observable_gauge(name, [lambda _options: [Observation(value())]], unit=unit, description=text)
