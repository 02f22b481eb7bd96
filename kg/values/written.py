"""A figure as a filing prints it, with the scale and the unit that its cell leaves to the head of the table."""

from decimal import Decimal
from functools import cache

from kg.model import Quantity
from kg.values.numbers import parse_number
from kg.values.units import words

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


def written(text: str, quantity: Quantity) -> str:
    """Return a printed figure with its unit; words that say their own unit stay as they are.

    >>> written("4,356.17", Quantity(Decimal("43561700"), "CNY")), written("5亿元", Quantity(Decimal(5) * 10**8, "CNY"))
    ('4,356.17万元', '5亿元')
    >>> written("5.00", Quantity(Decimal(60), "month")), written("5", Quantity(Decimal(5), "month"))
    ('5.00年', '5个月')
    >>> written("45.60", Quantity(Decimal(45600), "CNY")), written("19.03", Quantity(Decimal(19030000), "吨"))
    ('45.60千元', '19.03百万吨')
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
    """Return 万, 百万 or 亿 where the cell counts in them, which its head or its table says."""
    return _scales().get(abs(quantity.value / number.value), "") if number.value else ""


@cache
def _scales() -> dict[Decimal, str]:
    return {Decimal(factor): word for word, factor in words()["scales"].items() if not word.isascii()}
