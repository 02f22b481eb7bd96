"""Tables whose columns are separated by pipes: Markdown's, framed or not, and those that dumps of web pages make.

A framed row begins and ends with a pipe. In a dump without frames a line that ends with one goes on in the next: a line
break within a cell, or an empty cell.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.tables.cells import cell_of
from corpus.tables.grid import Grid, Row
from corpus.tables.kinds import VALUES, is_datum, kind_of
from corpus.tables.lines import Line
from corpus.tables.ragged import squared
from kg.model import Cell
from kg.view import Piece

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
MOST_GAP = 4  # blank lines that a page break leaves
CELL = re.compile(r"(?:\\.|[^|\\])*+")


def find_pipe_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of neighbouring lines with pipes: two rows at least, or one and a rule.

    Where a page ends blank lines stand between; the rows below belong to those above if they resume them.
    """
    block: list[Line] = []
    gap = 0
    for line in lines:
        gap += line.gap
        if block and (
            (gap == 0 and (_is_piped(line) or _is_open(line) or _is_open(block[-1])))
            or (0 < gap <= MOST_GAP and _resumes(block, line))
        ):
            block.append(line)
            gap = 0
        elif block and not line.bare and gap <= MOST_GAP:
            gap += 1
        else:
            if len(block) > 1:
                yield block
            block = [line] if _is_piped(line) or _is_open(line) else []
            gap = 0
    if len(block) > 1:
        yield block


def pipe_grid(text: str, block: Sequence[Line]) -> Grid | None:
    """Return the rows of a block, rules left out; None where nothing but rules is left."""
    rows = [_row(text, group) for group in _rows(block)]
    if not any(len(row) > 1 for row in rows) or not any(_says_something(cell) for row in rows for cell in row):
        return None
    return Grid(tuple(squared(rows)))


def _resumes(block: Sequence[Line], line: Line) -> bool:
    """Tell whether a line after blank ones is the next row: numbered on, or the first figures below a header alone."""
    rows = [above for above in block if above.bare and not RULE.fullmatch(above.bare)]
    if not rows or not _is_piped(line) or RULE.fullmatch(line.bare):
        return False
    cells, above = _words(line), _words(rows[-1])
    if len(cells) != len(above):
        return False
    if cells[0].isdecimal() and above[0].isdecimal():
        return int(cells[0]) == int(above[0]) + 1
    heads = [cell for row in rows for cell in _words(row)]
    return any(is_datum(cell) for cell in cells[1:]) and not any(is_datum(cell) for cell in heads)


def _words(line: Line) -> list[str]:
    return [cell.strip() for cell in line.bare.strip("|").split("|")]


def _says_something(cell: Cell) -> bool:
    """Tell whether a cell is more than a piece of a drawing: figures, or a word of some length."""
    return len(cell.text) > 2 or kind_of(cell.text) in VALUES


def _rows(block: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each row."""
    group: list[Line] = []
    for line in block:
        if group and not (_is_open(group[-1]) and line.bare and not RULE.fullmatch(line.bare)):
            yield group
            group = []
        if line.bare and not RULE.fullmatch(line.bare):
            group.append(line)
    if group:
        yield group


def _is_piped(line: Line) -> bool:
    return "|" in line.text and ("|" in line.bare.strip("|") or RULE.fullmatch(line.bare) is not None)


def _is_framed(line: Line) -> bool:
    return line.bare.startswith("|") and line.bare.endswith("|") and len(line.bare) > 1


def _is_open(line: Line) -> bool:
    return line.bare.endswith("|") and not line.bare.endswith("\\|") and not _is_framed(line)


def _row(text: str, group: Sequence[Line]) -> Row:
    cells: list[list[Piece]] = [[]]
    for line in group:
        start = text.index(line.bare, line.start)
        end = start + len(line.bare)
        if _is_framed(line):
            start, end = start + 1, end - 1
        for number, piece in enumerate(_pieces(text, start, end)):
            if number:
                cells.append([])
            cells[-1].append(piece)
    return tuple(cell_of(text, pieces) for pieces in cells)


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    while start <= end:
        match = CELL.match(text, start, end)
        stop = match.end() if match else start
        yield start, stop
        start = stop + 1
