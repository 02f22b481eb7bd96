"""What a question demands of a row: limits, the most and the least, the only one."""

from datetime import date

import pytest

from qa.parsing.demands import demands_of
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse


def demands(text):
    return demands_of(parse(text, Context(Names([]), 2024)))


@pytest.mark.parametrize(
    ("text", "most", "least", "rank"),
    [
        ("金额最大的合同期限多长", True, False, 1),
        ("注册资本最小的是哪家", False, True, 1),
        ("第二大的供应商是谁", True, False, 2),
        ("合同金额是多少", False, False, 1),
    ],
)
def test_the_most_and_the_least(text, most, least, rank):
    found = demands(text)
    assert (found.most >= 0, found.least >= 0, found.rank) == (most, least, rank)


def test_a_limit_on_an_amount():
    (bound,) = demands("金额超过1000万元的借款有哪些").bounds
    assert bound.above
    assert bound.amount is not None
    assert bound.amount.value == 10_000_000


def test_a_day_before_which_it_falls_due():
    (bound,) = demands("2024年底前到期的借款是多少").bounds
    assert not bound.above
    assert bound.day == date(2024, 12, 31)


def test_the_only_one():
    assert demands("唯一的国企是谁").only
    assert not demands("国企是谁")


@pytest.mark.parametrize(
    ("text", "first"), [("前5个客户是谁", 5), ("停牌前20个交易日内累计跌幅是多少", 0), ("前3个会计年度的利润", 0)]
)
def test_so_many_in_front_are_no_days(text, first):
    assert demands(text).first == first
