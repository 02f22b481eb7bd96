"""Rows of tables as answering compares them: a label, the cells beside it, in the order of the filing."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from kg.model import Party, Quantity
from kg.values.quantity import find_quantities
from qa.evidence.cells import SUBTOTAL, TABLED, Cell, Line
from qa.evidence.scope import Scope
from qa.parsing.match import squeezed
from qa.parsing.names import Names
from qa.parsing.words import word_file

MEANS = ("平均", "均值")
LONGEST_VALUE = 20  # squeezed characters of a cell that sorts rows into kinds: 经销, 履约中, 法人担保
SHORTEST_VALUE = 2
KEPT = 10000  # lines of tables whose rows are kept for further questions


@dataclass(frozen=True, eq=False)
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
    def place(self) -> tuple[str, int, str]:
        """Where it stands among all rows."""
        return self.doc, self.cells[0].evidence.main.start, self.label

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
    def texts(self) -> tuple[str, ...]:
        """Its labels and what its text cells say, squeezed."""
        return tuple(map(squeezed, (*self.labels, *(c.text for c in self.cells if isinstance(c.value, str)))))

    @cached_property
    def values(self) -> frozenset[str]:
        """What sorts it among others, squeezed: its labels, its short words, the parts that a cell lists."""
        said = [c.text for c in self.cells if isinstance(c.value, str)]
        parts = {part for text in (*said, *self.labels) for part in (text, *text.split("、"))}
        plain = {squeezed(part) for part in parts} - _saying_nothing()
        return frozenset(v for v in plain if SHORTEST_VALUE <= len(v) <= LONGEST_VALUE and not v.isdigit())

    @cached_property
    def parties(self) -> frozenset[str]:
        return frozenset().union(*(c.named for c in self.cells))

    @cached_property
    def whose(self) -> frozenset[str]:
        """Whom its table is about, though its cells name others."""
        return frozenset().union(*(c.subjects - c.own for c in self.cells))

    @cached_property
    def timed(self) -> Sequence[Cell]:
        """The cells that tell of which time it is: its figures, else what else has a time, else all."""
        dated = [c for c in self.cells if c.period is not None]
        return [c for c in dated if isinstance(c.value, Quantity)] or dated or self.cells


@dataclass(frozen=True, eq=False)
class Block:
    """The rows of one table, or the facts of one class in one document."""

    rows: tuple[Row, ...]

    @cached_property
    def is_typed(self) -> bool:
        """Tell whether it is no table, but facts of one class."""
        return self.rows[0].table.startswith("type:")

    @cached_property
    def about(self) -> str:
        """What holds for all rows: captions, headings and column heads, squeezed."""
        parts = {part: None for row in self.rows for cell in row.cells for part in (cell.about, cell.column)}
        return "".join(parts)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The heads of its columns, squeezed."""
        return frozenset(cell.column for row in self.rows for cell in row.cells)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The same by the number of their columns."""
        columns = {c.column_number: c.column for row in self.rows for c in row.cells}
        return tuple(columns[n] for n in sorted(columns))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What its rows are called and say in words, squeezed, each once."""
        return tuple(dict.fromkeys(text for row in self.rows for text in row.texts))

    @cached_property
    def around(self) -> tuple[str, str]:
        """What holds for all rows as it is matched, and what tells the table from its sisters."""
        return squeezed(self.about), self.rows[0].cells[0].near


@cache
def _saying_nothing() -> frozenset[str]:
    """Return the words of cells that are no value."""
    return frozenset(word_file("conditions")["no_value"])


def is_mean(label: str) -> bool:
    """Tell whether a row is called a mean of other rows."""
    return any(word in label for word in MEANS)


class Tables:
    """Rows and tables as cells make them up; kept, so that what is worked out of them serves the next question too."""

    def __init__(self) -> None:
        self._rows: dict[Line, tuple[tuple[Cell, ...], list[Row]]] = {}
        self._blocks: dict[tuple[str, str], tuple[frozenset[int], Block]] = {}

    def of(self, cells: Iterable[Cell]) -> list[Block]:
        """Group cells by table, in the order of the filing."""
        if len(self._rows) > KEPT:
            self._rows, self._blocks = {}, {}
        tables: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.table:
                tables[cell.in_table].append(cell)
        return sorted((self._block(*table) for table in tables.items()), key=lambda block: block.rows[0].place)

    def rows(self, cells: Iterable[Cell]) -> list[Row]:
        """Group cells by the row they stand in, in the order of the filing; tables side by side have a row each."""
        return sorted(self._rows_of(cells), key=attrgetter("place"))

    def _block(self, key: tuple[str, str], cells: Sequence[Cell]) -> Block:
        """Return some cells of one table: the same block for the same cells, in whatever order those of a table that
        the filing draws come."""
        made_of = frozenset(map(id, cells))
        known, block = self._blocks.get(key, (None, None))
        if block is None or known != made_of or block.is_typed:
            rows = tuple(self.rows(cells))
            block = block if block and block.rows == rows else Block(rows)
            self._blocks[key] = made_of, block
        return block

    def _rows_of(self, cells: Iterable[Cell]) -> Iterator[Row]:
        lines: defaultdict[Line, list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.table:
                lines[cell.row_line].append(cell)
        for line, unordered in lines.items():
            ordered = tuple(sorted(unordered, key=attrgetter("column_number")))
            known = self._rows.get(line)
            if known is None or known[0] != ordered:
                known = self._rows[line] = ordered, _parted(ordered)
            yield from known[1]


def _parted(line: Sequence[Cell]) -> list[Row]:
    """Return the rows that stand in one line of a table: cells without a label belong to the one on their left."""
    groups: dict[int, list[Cell]] = {}
    last = -1
    for cell in line:
        last = cell.label_at if cell.label_at >= 0 else last
        groups.setdefault(last, []).append(cell)
    if len(groups) > 1 and -1 in groups:
        first = next(key for key in groups if key >= 0)
        groups[first] = groups.pop(-1) + groups[first]
    return [Row(_label(group), tuple(group)) for group in groups.values()]


def _label(cells: list[Cell]) -> str:
    """Return what a row is called: the fullest of the labels that its cells give."""
    return max((c.label for c in cells), key=len)


class Cells(list[Cell]):
    """The cells found for a question, with what is worked out of them once for all ways that ask."""

    def __init__(self, cells: Iterable[Cell], tables: Tables) -> None:
        super().__init__(cells)
        self._tables = tables
        self.kept: dict[Hashable, Any] = {}  # what others work out of them
        self._allowed: dict[Scope, list[Cell]] = {}

    def allowed(self, scope: Scope) -> list[Cell]:
        """Return those that a scope allows."""
        if scope not in self._allowed:
            self._allowed[scope] = [cell for cell in self if scope.allows(cell)]
        return self._allowed[scope]

    @cached_property
    def labels(self) -> dict[tuple[str, str], frozenset[str]]:
        """What the lines of each table are called, squeezed."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for cell in self:
            if cell.line_number >= 0:
                found[cell.in_table].add(cell.row)
        return {table: frozenset(rows) for table, rows in found.items()}

    @cached_property
    def blocks(self) -> list[Block]:
        """Their tables."""
        return self._tables.of(self)


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
