"""Dates and reporting periods on the first and last page of a filing."""

import re
from collections.abc import Iterator
from datetime import date

from kg.pattern import Pattern
from kg.period import Period

_HAN = "〇○零一二三四五六七八九十OＯ０"
_DATE = Pattern(
    rf"(?P<year>[12]\d{{3}}|(?:[{_HAN}]\s*){{4}})\s*(?:年|[-/.])\s*(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*(?:月|[-/.])"
    rf"\s*(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*日?"
)
_PERIOD = Pattern(
    r"(?P<year>20\d\d|19\d\d)\s*年?\s*(?:(?P<half>半\s*年|上半年|1-6月)|(?P<quarter>第?\s*[一三1-3]\s*季)|(?:年\s*)?度|年报|年\s*年度)"
)
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零OＯ０", 0)


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield `(start, end, date)` for each full date, left to right: 2024年1月2日, 二〇二四年一月二日, 2024-01-02."""
    for match in _DATE.finditer(text):
        try:
            day = date(_number(match["year"]), _number(match["month"]), _number(match["day"]))
        except ValueError:
            continue
        yield match.start(), match.end(), day


def reporting_period(title: str) -> Period | None:
    """Return the reporting period that a title names: a year, its first half, or its quarters so far."""
    match = _PERIOD.search(title)
    if match is None:
        return None
    year = int(match["year"])
    if match["half"]:
        return Period.months(year, 1, 6)
    if match["quarter"]:
        return Period.months(year, 1, 9 if re.search(r"[三3]", match["quarter"]) else 3)
    return Period.year(year)


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS[char]) for char in "".join(text.split())))
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
