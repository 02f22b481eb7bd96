"""Words that PDFium can draw nothing of are read like others, on a machine without Chinese fonts too."""

from pathlib import Path

import pytest

from corpus.pdf import read_pdf
from tests.corpus.pdf import inkless, make

LINES = ["本公司与乙方签订合同，期限为3年。", "是", "无", "5", "（一）"]
WHOLE = "".join(LINES)
WORDS = [["项目", "是否", "数量"], ["甲项目", "是", "5"], ["乙", "否", "—"], ["丙", "√", "□"]]
RULED = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), inkless.song(), 9)]


def read(data):
    return read_pdf(Path("made.pdf"), data)


def words(document):
    return "".join(document.text.split())


def one_by_one(canvas):
    canvas.setFont(inkless.song(), 10.5)
    for row, line in enumerate(LINES):
        for place, char in enumerate(line):
            canvas.drawString(72 + 10.5 * place, 700 - 20 * row, char)


def test_characters_drawn_one_by_one():
    assert words(read(make.drawn(one_by_one))) == WHOLE


def test_cells_of_one_character():
    [table] = read(make.build([make.prose("各项目如下："), make.table(WORDS, RULED, [100.0] * 3)])).tables
    assert [[cell.text for cell in row] for row in (*table.header, *table.rows)] == WORDS


def test_a_page_turned_on_its_side():
    def paint(canvas):
        canvas.setFont(inkless.song(), 10.5)
        canvas.translate(500, 72)
        canvas.rotate(90)
        for row, line in enumerate(LINES):
            canvas.drawString(0, -20 * row, line)

    assert words(read(make.drawn(paint, rotation=90))) == WHOLE


@pytest.mark.parametrize("depth", [1, 6])
def test_forms_within_forms(depth):
    def paint(canvas):
        for level in range(depth + 1):
            canvas.beginForm(f"form{level}")
            canvas.doForm(f"form{level - 1}") if level else one_by_one(canvas)
            canvas.endForm()
        canvas.doForm(f"form{depth}")

    assert words(read(make.drawn(paint))) == WHOLE


def test_a_blank_beside_words_is_still_a_blank():
    def paint(canvas):
        canvas.setFont(inkless.song(), 10.5)
        for place, word in enumerate(["甲", " ", "乙", "　", "丙"]):
            canvas.drawString(72 + 10.5 * place, 700, word)
        canvas.drawString(72, 660, "本公司董事会保证公告内容真实。")

    assert words(read(make.drawn(paint))) == "甲乙丙本公司董事会保证公告内容真实。"


def test_a_font_of_which_only_numbers_are_given_and_what_they_mean():
    document = read(inkless.numbered(LINES, told=True))
    assert (words(document), document.unread) == (WHOLE, ())


def test_numbers_without_meaning_are_no_letters():
    document = read(inkless.numbered(LINES, told=False))
    assert words(document) == "�" * len(WHOLE)
    [unread] = document.unread
    assert unread.message == f"{len(WHOLE)} characters are unknown and stand as �, on pages: 1"
    assert "--force-ocr" in unread.hint


@pytest.mark.parametrize("width", [1, 2, 40])
def test_the_layer_of_ocr(width):
    document = read(inkless.scanned(LINES, width))
    assert (words(document), document.unread) == (WHOLE, ())


def test_a_hyphen_that_ends_a_line_stays():
    lines = ["合同编号为LZ-", "100，期间为2019-", "2020年，差额为-", "5万元。"]

    def paint(canvas):
        for row, line in enumerate(lines):
            canvas.drawString(72, 700 - 20 * row, line)

    assert words(read(make.drawn(paint))) == "".join(lines)
