"""The page of a PDF with the cited words marked; what cannot be drawn is one clear error."""

from dataclasses import replace

import pytest

from corpus import load
from kg.errors import CorpusError, MissingFileError, PiluError
from pilu.pictures import SCALE, evidence_picture
from tests.corpus.pdf import make


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(make.build([make.prose("本公司主营业务收入为一千二百万元。"), make.prose("另一段文字。")]))
    return path


def is_yellow(pixel):
    return pixel[2] < 200 < pixel[0]


def test_the_cited_words_are_marked_on_their_page(source):
    document = load(source)
    start = document.text.index("一千二百万元")
    picture = evidence_picture(document, source, start, start + 6)
    page = document.pages[0]
    assert picture.size == (round(page.width * SCALE + 0.49), round(page.height * SCALE + 0.49))
    wide, high = picture.size
    marked = [(x, y) for x in range(wide) for y in range(high // 4) if is_yellow(picture.getpixel((x, y)))]
    rows = {y for _, y in marked}
    [run] = [run for run in document.runs if run.start <= start < run.end]
    assert run.y0 * SCALE - 6 <= min(rows) <= max(rows) <= run.y1 * SCALE + 6
    assert min(x for x, _ in marked) > (run.x0 + 20) * SCALE


def test_what_cannot_be_drawn_says_why(source, tmp_path):
    document = load(source)
    with pytest.raises(MissingFileError):
        evidence_picture(document, tmp_path / "gone.pdf", 0, 3)
    with pytest.raises(PiluError, match="no pages"):
        evidence_picture(replace(document, runs=()), source, 0, 3)
    source.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(CorpusError, match="not the file"):
        evidence_picture(document, source, 0, 3)
