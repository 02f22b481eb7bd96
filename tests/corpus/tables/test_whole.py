"""Labels and heads that a dump has cut in two are put together where the text says so, and doubtful where it does not."""

from corpus.tables import find_tables

HEAD = "项目 | 2023年 | 2022年\n---|---|---\n"


def read(*parts):
    [table] = find_tables("".join(parts) + "\n")
    return table


def rows(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_the_end_of_a_label_alone_in_the_last_row():
    table = read(
        "少数股东和所有者权益如下。\n\n", HEAD, "资产总额 | 9.10 | 8.20\n归属于母公司所有 | 5.10 | 4.20\n者权益 | |"
    )
    assert rows(table) == [["资产总额", "9.10", "8.20"], ["归属于母公司所有者权益", "5.10", "4.20"]]
    assert len(table.rows[1][0].pieces) == 2
    assert table.doubtful == ()


def test_a_last_row_of_words_that_nothing_joins_is_doubtful():
    table = read(HEAD, "资产总额 | 9.10 | 8.20\n其他 | 5.10 | 4.20\n归母 | |")
    assert len(table.rows) == 3
    assert table.doubtful == (1, 2)


def test_a_head_over_an_empty_column_is_the_beginning_of_the_next():
    table = read(
        "持股比例如下。\n\n股东 | 股数（万股） | 比 | 例（％）\n---|---|---|---\n甲 | 50.10 | | 60.5\n乙 | 40.20 | | 39.5"
    )
    assert [cell.text for cell in table.header[0]] == ["股东", "股数（万股）", "比例（％）"]
    assert rows(table)[0] == ["甲", "50.10", "60.5"]
