"""Tables whose cells the source itself draws (PDF rules, Word, Excel): from cells as written to `Table`.

Header and body are told apart, pages put together, merged cells filled; caption, unit and notes are read around them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.tables import find_tables, table_of
from corpus.tables.cells import filled
from corpus.tables.context import Surroundings, context_of
from corpus.tables.grid import Grid, header_depth, read_grid
from corpus.tables.lines import lines_of
from kg.model import Cell, Table


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


def tables_of(text: str, raw: Sequence[DrawnTable]) -> list[Table]:
    """Return the tables drawn on the pages, and those that only the words betray, sorted and disjoint."""
    around = Surroundings.of(text, list(lines_of(text)))
    starts = [line.start for line in around.lines]
    drawn = [_table(around, starts, table) for table in raw if len(table.rows) > 1]
    spans = [(r.start, r.end) for r in raw]
    told = [t for t in find_tables(text) if all(t.end <= start or end <= t.start for start, end in spans)]
    return sorted((*drawn, *told), key=lambda table: table.start)


def _table(around: Surroundings, starts: Sequence[int], raw: DrawnTable) -> Table:
    grid = Grid(_merged_filled(raw), frozenset(raw.gaps))
    first, after = bisect_left(starts, raw.start), bisect_left(starts, raw.end)
    table = table_of(around.text, read_grid(around.text, grid), context_of(around, first, after))
    return replace(table, page=raw.page)


def _merged_filled(raw: DrawnTable) -> tuple[tuple[Cell, ...], ...]:
    """Repeat merged cells of the body where they reach; the header's are filled when it is read."""
    depth = header_depth(raw.rows)
    rows = [list(row) for row in raw.rows]
    for row, column, height, _ in raw.merged:
        if row < depth or row >= len(rows) or not rows[row][column].text:
            continue
        for reach in range(row + 1, min(row + height, len(rows))):
            if not rows[reach][column].text:
                rows[reach][column] = filled(rows[row][column])
    return tuple(tuple(row) for row in rows)
