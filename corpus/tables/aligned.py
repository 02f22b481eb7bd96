"""Atoms to rows: the best assignment of a run of atoms to the columns of a table, found by dynamic programming.

A step reads the next cell, leaves a cell empty, or ends a row (`lattice.py`). The table ends where going on would only
lower the sum of the evidence.
"""

from dataclasses import dataclass

from corpus.tables.atoms import Gap
from corpus.tables.fit import Runs
from corpus.tables.lattice import NEVER, Lattice, SpacedLattice
from corpus.tables.rows import Columns, RowSpans

CUT_END = 6.0  # evidence against a table that ends in the middle of a cell, or where its header stands again
STRETCH = 4000  # atoms aligned at once
LONGEST_ROW = 800  # atoms


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows found, the atom after the last of them, and the evidence for them."""

    rows: tuple[RowSpans, ...]
    after: int
    score: float


def align(runs: Runs, first: int, columns: Columns, limit: int) -> Alignment:
    """Return the best rows that begin at atom `first` and end before `limit`; no row begins like prose.

    A long table is read in stretches, of each of which the last rows are read again with the next one.
    """
    rows: tuple[RowSpans, ...] = ()
    score, after, most = 0.0, first, STRETCH
    while limit - after > most:
        found = _align(runs, after, columns, after + most)
        keep = _sure_rows(runs, found, after + most - LONGEST_ROW)
        if found.after < after + most - LONGEST_ROW:
            return Alignment(rows + found.rows, found.after, score + found.score)
        if not keep:
            most *= 2
            continue
        rows += found.rows[:keep]
        score += sum(row.score for row in found.rows[:keep])
        after, most = found.rows[keep].first, STRETCH
        runs.forget()
    found = _align(runs, after, columns, limit)
    return Alignment(rows + found.rows, found.after, score + found.score)


def _sure_rows(runs: Runs, found: Alignment, limit: int) -> int:
    """Return how many of the rows are read for good: up to the last that begins before an atom, and after no page."""
    for number in range(len(found.rows) - 1, 0, -1):
        row = found.rows[number]
        if row.first <= limit and not row.rest and runs.atoms[row.first].gap is not Gap.PAGE:
            return number
    return 0


def _align(runs: Runs, first: int, columns: Columns, limit: int) -> Alignment:
    lattice = (SpacedLattice if columns.geometric else Lattice)(runs, columns, first, limit)
    ends: list[tuple[float, int]] = []
    for atom in range(first, limit + 1):
        lattice.skip(atom)
        score, slot = lattice.done(atom)
        if slot >= 0 and atom > first:
            if atom == limit or runs.atoms[atom].starts_line:
                cut = atom < limit and (runs.atoms[atom].open or runs.atoms[atom].resumes)
                ends.append((score - (CUT_END if cut else 0.0), -atom))
            if atom < limit:
                lattice.begin_row(atom, score, slot, only_rest=atom in columns.prose)
                lattice.skip_from_start(atom)
        if atom < limit:
            lattice.read(atom)
    if not ends:
        return Alignment((), first, NEVER)
    score, negative = max(ends)
    return Alignment(lattice.trace(-negative), -negative, score)
