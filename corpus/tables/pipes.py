"""Tables whose columns are separated by pipes, Markdown's or a web page's dump: `find_pipe_blocks`, `pipe_grid`."""

import re
from collections.abc import Iterator, Sequence

from corpus.tables.cells import cell_of
from corpus.tables.grid import Grid, Row
from corpus.tables.lines import Line
from kg.model import Cell

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
CELL = re.compile(r"(?:\\.|[^|\\])*+")


def find_pipe_blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of neighbouring lines with pipes: two rows at least, or one and a rule."""
    block: list[Line] = []
    for line in lines:
        piped = "|" in line.text and ("|" in line.bare.strip("|") or RULE.fullmatch(line.bare) is not None)
        if block and (line.gap or not piped):
            if len(block) > 1:
                yield block
            block = []
        if piped:
            block.append(line)
    if len(block) > 1:
        yield block


def pipe_grid(text: str, block: Sequence[Line]) -> Grid | None:
    """Return the rows of a block, rules left out; None where nothing but rules is left."""
    rows = tuple(_row(text, line) for line in block if not RULE.fullmatch(line.bare))
    if not any(len(row) > 1 for row in rows):
        return None
    return Grid(rows)


def _row(text: str, line: Line) -> Row:
    bare = line.bare
    position = text.index(bare, line.start)
    end = position + len(bare)
    if bare.startswith("|"):
        position += 1
        end -= bare.endswith("|")
    cells: list[Cell] = []
    while position <= end:
        match = CELL.match(text, position, end)
        stop = match.end() if match else position
        cells.append(cell_of(text, [(position, stop)]))
        position = stop + 1
    return tuple(cells)
