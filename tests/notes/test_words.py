import pytest

from notes.model import BlockError
from notes.words import LONGEST, _patterns, message, words


def test_both_languages_have_the_same_words():
    assert set(words()["zh"]) == set(words()["en"])
    for name, text in words()["zh"].items():
        assert words()["en"][name].count("{") == text.count("{"), name


@pytest.mark.parametrize("part", ["messages", "hints"])
def test_every_message_is_translated_whole(part):
    for pattern, chinese in _patterns(part):
        assert chinese.format(*["§"] * pattern.compiled.groups).count("§") == pattern.compiled.groups


def test_a_message_is_one_line_of_bounded_length():
    error = BlockError("the query does not run: " + "x" * 1000, hint="add n=")
    assert len(message(error, "en")) <= LONGEST + 20
    assert message(error, "zh").startswith("查询不能运行：xxx")
    assert message(error, "zh").endswith("…（请加 n=）")
