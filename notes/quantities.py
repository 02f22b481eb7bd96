"""Amounts as notes show them: exact, in the unit that is asked for, else as the filing writes them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.units import Unit, unit_table
from notes.model import BlockError

# The unit words that a bare number of a table may stand for, by base unit; the usual first.
_USUAL = {
    "CNY": ("万元", "元", "亿元", "千元", "百万元"),
    "ratio": ("%", "‰"),
    "share": ("股", "万股", "亿股"),
    "person": ("人",),
    "month": ("个月", "年"),
    "pp": ("个百分点",),
}
_NOT_DIGITS = Pattern(r"[^\d.]")
_BARE = Pattern(r"[-+(（]*[\d,，.\s]+[)）]*")


def written(quantity: Quantity, said: str, unit: str = "") -> str:
    """Return a quantity in a unit, or in the words of the source with the unit that its column has.

    >>> written(Quantity(Decimal(123600000), "CNY"), "12,360.00")
    '12,360.00万元'
    """
    if unit:
        return f"{quantity.hedge}{grouped(in_unit(quantity.value, quantity.unit, unit))}{unit}"
    said = " ".join(said.split())
    if said and not _BARE.fullmatch(said):
        return said
    word = _word_of(quantity, said)
    return f"{said}{word}" if word or not quantity.value else f"{grouped(quantity.value)} {quantity.unit}"


def in_unit(value: Decimal, base: str, unit: str) -> Decimal:
    """Return a value of a base unit in another unit of the same kind; raise `BlockError` when it is of another kind."""
    known = unit_of(unit)
    if base == "year":  # as answers count a length of time where the source does
        value, base = value * unit_of("年").factor, unit_of("年").base
    if known.base != base:
        raise BlockError(f"{base} cannot be shown in {unit}")
    return value / known.factor


@cache
def unit_of(word: str) -> Unit:
    """Return what a unit word means; raise `BlockError` when it means nothing."""
    known = unit_table().get(word)
    if known is None:
        raise BlockError(f"unknown unit {word!r}", hint="write 元, 万元, 亿元, %, 股, 万股, 人, 台 …")
    return known


def grouped(value: Decimal) -> str:
    """Return an exact number with separators, at least two decimals where it has any.

    >>> grouped(Decimal("1234.5"))
    '1,234.50'
    """
    bare = value.normalize()
    exponent = bare.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"{bare:,.{max(2, places) if places else 0}f}"


def aligned(values: Sequence[Decimal | None]) -> list[str]:
    """Return numbers of one column with equally many decimals; None becomes an empty text."""
    known = [grouped(value) for value in values if value is not None]
    places = max((len(each.partition(".")[2]) for each in known), default=0)
    return ["" if value is None else f"{value:,.{places}f}" for value in values]


def _word_of(quantity: Quantity, said: str) -> str:
    """Return the unit that a bare number was meant in: the one that makes it the value; empty for nought."""
    number = abs(Decimal(_NOT_DIGITS.sub("", said) or 0))
    if not number or not quantity.value:
        return ""
    factor = abs(quantity.value) / number
    known = unit_table()
    words = [*_USUAL.get(quantity.unit, ()), *sorted(known, key=lambda word: (len(word), word))]
    return next((w for w in words if known[w].base == quantity.unit and known[w].factor == factor), "")
