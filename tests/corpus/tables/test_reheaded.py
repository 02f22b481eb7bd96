"""Heads in the middle of a table begin another, so that no figure stands under the heads above."""

import pytest

from corpus.tables import find_tables

STATES = """最近两年的主要数据如下：

单位：万元

项目{0}2023年末{0}2022年末
资产总额{0}37.03{0}29.01
负债总额{0}18.99{0}8.67
{1}项目{0}2023年度{0}2022年度
营业收入{0}73.74{0}11.22
净利润{0}-2.31{0}-4.09
"""


def heads(table):
    return [[cell.text for cell in row] for row in table.header]


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("separator", ["\t", " | "])
@pytest.mark.parametrize("title", ["", "二、利润表主要数据\n"])
def test_the_rows_below_other_heads_are_a_table_of_their_own(separator, title):
    cell = title and title[:-1] + separator * 2 + "\n"
    text = STATES.format(separator, cell)
    if separator != "\t":
        text = text.replace("2022年末\n", "2022年末\n---|---|---\n")
    above, below = find_tables(text)
    assert heads(above) == [["项目", "2023年末", "2022年末"]]
    assert rows(above) == [["资产总额", "37.03", "29.01"], ["负债总额", "18.99", "8.67"]]
    assert heads(below) == [["项目", "2023年度", "2022年度"]]
    assert rows(below) == [["营业收入", "73.74", "11.22"], ["净利润", "-2.31", "-4.09"]]
    assert below.caption == (title[:-1] or "最近两年的主要数据如下：")
    assert above.unit == below.unit == "万元"
    assert above.end <= below.start


def test_years_go_on_below_each_other_and_leave_no_empty_column():
    text = "年份\t2024年\t2025年\t2026年\n毛利率\t18.88%\t19.55%\t18.92%\n年份\t2027年\t2028年\t\n毛利率\t35.89%\t31.62%\t\n"
    above, below = find_tables(text)
    assert rows(above) == [["毛利率", "18.88%", "19.55%", "18.92%"]]
    assert heads(below) == [["年份", "2027年", "2028年"]]
    assert rows(below) == [["毛利率", "35.89%", "31.62%"]]


def test_heads_of_two_levels_stand_again():
    header = "类别\t{}\t\t{}\t\n\t金额\t占比\t金额\t占比\n"
    body = "软件\t1.00\t25.00%\t2.00\t50.00%\n硬件\t3.00\t75.00%\t2.00\t50.00%\n"
    above, below = find_tables(header.format("2024年", "2023年") + body + header.format("2022年", "2021年") + body)
    assert heads(above)[0] == ["类别", "2024年", "2024年", "2023年", "2023年"]
    assert heads(below) == [["类别", "2022年", "2022年", "2021年", "2021年"], ["类别", "金额", "占比", "金额", "占比"]]
    assert rows(below) == rows(above)


def test_words_that_name_no_columns_part_nothing():
    text = "项目\t金额\t说明\n合同一\t1.00\t已履行\n合同二\t尚未签订\t尚未履行\n合同三\t3.00\t已履行\n合同四\t4.00\t已履行\n"
    [table] = find_tables(text)
    assert len(table.rows) == 4


def test_rows_keep_their_doubt_where_a_table_is_parted():
    text = "项目\t2023年末\t2022年末\n资产\t37.03\t29.01 28.00\n负债\t18.99\t8.67\n项目\t2023年\t2022年\n收入\t7.00\t1.00\n利润\t2.00 3.00\t1.00\n"
    above, below = find_tables(text)
    assert (above.doubtful, below.doubtful) == ((0,), (1,))


def test_a_text_without_lines_begins_another_table_at_other_heads():
    prose = "报告期内公司持续加大研发投入并积极开拓市场，经营情况总体保持稳定。" * 30
    first = "项目 2023年10月31日 变动额 变动比例 变动前 变动后 资产总额 906.52 1356.77 450.25 49.67% 负债总额 253.22 402.22 149.00 58.84%"
    second = "项目 2023年1-10月 变动额 变动比例 变动前 变动后 营业收入 952.34 1107.47 155.13 16.29% 净利润 97.46 110.44 12.98 13.32%"
    above, below = find_tables(f"{prose} {first} {second} {prose}")
    assert heads(above)[0] == ["项目", "2023年10月31日", "2023年10月31日", "变动额", "变动比例"]
    assert heads(below)[0] == ["项目", "2023年1-10月", "2023年1-10月", "变动额", "变动比例"]
    assert rows(below)[0] == ["营业收入", "952.34", "1107.47", "155.13", "16.29%"]
