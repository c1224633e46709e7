"""From a folder into a deployment."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from ..log import log
from . import manifest, metadata, rows, tables
from .checking import refuse_full, refuse_running, stores_hold
from .deployment import Deployment
from .exporting import SQLITE
from .graphs import FOLDERS
from .manifest import Manifest
from .rows import Text, Vector
from .verifying import verify

Item = TypeVar("Item")


def load(deployment: Deployment, folder: Path, *, overwrite: bool, app: str | None) -> None:
    """Bring everything in, and see that it is there.

    Args:
        deployment: The target; if it has PostgreSQL and the folder a dump, that has been restored already.
        folder: What is brought in.
        overwrite: Whatever the target holds may go.
        app: Host and port of the app, which must not be running.

    Raises:
        BackupError: It is refused, or not everything arrived.
    """
    content = manifest.read(folder)
    metadata.check(deployment, folder)
    if app:
        refuse_running(app)
    if not overwrite:
        of_database = metadata.holds(deployment) if (folder / SQLITE).exists() else []
        refuse_full([*of_database, *stores_hold(deployment)])
    for graph in content.unsettled:
        log.warning("restore: graph %s was written while it was backed up: it may be of no use", graph)
    for missing in content.missing:
        log.warning("restore: was not in the backup: %s", missing)
    _empty(deployment)
    metadata.load(deployment, folder, metadata.expected_rows(folder, content.tables))
    with deployment.connection() as connection:
        _finish_deletions(connection, content)
    _load_files(deployment, folder)
    with deployment.connection() as connection:
        collections = {
            name: tables.source_ids(connection, number) for name, number in tables.collections(connection).items()
        }
    for name, sources in collections.items():
        _load_texts(deployment, folder, name, sources)
        _load_vectors(deployment, folder, name, sources, content)
    verify(deployment, folder)


def _empty(deployment: Deployment) -> None:
    # All of them: a collection that is not in the backup would be met by the next with its number.
    for name in deployment.texts.collections():
        deployment.texts.drop(name)
    for name in deployment.vectors.collections():
        deployment.vectors.drop(name)
    for folder in (*deployment.files.glob("index_*"), *(deployment.files / name for name in FOLDERS)):
        if folder.is_dir():
            shutil.rmtree(folder)


def _finish_deletions(connection: sa.Connection, content: Manifest) -> None:
    """Remove what was being deleted while the backup was made: parts of it are not there any more."""
    for name, number in tables.collections(connection).items():
        if name not in content.files:
            log.info("restore: %s was deleted during the backup", name)
            index = tables.collection_rows()
            connection.execute(sa.delete(index).where(index.c.id == number))
            for part in ("source", "index", "group"):
                connection.execute(sa.schema.DropTable(sa.Table(f"index__{number}__{part}", sa.MetaData())))
            continue
        sources, references = tables.sources(number), tables.references(number)
        for gone in sorted(tables.source_ids(connection, number) - set(content.files[name])):
            log.info("restore: %s: file %s was deleted during the backup", name, gone)
            connection.execute(sa.delete(sources).where(sources.c.id == gone))
            connection.execute(sa.delete(references).where(references.c.source_id == gone))


def _load_files(deployment: Deployment, folder: Path) -> None:
    deployment.files.mkdir(parents=True, exist_ok=True)
    for source in (folder / "files", folder / "graphs"):
        for part in sorted(source.iterdir()) if source.is_dir() else []:
            # Of graphs the copy: in `files` they may be torn.
            if source.name == "files" and part.name in FOLDERS:
                continue
            if part.is_dir():
                shutil.copytree(part, deployment.files / part.name, dirs_exist_ok=True)


def _load_texts(deployment: Deployment, folder: Path, name: str, sources: set[str]) -> None:
    lines = (Text.of_json(line) for source, line in _lines(folder, "texts", name) if source in sources)
    for part, last in _parts(lines, deployment.texts.at_once):
        deployment.texts.put(name, part, last=last)


def _load_vectors(deployment: Deployment, folder: Path, name: str, sources: set[str], content: Manifest) -> None:
    lines = (pair for pair in _lines(folder, "vectors", name) if pair[0] in sources)
    with_texts = _joined(lines, _lines(folder, "texts", name), lambda pair: (pair[0], pair[1]["id"]))
    same = content.vector_kind == deployment.vectors.kind
    for part, _ in _parts(with_texts, deployment.vectors.at_once):
        vectors = [Vector.of_json(line) for (_, line), _ in part]
        texts = None if same else [Text.of_json(found[1]) if found else None for _, found in part]
        deployment.vectors.put(name, vectors, texts)


def _lines(folder: Path, what: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return rows.read(folder / what / f"{name}.ndjson")


def _joined(
    left: Iterator[Item], right: Iterator[Item], key: Callable[[Item], tuple[str, str]]
) -> Iterator[tuple[Item, Item | None]]:
    """Each of the left with that of the right that has the same key; both are in its order."""
    candidate = next(right, None)
    for item in left:
        while candidate is not None and key(candidate) < key(item):
            candidate = next(right, None)
        yield item, candidate if candidate is not None and key(candidate) == key(item) else None


def _parts(items: Iterator[Item], size: int) -> Iterator[tuple[Sequence[Item], bool]]:
    """Parts of this size, and whether no other follows."""
    part: list[Item] = []
    for item in items:
        if len(part) == size:
            yield part, False
            part = []
        part.append(item)
    if part:
        yield part, True
