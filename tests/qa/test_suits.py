"""A value that is not of the kind that the interrogative asks for is no answer; nor is a figure given twice."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kg.answer import Status
from qa.checks.suits import unsuited
from qa.evidence.duties import unmet
from qa.evidence.found import Computation, Found, Item
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "suits.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([]), 2024)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['q']} {case['value']}")
def test_what_an_interrogative_asks_for(case):
    value = case["value"] if isinstance(case["value"], str) else Decimal(str(case["value"]))
    item = Item(value, case.get("unit", ""), case.get("text", str(value)))
    found = Found(Status.ANSWERED, (item,), kind="string" if isinstance(value, str) else "number")
    assert (not unsuited(parse(case["q"], CONTEXT), found)) is case["suits"]


def test_no_difference_of_a_figure_with_itself():
    def difference(value):
        item = Item(Decimal(value), "CNY", f"{value}元")
        computation = Computation("difference", (), Decimal(value), "CNY")
        return Found(Status.ANSWERED, (item,), computation=computation, met=frozenset({"difference"}))

    question = parse("甲公司和乙公司的收入相差多少元？", CONTEXT)
    assert unmet(question, difference(0))
    assert not unmet(question, difference(5))
