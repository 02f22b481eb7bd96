"""Headers of two levels: heads that stand over several columns, and the heads below them.

Which heads of the upper level span others is tried in every way, so what cannot come near the best reading known is
left out before it is tried: by the cuts of the two levels, then by the most that heights and periods could add.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from corpus.tables.atoms import Gap
from corpus.tables.columns import Holds, held_by
from corpus.tables.fit import Runs
from corpus.tables.heading import EMPTY, MOST_COLUMNS, Cut, Heading, Readings
from corpus.tables.kinds import Kind
from corpus.tables.rows import Span

MOST_TOPS = 8
AGREES = 0.6  # evidence for two neighbours whose heights agree
SPANS = 0.8  # evidence for a period that spans others
REPEATED = 1.0  # evidence for the same heads under each that spans
LEVEL = -0.5  # evidence against a level more
BLANK = -0.5  # evidence against a first head that is empty
PERIOD_IN_PERIOD = 6.0  # evidence against a period that spans another
KNOWN = 0.1  # evidence against a spanning head that would do alone
ROUNDED = 1e-9  # by which sums of evidence may differ
Shape = tuple[int, int]  # columns of a header, and heads of its upper level where that is open


class Stacks:
    """The readings of two levels. What is asked of an upper level again and again is found out once."""

    def __init__(self, runs: Runs, readings: Readings) -> None:
        self.runs, self.readings = runs, readings
        self._known_tops: dict[int, list[_Tops]] = {}

    def ending(self, after: int, above: float) -> Iterable[Heading]:
        """Return the best readings that end before an atom, one for each shape, as far as they score `above`."""
        best: dict[Shape, Heading] = {}
        for split in range(1, after):
            atom = self.runs.atoms[split]
            if atom.starts_line and not atom.open:
                self._stack(split, after, above, best)
        return best.values()

    def _stack(self, split: int, after: int, above: float, best: dict[Shape, Heading]) -> None:
        """Keep the best of those whose lower level begins with an atom."""
        tops = self._tops(split)
        most = max((top.most for top in tops), default=float("-inf"))
        lower = self.readings.cut(split, after, geometric=self.readings.geometric)
        for count, cut in lower.items():
            if count >= 2 and most + cut.score + LEVEL + REPEATED > above:
                leaves = _Leaves.of(self.runs, cut)
                for top in tops:
                    for virtual in (0, 1) if self.readings.blank else (0,):
                        _spread(top, leaves, after, virtual, above, best)

    def _tops(self, split: int) -> "list[_Tops]":
        """Return the ways to cut the atoms before one into the heads of an upper level."""
        tops = self._known_tops.get(split)
        if tops is None:
            cuts = self.readings.cut(0, split, geometric=False)
            tops = [_Tops.of(self.runs, cut) for count, cut in cuts.items() if count <= MOST_TOPS]
            self._known_tops[split] = tops
        return tops


@dataclass(frozen=True, slots=True)
class _Tops:
    """Heads of the upper level and what is asked of them again and again."""

    cut: Cut
    periods: tuple[bool, ...]  # which are periods
    known: tuple[bool, ...]  # which say what stands below them, and so need no head under them
    heights: tuple[int, ...]  # lines of each
    gaps: tuple[int, ...]  # distance before each in half lines, 2 at most; none where lines are not known
    known_steps: dict[int, list[tuple[float, ...]]] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """What they may be worth at most, whatever stands below."""
        return self.cut.score + SPANS * sum(self.periods) + AGREES * max(0, len(self.gaps) - 1) + ROUNDED

    def steps(self, drop: int) -> list[tuple[float, ...]]:
        """Return for each two neighbours how their heights agree: if none spans others, the right, the left, both.

        A head that reaches down is centred lower than one that does not, by as many half lines as the heads below are
        lines high.
        """
        if drop not in self.known_steps:
            self.known_steps[drop] = [
                tuple(self._step(number, drop * shift) for shift in (0, -1, 1, 0))
                for number in range(1, len(self.gaps))
            ]
        return self.known_steps[drop]

    def _step(self, number: int, shift: int) -> float:
        steps = min(abs(shift - (self.heights[number - 1] - 1) - (self.heights[number] - 1)), 2)
        seen = self.gaps[number]
        return AGREES if steps == seen else -0.6 if seen and steps else -2.5

    @classmethod
    def of(cls, runs: Runs, cut: Cut) -> "_Tops":
        gaps = [runs.atoms[cell[0]].gap for cell in cut.cells]
        gaps = [] if Gap.RUN_ON in gaps else gaps
        return cls(
            cut,
            tuple(_is_period(runs, cell) for cell in cut.cells),
            tuple(held_by([_name(runs, cell)]) not in (Holds.ANY, Holds.PERIOD) for cell in cut.cells),
            tuple(_lines(runs, cell) for cell in cut.cells),
            tuple(0 if gap <= Gap.WIDE else 1 if gap is Gap.HALF else 2 for gap in gaps),
        )


@dataclass(frozen=True, slots=True)
class _Leaves:
    """Heads of the lower level: their words, and the lines of the highest."""

    cut: Cut
    names: tuple[str, ...]
    drop: int
    periods: bool  # whether any is a period

    @classmethod
    def of(cls, runs: Runs, cut: Cut) -> "_Leaves":
        names = tuple(_name(runs, cell) for cell in cut.cells)
        drop = max(_lines(runs, cell) for cell in cut.cells)
        return cls(cut, names, drop, any(_is_period(runs, cell) for cell in cut.cells))


def _spread(tops: _Tops, leaves: _Leaves, after: int, virtual: int, above: float, best: dict[Shape, Heading]) -> None:
    m, k = len(tops.cut.cells), len(leaves.cut.cells)
    base = tops.cut.score + leaves.cut.score + BLANK * virtual + LEVEL
    if base + tops.most - tops.cut.score + REPEATED <= above:
        return
    steps = tops.steps(leaves.drop)
    most = base + SPANS * sum(tops.periods) + sum(map(max, steps)) + ROUNDED
    for count in range(1, min(m + virtual, k)):
        width = virtual + m - count + k
        shape = width, 0 if tops.gaps else m  # where lines tell nothing, the body must say which heads reach down
        have = max(above, best[shape].score) if shape in best else above
        if width > MOST_COLUMNS or most + REPEATED <= have:
            continue
        sizes, even = _groups(leaves.names, count)
        if most + even <= have:
            continue
        for parents in combinations(range(1 - virtual, m), count):
            score = base + even + _period_score(tops, parents) + _stepped(steps, parents)
            score -= KNOWN * sum(tops.known[parent] for parent in parents if parent >= 0)
            if leaves.periods and any(tops.periods[parent] for parent in parents if parent >= 0):
                score -= PERIOD_IN_PERIOD
            if score > have:
                have = score
                best[shape] = _build(tops.cut, leaves.cut, after, frozenset(parents), sizes, virtual, score)


def _stepped(steps: Sequence[Sequence[float]], parents: Sequence[int]) -> float:
    """Add up how the heights of neighbours agree, if those of `parents` span others."""
    score, spanned = 0.0, 0 in parents
    for number, pair in enumerate(steps, 1):
        spans = number in parents
        score += pair[2 * spanned + spans]
        spanned = spans
    return score


def _period_score(tops: _Tops, parents: Sequence[int]) -> float:
    """Periods span what happened in them."""
    score = 0.0
    spanning = any(tops.periods[parent] for parent in parents)
    for number, period in enumerate(tops.periods):
        if period:
            score += SPANS if number in parents else -1.5
        elif spanning and number in parents:
            score -= 0.3
    return score


def _groups(names: Sequence[str], count: int) -> tuple[list[int], float]:
    """Share leaves out among `count` spanning heads: alike if they repeat, else evenly; and how sure that is."""
    starts = [number for number, name in enumerate(names) if name == names[0]]
    if len(starts) == count and count > 1:
        sizes = [b - a for a, b in zip(starts, [*starts[1:], len(names)], strict=True)]
        return sizes, REPEATED if len(set(sizes)) == 1 else 0.3
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
