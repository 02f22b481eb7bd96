"""The whole that an amount is a part of: 第一标段3亿元、第二标段2亿元, 合计5亿元, told by adding up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.announcements.amounts import Amount
from nlp.announcements.wording import Span

_PARTS = 8  # amounts on either side that are added up


def whole_of(part: Amount, told: Sequence[Amount], window: Span) -> Amount | None:
    """Return the amount of a stretch that is the sum, right to the fen, of a run of amounts that a part belongs to.

    None where no amount does. `told`: all amounts in order.
    """
    inside = [item for item in told if window[0] <= item.start < window[1]]
    at = next((number for number, item in enumerate(inside) if item.start == part.start), None)
    if at is None or part.high != part.low:
        return None
    for first, last in _runs(at, len(inside)):
        run = inside[first:last]
        if any(item.high.unit != part.high.unit for item in run):
            continue
        total = sum((item.high.value for item in run), Decimal(0))
        for whole in (*inside[last:], *reversed(inside[:first])):
            if whole.high.value == total and whole.high.unit == part.high.unit:
                return replace(whole, score=part.score)
    return None


def _runs(at: int, count: int) -> Iterator[Span]:
    """Yield the runs of two or more that hold a place, the short ones of each beginning first."""
    for first in range(max(0, at - _PARTS), at + 1):
        for last in range(max(at, first + 1) + 1, min(count, at + _PARTS) + 1):
            yield first, last
