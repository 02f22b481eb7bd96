"""Days that fill a hole: dates, months and years of a sentence, and moments that it tells by what happens then."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import DocumentClock, find_periods
from qa.evidence.found import Item
from qa.evidence.values import iso
from qa.parsing.demands import Bound
from qa.parsing.hole import Hole
from qa.reading.figures import Filled, in_a_row, near
from qa.reading.sight import Sight, Span

ALONE = 0.3  # how well the only day of a sentence fills a hole, wherever it stands
EACH = 0.6  # how well several days fill it that stand in a row
MARGIN = 0.85  # of the nearest day's nearness: another as near leaves it open which is meant
GOVERNS = 0.7  # of what a day governs that another may: more leaves it open which is meant
TOLD = 0.5  # how well a moment fills it that is told by what happens then
_AND, _LISTED = Pattern(r"[前末底]?(?:、|和|与|及|以及)"), Pattern(r"[前末底]?(?:、|，|和|与|及|以及)")
_WHOLE_DAY = Pattern(r"\d{4}-\d\d-\d\d")
_TITLE = Pattern(r"《[^《》]*》|[〔【\[［][^〔〕【】\[\]［］]*[〕】\]］]")
_TO = Pattern(r"起?(?:至|到|[-~～—–]+)")
_COMPACT = Pattern(r"(?<![\d.,])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MOMENT = Pattern(
    r"(?P<said>(?:自|从|于|在|当)(?P<event>[^，。；：]{3,60}?)(?:之日起|之日|日起|当日|当天|当月|次月|之后|之前|之时|后|前|时点|时))"
    r"(?=起?(?:开始|方|才|即|就|予以|，|。|；|[\u4e00-\u9fff]{2}))"
)


def days(hole: Hole, sight: Sight, asked: Sequence[Period], bounds: Sequence[Bound] = ()) -> tuple[Filled, ...]:
    """Return the day, or the days in a row, that fill a hole; a moment where no day of the calendar is asked for.

    What the question itself says (2023年年报) is no answer to it, nor is a year within a title, nor a day beyond one
    that limits it (2月13日之前最近一次).
    """
    options = [(span, item) for span, item, day in _dated(sight, asked) if all(_keeps_to(b, day) for b in bounds)]
    if hole.to_the_day:
        options = [(span, item) for span, item in options if _WHOLE_DAY.fullmatch(str(item.value))]
    row = in_a_row(sight, options, _AND if hole.number < 2 and not hole.plural else _LISTED)
    if row and (hole.plural or hole.number == len(row)):
        return (Filled(Span(row[0][0].start, row[-1][0].end), tuple(item for _, item in row), EACH),)
    if hole.plural and not hole.joined and not row:
        return ()
    found = sorted(near(hole.cues, sight, options), key=lambda f: -f.fit)
    if not found:
        return () if hole.exact else tuple(_moments(hole, sight))
    best = found[0]
    if any(f.fit > MARGIN * best.fit and f.items != best.items for f in found[1:]):
        governing = _governing(hole, sight, [span for span, _ in options])
        best = next((f for f in found if f.span == governing), best)
        if best.span != governing:
            return ()
    if len(found) == 1 and best.fit < ALONE:
        best = Filled(best.span, best.items, ALONE)
    return () if any(best.span == span for span, _ in row) else (best,)


def _governing(hole: Hole, sight: Sight, spans: Sequence[Span]) -> Span | None:
    """Return the day that governs most of what is asked: a day is of all that follows it, up to the next one.

    None where another governs nearly as much.
    """
    starts = [span.start for span in spans]
    shares: list[tuple[float, Span]] = []
    for span in spans:
        stop = min((s for s in starts if s > span.start), default=len(sight.text))
        there = (c.weight for c in hole.cues if any(span.start <= p.start < stop for p in sight.places(c)))
        shares.append((sum(there), span))
    shares.sort(key=lambda pair: (-pair[0], pair[1].start))
    (best, span), (next_best, _) = shares[0], shares[1]
    return span if best * GOVERNS > next_best else None


def _keeps_to(bound: Bound, day: Period) -> bool:
    """Tell whether a day lies before or behind one that limits it, itself left out; what limits no days limits none."""
    return bound.day is None or (day.start > bound.day if bound.above else day.end < bound.day)


def _dated(sight: Sight, asked: Sequence[Period]) -> Iterator[tuple[Span, Item, Period]]:
    """Yield the days of a sentence; those within titles and those of the question only where it has no others."""
    text = _TITLE.sub(lambda m: "\n" * len(m.group()), sight.text)
    found = [(start, end, period) for start, end, period in find_periods(text, sight.clock)]
    found += [(*m.span(), p) for m in _COMPACT.finditer(text) if (p := _compact(m))]
    for start, end, period in [f for f in found if f[2] not in asked] or found:
        lead = end + (text[end : end + 1] == "，")  # 2月11日，公司公告: the day is of what follows
        yield Span(start, lead), Item(iso(period), "", text[start:end], iso(period)), period


def single_days(text: str, clock: DocumentClock | None = None) -> Iterator[tuple[Span, Item]]:
    """Yield the single days of a text, of a stretch of time its two ends: 2月6日至10日."""
    for start, end, period in find_periods(text, clock):
        to = _TO.search(text, start, end)
        if period.is_instant:
            yield Span(start, end), _of_day(period.start, text[start:end])
        elif to and _WHOLE_DAY.search(f"{period.code}"):
            yield Span(start, to.start()), _of_day(period.start, text[start : to.start()])
            yield Span(to.end(), end), _of_day(period.end, text[to.end() : end])


def _of_day(day: date, said: str) -> Item:
    return Item(day.isoformat(), "", said, day.isoformat())


def _compact(match: re.Match[str]) -> Period | None:
    try:
        return Period.at(date(int(match[1]), int(match[2]), int(match[3])))
    except ValueError:
        return None


def _moments(hole: Hole, sight: Sight) -> Iterator[Filled]:
    """Yield the moment right before what is asked about: 自取得验收单之日起 before 开始计费."""
    behind = hole.behind[:2]
    for match in _MOMENT.finditer(sight.text):
        span = Span(*match.span("said"))
        follows = sight.folded[span.end : span.end + len(hole.behind) + 4]
        if len(behind) > 1 and behind not in follows and sight.nearness(span, hole.cues) < TOLD:
            continue
        said = match["said"]
        yield Filled(span, (Item(said, "", said, said),), TOLD)
        return
