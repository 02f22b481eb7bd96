"""Atoms to rows: the best assignment of a run of atoms to the columns of a table, found by dynamic programming.

A state is (atom, column, lines of the cell before it); a step reads the next cell, leaves a cell empty, or ends a row.
Every step adds evidence for or against: what a column holds, what parts two atoms, where lines end, how cells are
centred in their row. The table ends where going on would only lower the sum.
"""

from dataclasses import dataclass

from corpus.tables.atoms import Gap
from corpus.tables.columns import SUITS, Holds
from corpus.tables.fit import MULTI_LINE, SURE_FIGURE, Run, Runs, geometry
from corpus.tables.kinds import Kind

Span = tuple[int, int]  # atoms [first, after); empty where first == after
LONG_HEAD = 30  # a first cell is not wider, in characters per line
SECTION = frozenset({Kind.WORDS, Kind.PERIOD})  # what may stand alone in a row, over the rows it heads
SECTION_COST = -3.0
SECTION_LENGTH = 20
BEAM = 22.0  # a state so far behind the best of its atom is given up
FLAT = (0.0,) * (MULTI_LINE + 1)
TOO_WIDE = 3.0  # evidence against a cell much wider than its column
CUT_END = 6.0  # evidence against a table that ends in the middle of a cell
NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds and how wide its lines are set (0: unknown), in full-width characters."""

    holds: tuple[Holds, ...]
    widths: tuple[float, ...]
    geometric: bool = True  # whether distances between lines mean something in this text
    prose: frozenset[int] = frozenset()  # atoms that begin what looks like a paragraph of prose

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


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows found, the atom after the last of them, and the evidence for them."""

    rows: tuple[RowSpans, ...]
    after: int
    score: float


State = tuple[int, int, int]  # column, lines of the cell before (0: none in this row), mode (0 row, 1 rest)
Step = tuple[int, State, int]  # atom and state it came from, -1 or the column filled


def align(runs: Runs, first: int, columns: Columns, stops: frozenset[int], limit: int) -> Alignment:
    """Return the best rows that begin at atom `first` and end before `limit`; no row begins at an atom of `stops`."""
    count = len(columns.holds)
    best: list[dict[State, float]] = [{} for _ in range(limit + 1)]
    back: list[dict[State, Step]] = [{} for _ in range(limit + 1)]
    best[first][0, 0, 0] = 0.0
    ends: list[tuple[float, int]] = []
    for atom in range(first, limit + 1):
        states = best[atom]
        _skip(states, back[atom], atom, runs, columns)
        done = max((states[s], s) for s in states if s[0] == count) if any(s[0] == count for s in states) else None
        if done and atom > first:
            score, state = done
            if atom == limit or _may_begin(runs, atom):
                cut = atom < limit and runs.atoms[atom].open
                ends.append((score - (CUT_END if cut else 0.0), -atom))
            if atom < limit and atom not in stops:
                for mode in (0, 1) if runs.atoms[atom].gap is Gap.PAGE else (0,):
                    _enter(
                        best[atom], back[atom], (0, 0, mode), score + _row_start(runs, atom, mode), (atom, state, -1)
                    )
                _skip(states, back[atom], atom, runs, columns)
        if atom < limit:
            _read(best, back, atom, runs, columns, limit)
    if not ends:
        return Alignment((), first, NEVER)
    score, negative = max(ends)
    return Alignment(_trace(back, best, -negative, count), -negative, score)


def _may_begin(runs: Runs, atom: int) -> bool:
    return runs.atoms[atom].starts_line


def _row_start(runs: Runs, atom: int, mode: int) -> float:
    here = runs.atoms[atom]
    score = -0.5 if here.starts_line else -6.0
    if here.open and here.gap is not Gap.PAGE:
        score -= 6
    if here.gap is Gap.HALF:
        score -= 1.5
    return score - 1.5 * mode


def _enter(states: dict[State, float], back: dict[State, Step], state: State, score: float, step: Step) -> None:
    if score > states.get(state, NEVER):
        states[state] = score
        back[state] = step


def _skip(states: dict[State, float], back: dict[State, Step], atom: int, runs: Runs, columns: Columns) -> None:
    """Leave cells empty: cheap where extra blanks stand for them, dear in the first column."""
    count = len(columns.holds)
    for column in range(count):
        for rows in range(MULTI_LINE + 1):
            for mode in (0, 1):
                score = states.get((column, rows, mode))
                if score is not None:
                    cost = -0.1 if mode else _empty_cost(columns.holds[column], column, atom, runs)
                    _enter(states, back, (column + 1, rows, mode), score + cost, (atom, (column, rows, mode), -1))


