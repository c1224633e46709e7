"""Graph data: folders that the app writes anew with each file (ktem/index/file/graph)."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

FOLDERS = ("graphrag", "lightrag", "nano_graphrag")
"""Beside the collections' folders."""
ATTEMPTS = 30
PAUSE_SECONDS = 2


def copy(files: Path, target: Path) -> list[str]:
    """Copy each graph while nobody writes it.

    Returns:
        Those that were written all the time; their copies may be of no use.
    """
    found = [graph for kind in FOLDERS if (files / kind).is_dir() for graph in sorted((files / kind).iterdir())]
    places = [graph.relative_to(files) for graph in found]
    return [str(place) for place in places if not _settled(files / place, target / place)]


def _settled(graph: Path, target: Path) -> bool:
    """Copy it until it is the same before and after; false if it never was."""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        before = _state(graph)
        try:
            _copy(graph, target)
        except (FileNotFoundError, shutil.Error):  # somebody removed a file
            continue
        if _state(graph) == before:
            return True
    return False


def _copy(graph: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    if graph.is_dir():
        shutil.copytree(graph, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(graph, target)


def _state(graph: Path) -> dict[Path, tuple[int, int]]:
    state = {}
    for file in (graph, *sorted(graph.rglob("*"))):
        try:
            status = file.stat()
        except FileNotFoundError:
            continue
        state[file] = (status.st_size, status.st_mtime_ns)
    return state
