"""Rows that are shorter than their table because merged cells were written once: put where they belong.

A header of two levels is spread over its columns; a row of the body is placed by what its cells and the columns hold.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.tables.cells import BLANK
from corpus.tables.kinds import Kind, is_datum, kind_of
from corpus.tables.words import is_total
from kg.model import Cell

Row = tuple[Cell, ...]
SUITED, MISPLACED = 1.0, -1.0
SKIPPED = {True: -0.25, False: -0.1}  # evidence against leaving columns out, of figures and of words alone
OUTER = 0.05  # evidence for leaving out the first: what reaches down is mostly the outermost label
LATE_TOTAL = -0.5  # evidence against a total that is not named in the first column
ALIKE = {Kind.INTEGER: Kind.NUMBER, Kind.RATIO: Kind.NUMBER, Kind.PERIOD: Kind.DATE, Kind.FLAG: Kind.WORDS}
UNTOLD = frozenset({Kind.EMPTY, Kind.DASH})  # stand under anything


def squared(rows: Sequence[Row]) -> list[Row]:
    """Return rows of equal width; where nothing tells better, blanks are put at the end."""
    width = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == width]
    if len(full) * 3 < len(rows) or len(full) == len(rows):
        return [row + (BLANK,) * (width - len(row)) for row in rows]
    body = [row for row in full if _has_data(row)] or full[1:]
    first = next((number for number, row in enumerate(rows) if _has_data(row)), 1)
    return list(_squared(rows, first, [_held(body, column) for column in range(width)]))


def _squared(rows: Sequence[Row], first: int, holds: Sequence[Kind]) -> Iterator[Row]:
    """Yield rows of equal width; those before `first` are heads."""
    width, number = len(holds), 0
    while number < len(rows):
        row = rows[number]
        heads = not _has_data(row) and (number == 0 or any(map(_has_data, rows[number + 2 : number + 3])))
        spread = _spread(rows[number : number + 3], width) if heads else ()
        if spread:
            yield from spread
        elif number >= first:
            yield _placed(row, holds)
        else:
            yield row + (BLANK,) * (width - len(row))
        number += len(spread) or 1


def _has_data(row: Row) -> bool:
    return any(is_datum(cell.text) for cell in row[1:])


def _spread(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """Return the first two of three rows spread over the columns, nothing where they are no header of two levels."""
    if len(rows) < 3 or any(_has_data(row) for row in rows[:2]):
        return ()
    top, below = _stripped(rows[0]), _stripped(rows[1])
    for lead in range(len(top) if len(top) < width else 0):
        spanning = top[lead:]
        if lead + len(below) != width or len(below) % len(spanning) or len(below) == len(spanning):
            continue
        size = len(below) // len(spanning)
        upper = [cell for head in spanning for cell in (head, *(BLANK,) * (size - 1))]
        return (*top[:lead], *upper), (*(BLANK,) * lead, *below)
    return ()


def _stripped(row: Row) -> Row:
    """Return a row without the blanks at its end."""
    return row[: max((number for number, cell in enumerate(row, 1) if cell.text), default=0)]


def _placed(row: Row, holds: Sequence[Kind]) -> Row:
    """Return a row of the body with blanks where they leave its cells under cells of their kind."""
    width = len(holds)
    if len(row) == width or sum(1 for cell in row if cell.text) < 2:
        return row + (BLANK,) * (width - len(row))
    best: dict[int, tuple[float, list[int]]] = {-1: (0.0, [])}  # by the column of the last cell
    for number, cell in enumerate(row):
        reached: dict[int, tuple[float, list[int]]] = {}
        for last, (score, columns) in best.items():
            for column in range(last + 1, width - (len(row) - number) + 1):
                total = score + _suits(cell, holds[column]) + _skipped(holds[last + 1 : column])
                if column and not number:
                    total += LATE_TOTAL if is_total(cell.text) else OUTER
                if column not in reached or total > reached[column][0]:
                    reached[column] = (total, [*columns, column])
        best = reached
    found = ((score + _skipped(holds[last + 1 :]), columns) for last, (score, columns) in best.items())
    _, columns = max(found, key=lambda each: (each[0], [-column for column in each[1]]))
    placed = [BLANK] * width
    for cell, column in zip(row, columns, strict=True):
        placed[column] = cell
    return tuple(placed)


def _suits(cell: Cell, held: Kind) -> float:
    """Return how well a cell stands in a column that mostly holds cells of a kind."""
    kind = kind_of(cell.text)
    if kind in UNTOLD or held in UNTOLD:
        return 0.0
    return SUITED if ALIKE.get(kind, kind) is held else MISPLACED


def _skipped(holds: Sequence[Kind]) -> float:
    return SKIPPED[Kind.NUMBER in holds] if holds else 0.0


def _held(rows: Sequence[Row], column: int) -> Kind:
    """Return the kind of most cells of a column; figures are of one kind here, dates and periods of another."""
    kinds = Counter(ALIKE.get(kind, kind) for kind in (kind_of(row[column].text) for row in rows) if kind not in UNTOLD)
    return min(kinds, key=lambda kind: (-kinds[kind], kind.value), default=Kind.EMPTY)
