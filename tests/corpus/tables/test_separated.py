"""Tables separated by tabs and pipes: headers, merged cells, pages, units, what is no table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.tables import find_tables


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_spanning_heads_are_repeated_and_merged_ones_reach_down():
    [table] = find_tables("单位：万元\n\n项目\t2023年\t\t变动\n\t金额\t占比\t\n甲\t1.00\t5%\t-\n乙\t2.00\t6%\t-\n")
    assert [[c.text for c in row] for row in table.header] == [
        ["项目", "2023年", "2023年", "变动"],
        ["项目", "金额", "占比", "变动"],
    ]
    assert [c.filled for c in table.header[0]] == [False, False, True, False]
    assert table.unit == "万元"


def test_a_header_repeated_after_a_page_is_left_out():
    [table] = find_tables("名称\t金额\n甲\t1.00\n\n名称\t金额\n乙\t2.00\n")
    assert rows(table) == [["甲", "1.00"], ["乙", "2.00"]]


def test_a_row_cut_by_a_page_is_put_together():
    [table] = find_tables("名称\t约定\t金额\n甲\t公司按照合同约定为客户\t1.00\n\n\t提供服务\t\n乙\t无\t2.00\n")
    assert rows(table) == [["甲", "公司按照合同约定为客户提供服务", "1.00"], ["乙", "无", "2.00"]]
    assert len(table.rows[0][1].pieces) == 2


def test_merged_words_fill_down_but_not_into_totals():
    [table] = find_tables("类别\t名称\t数量\n存货\t甲\t1.5\n\t乙\t2.5\n合计\t\t4.0\n")
    assert rows(table) == [["存货", "甲", "1.5"], ["存货", "乙", "2.5"], ["合计", "", "4.0"]]
    assert table.rows[1][0].filled


def test_names_and_values_have_no_header():
    [table] = find_tables("日期\t2025/1/3\n股价(元)\t12.80\n总股本(亿股)\t0.92\n")
    assert table.header == ()
    assert len(table.rows) == 3


def test_tags_in_cells_are_left_out():
    text = "名称\t约定\n甲\t<p>按月结算</p>\n乙\t<p>一次结清</p>\n"
    [table] = find_tables(text)
    assert rows(table) == [["甲", "按月结算"], ["乙", "一次结清"]]
    [(start, end)] = table.rows[0][1].pieces
    assert text[start:end] == "按月结算"


def test_a_table_of_contents_is_none():
    assert find_tables("1、概况.....\t4\n2、业务.....\t9\n3、风险.....\t12\n") == []


@pytest.mark.parametrize(
    "text", ["名称|金额\n---|---\n甲|1.00\n乙|2.00\n", "| 名称 | 金额 |\n|---|---|\n| 甲 | 1.00 |\n| 乙 | 2.00 |\n"]
)
def test_pipes(text):
    [table] = find_tables(text)
    assert [c.text for c in table.header[0]] == ["名称", "金额"]
    assert rows(table) == [["甲", "1.00"], ["乙", "2.00"]]


@pytest.mark.parametrize("text", ["|  |  |\n|  |  |\n", "\t\t\n\t\t\n", " | \n | \n"])
def test_empty_cells_alone_are_no_table(text):
    assert find_tables(text) == []


WORDS = st.text(st.sampled_from("甲乙丙丁ab 1.,%-<p>|"), max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=8), st.sampled_from("\t|"))
def test_tables_are_rectangular_disjoint_and_point_at_their_words(lines, separator):
    text = "\n".join(separator.join(cells) for cells in lines)
    end = 0
    for table in find_tables(text):
        assert table.start >= end
        end = table.end
        grid = [*table.header, *table.rows]
        assert {len(row) for row in grid} == {table.width}
        for cell in (cell for row in grid for cell in row):
            for start, stop in cell.pieces:
                assert table.start <= start < stop <= table.end
                assert text[start:stop] in cell.text


def test_pipes_go_on_after_a_page_where_rows_are_numbered_on():
    above = "序号 | 股东名称 | 持股数\n---|---|---\n1 | 甲 | 30.00\n2 | 乙 | 20.00\n"
    [table] = find_tables(above + "  \n\n3 | 丙 | 50.00\n---|---|---\n合计 |  | 100.00\n")
    assert rows(table)[2:] == [["3", "丙", "50.00"], ["合计", "", "100.00"]]
    assert len(find_tables(above + "  \n\n1 | 丙 | 50.00\n---|---|---\n2 | 丁 | 100.00\n")) == 2


def test_years_over_pairs_of_piped_columns():
    text = "项目 | 2023年 | 2022年 | \n---|---|---|---\n金额 | 占比 | 金额 | 占比\n甲 | 1.00 | 25.00% | 2.00 | 50.00%\n乙 | 3.00 | 75.00% | 2.00 | 50.00%\n"
    [table] = find_tables(text)
    assert [[c.text for c in row] for row in table.header] == [
        ["项目", "2023年", "2023年", "2022年", "2022年"],
        ["项目", "金额", "占比", "金额", "占比"],
    ]


def test_lines_of_blanks_within_a_piped_table_part_nothing():
    text = (
        "名称  |  注册资本   \n---|---   \n甲公司  |  100.00   \n  \n乙公司  |    \n200.00   \n  \n\n丙公司认为如此。\n"
    )
    [table] = find_tables(text)
    assert rows(table) == [["甲公司", "100.00"], ["乙公司", "200.00"]]


def test_a_piped_table_that_a_page_parts_is_put_together():
    head = "项目 | 2023年 | 2022年\n---|---|---\n"
    [table] = find_tables(
        head + "  \n" + head + "甲 | 1.00 | 2.00\n  \n乙 | 3.00 | 4.00\n---|---|---\n丙 | 5.00 | 6.00\n"
    )
    assert rows(table) == [["甲", "1.00", "2.00"], ["乙", "3.00", "4.00"], ["丙", "5.00", "6.00"]]


def test_another_header_below_a_line_of_blanks_begins_another_table():
    text = "住所 | 甲城乙路\n---|---\n国籍 | 中国\n  \n公司名称 | 职务 | 任期\n---|---|---\n乙公司 | 董事 | 2011年\n"
    assert [len(table.rows) for table in find_tables(text)] == [2, 1]


def test_a_line_between_piped_tables_heads_the_one_that_has_no_header():
    text = "项目 | 发行前 | 发行后\n---|---|---\n\n资产（2023年）\n\n总资产 | 1.00 | 2.00\n---|---|---\n净资产 | 3.00 | 4.00\n"
    [table] = find_tables(text)
    assert rows(table) == [["资产（2023年）", "", ""], ["总资产", "1.00", "2.00"], ["净资产", "3.00", "4.00"]]
    assert len(find_tables(text.replace("资产（2023年）", "合并口径如下："))) == 2


def test_a_row_without_pipes_spans_all_columns_or_ends_the_cell_above():
    text = "项目 | 金额 | 说明\n---|---|---\n2023年\n甲 | 1.00 | 按月\n结算\n乙 | 2.00 | 无\n"
    [table] = find_tables(text)
    assert rows(table) == [["2023年", "", ""], ["甲", "1.00", "按月结算"], ["乙", "2.00", "无"]]


def test_the_rest_of_a_piped_row_joins_its_cells():
    text = (
        "序号 | 名称 | 金额 | 依据\n---|---|---|---\n1 | 甲城数据科技有限 | 9.86 | 以 2010 年 11\n"
        "| 公司 |\n| 月 30 日净资产为准\n2 | 乙公司 | 3.00 | 协商\n"
    )
    [table] = find_tables(text)
    assert rows(table)[0] == ["1", "甲城数据科技有限公司", "9.86", "以 2010 年 11月 30 日净资产为准"]
    assert len(table.rows) == 2


def test_a_row_that_lacks_its_merged_label_stands_under_its_kinds():
    text = "位置 | 类型 | 数量 | 品位\n---|---|---|---\n露天 | 证实 | 3.17 | 2.6\n推断 | 1.76 | 3.0\n小计 | 4.93 | 2.8\n地下 | 证实 | - | -\n"
    [table] = find_tables(text)
    assert rows(table)[1:3] == [["露天", "推断", "1.76", "3.0"], ["小计", "", "4.93", "2.8"]]
    assert table.rows[1][0].filled


PIPED = "\n---|---|---|---|---\n"


def test_heads_say_where_short_rows_stand_when_nearly_all_are_short():
    text = "名称 | 序号 | 客户名称 | 金额（万元） | 占比" + PIPED
    text += "1 | 甲公司 | 2.50 | 50.00\n2 | 乙公司 | 1.50 | 30.00\n3 | 丙公司 | 1.00 | 20.00\n合计 | 5.00 | 100.00\n"
    [table] = find_tables(text)
    assert rows(table)[0] == ["", "1", "甲公司", "2.50", "50.00"]
    assert rows(table)[-1] == ["合计", "", "", "5.00", "100.00"]


def test_letters_that_explain_columns_stand_over_the_last_ones():
    text = "资产名称 | 账面价值 | 评估价值 | 增减值 | 增值率" + PIPED
    [table] = find_tables(
        text + "A | B | C=B-A | D=C/A\n股权 | 10.00 | 30.00 | 20.00 | 200.00%\n设备 | 1.00 | 2.00 | 1.00 | 100.00%\n"
    )
    assert rows(table)[0] == ["", "A", "B", "C=B-A", "D=C/A"]
    assert rows(table)[1] == ["股权", "10.00", "30.00", "20.00", "200.00%"]


def test_a_column_that_numbers_the_rows_needs_no_head():
    text = "项目 | 账面价值 | 评估价值\n---|---|---\n流动资产 | 1 | 10.00 | 30.00\n非流动资产 | 2 | 1.00 | 2.00\n资产总计 | 3 | 11.00 | 32.00\n"
    [table] = find_tables(text)
    assert [c.text for c in table.header[0]] == ["项目", "", "账面价值", "评估价值"]
    assert table.doubtful == ()


def test_rows_with_an_inner_label_leave_the_figures_under_their_heads():
    text = "项目 | 2024年 | 2023年\n---|---|---\n流动比率 | 8.99 | 7.99\n速动比率 | 1.99 | 2.99\n"
    text += "每股收益（元） | 基本 | 0.18 | 0.64\n稀释 | 0.17 | 0.60\n毛利率 | 5.10 | 5.20\n"
    [table] = find_tables(text)
    assert [c.text for c in table.header[0]] == ["项目", "项目", "2024年", "2023年"]
    assert [row[2:] for row in rows(table)] == [
        ["8.99", "7.99"],
        ["1.99", "2.99"],
        ["0.18", "0.64"],
        ["0.17", "0.60"],
        ["5.10", "5.20"],
    ]
    assert rows(table)[3][:2] == ["每股收益（元）", "稀释"]


def test_a_bracket_is_closed_in_the_cell_that_opened_it():
    text = "项目 | 2024年 | 2023年\n---|---|---\n负债率（% | ）8.24 | 8.25\n周转率（次） | 1.00 | 2.00\n"
    [table] = find_tables(text)
    assert rows(table)[0] == ["负债率（%）", "8.24", "8.25"]
    for row in table.rows:
        for cell in row:
            assert "".join(text[a:b] for a, b in cell.pieces) == cell.text


def test_a_label_whose_bracket_is_closed_in_another_row_is_doubtful():
    lines = [
        "项目 | 口径 | 2023年 | 2022年",
        "---|---|---|---",
        "每股收益（元 | 净利润 | 0.18 | 0.64",
        "扣除后）净利润 | 0.17 | 0.60",
    ]
    [table] = find_tables("\n".join([*lines, "毛利率（%） | 综合 | 56.78 | 53.98"]) + "\n")
    assert table.doubtful == (0, 1)


def test_inner_labels_reach_no_further_than_the_outer_one_above_them():
    lines = [
        "矿区 | 储量 | 资源量",
        "---|---|---",
        "东区 | 甲矿 | 17.0 | 26.0",
        "乙矿 | 12.0 | 27.0",
        "西区 | 1.0 | 2.0",
    ]
    [table] = find_tables("\n".join([*lines, "矿区 | 储量 | 资源量", "北区 | 3.0 | 4.0", "合计 | 33.0 | 59.0"]) + "\n")
    assert rows(table) == [
        ["东区", "甲矿", "17.0", "26.0"],
        ["东区", "乙矿", "12.0", "27.0"],
        ["西区", "西区", "1.0", "2.0"],
        ["北区", "北区", "3.0", "4.0"],
        ["合计", "", "33.0", "59.0"],
    ]
    assert table.rows[2][1].filled


def test_a_title_before_the_first_head_is_none_of_it():
    [table] = find_tables(
        "1、经营许可证  序号 | 证书 | 期限\n---|---|---\n1 | 甲证 | 2026.9.21\n2 | 乙证 | 2027.9.21\n"
    )
    assert [cell.text for cell in table.header[0]] == ["序号", "证书", "期限"]
