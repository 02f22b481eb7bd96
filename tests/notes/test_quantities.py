"""Amounts are shown exact, in the unit asked for or in the one that the filing means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Quantity
from notes.model import BlockError
from notes.quantities import aligned, grouped, in_unit, unit_of, written


@pytest.mark.parametrize(
    ("value", "base", "said", "unit", "expected"),
    [
        ("123600000", "CNY", "12,360.00", "", "12,360.00万元"),
        ("123600000", "CNY", "12,360.00万元", "", "12,360.00万元"),
        ("123600000", "CNY", "12,360.00", "亿元", "1.236亿元"),
        ("2143680.25", "CNY", "2,143,680.25", "", "2,143,680.25元"),
        ("-21000000", "CNY", "(0.21)", "", "(0.21)亿元"),
        ("0.0365", "ratio", "3.65", "", "3.65%"),
        ("9600000", "share", "9,600,000", "万股", "960万股"),
        ("118", "person", "118", "", "118人"),
        ("6", "台", "6", "", "6台"),
        ("12340000", "USD", "1,234", "", "1,234万美元"),
        ("9.6", "CNY/share", "9.60", "", "9.60 CNY/share"),
        ("1500", "CNY", "7", "", "1,500 CNY"),  # what is written and what is meant do not fit: the value is shown
        ("0", "CNY", "0.00", "", "0.00"),
        ("5000", "CNY", "", "", "5,000 CNY"),
    ],
)
def test_written(value, base, said, unit, expected):
    assert written(Quantity(Decimal(value), base), said, unit) == expected


def test_hedges_stay():
    assert written(Quantity(Decimal(500000000), "CNY", "不超过"), "不超过5亿元", "万元") == "不超过50,000万元"


@pytest.mark.parametrize(("unit", "words"), [("光年", "unknown unit"), ("人", "cannot be shown in")])
def test_units_that_do_not_fit(unit, words):
    with pytest.raises(BlockError, match=words):
        written(Quantity(Decimal(1), "CNY"), "1元", unit)


@given(st.decimals(-(10**13), 10**13, places=4), st.sampled_from(["元", "万元", "亿元"]))
def test_nothing_is_rounded(value, unit):
    shown = written(Quantity(value, "CNY"), "", unit).removesuffix(unit)
    assert Decimal(shown.replace(",", "")) * unit_of(unit).factor == value
    assert in_unit(value, "CNY", unit) * unit_of(unit).factor == value


def test_columns_have_equally_many_decimals():
    assert aligned([Decimal(1), None, Decimal("2.345"), Decimal("1E+3")]) == ["1.000", "", "2.345", "1,000.000"]
    assert aligned([Decimal(1), Decimal(2)]) == ["1", "2"]
    assert grouped(Decimal("1E+3")) == "1,000"


def test_years_are_shown_in_months_too():
    assert in_unit(Decimal(2), "year", "个月") == 24
    assert in_unit(Decimal(2), "year", "年") == 2
