"""A Prometheus that knows the sample, and what it answers."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

_SECONDS = 120
_opener = build_opener(ProxyHandler({}))


class Prometheus:
    """A server that scrapes nothing.

    Args:
        url: Where it is.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, expr: str, begin: int, end: int, step: int) -> Sequence[Mapping[str, Any]]:
        """The series of an expression."""
        query = urlencode({"query": expr, "start": begin, "end": end, "step": step})
        with _opener.open(f"{self._url}/api/v1/query_range?{query}", timeout=_SECONDS) as answer:
            found: Sequence[Mapping[str, Any]] = json.load(answer)["data"]["result"]
        return found


@contextmanager
def serving(sample: str, rules: Mapping[str, Any], begin: int, end: int, folder: Path) -> Iterator[Prometheus]:
    """A Prometheus with the sample, and with what the rules record of it.

    Args:
        sample: In OpenMetrics' text form.
        rules: A document of rules.
        begin: From when on they are evaluated.
        end: Until when.
        folder: An empty one.
    """
    data, document, written = folder / "data", folder / "rules.json", folder / "sample.txt"
    written.write_text(sample, encoding="utf-8")
    # JSON is YAML, too.
    document.write_text(json.dumps(rules), encoding="utf-8")
    _promtool("create-blocks-from", "openmetrics", written, data)
    with _started(data, folder) as url:
        # In a folder of its own: what comes to the server's while it runs is read a minute later.
        recorded = folder / "recorded"
        period = ("--start", str(begin), "--end", str(end), "--eval-interval", "60s")
        _promtool("create-blocks-from", "rules", "--url", url, *period, "--output-dir", recorded, document)
    for block in recorded.iterdir():
        block.rename(data / block.name)
    with _started(data, folder) as url:
        yield Prometheus(url)


def _promtool(*arguments: str | Path) -> None:
    subprocess.run(["promtool", "tsdb", *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607


@contextmanager
def _started(data: Path, folder: Path) -> Iterator[str]:
    config, log = folder / "prometheus.yaml", folder / "log"
    config.write_text("scrape_configs: []\n", encoding="utf-8")
    # Another program may take the port that was free: then the next one is tried.
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [
            "prometheus",
            f"--config.file={config}",
            f"--storage.tsdb.path={data}",
            "--storage.tsdb.retention.time=100y",
            f"--web.listen-address={address}",
        ]
        with log.open("w", encoding="utf-8") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)  # noqa: S603
        try:
            if _ready(process, f"http://{address}"):
                yield f"http://{address}"
                return
            said = log.read_text(encoding="utf-8")
            if "address already in use" not in said:
                raise RuntimeError(f"prometheus does not start:\n{said}")
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _ready(process: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with _opener.open(f"{url}/-/ready", timeout=_SECONDS):
                return process.poll() is None
        except URLError:
            time.sleep(0.05)
    return False
