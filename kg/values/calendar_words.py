"""The wordings of one date or period, and what each means; `dates` puts them together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.pattern import Pattern
from kg.period import Period
from kg.values.chinese import to_number


@dataclass(frozen=True, slots=True)
class Context:
    """What an incomplete date is completed from."""

    year: int | None
    month: int | None
    published: date | None
    period: Period | None


_Y = r"(?<!\d)(?P<{0}>(?:19|20)\d\d)"
_CN_DIGIT = "[〇○零一二三四五六七八九]"
_CN_DAY = "[一二三四五六七八九十]{1,3}"
_MONTHS: str = "January|February|March|April|May|June|July|August|September|October|November|December"
_HALF = r"上半年|下半年|半年度|半年报|半年|中期|H1|H2|1H|2H|h1|h2"
_QUARTER = r"第?[一二三四1-4]季度?报?|Q[1-4]|q[1-4]|前三季度|三季报|一季报|1-3季度"
_MONTH_END = r"\s?(?P<month_end>末|底)?"

_FIRST = "0-9一二三四上下半中前去今本年当截报期第最近过HQhqJFMASONDfsey"  # every form begins with one of these

_HINT = Pattern("[年月日季期截]|(?:19|20)[0-9][0-9]|[Hh][12]|[12]H|[Qq][1-4]")  # every form holds one of these

# name: pattern; tried in this order at each place
_FORMS: dict[str, str] = {
    "iso": _Y.format("iso_y") + r"[-/.](?P<iso_m>0?[1-9]|1[0-2])[-/.](?P<iso_d>3[01]|[12]\d|0?[1-9])(?![\d])",
    "ymd": _Y.format("ymd_y") + r"\s?年\s?(?P<ymd_m>\d{1,2})\s?月\s?(?P<ymd_d>\d{1,2})\s?[日号]",
    "yms": _Y.format("yms_y")
    + r"\s?年\s?(?P<yms_a>\d{1,2})\s?月?\s?(?:-|~|—|至|到)\s?(?P<yms_b>\d{1,2})\s?月(?!\s?\d{1,2}\s?日)(?:份)?",
    "ym": _Y.format("ym_y") + r"\s?年\s?(?P<ym_m>\d{1,2})\s?月(?:份)?" + _MONTH_END,
    "span": _Y.format("span_y")
    + r"\s?(?:年度?)?\s?(?:-|~|—|至|到)\s?(?P<span_z>(?:19|20)\d\d)(?:\s?年度?|\s?(?P<span_h>H1)(?![A-Za-z0-9]))"
    + r"(?!\s?(?:\d(?!年(?![度末底初]))|末|底|初|上|下|半|第|[一二三四]季|前三))",
    "half_first": r"(?P<hf>[12]H)(?P<hf_y>20\d\d|\d\d)(?!\d)",
    "half": r"(?:(?<!\d)(?P<half_y>(?:20)?\d\d)\s?年?\s?|(?P<half_w>今年|去年|本年|上年|当年)?)度?的?(?P<half>"
    + _HALF
    + ")",
    "quarter": r"(?:(?<!\d)(?P<q_y>(?:20)?\d\d)\s?年?\s?|(?P<q_w>今年|去年|本年|上年|当年)?)(?:度)?(?P<quarter>"
    + _QUARTER
    + ")",
    "year_end": _Y.format("ye_y") + r"\s?年(?:度)?\s?(?P<ye>末|底|期末|初)",
    "short_month": r"(?<![\d.])(?P<sm_y>[12]\d)\s?年\s?(?P<sm_m>1[0-2]|0?[1-9])\s?月(?!\s?\d)(?:份)?"
    + _MONTH_END.replace("month_end", "sm_end"),
    "short_year": r"(?<!\d)(?P<sy>[12]\d)年(?:度|年报|年度|全年)",
    "year": _Y.format("y_y") + r"\s?(?:年度?|A(?![A-Za-z])|E(?![A-Za-z]))(?:报告期)?",
    "listed": _Y.format("l_y")
    + r"(?=(?:[、，]\s?(?:19|20)\d\d)*\s?(?:[、，和与及]|以及)\s?(?:19|20)\d\d\s?年(?!\s?[\d末底初上下半第前]))",
    "cn": rf"(?P<cn_y>[一二]{_CN_DIGIT}{{3}})年(?:(?P<cn_m>{_CN_DAY})月(?:(?P<cn_d>{_CN_DAY})日)?)?",
    "english_day": rf"(?P<en_m>{_MONTHS}) (?P<en_d>\d{{1,2}}),? (?P<en_y>(?:19|20)\d\d)",
    "english_month": rf"(?P<enm_m>{_MONTHS}) (?P<enm_y>(?:19|20)\d\d)",
    "english_half": r"(?P<eh>first|second|1st|2nd) half of (?P<eh_y>20\d\d)|(?P<eh2>H[12]|Q[1-4]) (?P<eh_y2>20\d\d)",
    "english_end": r"(?:year[- ])?end of (?P<ee_y>20\d\d)",
    "english_year": r"(?:(?<=in )|(?<=of )|(?<=for )|(?<=FY)|(?<=FY )|(?<=during )|(?<=year )"
    r"|(?<=than )|(?<=and )|(?<=from )|(?<=to ))(?P<ey>20\d\d)(?![\d年/.,-]\d|\s?年)",
    "md": r"(?<![\d/-])(?P<md_m>1[0-2]|0?[1-9])\s?月\s?(?P<md_d>3[01]|[12]\d|0?[1-9])\s?日",
    "to_day": r"(?<=[至到\-~—])\s?(?P<td_d>3[01]|[12]\d|0?[1-9])\s?日(?!内|以内|之内)",
    "day": r"(?<![\d月年\-/.个第])(?P<d_d>3[01]|[12]\d|[1-9])日(?=[，,上下早晚午]|公告|盘|收)",
    "m_end": r"(?<![\d/-])(?P<me_m>1[0-2]|0?[1-9])\s?月(?P<me>末|底)",
    "m": r"(?<![\d/.-])(?P<m_m>1[0-2]|0?[1-9])\s?月份?(?!\s?\d)(?![饼球份])",
    "today": r"截至?(?:目前|今|(?:本|该)?[^，。；\s]{0,16}?(?:出具|披露|公告|签署|回复)之?日)"
    r"|截至本(?:公告|报告|回复|核查意见)",
    "report_end": r"(?:本)?报告期期?末|(?<!报告)本(?:期|年)度?(?:期)?末|(?<![本上季年度月])期末",
    "same_before": r"(?:去年|上年|上一年度?|前一年度?)同期(?P<sb_end>末)?",
    "last_end": r"上年度?年?末|去年底|去年末|上期末|上年期末",
    "opening": r"期初|年初|报告期初",
    "last": r"上期|上年度?(?!末|同|年)|上一年度?|去年(?!同|末|底)",
    "reporting": r"报告期(?!内?外|后)内?|本期(?!末|债)|本报告期|本年度|本年(?!末|度)|今年(?!以来|底|末)",
    "this_end": r"今年[底末]",
    "recent": r"(?<![历时已达续约将超])(?:最近|近|过去)(?P<rc>[二两三四五])(?:年度?|个(?:完整)?会计年度)(?!以?来)",
}


@cache
def pattern() -> Pattern:
    """Return one expression for all forms; the group named like the form tells which one matched."""
    forms = "|".join(f"(?P<form_{name}>{body})" for name, body in _FORMS.items())
    return Pattern(f"(?=[{_FIRST}])(?:{forms})")


def matches(text: str) -> Iterator[re.Match[str]]:
    """Yield each wording in a text, left to right; most texts have none, and one look tells that."""
    return pattern().finditer(text) if _HINT.search(text) else iter(())


@cache
def _years() -> dict[str, tuple[str, ...]]:
    """Return the groups of each form that hold a year."""
    return {name: tuple(re.findall(r"\(\?P<(\w+_y)>", body)) for name, body in _FORMS.items()}


def _form(match: re.Match[str]) -> str:
    """Return the form that matched: its group is the outermost, and so the last to close."""
    assert match.lastgroup
    return match.lastgroup.removeprefix("form_")


def names_year(match: re.Match[str]) -> bool:
    """Tell whether the words themselves name a year."""
    return any(match[name] is not None for name in _years()[_form(match)])


def resolve(match: re.Match[str], context: Context) -> Period | None:
    """Return the period that one match of `pattern` means, None where the context leaves it open.

    Raises ValueError for a day that no calendar has.
    """
    return _MEANINGS[_form(match)](match, context)


def _at(year: int | str, month: int | str, day: int | str) -> Period:
    return Period.at(date(int(year), int(month), int(day)))


def _month(year: int | str, month: int | str, *, end: bool = False) -> Period:
    if not 1 <= int(month) <= 12:
        raise ValueError(f"no month {month}")
    period = Period.months(int(year), int(month), int(month))
    return Period.at(period.end) if end else period


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _named_year(digits: str | None, word: str | None, context: Context) -> int | None:
    """Return the year of 2024年, 24年, 去年 or the document's own."""
    if digits:
        return _full(digits)
    if word in ("去年", "上年"):
        base = context.published.year if context.published else context.year
        return base - 1 if base else None
    if context.period and not word:
        return context.period.end.year if context.year is None else context.year
    return context.year


