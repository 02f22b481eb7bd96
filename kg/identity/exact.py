"""How exactly a filing prints a figure or a date, and how much that tells of whom it is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Fact, Quantity, Role
from kg.pattern import Pattern
from kg.period import Period
from kg.values.dates import find_periods
from kg.values.written import unit_words, written

FLOWS = ("Sale", "Purchase")
EVENTS = ("Delivery", "Payment")  # classes of what happens on a day
DATED = frozenset({"signed"})  # roles of words that give a date
PRICED = {"amount": "unit_price", "amount_max": "unit_price"}  # over the quantity of the same statement
PIECE_MONTH = "CNY/piece/month"  # unit of what one piece costs a month
DAY, MONTH = "day of the calendar", "month of the calendar"  # units of dates, counted from the year 1
DAY_DIGITS, MONTH_DIGITS = 4, 2  # a day says as much as four digits: there are some 3,650 in ten years
CLOSING = frozenset({(1, 1), (3, 31), (6, 30), (9, 30), (12, 31)})  # days on which everything begins and ends
LONGEST_PRINT = 24  # characters of a figure's own words
NUMBER = Pattern(r"[-−]?\d[\d,，]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Exact:
    """A quantity or a date: its value, how exact it is printed and how much that tells."""

    value: Decimal
    half: Decimal
    digits: int
    unit: str
    printed: str


def exact_of(fact: Fact, role: Role) -> Exact | None:
    """Return what a role says exactly: a figure without a hedge, a day, a month; None for all else."""
    value = role.value
    if isinstance(value, Quantity) and value.value and not value.hedge:
        text = written(role.text, value) if len(role.text) <= LONGEST_PRINT else ""
        printed = text or f"{value.value.normalize():f}{unit_words(value.unit)}"
        return Exact(value.value, half_unit(role.text, value.value), _digits(fact, role, value), value.unit, printed)
    if isinstance(value, str) and role.name in DATED:
        value = next((period for start, _, period in find_periods(value) if start == 0), None)
    return _date(value) if isinstance(value, Period) else None


def _date(period: Period) -> Exact | None:
    """Return a day or a month as a number; nothing for years, and for days on which everything begins and ends."""
    first = period.start
    if period.is_instant and (first.month, first.day) not in CLOSING:
        return Exact(Decimal(first.toordinal()), Decimal(0), DAY_DIGITS, DAY, period.code)
    if first.replace(day=1) == first and period == Period.months(first.year, first.month, first.month):
        return Exact(Decimal(first.year * 12 + first.month), Decimal(0), MONTH_DIGITS, MONTH, period.code)
    return None


def happened(fact: Fact) -> Iterator[tuple[str, Exact]]:
    """Yield the day or month of a delivery or a payment that the words themselves say."""
    period = fact.qualifiers.period
    when = _date(period) if period and fact.type in EVENTS else None
    if period and when and f"{period.start.month}月" in "".join(fact.evidence[0].main.quote.split()):
        yield "date", when


def unit_prices(fact: Fact) -> Iterator[tuple[str, Exact]]:
    """Yield what one piece costs, where a statement gives a sum of money and a number of pieces."""
    count = fact.role("quantity")
    pieces = exact_of(fact, count) if count else None
    for role in fact.roles if pieces else ():
        total = exact_of(fact, role) if role.name in PRICED else None
        if pieces and total and total.unit == "CNY" and pieces.unit not in (DAY, MONTH):
            price = (total.value / pieces.value).quantize(Decimal("0.0001"))
            printed = f"{total.printed} / {pieces.printed}"
            digits = significant_digits(f"{price.normalize():f}")
            known = min(total.digits, digits)
            yield PRICED[role.name], Exact(price, total.half / pieces.value, known, f"CNY/{pieces.unit}", printed)


def _digits(fact: Fact, role: Role, quantity: Quantity) -> int:
    """Return how many printed digits tell something; all of a share of sales, which nobody chooses to be round."""
    if quantity.unit == "ratio" and fact.type in FLOWS and (match := NUMBER.search(role.text)):
        return max(1, len(re.sub(r"\D", "", match[0]).lstrip("0")))
    return significant_digits(role.text)


def half_unit(printed: str, value: Decimal) -> Decimal:
    """Return half a unit in the last place of a printed number, in the base unit of `value`.

    After XBRL Calculations 1.1 (2023), where a printed number stands for its rounding interval.

    >>> half_unit("4,356.17", Decimal("43561700"))
    Decimal('50.000')
    """
    match = NUMBER.search(printed)
    if match is None:
        return Decimal(0)
    plain = Decimal(re.sub(r"[,，−-]", "", match[0]) or "0")
    scale = abs(value) / plain if plain else Decimal(1)
    return Decimal(5).scaleb(-len(match[1] or "") - 1) * scale


def significant_digits(printed: str) -> int:
    """Return how many digits of a printed number tell something: none for leading zeros, none for the zeros of a
    round number.

    >>> [significant_digits(text) for text in ("4,356.17", "6.50%", "1,000.00", "0.05")]
    [6, 3, 1, 1]
    """
    match = NUMBER.search(printed)
    if match is None:
        return 0
    whole, _, decimals = re.sub(r"[,，−-]", "", match[0]).partition(".")
    digits = whole + decimals if decimals.strip("0") else whole.rstrip("0")
    return max(1, len(digits.lstrip("0")))
