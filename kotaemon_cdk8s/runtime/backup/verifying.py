"""Whether a deployment holds what a folder does."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..log import log
from . import manifest, metadata, rows, tables
from .deployment import Deployment
from .errors import BackupError
from .rows import Text, Vector
from .store import AT_ONCE

TOLERANCE = 1e-5
"""Qdrant brings vectors to length 1; so directions are compared."""
_SHOWN = 3


def verify(deployment: Deployment, folder: Path) -> None:
    """Compare rows by their number, and all chunks and files one by one.

    Raises:
        BackupError: They differ.
    """
    content = manifest.read(folder)
    expected = metadata.expected_rows(folder, content.tables)
    with deployment.connection() as connection:
        # Deletions during the backup were finished in the others.
        untouched = {
            name: number
            for name, number in expected.items()
            if name != tables.COLLECTIONS and not tables.OF_COLLECTION.fullmatch(name)
        }
        metadata.compare(untouched, tables.counts(connection))
        wrong: list[str] = []
        for name, number in tables.collections(connection).items():
            sources = tables.source_ids(connection, number)
            accepted = {missing for missing in content.missing if missing.startswith(f"{name}: ")}
            wrong += _texts(deployment, folder, name, sources)
            wrong += _vectors(deployment, folder, name, sources)
            wrong += _files(deployment.files / name, name, tables.stored_files(connection, number), accepted)
            for relation, what in ((tables.TEXTS, "texts"), (tables.VECTORS, "vectors")):
                known = {
                    line["id"] for source, line in rows.read(folder / what / f"{name}.ndjson") if source in sources
                }
                for source, ids in tables.referred(connection, number, relation):
                    lost = (f"{name}: {relation} {id_} of file {source}" for id_ in ids if id_ not in known)
                    wrong += [f"{one} is not in the backup" for one in lost if one not in accepted]
    if wrong:
        more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise BackupError(f"the target is not what was backed up: {'; '.join(wrong[:_SHOWN])}{more}")


def _texts(deployment: Deployment, folder: Path, name: str, sources: set[str]) -> Iterator[str]:
    number = 0
    for part in _lines(folder / "texts" / f"{name}.ndjson", sources):
        number += len(part)
        found = deployment.texts.get(name, [line["id"] for line in part])
        for line in part:
            text = found.get(line["id"])
            if text is None:
                yield f"{name}: text {line['id']} is not there"
            elif not _same_text(text, Text.of_json(line)):
                yield f"{name}: text {line['id']} is another"
    yield from _counted(name, "texts", number, deployment.texts.count(name) if number else 0)


def _vectors(deployment: Deployment, folder: Path, name: str, sources: set[str]) -> Iterator[str]:
    number = 0
    for part in _lines(folder / "vectors" / f"{name}.ndjson", sources):
        number += len(part)
        found = deployment.vectors.get(name, [line["id"] for line in part])
        for line in part:
            vector = found.get(line["id"])
            if vector is None:
                yield f"{name}: vector {line['id']} is not there"
            elif not _same_direction(vector, Vector.of_json(line)):
                yield f"{name}: vector {line['id']} is another"
    yield from _counted(name, "vectors", number, deployment.vectors.count(name) if number else 0)


def _counted(name: str, what: str, expected: int, found: int) -> Iterator[str]:
    if found == expected:
        log.info("restore: %s: %d %s", name, found, what)
    else:
        yield f"{name}: {found} {what}, not {expected}"


def _lines(path: Path, sources: set[str]) -> Iterator[Sequence[Mapping[str, Any]]]:
    part: list[Mapping[str, Any]] = []
    for source, line in rows.read(path):
        if source in sources:
            part.append(line)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _same_text(one: Text, other: Text) -> bool:
    return one.text == other.text and _plain(one.metadata) == _plain(other.metadata)


def _plain(metadata: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(metadata))


def _same_direction(one: Vector, other: Vector) -> bool:
    np: Any = importlib.import_module("numpy")
    left, right = (np.asarray(vector.values, dtype=np.float64) for vector in (one, other))
    if left.shape != right.shape:
        return False
    lengths = np.linalg.norm(left), np.linalg.norm(right)
    if not all(lengths):
        return not any(lengths)
    return bool(np.max(np.abs(left / lengths[0] - right / lengths[1])) < TOLERANCE)


def _files(folder: Path, name: str, stored: Sequence[tuple[str, str]], accepted: set[str]) -> Iterator[str]:
    for source, path in stored:
        file = folder / path
        if f"{name}: file {path} of {source}" in accepted:
            continue
        if not file.exists():
            yield f"{name}: file {path} is not there"
        elif _digest(file) != path:  # its name, in ktem/index/file/pipelines.py
            yield f"{name}: file {path} is another"


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while part := content.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