def _half(match: re.Match[str], context: Context) -> Period | None:
    year = _named_year(match["half_y"], match["half_w"], context)
    word = match["half"]
    if year is None or (word in ("半年", "中期") and not match["half_y"]):
        return None
    return Period.months(year, 7, 12) if word in ("下半年", "H2", "2H", "h2") else Period.months(year, 1, 6)


def _quarter(match: re.Match[str], context: Context) -> Period | None:
    year = _named_year(match["q_y"], match["q_w"], context)
    if year is None:
        return None
    return _quarter_of(year, match["quarter"])


def _quarter_of(year: int, word: str) -> Period:
    if word.startswith(("前三", "1-3")) or word == "三季报":
        return Period.months(year, 1, 9)
    number = next(("一二三四".find(c) % 4 + 1 if c in "一二三四" else int(c)) for c in word if c in "一二三四1234")
    return Period.months(year, 3 * number - 2, 3 * number)


def _year_end(match: re.Match[str], context: Context) -> Period:
    year = int(match["ye_y"])
    return _at(year - 1, 12, 31) if match["ye"] == "初" else _at(year, 12, 31)


def _chinese(match: re.Match[str], context: Context) -> Period | None:
    year = to_number(match["cn_y"])
    if year is None or not 1900 <= year <= 2100:
        return None
    month, day = (to_number(match[name] or "") for name in ("cn_m", "cn_d"))
    if month is None:
        return Period.year(int(year))
    return _at(int(year), int(month), int(day)) if day else _month(int(year), int(month))


