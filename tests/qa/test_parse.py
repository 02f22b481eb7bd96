"""What is asked, in which unit, with which operators."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QuestionError
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.parsing.spelled import spelled_out

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "asks.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([("A公司", "a")]), 2025)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_asks(case: dict) -> None:
    question = parse(case["text"], CONTEXT)
    asked = [[a.kind.value, "".join(question.terms[i].text for i in a.terms), a.unit] for a in question.asks]
    assert asked == case["asks"]
    assert sorted(o.value for o in question.operators) == case.get("operators", [])


@pytest.mark.parametrize("text", ["", "   ", "问" * 10_000])
def test_no_question(text: str) -> None:
    with pytest.raises(QuestionError):
        parse(text, CONTEXT)


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        question = parse(text, CONTEXT)
    except QuestionError:
        return
    assert question.asks
    assert all(question.folded[t.start : t.end].lower() == t.text for t in question.terms)


def test_words_that_only_say_how_to_reckon_are_left_out() -> None:
    told = "用2024年全年亏损减去上半年的亏损，青禾科技2024年下半年净利润是多少万元？"
    assert spelled_out(told) == "青禾科技2024年下半年净利润是多少万元？"
    assert spelled_out("用营业收入减去营业成本，等于多少？") == "用营业收入减去营业成本，等于多少？"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("青禾科技2024年预计的减亏额是多少万元？", "青禾科技2024年预计归母净亏损减亏多少万元？"),
        ("青禾科技2024年净亏损减亏多少？", "青禾科技2024年净亏损减亏多少？"),
        ("售后回租第一期租金是多少？", "售后回租第1期租金是多少？"),
        ("第二期工程投资多少？", "第二期工程投资多少？"),
    ],
)
def test_what_is_said_in_short_is_written_out(told: str, meant: str) -> None:
    assert spelled_out(told) == meant


def test_what_is_cut_from_a_word_is_none_of_its_end() -> None:
    """得换 is 换, and 据某券商 is 某券商; but 获得 and 近期 stay whole."""
    texts = [t.text for t in parse("据东岸券商说，得换的阀芯和新获得的证书近期有多少个？", CONTEXT).terms]
    assert texts[:3] == ["东岸券商", "换", "阀芯"]
    assert texts[-1] == "证书近期"
