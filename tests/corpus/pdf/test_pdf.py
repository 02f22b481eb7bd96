"""PDFs of known content come back as written: prose, tables ruled and not, merged, wrapped, over pages."""

from pathlib import Path

import pytest
from reportlab.platypus import PageBreak

from corpus.pdf import read_pdf
from kg.errors import CorpusError, NoTextLayerError, TooLargeError
from kg.model import Document, Table
from tests.corpus.pdf import make

RULED = [("GRID", (0, 0), (-1, -1), 0.5, "black")]


def read(data: bytes) -> Document:
    return read_pdf(Path("made.pdf"), data)


def grid(table: Table) -> tuple[list[list[str]], list[list[str]]]:
    header = [[cell.text for cell in row] for row in table.header]
    return header, [[cell.text for cell in row] for row in table.rows]


def sales_story(style: list, *, wrapped: bool = False) -> list:
    lead = make.prose("2022年度和2023年度，公司主营业务收入的构成如下：")
    widths = [90, 80, 70, 80, 70]
    return [lead, make.line("单位：万元"), make.table(make.SALES, style, widths, wrapped=wrapped), make.gap()]


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_ruled_table_with_merged_heads_is_exact(wrapped):
    document = read(make.build(sales_story([*RULED, *make.SALES_SPANS], wrapped=wrapped)))
    [table] = document.tables
    header, rows = grid(table)
    assert header == [
        ["项目", "2023年度", "2023年度", "2022年度", "2022年度"],
        ["项目", "金额", "占比", "金额", "占比"],
    ]
    assert rows == make.SALES[2:]
    assert table.unit == "万元"
    assert table.caption.endswith("构成如下：")
    assert table.page == 1