def _empty_cost(holds: Holds, column: int, atom: int, runs: Runs) -> float:
    if column == 0:
        return -9.0 if holds is Holds.INDEX else -2.5
    blanks = runs.atoms[atom].blanks if atom < len(runs.atoms) else 3
    if blanks == 2 and runs.atoms[atom].starts_line and SURE_FIGURE.fullmatch(runs.atoms[atom - 1].text):
        blanks = 1  # figures are often padded
    base = -1.4 if holds in (Holds.WORDS, Holds.TEXT, Holds.ANY) else -2.0
    return base * 0.3 if blanks > 1 else base


def _read(
    best: list[dict[State, float]], back: list[dict[State, Step]], atom: int, runs: Runs, columns: Columns, limit: int
) -> None:
    """Read the next cell from every state of an atom that is not hopelessly behind the best."""
    states = best[atom]
    if not states:
        return
    least = max(states.values()) - BEAM
    count = len(columns.holds)
    gains: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
    for state, score in list(states.items()):
        column, rows, mode = state
        if column == count or score < least:
            continue
        cells = gains.get((column, mode))
        if cells is None:
            cells = gains[column, mode] = _gains(runs, atom, columns, column, mode, limit)
        base = score + (runs.seams[atom].part if rows else 0.0)
        steps = _steps(rows, mode, runs.atoms[atom].gap) if rows and columns.geometric else FLAT
        step = (atom, state, column)
        for after, lines, gain in cells:
            _enter(best[after], back[after], (column + 1, lines, mode), base + gain + steps[lines], step)
        if column == 0 and not mode:
            _stand_alone(best, back, runs, limit, count, step, base)


def _gains(runs: Runs, atom: int, columns: Columns, column: int, mode: int, limit: int) -> list[tuple[int, int, float]]:
    """Return for each run that may fill a column: the atom after it, its lines, the evidence for it."""
    opening = columns.prose_cost(runs, atom)
    found: list[tuple[int, int, float]] = []
    for after, run in enumerate(runs.starting(atom), atom + 1):
        if after > limit:
            break
        found.append((after, run.rows, run.keep + opening + _suits(columns, column, run, mode)))
    return found


def _steps(rows: int, mode: int, gap: Gap) -> tuple[float, ...]:
    """Return the evidence of the distance for a next cell of 0, 1, 2 … lines."""
    return tuple(geometry(rows, 1 if mode and rows == 1 else max(lines, 1), gap) for lines in range(MULTI_LINE + 1))


def _stand_alone(
    best: list[dict[State, float]],
    back: list[dict[State, Step]],
    runs: Runs,
    limit: int,
    count: int,
    step: Step,
    base: float,
) -> None:
    """Let a first cell be a row of its own: the name of the section below it."""
    atom = step[0]
    for after, run in enumerate(runs.starting(atom), atom + 1):
        if after > limit or run.length > SECTION_LENGTH:
            break
        if run.kind in SECTION and _ends_line(runs, after):
            _enter(best[after], back[after], (count, run.rows, 0), base + run.keep + SECTION_COST, step)


def _ends_line(runs: Runs, after: int) -> bool:
    return after == len(runs.atoms) or (runs.atoms[after].starts_line and not runs.atoms[after].open)


def _suits(columns: Columns, column: int, run: Run, mode: int) -> float:
    if mode:
        return -0.6 if run.kind is Kind.WORDS else -2.0
    score = SUITS[columns.holds[column]].get(run.kind, -3.0)
    width = columns.widths[column]
    if width and run.widest > width + 2:
        score -= min(TOO_WIDE, 0.8 * (run.widest - width))
    if column == 0 and run.widest > LONG_HEAD:
        score -= 4
    return score


def _trace(
    back: list[dict[State, Step]], best: list[dict[State, float]], after: int, count: int
) -> tuple[RowSpans, ...]:
    final = max((s for s in best[after] if s[0] == count), key=lambda s: (best[after][s], s))
    rows: list[RowSpans] = []
    cells: list[Span] = [(after, after)] * count
    atom, state = after, final
    while True:
        step = back[atom].get(state)
        if step is None:
            rows.append(RowSpans(tuple(cells), bool(state[2])))
            break
        origin, previous, column = step
        if column >= 0:
            cells[column] = (origin, atom)
        elif state[0] == 0:
            rows.append(RowSpans(tuple(cells), bool(state[2])))
            cells = [(atom, atom)] * count
        atom, state = origin, previous
    return tuple(reversed(rows))
