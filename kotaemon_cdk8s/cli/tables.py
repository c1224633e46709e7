"""Text in columns: as wide as the terminal, or never wrapped where nobody looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

_NO_END = 10_000


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Rows below the names of their columns.

    Args:
        columns: The names.
        rows: A value for each column.
        right: Columns of numbers.
    """
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left")
    for row in rows:
        table.add_row(*map(str, row))
    terminal = Console().is_terminal
    Console(width=None if terminal else _NO_END, markup=False, highlight=False, emoji=False).print(table)
