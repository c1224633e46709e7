"""Whether a deployment may be overwritten."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import manifest, metadata
from .deployment import Deployment
from .errors import BackupError
from .graphs import FOLDERS
from .store import Store

LIMIT_SECONDS = 5


def check(deployment: Deployment, folder: Path, *, overwrite: bool, app: str | None) -> None:
    """Refuse what would lose data.

    Args:
        deployment: The target.
        folder: What is to be restored.
        overwrite: Whatever the target holds may go.
        app: Host and port of the app, which must not be running.

    Raises:
        BackupError: It is refused.
    """
    manifest.read(folder)
    metadata.check(deployment, folder)
    if app:
        refuse_running(app)
    if not overwrite:
        refuse_full([*metadata.holds(deployment), *stores_hold(deployment)])


def refuse_running(app: str) -> None:
    """Refuse while somebody answers there.

    Raises:
        BackupError: Somebody does.
    """
    host, _, port = app.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=LIMIT_SECONDS).close()
    except OSError:
        return
    raise BackupError(f"the app is running at {app}: scale it to 0 first")


def refuse_full(held: list[str]) -> None:
    """Refuse to overwrite anything.

    Raises:
        BackupError: There is something.
    """
    if held:
        raise BackupError(f"the target is not empty, it has {', '.join(held)}; to lose that, say --overwrite")


def stores_hold(deployment: Deployment) -> list[str]:
    """What is in the stores and in the folder of files."""
    held = []
    stores: Sequence[tuple[str, Store[Any]]] = (("texts", deployment.texts), ("vectors", deployment.vectors))
    for what, store in stores:
        for name in store.collections():
            number = store.count(name)
            if number:
                held.append(f"{number} {what} in {name}")
    folders = [*deployment.files.glob("index_*"), *(deployment.files / name for name in FOLDERS)]
    if any(any(folder.iterdir()) for folder in folders if folder.is_dir()):
        held.append(f"files in {deployment.files}")
    return held
