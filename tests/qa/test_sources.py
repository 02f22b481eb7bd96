"""Statements agree when their rounding intervals meet."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Quantity
from qa.evidence.sources import digits, meets


@dataclass(frozen=True)
class Said:
    value: Quantity
    text: str


def said(text, scale=1) -> Any:
    return Said(Quantity(Decimal(text.replace(",", "")) * scale, "CNY"), text)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (said("-0.38", 10**8), said("-3,763.88", 10**4), True),
        (said("1.5", 10**8), said("1.6", 10**8), False),
        (said("12.34", 10**4), said("12.35", 10**4), False),
        (said("4.29", 10**8), said("428,648,000"), True),
    ],
)
def test_rounding_intervals(one, other, agree):
    assert meets(one, other) is agree
    assert meets(other, one) is agree


@given(st.decimals(min_value=1, max_value=10**9, places=2))
def test_a_value_agrees_with_itself_rounded(amount):
    exact: Any = Said(Quantity(amount, "CNY"), f"{amount}")
    rounded = (amount / 10000).quantize(Decimal("0.01"))
    if rounded:
        told: Any = Said(Quantity(rounded * 10000, "CNY"), f"{rounded}")
        assert meets(exact, told)
        assert digits(exact) >= 3
