"""Loading files: what is refused, and with which words."""

import os
from pathlib import Path

import pytest

from corpus import expand, load
from kg.errors import CorpusError, EmptyFileError, MissingFileError, NotTextError, UnsupportedFormatError


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_text_is_the_file_itself(tmp_path):
    text = "第一段。\r\n\r\n第二段\t末尾 \n"
    document = load(write(tmp_path, "a.txt", "\ufeff" + text))
    assert document.text == text
    assert document.name == "a.txt"
    assert len(document.id) == 64


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("empty.txt", b"", EmptyFileError, "empty"),
        ("blank.txt", b" \r\n\x00\t ", EmptyFileError, "empty"),
        ("mark.txt", b"\xef\xbb\xbf", EmptyFileError, "empty"),
        ("wide.txt", b"\xff\xfe\x0d\x00\x0a\x00", EmptyFileError, "empty"),
        ("pdf.txt", b"%PDF-1.7 and so on", NotTextError, ".pdf"),
        ("zip.md", b"PK\x03\x04" + bytes(range(256)), NotTextError, "zip"),
        ("junk.txt", bytes((i * i * 31 + 7 * i) % 256 for i in range(4000)), NotTextError, "UTF-8"),
        ("page.pdf", b"<!DOCTYPE html><html><p>404", CorpusError, ".html"),
        ("page.xls", b" <html><table>", CorpusError, ".html"),
        ("text.pdf", "本公司董事会保证公告内容真实。".encode("gbk"), CorpusError, ".txt"),
        ("text.doc", "本公司", CorpusError, ".txt"),
        ("word.pdf", b"PK\x03\x04" + bytes(99), CorpusError, "not PDF"),
        ("print.docx", b"%PDF-1.4", CorpusError, ".pdf"),
        ("old.xlsx", b"{\\rtf1 ", CorpusError, "RTF"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj", CorpusError, "broken"),
        ("slides.pptx", b"PK", UnsupportedFormatError, ".txt"),
        ("nosuffix", b"text", UnsupportedFormatError, ".md"),
    ],
)
def test_bad_files_say_what_and_what_next(tmp_path, name, data, error, words):
    path = write(tmp_path, name, data)
    with pytest.raises(error) as caught:
        load(path)
    assert words in str(caught.value)
    assert name in str(caught.value)
    assert caught.value.hint


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(MissingFileError):
        load(tmp_path / "none.txt")
    with pytest.raises(CorpusError, match="folder"):
        load(tmp_path)


def test_expand_takes_files_folders_and_globs(tmp_path):
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    one, two = write(tmp_path, "one.txt", "1"), write(tmp_path / "b", "two.md", "2")
    write(tmp_path, "three.bin", "3")
    write(tmp_path / "b" / ".hidden", "four.txt", "4")
    assert expand([tmp_path]) == [one, two]
    assert expand([two, tmp_path]) == [two, one]
    assert expand([str(tmp_path / "*.txt")]) == [one]
    assert expand([tmp_path / "three.bin"]) == [tmp_path / "three.bin"]


def test_expand_reports_what_is_not_there(tmp_path):
    with pytest.raises(MissingFileError):
        expand([tmp_path / "nowhere"])
    with pytest.raises(CorpusError, match="no readable files"):
        expand([tmp_path])


def test_what_may_never_end_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        with pytest.raises(CorpusError, match="neither a file nor a folder"):
            load(tmp_path / name)
        with pytest.raises(CorpusError, match="neither a file nor a folder"):
            expand([tmp_path / name])


def test_a_name_too_long_is_one_clear_error():
    with pytest.raises(CorpusError, match="too long"):
        expand(["a" * 5000])


def test_a_folder_that_may_not_be_entered_is_among_what_is_to_be_read(tmp_path, monkeypatch):
    one = write(tmp_path, "one.txt", "1")
    walk = os.walk

    def refused(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "shut")))
        return walk(folder)

    monkeypatch.setattr(os, "walk", refused)
    assert expand([tmp_path]) == [one, tmp_path / "shut"]


def test_a_name_of_gb18030_is_a_name(tmp_path):
    path = tmp_path / os.fsdecode("年报.txt".encode("gb18030"))
    path.write_text("本公司董事会保证公告内容真实。", "utf-8")
    assert load(path).name == "年报.txt"
