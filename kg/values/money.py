"""Amounts of money in a text."""

from collections.abc import Iterator

from kg.values.quantity import Found, find_quantities
from kg.values.units import words


def find_money(text: str) -> Iterator[Found]:
    """Yield `(start, end, amount)` for each amount of money, left to right, in yuan or the currency named."""
    currencies = set(words()["currencies"].values())
    return (found for found in find_quantities(text) if found[2].unit in currencies)
