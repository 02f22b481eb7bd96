"""Readings of the header of a flattened table: which atoms make which head, on one level; on two: `stacked.py`.

A reading says where the header ends, how many columns there are and what stands over each. There are always several;
they are ranked here by the evidence in the header itself, and settled by how well the body then fits (`flat.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.tables.columns import Holds, held_by
from corpus.tables.fit import Runs, geometry
from corpus.tables.kinds import FIGURES, Kind
from corpus.tables.rows import Span
from corpus.tables.words import names_a_column

MOST_COLUMNS = 16
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


class Readings:
    """The readings of the first atoms up to `limit` as a header. What parts of them cost is counted once."""

    def __init__(self, runs: Runs, limit: int, *, geometric: bool, blank: bool) -> None:
        """`blank` says that the first head may be an empty cell."""
        self.runs, self.limit, self.geometric, self.blank = runs, limit, geometric, blank
        self._cuts: dict[tuple[int, bool], list[dict[int, Cut]]] = {}
        self._heads: dict[int, list[tuple[int, float]]] = {}

    def flat(self, after: int) -> Iterator[Heading]:
        """Yield the readings of one level that end before an atom, the best for each number of columns."""
        for count, cut in self.cut(0, after, geometric=self.geometric).items():
            if count >= 2:
                yield _flat(cut, after)
            if count >= 2 and self.blank:
                yield _flat(Cut(cut.score - 0.5, (EMPTY, *cut.cells)), after)

    def alone(self, atom: int) -> float:
        """Return the worth of an atom as a head of its own."""
        return self._heads_at(atom)[0][1]

    def cut(self, first: int, after: int, *, geometric: bool) -> dict[int, Cut]:
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
