import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import LONGEST, cut, passages
from kg.model import Block, BlockKind, Cell, Document, DocumentMeta, Speaker, Table
from kg.view import whole


def document(text, blocks=(), tables=()):
    return Document("d" * 64, "a.txt", text, DocumentMeta(), tuple(blocks), tuple(tables))


def test_a_paragraph_keeps_section_and_speaker():
    text = "一、概况\n公司主营云服务。\n"
    blocks = [Block(BlockKind.PARAGRAPH, ((5, 13),), section=("一、概况",), speaker=Speaker.SPONSOR)]
    [passage] = passages(document(text, blocks))
    assert passage.text == "公司主营云服务。"
    assert text[passage.start : passage.end] == passage.text
    assert (passage.section, passage.speaker) == (("一、概况",), Speaker.SPONSOR)


def test_a_heading_is_found_with_the_first_sentence_below():
    text = "一、概况\n公司主营云服务。另有其他。\n"
    blocks = [Block(BlockKind.HEADING, ((0, 4),), 1), Block(BlockKind.PARAGRAPH, ((5, 18),), section=("一、概况",))]
    heading = passages(document(text, blocks))[0]
    assert heading.text == "一、概况 公司主营云服务。"
    assert text[heading.start : heading.end] == "一、概况\n公司主营云服务。"


def test_a_row_is_told_with_its_headers_caption_and_unit():
    text = "客户\t金额\nA公司\t1.00\n"
    header = ((Cell("客户", ((0, 2),)), Cell("金额", ((3, 5),))),)
    rows = ((Cell("A公司", ((6, 9),)), Cell("1.00", ((10, 14),))),)
    table = Table(0, 14, header, rows, caption="前五大客户", unit="万元")
    [passage] = passages(document(text, tables=[table]))
    assert passage.text == "前五大客户 单位：万元 | 客户 A公司；金额 1.00"
    assert text[passage.start : passage.end] == "A公司\t1.00"
    assert passage.kind == BlockKind.TABLE


@given(st.text(alphabet="公司A1。；！”\n ", max_size=3000))
def test_cuts_lie_side_by_side_and_cover_the_text(text):
    ranges = list(cut(whole(text)))
    assert "".join(text[a:b] for a, b in ranges) == text
    assert all(b - a <= 4 * LONGEST for a, b in ranges)


@given(st.text(alphabet="公司A1。；！”\n ", min_size=1, max_size=900))
def test_passages_point_at_their_words(text):
    blocks = [Block(BlockKind.PARAGRAPH, ((0, len(text)),))]
    for passage in passages(document(text, blocks)):
        assert text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("kind", [BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.UNIT, BlockKind.CAPTION])
def test_what_is_no_prose_gives_no_passage(kind):
    assert passages(document("第 3 页", [Block(kind, ((0, 5),))])) == []
