"""Word and Excel files of known content come back as written."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from corpus.excel import read_excel
from corpus.excel_cells import shown
from corpus.word import read_word
from kg.errors import CorpusError, EmptyFileError, TooLargeError
from kg.model import Table

SALES = [
    ["项目", "2023年度", "", "2022年度", ""],
    ["", "金额", "占比", "金额", "占比"],
    ["云图产品", "1,234.56", "61.73%", "998.00", "55.44%"],
    ["云图服务", "765.44", "38.27%", "802.00", "44.56%"],
    ["合计", "2,000.00", "100.00%", "1,800.00", "100.00%"],
]
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORD_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
HEADER = [["项目", "2023年度", "2023年度", "2022年度", "2022年度"], ["项目", "金额", "占比", "金额", "占比"]]


def texts(rows) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def saved(document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(data: bytes):
    return read_word(Path("made.docx"), data)


def sales_in_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("示例科技股份有限公司关于年度报告的回复")
    document.add_paragraph("主营业务收入构成如下：")
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=len(SALES), cols=5)
    for row, cells in enumerate(SALES):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2023年度"
    table.cell(0, 3).merge(table.cell(0, 4)).text = "2022年度"
    return saved(document)


def check_sales(table: Table, text: str) -> None:
    assert texts(table.header) == HEADER
    assert texts(table.rows) == SALES[2:]
    assert table.unit == "万元"
    for row in (*table.header, *table.rows):
        for cell in row:
            assert "".join(text[a:b] for a, b in cell.pieces) == cell.text


def test_a_word_table_with_merged_cells_is_exact():
    document = word(sales_in_word())
    [table] = document.tables
    check_sales(table, document.text)


def test_tracked_changes_are_read_as_accepted():
    document = docx.Document()
    paragraph = document.add_paragraph("合同金额为")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:del {w} w:id="1"><w:r><w:delText>100万元</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {w} w:id="2"><w:r><w:t>200万元</w:t></w:r></w:ins>'))
    assert word(saved(document)).text == "合同金额为200万元\n"


def xml(source: str):
    """Return an element of a Word document."""
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')} {MC}", source))


def grown(document, rows):
    """Add a table of these rows."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    return table


CUSTOMERS = [["客户", "金额", "占比"], ["甲公司", "30", "60%"], ["乙公司", "9", "18%"], ["丙公司", "20", "40%"]]


def test_rows_that_were_deleted_are_gone():
    document = docx.Document()
    table = grown(document, CUSTOMERS)
    table.rows[2]._tr.get_or_add_trPr().append(xml('<w:del w:id="7"/>'))
    [found] = word(saved(document)).tables
    assert texts(found.rows) == [CUSTOMERS[1], CUSTOMERS[3]]


def test_cells_and_rows_in_content_controls_keep_their_columns():
    document = docx.Document()
    table = grown(document, CUSTOMERS)
    for element in (table.cell(1, 1)._tc, table.rows[3]._tr):
        control = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
        element.getparent().replace(element, control)
        control[1].append(element)
    [found] = word(saved(document)).tables
    assert texts(found.rows) == CUSTOMERS[1:]


def test_a_paragraph_whose_end_was_deleted_runs_on():
    document = docx.Document()
    first = document.add_paragraph("公司与甲公司")
    first._p.get_or_add_pPr().append(xml('<w:rPr><w:del w:id="8"/></w:rPr>'))
    document.add_paragraph("签订合同。").add_run("隐藏").font.hidden = True
    assert word(saved(document)).text == "公司与甲公司签订合同。\n"


BOX = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>框中一句。</w:t></w:r></w:p>
</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框中一句。</w:t></w:r></w:p></w:txbxContent>
</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_a_text_box_is_read_once_after_its_paragraph_or_in_its_cell():
    document = docx.Document()
    document.add_paragraph("框外一句。")._p.append(xml(BOX))
    grown(document, [["项目", "说明"], ["甲", "乙"]]).cell(1, 1).paragraphs[0]._p.append(xml(BOX))
    assert word(saved(document)).text == "框外一句。\n框中一句。\n项目\t说明\n甲\t乙 框中一句。\n"


