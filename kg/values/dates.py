"""Dates and periods as filings and questions say them, resolved against the document that says them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.pattern import Pattern
from kg.period import Period
from kg.values import calendar_words as spoken
from kg.values.units import narrow

Dated = tuple[int, int, Period]


@dataclass(frozen=True, slots=True)
class DocumentClock:
    """What 本报告期, 上年末 and 2月10日 are measured from: the day of publication and the reporting period."""

    published: date | None = None
    period: Period | None = None

    @property
    def year(self) -> int | None:
        """The year that an unnamed year means."""
        if self.published:
            return self.published.year
        return self.period.end.year if self.period else None


_NEAR = 80  # a year named this close before counts for a month or a day without one
_TO = Pattern(r"\s?(?:期间|止|起)?\s?(?:至|到|[-—~～]+)\s?")


def find_periods(text: str, clock: DocumentClock | None = None) -> Iterator[Dated]:
    """Yield `(start, end, period)` for each date or period, left to right; 2016年至2018年 is one period.

    What cannot be resolved (2月10日 without any year, 报告期 where none is known) is left out; 同日, 当日 and 同期 are
    left to the reader of the sentence. `years` parts a span into its years.

    >>> [p.code for *_, p in find_periods("2024年1-6月及2023年末")]
    ['2024H1', '2023-12-31']
    """
    clock = clock or DocumentClock()
    text = narrow(text)
    held: Dated | None = None
    for found in _singles(text, clock):
        if held is not None:
            if (joined := _joined(text, held, found)) is not None:
                held = joined
                continue
            yield held
        held = found
    if held is not None:
        yield held


def years(period: Period) -> list[Period]:
    """Return the whole years of a span, oldest first: 2016年至2018年 has five."""
    whole = [Period.year(year) for year in range(period.start.year, period.end.year + 1)]
    return [*whole[:-1], Period(max(whole[-1].start, period.start), min(whole[-1].end, period.end))]


def _joined(text: str, first: Dated, second: Dated) -> Dated | None:
    """Join `X 至 Y` to one span when both ends are alike: two days, or two periods in order."""
    between = text[first[1] : second[0]]
    if len(between) > 6 or not _TO.fullmatch(between):
        return None
    a, b = first[2], second[2]
    if a.start >= b.start or (a.is_instant != b.is_instant):
        return None
    return first[0], second[1], Period(a.start, b.end)


def _singles(text: str, clock: DocumentClock) -> Iterator[Dated]:
    year: int | None = None
    month: int | None = None
    year_end = -_NEAR
    for match in spoken.matches(text):
        near = match.start() - year_end <= _NEAR
        context = spoken.Context(
            year if near and year else clock.year, month if near else None, clock.published, clock.period
        )
        try:
            period = spoken.resolve(match, context)
        except ValueError:  # 2月30日 is nobody's date
            continue
        if period is None:
            continue
        if spoken.names_year(match) or near:
            year, month, year_end = period.end.year, period.end.month, match.end()
        yield match.start(), match.end(), period
