"""Text that a font's map has spoilt is told of; rare names and traditional characters are not."""

import pytest

from corpus import load
from corpus.miscoded import miscoded
from pilu.terminal.group import warning_line

SPOILT = (
    "甲海股份有限公司及董事会全体成员保证公告内容真实。公司主营惄务为水泵，愝立于二〇〇一年，栱据合同约定惄绩补偿。"
)


def test_spoilt_text_says_what_where_and_what_next():
    [unread] = miscoded(SPOILT)
    assert unread.message == "4 of 49 characters look wrongly coded (惄 愝 栱), the first in “公司主营惄务为水泵”"
    assert "--force-ocr" in unread.hint


def test_it_is_told_when_the_file_is_read_and_in_chinese(tmp_path):
    path = tmp_path / "公告.txt"
    path.write_text(SPOILT * 3, encoding="utf-8")
    [unread] = load(path).unread
    line = warning_line("公告.txt", unread, "zh")
    assert line.startswith(
        "注意：公告.txt：有12个字（共147个汉字）疑为错码（惄 愝 栱），首处在“公司主营惄务为水泵”（原文件的字体映射有误"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        SPOILT.replace("惄", "业").replace("愝", "设").replace("栱", "根"),
        "董事：张珺、李垚、王翀、赵堃、钱祎、孙玥、周喆。" + SPOILT[:26] * 2,  # rare, but from anywhere
        "本公司董事會及全體董事保證本公告內容不存在任何虛假記載、誤導性陳述或者重大遺漏，並對其真實性承擔責任。",
        "甲海股份有限公司住所在牂牁路。" * 3 + SPOILT[:26] * 30,  # the name of one street
    ],
)
def test_other_text_says_nothing(text):
    assert miscoded(text) == ()
