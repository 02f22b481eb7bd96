"""The states of an alignment: how far the cells of a table may have been read at each atom, and the evidence for it.

A state is (atom, column, lines of the cell before it). Every step from one to another adds evidence for or against:
what a column holds, what parts two atoms, where lines end, how cells are centred in their row.

States of an atom are slots of one list, `(mode * (columns + 1) + column) * lanes + lane`: this is the innermost loop
of all reading, so it is written for speed.
"""

from collections.abc import Iterator, Sequence

from corpus.tables.atoms import Gap
from corpus.tables.columns import Holds
from corpus.tables.fit import MULTI_LINE, SURE_FIGURE, Runs, geometry
from corpus.tables.kinds import Kind
from corpus.tables.rows import WORDY, Columns, RowSpans, Span
from corpus.tables.worths import worths

LINES = MULTI_LINE + 1  # lines of the cell before; 0: none in this row
SECTION = frozenset({Kind.WORDS, Kind.PERIOD})  # what may stand alone in a row, over the rows it heads
LONGEST_SECTION = 20  # characters
REST_LACKS = -0.1  # evidence for leaving a cell of the rest of a row empty
CUT_ROW = 3.0  # evidence against a row that begins where a page break has cut a cell
NO_ROOM = 0.3  # evidence against an empty cell between two atoms that one blank parts
SECTION_COST = -3.0
NEVER = float("-inf")
HOPELESS = 4.5  # a state so far behind the best at its atom, and this for each column, is not gone on with
BEHIND = 0.6
GEOMETRY = {
    gap: [[geometry(a, b, gap) if a and b else 0.0 for b in range(LINES)] for a in range(LINES)] for gap in Gap
}  # [gap][lines of the cell before][lines of the cell]
REST_GEOMETRY = {
    gap: [[table[1][1]] * LINES if a == 1 else table[a] for a in range(LINES)] for gap, table in GEOMETRY.items()
}  # after a page break a line may be the last of many

Step = tuple[int, int, int]  # atom and slot it came from, -1 or the column filled


class Lattice:
    """The states reached at each atom, with the best score of each and the step that led to it.

    Here distances between lines mean nothing, so there are two lanes: with a cell before in the row, and with none.
    """

    lane_of = (0, 1, 1, 1)  # where a cell of so many lines is kept

    def __init__(self, runs: Runs, columns: Columns, first: int, limit: int) -> None:
        self.runs, self.columns, self.first, self.limit = runs, columns, first, limit
        self.count, self.lanes = len(columns.holds), max(self.lane_of) + 1
        self.end = self.count * self.lanes  # the slots from here on are of complete rows
        self.rest = self.end + self.lanes  # the slots from here on are of rows that go on after a page break
        self.broken = False  # whether any row may go on after a page break, so far
        self.best: list[list[float]] = [[NEVER] * (2 * self.rest) for _ in range(limit - first + 1)]
        self.back: list[dict[int, Step]] = [{} for _ in range(limit - first + 1)]
        self.best[0][0] = 0.0
        self.empty, self.padded = _costs_of_nothing(columns.holds, self.lanes)
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
            complete = states[end : end + self.lanes]
            score = max(complete)
            if score > NEVER and score >= found[0]:
                found = (score, end + max(at for at in range(self.lanes) if complete[at] == score))
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
        states, back, lanes = self.best[atom - self.first], self.back[atom - self.first], self.lanes
        for slot, cost in enumerate(costs, first):
            score = states[slot] + cost
            if score > states[slot + lanes]:
                states[slot + lanes], back[slot + lanes] = score, (atom, slot, -1)

    def _skip_first(self, atom: int, first: int, costs: Sequence[float]) -> None:
        states, back, lanes = self.best[atom - self.first], self.back[atom - self.first], self.lanes
        score = states[first]
        for slot, cost in zip(range(first, first + self.end, lanes), costs[::lanes], strict=True):
            score += cost
            if score <= states[slot + lanes]:
                return
            states[slot + lanes], back[slot + lanes] = score, (atom, slot, -1)

    def read(self, atom: int) -> None:
        """Read the next cell from every state at an atom: each run of atoms that begins here is tried."""
        states, lanes = self.best[atom - self.first], self.lanes
        least = max(states) - self.reach
        opening = self.columns.prose_cost(self.runs, atom)
        for column in range(self.count):
            place = column * lanes
            if max(states[place : place + lanes]) >= least:
                self._read_column(atom, column, opening, least)
            if self.broken and max(states[self.rest + place : self.rest + place + lanes]) >= least:
                self._read_rest(atom, column, opening, least)
        if states[0] >= least:
            self._stand_alone(atom, states[0])

    def _read_column(self, atom: int, column: int, opening: float, least: float) -> None:
        scores, slots = self._by_lines(atom, column * self.lanes, opening, least)
        found = self.known[column].get(atom) or worths(self.runs, self.sorts[column], atom)
        at, last, target = atom - self.first, self.limit - self.first, (column + 1) * self.lanes
        best, back, lane_of = self.best, self.back, self.lane_of
        for length, lines, worth in found:
            after = at + length
            if after > last:
                return
            score, slot, states = scores[lines] + worth, target + lane_of[lines], best[after]
            if score > states[slot]:
                states[slot], back[after][slot] = score, (atom, slots[lines], column)

    def _read_rest(self, atom: int, column: int, opening: float, least: float) -> None:
        scores, slots = self._by_lines(atom, self.rest + column * self.lanes, opening, least)
        target = self.rest + (column + 1) * self.lanes
        for after, run in enumerate(self.runs.starting(atom)[: self.limit - atom], atom + 1):
            score = scores[run.rows] + (run.keep + (-0.6 if run.kind is Kind.WORDS else -2.0))
            self._enter(after, target + self.lane_of[run.rows], score, (atom, slots[run.rows], column))

    def _stand_alone(self, atom: int, score: float) -> None:
        """Let a first cell be a row of its own: the name of the section below it."""
        sections = self.runs.sections.get(atom)
        if sections is None:
            sections = self.runs.sections[atom] = list(_sections(self.runs, atom))
        for after, lines, keep in sections:
            if after <= self.limit:
                self._enter(after, self.end + self.lane_of[lines], score + keep + SECTION_COST, (atom, 0, 0))

    def _by_lines(self, atom: int, place: int, opening: float, least: float) -> tuple[Sequence[float], Sequence[int]]:
        """Return for each number of lines of the cell to come the best score before it, and its slot."""
        states = self.best[atom - self.first]
        score, slot = states[place] + opening, place
        parted = states[place + 1] + (self.runs.seams[atom].part + opening)
        if parted > score:
            score, slot = parted, place + 1
        return (score,) * LINES, (slot,) * LINES

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


