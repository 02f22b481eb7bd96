"""Tables whose columns are separated by pipes: Markdown's, framed or not, and those that dumps of web pages make.

A framed row begins and ends with a pipe. In a dump without frames a line that ends with one goes on in the next: a line
break within a cell, or an empty cell.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.tables.cells import cell_of
from corpus.tables.grid import Grid, Row
from corpus.tables.kinds import VALUES, kind_of
from corpus.tables.lines import Line
from corpus.tables.ragged import squared
from kg.model import Cell
from kg.view import Piece

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
CELL = re.compile(r"(?:\\.|[^|\\])*+")


def find_pipe_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of neighbouring lines with pipes: two rows at least, or one and a rule."""
    block: list[Line] = []
    for line in lines:
        goes_on = bool(block) and line.gap == 0 and (_is_piped(line) or _is_open(line) or _is_open(block[-1]))
        if goes_on:
            block.append(line)
            continue
        if len(block) > 1:
            yield block
        block = [line] if _is_piped(line) or _is_open(line) else []
    if len(block) > 1:
        yield block


def pipe_grid(text: str, block: Sequence[Line]) -> Grid | None:
    """Return the rows of a block, rules left out; None where nothing but rules is left."""
    rows = [_row(text, group) for group in _rows(block)]
    if not any(len(row) > 1 for row in rows) or not any(_says_something(cell) for row in rows for cell in row):
        return None
    return Grid(tuple(squared(rows)))


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
