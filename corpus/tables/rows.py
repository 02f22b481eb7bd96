"""Atoms to rows: the best assignment of a run of atoms to the columns of a table, found by dynamic programming.

A state is (atom, column, lines of the cell before it); a step reads the next cell, leaves a cell empty, or ends a row.
Every step adds evidence for or against: what a column holds, what parts two atoms, where lines end, how cells are
centred in their row. The table ends where going on would only lower the sum.

States of an atom are slots of one list, `(mode * (columns + 1) + column) * LINES + lines`: this is the innermost loop
of all reading, so it is written for speed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.tables.atoms import Gap
from corpus.tables.columns import Holds
from corpus.tables.fit import MULTI_LINE, SURE_FIGURE, Runs, Sort, geometry
from corpus.tables.kinds import Kind
from corpus.tables.worths import worths

Span = tuple[int, int]  # atoms [first, after); empty where first == after
LINES = MULTI_LINE + 1  # lines of the cell before; 0: none in this row
SECTION = frozenset({Kind.WORDS, Kind.PERIOD})  # what may stand alone in a row, over the rows it heads
LONGEST_SECTION = 20  # characters
REST_LACKS = -0.1  # evidence for leaving a cell of the rest of a row empty
CUT_ROW = 3.0  # evidence against a row that begins where a page break has cut a cell
NO_ROOM = 0.3  # evidence against an empty cell between two atoms that one blank parts
SECTION_COST = -3.0
CUT_END = 6.0  # evidence against a table that ends in the middle of a cell, or where its header stands again
NEVER = float("-inf")
STRETCH = 4000  # atoms aligned at once
LONGEST_ROW = 800  # atoms
HOPELESS = 4.5  # a state so far behind the best at its atom, and this for each column, is not gone on with
BEHIND = 0.6
WORDY = frozenset({Holds.WORDS, Holds.TEXT, Holds.ANY})
GEOMETRY = {
    gap: [[geometry(a, b, gap) if a and b else 0.0 for b in range(LINES)] for a in range(LINES)] for gap in Gap
}  # [gap][lines of the cell before][lines of the cell]
REST_GEOMETRY = {
    gap: [[table[1][1]] * LINES if a == 1 else table[a] for a in range(LINES)] for gap, table in GEOMETRY.items()
}  # after a page break a line may be the last of many


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


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows found, the atom after the last of them, and the evidence for them."""

    rows: tuple[RowSpans, ...]
    after: int
    score: float


Step = tuple[int, int, int]  # atom and slot it came from, -1 or the column filled


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
    lattice = _Lattice(runs, columns, first, limit)
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


