"""Stand-ins for the packages of the image that the test environment does not have."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STAND_INS = Path(__file__).parent / "stand_ins"


def _packages() -> set[str]:
    return {path.stem for path in STAND_INS.iterdir()}


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Importable in this process, afresh for each test."""

    def forget() -> None:
        for name in list(sys.modules):
            if name.partition(".")[0] in _packages():
                del sys.modules[name]

    forget()
    monkeypatch.syspath_prepend(str(STAND_INS))
    yield
    forget()
