"""Readings of the header of a flattened table: which atoms make which head, on one level or on two.

A reading says where the header ends, how many columns there are and what stands over each. There are always several;
they are ranked here by the evidence in the header itself, and settled by how well the body then fits (`flat.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.tables.atoms import Gap
from corpus.tables.columns import Holds, held_by
from corpus.tables.fit import Runs, geometry
from corpus.tables.kinds import FIGURES, Kind
from corpus.tables.rows import Span
from corpus.tables.words import names_a_column

MOST_COLUMNS = 16
LONGEST_HEAD = 30
EMPTY: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Heading:
    """One reading: for each level the atoms over each column, (0, 0) where nothing new stands there."""

    levels: tuple[tuple[Span, ...], ...]
    spans: tuple[tuple[int, ...], ...]  # for each level, the column whose head reaches over this one
    after: int
    score: float

    @property
    def width(self) -> int:
        return len(self.levels[0])

    def heads(self, runs: Runs, column: int) -> list[str]:
        """Return the words over a column, outermost first."""
        words: list[str] = []
        for level, owners in zip(self.levels, self.spans, strict=True):
            first, after = level[owners[column]]
            text = "".join(atom.text for atom in runs.atoms[first:after])
            if text and text not in words:
                words.append(text)
        return words

    def holds(self, runs: Runs) -> tuple[Holds, ...]:
        """Return what the heads promise of each column."""
        return tuple(held_by(self.heads(runs, column), first=column == 0) for column in range(self.width))


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of atoms cut into cells."""

    score: float
    cells: tuple[Span, ...]


def readings(runs: Runs, first: int, after: int, geometric: bool) -> Iterator[Heading]:
    """Yield readings of the atoms `[first, after)` as a header, the best for each number of columns and depth."""
    flat = cuts(runs, first, after, geometric)
    blank = runs.atoms[first].gap is not Gap.PAGE and runs.atoms[first].blanks > 0
    for count, cut in flat.items():
        if count >= 2:
            yield _flat(cut, after)
        if count >= 2:
            yield _flat(Cut(cut.score - (1.0 if blank else 3.5), (EMPTY, *cut.cells)), after)
    best: dict[int, Heading] = {}
    for split in range(first + 1, after):
        atom = runs.atoms[split]
        if not atom.starts_line or atom.open:
            continue
        upper, lower = cuts(runs, first, split, False), cuts(runs, split, after, geometric)
        for heading in _stacked(runs, upper, lower, after):
            have = best.get(heading.width)
            if have is None or heading.score > have.score:
                best[heading.width] = heading
    yield from best.values()


def cuts(runs: Runs, first: int, after: int, geometric: bool) -> dict[int, Cut]:
    """Return the best way to cut atoms into 1, 2, … cells."""
    table: list[dict[tuple[int, int], Cut]] = [{} for _ in range(after - first + 1)]
    table[0][0, 0] = Cut(0.0, ())
    for atom in range(first, after):
        here = runs.atoms[atom]
        for (count, rows), cut in table[atom - first].items():
            if count == MOST_COLUMNS:
                continue
            for length, run in enumerate(runs.starting(atom), 1):
                end = atom + length
                if end > after:
                    break
                score = cut.score + run.keep + _head_score(runs, atom, end, run.kind)
                if count:
                    score += runs.seams[atom].part + (geometry(rows, run.rows, here.gap) if geometric else 0.0)
                cell = table[end - first]
                have = cell.get((count + 1, run.rows))
                if have is None or score > have.score:
                    cell[count + 1, run.rows] = Cut(score, (*cut.cells, (atom, end)))
    result: dict[int, Cut] = {}
    for (count, _), cut in table[after - first].items():
        if count and (count not in result or cut.score > result[count].score):
            result[count] = cut
    return result


def _head_score(runs: Runs, first: int, after: int, kind: Kind) -> float:
    text = "".join(atom.text for atom in runs.atoms[first:after])
    if kind in FIGURES - {Kind.INTEGER} or kind is Kind.CODE:
        return -6.0
    if kind in (Kind.INTEGER, Kind.DASH):
        return -2.0
    if len(text) > LONGEST_HEAD or text.endswith(("。", "；", "，", "、")):
        return -4.0
    if kind in (Kind.PERIOD, Kind.DATE):
        return 1.0
    known = held_by([text]) is not Holds.ANY
    return (0.9 if known else 0.0) + (1.5 if names_a_column(text) and first == 0 else 0.0) - 0.02 * len(text)


