"""Tables in text: tab-separated, piped, and flattened by a text dump of a PDF.

`find_tables` returns them sorted and disjoint; sections and speakers are for the outline to fill in. A cell carries
the ranges of the text it was read from, so that every figure can be shown where it stands.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.tables.carried import carried_on
from corpus.tables.context import Context, Surroundings, context_of
from corpus.tables.doubt import misses_across, misses_its_totals, names_twice, unconfirmed_rows
from corpus.tables.flat import Found, find_flat
from corpus.tables.grid import Grid, Reading, is_total_row, read_grid
from corpus.tables.lines import Line, lines_of
from corpus.tables.listed import list_rows
from corpus.tables.loose import loose_header
from corpus.tables.pipes import pipe_grids
from corpus.tables.reheaded import parted_at_heads
from corpus.tables.runon import find_run_on, runs_on
from corpus.tables.tabs import tab_grids
from corpus.tables.terms import find_terms
from corpus.tables.totals import placed_totals, unplaced_totals
from corpus.tables.units import unit_of_header
from corpus.tables.whole import made_whole
from kg.model import Cell, Table

__all__ = ["find_tables"]


def find_tables(text: str) -> list[Table]:
    """Return the tables of a text, sorted by start, disjoint; section, speaker and question are left empty."""
    lines = list(lines_of(text))
    around = Surroundings.of(text, lines)
    tables: list[Table] = []
    if "\t" in text:
        tables += _separated(around, tab_grids(text, lines))
    if "|" in text:
        tables += _separated(around, pipe_grids(text, lines))
    if around.wrapped or not tables:  # a dump that parts columns and wraps no lines has flattened nothing
        tables += [_checked(around, found) for found in find_flat(around)]
    for line in lines:
        if runs_on(line):
            tables += [table_of(text, found.reading, Context()) for found in find_terms(text, line)]
            tables += [_checked(cells, found) for cells, found in find_run_on(text, line)]
    tables += _separated(around, ((first, last, Grid(rows)) for first, last, rows in list_rows(text, lines)))
    return carried_on(text, _disjoint([part for table in tables for part in parted_at_heads(table)]))


def _checked(around: Surroundings, found: Found) -> Table:
    """Return the table that inference found, its totals where they add up.

    All of it is doubtful where totals do not add up, heads stand twice or most rows are doubtful already.
    """
    table = placed_totals(table_of(around.text, found.reading, context_of(around, found.first, found.after)))
    wrong = misses_its_totals(table) or misses_across(table) or names_twice(table)
    doubtful = set(table.doubtful) | (unplaced_totals(table) if around.runs_on else set())
    told = [n for n, row in enumerate(table.rows) if sum(1 for cell in row if cell.text) > 1 and not is_total_row(row)]
    if wrong or len(doubtful.intersection(told)) * 2 > len(told):
        doubtful = set(range(len(table.rows)))
    return replace(table, doubtful=tuple(sorted(doubtful)))


def _disjoint(tables: Sequence[Table]) -> list[Table]:
    """Sort tables by start and drop any that overlaps one found by a surer sign: tabs, then pipes, then layout."""
    kept: list[Table] = []
    for table in tables:
        place = bisect_left(kept, table.start, key=lambda other: other.start)
        clear_above = place == 0 or kept[place - 1].end <= table.start
        if clear_above and (place == len(kept) or table.end <= kept[place].start):
            kept.insert(place, table)
    return kept


def _separated(around: Surroundings, found: Iterable[tuple[Line, Line, Grid]]) -> Iterator[Table]:
    starts = [line.start for line in around.lines]
    for begin, end, grid in found:
        if any(cell.text for row in grid.rows for cell in row):
            first, reading = bisect_left(starts, begin.start), read_grid(around.text, grid)
            if not reading.header and (loose := loose_header(around, first, grid.width)):
                first, reading = loose[0], replace(reading, header=(loose[1],))
            table = table_of(around.text, reading, context_of(around, first, bisect_left(starts, end.end)))
            for part in (made_whole(around.text, part) for part in parted_at_heads(table)):
                yield replace(
                    part, doubtful=tuple(sorted({*part.doubtful, *unconfirmed_rows(part), *_unsure(part, grid)}))
                )


def _unsure(table: Table, grid: Grid) -> set[int]:
    """Return the rows of which nothing tells the cells that they lack."""
    doubted = grid.doubted
    found = (
        n for n, row in enumerate(table.rows) if any(c.pieces and not c.filled and c.start in doubted for c in row)
    )
    return set(found)


def table_of(text: str, reading: Reading, context: Context) -> Table:
    """Return the table of a reading and its surroundings; it spans its own cells, header included."""
    cells: list[Cell] = [cell for row in (*reading.header, *reading.rows) for cell in row if cell.pieces]
    unit = context.unit or unit_of_header(reading.header, reading.rows, text)
    return Table(
        start=min(cell.start for cell in cells),
        end=max(cell.end for cell in cells),
        header=reading.header,
        rows=reading.rows,
        caption=context.caption,
        caption_at=context.caption_at,
        unit=unit.text if unit else "",
        unit_at=unit.at if unit else None,
        notes=context.notes,
        doubtful=tuple(sorted(reading.doubtful)),
    )
