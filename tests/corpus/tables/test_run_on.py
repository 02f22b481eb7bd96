"""Tables in texts without line breaks are rebuilt from the order and the looks of their cells."""

import pytest

from corpus.tables import find_tables
from corpus.tables.doubt import doubtful_rows
from kg.model import Cell
from tests.corpus.tables.layouts import PROSE

SHAREHOLDERS = "股东名称 持股数量（万股） 持股比例（%） 甲海投资有限公司 2026.08 36.00 张三 1519.56 27.00 其他股东 2082.36 37.00 合计 5628.00 100.00"
YEARS = (
    "单位：元 项目 2023年度 2022年度 金额 占比（%） 金额 占比（%） 水泵 637303516.01 85.00 548316882.66 80.00 "
    "配件 112465326.35 15.00 137079220.66 20.00 合计 749768842.36 100.00 685396103.32 100.00"
)


def read(*parts):
    return find_tables(PROSE * 12 + " " + " ".join(parts) + " " + PROSE * 4)


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_a_table_between_sentences():
    [table] = read("本次增资后，公司股权结构如下：", SHAREHOLDERS)
    assert [cell.text for cell in table.header[0]] == ["股东名称", "持股数量（万股）", "持股比例（%）"]
    assert rows(table)[0] == ["甲海投资有限公司", "2026.08", "36.00"]
    assert rows(table)[-1] == ["合计", "5628.00", "100.00"]
    assert (len(table.rows), table.unit, table.doubtful) == (4, "万股", ())
    assert table.caption == "本次增资后，公司股权结构如下："


def test_years_over_their_columns_and_a_unit():
    [table] = read("主营业务情况如下：", YEARS)
    assert [cell.text for cell in table.header[0]] == ["项目", "2023年度", "2023年度", "2022年度", "2022年度"]
    assert [cell.text for cell in table.header[1]] == ["项目", "金额", "占比（%）", "金额", "占比（%）"]
    assert rows(table)[1] == ["配件", "112465326.35", "15.00", "137079220.66", "20.00"]
    assert (table.unit, table.doubtful) == ("元", ())


def test_each_title_begins_a_table_of_its_own():
    first, second = read("股权结构如下：", SHAREHOLDERS, "经营情况如下：", YEARS)
    assert (len(first.rows), len(second.rows)) == (4, 3)


def test_a_total_leaves_cells_empty():
    body = "1 甲海投资有限公司 245440000 实物 51.85% 2 乙山电力公司 226560000 实物 47.86% 3 丙湖投资公司 1360000 货币 0.29%"
    [table] = read("结构如下：", "序号 股东名称 股份数量（股） 出资方式 持股比例", body, "合计 473360000 100.00%")
    assert rows(table)[-1] == ["合计", "", "473360000", "", "100.00%"]
    assert table.doubtful == ()


def test_a_total_stands_where_it_adds_up():
    body = "1 甲海投资有限公司 245440000 实物 51.85% 2 乙山电力公司 226560000 实物 47.86% 3 丙湖投资公司 1360000 货币 0.29%"
    [table] = read("结构如下：", "序号 股东名称 股份数量（股） 出资方式 持股比例", body, "合计 473360000 - 100.00%")
    assert rows(table)[-1] == ["合计", "", "473360000", "-", "100.00%"]
    assert table.doubtful == ()


def test_a_total_that_adds_up_nowhere_is_doubtful():
    body = "1 甲海投资有限公司 245440000 实物 51.85% 2 乙山电力公司 226560000 实物 47.86% 3 丙湖投资公司 1360000 货币 0.29%"
    [table] = read("结构如下：", "序号 股东名称 股份数量（股） 出资方式 持股比例", body, "合计 473360999 - 100.00%")
    assert len(table.rows) - 1 in table.doubtful


AGEING = "账龄 2023年12月31日 2022年12月31日 账面余额 坏账准备 账面余额 坏账准备 金额 比例(%) 金额 比例(%)"