def _flat(cut: Cut, after: int) -> Heading:
    return Heading((cut.cells,), (tuple(range(len(cut.cells))),), after, cut.score)


def _stacked(runs: Runs, upper: dict[int, Cut], lower: dict[int, Cut], after: int) -> Iterator[Heading]:
    """Yield two-level headers: which heads of the upper level reach down, and over which columns the others span."""
    for k, leaves in lower.items():
        for m, tops in upper.items():
            if k < 2 or m > 9:
                continue
            for virtual in (0, 1):
                yield from _spread(runs, tops, leaves, after, virtual)


def _spread(runs: Runs, tops: Cut, leaves: Cut, after: int, virtual: int) -> Iterator[Heading]:
    m, k = len(tops.cells), len(leaves.cells)
    names = [_name(runs, cell) for cell in leaves.cells]
    kinds = [_is_period(runs, cell) for cell in tops.cells]
    for parents_count in range(1, m + 1 - (0 if virtual else 1)):
        if k <= parents_count:
            continue
        sizes, even = _groups(names, parents_count)
        pool = range(0 if virtual else 1, m)
        for parents in combinations(pool, parents_count):
            score = tops.score + leaves.score + even - 1.5 * virtual - 0.5
            for number in range(m):
                if kinds[number]:
                    score += 0.8 if number in parents else -1.5
                elif number in parents and any(kinds[p] for p in parents):
                    score -= 0.3
            score += _steps(runs, tops, leaves, parents)
            yield _build(tops, leaves, after, frozenset(parents), sizes, virtual, score)


def _steps(runs: Runs, tops: Cut, leaves: Cut, parents: Sequence[int]) -> float:
    """A head that reaches down is centred lower than one that does not: half a line in half-line steps."""
    drop = max(_lines(runs, cell) for cell in leaves.cells)
    score = 0.0
    for number in range(1, len(tops.cells)):
        gap = runs.atoms[tops.cells[number][0]].gap
        a, b = _lines(runs, tops.cells[number - 1]), _lines(runs, tops.cells[number])
        shift = drop * ((number not in parents) - (number - 1 not in parents))
        steps = abs(shift - (a - 1) - (b - 1))
        seen = 0 if gap <= Gap.WIDE else 1 if gap is Gap.HALF else 2
        score += 0.6 if min(steps, 2) == seen else -0.8 if seen else -3.0
    return score


def _groups(names: Sequence[str], count: int) -> tuple[list[int], float]:
    """Share leaves out among `count` spanning heads: alike if they repeat, else evenly; and how sure that is."""
    starts = [number for number, name in enumerate(names) if name == names[0]]
    if len(starts) == count and count > 1:
        sizes = [b - a for a, b in zip(starts, [*starts[1:], len(names)], strict=True)]
        return sizes, 1.0 if len(set(sizes)) == 1 else 0.3
    if len(names) % count == 0:
        return [len(names) // count] * count, 0.5 if count > 1 else 0.0
    size = -(-len(names) // count)
    sizes = [size] * (count - 1) + [len(names) - size * (count - 1)]
    return (sizes, -1.0) if sizes[-1] > 0 else ([1] * (count - 1) + [len(names) - count + 1], -2.0)


def _build(
    tops: Cut, leaves: Cut, after: int, parents: frozenset[int], sizes: list[int], virtual: int, score: float
) -> Heading:
    upper: list[Span] = [EMPTY] * virtual
    lower: list[Span] = [EMPTY] * virtual
    over: list[int] = list(range(virtual))
    under: list[int] = list(range(virtual))
    leaf = group = 0
    for number, cell in enumerate(tops.cells):
        owner = len(upper)
        size = sizes[group] if number in parents else 1
        for _ in range(size):
            upper.append(cell if len(upper) == owner else EMPTY)
            over.append(owner)
            under.append(len(lower))
            lower.append(leaves.cells[leaf] if number in parents else EMPTY)
            leaf += number in parents
        group += number in parents
    return Heading((tuple(upper), tuple(lower)), (tuple(over), tuple(under)), after, score)


def _name(runs: Runs, cell: Span) -> str:
    return "".join(atom.text for atom in runs.atoms[cell[0] : cell[1]])


def _is_period(runs: Runs, cell: Span) -> bool:
    run = runs.starting(cell[0])[cell[1] - cell[0] - 1]
    return run.kind in (Kind.PERIOD, Kind.DATE)


def _lines(runs: Runs, cell: Span) -> int:
    return 1 + sum(atom.starts_line for atom in runs.atoms[cell[0] + 1 : cell[1]])
