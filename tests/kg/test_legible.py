"""Words from outside are characters, whatever bytes they came as."""

import pytest

from kg.legible import legible


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("甲公司的收入".encode(), "甲公司的收入"),
        ("甲公司的收入".encode("gb18030"), "甲公司的收入"),
        (b"plain", "plain"),
        (b"\xff", "\ufffd"),
    ],
)
def test_bytes_are_utf_8_or_gb18030(data: bytes, text: str) -> None:
    assert legible(data.decode("utf-8", "surrogateescape")) == text


def test_half_a_character_is_marked() -> None:
    assert legible("甲\ud800乙") == "甲?乙"
