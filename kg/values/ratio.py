"""Percentages and percentage points in a text."""

from collections.abc import Iterator

from kg.values.quantity import Found, find_quantities


def find_ratios(text: str) -> Iterator[Found]:
    """Yield `(start, end, ratio)` for each percentage (a fraction) and each difference in percentage points."""
    return (found for found in find_quantities(text) if found[2].unit in ("ratio", "pp"))