def test_heads_of_three_levels_that_repeat_themselves():
    body = "1年以内 78.24 73.17 3.95 69.06 73.93 3.88 1-2年 19.34 17.87 1.83 16.60 17.92 1.76"
    [table] = read("账龄如下：", AGEING, body, "合计 97.58 91.04 5.78 85.66 91.85 5.64")
    assert [table.heads(column) for column in (0, 1, 2, 3, 6)] == [
        ("账龄",),
        ("2023年12月31日", "账面余额", "金额"),
        ("2023年12月31日", "账面余额", "比例(%)"),
        ("2023年12月31日", "坏账准备"),
        ("2022年12月31日", "坏账准备"),
    ]
    assert (rows(table)[1], table.doubtful) == (["1-2年", "19.34", "17.87", "1.83", "16.60", "17.92", "1.76"], ())


def test_all_middle_heads_may_span():
    body = "甲 1.00 2.00 3.00 4.00 5.00 6.00 7.00 8.00 乙 1.00 2.00 3.00 4.00 5.00 6.00 7.00 8.00"
    [table] = read("如下：", AGEING, "金额 比例(%) 金额 比例(%)", body)
    assert [table.heads(column) for column in (4, 7)] == [
        ("2023年12月31日", "坏账准备", "比例(%)"),
        ("2022年12月31日", "坏账准备", "金额"),
    ]
    assert len(table.rows) == 2


def test_letters_that_say_how_columns_are_computed_are_no_heads():
    body = "资产 100.00 150.00 50.00 50.00 负债 10.00 11.00 1.00 10.00"
    [table] = read("如下：", "项目 账面价值 评估价值 增减值 增值率% A B C=B-A D=C/A*100%", body)
    assert [cell.text for cell in table.header[0]] == ["项目", "账面价值", "评估价值", "增减值", "增值率%"]
    assert (len(table.header), len(table.rows), table.doubtful) == (1, 2, ())


def test_a_header_that_is_not_understood_makes_all_rows_doubtful():
    heads = "账龄 2023年12月31日 2022年12月31日 账面余额 坏账准备 原值 减值 金额 比例(%) 金额 比例(%)"
    body = "1年以内 78.24 73.17 3.95 69.06 73.93 3.88 1-2年 19.34 17.87 1.83 16.60 17.92 1.76"
    [table] = read("账龄如下：", heads, body, "合计 97.58 91.04 5.78 85.66 91.85 5.64")
    assert len(table.doubtful) == len(table.rows)


def test_sentences_alone_are_no_table():
    assert read("公司注册资本 5000 万元，实收资本 5000 万元。") == []


def test_a_row_that_lacks_one_of_several_figures_is_doubtful():
    heads = "项目 2023年 2022年 2021年 甲 1.00 2.00 3.00 乙 4.00 5.00 6.00 丙 7.00 8.00 丁 9.00 1.00 2.00"
    [table] = read("情况如下：", heads)
    assert table.doubtful == (2,)


def test_heads_below_a_period_are_told_from_the_first_row_by_what_stands_below():
    heads = "供应商名称 2023年1-6月 金额 占当期采购总额的比例 主要采购内容"
    body = "甲材料有限公司 441.55 22.84% 房屋租赁 乙网络有限公司 385.71 19.95% 带宽服务 丙工程有限公司 185.58 9.60% 装修服务"
    [table] = read("供应商如下：", heads, body, "合计 1012.84 52.39%")
    assert [cell.text for cell in table.header[1]] == ["供应商名称", "金额", "占当期采购总额的比例", "主要采购内容"]
    assert [cell.text for cell in table.rows[0]] == ["甲材料有限公司", "441.55", "22.84%", "房屋租赁"]
    assert table.doubtful == ()


def test_the_head_that_spans_is_the_one_under_which_the_kinds_agree():
    heads = "项目 2023年6月30日 变化额 变化比例 交易前 交易后"
    body = "资产总额 90692.52 135634.77 44942.25 49.55% 负债总额 25361.37 40229.22 14867.85 58.62% 净资产 65331.15 95405.55 30074.40 46.03%"
    [table] = read("对比如下：", heads, body)
    assert table.heads(1) == ("2023年6月30日", "交易前")
    assert table.heads(4) == ("变化比例",)


