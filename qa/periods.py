"""Periods as questions say them, in Chinese and English: 2024年上半年, 2023年末, Q3 2024, the end of June 2024.

Filings are read by `kg.values`; a question is shorter, freer and bilingual, so it has rules of its own. A range of
years (2015-2017年) means each of its years; words such as 去年 are read against the newest filing by the caller.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.period import Period


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question that names periods; `open` where it means "since then"."""

    start: int
    end: int
    periods: tuple[Period, ...]
    open: bool = False


YEAR = r"(?P<y>(?:19|20)\d{2})"
MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m} | {
    m.lower(): i for i, m in enumerate(calendar.month_abbr) if m
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_NUMERAL = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}


def _at(year: int, month: int, day: int) -> Period | None:
    if not 1 <= month <= 12:
        return None
    return Period.at(date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1])))


def _month_end(year: int, month: int) -> Period | None:
    return _at(year, month, 31)


def _years(m: re.Match[str]) -> tuple[Period, ...]:
    first, last = int(m["y"]), int(m["y2"])
    return tuple(Period.year(y) for y in range(first, last + 1)) if first <= last <= first + 20 else ()


def _one(period: Period | None) -> tuple[Period, ...]:
    return (period,) if period else ()


def _days(m: re.Match[str]) -> tuple[Period, ...]:
    days = (m["d"], m["d2"])
    return tuple(p for d in days if (p := _at(int(m["y"]), int(m["m"]), int(d))))


def _day_range(m: re.Match[str]) -> tuple[Period, ...]:
    start, end = _at(int(m["y"]), int(m["m"]), int(m["d"])), _at(int(m["y"]), int(m["m2"] or m["m"]), int(m["d2"]))
    return (Period(start.start, end.start),) if start and end and start < end else ()


def _half(m: re.Match[str]) -> tuple[Period, ...]:
    second = m["half"] in ("下", "2", "second", "后")
    return (Period.months(int(m["y"]), 7, 12) if second else Period.months(int(m["y"]), 1, 6),)


def _quarter(m: re.Match[str]) -> tuple[Period, ...]:
    q = _NUMERAL.get(m["q"]) or int(m["q"])
    return (Period.months(int(m["y"]), 3 * q - 2, 3 * q),) if 1 <= q <= 4 else ()


def _end_of(periods: tuple[Period, ...]) -> Period | None:
    return Period(periods[0].end, periods[0].end) if periods else None


def _months(m: re.Match[str]) -> tuple[Period, ...]:
    a, b = int(m["m"]), int(m["m2"])
    return (Period.months(int(m["y"]), a, b),) if 1 <= a <= b <= 12 else ()


def _month(m: re.Match[str]) -> tuple[Period, ...]:
    return (Period.months(int(m["y"]), int(m["m"]), int(m["m"])),) if 1 <= int(m["m"]) <= 12 else ()


def _named(m: re.Match[str]) -> int:
    return MONTHS[m["month"].rstrip(".").lower()]


