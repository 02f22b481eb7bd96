"""What every reader promises, checked on one made file of each format: offsets in range, cells made of their pieces."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pilu
from corpus import READERS, load
from kg.errors import CorpusError
from kg.model import Document
from tests.corpus.pdf import make

PROSE = "示例科技股份有限公司（以下简称“公司”）2023年度实现营业收入1,234.56万元，同比增长5.00%。"
ROWS = [["客户名称", "销售金额（万元）", "占比"], ["甲客户", "1,000.00", "81.00%"], ["乙客户", "234.56", "19.00%"]]


def as_text() -> bytes:
    return "\n".join([PROSE, "前两大客户如下：", *("\t".join(row) for row in ROWS), ""]).encode()


def as_markdown() -> bytes:
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    return "\n".join(["# 回复", "", PROSE, "", rows[0], "|---|---|---|", *rows[1:], ""]).encode()


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<html><meta charset=utf-8><body><p>{PROSE}</p><table>{rows}</table></body></html>".encode()


def as_pdf() -> bytes:
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    return make.build([make.prose(PROSE), make.table(ROWS, grid, [120, 120, 80])])


def as_word() -> bytes:
    document = docx.Document()
    document.add_paragraph(PROSE)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([PROSE])
    sheet.append([])
    for row in ROWS:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


MADE = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".pdf": as_pdf, ".docx": as_word, ".xlsx": as_excel}


MADE_ONCE: dict[str, bytes] = {}


def check_promises(document: Document) -> None:
    length = len(document.text)
    for block in document.blocks:
        assert all(0 <= start < end <= length for start, end in block.pieces)
    for table in document.tables:
        assert 0 <= table.start < table.end <= length
        assert {len(row) for row in (*table.header, *table.rows)} == {table.width}
        for cell in (cell for row in (*table.header, *table.rows) for cell in row):
            written = "".join(document.text[start:end] for start, end in cell.pieces)
            assert "".join(written.split()) == "".join(cell.text.split())
    for run in document.runs:
        assert 0 <= run.start < run.end <= length
    ends = [page.end for page in document.pages]
    assert ends == sorted(ends)


@pytest.mark.parametrize("suffix", MADE)
def test_every_format_gives_the_same_table(tmp_path, suffix):
    path = tmp_path / f"made{suffix}"
    path.write_bytes(MADE[suffix]())
    document = load(path)
    check_promises(document)
    [table] = document.tables
    assert [[cell.text for cell in row] for row in (*table.header, *table.rows)] == ROWS
    assert PROSE in "".join(document.text.split("\n"))


def test_every_format_is_in_the_registry_and_verified_exactly(tmp_path):
    assert set(MADE) <= set(READERS)
    for suffix, made in MADE.items():
        (tmp_path / f"made{suffix}").write_bytes(made())
    with pilu.open(tmp_path / "store") as workspace:
        report = workspace.ingest(sorted(tmp_path.glob("made.*")))
        assert (len(report.written), report.failed) == (len(MADE), ())
        assert workspace.verify() == []
        paged = [fact for fact in workspace.facts() if workspace.database.document(fact.doc).pages]
        assert paged
        assert all(evidence.page == 1 for fact in paged for evidence in fact.evidence)


def read_or_refused(suffix: str, data: bytes) -> None:
    """Read a file with all promises kept, or see it refused with an error that names it."""
    try:
        document = READERS[suffix](Path(f"made{suffix}"), data)
    except CorpusError as error:
        named = f"made{suffix}" in str(error)
    else:
        named = True
        check_promises(document)
    assert named


@given(st.sampled_from(sorted(MADE)), st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
@settings(max_examples=40)
def test_a_damaged_file_is_read_or_refused(suffix, at, noise):
    data = bytearray(MADE_ONCE.setdefault(suffix, MADE[suffix]()))
    at %= len(data)
    data[at : at + len(noise)] = noise
    read_or_refused(suffix, bytes(data))


@given(st.sampled_from(sorted(MADE)), st.integers(1, 10_000))
@settings(max_examples=25)
def test_a_file_cut_short_is_read_or_refused(suffix, at):
    data = MADE_ONCE.setdefault(suffix, MADE[suffix]())
    read_or_refused(suffix, data[: at % len(data)])


def test_announcements_of_the_exchange_are_read(shared):
    folder = shared / "data" / "contracts" / "html"
    paths = sorted(folder.glob("*.html"))[::67][:30]
    if not paths:
        pytest.skip(f"no announcements in {folder}")
    for path in paths:
        document = load(path)
        check_promises(document)
        assert document.meta.title
