from pathlib import Path

import pytest
import yaml

from notes import syntax
from notes.directives import TABLE
from notes.model import BlockError

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "syntax.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["block"][:24])
def test_what_a_block_says(case):
    if "error" in case:
        with pytest.raises(BlockError, match=case["error"]):
            syntax.parse(case["block"], tuple(TABLE))
        return
    parsed = syntax.parse(case["block"], tuple(TABLE))
    assert [[each.name, each.argument, dict(each.options)] for each in parsed] == case["requests"]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("type=Contract entity=B公司", {"type": "Contract", "entity": "B公司"}),
        ("类型＝Contract，主体＝B 公司", {"type": "Contract", "entity": "B 公司"}),
        ("entity=甲（有限合伙）、doc=a.txt", {"entity": "甲（有限合伙）", "doc": "a.txt"}),
        ('doc="a b.txt" caption=“主要 股东”', {"doc": "a b.txt", "caption": "主要 股东"}),
        ("doc=a caption=占比=5%", {"doc": "a", "caption": "占比=5%"}),
    ],
)
def test_pairs(argument, expected):
    assert syntax.pairs(argument, ("type", "entity", "doc", "caption")) == expected


@pytest.mark.parametrize(("argument", "words"), [("B公司", "no key=value"), ("typ=Sale", "unknown key 'typ'")])
def test_pairs_that_are_none(argument, words):
    with pytest.raises(BlockError, match=words):
        syntax.pairs(argument, ("type", "entity"))


@pytest.mark.parametrize("argument", ["A公司 -> B公司", "A公司→B公司", "A公司 ——> B公司", "“A公司” => B公司"])
def test_ends_of_a_path(argument):
    assert syntax.ends(argument) == ("A公司", "B公司")


@pytest.mark.parametrize("argument", ["A公司", "A -> ", "A -> B -> C"])
def test_ends_that_are_none(argument):
    with pytest.raises(BlockError, match="two parties"):
        syntax.ends(argument)


def test_inline_values_take_a_unit_and_options():
    request = syntax.inline("甲的金额？ ｜ 亿元 | lang: en")
    assert (request.argument, dict(request.options)) == ("甲的金额？", {"unit": "亿元", "lang": "en"})
    with pytest.raises(BlockError, match="asks for nothing"):
        syntax.inline(" | 万元")
