"""Tables whose columns are separated by pipes: `pipe_grids` makes cells of the rows that `piped.py` finds."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from corpus.tables.cells import cell_of, squeezed
from corpus.tables.grid import Grid, Row
from corpus.tables.kinds import VALUES, kind_of
from corpus.tables.lines import Line
from corpus.tables.piped import Block, find_pipe_blocks
from corpus.tables.ragged import squared
from corpus.tables.words import names_a_column
from kg.model import Cell
from kg.pattern import Pattern
from kg.view import Piece

OPENING, CLOSING = ("（", "("), ("）", ")")
CELL = Pattern(r"(?:\\.|[^|\\])*+")


def pipe_grids(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Grid]]:
    """Yield the piped tables of a text, each with its first line and its last."""
    for block in find_pipe_blocks(lines):
        grid = _grid(text, block)
        if grid:
            yield block.rows[0][0], block.rows[-1][-1], grid


def _grid(text: str, block: Block) -> Grid | None:
    """Return the rows of a block, None where they say nothing."""
    rows = [_row(text, group, framed=block.framed) for group in block.rows]
    rows[0] = _untitled(text, rows[0])
    if not any(len(row) > 1 for row in rows) or not any(_says_something(cell) for row in rows for cell in row):
        return None
    rows, gaps = _without_repeats(rows, block.gaps)
    square = squared(rows)
    return Grid(square.rows, gaps | _cut(rows) if block.ruled and not block.framed else gaps, square.unsure)


def _untitled(text: str, row: Row) -> Row:
    """Return a header without the title that stands before its first head, wide blanks between: "1、证书  序号"."""
    if not row or len(row[0].pieces) != 1:
        return row
    (start, end), *_ = row[0].pieces
    at = start + text[start:end].rfind("  ") + 2
    return (cell_of(text, [(at, end)]), *row[1:]) if at > start + 2 and names_a_column(text[at:end]) else row


def _cut(rows: Sequence[Row]) -> set[int]:
    """Return the rows that may go on with the row above: a dump leaves merged cells out, so these are truly empty."""
    width = max(len(row) for row in rows)
    return {number for number, row in enumerate(rows) if number and len(row) == width and not row[0].text}


def _without_repeats(rows: Sequence[Row], gaps: AbstractSet[int]) -> tuple[list[Row], frozenset[int]]:
    """Return the rows without those that pages begin with because the table does, and before which a page ended."""
    words = [[squeezed(cell) for cell in row] for row in rows]
    kept: list[Row] = []
    parted: set[int] = set()
    first = len(rows)  # row of the page, as long as it repeats those of the table
    for number, row in enumerate(rows):
        if number in gaps:
            first = number
            parted.add(len(kept))
        if number >= first and words[number] == words[number - first]:
            continue
        first = len(rows)
        kept.append(row)
    return kept, frozenset(parted - {len(kept)})


def _says_something(cell: Cell) -> bool:
    """Tell whether a cell is more than a piece of a drawing: figures, or a word of some length."""
    return len(cell.text) > 2 or kind_of(cell.text) in VALUES


def _row(text: str, group: Sequence[Line], *, framed: bool) -> Row:
    cells: list[list[Piece]] = [[]]
    for line in group:
        start = text.index(line.bare, line.start)
        end = start + len(line.bare)
        if framed:
            start, end = start + 1, end - 1
        for number, piece in enumerate(_pieces(text, start, end)):
            if number:
                cells.append([])
            cells[-1].append(piece)
    return _closed(text, [cell_of(text, pieces) for pieces in cells])


def _closed(text: str, cells: list[Cell]) -> Row:
    """Return cells none of which begins with the bracket that closes one of the cell before it."""
    for number, (before, cell) in enumerate(pairwise(cells), 1):
        opened = sum(map(before.text.count, OPENING)) - sum(map(before.text.count, CLOSING))
        if opened > 0 and cell.text.startswith(CLOSING):
            (start, end), *rest = cell.pieces
            cells[number - 1] = cell_of(text, [*before.pieces, (start, start + 1)])
            cells[number] = cell_of(text, [(start + 1, end), *rest])
    return tuple(cells)


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    while start <= end:
        match = CELL.match(text, start, end)
        stop = match.end() if match else start
        yield start, stop
        start = stop + 1