class _Lattice:
    """The states reached at each atom, with the best score of each and the step that led to it."""

    def __init__(self, runs: Runs, columns: Columns, first: int, limit: int) -> None:
        self.runs, self.columns, self.first, self.limit = runs, columns, first, limit
        self.count = len(columns.holds)
        self.end = self.count * LINES  # the slots from here on are of complete rows
        self.rest = self.end + LINES  # the slots from here on are of rows that go on after a page break
        self.broken = False  # whether any row may go on after a page break, so far
        self.best: list[list[float]] = [[NEVER] * (2 * self.rest) for _ in range(limit - first + 1)]
        self.back: list[dict[int, Step]] = [{} for _ in range(limit - first + 1)]
        self.best[0][0] = 0.0
        self.empty, self.padded = _costs_of_nothing(columns.holds)
        self.cramped = [cost - NO_ROOM for cost in self.empty]
        self.missing = [REST_LACKS] * self.end
        self.reach = HOPELESS + BEHIND * self.count
        self.sorts = [columns.sort(column) for column in range(self.count)]
        self.known = [runs.worths.setdefault(sort, {}) for sort in self.sorts]

    def done(self, atom: int) -> tuple[float, int]:
        """Return the best complete row that ends before an atom: its score and slot, -1 if there is none."""
        states = self.best[atom - self.first]
        found = (NEVER, -1)
        for end in (self.end, self.rest + self.end) if self.broken else (self.end,):
            complete = states[end : end + LINES]
            score = max(complete)
            if score > NEVER and score >= found[0]:
                found = (score, end + max(at for at in range(LINES) if complete[at] == score))
        return found

    def begin_row(self, atom: int, score: float, slot: int, *, only_rest: bool) -> None:
        """Let a row begin after a complete one; after a page break it may be the rest of that, or `only_rest`."""
        here = self.runs.atoms[atom]
        score += (-0.5 if here.starts_line else -6.0) - (1.5 if here.gap is Gap.HALF else 0.0)
        if here.open and here.gap is not Gap.PAGE:
            score -= 6
        cut = here.open and here.gap is Gap.PAGE
        if not only_rest:
            self._enter(atom, 0, score - (CUT_ROW if cut else 0.0), (atom, slot, -1))
        if here.gap is Gap.PAGE:
            self._enter(atom, self.rest, score - 1.5, (atom, slot, -1))
            self.broken = True

    def skip(self, atom: int) -> None:
        """Leave cells empty: cheap where extra blanks stand for them, dear in the first column."""
        self._skip(atom, 0, self._empty_costs(atom))
        if self.broken:
            self._skip(atom, self.rest, self.missing)

    def skip_from_start(self, atom: int) -> None:
        """Leave the first cells of a row empty that has just begun; all other states have been gone on from."""
        self._skip_first(atom, 0, self._empty_costs(atom))
        if self.broken:
            self._skip_first(atom, self.rest, self.missing)

    def _skip(self, atom: int, first: int, costs: Sequence[float]) -> None:
        states, back = self.best[atom - self.first], self.back[atom - self.first]
        for slot, cost in enumerate(costs, first):
            score = states[slot] + cost
            if score > states[slot + LINES]:
                states[slot + LINES], back[slot + LINES] = score, (atom, slot, -1)

    def _skip_first(self, atom: int, first: int, costs: Sequence[float]) -> None:
        states, back = self.best[atom - self.first], self.back[atom - self.first]
        for slot, cost in zip(range(first, first + self.end, LINES), costs[::LINES], strict=True):
            score = states[slot] + cost
            if score <= states[slot + LINES]:
                return
            states[slot + LINES], back[slot + LINES] = score, (atom, slot, -1)

    def read(self, atom: int) -> None:
        """Read the next cell from every state at an atom: each run of atoms that begins here is tried."""
        states = self.best[atom - self.first]
        least = max(states) - self.reach
        opening = self.columns.prose_cost(self.runs, atom)
        for column in range(self.count):
            at = column * LINES
            if max(states[at : at + LINES]) >= least:
                self._read_column(atom, column, opening)
            if self.broken and max(states[self.rest + at : self.rest + at + LINES]) >= least:
                self._read_rest(atom, column, opening)
        if states[0] >= least:
            self._stand_alone(atom, states[0])

    def _read_column(self, atom: int, column: int, opening: float) -> None:
        scores, slots = self._by_lines(atom, column * LINES, opening)
        known = self.known[column]
        found = known.get(atom) or worths(self.runs, self.sorts[column], atom)
        target, at, last = (column + 1) * LINES, atom - self.first, self.limit - self.first
        best, back = self.best, self.back
        for length, lines, worth in found:
            if at + length > last:
                return
            score = scores[lines] + worth
            slot = target + lines
            if score > best[at + length][slot]:
                best[at + length][slot], back[at + length][slot] = score, (atom, slots[lines], column)

    def _read_rest(self, atom: int, column: int, opening: float) -> None:
        scores, slots = self._by_lines(atom, self.rest + column * LINES, opening)
        target = self.rest + (column + 1) * LINES
        for after, run in enumerate(self.runs.starting(atom)[: self.limit - atom], atom + 1):
            score = scores[run.rows] + (run.keep + (-0.6 if run.kind is Kind.WORDS else -2.0))
            self._enter(after, target + run.rows, score, (atom, slots[run.rows], column))

    def _stand_alone(self, atom: int, score: float) -> None:
        """Let a first cell be a row of its own: the name of the section below it."""
        sections = self.runs.sections.get(atom)
        if sections is None:
            sections = self.runs.sections[atom] = list(_sections(self.runs, atom))
        for after, lines, keep in sections:
            if after <= self.limit:
                self._enter(after, self.end + lines, score + keep + SECTION_COST, (atom, 0, 0))

    def _by_lines(self, atom: int, at: int, opening: float) -> tuple[list[float], list[int]]:
        """Return for each number of lines of the cell to come the best score before it, and its slot."""
        states = self.best[atom - self.first]
        if not self.columns.geometric:
            score, slot = states[at] + opening, at
            parted = self.runs.seams[atom].part + opening
            for before in range(at + 1, at + LINES):
                if states[before] + parted > score:
                    score, slot = states[before] + parted, before
            return [score] * LINES, [slot] * LINES
        scores, slots = [states[at] + opening] * LINES, [at] * LINES
        if at == 0 or at == self.rest:  # nothing stands before the first cell
            return scores, slots
        distances = (REST_GEOMETRY if at > self.rest else GEOMETRY)[self.runs.atoms[atom].gap]
        parting = self.runs.seams[atom].part + opening
        for before in range(1, LINES):
            reached = states[at + before]
            if reached > NEVER:
                reached += parting
                for lines, distance in enumerate(distances[before][1:], 1):
                    if reached + distance > scores[lines]:
                        scores[lines], slots[lines] = reached + distance, at + before
        return scores, slots

    def _enter(self, atom: int, slot: int, score: float, step: Step) -> None:
        states = self.best[atom - self.first]
        if score > states[slot]:
            states[slot], self.back[atom - self.first][slot] = score, step

    def _empty_costs(self, atom: int) -> list[float]:
        """Return what empty cells cost before an atom: little where blanks may stand for them."""
        atoms = self.runs.atoms
        if atom >= len(atoms):
            return self.padded
        here = atoms[atom]
        if here.blanks > 2 or (here.blanks == 2 and not SURE_FIGURE.fullmatch(atoms[atom - 1].text)):
            return self.padded  # two blanks after a figure are often nothing but padding
        return self.empty if here.starts_line else self.cramped

    def trace(self, after: int) -> tuple[RowSpans, ...]:
        """Return the rows of the best complete state before an atom, each with the evidence that it added."""
        score, slot = self.done(after)
        rows: list[RowSpans] = []
        cells: list[Span] = [(after, after)] * self.count
        atom = after
        while True:
            step = self.back[atom - self.first].get(slot)
            if step is None:
                rows.append(RowSpans(tuple(cells), slot >= self.rest, score))
                return tuple(reversed(rows))
            origin, previous, column = step
            if column >= 0:
                cells[column] = (origin, atom)
            elif slot in (0, self.rest):
                before = self.best[origin - self.first][previous]
                rows.append(RowSpans(tuple(cells), slot >= self.rest, score - before))
                cells, score = [(atom, atom)] * self.count, before
            atom, slot = origin, previous


def _sections(runs: Runs, atom: int) -> Iterator[tuple[int, int, float]]:
    """Yield for each run that begins at an atom and may name a section where it ends, its lines, and its seams."""
    atoms = runs.atoms
    for after, run in enumerate(runs.starting(atom), atom + 1):
        if run.length > LONGEST_SECTION:
            return
        if run.kind in SECTION and (after == len(atoms) or (atoms[after].starts_line and not atoms[after].open)):
            yield after, run.rows, run.keep


def _costs_of_nothing(holds: tuple[Holds, ...]) -> tuple[list[float], list[float]]:
    """Return what leaving the column of each slot empty costs: where nothing hints at it, where extra blanks do."""
    plain = [-1.4 if each in WORDY else -2.0 for each in holds]
    padded = [cost * 0.3 for cost in plain]
    plain[0] = padded[0] = -9.0 if holds[0] is Holds.INDEX else -2.5
    return [cost for cost in plain for _ in range(LINES)], [cost for cost in padded for _ in range(LINES)]
