"""Periods as questions say them: 2024年上半年, 2023年末, H1 2024, the end of June 2024, 较年初.

Filings are read by `kg.values`; a question is shorter, freer and bilingual, so it has rules of its own (`qa/when`). A
range of years (2015-2017年) means each of its years; a part without a year takes it from the one named beside it; words
such as 去年 are read against the newest filing by the caller.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.pattern import Pattern
from kg.period import Period
from qa.parsing.when import chinese, english
from qa.parsing.when.parts import MONTHS, at, period_in, year_of
from qa.parsing.words import masked

WIDEST = 20  # years of a range
SHORTEST_QUARTER, YEAR = 80, 360  # days, about


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question that names periods; `open` where it means "since then"."""

    start: int
    end: int
    periods: tuple[Period, ...]
    open: bool = False


Make = Callable[[re.Match[str], int], tuple[Period, ...]]


def _part(match: re.Match[str], year: int) -> tuple[Period, ...]:
    period = period_in(match, year)
    return (period,) if period else ()


def _of_last_year(match: re.Match[str], year: int) -> tuple[Period, ...]:
    return _part(match, year - 1)


def _years(match: re.Match[str], year: int) -> tuple[Period, ...]:
    last = int(match["y2"])
    step = 1 if last >= year else -1
    return tuple(Period.year(y) for y in range(year, last + step, step)) if abs(last - year) <= WIDEST else ()


def _two_years(match: re.Match[str], year: int) -> tuple[Period, ...]:
    return Period.year(year), Period.year(int(match["y2"]))


def _month(match: re.Match[str], group: str) -> int:
    said = match[group].lower().rstrip(".")
    return MONTHS[said] if said in MONTHS else int(said)


def _days(match: re.Match[str], year: int) -> tuple[Period, ...]:
    month = _month(match, "month" if "month" in match.re.groupindex else "m")
    return tuple(p for d in (match["d"], match["d2"]) if (p := at(year, month, int(d))))


def _two_months(match: re.Match[str], year: int) -> tuple[Period, ...]:
    named = "month" in match.re.groupindex
    months = [_month(match, group) for group in (("month", "month2") if named else ("m", "m2"))]
    return tuple(Period.months(year, m, m) for m in months) if all(1 <= m <= 12 for m in months) else ()


def _month_range(match: re.Match[str], year: int) -> tuple[Period, ...]:
    first, last = _month(match, "month"), _month(match, "month2")
    return (Period.months(year, first, last),) if first < last else ()


def _day_range(match: re.Match[str], year: int) -> tuple[Period, ...]:
    start = at(year, int(match["m"]), int(match["d"]))
    end = at(year, int(match["m2"] or match["m"]), int(match["d2"]))
    return (Period(start.start, end.start),) if start and end and start < end else ()


def _named_range(match: re.Match[str], year: int) -> tuple[Period, ...]:
    month = _month(match, "month")
    start, end = (at(year, month, int(match[day])) for day in ("d", "d2"))
    return (Period(start.start, end.start),) if start and end and start < end else ()


def _before(_: re.Match[str], year: int) -> tuple[Period, ...]:
    return (Period.at(date(year - 1, 12, 31)),)


def _rules(patterns: Sequence[str], make: Make) -> list[tuple[Pattern, Make]]:
    return [(Pattern(pattern, re.IGNORECASE), make) for pattern in patterns]


_RULES = [
    *_rules([chinese.RANGE], _day_range),
    *_rules([chinese.TWO_DAYS, *english.TWO_DAYS], _days),
    *_rules([chinese.TWO_MONTHS, *english.TWO_MONTHS], _two_months),
    *_rules(english.RANGE, _named_range),
    *_rules(english.MONTH_RANGE, _month_range),
    *_rules([chinese.YEARS, *english.YEARS], _years),
    *_rules([chinese.TWO_YEARS], _two_years),
    *_rules([chinese.LAST_YEAR], _of_last_year),
    *_rules([*chinese.DATED, *english.DATED], _part),
]
_DAYS = [*_rules([chinese.BARE_RANGE], _day_range), *_rules([chinese.BARE_DAY, *english.BARE_DAY], _part)]
_PARTS = _rules(chinese.PARTS, _part)
_BARE = [*_rules([*chinese.BARE, *english.BARE], _part), *_rules([chinese.BEFORE], _before)]


def find_spans(text: str, year: int, newest: date | None = None) -> Iterator[Span]:
    """Yield the stretches of a question that name periods, left to right; days without a year are of `year`, parts of
    a year where none is named the last ones that were over when the newest filing was made."""
    dated = [_since(text, span) for span in _found(text, _RULES, lambda _: year)]
    days = _found(_masked(text, dated), _DAYS, lambda _: year)
    known = sorted([*dated, *days], key=lambda s: s.start)
    if known:
        bare = _found(_masked(text, known), _BARE, lambda at: _year_beside(known, at))
    else:
        bare = _over(text, newest) if newest else []
    yield from _run(text, _explained(text, sorted([*known, *bare], key=lambda s: s.start)))


