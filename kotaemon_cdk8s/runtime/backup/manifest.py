"""What a folder says of itself."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .errors import BackupError

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What is in the folder.

    Args:
        version: Of the app.
        vector_kind: Kind of the store that the vectors are from.
        text_kind: Kind of the store that the texts are from.
        files: By collection, ids of the files that were still there when the stores had been read.
        texts: By collection, how many chunks are in its file.
        vectors: Likewise.
        missing: What the stores did not have although the database refers to it, and somebody accepted that.
        unsettled: Graphs that were written while they were copied.
        tables: Rows in each table of `metadata/sql.db`.
        format: Of the folder.
    """

    version: str
    vector_kind: str
    text_kind: str
    files: Mapping[str, Sequence[str]]
    texts: Mapping[str, int]
    vectors: Mapping[str, int]
    missing: Sequence[str] = ()
    unsettled: Sequence[str] = ()
    tables: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it, at once."""
        new = folder / f"{NAME}.new"
        new.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(new, folder / NAME)  # noqa: PTH105 (the same, and clearer)


def read(folder: Path) -> Manifest:
    """Read it.

    Raises:
        BackupError: There is none, or it is of a format that is not known here.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupError(f"{folder}: no finished backup: it has no {NAME}") from None
    except ValueError as error:
        raise BackupError(f"{folder / NAME}: no JSON: {error}") from None
    if content.get("format") != FORMAT:
        raise BackupError(
            f"{folder / NAME}: format {content.get('format')}, known here is {FORMAT}:"
            " restore with the release of kotaemon-cdk8s that made it"
        )
    return Manifest(**content)
