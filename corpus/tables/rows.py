"""What a row of a flattened table is: the atoms of each cell, and what each column is known to hold."""

from dataclasses import dataclass

from corpus.tables.columns import Holds
from corpus.tables.fit import Runs, Sort

Span = tuple[int, int]  # atoms [first, after); empty where first == after
WORDY = frozenset({Holds.WORDS, Holds.TEXT, Holds.ANY})


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds and how wide its lines are set (0: unknown), in full-width characters."""

    holds: tuple[Holds, ...]
    widths: tuple[float, ...]
    geometric: bool = True  # whether distances between lines mean something in this text
    prose: frozenset[int] = frozenset()  # atoms that begin what looks like a paragraph of prose

    def sort(self, column: int) -> Sort:
        """Return what a column holds, whether it is the first, and how wide it is."""
        return self.holds[column], column == 0, self.widths[column]

    def prose_cost(self, runs: Runs, atom: int) -> float:
        """Return what speaks against a cell that begins like prose, unless the table has cells so wide."""
        if atom not in self.prose or max(self.widths) > runs.atoms[atom].width - 2:
            return 0.0
        return -8.0


@dataclass(frozen=True, slots=True)
class RowSpans:
    """One row: the atoms of each cell; `rest` when it goes on with a row that a page break cut."""

    cells: tuple[Span, ...]
    rest: bool = False
    score: float = 0.0  # the evidence for it

    @property
    def first(self) -> int:
        """The first atom of it."""
        return min(a for a, b in self.cells if b > a)