def _number_of(month: str) -> int:
    return _MONTHS.split("|").index(str(month)) + 1


def _month_day(match: re.Match[str], context: Context) -> Period | None:
    return _at(context.year, match["md_m"], match["md_d"]) if context.year else None


def _same_month(match: re.Match[str], context: Context) -> Period | None:
    return _at(context.year, context.month, match["td_d"]) if context.year and context.month else None


def _bare_day(match: re.Match[str], context: Context) -> Period | None:
    """Read 13日 in the news as a day of the month it is published in, unless that lies ahead."""
    published = context.published
    if published is None or int(match["d_d"]) > published.day:
        return None
    return _at(published.year, published.month, match["d_d"])


def _shifted(period: Period | None, by: int) -> Period | None:
    """Return the same period so many years later; None for none."""
    if period is None:
        return None
    if period.is_instant:
        return _at(
            period.start.year + by, period.start.month, min(period.start.day, 28 if period.start.month == 2 else 31)
        )
    last = Period.months(period.end.year + by, period.end.month, period.end.month).end
    return Period(date(period.start.year + by, period.start.month, period.start.day), last)


def _end_of(period: Period | None) -> Period | None:
    return Period.at(period.end) if period else None


def _opening(match: re.Match[str], context: Context) -> Period | None:
    if match[0] == "年初":
        return _at(context.period.start.year - 1, 12, 31) if context.period else None
    return Period.at(context.period.start - timedelta(days=1)) if context.period else None


