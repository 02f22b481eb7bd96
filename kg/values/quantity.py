"""Every measured quantity of a text in one pass: money, shares, percent, persons, counters, durations, prices."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.chinese import DIGITS, MYRIADS, NUMERAL, to_number
from kg.values.numbers import to_decimal
from kg.values.units import Unit, alternatives, narrow, scale, unit_table, words

Found = tuple[int, int, Quantity]

LOW, HIGH = "区间下限", "区间上限"  # the hedges of a range's two ends
_DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TORN = r"(?:(?<=[^\d.]\d,)|(?<=[^\d.]\d\d,)|(?<=[^\d.]\d{3},))\d{1,2}\.\d"  # the end of 435,52.12 is no number
_NUMBER = Pattern(rf"(?<![\d.])(?!{_TORN})(?:{_DIGITS})(?!\d|\.\d|,\d{{3}}\.\d)")
_LOWER = Pattern(r"\d\s?(?:[百千]?[万亿]元?|[元%％])$")  # of a range
_RANGE = Pattern(rf"\s?(?:[-~—]+|至|到)\s?(?P<sign>-)?(?P<number>{_DIGITS})")
_DAYS = Pattern(r"\s?日(?=以?内|之内|[前后]|之[前后])")
_RANK = Pattern(r"\d+\s?[大名位家强]")
_NUMERAL = Pattern(
    rf"百分之(?P<percent>{NUMERAL}+(?:点{NUMERAL}+)?)|(?<!第)(?P<number>{NUMERAL}[{MYRIADS}{NUMERAL[1:-1]}]*(?:点{NUMERAL}+)?)"
)
_CENTS = Pattern(rf"零?(?:(?P<dimes>{NUMERAL})角)?零?(?:(?P<cents>{NUMERAL})分)?")
_NUMERAL_UNITS = {"CNY", "USD", "HKD", "EUR", "share", "month", "working day", "trading day", "hour", "person"}
_LOOK_BACK = 14  # characters before a number that may hold its hedge or a word about money


@cache
def _unit_pattern() -> Pattern:
    """What may follow the digits: 余, then a unit, a price, or a bare scale, then 以上."""
    data = words()
    scales, money, per = (alternatives(data[key]) for key in ("scales", "currencies", "per"))
    base = alternatives(list({*data["currencies"], *data["plain"], *data["counters"], *data["spelled"]}))
    price = rf"(?:{scales})?\s?(?:{money})(?:\s?/\s?|每)(?:{per})(?:\s?/\s?(?:{per}))?"
    return Pattern(
        rf"\s?(?P<inside>{'|'.join(data['hedges_inside'])})?\s?"
        rf"(?:(?P<price>{price})|(?:(?P<scale>{scales})\s?)?(?P<unit>{base})|(?P<bare>{scales})(?!(?!之间|左右|上下|不等|以[上下内])\w))"
        rf"(?P<after>\s?(?:{alternatives(data['hedges_after'])}))?"
    )


@cache
def _context_pattern() -> Pattern:
    data = words()
    signs = alternatives(data["signs"])
    return Pattern(
        rf"(?P<hedge>{alternatives(data['hedges_before'])})?(?P<blank>\s?)(?P<sign>(?:{signs})\s?)?(?P<minus>-)?$"
    )


@cache
def _money_words() -> Pattern:
    return Pattern(alternatives(words()["money_context"]))


def find_quantities(text: str) -> Iterator[Found]:
    """Yield `(start, end, quantity)` for each measured quantity, left to right.

    A range 280-300万元 is two quantities, hedged 区间下限 and 区间上限. Years, dates, numbers without a unit and
    ordinals (第3期) are none.

    >>> [str(q.value) + q.unit for *_, q in find_quantities("不超过13.5亿元，占5.00%")]
    ['1350000000.0CNY', '0.0500ratio']
    """
    text = narrow(text)
    found = sorted((*_in_digits(text), *_in_numerals(text)), key=lambda item: item[0])
    done = 0
    for item in found:
        if item[0] >= done:
            yield item
            done = item[1]


def _in_digits(text: str) -> Iterator[Found]:
    done = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start < done or _is_part_of_a_word(text, start):
            continue
        higher = _RANGE.match(text, end)
        follows = _unit_pattern().match(text, higher.end() if higher else end)
        if higher and (follows is None or higher["number"].startswith("0")):
            continue
        if follows is None:
            follows_days = _DAYS.match(text, end)
            if follows_days and not re.search(r"[月至\-/]\s?$", text[max(0, start - 3) : start]):
                done = follows_days.end()
                yield start, done, Quantity(to_decimal(match[0]), "day")
            elif signed := _by_sign(text, start, end, match[0]):
                yield signed
            continue
        before = _context_pattern().search(text, max(done, start - _LOOK_BACK), start)
        unit = _unit(text, start, follows, to_decimal((higher or match)["number"] if higher else match[0]))
        if unit is None or before is None:
            continue
        unit = _in_currency(before["sign"], unit)
        ranged = before["minus"] is not None and before.start("minus") == done > 0
        done = _end(follows)
        yield from _values(match, higher, before, follows, unit, ranged)


def _values(
    match: re.Match[str],
    higher: re.Match[str] | None,
    before: re.Match[str],
    follows: re.Match[str],
    unit: Unit,
    ranged: bool,
) -> Iterator[Found]:
    start = before.start("sign") if before["sign"] else match.start()
    value = to_decimal(match[0]) * unit.factor
    if before["minus"] and not ranged and _is_minus(before.string, before.start("minus")):
        start, value = min(start, before.start("minus")), -value
    if higher is None:
        hedge = before["hedge"] or (follows["after"] or "").strip() or follows["inside"] or ""
        yield start, _end(follows), Quantity(value, unit.base, hedge)
        return
    high = to_decimal(higher["number"]) * unit.factor * (-1 if higher["sign"] else 1)
    yield start, match.end(), Quantity(value, unit.base, LOW)
    yield (
        higher.start("sign") if higher["sign"] else higher.start("number"),
        _end(follows),
        Quantity(high, unit.base, HIGH),
    )


def _end(follows: re.Match[str]) -> int:
    return max(follows.end(name) for name in ("inside", "price", "unit", "bare"))


def _is_part_of_a_word(text: str, start: int) -> bool:
    """Tell whether the digits belong to a model (V100), an ordinal (第3), a date (2024-01-05) or a code."""
    before = text[max(0, start - 3) : start]
    if not before:
        return False
    last = before[-1]
    if last in "第#" or (last == "前" and _RANK.match(text, start)):
        return True
    if last.isascii() and last.isalpha():
        return before not in ("RMB", "USD", "CNY", "HKD", "EUR")
    return last in "-/" and len(before) > 1 and (before[-2].isalnum() and before[-2].isascii())


def _is_minus(text: str, at: int) -> bool:
    """Tell whether a dash is a sign, and does not join a figure to another: 2023-05, 4万-5.5万元."""
    return not _LOWER.search(text, max(0, at - _LOOK_BACK), at) and not (
        at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()
    )


def _unit(text: str, start: int, follows: re.Match[str], number: Decimal) -> Unit | None:
    data = words()
    if follows["price"]:
        return scale("".join(follows["price"].split()))
    if follows["bare"]:
        about_money = _money_words().search(text, max(0, start - _LOOK_BACK), start)
        return Unit("CNY", Decimal(data["scales"][follows["bare"]])) if about_money else None
    word = follows["unit"]
    follower = text[follows.end("unit") : follows.end("unit") + 1]
    if follower and follower in data["not_before"].get(word, ""):
        return None
    if word in ("年", "years") and (
        number >= 1000 or re.match(r"\s?\d{1,2}\s?月|第?[一二三四]季", text[follows.end("unit") :])
    ):
        return None
    unit = unit_table().get(word)
    if unit is None:
        return None
    return Unit(unit.base, unit.factor * Decimal(data["scales"].get(follows["scale"] or "", 1)))


def _in_currency(sign: str | None, unit: Unit) -> Unit:
    """Return the unit in the currency that stands before the number: 美元1,200万元 are dollars."""
    base = words()["signs"].get((sign or "").strip(), "CNY")
    return Unit(base, unit.factor) if unit.base == "CNY" else unit


def _by_sign(text: str, start: int, end: int, digits: str) -> Found | None:
    """Read ¥1,200 and US$3.5: money by the sign before it."""
    before = _context_pattern().search(text, max(0, start - _LOOK_BACK), start)
    if before is None or not before["sign"]:
        return None
    base = words()["signs"].get(before["sign"].strip(), "CNY")
    return before.start("sign"), end, Quantity(to_decimal(digits), base, before["hedge"] or "")


def _in_numerals(text: str) -> Iterator[Found]:
    """Find 三亿元, 百分之五, 十二个月; only with units that leave no doubt."""
    for match in _NUMERAL.finditer(text):
        if match["percent"]:
            if (value := to_number(match["percent"])) is not None:
                yield *match.span(), Quantity(value / 100, "ratio")
            continue
        follows = _unit_pattern().match(text, match.end())
        value = to_number(match["number"])
        if follows is None or value is None or not follows["unit"]:
            continue
        if _is_year_like(match["number"]) or (follows["scale"] and match["number"][-1] in MYRIADS):
            continue
        unit = _unit(text, match.start(), follows, value)
        if unit is None or unit.base not in _NUMERAL_UNITS or (unit.base == "person" and value < 10):
            continue
        before = _context_pattern().search(text, max(0, match.start() - _LOOK_BACK), match.start())
        unit = _in_currency(before["sign"] if before else None, unit)
        end, cents = _cents(text, follows.end("unit")) if unit.base == "CNY" else (follows.end("unit"), Decimal(0))
        yield match.start(), end, Quantity(value * unit.factor + cents, unit.base)


def _is_year_like(numeral: str) -> bool:
    """Tell whether numerals are read digit by digit: 二〇二三."""
    return len(numeral) > 3 and set(numeral) <= set(DIGITS)


def _cents(text: str, at: int) -> tuple[int, Decimal]:
    """Read 玖角玖分 behind 元: where it ends and what it adds."""
    match = _CENTS.match(text, at)
    if match is None or not (match["dimes"] or match["cents"]):
        return at, Decimal(0)
    dimes, cents = (to_number(match[name]) if match[name] else None for name in ("dimes", "cents"))
    return match.end(), ((dimes or 0) * 10 + (cents or 0)) / Decimal(100)