def test_a_table_of_one_column_only_frames_what_stands_in_it():
    document = docx.Document()
    frame = grown(document, [["公司前三大客户如下："]]).cell(0, 0)
    inner = frame.add_table(rows=2, cols=2)
    for at, text in enumerate(["客户", "金额（万元）", "甲公司", "30"]):
        inner.cell(at // 2, at % 2).text = text
    [found] = word(saved(document)).tables
    assert texts(found.rows) == [["甲公司", "30"]]
    assert found.caption == "公司前三大客户如下："


def test_a_note_stands_after_what_refers_to_it():
    document = docx.Document()
    document.add_paragraph("营业收入为30万元。")._p.append(xml('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    document.add_paragraph("净利润为3万元。")
    note = '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>未经审计。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), WORD_NOTES, etree.tostring(xml(note)), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert word(saved(document)).text == "营业收入为30万元。\n未经审计。\n净利润为3万元。\n"


def test_excel_sheets_are_tables_with_numbers_as_shown():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "收入"
    sheet.append(["主营业务收入构成如下："])
    sheet.append(["单位：万元"])
    sheet.append(["项目", "2023年度", "占比"])
    sheet.append(["云图产品", 1234.56, 0.6173])
    sheet["C4"].number_format = "0.00%"
    sheet.append(["合计", 2000, 1])
    sheet["C5"].number_format = "0.00%"
    buffer = BytesIO()
    workbook.save(buffer)
    document = read_excel(Path("made.xlsx"), buffer.getvalue())
    [table] = document.tables
    assert texts(table.header) == [["项目", "2023年度", "占比"]]
    assert texts(table.rows) == [["云图产品", "1234.56", "61.73%"], ["合计", "2000", "100%"]]
    assert table.unit == "万元"


def excel(workbook):
    return read_excel(Path("made.xlsx"), saved(workbook))


def test_a_format_far_away_makes_no_sheet_large():
    workbook = openpyxl.Workbook()
    for row in (["项目", "金额"], ["收入", 5]):
        workbook.active.append(row)
    workbook.active["XFD1048576"].number_format = "0.0%"
    workbook.create_sheet("草稿").append(["项目", "金额"])
    workbook["草稿"].sheet_state = "hidden"
    assert excel(workbook).text == "Sheet\n项目\t金额\n收入\t5\n"


def test_tables_side_by_side_are_two_but_an_empty_column_is_none():
    workbook = openpyxl.Workbook()
    for row in (["产品", "收入", None, "供应商", "采购额"], ["云图", 100, None, "丙公司", 55]):
        workbook.active.append(row)
    spaced = workbook.create_sheet("间隔")
    for row in (["产品", None, "2023年", "2022年"], ["云图", None, 100, 90], ["智图", None, 20, 10]):
        spaced.append(row)
    first, second, third = excel(workbook).tables
    assert texts((*first.header, *first.rows)) == [["产品", "收入"], ["云图", "100"]]
    assert texts((*second.header, *second.rows)) == [["供应商", "采购额"], ["丙公司", "55"]]
    assert texts(third.rows) == [["云图", "", "100", "90"], ["智图", "", "20", "10"]]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1234567.89, "#,##0.00", "1234567.89"),
        (0.1 + 0.2, "General", "0.3"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "-1234.5"),
        (1234567, "#,##0,", "1234.567"),
        (1234567890, '0.00,,"百万元"', "1234.56789百万元"),
        (12.5, '0.00"万元"', "12.5万元"),
        (12345, '0!.0,"万"', "12.345"),
        (1.5e-7, "General", "0.00000015"),
        (True, "General", "TRUE"),
        ("00123", "@", "00123"),
    ],
)
def test_figures_are_shown_in_full_and_in_their_scale(value, form, text):
    assert shown(value, form) == text


def test_a_workbook_of_too_many_cells_is_refused_before_it_is_opened():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b'<c r="A1"/>' * 500_001)
    with pytest.raises(TooLargeError, match="500,001 cells"):
        read_excel(Path("made.xlsx"), buffer.getvalue())


def test_cells_merged_without_measure_are_refused_before_they_are_made():
    workbook = openpyxl.Workbook()
    workbook.active.append(["项目", "金额"])
    workbook.active.merge_cells("A2:B3")
    buffer = BytesIO()
    with ZipFile(BytesIO(saved(workbook))) as whole, ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name).replace(b"A2:B3", b"A2:XFD1048576"))
    with pytest.raises(TooLargeError, match="cells, the limit is"):
        read_excel(Path("made.xlsx"), buffer.getvalue())