def _explained(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return stretches; one in brackets that only says of which year another is means that other (去年11月（2024年）),
    and the one ahead of brackets means the part of it that they hold (2025年春节后（2月5日到12日）)."""
    found = list(spans)
    for n, span in enumerate(found):
        if f"{text[span.start - 1 : span.start]}{text[span.end : span.end + 1]}" not in ("（）", "()"):
            continue
        within = (s.periods for s in found if s is not span and s.periods and span.periods)
        part = next((p for p in within if p != span.periods and span.periods[0].contains(p[0])), None)
        found[n] = replace(span, periods=part) if part else span
        ahead = found[n - 1] if n and not part else span
        if ahead.periods and span.periods and ahead.periods[0] != span.periods[0]:
            narrower = len(ahead.periods) == 1 and ahead.periods[0].contains(span.periods[0])
            found[n - 1] = replace(ahead, periods=span.periods) if narrower else ahead
    return found


def _over(text: str, day: date) -> list[Span]:
    """Return the stretches that name a part of a year, each of the last year in which that was over on a day."""
    years = (_found(text, _PARTS, lambda _, year=year: year) for year in (day.year, day.year - 1))
    return [this if this.periods[-1].end <= day else last for this, last in zip(*years, strict=True)]


def _run(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield stretches, those of a run of years up to a part of the last as one: 2020年到2024年上半年."""
    rest = list(spans)
    while rest:
        span = rest.pop(0)
        if rest and chinese.UP_TO.fullmatch(text[span.end : rest[0].start]) and _begins_later(span, rest[0]):
            last = rest.pop(0)
            years = range(span.periods[0].start.year, last.periods[0].start.year)
            span = Span(span.start, last.end, (*map(Period.year, years), *last.periods))
        yield span


def _begins_later(one: Span, other: Span) -> bool:
    """Tell whether the first is one year and the other the beginning of a later one."""
    if len(one.periods) != 1 or len(other.periods) != 1 or one.open or other.open:
        return False
    (year,), (part,) = one.periods, other.periods
    begins = part.start.month == part.start.day == 1 and not part.is_instant and part != Period.year(part.start.year)
    return year == Period.year(year.start.year) and begins and 0 < part.start.year - year.start.year <= WIDEST


def _found(text: str, rules: Sequence[tuple[Pattern, Make]], usual: Callable[[int], int]) -> list[Span]:
    """Return the leftmost, longest matches; `usual` gives the year at a place where none is said."""
    spans: list[Span] = []
    done, found = 0, [rule.search(text) for rule, _ in rules]
    while any(found):
        start, _, i, match = min((m.start(), -m.end(), i, m) for i, m in enumerate(found) if m)
        periods = rules[i][1](match, year_of(match) or usual(start))
        if periods:
            spans.append(Span(start, match.end(), periods))
        done = max(match.end(), done + 1)
        found = [
            m if m is None or m.start() >= done else rule.search(text, done)
            for m, (rule, _) in zip(found, rules, strict=True)
        ]
    return spans


def _since(text: str, span: Span) -> Span:
    since = chinese.SINCE.match(text, span.end)
    if since:
        return replace(span, end=since.end(), open=True)
    return replace(span, open=text[max(0, span.start - 6) : span.start].lower().endswith("since "))


def _masked(text: str, spans: Sequence[Span]) -> str:
    return masked(text, ((span.start, span.end) for span in spans), "\x00")


def _year_beside(known: Sequence[Span], place: int) -> int:
    """Return the year of the last period before a place, else of the first after it."""
    before = [span for span in known if span.end <= place]
    return before[-1].periods[-1].end.year if before else known[0].periods[0].start.year


def touch(asked: Period, stated: Period) -> bool:
    """Tell whether a period that is stated is the one asked, lies in it or holds it."""
    return fits(asked, stated) > 0 or asked.contains(stated) or stated.contains(asked)


def is_span(period: Period) -> bool:
    """Tell whether figures are told for a period as a whole: a quarter, not a day or a month."""
    return (period.end - period.start).days >= SHORTEST_QUARTER


def is_part_of_year(period: Period) -> bool:
    """Tell whether a period is a stretch shorter than a year: a half, a quarter, a month."""
    return not period.is_instant and (period.end - period.start).days < YEAR


def fits(asked: Period, stated: Period) -> float:
    """Tell how well a statement's period serves the one asked: 1 the same, less for an instant at its end, 0 not."""
    if asked == stated:
        return 1.0
    if stated.is_instant and not asked.is_instant and stated.start == asked.end:
        return 0.95  # a balance, asked with its year
    if asked.is_instant and stated.end == asked.start and not stated.is_instant:
        return 0.8  # a column headed by the year, asked with its last day
    if stated.is_instant and asked.contains(stated):
        if (asked.end - asked.start).days <= 31:
            return 0.9  # a day of the very month
        return 0.7  # something that happened on a day of the year asked
    return 0.0
