"""Wait until the servers that the app needs answer, instead of ending and being started again.

`python -m kotaemon_runtime.wait` is what an init container runs. It reads the document and
the database's URL as the app does, and imports nothing of the app.
"""

from __future__ import annotations

import signal
import socket
import ssl
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import sqlalchemy as sa

from . import document, postgresql, values
from .log import log

LIMIT_SECONDS = 600
ATTEMPT_SECONDS = 5
ROUND_SECONDS = 20
"""For all attempts of a round: a name may have several addresses, and asking for them has no time limit."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10
REPEAT_SECONDS = 30


class WaitError(Exception):
    """Something has not answered in time; the message names it."""


@dataclass(frozen=True)
class Target:
    """What is waited for.

    Args:
        component: What it is.
        place: Host and port, and the database in it.
        ask: Returns when it is there, raises when not.
    """

    component: str
    place: str
    ask: Callable[[], object]

    def __str__(self) -> str:
        return f"{self.component} at {self.place}"


def wait(targets: Sequence[Target], *, limit: float = LIMIT_SECONDS) -> None:
    """Return when all are there.

    Raises:
        WaitError: Some were not, for `limit` seconds.
    """
    started = time.monotonic()
    pause = FIRST_PAUSE_SECONDS
    said: dict[Target, tuple[str, float]] = {}
    while True:
        answers = _ask_together(targets)
        waited = time.monotonic() - started
        for target in targets:
            answer = answers.get(target)
            if answer is None and target in said:
                log.info("%s is there, after %.0f s", target, waited)
            elif answer is not None and _is_news(answer, waited, said.get(target)):
                log.info("waiting for %s, for %.0f s so far: %s", target, waited, answer)
                said[target] = (answer, waited)
        targets = [target for target in targets if target in answers]
        if not targets:
            return
        if waited >= limit:
            missing = "; ".join(f"{target}: {answers[target]}" for target in targets)
            raise WaitError(f"not there after {waited:.0f} s: {missing}")
        time.sleep(min(pause, limit - waited))
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def needed(dependencies: Iterable[document.Dependency], database_url: str) -> list[Target]:
    """What the document names, and the database when it is a server."""
    found = [_server(dependency) for dependency in dependencies]
    if postgresql.serves(database_url):
        engine = postgresql.engine(database_url, connect_timeout=ATTEMPT_SECONDS)
        place = f"{_address(engine.url.host, engine.url.port or 5432)}/{engine.url.database}"
        found.append(Target("PostgreSQL metadata database", place, lambda: _ask_database(engine)))
    return found


def main(*, limit: float = LIMIT_SECONDS) -> int:
    """For an init container.

    Returns:
        An exit code of sysexits.h.
    """
    # Process 1 gets no default action for a signal.
    signal.signal(signal.SIGTERM, _end)
    try:
        declared = document.read_named()
        # The other settings want variables that this container has no need of.
        database = values.resolve(declared.settings.get("KH_DATABASE", ""), "settings.KH_DATABASE")
        wait(needed(declared.wait_for, str(database)), limit=limit)
    except document.DocumentError as error:
        log.error("%s", error)
        return 78  # EX_CONFIG
    except WaitError as error:
        log.error("%s", error)
        return 75  # EX_TEMPFAIL
    return 0


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)


def _is_news(answer: str, waited: float, said: tuple[str, float] | None) -> bool:
    return said is None or answer != said[0] or waited - said[1] >= REPEAT_SECONDS


def _ask_together(targets: Sequence[Target]) -> dict[Target, str]:
    """What is wrong with those that are not there.

    In threads, so that one does not hold up the others, and that the main thread can be
    interrupted: a signal is not seen while the database's driver waits.
    """
    answers = dict.fromkeys(targets, "no answer yet")

    def ask(target: Target) -> None:
        try:
            target.ask()
        except Exception as error:  # noqa: BLE001 (whatever it is: it is not there)
            answers[target] = postgresql.one_line(error)
        else:
            del answers[target]

    threads = [threading.Thread(target=ask, args=(target,), daemon=True) for target in targets]
    for thread in threads:
        thread.start()
    end = time.monotonic() + ROUND_SECONDS
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    # A copy: a thread that is late may still change this one.
    return dict(answers)


def _server(dependency: document.Dependency) -> Target:
    if not dependency.url:
        host, port = dependency.host, dependency.port
        return Target(dependency.component, _address(host, port), lambda: _ask_port(host, port))
    url = urlsplit(dependency.url)
    place = _address(url.hostname, url.port or {"http": 80, "https": 443}[url.scheme])
    return Target(dependency.component, place, lambda: _ask_url(dependency.url, dependency.ca_file))


def _address(host: str | None, port: int) -> str:
    return f"[{host}]:{port}" if host and ":" in host else f"{host}:{port}"


def _ask_port(host: str, port: int) -> None:
    socket.create_connection((host, port), timeout=ATTEMPT_SECONDS).close()


def _ask_url(url: str, ca_file: str | None) -> None:
    if ca_file:
        Path(ca_file).stat()  # its error names the file, that of ssl does not
    tls = ssl.create_default_context(cafile=ca_file)
    # Not through a proxy: some of the stores' clients use none, and no Service is beyond one.
    handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=tls), _NoRedirects)
    opener = urllib.request.build_opener(*handlers)
    try:
        opener.open(url, timeout=ATTEMPT_SECONDS).close()
    except HTTPError as error:
        error.close()
        # It is up, though it may want a login.
        if error.code >= 500:
            raise


def _ask_database(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """The answer itself shows that the server is there."""


if __name__ == "__main__":
    sys.exit(main())
