"""Which heads of an upper level span those of the level below it, where merged cells were written once.

A row of 4 heads over one of 4: two of them span two each, and two reach down — but which? Each choice is a candidate;
what the columns hold, periods, heads that are alike and sums that hold speak for one or another. Where two do about as
well, nothing settles it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus.tables.cells import BLANK, filled, squeezed
from corpus.tables.check import adds_up, figure
from corpus.tables.columns import SUITS, held_by
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.words import is_total, names_only_a_total
from kg.model import Cell
from kg.pattern import Pattern

Row = tuple[Cell, ...]
YEAR = Pattern(r"(?:19|20)\d{2}")
DIGITS = Pattern(r"\d+")
SPANNING_PERIOD = 0.8  # evidence for a period that spans what happened in it
OTHER_YEAR = 4.0  # evidence against a year under another
ALIKE = 1.0  # evidence for heads under one that differ in numbers alone: 12个月, 24个月
SUM = 3.0  # evidence for a total that adds up what stands beside it, and against one that does not
LAST = 0.1  # evidence for spanning heads that stand behind all others
FIRST = 1.0  # evidence against a first head that spans
CLEARLY = 1.5  # evidence by which another must be better than what the header alone told
CLOSE = 0.5  # evidence by which a choice must be better than the others
MOST_ROWS = 40  # of the body that are looked at
LEAST_PARTS = 2  # of a total


@dataclass(frozen=True, slots=True)
class Spread:
    """Two levels of heads, each over its columns, and whether other columns would do as well."""

    rows: tuple[Row, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """Heads of two levels, and how many of the lower ones each upper one spans: none where it reaches down itself."""

    top: Row
    below: Row
    shape: tuple[int, ...]

    @property
    def levels(self) -> tuple[Row, Row]:
        """Both levels over their columns, what is merged written once."""
        leaves = iter(self.below)
        sized = list(zip(self.top, self.shape, strict=True))
        upper = [cell for cell, size in sized for cell in (cell, *(BLANK,) * (max(size, 1) - 1))]
        lower = [cell for size in self.shape for cell in ([next(leaves) for _ in range(size)] if size else [BLANK])]
        return tuple(upper), tuple(lower)


def spread_heads(top: Row, below: Row, body: Sequence[Row], width: int) -> Spread | None:
    """Return both levels of a header spread over `width` columns, None where they cannot be."""
    ranked = _ranked(_choices(top, below, width), body)
    if not ranked:
        return None
    return Spread(ranked[0][1].levels, len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLOSE)


def respread(header: Sequence[Row], body: Sequence[Row]) -> Sequence[Row]:
    """Return a header of two levels read from heads in a row, cut and spread otherwise where that is clearly better."""
    if len(header) != 2:
        return header
    heads = [cell for row in header for cell in row if cell.text and not cell.filled]
    width, first = len(header[0]), sum(1 for cell in header[0] if not cell.filled)
    found = [c for cut in range(1, len(heads)) for c in _choices((*heads[:cut],), (*heads[cut:],), width)]
    own = [choice for choice in found if len(choice.top) == first and _filled(choice.levels) == list(header)]
    ranked = _ranked(found, body)
    if not own or ranked[0][0] < _score(own[0], body) + CLEARLY:
        return header
    better = _filled(ranked[0][1].levels)
    claims = any(names_only_a_total(cell.text) for cell in heads)  # a total that adds up nothing is no better elsewhere
    return header if claims and not adds_across(better, body) else better


def adds_across(header: Sequence[Row], body: Sequence[Row]) -> bool:
    """Tell whether a total adds up what stands under the same head as it, or under the one beside it."""
    if len(header) < 2:
        return False
    upper, lower = header[-2:]
    spans = [n for n, cell in enumerate(upper) if not cell.filled]
    ends = list(pairwise([*spans, len(upper)]))
    if any(_sums([squeezed(c) for c in lower[a:b]], body, a) > 0 for a, b in ends):
        return True
    beside = [(a, b) for a, b in ends if b - a >= LEAST_PARTS and b < len(upper) and is_total(upper[b].text)]
    return any(_held(body, b, range(a, b)) > 0 for a, b in beside)


def _filled(levels: Sequence[Row]) -> list[Row]:
    """Return both levels with what is merged repeated."""
    upper, lower = levels
    over: list[Cell] = []
    for cell in upper:
        over.append(cell if cell.text or not over else filled(over[-1]))
    return [tuple(over), tuple(cell if cell.text else filled(top) for cell, top in zip(lower, over, strict=True))]


def _choices(top: Row, below: Row, width: int) -> Iterator[_Choice]:
    count = len(top) + len(below) - width
    if not 0 < count <= len(top) or len(below) <= count:
        return
    names = [squeezed(cell) for cell in below]
    written = [number for number, cell in enumerate(top) if cell.text]
    for sizes in dict.fromkeys(map(tuple, _sizes(names, count))):
        for spanning in combinations(written, count):
            shape = [0] * len(top)
            for number, size in zip(spanning, sizes, strict=True):
                shape[number] = size
            yield _Choice(top, below, tuple(shape))


def _sizes(names: Sequence[str], count: int) -> Iterator[Sequence[int]]:
    """Share heads out among `count` above them: from one of a name to the next, evenly, up to each total."""
    starts = [number for number, name in enumerate(names) if name == names[0]]
    if len(starts) == count > 1:
        yield [b - a for a, b in pairwise([*starts, len(names)])]
        return
    if len(names) % count == 0:
        yield [len(names) // count] * count
    ends = [number for number, name in enumerate(names, 1) if names_only_a_total(name) or number == len(names)]
    if len(ends) == count > 1:
        yield [b - a for a, b in pairwise([0, *ends])]


def _ranked(choices: Iterator[_Choice] | Sequence[_Choice], body: Sequence[Row]) -> list[tuple[float, _Choice]]:
    found = [(_score(choice, body), choice) for choice in choices]
    return sorted(found, key=lambda each: (-each[0], each[1].shape))


def _score(choice: _Choice, body: Sequence[Row]) -> float:
    """Return the evidence for a choice of spanning heads."""
    spanning = [number for number, size in enumerate(choice.shape) if size]
    score = LAST * (spanning[0] + len(spanning) == len(choice.shape)) - FIRST * (spanning[0] == 0)
    column = leaf = 0
    before = range(0)  # the columns spanned right before
    for cell, size in zip(choice.top, choice.shape, strict=True):
        head = squeezed(cell)
        own = [squeezed(cell) for cell in choice.below[leaf : leaf + size]]
        score += SPANNING_PERIOD * (bool(size) and kind_of(head) in (Kind.PERIOD, Kind.DATE))
        score += ALIKE * (size > 1 and len({DIGITS.sub("", name) for name in own}) == 1 < len(set(own)))
        score -= OTHER_YEAR * sum(_is_other_year(head, name) for name in own)
        for place, name in enumerate(own or [""]):
            score += _suits([head, name] if name else [head], body, column + place)
        score += _sums(own, body, column)
        if not size and is_total(head) and len(before) >= LEAST_PARTS:  # 合计 beside the span that it adds up
            score += max(_held(body, column, before), 0.0)
        before = range(column, column + size)
        column += max(size, 1)
        leaf += size
    return score


def _is_other_year(head: str, name: str) -> bool:
    years = [match[0] for match in (YEAR.search(head), YEAR.search(name)) if match]
    return len(set(years)) > 1


def _suits(heads: list[str], body: Sequence[Row], column: int) -> float:
    """Return how well the cells of a column suit its heads, on the mean."""
    suited = SUITS[held_by(heads, first=column == 0)]
    kinds = [kind_of(row[column].text) for row in body[:MOST_ROWS] if row[column].text]
    return sum(suited.get(kind, 0.0) for kind in kinds) / len(kinds) if kinds else 0.0


def _sums(names: Sequence[str], body: Sequence[Row], column: int) -> float:
    """Return what a total among the heads under one span says: it adds up the others, or it does not."""
    totals = [number for number, name in enumerate(names) if is_total(name)]
    if len(totals) != 1 or len(names) <= LEAST_PARTS:
        return 0.0
    return _held(body, column + totals[0], [column + n for n in range(len(names)) if n != totals[0]])


def _held(body: Sequence[Row], total: int, columns: Sequence[int]) -> float:
    """Return the evidence for a column that adds up others, dashes being nothing; none where it has no figures."""
    held: list[bool] = []
    for row in body[:MOST_ROWS]:
        stated = figure(row[total].text)
        cells = [row[column] for column in columns]
        parts = [each for each in (figure(cell.text) for cell in cells if kind_of(cell.text) is not Kind.DASH) if each]
        if stated and parts and len(parts) == sum(kind_of(cell.text) is not Kind.DASH for cell in cells):
            held.append(adds_up(parts, stated))
    return (SUM if sum(held) * 2 > len(held) else -SUM) if held else 0.0
