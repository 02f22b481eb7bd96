"""Rows that are shorter than their table because merged cells were written once: put where they belong.

A header of two levels is spread over its columns; a row of the body is placed by what its cells and the columns hold,
as whole rows or the heads tell it. Letters that say how columns are computed (A, B, C=B-A) stand over the last ones.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.tables.cells import BLANK, filled, is_bracketed, is_formula, squeezed
from corpus.tables.columns import Holds, held_by
from corpus.tables.kinds import Kind, is_datum, kind_of
from corpus.tables.spans import Spread, spread_heads
from corpus.tables.words import is_total, names_only_a_total
from kg.model import Cell

Row = tuple[Cell, ...]
SUITED, MISPLACED = 1.0, -1.0
SKIPPED = {True: -0.25, False: -0.1}  # evidence against leaving columns out, of figures and of words alone
OUTER = 0.05  # evidence for leaving out the first: what reaches down is mostly the outermost label
LATE_TOTAL = -0.5  # evidence against each column before the word for a total
ALIKE = {Kind.INTEGER: Kind.NUMBER, Kind.RATIO: Kind.NUMBER, Kind.PERIOD: Kind.DATE, Kind.FLAG: Kind.WORDS}
UNTOLD = frozenset({Kind.EMPTY, Kind.DASH})  # stand under anything
PROMISED = {
    Holds.INDEX: Kind.INTEGER,
    Holds.NUMBER: Kind.NUMBER,
    Holds.RATIO: Kind.NUMBER,
    Holds.PERIOD: Kind.NUMBER,
    Holds.DATE: Kind.DATE,
    Holds.FLAG: Kind.WORDS,
    Holds.WORDS: Kind.WORDS,
    Holds.TEXT: Kind.WORDS,
}


@dataclass(frozen=True, slots=True)
class Squared:
    """Rows of equal width, and the numbers of those that could as well be placed otherwise."""

    rows: tuple[Row, ...]
    unsure: frozenset[int] = frozenset()


def squared(rows: Sequence[Row]) -> Squared:
    """Return rows of equal width; where nothing tells better, blanks are put at the end."""
    width = max(len(row) for row in rows)
    rows = _with_inner_labels(rows, width)
    full = [row for row in rows if len(row) == width]
    holds = _told(full, width) if len(full) * 3 >= len(rows) else _promised(rows[0], full, width)
    if len(full) == len(rows) or not holds:
        return Squared(tuple(row + (BLANK,) * (width - len(row)) for row in rows))
    first = next((number for number, row in enumerate(rows) if _has_data(row)), 1)
    unsure = {n for n, row in enumerate(rows) if n >= first and _has_rivals(row, holds)}
    return _squared(_headed(rows, first, width), first, holds, unsure)


def _has_rivals(row: Row, holds: Sequence[Kind]) -> bool:
    """Tell whether figures of a row could stand under others as well: its label first, and fewer than the columns."""
    label, *cells = row
    figures = [column for column, held in enumerate(holds) if column and held is Kind.NUMBER]
    if len(row) == len(holds) or not cells or kind_of(label.text) is not Kind.WORDS or is_total(label.text):
        return False
    return len(figures) == len(holds) - 1 and all(_is_figure(cell) for cell in cells)


def _headed(rows: Sequence[Row], first: int, width: int) -> list[Row]:
    """Return rows whose heads stand over their columns where only one that numbers the rows has none."""
    body = [row for row in rows[first:] if len(row) == width]
    numbering = [column for column in range(1, width) if counts([row[column].text for row in body if row[column].text])]
    if len(numbering) != 1:
        return list(rows)
    at = numbering[0]
    return [
        (*row[:at], BLANK, *row[at:]) if n < first and len(row) == width - 1 and not is_formula(row) else row
        for n, row in enumerate(rows)
    ]


def counts(cells: Sequence[str]) -> bool:
    """Tell whether these cells count: 1, 2, 3; a few numbers may be left out."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(cells) == len(numbers) > 1 and numbers[0] == 1 and min(steps) > 0 and sum(steps) < 2 * len(cells)