def test_a_document_of_too_many_elements_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr("corpus.word.MOST_ELEMENTS", 1000)
    with pytest.raises(TooLargeError, match="elements, the limit is 1,000"):
        word(sales_in_word())


def test_a_document_named_as_a_workbook_is_one_clear_error():
    with pytest.raises(CorpusError, match="not an Excel workbook"):
        read_excel(Path("made.xlsx"), sales_in_word())


def test_a_date_that_is_none_costs_no_more_than_its_cell():
    workbook = openpyxl.Workbook()
    for row in (["项目", "日期"], ["甲", 99999999], ["乙", 45000]):
        workbook.active.append(row)
    for row in (2, 3):
        workbook.active.cell(row, 2).number_format = "yyyy-mm-dd"
    assert "乙\t2023-03-15" in excel(workbook).text


def test_cells_strewn_far_apart_are_refused():
    workbook = openpyxl.Workbook()
    for row in range(1, 1500):
        workbook.active.cell(row, 1, "甲")
        workbook.active.cell(row, 2 + row * 10, 1)
    with pytest.raises(TooLargeError, match="far apart"):
        excel(workbook)


@pytest.mark.parametrize("reader", [read_word, read_excel])
def test_old_binary_files_say_what_to_do(reader):
    with pytest.raises(CorpusError, match="save it as"):
        reader(Path("old.doc"), bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512)


@pytest.mark.parametrize("reader", [read_word, read_excel])
def test_broken_files_are_one_clear_error(reader):
    with pytest.raises(CorpusError, match="broken"):
        reader(Path("cut.docx"), sales_in_word()[:1000])


@pytest.mark.parametrize("reader", [read_word, read_excel])
def test_a_zip_without_the_parts_is_one_clear_error(reader):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(CorpusError, match="parts of it are missing"):
        reader(Path("other.docx"), buffer.getvalue())


def test_a_zip_bomb_is_refused_before_it_unpacks():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/part{number}.xml", b"\0" * 100_000_000)
    with pytest.raises(TooLargeError, match="unpacks to"):
        word(buffer.getvalue())


def test_an_empty_document_is_empty():
    with pytest.raises(EmptyFileError):
        word(saved(docx.Document()))


NUMBERED = """<w:abstractNum {} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="3"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/></w:lvl></w:abstractNum>"""


def test_word_numbers_are_written_as_word_shows_them():
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERED.format(nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for text, depth in [("基本情况", 0), ("业务", 1), ("产品", 2), ("人员", 1), ("风险", 0), ("市场", 1)]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>')
        )
    lines = word(saved(document)).text.split("\n")
    assert lines[:6] == ["一、基本情况", "（1）业务", "1.3 产品", "（2）人员", "二、风险", "（1）市场"]


def test_word_headings_are_the_outline():
    document = docx.Document()
    document.add_heading("业务与技术", 1)
    document.add_heading("研发投入", 2)
    document.add_paragraph("报告期内公司持续投入研发，")
    document.add_paragraph("").add_run("研发人员").bold = True
    document.add_paragraph("公司有研发人员一百人。")
    document.add_heading("公司治理", 1)
    document.add_paragraph("公司依法治理。")
    read = word(saved(document))
    blocks = {block.view(read.text).text: block for block in read.blocks}
    assert blocks["公司有研发人员一百人。"].section == ("业务与技术", "研发投入", "研发人员")
    assert blocks["公司依法治理。"].section == ("公司治理",)
    assert [blocks[title].level for title in ("业务与技术", "研发投入", "公司治理")] == [1, 2, 1]


def test_a_table_within_a_cell_is_part_of_the_cell():
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["项目", "说明", "甲", "乙"]):
        table.cell(at // 2, at % 2).text = text
    inner = table.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    [found] = word(saved(document)).tables
    assert len(found.header) + len(found.rows) == 2


def test_formulas_that_were_never_computed_are_said():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "利润表"
    for row in (["项目", "2023年", "2022年"], ["收入", 3, 2], ["成本", 1, 1], ["利润", "=B2-B3", "=C2-C3"]):
        sheet.append(row)
    document = excel(workbook)
    assert texts(document.tables[0].rows)[-1] == ["利润", "", ""]
    [unread] = document.unread
    assert unread.message == "formulas that were never computed: 利润表!B4, C4"
    sheet["B4"], sheet["C4"] = 2, 1
    assert excel(workbook).unread == ()
