"""From rows of cells as they were written to header and body: what tab, pipe and flattened tables share.

A reader hands over a `Grid`: ragged rows, and before which of them the source left a gap (a page break). Here repeated
headers go, rows cut by a page break are put together, header rows are told from the body, and merged cells are filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.tables.cells import BLANK, filled, is_bracketed, is_formula, joined, squeezed
from corpus.tables.kinds import FIGURES, VALUES, Kind, is_datum, kind_of
from corpus.tables.listed import is_key_value, is_paired, is_profile, pairs_of
from corpus.tables.words import is_total, names_a_column
from kg.model import Cell

Row = tuple[Cell, ...]
CUT_CELL = 8  # a cell shorter than this is not cut by a page break


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows as written, and the numbers of those that come after a gap in the source, and of those that lack cells
    where nothing tells which."""

    rows: tuple[Row, ...]
    gaps: frozenset[int] = field(default=frozenset())
    unsure: frozenset[int] = field(default=frozenset())

    @property
    def doubted(self) -> frozenset[int]:
        """Where the unsure rows begin in the text."""
        return frozenset(cell.start for number in self.unsure for cell in self.rows[number] if cell.pieces)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Reading:
    """Header and body of one table, equally wide throughout."""

    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    doubtful: frozenset[int] = field(default=frozenset())  # rows whose reading nothing confirms


def read_grid(text: str, grid: Grid) -> Reading:
    """Return header and body of a grid, pages put together; cells of words that stand empty are taken for merged."""
    reading = read_drawn(text, grid)
    return replace(reading, rows=tuple(fill_down(reading.rows)))


def read_drawn(text: str, grid: Grid, depth: int | None = None) -> Reading:
    """Return header and body of a grid whose source draws its cells, pages put together; empty cells stay empty.

    `depth` is how many rows are header, where that is known.
    """
    width = grid.width
    rows = [row + (BLANK,) * (width - len(row)) for row in grid.rows]
    if is_profile(rows) or is_paired(rows):
        return Reading((), tuple(pairs_of(rows)))
    depth = header_depth(rows) if depth is None else depth
    header, body = _pages_joined(text, rows, depth, grid.gaps)
    body = [row for row in body if any(cell.text for cell in row)]
    return Reading(tuple(fill_header(header)), tuple(body))


def header_depth(rows: Sequence[Row]) -> int:
    """Return how many of the first rows are header: none in a list of names and values."""
    if not rows or is_key_value(rows):
        return 0
    if any(is_datum(cell.text) for cell in rows[0][1:]) and not _looks_like_header(rows[0]):
        return 0
    depth = 1
    while depth < min(4, len(rows) - 1) and _continues_header(rows[depth - 1], rows[depth]):
        depth += 1
    return depth


def fill_header(header: Sequence[Row]) -> list[Row]:
    """Repeat spanning heads over the columns they reach, and heads that reach down over the rows below."""
    done: list[Row] = []
    for level, row in enumerate(header):
        cells = list(row)
        below = header[level + 1 :]
        for column, cell in enumerate(cells):
            if cell.text:
                continue
            over = done[-1][column] if done else BLANK
            left = cells[column - 1] if column else BLANK
            spans = any(lower[column].text for lower in below)
            if done and over.text and not spans and not _under_span(done[-1], column):
                cells[column] = filled(over)
            elif spans and left.text and (not done or squeezed(over) == squeezed(done[-1][column - 1])):
                cells[column] = filled(left)
        done.append(tuple(cells))
    return done


def fill_down(rows: Sequence[Row]) -> list[Row]:
    """Repeat merged cells of words over the rows they reach: never figures, totals, section rows."""
    if not rows:
        return []
    fillable = [_is_wordy(rows, column) for column in range(len(rows[0]))]
    figures = figure_columns(rows)
    done: list[Row] = []
    for row in rows:
        cells = list(row)
        if done and sum(1 for cell in row if cell.text) > 1 and not is_total_row(row) and not heads_again(figures, row):
            for column, cell in enumerate(cells):
                over = done[-1][column]
                if not cell.text and over.text and fillable[column] and not is_total_row(done[-1]):
                    cells[column] = filled(over)
        done.append(tuple(cells))
    return done


def figure_columns(rows: Sequence[Row]) -> list[int]:
    """Return the columns behind the first that mostly hold figures."""
    found = []
    for column in range(1, len(rows[0]) if rows else 0):
        kinds = [kind_of(row[column].text) for row in rows if row[column].text]
        if sum(kind in FIGURES for kind in kinds) * 2 > len(kinds):
            found.append(column)
    return found


