"""Tables of Word documents: from rows of cells to a grid with its merged cells."""

from collections.abc import Callable, Iterator
from typing import Any

from corpus.builder import Merge
from corpus.word_numbers import W

WIDEST = 64  # columns; Word allows 63


def grid_of(table: Any, text_of: Callable[[Any], str]) -> tuple[list[list[str]], list[Merge]]:
    """Return the grid of a table: gridSpan cells take their columns, vMerge cells continue the one above."""
    rows: list[list[str]] = []
    heads: dict[tuple[int, int], list[int]] = {}  # (row, column) of a merged cell: its rows and columns
    open_merges: dict[int, tuple[int, int]] = {}  # column: where the cell merged downwards begins
    for number, row in enumerate(table_rows(table)):
        cells = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in row.iterchildren(f"{W}tc"):
            span, merge = _span(cell)
            column = len(cells)
            if merge == "continue" and column in open_merges:
                heads[open_merges[column]][0] += 1
                cells += [""] * span
                continue
            cells += [" ".join(text_of(p) for p in cell.iter(f"{W}p")), *[""] * (span - 1)]
            open_merges.pop(column, None)
            if merge == "restart":
                open_merges[column] = (number, column)
            if merge == "restart" or span > 1:
                heads[number, column] = [1, span]
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return padded, [(r, c, height, span) for (r, c), (height, span) in sorted(heads.items())]


def table_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those of tables in its cells left out: their words stand in the cells."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def arranged(table: Any) -> list[Any] | None:
    """Return the cells of a table that only frames what stands in it: one cell a row; None for others."""
    rows = [list(row.iterchildren(f"{W}tc")) for row in table_rows(table)]
    return [cells[0] for cells in rows] if rows and all(len(cells) == 1 for cells in rows) else None


def _span(cell: Any) -> tuple[int, str]:
    """Return how many columns a cell takes, and whether it begins or continues a merge downwards."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    span = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
    return span, "" if merge is None else merge.get(f"{W}val", "continue")


def _number(element: Any, otherwise: int) -> int:
    return otherwise if element is None else min(int(element.get(f"{W}val", str(otherwise))), WIDEST)
