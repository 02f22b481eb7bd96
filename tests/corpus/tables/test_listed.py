"""Lists of names and figures: one pair a line, or several side by side, without a header."""

import pytest

from corpus.tables import find_tables

SIDE = """乙光科技深度报告

市场数据
当前股价(元) 6.35
总市值(亿元) 123.45
52周最高/最低(元) 8.90/4.10
资产负债率 45.60%
总股本(亿股) 22.65

公司主营光学器件，上半年订单饱满，毛利率有所回升。
"""


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_of_a_name_and_a_figure_are_a_list():
    [table] = find_tables(SIDE)
    assert (table.caption, table.header, table.doubtful) == ("市场数据", (), ())
    assert rows(table) == [
        ["当前股价(元)", "6.35"],
        ["总市值(亿元)", "123.45"],
        ["52周最高/最低(元)", "8.90/4.10"],
        ["资产负债率", "45.60%"],
        ["总股本(亿股)", "22.65"],
    ]
    for row in table.rows:
        for cell in row:
            assert SIDE[cell.start : cell.end] == cell.text


def test_lines_without_units_may_be_what_is_left_of_a_table():
    assert find_tables("报告内容\n\n货币资金 123.45\n应收账款 67.89\n存货 11.22\n") == []


def test_a_sentence_that_ends_in_a_figure_is_none():
    assert find_tables("公司订单饱满，毛利率为 45.60%\n上半年实现收入，共计 1.20亿元\n") == []


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_pairs_side_by_side_are_read_pair_by_pair(separator):
    lines = [
        ("当前价格(元)", "6.35", "总市值(亿元)", "123.45"),
        ("52周区间(元)", "4.10-8.90", "流通市值(亿元)", "98.76"),
        ("总股本(百万股)", "2,265.00", "", ""),
    ]
    [table] = find_tables("乙光科技深度报告\n\n" + "\n".join(separator.join(line) for line in lines) + "\n")
    assert rows(table) == [
        ["当前价格(元)", "6.35"],
        ["总市值(亿元)", "123.45"],
        ["52周区间(元)", "4.10-8.90"],
        ["流通市值(亿元)", "98.76"],
        ["总股本(百万股)", "2,265.00"],
    ]
    assert (table.header, table.doubtful) == ((), ())


def test_words_that_come_again_are_no_names():
    [table] = find_tables("甲产品\t1.00\t直销\t2.00\n乙产品\t3.00\t直销\t4.00\n丙产品\t5.00\t经销\t6.00\n")
    assert table.width == 4


def test_a_sentence_is_no_head():
    promise = "及时提供本次交易的相关信息，并保证所提供的信息真实、准确和完整，如有虚假记载将依法承担责任。"
    [table] = find_tables(f"交易对方\t1、{promise}\n标的公司\t本公司{promise}\n")
    assert (table.header, len(table.rows)) == ((), 2)