def heads_again(figures: Sequence[int], row: Row) -> bool:
    """Tell whether a row in the middle names columns anew: words or periods wherever the others have figures."""
    kinds = [kind_of(row[column].text) for column in figures]
    return len(figures) > 1 and all(kind in (Kind.WORDS, Kind.PERIOD) for kind in kinds)


def is_total_row(row: Row) -> bool:
    """Tell a row of totals or means by the first words in it."""
    return any(is_total(cell.text) for cell in row[:3] if not cell.filled)


def _is_wordy(rows: Sequence[Row], column: int) -> bool:
    kinds = [kind_of(row[column].text) for row in rows if row[column].text and not is_total_row(row)]
    return bool(kinds) and sum(kind in (Kind.WORDS, Kind.FLAG) for kind in kinds) * 2 > len(kinds)


def _looks_like_header(row: Row) -> bool:
    return names_a_column(row[0].text) and not any(kind_of(cell.text) in FIGURES - {Kind.INTEGER} for cell in row)


def _continues_header(above: Row, row: Row) -> bool:
    if row[0].text or any(is_datum(cell.text) for cell in row) or not any(cell.text for cell in row):
        return False
    gives_units = all(is_bracketed(cell) for cell in row if cell.text)
    return (gives_units or any(not cell.text for cell in above)) and not is_total_row(row) and not is_formula(row)


def _under_span(above: Row, column: int) -> bool:
    return above[column].filled


def _pages_joined(text: str, rows: Sequence[Row], depth: int, gaps: frozenset[int]) -> tuple[list[Row], list[Row]]:
    """Return header and body, repeated headers left out, rows that a page break cut put together.

    Where the first header leaves cells blank that a repeated one has, it takes them.
    """
    header = list(rows[:depth])
    heads = [_words(row) for row in header]
    body: list[Row] = []
    number = depth
    after_gap = False
    while number < len(rows):
        after_gap = after_gap or number in gaps
        if heads and (_repeats(heads, rows, number) if after_gap else _is_same(heads, rows, number)):
            header = [_fuller(head, row) for head, row in zip(header, rows[number : number + depth], strict=True)]
            number += depth
            after_gap = True
            continue
        row = rows[number]
        if after_gap and body and _is_rest(body[-1], row):
            body[-1] = tuple(joined(text, a, b) for a, b in zip(body[-1], row, strict=True))
        else:
            body.append(row)
        after_gap = False
        number += 1
    return header, body


def _fuller(head: Row, again: Row) -> Row:
    return tuple(a if a.text else b for a, b in zip(head, again, strict=True))


def _repeats(heads: Sequence[tuple[str, ...]], rows: Sequence[Row], number: int) -> bool:
    """Tell whether the header stands again at this row; cells that one of the two leaves blank do not count."""
    if number + len(heads) > len(rows):
        return False
    for head, row in zip(heads, rows[number : number + len(heads)], strict=True):
        words = _words(row)
        if any(a and b and a != b for a, b in zip(head, words, strict=True)):
            return False
        if not any(a and a == b for a, b in zip(head, words, strict=True)):
            return False
    return True


def _is_same(heads: Sequence[tuple[str, ...]], rows: Sequence[Row], number: int) -> bool:
    """Tell whether the header stands again at this row, word for word."""
    return [_words(row) for row in rows[number : number + len(heads)]] == list(heads)


def _words(row: Row) -> tuple[str, ...]:
    return tuple(squeezed(cell).translate(WIDE) for cell in row)


WIDE = str.maketrans("（）：，", "():,")


def _is_rest(above: Row, row: Row) -> bool:
    """Tell whether a row after a page break is the rest of the one before: only long cells go on, others are empty."""
    if is_total_row(row) or (row[0].text and not _only_long(above, row)):
        return False
    for upper, lower in zip(above, row, strict=True):
        if lower.text and (len(upper.text) < CUT_CELL or {kind_of(upper.text), kind_of(lower.text)} & VALUES):
            return False
    return True


def _only_long(above: Row, row: Row) -> bool:
    """Tell whether several cells go on, the first among them, and none that was short or a figure."""
    short = [lower for upper, lower in zip(above, row, strict=True) if upper.text and len(upper.text) < CUT_CELL]
    return bool(short) and not any(cell.text for cell in short) and sum(1 for cell in row if cell.text) > 1
