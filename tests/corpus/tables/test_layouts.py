"""Known tables rendered in many layouts are recovered exactly."""

import pytest

from corpus.tables import find_tables
from kg.model import Table
from tests.corpus.tables.layouts import PROSE, Page, dump

NAMES = [
    "甲城数据科技有限公司",
    "乙江网络股份有限公司",
    "丙山云计算有限责任公司",
    "丁湖信息技术有限公司",
    "戊海软件有限公司",
]
MONEY = ["1,204.55", "880.10", "312.40", "95.25", "20.00"]
SHARE = ["47.95%", "35.03%", "12.44%", "3.79%", "0.80%"]
TOTAL = ["合计", "2,512.30", "100.00%"]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def heads(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.header]


def rows_of_three() -> list[list[str]]:
    return [[*row] for row in zip(NAMES, MONEY, SHARE, strict=True)] + [TOTAL]


@pytest.mark.parametrize("width", [4, 5, 6, 7, 12])
@pytest.mark.parametrize("break_before", [0, 2, 4])
def test_wrapped_names_over_pages(width, break_before):
    header = ["客户名称", "销售金额", "占比"]
    [table] = find_tables(dump(header, rows_of_three(), [width, 12, 12], break_before=break_before))
    assert heads(table) == [header]
    assert cells(table) == rows_of_three()
    assert table.unit == "万元"
    assert table.caption == "公司主要情况如下："


@pytest.mark.parametrize("width", [5, 6, 7, 14])
def test_side_by_side_years(width):
    page = Page()
    page.prose(PROSE)
    page.prose("单位：万元")
    page.row(["序号"], [1])
    page.row(["2023 年", "2022 年"], [9, 9])
    page.row(["客户", "金额", "占比"] * 2, [width, 9, 9] * 2)
    body = [[str(n + 1), NAMES[n], MONEY[n], SHARE[n], NAMES[4 - n], MONEY[n], SHARE[n]] for n in range(5)]
    for row in body:
        page.row(row, [3, width, 12, 12, width, 12, 12])
    page.prose(PROSE)
    [table] = find_tables(page.text)
    assert cells(table) == body
    assert heads(table)[0] == ["序号", *["2023 年"] * 3, *["2022 年"] * 3]
    assert heads(table)[1] == ["序号", *["客户", "金额", "占比"] * 2]


def test_two_levels_and_dashes():
    page = Page()
    page.prose(PROSE)
    page.prose("单位：元")
    page.row(["项目"], [9])
    page.parts.append("\n2023 年度 2022 年度 ")
    page.row(["金额", "占比", "金额", "占比"], [9] * 4)
    body = [
        ["软件产品", "10.00", "25.00%", "-", "-"],
        ["硬件产品", "30.00", "75.00%", "8.00", "100.00%"],
        ["合计", "40.00", "100.00%", "8.00", "100.00%"],
    ]
    for row in body:
        page.row(row, [9, 12, 12, 12, 12])
    page.prose(PROSE)
    [table] = find_tables(page.text)
    assert cells(table) == body
    assert heads(table) == [
        ["项目", "2023 年度", "2023 年度", "2022 年度", "2022 年度"],
        ["项目", "金额", "占比", "金额", "占比"],
    ]


@pytest.mark.parametrize("width", [9, 13, 17])
def test_long_words_beside_short_ones(width):
    header = ["序号", "核查事项", "判断", "理由"]
    long = [
        "是否存在资产的市价当期大幅度下跌且短期内不可能恢复的情形",
        "是否存在资产已经陈旧过时或者实体已经损坏的情况",
        "是否存在计划提前处置资产的情形",
    ]
    why = ["相关资产主要用于日常经营活动未见市价明显下跌", "期末盘点时未见陈旧或者损坏的资产", "公司没有这样的计划"]
    body = [[str(n + 1), long[n], "否", why[n]] for n in range(3)]
    [table] = find_tables(dump(header, body, [3, width, 3, width - 3]))
    assert heads(table) == [header]
    assert cells(table) == body


def test_prose_alone_is_no_table():
    page = Page()
    for _ in range(6):
        page.prose(PROSE)
    assert find_tables(page.text) == []
