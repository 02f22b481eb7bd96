"""What part of a year a match of a rule names, and which of its edges: 上半年, Q3, 1-6月, 末, 初."""

import calendar
import re
from datetime import date, timedelta

from kg.period import Period

NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {
    "两": 2, "头": 1, "首": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "last": 4, "three": 3, "six": 6, "nine": 9,
}  # fmt: skip
MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m} | {
    m.lower(): i for i, m in enumerate(calendar.month_abbr) if m
}
_DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_BEGIN = ("初", "beginning", "start")


def year_of(match: re.Match[str]) -> int | None:
    """Return the year that a match names: 2023, 二〇二三, or 23 for 2023; None where it names none."""
    said = (_group(match, "y") or "").translate(str.maketrans(_DIGITS))
    return None if not said else int(said) if len(said) > 2 else 2000 + int(said)


def period_in(match: re.Match[str], year: int) -> Period | None:
    """Return the period that the parts of a match name in a year; None where there is no such month or day."""
    months = _months(match)
    if months is None or not 1 <= months[0] <= months[1] <= 12:
        return None
    whole = Period.months(year, *months)
    if day := _group(match, "d"):
        return at(year, months[0], int(day))
    edge = _group(match, "edge")
    if not edge:
        return whole
    return Period.at(whole.start - timedelta(days=1) if edge in _BEGIN else whole.end)


def at(year: int, month: int, day: int) -> Period | None:
    """Return a day, the last of its month where that has fewer; None where there is no such month."""
    if not 1 <= month <= 12:
        return None
    return Period.at(date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1])))


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the first and the last month of the part that a match names; of the year where it names none."""
    if half := _group(match, "half"):
        return (7, 12) if half in ("下", "后", "2", "second") else (1, 6)
    if quarter := _group(match, "q"):
        n = NUMERALS.get(quarter) or int(quarter)
        return (3 * n - 2, 3 * n) if 1 <= n <= 4 else None
    if quarters := _group(match, "quarters"):
        return 1, 3 * {"两": 2, "二": 2, "two": 2, "三": 3, "three": 3}[quarters]
    if months := _group(match, "months"):
        return 1, NUMERALS.get(months) or int(months)
    if name := _group(match, "month"):
        month = MONTHS[name.rstrip(".")]
        return month, month
    if first := _group(match, "m"):
        return int(first), int(_group(match, "m2") or first)
    return 1, 12


def _group(match: re.Match[str], name: str) -> str:
    """Return what a match holds under a name, in any of its variants (q, q_, q__); empty where it holds nothing."""
    groups = match.groupdict()
    return next((said.lower() for key, said in groups.items() if said and key.rstrip("_") == name), "")
