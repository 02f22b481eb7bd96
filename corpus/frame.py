"""A table as its source draws it, and what is drawn in one frame though it is several tables.

A row of heads in the middle of a frame begins another table; a row of one cell above heads is the title of theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.tables.cells import squeezed
from corpus.tables.kinds import FIGURES, Kind, is_datum, kind_of
from corpus.tables.words import is_total
from kg.model import Cell

HEADED = 2 / 3  # share of the columns of figures that a row of heads names
HALF = 1 / 2
SEEN = 12  # rows below it that tell what they are
SAME_COLUMN = 6.0  # points that lines may lie apart on two pages
HEADER = 3  # rows of the longest header


@dataclass(slots=True)
class DrawnTable:
    """A table as written to the text: its rows of cells, the rows before which a page ends, and merged cells."""

    start: int
    end: int
    page: int | None = None
    xs: tuple[float, ...] = ()  # where its columns are drawn, for paged sources
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # row, column, rows, columns


Part = tuple[DrawnTable, Cell | None]  # a table of a frame, and the title that stands in its first row


def parted(table: DrawnTable) -> list[Part]:
    """Return the tables drawn in one frame, top to bottom."""
    cuts = [0]
    for number in range(1, len(table.rows) - 1):
        titled = _is_title(table.rows[number - 1])
        begin = number - 1 if titled else number
        header = table.rows[cuts[-1] : cuts[-1] + HEADER]
        data = any(is_datum(cell.text) for cell in table.rows[begin - 1])
        if begin <= cuts[-1] + 1 or not data or _repeats(header, table.rows[number]):
            continue
        if _is_heads(table.rows, number, titled=titled):
            cuts.append(begin)
    ends = [*cuts[1:], len(table.rows)]
    parts = [_untitled(_part(table, first, after)) for first, after in zip(cuts, ends, strict=True)]
    return [(without_idle_columns(part), title) for part, title in parts]


def continued(above: DrawnTable, below: DrawnTable) -> bool:
    """Tell whether a table goes on with the one above it on the page before: right after it, in the same columns."""
    return (
        bool(above.xs)
        and len(above.xs) == len(below.xs)
        and all(abs(a - b) <= SAME_COLUMN for a, b in zip(above.xs, below.xs, strict=True))
    )


def put_together(above: DrawnTable, below: DrawnTable) -> DrawnTable:
    """Return two tables as one that a page break parts."""
    height = len(above.rows)
    return replace(
        above,
        end=below.end,
        rows=[*above.rows, *below.rows],
        gaps=above.gaps | {height} | {gap + height for gap in below.gaps},
        merged=[*above.merged, *((row + height, *rest) for row, *rest in below.merged)],
    )


def _untitled(table: DrawnTable) -> Part:
    rows = table.rows
    if len(rows) > 2 and _is_title(rows[0]) and len(rows[0]) > 1 and not _is_title(rows[1]) and _is_words(rows[1]):
        return _part(table, 1, len(rows)), rows[0][0]
    return table, None


def without_idle_columns(table: DrawnTable) -> DrawnTable:
    """Leave out the columns that a merged cell bridges in every row: they belong to another table of the frame."""
    width = len(table.rows[0])
    bridged = {(row, at) for row, column, _, columns in table.merged for at in range(column + 1, column + columns)}
    bridged |= {
        (row + down, at)
        for row, column, rows, columns in table.merged
        for down in range(1, rows)
        for at in range(column + 1, column + columns)
    }
    kept = [at for at in range(width) if not all((row, at) in bridged for row in range(len(table.rows)))]
    if len(kept) == width:
        return table
    place = {column: at for at, column in enumerate(kept)}
    merged = [
        (row, place[column], rows, sum(column <= at < column + columns for at in kept))
        for row, column, rows, columns in table.merged
        if column in place
    ]
    xs = (*(table.xs[at] for at in kept), table.xs[-1]) if len(table.xs) == width + 1 else ()
    return replace(table, rows=[tuple(row[at] for at in kept) for row in table.rows], merged=merged, xs=xs)


def _part(table: DrawnTable, first: int, after: int) -> DrawnTable:
    if (first, after) == (0, len(table.rows)):
        return table
    return replace(
        table,
        rows=table.rows[first:after],
        gaps={gap - first for gap in table.gaps if first < gap < after},
        merged=[(row - first, *rest) for row, *rest in table.merged if first <= row < after],
    )


def figure_columns(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the columns behind the first whose cells are mostly figures."""
    found = []
    for column in range(1, len(rows[0])):
        kinds = [kind_of(row[column].text) for row in rows if column < len(row) and row[column].text]
        if sum(kind in FIGURES or kind is Kind.DASH for kind in kinds) * 2 > len(kinds):
            found.append(column)
    return found


def _is_heads(rows: Sequence[Sequence[Cell]], number: int, *, titled: bool) -> bool:
    """Tell whether a row names the columns of figures below it; the heads of a table with a title may stand in two."""
    row = rows[number]
    if not _is_words(row) or is_total(row[0].text):
        return False
    figures = figure_columns(rows[number + 1 : number + 1 + SEEN])
    named = sum(1 for column in figures if row[column].text)
    return len(figures) > (not titled) and named >= (HALF if titled else HEADED) * len(figures)


def _repeats(header: Sequence[Sequence[Cell]], row: Sequence[Cell]) -> bool:
    words = [squeezed(cell) for cell in row]
    return any(words == [squeezed(cell) for cell in head] for head in header)


def _is_words(row: Sequence[Cell]) -> bool:
    kinds = [kind_of(cell.text) for cell in row if cell.text]
    return len(kinds) > 1 and Kind.DASH not in kinds and not any(is_datum(cell.text) for cell in row)


def _is_title(row: Sequence[Cell]) -> bool:
    return bool(row[0].text) and not any(cell.text for cell in row[1:])
