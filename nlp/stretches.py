"""Heads of times between the rows of a table: below 2023年末 | 2022年末 no figure is of the years in the header above.

As in every table of 主要会计数据, whose upper rows are of years and whose lower ones of their ends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Cell, Table
from nlp.columns import Column, bare, is_number, periods_in, read_columns, says
from nlp.context import Context

Stretch = tuple[int, Table]


def stretches(table: Table, context: Context) -> tuple[Stretch, ...]:
    """Return the parts of a table that have heads of their own, each with the number of its first row."""
    return context.once(("stretches", id(table)), lambda: tuple(_stretches(table, context)))


def _stretches(table: Table, context: Context) -> Iterator[Stretch]:
    numeric = [column for column in read_columns(table, context) if column.numeric]
    dated = [column for column in numeric if column.periods and not says("change_words", column.last)]
    cuts = [n for n, row in enumerate(table.rows) if dated and _are_times(table, row, dated, context)]
    if not cuts:
        yield 0, table
        return
    if cuts[0]:
        yield 0, _part(table, table.header, 0, cuts[0])
    for cut, after in zip(cuts, (*cuts[1:], len(table.rows)), strict=True):
        heads = tuple(cell if cell.text else head for cell, head in zip(table.rows[cut], table.header[-1], strict=True))
        yield cut + 1, _part(table, (heads,), cut + 1, after)


def _are_times(table: Table, row: Sequence[Cell], dated: Sequence[Column], context: Context) -> bool:
    """Tell whether a row names a time in each column that the header gives one, and holds no figure."""
    label = bare(row[0].text)
    if (label and label not in {bare(head) for head in table.heads(0)}) or len(dated) < 2:
        return False
    written = [cell for cell in row[1:] if cell.text and not cell.filled]
    if any(is_number(cell.text) and not periods_in(cell.text, context) for cell in written):
        return False
    return all(row[column.index] in written and periods_in(row[column.index].text, context) for column in dated)


def _part(table: Table, header: tuple[tuple[Cell, ...], ...], first: int, after: int) -> Table:
    doubtful = tuple(number - first for number in table.doubtful if first <= number < after)
    return replace(table, header=header, rows=table.rows[first:after], doubtful=doubtful)
