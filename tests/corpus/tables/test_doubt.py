"""A reading that nothing confirms says so; one that is right says nothing."""

import pytest

from corpus.tables import find_tables
from tests.corpus.tables.drawn_lots import drawn, squeezed
from tests.corpus.tables.layouts import PROSE, Page

LOTS = 120


def written(table):
    return squeezed([["" if cell.filled else cell.text for cell in row] for row in table.rows])


def test_tables_drawn_by_lot_are_right_or_doubtful():
    right = silent = needless = 0
    for seed in range(LOTS):
        text, rows = drawn(seed)
        tables = find_tables(text)
        doubtful = any(table.doubtful for table in tables)
        if [row for table in tables for row in written(table)] == squeezed(rows):
            right += 1
            needless += doubtful
        else:
            silent += bool(tables) and not doubtful
    assert right >= 0.94 * LOTS
    assert silent <= 0.01 * LOTS
    assert needless <= 0.03 * LOTS


def page_of(header, rows, widths):
    page = Page()
    page.prose(PROSE)
    page.prose("单位：万元")
    for row in (header, *rows):
        page.row(row, widths)
    page.prose(PROSE)
    page.prose(PROSE)
    return page


def test_a_total_that_does_not_add_up_makes_all_rows_doubtful():
    rows = [["软件产品", "10.00"], ["硬件产品", "30.00"], ["合计", "400.00"]]
    [table] = find_tables(page_of(["项目", "金额"], rows, [8, 8]).text)
    assert table.doubtful == (0, 1, 2)
    rows[-1][1] = "40.00"
    [table] = find_tables(page_of(["项目", "金额"], rows, [8, 8]).text)
    assert table.doubtful == ()


def test_numbered_paragraphs_stay_in_their_cell():
    header = ["公司名称", "期末余额", "结算方式", "账龄"]
    rows = [
        ["甲城数据科技有限公司", "759.65", "按授信额度付款", "1年以内"],
        [
            "乙江网络股份有限公司",
            "465.85",
            "软件合同 1：签署后六十日内支付全款\n服务合同 2：每半年按实际用量结算",
            "2年以内",
        ],
        ["丙山云计算有限公司", "292.23", "产品合同 1：付清后发货\n产品合同 2：验收后付款\n维保合同 3：预付", "1年以内"],
    ]
    [table] = find_tables(page_of(header, rows, [5, 9, 12, 9]).text)
    assert written(table) == squeezed([[cell.replace("\n", "") for cell in row] for row in rows])
    assert table.doubtful == ()


CLAUSE = "客户按照约定的付款时点支付服务费用，公司按照约定提供为期一年的算力服务，并负责对设备做物理安全保障和日常"


@pytest.mark.parametrize("rest", ["维护管理。", "维护管理，因公司的原因发生的安全责任由公司全部负责并承担。"])
def test_the_rest_of_a_clause_after_a_page_break_joins_its_cell(rest):
    header, widths = ["客户名称", "合同额", "主要权利及义务", "收入确认"], [5, 9, 26, 5]
    page = Page()
    for _ in range(8):
        page.prose(PROSE)
    page.prose("单位：万元")
    page.row(header, widths)
    for name in ("甲城数据科技有限公司", "乙江网络股份有限公司"):
        page.row([name, "729.91", CLAUSE + rest, "按开通确认单确认"], widths)
    page.row(["丙山云计算有限公司", "88.10", CLAUSE, "按开通确认单确认"], widths)
    page.parts[-2] = page.parts[-2].rstrip(" ")  # the page ends within the clause
    page.new_page()
    page.row(header, widths)
    page.rows = 0
    page.cell([rest])
    page.row(["合计", "1,547.92", "", ""], widths)
    page.prose(PROSE)
    [table] = find_tables(page.text.replace("\n \n\n", "\n "))
    assert written(table)[2:] == [
        ["丙山云计算有限公司", "88.10", CLAUSE + rest, "按开通确认单确认"],
        ["合计", "1,547.92"],
    ]
    assert table.doubtful == ()


@pytest.mark.parametrize(
    ("rows", "doubtful"),
    [
        (["甲\t1.00\t2.00", "乙\t3.00\t4.00", "丙\t3.50\t4.50"], (0, 1, 2)),  # figures and no header
        (["名称\t金额\t占比", "甲\t1.00 2.00\t5.00%", "乙\t3.00\t4.00%"], (0,)),  # two figures in a cell
        (
            ["名称\t金额\t占比", "甲\t1.00\t25.00%", "乙\t3.00\t75.00%", "合计\t5.00\t"],
            (2,),
        ),  # no sum, and a cell lacks
        (["名称\t金额\t占比", "甲\t1.00\t25.00%", "乙\t3.00\t75.00%", "合计\t4.00\t"], ()),
        (
            ["名称\t金额\t", "甲\t1.00\t25.00", "乙\t3.00\t75.00", "丙\t4.00\t1.00"],
            (0, 1, 2),
        ),  # a column without a head
        (["名称\t金额\t占比", "甲\t1 000.00\t25.00%", "乙\t3 000.00*\t75.00%[1]"], ()),  # blanks part thousands
        (["注册资本\t500.00", "成立日期\t2010-01-05"], ()),  # names and values
    ],
)
def test_tables_of_cells_written_apart_say_what_is_doubtful(rows, doubtful):
    [table] = find_tables("\n".join(rows) + "\n")
    assert table.doubtful == doubtful


@pytest.mark.parametrize(
    ("header", "doubtful"),
    [
        ("\t股数\t比例\t股数\t比例", (0, 1)),  # whose is lost: 变动前, 变动后
        ("名称\t2024年\t变动比例\t2023年\t变动比例", ()),  # each change is of the column before it
        ("资产\t金额\t占比\t负债\t占比", ()),
    ],
)
def test_heads_that_stand_twice_tell_nothing_apart(header, doubtful):
    [table] = find_tables(header + "\n甲\t1.00\t25.00%\t2.00\t50.00%\n乙\t3.00\t75.00%\t2.00\t50.00%\n")
    assert table.doubtful == doubtful
