"""Figures and places in a ranking that fill a hole: of the right kind, nearest to the words of the question."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.values.quantity import find_quantities
from qa.found import Item
from qa.reading.hole import Cue, Hole
from qa.reading.sight import Sight, Span
from qa.values import spread
from qa.words import counted

_RANK = re.compile(
    r"第[一二三四五六七八九十\d]+(?:名|位)?(?![届次期季节章条款年])|前[一二三四五六七八九十\d]+(?:名|位)?(?=[（(，。；、])"
)
PARTS = "条款章节项届期季次"  # what an ordinal counts that is no rank: 第12.4.2条
EACH = "分别"
MARGIN = 0.8  # of the nearest figure's nearness: another as near leaves it open which is meant
NEAR = 0.35  # how near a figure must stand to what tells it from the others
_JOINED = re.compile(r"[前末底]?(?:、|，|和|与|及|以及)")
_COUNTED = re.compile(r"(?P<number>[一二两三四五六七八九十]+)(?P<unit>[个家种类项笔份台名位次期条款处批轮])")


@dataclass(frozen=True, slots=True)
class Filled:
    """Words that fill a hole, and from 0 to 1 how near they stand to the words of the question."""

    span: Span
    items: tuple[Item, ...]
    fit: float
    marked: int = 0  # how many ends of a row the sentence marks
    named: bool = False  # a row is called behind its end what is asked for
    certain: bool = True  # the words are marked off in the sentence, or the only ones of their kind; else it is shown


def filled(hole: Hole, sight: Sight, fits: Callable[[Span], bool]) -> tuple[Filled, ...]:
    """Return what fills a hole that asks for a figure or a rank; several where it is asked of each of several.

    `fits` tells whether what stands there is of the time and the party asked for.
    """
    if hole.joined:
        return _of_each(hole, sight, fits)
    options = [option for option in _options(hole, sight) if fits(option[0])]
    if not options:
        return ()
    row = in_a_row(sight, options)
    best = _nearest(hole.cues, sight, options)
    if hole.plural and any(best.span == span for span, _ in row) and len({item.unit for _, item in row}) == 1:
        return (Filled(row[0][0], tuple(item for _, item in row), best.fit),)
    if any(f.fit > MARGIN * best.fit and f.items != best.items for f in near(hole.cues, sight, options)):
        return ()
    each = sight.text.rfind(EACH, 0, best.span.start)
    of_each = each >= 0 and not re.search("[。；]", sight.text[each : best.span.start])
    return () if of_each or any(best.span == span for span, _ in row) else (best,)


def _options(hole: Hole, sight: Sight) -> Iterator[tuple[Span, Item]]:
    text = sight.text
    if hole.ranked:
        part = hole.behind[:1]
        rank = re.compile(rf"第[\d.．一二三四五六七八九十百]+{part}") if part and part in PARTS else _RANK
        for match in rank.finditer(text):
            yield Span(*match.span()), Item(match.group(), "", match.group(), "")
    else:
        yield from _figures(hole, text)


def _figures(hole: Hole, text: str) -> Iterator[tuple[Span, Item]]:
    done = 0
    for start, end, quantity in find_quantities(text):
        if start < done or (hole.units and not hole.units & {quantity.unit, quantity.unit.partition("/")[0]}):
            continue
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


def in_a_row(
    sight: Sight, options: Sequence[tuple[Span, Item]], joins: re.Pattern[str] = _JOINED
) -> list[tuple[Span, Item]]:
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
    options = [[o for o in _options(member, sight) if fits(o[0])] for member in hole.joined]
    if not all(places) or not all(options):
        return ()
    row = in_a_row(sight, list(_options(hole, sight)))
    if len(row) == len(places) and all(any(p.end <= row[0][0].start for p in found) for found in places):
        fit = sight.nearness(row[0][0], hole.cues)
        return tuple(Filled(span, (item,), max(fit, 0.5)) for span, item in row)
    if EACH in sight.text:
        return ()
    found = [_nearest(member.cues, sight, own) for member, own in zip(hole.joined, options, strict=True)]
    close = all(sight.nearness(f.span, member.own) >= NEAR for f, member in zip(found, hole.joined, strict=True))
    return tuple(found) if close and len({f.span for f in found}) == len(found) else ()
