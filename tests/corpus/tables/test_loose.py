"""What a dump leaves out of a table, or writes outside of it: heads, cells, units; and what is then doubtful."""

import pytest

from corpus.tables import find_tables

BODY = "货币资金{0}1,200.00{0}1,000.00\n{1}应收账款{0}800.00{0}700.00\n合计{0}2,000.00{0}1,700.00\n"
LEAD = "最近两年的主要资产情况如下：\n\n单位：万元\n\n"
SEPARATED = [("\t", ""), ("  |  ", "---|---|---\n")]


def heads(table):
    return [[cell.text for cell in row] for row in table.header]


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(("separator", "rule"), SEPARATED)
@pytest.mark.parametrize("loose", ["项目\n\n2023年末\n\n2022年末\n\n", "项目  2023年末  2022年末\n\n"])
def test_heads_in_loose_lines_are_the_header_where_there_are_as_many_as_columns(separator, rule, loose):
    [table] = find_tables(LEAD + loose + BODY.format(separator, rule) + "\n公司资产结构较为稳定。\n")
    assert heads(table) == [["项目", "2023年末", "2022年末"]]
    assert (len(table.rows), table.doubtful) == (3, ())
    assert (table.caption, table.unit) == ("最近两年的主要资产情况如下：", "万元")


@pytest.mark.parametrize(("separator", "rule"), SEPARATED)
@pytest.mark.parametrize("loose", ["项目\n\n2023年末\n\n", "公司资产\n\n2023年末\n\n2022年末\n\n"])
def test_heads_of_another_number_or_after_a_title_are_none(separator, rule, loose):
    [table] = find_tables(LEAD + loose + BODY.format(separator, rule) + "\n公司资产结构较为稳定。\n")
    assert (table.header, table.doubtful) == ((), (0, 1, 2))


@pytest.mark.parametrize(("separator", "rule"), [("\t", ""), ("  |  ", "---|---|---|---\n")])
def test_a_row_short_of_a_figure_is_doubtful_for_nothing_tells_which(separator, rule):
    lines = ["项目", "2023年", "2022年", "2021年"], ["收入", "100.00", "90.00", "80.00"], ["增长率", "11.11%", "12.50%"]
    first, *others = (separator.join(line) + "\n" for line in lines)
    [table] = find_tables(first + rule + "".join(others) + separator.join(["成本", "10.00", "9.00", "8.00"]) + "\n")
    assert table.doubtful == (1,)


def test_an_amount_stands_under_no_number_of_rows():
    text = (
        "序号 | 证号 | 坐落 | 面积 | 用途 | 权利\n---|---|---|---|---|---\n"
        "1 | 京字第5号 | 大街6号 | 2,112.75 | 办公 | 无\n4,472.35 | 厂房\n213.85 | 浴室\n"
        "2 | 京字第6号 | 大街6号 | 4,781 | 库房 | 无\n"
    )
    [table] = find_tables(text)
    assert rows(table)[1] == ["", "京字第5号", "大街6号", "4,472.35", "厂房", ""]
    assert rows(table)[3][0] == "2"


def test_a_row_of_units_below_the_heads_is_header():
    [table] = find_tables(
        "产品\t产能\t产量\t收入\n\t（吨）\t（吨）\t（万元）\n甲产品\t1,200\t1,000\t345.60\n乙产品\t800\t700\t123.40\n"
    )
    assert heads(table) == [["产品", "产能", "产量", "收入"], ["产品", "（吨）", "（吨）", "（万元）"]]


def test_times_below_figures_part_a_table_without_header():
    text = "负债总额\t273.97\t228.10\n权益合计\t119.90\t120.01\n项目名称\t2009年1-11月\t2008年度\n净利润\t-5.10\t-4.15\n成本\t1.00\t2.00\n"
    above, below = find_tables(text)
    assert above.doubtful == (0, 1)
    assert (heads(below), below.doubtful) == ([["项目名称", "2009年1-11月", "2008年度"]], ())


FORECAST = "项目 口径 2012年度实现数 2013年度 2014年度预测数 1－6月实现数 7－12月预测数 合计 "


def forecast(*rows):
    [table] = find_tables(f"盈利状况如下： 单位：万元 {FORECAST}{''.join(rows)}{'上述数据由公司编制，未经审计。' * 80}")
    return table


def test_a_total_says_which_heads_it_stands_beside():
    body = "营业收入 上市公司 279.78 128.21 190.82 319.03 351.78 备考 345.11 222.62 285.66 508.28 594.38 "
    table = forecast(body, "利润总额 上市公司 30.27 14.11 16.78 30.89 37.58 备考 64.35 65.86 66.54 132.40 178.15 ")
    assert [table.heads(column) for column in (2, 3, 5, 6)] == [
        ("2012年度实现数",),
        ("2013年度", "1－6月实现数"),
        ("2013年度", "合计"),
        ("2014年度预测数",),
    ]


def test_a_total_beside_what_it_does_not_add_up_makes_heads_doubtful():
    body = "营业收入 上市公司 279.78 128.21 190.82 319.99 351.78 备考 345.11 222.62 285.66 508.99 594.38 "
    table = forecast(body, "利润总额 上市公司 30.27 14.11 16.78 30.99 37.58 备考 64.35 65.86 66.54 132.99 178.15 ")
    assert len(table.doubtful) == len(table.rows) == 4
