"""Whether the app's database, stores and volume do their work, asked through the app's own clients.

No second process may open an embedded store, and none but the app needs its credentials: so
the app asks, and `check.py` asks the app.
"""

from __future__ import annotations

import importlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import sqlalchemy as sa

from .log import log

LIMIT_SECONDS = 20
FRESH_SECONDS = 5
"""So long an answer serves all who ask: anybody who reaches the port may ask."""
LEAST_FREE_SHARE = 0.02


class UnusableError(Exception):
    """It answers, but cannot do its work."""


@dataclass(frozen=True)
class Result:
    """What came of one check.

    Args:
        component: What was asked.
        ok: Whether it does its work.
        seconds: How long it took to say so.
        detail: What it holds, or the kind of its failure; the log has all of that.
    """

    component: str
    ok: bool
    seconds: float
    detail: str


class StoreChecks:
    """The checks of one app, with their last results.

    Args:
        checks: By component, what tells what it holds, or raises.
        limit: How long one may take, in seconds.
    """

    def __init__(self, checks: Mapping[str, Callable[[], str]], *, limit: float = LIMIT_SECONDS) -> None:
        self._checks = checks
        self._limit = limit
        self._lock = threading.Lock()
        self._running: dict[str, threading.Thread] = {}
        self._at = float("-inf")
        self.last: dict[str, Result] = {}

    def run(self) -> list[Result]:
        """Ask all of them at once, unless somebody just did."""
        with self._lock:
            if time.monotonic() - self._at >= FRESH_SECONDS:
                self._ask()
                self._at = time.monotonic()
            return list(self.last.values())

    def run_for_ever(self, seconds: float) -> None:
        """Ask every so often, in a thread of its own."""

        def repeat() -> None:
            while True:
                self.run()
                time.sleep(seconds)

        threading.Thread(target=repeat, name="store checks", daemon=True).start()

    def _ask(self) -> None:
        answers: dict[str, Result] = {}
        started = time.monotonic()
        for name, check in self._checks.items():
            # One that hangs is not asked again: its threads would pile up.
            if not (name in self._running and self._running[name].is_alive()):
                thread = threading.Thread(target=_answer, args=(name, check, answers), name=name, daemon=True)
                self._running[name] = thread
                thread.start()
        for name in self._checks:
            self._running[name].join(max(0.0, started + self._limit - time.monotonic()))
            late = Result(name, False, self._limit, f"no answer for {self._limit:g} s")
            self._note(answers.get(name, late))

    def _note(self, result: Result) -> None:
        before = self.last.get(result.component)
        if result.ok and before and not before.ok:
            log.info("check: %s does its work again", result.component)
        elif not result.ok and (before is None or before.ok):
            log.warning("check: %s: %s", result.component, result.detail)
        self.last[result.component] = result


def of_app(settings: Mapping[str, Any]) -> StoreChecks:
    """The checks of the app in this process, once it serves."""
    engine: Any = importlib.import_module("ktem.db.engine").engine
    components: Any = importlib.import_module("ktem.components")
    folder = Path(settings["KH_FILESTORAGE_PATH"])

    def collections() -> Iterator[str]:
        # ktem/index/models.py, and ktem/index/file/index.py for the names in the stores.
        with engine.connect() as connection:
            for (number,) in connection.execute(sa.text("SELECT id FROM ktem__index ORDER BY id")):
                yield f"index_{number}"

    def database() -> str:
        return f"{len(list(collections()))} collections"

    def counted(get: Callable[[str], Any], what: str) -> str:
        return f"{sum(get(name).count() for name in collections())} {what}"

    return StoreChecks(
        {
            "metadata_db": database,
            # The same objects that the app uses: both functions keep what they have made.
            "vector_store": lambda: counted(components.get_vectorstore, "vectors"),
            "document_store": lambda: counted(components.get_docstore, "passages"),
            "volume": lambda: _volume(folder),
        }
    )


def _volume(folder: Path) -> str:
    with TemporaryFile(dir=folder) as file:
        file.write(b"\0" * 4096)
        file.flush()
        os.fsync(file.fileno())
    disk = shutil.disk_usage(folder)
    text = f"{disk.free / 2**30:.1f} of {disk.total / 2**30:.1f} GiB free"
    if disk.free < LEAST_FREE_SHARE * disk.total:
        raise UnusableError(text)
    return text


def _answer(name: str, check: Callable[[], str], answers: dict[str, Result]) -> None:
    started = time.monotonic()
    try:
        detail, ok = check(), True
    except UnusableError as error:
        detail, ok = str(error), False
    except Exception as error:  # noqa: BLE001 (whatever a client raises)
        detail, ok = type(error).__name__, False
        log.debug("check: %s", name, exc_info=True)
    answers[name] = Result(name, ok, round(time.monotonic() - started, 3), detail)