def test_one_head_that_spans_and_is_no_period_makes_all_rows_doubtful():
    heads = "序号 交易对方 锁定期限 合计 12个月 24个月"
    [table] = read("如下：", heads, "1 甲 100.00 200.00 309.00 2 乙 150.00 250.00 409.00 3 丙 1.00 2.00 9.00")
    assert len(table.doubtful) == len(table.rows)


def test_one_head_that_spans_what_a_total_beside_it_adds_up_is_sure():
    heads = "序号 交易对方 锁定期限 合计 12个月 24个月"
    [table] = read("如下：", heads, "1 甲 100.00 200.00 300.00 2 乙 150.00 250.00 400.00 3 丙 1.00 - 1.00")
    assert [table.heads(column) for column in (1, 2, 4)] == [("交易对方",), ("锁定期限", "12个月"), ("合计",)]
    assert table.doubtful == ()


def test_one_head_that_spans_alone_makes_all_rows_doubtful():
    heads = "序号 交易对方 锁定期限 数量 12个月 24个月"
    [table] = read("如下：", heads, "1 甲 100.00 200.00 309.00 2 乙 150.00 250.00 409.00 3 丙 1.00 2.00 9.00")
    assert len(table.doubtful) == len(table.rows)


def test_words_before_a_total_make_all_rows_doubtful():
    rows = [["房屋租赁", "甲材料有限公司", "441.55"], ["带宽服务", "合计", "441.55"]]
    cells = [tuple(Cell(text, ((0, len(text)),)) for text in row) for row in rows]
    assert doubtful_rows((), cells, [9.0, 9.0], runs_on=True) == {0, 1}


def test_a_number_alone_in_a_row_is_doubtful():
    rows = [["1", "甲软件", "2010-03-19"], ["2", "", ""]]
    cells = [tuple(Cell(text, ((0, len(text)),) if text else ()) for text in row) for row in rows]
    assert doubtful_rows((), cells, [9.0, 9.0], runs_on=True) == {1}


@pytest.mark.parametrize("below", ["注：以上未经审计", "公司名称：甲海投资有限公司", "②利润表主要数据"])
def test_what_stands_below_a_table_and_is_no_cell_leaves_it_sure(below):
    [table] = read("如下：", SHAREHOLDERS.rpartition("合计")[0] + below)
    assert (len(table.rows), table.doubtful) == (3, ())


def test_words_below_a_table_may_belong_to_it():
    [table] = read("如下：", SHAREHOLDERS.rpartition("合计")[0] + "乙湖集团")
    assert len(table.doubtful) == len(table.rows)


def test_below_a_whole_total_nothing_belongs_to_a_table():
    [table] = read("如下：", SHAREHOLDERS + " 乙湖集团")
    assert (len(table.rows), table.doubtful) == (4, ())


TERMS = (
    "在本报告书中，下列简称具有如下含义： 甲海科技、公司、上市公司 指 甲海科技股份有限公司 乙山投资 指 乙山投资有限公司，为甲海科技之股东 "
    "《补充协议》 指 《甲海科技股份有限公司关于利润 预测数的补充协议》 独立财务顾问 指 丙川证券股份有限公司和丁谷证券有限责任公司 "
    "上网电量、 上网量 指 发电厂销售给电网的电量"
)


def test_a_list_of_terms_is_parted_before_the_next_term():
    [table] = read(TERMS)
    assert (table.header, {row[1] for row in rows(table)}) == ((), {"指"})
    assert [row[::2] for row in rows(table)] == [
        ["甲海科技、公司、上市公司", "甲海科技股份有限公司"],
        ["乙山投资", "乙山投资有限公司，为甲海科技之股东"],
        ["《补充协议》", "《甲海科技股份有限公司关于利润 预测数的补充协议》"],
        ["独立财务顾问", "丙川证券股份有限公司和丁谷证券有限责任公司"],
        ["上网电量、 上网量", "发电厂销售给电网的电量"],
    ]


def test_a_wrapped_head_is_no_list_of_terms():
    assert read("上证综 指 深证成 指 1996 917.02 3217.54") == []
