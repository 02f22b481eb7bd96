"""Tables that set companies side by side in their columns, turned: each company a row, what is said of it its cells.

Which of them has the most is then asked of rows, as of a table that lists companies below each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model import Quantity
from qa.evidence.cells import Cell
from qa.evidence.rows import Block, Row
from qa.parsing.names import Names

KEPT = 1024  # tables looked at
COMPANIES = 2  # heads that are parties make a table one that compares them


@lru_cache(maxsize=KEPT)
def turned(block: Block, names: Names) -> tuple[Block, ...]:
    """Return a table whose heads are companies with its rows and columns exchanged; nothing for other tables."""
    heads: dict[int, list[Cell]] = {}
    cells = [c for row in block.rows for c in row.cells if c.line_number >= 0 and isinstance(c.value, Quantity)]
    companies = {said for said in {cell.heads for cell in cells} if names.exact(said.strip())}
    for cell in cells if companies else ():
        if cell.heads in companies:
            heads.setdefault(cell.column_number, []).append(cell)
    if len(heads) >= COMPANIES and not any(names.ids_in(row.label) for row in block.rows):
        corner = next((c.column for row in block.rows for c in row.cells if c.names_row), "")
        return (Block(tuple(_row(cells, corner) for _, cells in sorted(heads.items()))),)
    return ()


def _row(cells: Sequence[Cell], corner: str) -> Row:
    return Row(cells[0].heads.strip(), tuple(_exchanged(cell, corner) for cell in cells), turned=True)


def _exchanged(cell: Cell, corner: str) -> Cell:
    """Return a cell with row and column exchanged; what stands over the labels of the lines is said of all of them."""
    return replace(
        cell,
        about=cell.about + corner,
        row=cell.column,
        column=cell.row,
        label=cell.heads.strip(),
        heads=cell.label,
        table=f"{cell.table}:turned",
        line_number=cell.column_number,
        column_number=cell.line_number,
    )
