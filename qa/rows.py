"""Rows of tables as answering compares them: a label, the cells beside it, in the order of the filing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.model import Party, Quantity
from kg.values.quantity import find_quantities
from qa.cells import SUBTOTAL, TABLED, Cell
from qa.match import squeezed
from qa.names import Names
from qa.scope import Scope

MEANS = ("平均", "均值")


@dataclass(frozen=True)
class Row:
    """The cells of one row of one table, or the roles of one fact, and what the row is called."""

    label: str
    cells: tuple[Cell, ...]
    turned: bool = False  # a column of its table

    @property
    def doc(self) -> str:
        return self.cells[0].doc

    @property
    def table(self) -> str:
        return self.cells[0].table

    @cached_property
    def total(self) -> bool:
        """Tell whether it is a sum or a mean of other rows."""
        return self.cells[0].total or not self.label or bool(SUBTOTAL.search(self.label)) or is_mean(self.label)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What the row is called, outermost first, each part as written."""
        if self.turned:
            return (self.label,)
        fullest = max(self.cells, key=lambda c: len(c.label))
        return tuple(str(r.value) for r in fullest.fact.all("row")) or (self.label,)

    @cached_property
    def naming(self) -> Cell | None:
        """The cell that says what the row is called; of a label in several parts the outermost."""
        first = squeezed(self.labels[0])
        named = [c for c in self.cells if c.names_row] or [c for c in self.cells if squeezed(c.text) == first]
        return named[0] if named else None

    @cached_property
    def words(self) -> str:
        """The row's own words, squeezed: label and text cells."""
        said = [c.text if isinstance(c.value, str) else "" for c in self.cells]
        return squeezed(" ".join((self.label, *said)))

    @cached_property
    def parties(self) -> frozenset[str]:
        return frozenset().union(*(c.parties | c.subjects for c in self.cells))


@dataclass(frozen=True)
class Block:
    """The rows of one table, or the facts of one class in one document."""

    rows: tuple[Row, ...]

    @cached_property
    def about(self) -> str:
        """What holds for all rows: captions, headings and column heads, squeezed."""
        parts = {part: None for row in self.rows for cell in row.cells for part in (cell.about, cell.column)}
        return "".join(parts)


def is_mean(label: str) -> bool:
    """Tell whether a row is called a mean of other rows."""
    return any(word in label for word in MEANS)


def rows_of(cells: Iterable[Cell]) -> list[Row]:
    """Group cells by the row they stand in, in the order of the filing; tables side by side have a row each."""
    lines: dict[tuple[str, str, int], list[Cell]] = {}
    for cell in cells:
        if cell.table:
            doc, table, line = cell.line
            where = table if cell.fact.type in TABLED else f"{table}:{cell.fact_id}"
            lines.setdefault((doc, where, line), []).append(cell)
    rows = [row for line in lines.values() for row in _parted(line)]
    return sorted(rows, key=lambda row: (row.doc, row.cells[0].evidence.main.start, row.label))


def _parted(line: list[Cell]) -> Iterable[Row]:
    """Yield the rows that stand in one line of a table: cells without a label belong to the one on their left."""
    groups: dict[int, list[Cell]] = {}
    last = -1
    for cell in sorted(line, key=lambda c: c.column_number):
        last = cell.label_at if cell.label_at >= 0 else last
        groups.setdefault(last, []).append(cell)
    if len(groups) > 1 and -1 in groups:
        first = next(key for key in groups if key >= 0)
        groups[first] = groups.pop(-1) + groups[first]
    return [Row(_label(group), tuple(group)) for group in groups.values()]


def _label(cells: list[Cell]) -> str:
    """Return what a row is called: the fullest of the labels that its cells give."""
    return max((c.label for c in cells), key=len)


def blocks_of(cells: Iterable[Cell]) -> list[Block]:
    """Group cells by table."""
    tables: dict[tuple[str, str], list[Row]] = {}
    for row in rows_of(cells):
        tables.setdefault((row.doc, row.table), []).append(row)
    return [Block(tuple(rows)) for rows in tables.values()]


def name_of(row: Row, scope: Scope, names: Names, roles: tuple[str, ...] = ()) -> str:
    """Return the name a row gives: of a fact the party that the question does not name, of a table row its label."""
    fact = row.cells[0].fact
    if row.turned:
        return row.label
    if fact.type not in TABLED:
        asked = scope.issuers.union(*scope.parties)
        parties = [r for r in fact.roles if isinstance(r.value, Party) and r.start >= 0]
        named = [r for r in parties if r.name in roles] or [r for r in parties if r.value.entity not in asked]  # type: ignore[union-attr]
        return named[0].value.name if named else ""  # type: ignore[union-attr]
    labels = [str(r.value) for r in fact.all("row")]
    known = next((label for label in labels if names.ids_in(label)), "")
    return known or (labels[0] if labels else row.label)


def numbers(row: Row) -> list[Cell]:
    """Return the cells of a row that hold quantities."""
    return [c for c in row.cells if isinstance(c.value, Quantity)]


def begun(cell: Cell) -> Quantity | None:
    """Return the quantity of a cell, also where a text begins with it: 500万人民币，存续."""
    if isinstance(cell.value, Quantity):
        return cell.value
    found = next(iter(find_quantities(cell.text)), None) if isinstance(cell.value, str) else None
    return found[2] if found and found[0] == 0 else None
