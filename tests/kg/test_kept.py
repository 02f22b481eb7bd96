"""What was worked out is kept beside its source, else in the user's cache, and nowhere where neither can be written."""

from pathlib import Path

import pytest

from kg.kept import copy_of, keep, words_of

WORDS = "甲:\n- 乙\n- 丙\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "words.yaml"
    path.parent.mkdir()
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.mark.usefixtures("cache")
def test_a_copy_lies_beside_its_source_and_replaces_an_older_one(path: Path):
    assert words_of(path) == words_of(path) == {"甲": ["乙", "丙"]}
    [first] = (path.parent / "__pycache__").iterdir()
    path.write_text("甲: 丁\n", encoding="utf-8")
    assert words_of(path) == {"甲": "丁"}
    [second] = (path.parent / "__pycache__").iterdir()
    assert first != second


def test_it_lies_in_the_users_cache_where_the_folder_cannot_be_written(path: Path, cache: Path):
    (path.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert words_of(path) == words_of(path) == {"甲": ["乙", "丙"]}
    assert len(list(cache.rglob("words-*.json"))) == 1


def test_folders_do_not_share_their_copies(tmp_path: Path, cache: Path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__pycache__").write_text("in the way", encoding="utf-8")
        keep(tmp_path / name, "words", f"key of {name}", name)
    assert copy_of(tmp_path / "one", "words", "key of one") == b"one"
    assert len(list(cache.rglob("words-*.json"))) == 2
    with pytest.raises(LookupError):
        copy_of(tmp_path / "one", "words", "key of other")


def test_nothing_is_kept_where_neither_can_be_written(path: Path, cache: Path):
    (path.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    cache.write_text("in the way", encoding="utf-8")
    assert words_of(path) == {"甲": ["乙", "丙"]}


@pytest.mark.usefixtures("cache")
def test_keys_that_are_no_words_are_not_kept(path: Path):
    path.write_text("1: 乙\n", encoding="utf-8")
    assert words_of(path) == words_of(path) == {1: "乙"}
    assert not (path.parent / "__pycache__").exists()
