"""Heads in the last row of one frame stand over the columns of the next, where no more than a title is between."""

import pytest

from corpus.builder import TextBuilder
from corpus.drawn import tables_of

UPPER = [
    ["募集资金总额", "", "586.54", "本年投入总额", "45.96"],
    ["变更用途总额", "", "17.21", "累计投入总额", "596.15"],
    ["投资项目", "是否变更", "承诺总额", "调整后总额", "本年投入"],
]
UPPER_MERGED = [(0, 0, 1, 2), (1, 0, 1, 2)]
LOWER = [["甲产线项目", "否", "63.00", "57.85", "18.93"], ["乙中心项目", "是", "24.84", "2.59", "1.00"]]
MORE = [["丙基地项目", "否", "52.63", "52.63", "3.14"], ["小计", "-", "52.63", "52.63", "3.14"]]
XS = (80.0, 240.0, 310.0, 380.0, 450.0, 520.0)


def read(between="承诺投资项目", lower=LOWER):
    builder = TextBuilder()
    builder.line("募集资金使用情况对照表")
    builder.line("单位：万元")
    builder.table(UPPER, UPPER_MERGED)
    builder.line(between)
    builder.table(lower)
    builder.line("超募资金投向")
    builder.table(MORE)
    for table in builder.tables:
        table.xs = XS
    return builder.text, tables_of(builder.text, builder.tables)


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_each_frame_takes_the_heads_of_the_one_above():
    text, (pairs, first, second) = read()
    assert texts(pairs.rows) == [
        ["募集资金总额", "586.54"],
        ["本年投入总额", "45.96"],
        ["变更用途总额", "17.21"],
        ["累计投入总额", "596.15"],
    ]
    assert texts(first.header) == texts(second.header) == [UPPER[2]]
    assert (texts(first.rows), texts(second.rows)) == (LOWER, MORE)
    assert [table.caption for table in (pairs, first, second)] == [
        "募集资金使用情况对照表",
        "承诺投资项目",
        "超募资金投向",
    ]
    assert {table.unit for table in (pairs, first, second)} == {"万元"}
    assert {table.doubtful for table in (pairs, first, second)} == {()}
    assert pairs.end <= first.start
    for table in (pairs, first, second):
        assert all(text[c.start : c.end] == c.text for row in (*table.header, *table.rows) for c in row if c.pieces)


@pytest.mark.parametrize(
    "between", ["下面是与上表无关的另一张表，两者之间有一段说明，因此上表最后一行不是它的表头，也不应当成为它的表头。"]
)
def test_none_is_handed_down_past_a_paragraph_and_figures_without_heads_are_doubtful(between):
    _, (upper, first, *_) = read(between)
    assert len(texts(upper.rows)) == len(UPPER)
    assert (first.header, first.doubtful) == ((), (0, 1))


def test_a_list_of_names_and_words_takes_none():
    _, (_, first, *_) = read(lower=[["元", "指", "人民币元", "", ""], ["快件", "指", "寄递的物品", "", ""]])
    assert "投资项目" not in [cell.text for row in first.header for cell in row]
