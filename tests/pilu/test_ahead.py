"""What a second process reads ahead leaves the same store, whatever becomes of that process."""

import sys

import pytest

import pilu
from corpus import second
from kg.errors import CorpusError
from pilu import ahead
from pilu.filing import understood


@pytest.fixture
def helped(monkeypatch):
    monkeypatch.setattr(ahead, "STARTING", 1)
    monkeypatch.setattr(ahead, "WORTH_HELP", 1)
    monkeypatch.setattr(second, "cores", lambda: 2)


@pytest.fixture
def several(filings):
    return [filings(f"{n}.txt", rows=[("甲公司", f"{n},100.00"), ("乙公司", "7.00")]) for n in range(1, 7)]


def store(folder, files):
    with pilu.open(folder) as workspace:
        report = workspace.ingest(files)
        return report.written, [str(error) for _, error in report.failed], b"".join(workspace.export("nquads"))


@pytest.fixture
def alone(tmp_path, several):
    return store(tmp_path / "alone", several)


def test_the_store_is_the_same(helped, tmp_path, several, alone):
    assert store(tmp_path / "helped", several) == alone


@pytest.mark.parametrize("executable", ["/bin/false", "/no/such/python"])
def test_one_that_fails_is_done_without(helped, monkeypatch, tmp_path, several, alone, executable):
    monkeypatch.setattr(sys, "executable", executable)
    assert store(tmp_path / "helped", several) == alone


def test_what_cannot_be_read_is_told_and_the_others_are_taken(helped, tmp_path, several, alone):
    (tmp_path / "empty.txt").write_text("")
    written, failed, graph = store(tmp_path / "helped", [*several[:3], tmp_path / "empty.txt", *several[3:]])
    assert (written, graph) == (alone[0], alone[2])
    assert len(failed) == 1
    assert "empty" in failed[0]


def test_files_are_read_by_the_other_but_for_the_first(helped, monkeypatch, several):
    here = []
    monkeypatch.setattr(ahead, "understood", lambda path: here.append(path) or understood(path))
    with ahead.reading(several) as read:
        assert [read(path).document.name for path in several] == [path.name for path in several]
    assert here == several[:1]


def test_the_first_are_read_here_while_the_other_starts(helped, monkeypatch, several):
    monkeypatch.setattr(ahead, "STARTING", several[0].stat().st_size + 1)
    here = []
    monkeypatch.setattr(ahead, "understood", lambda path: here.append(path) or understood(path))
    with ahead.reading(several) as read:
        for path in several:
            read(path)
    assert here == several[:2]


def test_a_file_that_was_asked_for_may_be_left_out(helped, several):
    with ahead.reading(several) as read:
        assert [read(several[n]).document.name for n in (0, 3, 5)] == ["1.txt", "4.txt", "6.txt"]


def test_errors_keep_their_kind(helped, several, tmp_path):
    gone = tmp_path / "gone.txt"
    with ahead.reading([several[0], gone, several[1]]) as read:
        read(several[0])
        with pytest.raises(CorpusError):
            read(gone)
        assert read(several[1]).document.name == "2.txt"


def test_few_bytes_and_lone_cores_need_none(monkeypatch, several):
    monkeypatch.setattr(second.subprocess, "Popen", None)
    with ahead.reading(several) as read:
        assert read is understood
    monkeypatch.setattr(ahead, "WORTH_HELP", 1)
    monkeypatch.setattr(second, "cores", lambda: 1)
    with ahead.reading(several) as read:
        assert read is understood
