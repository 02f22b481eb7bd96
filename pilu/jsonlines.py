"""JSON as our commands print it: one line, Chinese unescaped, keys in the order given, decimals exact."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def line(value: Any) -> str:
    """Return a value as one line of JSON. A decimal becomes a number with its own digits, integers without a point.

    >>> line({"客户": ["A公司"], "amount": Decimal("43561700.00"), "share": Decimal("0.0607")})
    '{"客户": ["A公司"], "amount": 43561700, "share": 0.0607}'
    """
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)}: {line(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(line(part) for part in value) + "]"
    return _text(value)


def number(value: Decimal) -> str:
    """Write a decimal without exponent and without zeros at its end.

    >>> number(Decimal("1.50E+3")), number(Decimal("0.500"))
    ('1500', '0.5')
    """
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