class SpacedLattice(Lattice):
    """The states where distances between lines tell how cells are centred: a lane for each number of lines."""

    lane_of = tuple(range(LINES))

    def _by_lines(self, atom: int, place: int, opening: float, least: float) -> tuple[Sequence[float], Sequence[int]]:
        states = self.best[atom - self.first]
        score = states[place] + opening
        scores, slots = [score] * LINES, [place] * LINES
        if place in (0, self.rest):  # nothing stands before the first cell
            return scores, slots
        distances = (REST_GEOMETRY if place > self.rest else GEOMETRY)[self.runs.atoms[atom].gap]
        parting = self.runs.seams[atom].part + opening
        for before in range(1, LINES):
            reached = states[place + before]
            if reached < least:
                continue
            reached += parting
            found = [reached + distance for distance in distances[before]]
            if score == NEVER:
                score, scores, slots = reached, found, [place + before] * LINES
                continue
            for lines in range(1, LINES):
                if found[lines] > scores[lines]:
                    scores[lines], slots[lines] = found[lines], place + before
        return scores, slots


def _sections(runs: Runs, atom: int) -> Iterator[tuple[int, int, float]]:
    """Yield for each run that begins at an atom and may name a section where it ends, its lines, and its seams."""
    atoms = runs.atoms
    for after, run in enumerate(runs.starting(atom), atom + 1):
        if run.length > LONGEST_SECTION:
            return
        if run.kind in SECTION and (after == len(atoms) or (atoms[after].starts_line and not atoms[after].open)):
            yield after, run.rows, run.keep


def _costs_of_nothing(holds: tuple[Holds, ...], lanes: int) -> tuple[list[float], list[float]]:
    """Return what leaving the column of each slot empty costs: where nothing hints at it, where extra blanks do."""
    plain = [-1.4 if each in WORDY else -2.0 for each in holds]
    padded = [cost * 0.3 for cost in plain]
    plain[0] = padded[0] = -9.0 if holds[0] is Holds.INDEX else -2.5
    return [cost for cost in plain for _ in range(lanes)], [cost for cost in padded for _ in range(lanes)]
