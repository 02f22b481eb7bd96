"""Which heads of an upper level span those of the level below it, where merged cells were written once.

A row of 4 heads over one of 4: two of them span two each, and two reach down — but which? Each choice is a candidate;
what the columns hold, periods, heads that repeat and sums that hold speak for one or another. Where two do about as
well, nothing settles it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.tables.cells import BLANK, squeezed
from corpus.tables.check import adds_up, figure
from corpus.tables.columns import SUITS, held_by
from corpus.tables.kinds import Kind, kind_of
from corpus.tables.words import names_only_a_total
from kg.model import Cell

Row = tuple[Cell, ...]
YEAR = re.compile(r"(?:19|20)\d{2}")
SPANNING_PERIOD = 0.8  # evidence for a period that spans what happened in it
OTHER_YEAR = 4.0  # evidence against a year under another
SUM = 3.0  # evidence for a total that adds up what stands beside it, and against one that does not
LAST = 0.1  # evidence for spanning heads that stand behind all others
FIRST = 1.0  # evidence against a first head that spans
CLOSE = 0.5  # evidence by which a choice must be better than the others
MOST_ROWS = 40  # of the body that are looked at


@dataclass(frozen=True, slots=True)
class Spread:
    """Two levels of heads, each over its columns, and whether other columns would do as well."""

    rows: tuple[Row, ...]
    unsure: bool


def spread_heads(top: Row, below: Row, body: Sequence[Row], width: int) -> Spread | None:
    """Return both levels of a header spread over `width` columns, None where they cannot be."""
    heads = [squeezed(cell) for cell in top]
    found = sorted(
        ((_score(shape, heads, below, body), shape) for shape in _shapes(top, below, width)),
        key=lambda each: (-each[0], each[1]),
    )
    if not found:
        return None
    best = found[0][1]
    upper = [cell for cell, size in zip(top, best, strict=True) for cell in (cell, *(BLANK,) * (max(size, 1) - 1))]
    leaves = iter(below)
    lower = [cell for size in best for cell in ([next(leaves) for _ in range(size)] if size else [BLANK])]
    return Spread((tuple(upper), tuple(lower)), len(found) > 1 and found[0][0] - found[1][0] < CLOSE)


def _shapes(top: Row, below: Row, width: int) -> Iterator[tuple[int, ...]]:
    """Yield how many heads below each upper one has: none where it reaches down itself."""
    count = len(top) + len(below) - width
    if not 0 < count <= len(top) or len(below) <= count:
        return
    sizes = _sizes([squeezed(cell) for cell in below], count)
    for spanning in combinations([number for number, cell in enumerate(top) if cell.text], count) if sizes else ():
        shape = [0] * len(top)
        for number, size in zip(spanning, sizes, strict=True):
            shape[number] = size
        yield tuple(shape)


def _sizes(names: Sequence[str], count: int) -> list[int]:
    """Share heads out among `count` above them: from one of a name to the next, else evenly, else not at all."""
    starts = [number for number, name in enumerate(names) if name == names[0]]
    if len(starts) == count > 1:
        return [b - a for a, b in zip(starts, [*starts[1:], len(names)], strict=True)]
    return [len(names) // count] * count if len(names) % count == 0 else []


def _score(shape: Sequence[int], heads: Sequence[str], below: Row, body: Sequence[Row]) -> float:
    """Return the evidence for a choice of spanning heads."""
    spanning = [number for number, size in enumerate(shape) if size]
    score = LAST * (spanning[0] + len(spanning) == len(shape)) - FIRST * (spanning[0] == 0)
    column = leaf = 0
    for head, size in zip(heads, shape, strict=True):
        own = [squeezed(cell) for cell in below[leaf : leaf + size]]
        score += SPANNING_PERIOD * (bool(size) and kind_of(head) in (Kind.PERIOD, Kind.DATE))
        score -= OTHER_YEAR * sum(_is_other_year(head, name) for name in own)
        for place, name in enumerate(own or [""]):
            score += _suits([head, name] if name else [head], body, column + place)
        score += _adds_up(own, body, column)
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


def _adds_up(names: Sequence[str], body: Sequence[Row], column: int) -> float:
    """Return what a total among the heads under one span says: it adds up the others, or it does not."""
    totals = [number for number, name in enumerate(names) if names_only_a_total(name)]
    if len(totals) != 1 or len(names) < 3:
        return 0.0
    held: list[bool] = []
    for row in body[:MOST_ROWS]:
        figures = [figure(cell.text) for cell in row[column : column + len(names)]]
        stated = figures.pop(totals[0])
        parts = [each for each in figures if each]
        if stated and len(parts) == len(figures):
            held.append(adds_up(parts, stated))
    return (SUM if sum(held) * 2 > len(held) else -SUM) if held else 0.0
