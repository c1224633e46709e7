"""Where a rendering is: a folder, or a folder in a revision of a Git repository."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_DEFAULT_FOLDER = "dist"


class SourceError(Exception):
    """Why there is nothing to compare, in one line."""


def files(source: str) -> Mapping[PurePosixPath, bytes]:
    """The manifests of a rendering, by their path in it.

    Args:
        source: A folder; else `REVISION`, for `dist` in it, or `REVISION:folder`, seen from the working folder.

    Raises:
        SourceError: There is no such folder or revision, or no manifest in it.
    """
    folder = Path(source)
    found = _in_folder(folder) if source and folder.is_dir() else _in_git(source)
    if not found:
        raise SourceError(f"{source}: holds no manifest (*.yaml)")
    return found


def _in_folder(folder: Path) -> dict[PurePosixPath, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _SUFFIXES and path.is_file())
    try:
        return {PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes() for path in paths}
    except OSError as error:
        raise SourceError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _in_git(source: str) -> dict[PurePosixPath, bytes]:
    revision, _, folder = source.partition(":")
    commit = _git(source, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        raise SourceError(
            f"{source}: there is neither such a folder nor such a revision; in a shallow clone, fetch it first"
        )
    # `./` makes the path one from the working folder on, which may be below the repository's.
    tree = _git(source, "rev-parse", "--verify", "--quiet", f"{commit.decode()}:./{folder or _DEFAULT_FOLDER}").strip()
    if not tree:
        raise SourceError(f"{source}: there is no folder {folder or _DEFAULT_FOLDER} in this revision")
    entries = [
        entry.split(b"\t", 1)
        for entry in _git(source, "ls-tree", "--full-tree", "-r", "-z", tree.decode()).split(b"\0")[:-1]
    ]
    blobs = {
        PurePosixPath(name.decode(errors="replace")): kind.split()[2].decode()
        for kind, name in entries
        if kind.split()[1] == b"blob" and PurePosixPath(name.decode(errors="replace")).suffix in _SUFFIXES
    }
    return {path: _git(source, "cat-file", "blob", blob) for path, blob in blobs.items()}


def _git(source: str, *arguments: str) -> bytes:
    """What Git answers; nothing, if it does not know."""
    try:
        # No shell, and what the user gives stands behind --end-of-options or within another argument.
        return subprocess.run(["git", *arguments], capture_output=True, check=False).stdout  # noqa: S603, S607
    except OSError as error:
        raise SourceError(f"{source}: is no folder, and git cannot be run: {error.strerror}") from error
