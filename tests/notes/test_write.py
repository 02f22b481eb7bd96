"""A note on disk is written whole or not at all, and never over someone else's change."""

from pathlib import Path

import pytest

from notes.model import NoteError
from notes.write import expand, read, replace


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("甲\r\n".encode())
    return path


def test_mode_and_newlines_are_kept(note):
    note.chmod(0o640)
    assert replace(read(note), "乙\r\n")
    assert note.read_bytes() == "乙\r\n".encode()
    assert note.stat().st_mode & 0o777 == 0o640


def test_a_byte_order_mark_is_kept(note):
    note.write_bytes(b"\xef\xbb\xbfa\n")
    file = read(note)
    assert file.text == "a\n"
    assert replace(file, "b\n")
    assert note.read_bytes() == b"\xef\xbb\xbfb\n"


def test_an_unchanged_note_is_not_written(note):
    before = note.stat()
    assert not replace(read(note), "甲\r\n")
    assert (note.stat().st_mtime_ns, note.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_note_that_changed_meanwhile_is_refused(note):
    file = read(note)
    note.write_text("someone else", "utf-8")
    with pytest.raises(NoteError, match="changed while it was rendered"):
        replace(file, "乙")
    assert note.read_text("utf-8") == "someone else"
    assert [path.name for path in note.parent.iterdir()] == ["a.md"]


def test_a_note_that_is_gone_meanwhile_is_not_made_again(note):
    file = read(note)
    note.unlink()
    with pytest.raises(NoteError):
        replace(file, "乙")
    assert not note.exists()


def test_a_read_only_note_is_refused(note):
    note.chmod(0o444)
    with pytest.raises(NoteError, match="read-only"):
        replace(read(note), "乙")
    assert note.read_bytes() == "甲\r\n".encode()


def test_a_crash_while_writing_leaves_the_old(note, monkeypatch):
    file = read(note)

    def crash(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(NoteError, match="No space left"):
        replace(file, "乙")
    assert note.read_bytes() == "甲\r\n".encode()
    assert [path.name for path in note.parent.iterdir()] == ["a.md"]


def test_a_link_stays_a_link(note, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(note)
    assert replace(read(link), "乙")
    assert link.is_symlink()
    assert note.read_text("utf-8") == "乙"


@pytest.mark.parametrize(("data", "words"), [(b"\xff\xfe\x00", "not UTF-8"), (None, "no such note")])
def test_what_cannot_be_read(tmp_path, data, words):
    path = tmp_path / "b.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(NoteError, match=words):
        read(path)


def test_folders_hold_notes_and_other_things(tmp_path):
    for name in ("a.md", "b/c.qmd", "b/d.txt", ".git/e.md", ".obsidian/f.md", "node_modules/g.md", "b/H.MD"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    found = [
        path.relative_to(tmp_path).as_posix() for path in expand([tmp_path, tmp_path / "a.md", tmp_path / "b/d.txt"])
    ]
    assert found == ["a.md", "b/H.MD", "b/c.qmd", "b/d.txt"]
