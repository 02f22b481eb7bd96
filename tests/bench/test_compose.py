"""Questions that compute and join are made of tables with the answers that the cells give."""

from __future__ import annotations

from datetime import date

import pytest

from bench.made.compose import composed
from bench.made.grids import grids, spoken
from corpus import load
from kg.period import Period


@pytest.fixture(scope="module")
def made(sample):
    documents = [load(sample / "reply_2024h1.txt"), load(sample / "sponsor_2023.txt")]
    return {cloze.question: cloze for _, cloze in composed(documents)}


@pytest.mark.parametrize(
    ("kind", "words", "answer"),
    [
        ("between", ("沈知屿", "海宁溪流启新", "持股比例"), "22.40个百分点"),
        ("share", ("期间费用中", "管理费用", "2024年上半年"), "23.11%"),
        ("growth", ("期间费用中", "研发费用"), "-14.71%"),
        ("joined", ("期间费用中", "2024年上半年金额最大", "占收入比例"), "18.34%"),
        ("only", ("采购内容", "算力服务器", "采购金额"), "6,180.00万元"),
        ("described", ("边缘云产品中", "销售金额最大", "销售内容"), "软件产品"),
        ("across", ("合同金额", "销售占比"), "4.85%"),
        ("count", ("持股比例超过5%",), "2位"),
        ("above", ("销售金额超过800万元",), "D公司；E公司"),
        ("first", ("2023年销售金额排前三",), "E公司；D公司；A公司"),
        ("least", ("2024年6月末持股比例最低",), "海宁溪流启新投资中心（有限合伙）"),
    ],
)
def test_answers(made, kind, words, answer):
    found = [c for q, c in made.items() if c.kind == kind and all(word in q for word in words)]
    assert [c.answer for c in found] == [answer]


def test_a_figure_told_apart_by_nothing_is_not_asked_for(made):
    # the sales to A公司 are 1,457.55 in one table and 1,236.45 in another, under the same words and for other times
    assert not [q for q, c in made.items() if c.kind in ("sum", "between") and "A公司" in q and "销售金额" in q]


def test_the_quote_holds_the_row(made):
    cloze = next(c for q, c in made.items() if c.kind == "only" and "机柜托管" in q)
    assert cloze.quote.startswith("J 公司")
    assert cloze.quote.endswith("2.77%")


def test_totals_and_their_parts(sample):
    costs = next(g for g in grids(load(sample / "reply_2024h1.txt")) if g.subject == "期间费用")
    amount, rate = costs.columns[:2]
    assert (amount.measure, amount.over, amount.period) == ("金额", "费用", Period.months(2024, 1, 6))
    assert list(costs.family(amount)) == ["销售费用", "管理费用", "研发费用", "财务费用"]
    total = costs.whole(amount)
    assert total
    assert (total[0], costs.whole(rate)) == ("合计", None)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period.year(2023), "2023年"),
        (Period.at(date(2023, 12, 31)), "2023年末"),
        (Period.at(date(2024, 6, 30)), "2024年6月末"),
        (Period.at(date(2024, 10, 31)), "2024年10月31日"),
        (Period.months(2024, 1, 6), "2024年上半年"),
        (Period.months(2010, 1, 10), "2010年1-10月"),
    ],
)
def test_periods_are_said_as_people_say_them(period, words):
    assert spoken(period) == words
