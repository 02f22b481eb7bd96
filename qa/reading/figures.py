"""Figures and places in a ranking that fill a hole: of the right kind, nearest to the words of the question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.evidence.found import Item
from qa.evidence.values import spread
from qa.parsing.hole import DURATIONS, Cue, Hole
from qa.parsing.words import counted
from qa.reading.echo import echoes
from qa.reading.sight import Sight, Span

_RANK = Pattern(
    r"第[一二三四五六七八九十\d]+(?:名|位)?(?![届次期季节章条款年])|前[一二三四五六七八九十\d]+(?:名|位)?(?=[（(，。；、])"
)
PARTS = "条款章节项届期季次"  # what an ordinal counts that is no rank: 第12.4.2条
EACH = "分别"
THING = 16  # characters over which the words of one thing stand
TOTAL, WITH_SHARE = 14, 26  # characters before a figure in which it is said that it is a sum: 合计持有…股，占…的4%
_TOTAL = Pattern(r"合计|总计|共计|累计|一共|总共|共")
MARGIN = 0.8  # of the nearest figure's nearness: another as near leaves it open which is meant
ECHOED = 0.4  # what a figure gains beside which the sentence says the very words of the question
NEAR = 0.35  # how near a figure must stand to what tells it from the others
_JOINED = Pattern(r"[前末底]?(?:、|，|和|与|及|以及|[：:])")
_LOWER = Pattern(r"\d[\d,.]*\s?[万亿]\s?[-~～—–至]?$")  # of a range whose lower end has no unit: 4万-5.5万元
_COUNTED = Pattern(r"(?P<number>[一二两三四五六七八九十]+)(?P<unit>[个家种类项笔份台名位次期条款处批轮])")


@dataclass(frozen=True, slots=True)
class Filled:
    """Words that fill a hole, and from 0 to 1 how near they stand to the words of the question."""

    span: Span
    items: tuple[Item, ...]
    fit: float
    marked: int = 0  # how many ends of a row the sentence marks
    named: bool = False  # a row is called behind its end what is asked for
    worded: bool = False  # the sentence says the question word for word
    certain: bool = True  # the words are marked off in the sentence, or the only ones of their kind; else it is shown


_BEHIND_ROW = Pattern(r"[。；]|\d[^，。；、]{0,8}[、和][^，。；]*\d[^，。；]{0,8}，[^，。；\d]{6,}$")


def filled(hole: Hole, sight: Sight, fits: Callable[[Span], bool], after: int = 0) -> tuple[Filled, ...]:
    """Return what fills a hole that asks for a figure or a rank; several where it is asked of each of several.

    `fits` tells whether what stands there is of the time and the party asked for. What stands behind `after`, where
    the hole before was filled, goes first: what is asked next is mostly said next.
    """
    if hole.joined:
        return _of_each(hole, sight, fits)
    options = [option for option in figures_in(hole, sight) if fits(option[0])]
    if hole.total:
        options = [option for option in options if is_total(sight, option[0], WITH_SHARE)] or options
    options = [option for option in options if option[0].start >= after] or options
    if not options:
        return ()
    row = in_a_row(sight, options)
    found = [_gaining(hole, sight, f) for f in near(hole.cues, sight, options)]
    best = max(found, key=lambda f: f.fit)
    if hole.plural and any(best.span == span for span, _ in row) and len({item.unit for _, item in row}) == 1:
        return (Filled(row[0][0], tuple(item for _, item in row), best.fit),)
    if any(f.fit > MARGIN * best.fit and f.items != best.items for f in found):
        return ()
    return () if _of_several(sight, best.span) or any(best.span == span for span, _ in row) else (best,)


def _gaining(hole: Hole, sight: Sight, found: Filled) -> Filled:
    """Return a value with what it gains where the sentence says beside it what the question has beside its hole."""
    return replace(found, fit=found.fit + ECHOED) if echoes(hole, sight, found.span) else found


def _of_several(sight: Sight, span: Span) -> bool:
    """Tell whether a figure is one of those that a sentence gives of several things each (分别为…), and stands in no
    clause of its own behind the row of those."""
    each = sight.text.rfind(EACH, 0, span.start)
    return each >= 0 and not _BEHIND_ROW.search(sight.text[each : span.start])


def is_total(sight: Sight, span: Span, reach: int = TOTAL) -> bool:
    """Tell whether a sentence says of a figure that it is a total."""
    return bool(_TOTAL.search(sight.text[max(0, span.start - reach) : span.start]))


def figures_in(hole: Hole, sight: Sight) -> Iterator[tuple[Span, Item]]:
    """Yield the figures or ranks of a sentence that are of the kind asked for."""
    text = sight.text
    if hole.ranked:
        part = hole.behind[:1]
        rank = Pattern(rf"第[\d.．一二三四五六七八九十百]+{part}") if part and part in PARTS else _RANK
        for match in rank.finditer(text):
            yield Span(*match.span()), Item(match.group(), "", match.group(), "")
    else:
        yield from _figures(hole, text)


def _figures(hole: Hole, text: str) -> Iterator[tuple[Span, Item]]:
    done = 0
    for start, end, quantity in find_quantities(text):
        if start < done or (hole.units and not hole.units & {quantity.unit, quantity.unit.partition("/")[0]}):
            continue
        if not hole.units and quantity.unit in DURATIONS:
            continue  # 多少 asks for no length of time where it does not say so
        if lower := _LOWER.search(text, done, start):
            start = lower.start()
        if said := spread(text[start:]):
            done = start + len(said)
            yield Span(start, done), Item(said, "", said)
        else:
            yield Span(start, end), Item(quantity.value, quantity.unit, text[start:end])
    for match in _COUNTED.finditer(text):
        if match["unit"] in hole.units:
            yield Span(*match.span()), Item(Decimal(counted(match["number"])), match["unit"], match.group())


def _nearest(cues: Sequence[Cue], sight: Sight, options: Sequence[tuple[Span, Item]]) -> Filled:
    return max(near(cues, sight, options), key=lambda f: f.fit)


def near(cues: Sequence[Cue], sight: Sight, options: Sequence[tuple[Span, Item]]) -> list[Filled]:
    """Return how near each value stands to the words of the question."""
    spans = [span for span, _ in options]
    return [Filled(span, (item,), sight.nearness(span, cues, spans)) for span, item in options]


def in_a_row(sight: Sight, options: Sequence[tuple[Span, Item]], joins: Pattern = _JOINED) -> list[tuple[Span, Item]]:
    """Return the values that stand side by side, joined by 、 and 和; empty where none do."""
    row: list[tuple[Span, Item]] = []
    best: list[tuple[Span, Item]] = []
    for option in options:
        joined = row and joins.fullmatch(sight.text[row[-1][0].start + len(row[-1][1].text) : option[0].start])
        row = [*row, option] if joined else [option]
        best = row if len(row) > max(1, len(best)) else best
    return best


def _of_each(hole: Hole, sight: Sight, fits: Callable[[Span], bool]) -> tuple[Filled, ...]:
    """Return one value for each of several: in their order where both stand in a row, else the nearest of each."""
    places = [[p for cue in member.own for p in sight.places(cue)] for member in hole.joined]
    options = [[o for o in figures_in(member, sight) if fits(o[0])] for member in hole.joined]
    if not all(places) or not all(options):
        return ()
    near_each = [_nearest(member.cues, sight, own) for member, own in zip(hole.joined, options, strict=True)]
    close = all(sight.nearness(f.span, m.own) >= NEAR for f, m in zip(near_each, hole.joined, strict=True))
    apart = len({f.span for f in near_each}) == len(near_each)
    if close and apart and not any(_of_several(sight, f.span) for f in near_each):
        return tuple(near_each)
    row = in_a_row(sight, list(figures_in(hole, sight)))
    if len(row) != len(places) or not all(any(p.end <= row[0][0].start for p in found) for found in places):
        return ()
    if (order := _order(hole, sight, row[0][0].start)) is None:
        return ()
    fit = sight.nearness(row[0][0], hole.cues)
    return tuple(Filled(row[n][0], (row[n][1],), max(fit, 0.5)) for n in order)


def _order(hole: Hole, sight: Sight, end: int) -> list[int] | None:
    """Return which of the values of a row is each thing's, as the things stand before it; None where two stand alike.

    A thing of several words stands where most of what they weigh stands together.
    """
    at = [_stand(member, sight, end) for member in hole.joined]
    if len(set(at)) < len(at):
        return None
    return [sorted(at).index(place) for place in at]


def _stand(member: Hole, sight: Sight, end: int) -> int:
    """Return where a thing stands before a place: where the heaviest of its words that stand together begin."""
    places = [(p.start, cue.weight) for cue in member.own for p in sight.places(cue) if p.end <= end]
    return max(places, key=lambda p: (sum(w for s, w in places if 0 <= s - p[0] <= THING), p[0]))[0]
