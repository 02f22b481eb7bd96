"""Tables whose columns are separated by tabs, and their pages: `tab_grids`.

A line with a tab is a row. An empty line within a table is a page break when the rows after it are as wide.
Tables of contents (leaders and page numbers) are none.
"""

from collections.abc import Iterator, Sequence

from corpus.tables.cells import cell_of
from corpus.tables.grid import Grid, Row, header_depth
from corpus.tables.kinds import VALUES, Kind, is_datum, kind_of
from corpus.tables.lines import Line
from corpus.tables.ragged import squared
from kg.model import Cell
from kg.pattern import Pattern

HEADER = 3  # rows of the longest header
LEADERS = Pattern(r"(?:\.{4,}|…{2,}|·{4,})\s*\Z")
LISTED = Pattern(
    r"(?:图|表|附表|图表|附件|第)\s?[\d一二三四五六七八九十]+|[一二三四五六七八九十]+、|\d+(?:\.\d+)*[、.\s]"
)


def tab_grids(text: str, lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Grid]]:
    """Yield the tables of a text that tabs make, each with its first line and its last."""
    for block in _blocks(lines):
        grid = _grid(text, block)
        if grid:
            yield block[0], block[-1], grid


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines that make up one table each, in order."""
    block: list[Line] = []
    for line in lines:
        if "\t" not in line.text or not line.bare:
            if line.bare and block:
                yield block
                block = []
            continue
        if block and (line.gap > 1 or (line.gap and not _goes_on(block, line))):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _grid(text: str, block: Sequence[Line]) -> Grid | None:
    """Return the rows of a block, None for a table of contents or a single stray tab."""
    rows = tuple(_row(text, line) for line in block)
    if _is_contents(rows) or len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    square = squared(rows)
    gaps = frozenset(number for number, line in enumerate(block) if line.gap and number)
    return Grid(square.rows, gaps, square.unsure)


def _row(text: str, line: Line) -> Row:
    cells: list[Cell] = []
    start = line.start
    for part in line.text.split("\t"):
        cells.append(cell_of(text, [(start, start + len(part))]))
        start += len(part) + 1
    return tuple(cells)


def _goes_on(block: Sequence[Line], line: Line) -> bool:
    """Tell whether a row after an empty line belongs to the table before it: as wide, or with the same header."""
    here = line.text.split("\t")
    if len(block) <= HEADER and line.gap == 1 and _only_heads(block) and any(is_datum(cell) for cell in here[1:]):
        return True
    if len(here) != max(above.text.count("\t") + 1 for above in block):
        return False
    if [c.strip() for c in here] == [c.strip() for c in block[0].text.split("\t")]:
        return True
    if not here[0].strip():
        return True
    return any(kind_of(cell) in VALUES - {Kind.DASH} for cell in here[1:]) or _all_words(block)


def _only_heads(block: Sequence[Line]) -> bool:
    """Tell whether a block is no more than the header of what follows."""
    cells = [cell for line in block for cell in line.text.split("\t")]
    return len(cells) > 2 and not any(is_datum(cell) for cell in cells)


def _all_words(block: Sequence[Line]) -> bool:
    return not any(kind_of(cell) in VALUES for line in block for cell in line.text.split("\t")[1:])


def _is_contents(rows: Sequence[Row]) -> bool:
    """Tell a table of contents: leaders, or numbered titles with page numbers that never fall."""
    last = [row[-1].text for row in rows]
    if any(kind_of(cell) is not Kind.INTEGER for cell in last):
        return False
    if sum(bool(LEADERS.search(row[0].text)) for row in rows) * 2 > len(rows):
        return True
    pages = [int(cell) for cell in last]
    return pages == sorted(pages) and all(LISTED.match(row[0].text) for row in rows) and not header_depth(rows[:1])
