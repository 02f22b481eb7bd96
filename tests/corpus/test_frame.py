"""Tables stacked in one frame are parted, those that a page break parts are put together."""

from corpus.builder import TextBuilder
from corpus.drawn import tables_of

SHEET = [
    ["主要会计数据", "2020年", "2019年", "增减(%)"],
    ["营业收入", "1,581.00", "1,126.00", "40.41"],
    ["净利润", "406.00", "221.00", "83.71"],
    ["", "2020年末", "2019年末", "增减(%)"],
    ["净资产", "4,981.00", "4,647.00", "7.19"],
    ["总资产", "6,278.00", "5,585.00", "12.41"],
]
TITLED = [
    ["分行业情况", "", ""],
    ["行业", "收入", "成本"],
    ["制药", "10.00", "6.00"],
    ["其他", "2.00", "1.00"],
    ["分产品情况", "", ""],
    ["产品", "收入", "成本"],
    ["甲药", "7.00", "4.00"],
    ["乙药", "5.00", "3.00"],
]


def read(rows, merged=(), above="主要情况如下：\n单位：万元"):
    builder = TextBuilder()
    for line in above.split("\n"):
        builder.line(line)
    builder.table(rows, merged)
    return tables_of(builder.text, builder.tables)


def texts(rows):
    return [[cell.text for cell in row] for row in rows]


def test_heads_in_the_middle_begin_another_table_of_the_same_unit():
    first, second = read(SHEET)
    assert (texts(first.header), texts(first.rows)) == (SHEET[:1], SHEET[1:3])
    assert (texts(second.header), texts(second.rows)) == (SHEET[3:4], SHEET[4:])
    assert (first.unit, second.unit) == ("万元", "万元")


def test_a_row_over_all_columns_is_the_title_of_what_follows():
    tables = read(TITLED, [(0, 0, 1, 3), (4, 0, 1, 3)])
    assert [table.caption for table in tables] == ["分行业情况", "分产品情况"]
    assert [texts(table.header) for table in tables] == [[TITLED[1]], [TITLED[5]]]
    assert [texts(table.rows) for table in tables] == [TITLED[2:4], TITLED[6:]]


def test_empty_cells_stay_empty_and_merged_ones_are_repeated():
    rows = [
        ["类别", "项目", "金额", "说明"],
        ["甲", "一", "1.00", "新立项"],
        ["", "二", "2.00", ""],
        ["乙", "三", "3.00", ""],
    ]
    [table] = read(rows, [(1, 0, 2, 1)])
    assert texts(table.rows)[1] == ["甲", "二", "2.00", ""]
    assert table.rows[1][0].filled
    assert not table.rows[1][3].text


def test_boxes_to_tick_are_no_caption():
    [table] = read(SHEET[:3], above="五、研发投入\n√适用 □不适用\n单位：元")
    assert (table.caption, table.unit) == ("五、研发投入", "元")


def test_a_list_of_terms_has_no_header():
    rows = [["公司", "指", "甲云股份有限公司"], ["证监会", "指", "中国证券监督管理委员会"], ["元", "指", "人民币元"]]
    [table] = read(rows)
    assert table.header == ()
    assert texts(table.rows) == rows
