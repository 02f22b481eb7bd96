"""Rows that are shorter than their table because merged cells were written once: put where they belong.

A header of two levels is spread over its columns; a row of the body is placed by what its cells and the columns hold.
"""

from collections.abc import Sequence

from corpus.tables.cells import BLANK
from corpus.tables.kinds import FIGURES, Kind, is_datum, kind_of
from kg.model import Cell

Row = tuple[Cell, ...]
SUITED, MISPLACED, SHIFTED = 1.0, -1.0, -0.25


def squared(rows: Sequence[Row]) -> list[Row]:
    """Return rows of equal width; where nothing tells better, blanks are put at the end."""
    width = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == width]
    if len(full) * 3 < len(rows) or len(full) == len(rows):
        return [row + (BLANK,) * (width - len(row)) for row in rows]
    spread = _spread(rows, width)
    data = [row for row in full if any(is_datum(cell.text) for cell in row)]
    figures = [_holds_figures(data, column) for column in range(width)]
    return [*spread, *(_placed(row, figures) for row in rows[len(spread) :])]


def _spread(rows: Sequence[Row], width: int) -> list[Row]:
    """Return the two rows of a header spread over the columns, nothing where the rows are none."""
    if len(rows) < 3 or any(is_datum(cell.text) for row in rows[:2] for cell in row[1:]):
        return []
    top, below = _stripped(rows[0]), _stripped(rows[1])
    for lead in range(len(top) if len(top) < width else 0):
        spanning = top[lead:]
        if lead + len(below) != width or len(below) % len(spanning) or len(below) == len(spanning):
            continue
        size = len(below) // len(spanning)
        upper = [cell for head in spanning for cell in (head, *(BLANK,) * (size - 1))]
        return [(*top[:lead], *upper), (*(BLANK,) * lead, *below)]
    return []


def _stripped(row: Row) -> Row:
    """Return a row without the blanks at its end."""
    return row[: max((number for number, cell in enumerate(row, 1) if cell.text), default=0)]


def _placed(row: Row, figures: Sequence[bool]) -> Row:
    """Return a row of the body with blanks where they leave its figures under figures and its words under words."""
    width = len(figures)
    if len(row) == width or sum(1 for cell in row if cell.text) < 2:
        return row + (BLANK,) * (width - len(row))
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}  # by the column of the last cell
    for number, cell in enumerate(row):
        under_words, under_figures = _suits(cell)
        reached: dict[int, tuple[float, list[int]]] = {}
        for last, (score, columns) in best.items():
            for column in range(last + 1, width - (len(row) - number) + 1):
                total = score + (under_figures if figures[column] else under_words)
                total += SHIFTED if column > last + 1 else 0.0
                if column not in reached or total > reached[column][0]:
                    reached[column] = (total, [*columns, column])
        best = reached
    _, columns = max(best.values(), key=lambda each: (each[0], [-column for column in each[1]]))
    placed = [BLANK] * width
    for cell, column in zip(row, columns, strict=True):
        placed[column] = cell
    return tuple(placed)


def _suits(cell: Cell) -> tuple[float, float]:
    """Return how well a cell stands in a column of words, and in one of figures."""
    kind = kind_of(cell.text)
    if kind in (Kind.EMPTY, Kind.DASH):
        return 0.0, 0.0
    return (MISPLACED, SUITED) if kind in FIGURES else (SUITED, MISPLACED)


def _holds_figures(rows: Sequence[Row], column: int) -> bool:
    kinds = [kind_of(row[column].text) for row in rows if row[column].text]
    return sum(kind in FIGURES or kind is Kind.DASH for kind in kinds) * 2 > len(kinds)