def _with_inner_labels(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """Return rows with a second column of labels where only some have two, and the header one cell for both.

    What reaches down reaches over two rows at least: the row after one with two labels has an inner one. A label alone
    is one cell for both, too, and so is the header where it stands again.
    """
    full = [row for row in rows if len(row) == width]
    short = [row for row in rows if len(row) == width - 1]
    two = all(kind_of(row[1].text) is Kind.WORDS and all(map(_is_figure, row[2:])) for row in full)
    one = all(_is_figure(row[1]) for row in short if _has_data(row))
    if width < 3 or not (two and one) or len(rows[0]) != width - 1 or _has_data(rows[0]):
        return rows
    heads = [squeezed(cell) for cell in rows[0]]
    done: list[Row] = [_over_both(rows[0])]
    for above, row in pairwise(rows):
        inner = len(above) == width and [squeezed(cell) for cell in row] != heads
        done.append(row if len(row) != width - 1 else (BLANK, *row) if inner else _over_both(row))
    return done


def _over_both(row: Row) -> Row:
    """Return a row whose first cell reaches over the first two columns; that of a total says enough in one."""
    return row[0], BLANK if is_total(row[0].text) else filled(row[0]), *row[1:]


def _is_figure(cell: Cell) -> bool:
    return is_datum(cell.text) or kind_of(cell.text) is Kind.EMPTY


def _told(full: Sequence[Row], width: int) -> list[Kind]:
    """Return what the columns hold by the rows that lack no cell."""
    body = [row for row in full if _has_data(row)] or full[1:]
    return [_held(body, column) for column in range(width)]


def _promised(header: Row, full: Sequence[Row], width: int) -> list[Kind]:
    """Return what the heads promise of the columns, else what the few whole rows hold; nothing where neither says."""
    if len(header) < width or _has_data(header):
        return []
    promised = [PROMISED.get(held_by([cell.text], first=n == 0)) for n, cell in enumerate(header)]
    if sum(kind is not None for kind in promised) * 2 < width or promised.count(Kind.NUMBER) < 2:
        return []
    return [kind or told for kind, told in zip(promised, _told(full, width), strict=True)]


def _squared(rows: Sequence[Row], first: int, holds: Sequence[Kind], unsure: set[int]) -> Squared:
    """Return rows of equal width; those before `first` are heads. Below heads that could span others all is unsure."""
    width, number = len(holds), 0
    done: list[Row] = []
    while number < len(rows):
        row = rows[number]
        heads = not _has_data(row) and (number == 0 or any(map(_has_data, rows[number + 2 : number + 3])))
        spread = _spread(rows, number, width) if heads else None
        if spread:
            done += spread.rows
            unsure |= set(range(number + 2, len(rows))) if spread.unsure else set()
        elif is_formula(row):
            done.append((BLANK,) * (width - len(row)) + row)
        elif number >= first:
            done.append(_placed(row, holds))
        elif number and (below := _below_heads(row, rows[0], holds)):
            done.append(below)
        else:
            done.append(row + (BLANK,) * (width - len(row)))
        number = len(done)
    return Squared(tuple(done), frozenset(unsure))


def _below_heads(row: Row, heads: Row, holds: Sequence[Kind]) -> Row:
    """Return a row of units or other names in brackets, each under a head of figures; nothing where these are not as
    many."""
    columns = [
        column
        for column, (head, held) in enumerate(zip(heads, holds, strict=False))
        if held is Kind.NUMBER and not names_only_a_total(head.text)
    ]
    if len(row) == len(holds) or len(columns) != len(row) or not all(is_bracketed(cell) for cell in row):
        return ()
    placed = dict(zip(columns, row, strict=True))
    return tuple(placed.get(column, BLANK) for column in range(len(holds)))


def _has_data(row: Row) -> bool:
    return any(is_datum(cell.text) for cell in row[1:])


def _spread(rows: Sequence[Row], number: int, width: int) -> Spread | None:
    """Return two rows spread over the columns of those below, None where they are no header of two levels."""
    below = rows[number + 2 :]
    if not below or any(map(_has_data, rows[number : number + 2])):
        return None
    top, leaves = _stripped(rows[number]), _stripped(rows[number + 1])
    body = [row for row in below if len(row) == width and _has_data(row)]
    return spread_heads(top, leaves, body, width) if len(top) < width else None


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
                    total += LATE_TOTAL * column if is_total(cell.text) else OUTER
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
    return SUITED if held in (kind, ALIKE.get(kind, kind)) else MISPLACED  # an integer may be an amount


def _skipped(holds: Sequence[Kind]) -> float:
    return SKIPPED[Kind.NUMBER in holds] if holds else 0.0  # numbers of rows may be missing


def _held(rows: Sequence[Row], column: int) -> Kind:
    """Return the kind of most cells of a column; figures are of one kind here, dates and periods of another."""
    if counts([row[column].text for row in rows if row[column].text]):
        return Kind.INTEGER  # numbers of rows: no amount is one
    kinds = Counter(ALIKE.get(kind, kind) for kind in (kind_of(row[column].text) for row in rows) if kind not in UNTOLD)
    return min(kinds, key=lambda kind: (-kinds[kind], kind.value), default=Kind.EMPTY)
