"""A figure as a filing prints it, with the scale and the unit that its cell leaves to the head of the table."""

from decimal import Decimal

from kg.model import Quantity
from kg.values.numbers import parse_number

MONTHS = 12  # of a year
UNIT_WORDS = {
    "CNY": "元",
    "share": "股",
    "person": "人",
    "ratio": "",
    "pp": "个百分点",
    "month": "个月",
    "day": "天",
    "USD": "美元",
}
_SCALES = {Decimal(10000): "万", Decimal(1000000): "百万", Decimal(100000000): "亿"}


def written(text: str, quantity: Quantity) -> str:
    """Return a printed figure with its unit; words that say their own unit stay as they are.

    >>> written("4,356.17", Quantity(Decimal("43561700"), "CNY")), written("5亿元", Quantity(Decimal(5) * 10**8, "CNY"))
    ('4,356.17万元', '5亿元')
    >>> written("5.00", Quantity(Decimal(60), "month")), written("5", Quantity(Decimal(5), "month"))
    ('5.00年', '5个月')
    """
    text = text.strip()
    if not text or (not text[-1].isdigit() and text[-1] not in ")）"):
        return text
    if quantity.unit == "ratio":
        return f"{text}%"
    number = parse_number(text, "")
    if number is None:
        return text
    if quantity.unit == "month" and number.value and quantity.value == MONTHS * number.value:
        return f"{text}年"  # the head counts in years
    return text + _scale(number, quantity) + unit_words(quantity.unit)


def unit_words(unit: str) -> str:
    """Return a unit as Chinese writes it: CNY/share is 元/股."""
    return "/".join(UNIT_WORDS.get(part, part) for part in unit.split("/"))


def _scale(number: Quantity, quantity: Quantity) -> str:
    """Return 万 or 亿 where the cell counts in them, which its head or its table says."""
    return _SCALES.get(abs(quantity.value / number.value), "") if number.value else ""
