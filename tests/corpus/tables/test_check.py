"""The arithmetic of tables: what holds, what does not, what is no claim."""

from decimal import Decimal

import pytest

from corpus.tables import find_tables
from corpus.tables.check import checks, figure


def claims(text):
    [table] = find_tables(text)
    return [(check.kind, check.row, check.column, check.holds) for check in checks(table)]


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [("1,234.50", "1234.50", "0.005"), ("(3)", "-3", "0.5"), ("-0.5%", "-0.5", "0.05"), ("－12", "-12", "0.5")],
)
def test_figures(text, value, half):
    read = figure(text)
    assert read is not None
    assert (read.value, read.half) == (Decimal(value), Decimal(half))


@pytest.mark.parametrize("text", ["", "-", "不适用", "1.2.3", "5年", "甲"])
def test_what_is_no_figure(text):
    assert figure(text) is None


def test_sums_leave_out_what_is_part_of_a_row():
    assert claims("项目\t金额\n甲\t1.00\n其中：乙\t0.50\n丙\t2.00\n合计\t3.00\n") == [("sum", 3, 1, True)]


def test_several_rows_may_be_parts_of_the_one_above():
    text = "项目\t金额\n甲\t6.00\n其中：乙\t1.00\n丙\t2.00\n丁\t3.00\n戊\t4.00\n合计\t10.00\n"
    assert claims(text) == [("sum", 5, 1, True)]


def test_numbers_before_the_labels_tell_which_rows_are_parts():
    text = "序号\t项目\t金额\n1\t甲\t6.00\n1.1\t乙\t2.00\n1.2\t丙\t4.00\n2\t丁\t4.00\n合计\t\t10.00\n"
    assert claims(text) == [("sum", 4, 2, True)]


def test_sums_see_subtotals_without_a_name():
    assert claims("项目\t金额\n甲\t1.00\n乙\t2.00\n主营\t3.00\n其他\t4.00\n合计\t7.00\n") == [("sum", 4, 1, True)]


def test_a_wrong_sum_does_not_hold():
    assert claims("项目\t金额\n甲\t1.00\n乙\t2.00\n合计\t3.10\n") == [("sum", 2, 1, False)]


@pytest.mark.parametrize(
    "text",
    [
        "项目\t2022年\t2023年\t同比变动\n甲\t100.00\t110.00\t10.00%\n乙\t2.00\t1.00\t-50.00%\n",
        "项目\t交易后\t交易前\t增长额\t增长率\n甲\t110.00\t100.00\t10.00\t10.00%\n乙\t1.00\t2.00\t-1.00\t-50.00%\n",
        "项目\t账面价值\t评估价值\t增减值\t增长率\n甲\t100.00\t110.00\t10.00\t10.00%\n乙\t2.00\t1.00\t-1.00\t-50.00%\n",
    ],
)
def test_growth_whatever_stands_first(text):
    assert [holds for kind, *_, holds in claims(text) if kind == "growth"] == [True, True]


def test_shares_growth_and_rolls():
    text = "项目\t本期\t占比\n甲\t25.00\t25.00%\n乙\t75.00\t75.00%\n合计\t100.00\t100.00%\n"
    assert ("share", 0, 2, True) in claims(text)
    assert ("growth", 0, 3, True) in claims(
        "项目\t2023年\t2022年\t同比变动\n甲\t110.00\t100.00\t10.00%\n乙\t1.00\t2.00\t-50.00%\n"
    )
    assert ("roll", 0, 3, True) in claims("项目\t期初\t期末\t期间变动\n甲\t10.00\t8.00\t-2.00\n乙\t1.00\t2.00\t1.00\n")
