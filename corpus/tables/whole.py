"""Labels and heads that a dump cut in two: 归属于母公司所有 in one row, 者权益 alone in the last; 比 over nothing.

A row of words alone heads the rows below it, so the last row of a table is none. Where the words on both sides of the
cut stand together elsewhere in the text, they are one label; else the two rows are doubtful.
"""

from dataclasses import replace

from corpus.tables.cells import BLANK, joined, squeezed
from corpus.tables.grid import Row
from corpus.tables.kinds import VALUES, Kind, kind_of
from kg.model import Cell, Table

SEAM = 1  # characters on each side of a cut that must stand together elsewhere


def made_whole(text: str, table: Table) -> Table:
    """Return a table with its last label and its heads put together where they were cut."""
    return _last_label(text, _heads(text, table))


def _last_label(text: str, table: Table) -> Table:
    if len(table.rows) <= 1:
        return table
    *rest, above, last = table.rows
    if not _is_alone(last) or not any(kind_of(cell.text) in VALUES for cell in above[1:]) or above[0].filled:
        return table
    if kind_of(above[0].text) is not Kind.WORDS or kind_of(last[0].text) is not Kind.WORDS:
        return table
    if not _stand_together(text, above[0], last[0]):
        return replace(table, doubtful=tuple(sorted({*table.doubtful, len(rest), len(rest) + 1})))
    rows = (*rest, (joined(text, above[0], last[0]), *above[1:]))
    return replace(table, rows=rows, doubtful=tuple(n for n in table.doubtful if n < len(rows)))


def _is_alone(row: Row) -> bool:
    return bool(row and row[0].text) and not row[0].filled and not any(cell.text for cell in row[1:])


def _heads(text: str, table: Table) -> Table:
    """Put a head over an empty column to the next one that it is the beginning of, and leave the column out."""
    if len(table.header) != 1:
        return table
    heads = list(table.header[0])
    for column in range(table.width - 2, 0, -1):
        head, following = heads[column], heads[column + 1]
        empty = not any(row[column].text for row in table.rows)
        written = head.text and following.text and not (head.filled or following.filled)
        if empty and written and _stand_together(text, head, following):
            heads[column : column + 2] = [BLANK, joined(text, head, following)]
    left = [column for column in range(table.width) if heads[column].text or not table.header[0][column].text]
    rows = tuple(tuple(row[column] for column in left) for row in table.rows)
    return replace(table, header=(tuple(heads[column] for column in left),), rows=rows)


def _stand_together(text: str, first: Cell, second: Cell) -> bool:
    """Tell whether the end of one cell and the beginning of another are one word elsewhere in the text."""
    return squeezed(first)[-SEAM:] + squeezed(second)[:SEAM] in text
