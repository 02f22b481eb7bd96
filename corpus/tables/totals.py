"""Totals of rebuilt tables put where they add up: a row 合计 leaves cells empty, and its looks do not say which.

Where the figures of such a row do not add up what stands above them, each other place for them is tried; one where
they all do is taken. A total with empty cells that nothing adds up to is of no sure place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

from corpus.tables.cells import BLANK
from corpus.tables.check import checks, figure
from corpus.tables.grid import Row, is_total_row
from corpus.tables.words import is_mean, is_total
from kg.model import Cell, Table

MOST_PLACES = 300  # tried for one row


def placed_totals(table: Table) -> Table:
    """Return a table whose totals stand where they add up, where one place alone lets all of them do so."""
    for number in _lacking(table):
        if not _is_held(table, number):
            held = [moved for moved in _moved(table, number) if _is_held(moved, number)]
            table = held[0] if len(held) == 1 else table
    return table


def unplaced_totals(table: Table) -> set[int]:
    """Return the totals that lack cells, and of which no sum tells where the others stand."""
    return {number for number in _lacking(table) if not _is_held(table, number)}


def _lacking(table: Table) -> Iterator[int]:
    """Yield the rows of totals, none of means, that hold figures and empty cells behind their label."""
    for number, row in enumerate(table.rows):
        label = next((cell.text for cell in row if cell.text), "")
        behind = row[_behind_label(row) :]
        if (
            is_total_row(row)
            and not is_mean(label)
            and any(map(_is_figure, behind))
            and not all(c.text for c in behind)
        ):
            yield number


def _behind_label(row: Row) -> int:
    """Return the column behind the word for a total."""
    return next((column for column, cell in enumerate(row, 1) if is_total(cell.text)), len(row))


def _is_figure(cell: Cell) -> bool:
    return not cell.filled and figure(cell.text) is not None


def _is_held(table: Table, number: int) -> bool:
    """Tell whether the figures of a total add up: at least one, none does not, and none stands below words alone."""
    sums = {check.column: check.holds for check in checks(table) if check.kind == "sum" and check.row == number}
    row = table.rows[number]
    others = [
        column for column in range(_behind_label(row), len(row)) if _is_figure(row[column]) and column not in sums
    ]
    above = table.rows[:number]
    if _repeats(row, above):
        return True
    return bool(sums) and all(sums.values()) and all(any(_is_figure(r[column]) for r in above) for column in others)


def _repeats(row: Row, above: Sequence[Row]) -> bool:
    """Tell whether a total says again, figure by figure, the one row that it adds up."""
    pairs = (
        [(figure(cell.text), figure(upper.text)) for cell, upper in zip(row, above[-1], strict=True)] if above else []
    )
    return any(own for own, _ in pairs) and all(own == upper for own, upper in pairs if own or upper)


def _moved(table: Table, number: int) -> Iterator[Table]:
    """Yield the table with the cells of one row elsewhere, in their order."""
    row = table.rows[number]
    first = _behind_label(row)
    cells = [cell for cell in row[first:] if cell.text and not cell.filled]
    if comb(len(row) - first, len(cells)) > MOST_PLACES:
        return
    for columns in combinations(range(first, len(row)), len(cells)):
        yield replace(table, rows=_with(table.rows, number, (*row[:first], *_spread(cells, columns, first, len(row)))))


def _spread(cells: Sequence[Cell], columns: Sequence[int], first: int, width: int) -> list[Cell]:
    placed = dict(zip(columns, cells, strict=True))
    return [placed.get(column, BLANK) for column in range(first, width)]


def _with(rows: Sequence[Row], number: int, row: Row) -> tuple[Row, ...]:
    return (*rows[:number], row, *rows[number + 1 :])
