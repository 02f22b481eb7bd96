"""Heads of two levels whose merged cells were written once: which of them span, and when nothing tells."""

from corpus.tables import find_tables


def read(*lines):
    rows = [line.replace(" ", " | ") for line in lines]
    [table] = find_tables("\n".join([rows[0], "---|---", *rows[1:]]) + "\n")
    return table


def heads(table, column):
    return table.heads(column)


def test_what_the_columns_hold_says_which_heads_span():
    table = read(
        "资产 交易后 交易前 增长金额 增长率",
        "金额 占总额比例 金额 占总额比例",
        "货币资金 300.00 60.00% 100.00 50.00% 200.00 200.00%",
        "存货 200.00 40.00% 100.00 50.00% 100.00 100.00%",
    )
    assert [heads(table, n) for n in (1, 2, 4, 5, 6)] == [
        ("交易后", "金额"),
        ("交易后", "占总额比例"),
        ("交易前", "占总额比例"),
        ("增长金额",),
        ("增长率",),
    ]
    assert table.doubtful == ()


def test_a_total_stands_under_the_head_whose_parts_it_adds_up():
    table = read(
        "项目 2013年审定数 2014年预测数 2015年预测数",
        "1-6月 7-12月 合计",
        "营业收入 210.00 300.00 500.00 800.00 900.00",
        "营业成本 110.00 150.00 250.00 400.00 450.00",
    )
    assert [heads(table, n) for n in (1, 2, 4, 5)] == [
        ("2013年审定数",),
        ("2014年预测数", "1-6月"),
        ("2014年预测数", "合计"),
        ("2015年预测数",),
    ]
    assert table.doubtful == ()


def test_where_all_columns_look_alike_nothing_tells_which_head_spans():
    table = read("品种 甲地 乙地 丙地", "北厂 南厂", "铜管 1.50 2.50 3.50 4.50", "铝管 5.50 6.50 7.50 8.50")
    assert len(table.header) == 2
    assert table.doubtful == (0, 1)


def test_units_in_brackets_stand_under_the_heads_of_figures():
    table = read(
        "案例 收购方 交易对价/储量 交易对价/资源量",
        "（元/盎司） （元/盎司）",
        "甲矿 乙公司 300.00 60.00",
        "丙矿 丁公司 200.00 40.00",
    )
    assert [heads(table, n) for n in (0, 1, 3)] == [("案例",), ("收购方",), ("交易对价/资源量", "（元/盎司）")]
    assert len(table.rows) == 2
