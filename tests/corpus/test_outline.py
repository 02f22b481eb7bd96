"""Blocks: offsets that hold, paragraphs that flow, headings, questions, speakers."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assemble import assemble
from corpus.encoding import decode
from corpus.outline import outline
from kg.model import BlockKind, DocumentMeta, Speaker, Table

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "outline.yaml").read_text(encoding="utf-8"))
LINE = st.text(
    st.sampled_from("甲公司的收入、，。；：一二（1）①问题回复\t |-%0123456789 ABab*#年月单位注"), max_size=40
)
TEXT = st.lists(LINE, max_size=30).flatmap(lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " \n\n", "\n \n"]).map(lambda b: b.join(lines)))  # fmt: skip


def blocks_of(text, *, tables=(), speaker=Speaker.ISSUER):
    return outline(text, tables, DocumentMeta(speaker=speaker))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    speaker = Speaker(case.get("speaker", "issuer"))
    found = [
        (block.kind.value, block.view(case["text"]).text, ">".join(block.section), block.speaker.value, block.question)
        for block in blocks_of(case["text"], speaker=speaker)
    ]
    for at, expected in enumerate(case["blocks"]):
        kind, words, *rest = expected
        assert found[at][:2] == (kind, words)
        if rest:
            assert found[at][2 : 2 + len(rest)] == tuple(rest)
    assert len(found) == len(case["blocks"])


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_every_piece_lies_in_the_text_in_order_and_alone(text):
    blocks = blocks_of(text)
    pieces = sorted(piece for block in blocks for piece in block.pieces)
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(one[1] <= two[0] for one, two in pairwise(pieces))
    assert all(list(block.pieces) == sorted(block.pieces) for block in blocks)
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    covered = {at for start, end in pieces for at in range(start, end)}
    missed = "".join(char for at, char in enumerate(text) if at not in covered)
    assert not missed.strip()


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_a_view_points_at_the_same_characters(text):
    for block in blocks_of(text):
        view = block.view(text)
        assert len(view.text) == len(view.offsets)
        pairs = zip(view.text, view.offsets, strict=True)
        assert all(char in (text[offset], " ") for char, offset in pairs)


def test_an_empty_text_has_no_blocks():
    assert blocks_of("") == ()


def test_lines_of_a_table_are_the_table():
    text = "一、收入\n\n收入如下：\n\n项目 金额\n甲 1\n\n以上为收入。\n"
    start, end = text.index("项目"), text.index("\n\n以上")
    blocks, [table] = outline(text, [Table(start, end, (), ())], DocumentMeta())
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    assert table.section == ("一、收入",)


def test_a_line_longer_than_its_table_keeps_its_words():
    text = "前文说明。项目 金额 甲 1 后文说明。"
    start, end = text.index("项目"), text.index("后文")
    blocks, _ = outline(text, [Table(start, end, (), ())], DocumentMeta())
    assert [text[block.start : block.end] for block in blocks] == ["前文说明。", "项目 金额 甲 1 ", "后文说明。"]


def test_an_endless_line_is_cut_at_sentences():
    text = "本公司今日公告一件事情，内容如下所述。" * 400
    blocks = blocks_of(text)
    assert len(blocks) > 10
    assert all(text[block.end - 1] == "。" for block in blocks)
    assert "".join(text[block.start : block.end] for block in blocks) == text


def test_megabytes_without_a_stop_are_cut_too():
    blocks = blocks_of("长" * 300_000)
    assert max(block.end - block.start for block in blocks) <= 20_000


def test_seed_blocks_cover_and_hold(seeds):
    for path in sorted(seeds.glob("*.txt")):
        data = path.read_bytes()
        document = assemble(path, data, decode(path, data), tables=[])
        pieces = [piece for block in document.blocks for piece in block.pieces]
        assert all(document.text[start:end].strip() for start, end in pieces)
        ordered = sorted(pieces)
        assert all(one[1] <= two[0] for one, two in pairwise(ordered))
