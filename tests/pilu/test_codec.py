"""Every class that is stored survives the way to JSON and back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Alias,
    Block,
    Cell,
    CellRef,
    Document,
    DocumentMeta,
    Entity,
    Evidence,
    Excerpt,
    Fact,
    Mention,
    Page,
    Passage,
    Qualifiers,
    Quantity,
    Role,
    Table,
    Value,
)
from kg.period import Period
from pilu import codec

CLASSES = [Document, DocumentMeta, Block, Table, Cell, Page, Entity, Alias, Mention, Fact, Evidence, CellRef, Passage]
CLASSES += [Qualifiers, Quantity, Role, Period]
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
st.register_type_strategy(
    Fact,
    st.builds(
        Fact,
        type=st.text(max_size=5),
        doc=st.text(max_size=5),
        roles=st.lists(st.from_type(Role), max_size=3).map(tuple),
        evidence=st.lists(st.from_type(Evidence), min_size=1, max_size=2).map(tuple),
    ),
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_round_trip(kind):
    @given(st.from_type(kind))
    def check(value):
        assert codec.loads(kind, codec.dumps(value)) == value

    check()


@pytest.mark.parametrize(
    "value",
    [Quantity(Decimal("43561700.00"), "CNY", "约"), "text", True, False, Period(date(2023, 1, 1), date(2023, 12, 31))],
)
def test_values_keep_their_class(value):
    read = codec.loads(Value, codec.dumps(value, Value))  # type: ignore[arg-type]  # a union is a type here
    assert read == value
    assert type(read) is type(value)


def test_trailing_zeros_and_chinese_survive():
    written = codec.dumps(Quantity(Decimal("4356.1700"), "CNY", "约"))
    assert written == '["4356.1700","CNY","约"]'
    assert str(codec.loads(Quantity, written).value) == "4356.1700"


def test_an_unknown_class_is_refused():
    with pytest.raises(TypeError, match="no JSON form"):
        codec.dumps(Excerpt(0, 1, "a"), set[int])
