"""Readings of the header of a flattened table: which atoms make which head, on one level or on two.

A reading says where the header ends, how many columns there are and what stands over each. There are always several;
they are ranked here by the evidence in the header itself, and settled by how well the body then fits (`flat.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from corpus.tables.atoms import Gap
from corpus.tables.columns import Holds, held_by
from corpus.tables.fit import Runs, geometry
from corpus.tables.kinds import FIGURES, Kind
from corpus.tables.rows import Span
from corpus.tables.words import names_a_column

MOST_COLUMNS = 16
MOST_TOPS = 8
HOPELESS = -8.0  # no header is made of heads that fit so badly
LONGEST_HEAD = 30
NAMES = ("有限公司", "责任公司", "股份公司", "银行", "支行", "分行")  # endings of names, not of heads
PERIOD_IN_PERIOD = 6.0  # evidence against a period that spans another
KNOWN = 0.1  # evidence against a spanning head that would do alone
ROUNDED = 1e-9  # by which sums of evidence may differ
EMPTY: Span = (0, 0)
Shape = tuple[int, int]  # columns of a header of two levels, and heads of its upper level where that is open


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


class Readings:
    """The readings of the first atoms up to `limit` as a header. What parts of them cost is counted once."""

    def __init__(self, runs: Runs, limit: int, *, geometric: bool, blank: bool) -> None:
        """`blank` says that the first head may be an empty cell."""
        self.runs, self.limit, self.geometric, self.blank = runs, limit, geometric, blank
        self._cuts: dict[tuple[int, bool], list[dict[int, Cut]]] = {}
        self._heads: dict[int, list[tuple[int, float]]] = {}

    def ending(self, after: int) -> Iterator[Heading]:
        """Yield the readings of a header that ends before an atom, the best for each number of columns and depth."""
        for count, cut in self._cut(0, after, self.geometric).items():
            if count >= 2:
                yield _flat(cut, after)
            if count >= 2 and self.blank:
                yield _flat(Cut(cut.score - 0.5, (EMPTY, *cut.cells)), after)
        best: dict[Shape, Heading] = {}
        for split in range(1, after):
            atom = self.runs.atoms[split]
            if atom.starts_line and not atom.open:
                upper, lower = self._cut(0, split, False), self._cut(split, after, self.geometric)
                _stack(self.runs, upper, lower, after, self.blank, best)
        yield from best.values()

    def alone(self, atom: int) -> float:
        """Return the worth of an atom as a head of its own."""
        return self._heads_at(atom)[0][1]

    def _cut(self, first: int, after: int, geometric: bool) -> dict[int, Cut]:
        """Return the best way to cut atoms into 1, 2, … cells."""
        cuts = self._cuts.get((first, geometric))
        if cuts is None:
            cuts = self._cuts[first, geometric] = self._cut_from(first, geometric)
        return cuts[after - first]

    def _cut_from(self, first: int, geometric: bool) -> list[dict[int, Cut]]:
        """Return the best cuts of the atoms from `first` to each atom behind it."""
        table: list[dict[tuple[int, int], tuple[float, Chain]]] = [{} for _ in range(self.limit - first + 1)]
        table[0][0, 0] = (0.0, None)
        for atom in range(first, self.limit):
            here = self.runs.atoms[atom]
            found = [item for item in table[atom - first].items() if item[0][0] < MOST_COLUMNS]
            part = self.runs.seams[atom].part
            for end, (rows, worth) in enumerate(self._heads_at(atom) if found else (), atom + 1):
                cell = table[end - first]
                for (count, before), (score, chain) in found:
                    score += worth
                    if count:
                        score += part + (geometry(before, rows, here.gap) if geometric else 0.0)
                    have = cell.get((count + 1, rows))
                    if have is None or score > have[0]:
                        cell[count + 1, rows] = (score, (chain, (atom, end)))
        return [_best_cuts(cell) for cell in table]

    def _heads_at(self, atom: int) -> list[tuple[int, float]]:
        """Return lines and worth of each run that begins at an atom, read as one head."""
        heads = self._heads.get(atom)
        if heads is None:
            runs = self.runs.starting(atom)[: self.limit - atom]
            heads = self._heads[atom] = [
                (run.rows, run.keep + _parted(run.paragraphs) + _head_score(self.runs, atom, atom + n, run.kind))
                for n, run in enumerate(runs, 1)
            ]
        return heads


Chain = tuple["Chain", Span] | None  # the cells of a cut, last first


def _best_cuts(found: Mapping[tuple[int, int], tuple[float, Chain]]) -> dict[int, Cut]:
    best: dict[int, tuple[float, Chain]] = {}
    for (count, _), (score, chain) in found.items():
        if count and (count not in best or score > best[count][0]):
            best[count] = (score, chain)
    return {count: Cut(score, _cells(chain)) for count, (score, chain) in best.items()}


def _cells(chain: Chain) -> tuple[Span, ...]:
    cells: list[Span] = []
    while chain is not None:
        chain, cell = chain
        cells.append(cell)
    return tuple(reversed(cells))


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
    runs: Runs, upper: dict[int, Cut], lower: dict[int, Cut], after: int, blank: bool, best: dict[Shape, Heading]
) -> None:
    """Keep the best two-level headers: which heads of the upper level reach down, over which columns others span."""
    tops = [_Tops.of(runs, cut) for count, cut in upper.items() if count <= MOST_TOPS]
    for count, cut in lower.items():
        if count >= 2 and tops:
            leaves = _Leaves.of(runs, cut)
            for top in tops:
                for virtual in (0, 1) if blank else (0,):
                    _spread(top, leaves, after, virtual, best)


@dataclass(frozen=True, slots=True)
class _Tops:
    """Heads of the upper level and what is asked of them again and again."""

    cut: Cut
    periods: tuple[bool, ...]  # which are periods
    known: tuple[bool, ...]  # which say what stands below them, and so need no head under them
    heights: tuple[int, ...]  # lines of each
    gaps: tuple[int, ...]  # distance before each in half lines, 2 at most; none where lines are not known
    known_steps: dict[int, list[tuple[float, ...]]] = field(default_factory=dict)

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
        return 0.6 if steps == seen else -0.6 if seen and steps else -2.5

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


def _spread(tops: _Tops, leaves: _Leaves, after: int, virtual: int, best: dict[Shape, Heading]) -> None:
    m, k = len(tops.cut.cells), len(leaves.cut.cells)
    base = tops.cut.score + leaves.cut.score - 0.5 * virtual - 0.5
    steps = tops.steps(leaves.drop)
    most = base + 0.8 * sum(tops.periods) + sum(map(max, steps)) + ROUNDED
    for count in range(1, min(m + virtual, k)):
        width = virtual + m - count + k
        shape = width, 0 if tops.gaps else m  # where lines tell nothing, the body must say which heads reach down
        have = best[shape].score if shape in best else float("-inf")
        if width > MOST_COLUMNS or most + 1.0 <= have:
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
            score += 0.8 if number in parents else -1.5
        elif spanning and number in parents:
            score -= 0.3
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
