"""What is no answer although its words fit: another figure, another time, nobody named, a title's year, one twice."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kg.answer import Status
from kg.model import Evidence, Excerpt
from qa.checks.suits import unsuited
from qa.evidence.found import Found, Item
from qa.evidence.prose import Sentence
from qa.evidence.qualified import unqualified
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "qualified.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([]), 2024)


def read_out_of(text, figure):
    sentence = Sentence(text, Evidence("d", Excerpt(0, len(text), text)), 1.0, 0.0)
    return Found(Status.ANSWERED, (Item(Decimal(1), "CNY", figure),), kind="number", prose=(sentence,))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['q']} {case['said']}")
def test_a_word_that_makes_a_figure_another(case):
    found = read_out_of(case["said"], case["figure"])
    assert (not unqualified(parse(case["q"], CONTEXT), found)) is case["ok"]


def test_which_of_two_is_higher_wants_a_name():
    question = parse("浮标系统和声呐系统的毛利率，谁高？", CONTEXT)
    figure = Found(Status.ANSWERED, (Item(Decimal("0.3"), "ratio", "30.00%"),), kind="number")
    assert unsuited(question, figure)
    assert not unsuited(question, replace(figure, items=(Item("声呐系统", "", "声呐系统", "声呐系统"),), kind="string"))


@pytest.mark.parametrize("question", ["公司的商业模式是什么？", "收入确认的依据是什么？"])
def test_a_way_of_doing_is_no_figure(question):
    assert unsuited(parse(question, CONTEXT), Found(Status.ANSWERED, (Item(Decimal(5), "CNY", "5元"),), kind="number"))