Make = Callable[[re.Match[str]], tuple[Period, ...]]
_RULES: list[tuple[re.Pattern[str], Make | str]] = [
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (
            YEAR + r"年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:至|到|-|~|—|－)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日",
            _day_range,
        ),
        (YEAR + r"年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:和|、|及|与)(?P<d2>\d{1,2})日", _days),
        (YEAR + r"年(?P<m>\d{1,2})月(?P<d>\d{1,2})日", lambda m: _one(_at(int(m["y"]), int(m["m"]), int(m["d"])))),
        (YEAR + r"[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})", lambda m: _one(_at(int(m["y"]), int(m["m"]), int(m["d"])))),
        (YEAR + r"年(?P<m>\d{1,2})(?:月)?[-至到~—](?P<m2>\d{1,2})月(?:份)?", _months),
        (YEAR + r"年(?P<m>\d{1,2})月(?:份)?(?:末|底)", lambda m: _one(_month_end(int(m["y"]), int(m["m"])))),
        (YEAR + r"年(?P<m>\d{1,2})月(?:份)?", _month),
        (YEAR + r"年?(?:的)?(?P<half>上|下)半年(?:度)?", _half),
        (YEAR + r"年(?P<half>半)年(?:度|报)?", _half),
        (YEAR + r"\s*H(?P<half>[12])", _half),
        (YEAR + r"年?(?:第)?(?P<q>[一二三四1-4])季(?:度|报)?", _quarter),
        (YEAR + r"年?(?:第)?(?P<q>[一二三四1-4])季(?:度)?[末底]", lambda m: _one(_end_of(_quarter(m)))),
        (YEAR + r"\s*Q(?P<q>[1-4])", _quarter),
        (r"Q(?P<q>[1-4])\s*(?:of\s*)?" + YEAR, _quarter),
        (r"(?:the\s+)?(?P<q>first|second|third|fourth)\s+quarter\s+(?:of\s+)?" + YEAR, _quarter),
        (r"(?:the\s+)?(?P<half>first|second)\s+half\s+(?:of\s+)?" + YEAR, _half),
        (YEAR + r"\s+(?P<half>half)[- ]year", _half),
        (
            rf"(?:the\s+)?end\s+of\s+{_MONTH}\s+" + YEAR,
            lambda m: _one(_month_end(int(m["y"]), _named(m))),
        ),
        (
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+" + YEAR,
            lambda m: _one(_at(int(m["y"]), _named(m), int(m["d"]))),
        ),
        (
            rf"{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+" + YEAR,
            lambda m: _one(_at(int(m["y"]), _named(m), int(m["d"]))),
        ),
        (rf"{_MONTH},?\s+" + YEAR, lambda m: (Period.months(int(m["y"]), _named(m), _named(m)),)),
        (r"(?:the\s+)?(?:end|close)\s+of\s+(?:fiscal\s+)?" + YEAR, lambda m: _one(_month_end(int(m["y"]), 12))),
        (r"year[- ]end\s+" + YEAR, lambda m: _one(_month_end(int(m["y"]), 12))),
        (YEAR + r"(?:\s*年)?\s*year[- ]end", lambda m: _one(_month_end(int(m["y"]), 12))),
        (
            YEAR + r"(?:年度?)?(?:[-至到~—–]|\s+to\s+|\s+through\s+)(?P<y2>(?:19|20)\d{2})(?!\s*[HQ]\d)(?:年(?:度)?)?",
            _years,
        ),
        (
            YEAR + r"(?:年度?)?[、和与及](?P<y2>(?:19|20)\d{2})年(?:度)?(?!半|上|下|第|\d|Q|H)",
            lambda m: (Period.year(int(m["y"])), Period.year(int(m["y2"]))),
        ),
        (YEAR + r"年(?:年)?(?:末|底|终)", lambda m: _one(_month_end(int(m["y"]), 12))),
        (YEAR + r"年(?:年)?初", lambda m: _one(_month_end(int(m["y"]) - 1, 12))),
        (YEAR + r"(?:财年|会计年度|年度|年全年|年)", lambda m: (Period.year(int(m["y"])),)),
        (r"(?<![\d.,])" + YEAR + r"(?![\d.,]\d|\d|万|元|亿|股|台|PE)", lambda m: (Period.year(int(m["y"])),)),
        (r"(?<![年\d])(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:至|到|-|~|—)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日", "range"),
        (r"(?<![年\d])(?P<m>\d{1,2})月(?P<d>\d{1,2})日", "day"),
    )
]
_SINCE = re.compile(r"\s*(?:年)?(?:以来|起|至今|之后|以后)|(?<=since )")


def find_spans(text: str, year: int) -> Iterator[Span]:
    """Yield the stretches of a question that name periods, left to right; days without a year are of `year`."""
    at = 0
    while at < len(text):
        found = [(m.start(), -m.end(), i, m) for i, (rule, _) in enumerate(_RULES) if (m := rule.search(text, at))]
        if not found:
            return
        _, _, i, match = min(found, key=lambda f: f[:3])
        periods = _build(_RULES[i][1], match, year)
        end = match.end()
        if periods:
            since = _SINCE.match(text, end)
            is_open = bool(since) or text[max(0, match.start() - 6) : match.start()].lower().endswith("since ")
            yield Span(match.start(), since.end() if since else end, periods, is_open)
        at = max(end, at + 1)


def _build(make: Make | str, match: re.Match[str], year: int) -> tuple[Period, ...]:
    if make == "day":
        return _one(_at(year, int(match["m"]), int(match["d"])))
    if make == "range":
        start = _at(year, int(match["m"]), int(match["d"]))
        end = _at(year, int(match["m2"] or match["m"]), int(match["d2"]))
        return (Period(start.start, end.start),) if start and end and start < end else ()
    assert not isinstance(make, str)
    return make(match)


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
