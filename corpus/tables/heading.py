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
MOST_TOPS = 8
LONGEST_HEAD = 30
NAMES = ("有限公司", "责任公司", "股份公司", "银行", "支行", "分行")  # endings of names, not of heads
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


def readings(runs: Runs, after: int, *, geometric: bool, blank: bool) -> Iterator[Heading]:
    """Yield readings of the first atoms up to `after` as a header, the best for each number of columns and depth.

    `blank` says that the first head may be an empty cell.
    """
    first = 0
    flat = cuts(runs, first, after, geometric)
    for count, cut in flat.items():
        if count >= 2:
            yield _flat(cut, after)
        if count >= 2 and blank:
            yield _flat(Cut(cut.score - 0.5, (EMPTY, *cut.cells)), after)
    best: dict[int, Heading] = {}
    for split in range(first + 1, after):
        atom = runs.atoms[split]
        if not atom.starts_line or atom.open:
            continue
        upper, lower = cuts(runs, first, split, False), cuts(runs, split, after, geometric)
        _stack(runs, upper, lower, after, blank, best)
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
                score = cut.score + run.keep + _parted(run.paragraphs) + _head_score(runs, atom, end, run.kind)
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


def _parted(paragraphs: int) -> float:
    """Heads are often set on two lines by hand: what speaks against it in a cell of the body is taken back once."""
    return min(paragraphs, 1) * 2.4 + max(paragraphs - 1, 0) * 1.0


def _head_score(runs: Runs, first: int, after: int, kind: Kind) -> float:
    text = "".join(atom.text for atom in runs.atoms[first:after])
    if kind in FIGURES - {Kind.INTEGER} or kind is Kind.CODE:
        return -6.0
    if kind in (Kind.INTEGER, Kind.DASH):
        return -2.0
    if len(text) > LONGEST_HEAD or text.endswith(("。", "；", "，", "、")):
        return -4.0
    if kind in (Kind.PERIOD, Kind.DATE):
        return -0.5 if text.isdigit() and len(runs.atoms) > after and runs.seams[after].part < -2 else 1.0
    if text.endswith(NAMES):
        return -6.0
    known = held_by([text]) is not Holds.ANY
    return (0.9 if known else 0.0) + (1.5 if names_a_column(text) and first == 0 else 0.0) - 0.02 * len(text)


def _flat(cut: Cut, after: int) -> Heading:
    return Heading((cut.cells,), (tuple(range(len(cut.cells))),), after, cut.score)


def _stack(
    runs: Runs, upper: dict[int, Cut], lower: dict[int, Cut], after: int, blank: bool, best: dict[int, Heading]
) -> None:
    """Keep the best two-level headers: which heads of the upper level reach down, over which columns others span."""
    for k, leaves in lower.items():
        for m, tops in upper.items():
            if k >= 2 and m <= MOST_TOPS:
                for virtual in (0, 1) if blank else (0,):
                    _spread(_Stack.of(runs, tops, leaves), after, virtual, best)


@dataclass(frozen=True, slots=True)
class _Stack:
    """Two levels of heads and what is asked of them again and again."""

    tops: Cut
    leaves: Cut
    names: tuple[str, ...]  # of the leaves
    periods: tuple[bool, ...]  # which heads of the upper level are periods
    heights: tuple[int, ...]  # lines of the heads of the upper level
    gaps: tuple[int, ...]  # distance before each of them in half lines, 2 at most
    drop: int  # lines of the highest leaf

    @classmethod
    def of(cls, runs: Runs, tops: Cut, leaves: Cut) -> "_Stack":
        gaps = [runs.atoms[cell[0]].gap for cell in tops.cells]
        return cls(
            tops,
            leaves,
            tuple(_name(runs, cell) for cell in leaves.cells),
            tuple(_is_period(runs, cell) for cell in tops.cells),
            tuple(_lines(runs, cell) for cell in tops.cells),
            tuple(0 if gap <= Gap.WIDE else 1 if gap is Gap.HALF else 2 for gap in gaps),
            max(_lines(runs, cell) for cell in leaves.cells),
        )


def _spread(stack: _Stack, after: int, virtual: int, best: dict[int, Heading]) -> None:
    m, k = len(stack.tops.cells), len(stack.leaves.cells)
    base = stack.tops.score + stack.leaves.score - 0.5 * virtual - 0.5
    for count in range(1, m + virtual):
        width = virtual + m - count + k
        have = best[width].score if width in best else float("-inf")
        if k <= count or width > MOST_COLUMNS or base + 1.0 + 1.5 * m <= have:
            continue
        sizes, even = _groups(stack.names, count)
        for parents in combinations(range(1 - virtual, m), count):
            score = base + even + _period_score(stack, parents) + _steps(stack, parents)
            if score > have:
                have = score
                best[width] = _build(stack.tops, stack.leaves, after, frozenset(parents), sizes, virtual, score)


def _period_score(stack: _Stack, parents: Sequence[int]) -> float:
    """Periods span what happened in them."""
    score = 0.0
    spanning = any(stack.periods[parent] for parent in parents)
    for number, period in enumerate(stack.periods):
        if period:
            score += 0.8 if number in parents else -1.5
        elif spanning and number in parents:
            score -= 0.3
    return score


def _steps(stack: _Stack, parents: Sequence[int]) -> float:
    """A head that reaches down is centred lower than one that does not: half a line in half-line steps."""
    score = 0.0
    for number in range(1, len(stack.heights)):
        shift = stack.drop * ((number not in parents) - (number - 1 not in parents))
        steps = min(abs(shift - (stack.heights[number - 1] - 1) - (stack.heights[number] - 1)), 2)
        seen = stack.gaps[number]
        score += 0.6 if steps == seen else -0.6 if seen and steps else -2.5
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
