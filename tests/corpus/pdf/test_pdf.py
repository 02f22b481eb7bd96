"""PDFs of known content come back as written: prose, tables ruled and not, merged, wrapped, over pages."""

from pathlib import Path

import pytest

from corpus.pdf import read_pdf
from kg.errors import CorpusError, NoTextLayerError
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


def test_columns_without_rules_are_found_by_alignment():
    rows = make.LOANS[:6]
    document = read(make.build([make.prose("借款明细如下："), make.table(rows, [], [190, 80, 80, 90])]))
    [table] = document.tables
    assert grid(table) == ([rows[0]], rows[1:])


def test_prose_is_one_line_a_paragraph_without_running_heads():
    first = "公司持续聚焦主营业务，" * 30 + "上述情况属实。"
    second = "本段讲述另一件事情，" * 200 + "到此为止。"
    document = read(make.build([make.prose(first), make.prose(second)]))
    assert document.text.split("\n")[:2] == [first, second]
    assert "年年度报告" not in document.text
    assert "/ 9" not in document.text


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