def test_a_table_over_pages_is_one_and_its_repeated_header_goes():
    style = [*RULED, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    story = [make.prose("借款明细如下："), make.table(make.LOANS, style, [120, 80, 80, 90], wrapped=True)]
    document = read(make.build(story))
    [table] = document.tables
    assert len(document.pages) > 1
    assert grid(table) == ([make.LOANS[0]], make.LOANS[1:])


def test_a_title_on_a_new_page_does_not_go_on_with_the_line_before():
    signed = make.line("法定代表人：张一二  主管会计工作负责人：李三四  会计机构负责人：王五六七八九十百千万")
    story = [signed, PageBreak(), make.title("合并现金流量表"), make.title("2023 年度"), make.line("单位：万元")]
    document = read(make.build([*story, make.table(make.SALES, [*RULED, *make.SALES_SPANS], [90, 80, 70, 80, 70])]))
    [table] = document.tables
    assert (table.caption, table.unit) == ("合并现金流量表", "万元")


THREE_LINES = [
    ("LINEABOVE", (0, 0), (-1, 0), 1.5, "black"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
    ("LINEBELOW", (0, -1), (-1, -1), 1.5, "black"),
]
ROWS_ONLY = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"), ("LINEABOVE", (0, 0), (-1, 0), 0.5, "black")]
SHADED = [("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]
OPEN_SIDES = [("INNERGRID", (0, 0), (-1, -1), 0.5, "black"), *ROWS_ONLY]
BOXED = [("BOX", (0, 0), (-1, -1), 1, "black")]


@pytest.mark.parametrize("style", [[], THREE_LINES, ROWS_ONLY, SHADED, OPEN_SIDES, BOXED])
def test_every_way_to_rule_a_table_gives_the_same_cells(style):
    rows = make.LOANS[:6]
    document = read(make.build([make.prose("借款明细如下："), make.table(rows, style, [190, 80, 80, 90])]))
    [table] = document.tables
    assert grid(table) == ([rows[0]], rows[1:])


def test_two_tables_on_a_page_stay_two():
    style = [*RULED, *make.SALES_SPANS]
    document = read(make.build([*sales_story(style), *sales_story(style)]))
    assert [grid(table)[1] for table in document.tables] == [make.SALES[2:], make.SALES[2:]]


def test_blocks_side_by_side_are_columns_of_one_table():
    rows = [["序号", "2023年", "", "2022年", ""], ["", "客户", "金额", "客户", "金额"]]
    rows += [[str(n), f"甲{n}有限公司", f"{n},100.00", f"乙{n}有限公司", f"{n},200.00"] for n in range(1, 6)]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    [table] = read(make.build([make.table(rows, [*RULED, *spans], [40, 110, 80, 110, 80])])).tables
    assert table.heads(3) == ("2022年", "客户")
    assert grid(table)[1] == rows[2:]


def test_a_row_that_a_page_break_cuts_is_one_row():
    """As Word draws it: the walls go on to the edge of the page, no rule closes the row there."""
    xs = [60, 160, 400, 500]

    def page(canvas, ys, top, bottom, words):
        canvas.setFont(make.FONT, 10.5)
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, top, x, bottom)
        for x, y, text in words:
            canvas.drawString(x + 4, y, text)

    def paint(canvas):
        heads = [(xs[0], 745, "项目"), (xs[1], 745, "说明"), (xs[2], 745, "金额")]
        row = [(xs[0], 725, "甲项目"), (xs[1], 725, "合同约定的权利和义务由双方"), (xs[2], 725, "1,000.00")]
        page(canvas, [760, 740], 760, 60, [*heads, *row])
        canvas.showPage()
        rest = [(xs[1], 745, "另行协商确定"), (xs[0], 715, "乙项目"), (xs[1], 715, "无"), (xs[2], 715, "2,000.00")]
        page(canvas, [730, 710], 760, 710, rest)

    [table] = read(make.drawn(paint)).tables
    assert grid(table) == (
        [["项目", "说明", "金额"]],
        [["甲项目", "合同约定的权利和义务由双方另行协商确定", "1,000.00"], ["乙项目", "无", "2,000.00"]],
    )


def test_a_merged_cell_goes_on_over_a_page_break_under_the_repeated_header():
    """The table has no sides, and between the rows of a merged cell no rule runs through its column."""
    xs = [60, 160, 400, 500]

    def page(canvas, rows):
        canvas.setFont(make.FONT, 10.5)
        for number in range(len(rows) + 2):
            left = xs[0] if number in (0, 1, len(rows) + 1) else xs[1]
            canvas.line(left, 760 - 20 * number, xs[-1], 760 - 20 * number)
        for x in xs[1:-1]:
            canvas.line(x, 760, x, 740 - 20 * len(rows))
        for number, cells in enumerate([["姓名", "任职单位", "职务"], *rows]):
            for x, text in zip(xs, cells, strict=False):
                canvas.drawString(x + 4, 745 - 20 * number, text)

    def paint(canvas):
        page(canvas, [["张某", "甲公司", "董事"], ["", "乙公司", "监事"], ["", "丙公司", "监事"]])
        canvas.showPage()
        page(canvas, [["", "丁公司", "董事"], ["", "戊公司", "监事"]])

    [table] = read(make.drawn(paint)).tables
    header, rows = grid(table)
    assert header == [["姓名", "任职单位", "职务"]]
    assert [row[:2] for row in rows] == [["张某", f"{name}公司"] for name in "甲乙丙丁戊"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_reads_as_it_is_shown(rotation):
    """The page is drawn turned, so that with its rotation it is shown upright."""

    def paint(canvas):
        width, height = make.A4
        if rotation:
            canvas.translate(*{90: (height, 0), 180: (width, height), 270: (0, width)}[rotation])
            canvas.rotate({90: 90, 180: 180, 270: 270}[rotation])
        for number, text in enumerate(["第一行文字在最上面，", "第二行文字在它下面。"]):
            canvas.drawString(60, 500 - 18 * number, text)

    document = read(make.drawn(paint, rotation=rotation))
    assert "".join(document.text.split()) == "第一行文字在最上面，第二行文字在它下面。"
    [first, *_] = document.runs
    page = document.pages[0]
    assert 0 <= first.x0 < first.x1 <= page.width
    assert 0 <= first.y0 < first.y1 <= page.height


def test_a_cropped_page_knows_where_its_words_are_shown():
    def paint(canvas):
        canvas.setCropBox((100, 100, 500, 800))
        canvas.drawString(120, 760, "营业收入为一百万元整。")

    [run] = read(make.drawn(paint)).runs
    assert (run.x0, round(run.y1)) == (20, pytest.approx(42, abs=3))


def test_empty_cells_are_one_tab_each():
    rows = [["项目", "甲", "乙", "丙"], ["收入", "", "", "3.00"], ["成本", "1.00", "", ""]]
    document = read(make.build([make.table(rows, RULED)]))
    assert document.text.partition("\n")[2] == "项目\t甲\t乙\t丙\n收入\t\t\t3.00\n成本\t1.00\n"


def test_squared_paper_is_no_table():
    def paint(canvas):
        canvas.grid([20 + 5 * n for n in range(110)], [20 + 5 * n for n in range(150)])
        canvas.drawString(60, 500, "公司营业收入为一百万元。")

    document = read(make.drawn(paint))
    assert (document.text, document.tables) == ("公司营业收入为一百万元。\n", ())


def test_forms_within_forms_without_measure_are_refused():
    def paint(canvas):
        canvas.beginForm("f0")
        canvas.drawString(10, 10, "revenue of the year")
        canvas.endForm()
        for depth in range(1, 12):
            canvas.beginForm(f"f{depth}")
            for _ in range(8):
                canvas.doForm(f"f{depth - 1}")
            canvas.endForm()
        canvas.doForm("f1" if shallow else "f11")

    shallow = True
    assert "revenue of the year" in read(make.drawn(paint)).text
    shallow = False
    with pytest.raises(TooLargeError, match="nested"):
        read(make.drawn(paint))


def test_a_pdf_without_pages_or_with_too_many_is_one_clear_error():
    empty = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    with pytest.raises(CorpusError, match=r"made\.pdf: the PDF (has no pages|is broken)"):
        read(empty + b"trailer<</Size 3/Root 1 0 R>>\n%%EOF")
    with pytest.raises(TooLargeError, match="6,001 pages"):
        read(make.blank(6001))


def test_doubled_glyphs_of_fake_bold_are_one():
    def paint(canvas):
        for shift in (0, 0.3, 0.6):
            canvas.drawString(72 + shift, 700, "重要提示：本公司董事会保证内容真实。")

    assert read(make.drawn(paint)).text.strip() == "重要提示：本公司董事会保证内容真实。"


def test_a_page_drawn_twice_is_read_once():
    def paint(canvas):
        for _ in range(2):
            for number in range(5):
                canvas.drawString(72, 700 - 20 * number, f"第{number}行文字。")

    assert read(make.drawn(paint)).text.count("第3行") == 1


def test_two_columns_are_read_one_after_the_other():
    left = [f"左栏第{n}行的文字写到这里为止了没有别的" for n in range(30)]
    right = [f"右栏第{n}行的文字写到这里为止了没有别的" for n in range(30)]

    def paint(canvas):
        for number, (a, b) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 750 - 20 * number, a)
            canvas.drawString(320, 750 - 20 * number, b)

    text = "".join(read(make.drawn(paint)).text.split())
    assert text.index(left[-1]) < text.index(right[0])
    assert text.index("".join(right[:3])) > 0


def test_ligatures_are_their_letters():
    def paint(canvas):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "The of\ufb01ce of the pro\ufb01t center, a su\ufb03cient sentence.")

    text = read(make.drawn(paint)).text
    assert "\ufb01" not in text


def test_prose_is_one_line_a_paragraph_without_running_heads():
    first = "公司持续聚焦主营业务，" * 30 + "上述情况属实。"
    second = "本段讲述另一件事情，" * 200 + "到此为止。"
    document = read(make.build([make.prose(first), make.prose(second)]))
    assert document.text.split("\n")[:2] == [first, second]
    assert "年年度报告" not in document.text
    assert "/ 9" not in document.text


def test_lines_of_tables_and_sentences_at_the_top_of_pages_are_no_running_heads():
    def paint(canvas):
        for number in range(9):
            canvas.setFont(make.FONT, 10.5)
            canvas.drawString(72, 810, "示例科技 2023 年年度报告")
            if number % 4 == 0:
                canvas.drawString(72, 780, "单位：元  币种：人民币")
            canvas.drawString(72, 765, f"公司第{number + 1}家门店收入为{number + 11}万元。")
            canvas.drawString(72, 500, "公司经营稳定。" * 4)
            canvas.showPage()

    text = read(make.drawn(paint)).text
    assert (text.count("币种：人民币"), text.count("家门店"), text.count("年年度报告")) == (3, 9, 0)


def test_every_cell_points_at_its_words_and_every_run_at_a_page():
    document = read(make.build(sales_story([*RULED, *make.SALES_SPANS])))
    cells = [cell for table in document.tables for row in (*table.header, *table.rows) for cell in row]
    for cell in cells:
        assert "".join(document.text[a:b] for a, b in cell.pieces) == cell.text
    for run in document.runs:
        assert 0 <= run.start < run.end <= len(document.text)
        assert 0 <= run.x0 < run.x1 <= document.pages[run.page - 1].width + 1


def test_a_pdf_of_pictures_says_what_to_do():
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(NoTextLayerError, match="ocrmypdf"):
        read(buffer.getvalue())


@pytest.mark.parametrize("cut", [0, 10, 400])
def test_a_broken_pdf_is_one_clear_error(cut):
    data = make.build([make.prose("正文。")])
    with pytest.raises(CorpusError, match=r"made\.pdf"):
        read(data[:cut])


def test_an_encrypted_pdf_is_one_clear_error():
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    with pytest.raises(CorpusError, match="encrypted"):
        read(buffer.getvalue())


def test_real_pdfs_are_read_whole(shared):
    folder = shared / "data" / "pdf"
    document = read_pdf(folder / "resignation_000002.pdf", (folder / "resignation_000002.pdf").read_bytes())
    assert document.pages
    assert document.text.strip()


def test_scanned_pages_among_others_are_named():
    [unread] = read(make.scanned(pages=7, pictures=(2, 3, 6), empty=7)).unread
    assert unread.message == "pages without text, only pictures: 2-3, 6"
    assert "ocrmypdf" in unread.hint


def test_heads_turned_on_their_side_are_read_along():
    rows = [["原值", "10.00", "5.00", "15.00"], ["折旧", "2.00", "1.00", "3.00"]]
    [table] = read(make.turned(["项目", "期初余额", "本期增加", "期末余额"], rows)).tables
    assert grid(table) == ([["项目", "期初余额", "本期增加", "期末余额"]], rows)


def test_a_table_continued_beside_has_the_unit_of_the_one_above():
    left, right = [["项目", "2019年"], ["收入", "1.00"]], [["项目", "2020年"], ["收入", "2.00"]]
    lead = make.prose("最近两年的收入如下：")
    story = [lead, make.line("单位：万元"), make.table(left, RULED), make.line("（续上表）"), make.table(right, RULED)]
    first, second = read(make.build(story)).tables
    assert first.unit == second.unit == "万元"
    assert first.caption == second.caption == "最近两年的收入如下："


def test_names_and_values_side_by_side_are_one_list():
    rows = [["公司名称", "示例有限公司", "法定代表人", "张三"], ["注册资本", "5,000.00万元", "成立日期", "2010-01-05"]]
    [table] = read(make.build([make.table(rows, RULED)])).tables
    assert grid(table) == ([], [pair for row in rows for pair in (row[:2], row[2:])])
