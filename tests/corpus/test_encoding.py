"""Encodings: round trips, damage that is tolerated, and readings that are not mistaken for others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encoding import decode

PATH = Path("a.txt")
PROSE = (
    "本公司及董事会全体成员保证信息披露的内容真实、准确、完整。2023年度营业收入为1,234.56万元，同比增长12.5%。\n" * 3
)
CHINESE = st.text(st.sampled_from("的一是在公司年月日股份有限，。、（）1234567890%万元收入增长，\n甲乙丙"), min_size=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_each_encoding_is_seen(encoding):
    assert decode(PATH, PROSE.encode(encoding)) == PROSE


def test_big5_is_not_read_as_gb18030():
    text = "本公司及董事會全體成員保證信息披露的內容真實、準確、完整，不存在任何虛假記載。\n" * 4
    assert decode(PATH, text.encode("big5")) == text


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_chinese_survives(text, encoding):
    text = "公司公告：" + text + "董事会"
    assert decode(PATH, text.encode(encoding)) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_utf8_survives(text):
    text = "正文" + text
    assert decode(PATH, text.encode()) == text


def test_stray_bytes_become_one_mark_each():
    for encoding in ("gb18030", "utf-8"):
        data = PROSE.encode(encoding)
        cut = len("本公司".encode(encoding))
        text = decode(PATH, data[:cut] + b"\xff" + data[cut:])
        assert text.replace("\ufffd", "") == PROSE


def test_a_gb18030_file_cut_within_a_character():
    data = PROSE.encode("gb18030")
    cut = len(PROSE[:20].encode("gb18030")) + 1
    assert decode(PATH, data[:cut]).startswith(PROSE[:20])


def test_nul_and_control_characters_are_kept():
    text = PROSE[:30] + "\x00\x01\x0c" + PROSE[30:]
    assert decode(PATH, text.encode()) == text


def test_mostly_latin_gb18030():
    text = "GPU Cloud Platform revenue 2023: 1,234.56\n" * 10 + "单位：万元 公司\n"
    assert decode(PATH, text.encode("gb18030")) == text


def test_half_a_character_lost_takes_no_others_with_it():
    text = "本公司及董事会全体成员保证公告内容的真实、准确和完整。" * 20
    data = bytearray(text.encode("gb18030"))
    for at in range(100, len(data), 208):
        data[at] = 0xFF
    read = decode(PATH, bytes(data))
    assert len(read) == len(text)
    assert (
        sum(a != b for a, b in zip(read, text, strict=True)) == read.count("\ufffd") == len(range(100, len(data), 208))
    )