def _english_half(match: re.Match[str], context: Context) -> Period:
    if match["eh"]:
        first, year = (1 if match["eh"] in ("first", "1st") else 7), int(match["eh_y"])
        return Period.months(year, first, first + 5)
    kind, number = match["eh2"][0], int(match["eh2"][1])
    year = int(match["eh_y2"])
    return Period.months(year, 6 * number - 5, 6 * number) if kind == "H" else _quarter_of(year, match["eh2"])


def _recent(match: re.Match[str], context: Context) -> Period | None:
    """Return the last so many years up to the one reported: 最近三年; where no whole year is, it is open which."""
    reported = context.period
    if reported is None or reported != Period.year(reported.end.year):
        return None
    return Period(Period.year(reported.end.year - 1 - max(0, "两三四五".find(match["rc"]))).start, reported.end)


_MEANINGS: dict[str, Callable[[re.Match[str], Context], Period | None]] = {
    "iso": lambda m, c: _at(m["iso_y"], m["iso_m"], m["iso_d"]),
    "ymd": lambda m, c: _at(m["ymd_y"], m["ymd_m"], m["ymd_d"]),
    "yms": lambda m, c: Period.months(int(m["yms_y"]), int(m["yms_a"]), int(m["yms_b"])),
    "ym": lambda m, c: _month(m["ym_y"], m["ym_m"], end=bool(m["month_end"])),
    "span": lambda m, c: Period(
        date(int(m["span_y"]), 1, 1), date(int(m["span_z"]), 6, 30) if m["span_h"] else date(int(m["span_z"]), 12, 31)
    ),
    "half": _half,
    "half_first": lambda m, c: Period.months(_full(m["hf_y"]), *((1, 6) if m["hf"] == "1H" else (7, 12))),
    "quarter": _quarter,
    "year_end": _year_end,
    "short_month": lambda m, c: _month(_full(m["sm_y"]), m["sm_m"], end=bool(m["sm_end"])),
    "short_year": lambda m, c: Period.year(_full(m["sy"])),
    "year": lambda m, c: Period.year(int(m["y_y"])),
    "listed": lambda m, c: Period.year(int(m["l_y"])),
    "cn": _chinese,
    "english_day": lambda m, c: _at(m["en_y"], _number_of(m["en_m"]), m["en_d"]),
    "english_month": lambda m, c: _month(m["enm_y"], _number_of(m["enm_m"])),
    "english_half": _english_half,
    "english_end": lambda m, c: _at(m["ee_y"], 12, 31),
    "english_year": lambda m, c: Period.year(int(m["ey"])),
    "md": _month_day,
    "to_day": _same_month,
    "day": _bare_day,
    "m_end": lambda m, c: _month(c.year, m["me_m"], end=True) if c.year else None,
    "m": lambda m, c: _month(c.year, m["m_m"]) if c.year else None,
    "today": lambda m, c: Period.at(c.published) if c.published else None,
    "report_end": lambda m, c: _end_of(c.period),
    "same_before": lambda m, c: _end_of(_shifted(c.period, -1)) if m["sb_end"] else _shifted(c.period, -1),
    "last_end": lambda m, c: _at(c.period.start.year - 1, 12, 31) if c.period else None,
    "opening": _opening,
    "last": lambda m, c: _shifted(c.period, -1),
    "reporting": lambda m, c: c.period,
    "this_end": lambda m, c: _at(c.year, 12, 31) if c.year else None,
    "recent": _recent,
}
