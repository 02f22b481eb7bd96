import csv
from pathlib import Path

import pytest

from index.lexical import Lexical
from index.tokens import tokens
from kg.errors import StoreError

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "tokens.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_tokens(case):
    assert " ".join(tokens(case["text"])) == case["tokens"]


@pytest.fixture(params=["memory", "disk"])
def lexical(request, tmp_path):
    index = Lexical.in_memory() if request.param == "memory" else Lexical.open(tmp_path, create=True)
    index.add("d1", "passage", [("p1", ["A公司2023年销售金额为1,234.50万元"]), ("p2", ["诉讼情况说明"])])
    index.add("d2", "statement", [("s1", ["A公司", "销售", "2023年"])])
    index.commit()
    yield index
    index.close()


def ids(hits):
    return [hit.id for hit in hits]


def test_the_passage_with_the_words_comes_first(lexical):
    assert ids(lexical.search("诉讼", 5)) == ["p2"]
    assert ids(lexical.search("销售金额", 5))[0] == "p1"
    assert ids(lexical.search("1234.50", 5)) == ["p1"]


def test_kind_and_document_narrow_the_search(lexical):
    assert ids(lexical.search("A公司销售", 5, kind="statement")) == ["s1"]
    assert ids(lexical.search("A公司销售", 5, docs=["d1"])) == ["p1"]
    assert ids(lexical.search("A公司销售", 5, docs=["d3"])) == []


def test_a_removed_document_is_gone_after_commit(lexical):
    lexical.remove("d1")
    lexical.commit()
    assert ids(lexical.search("诉讼", 5)) == []
    assert len(lexical) == 1


@pytest.mark.parametrize("query", ["", "？？", "AND OR (", 'doc:"d1"', "\x00"])
def test_odd_questions_are_only_words(lexical, query):
    assert isinstance(lexical.search(query, 5), list)


def test_a_very_long_question_is_cut_to_known_terms(lexical):
    assert ids(lexical.search("天地玄黄宇宙洪荒" * 500 + "诉讼", 5)) == ["p2"]


def test_what_nearly_all_entries_of_a_large_store_hold_is_looked_up_only_where_nothing_else_is_asked(
    lexical, monkeypatch
):
    assert ids(lexical.search("销售诉讼", 5)) == ["p2", "s1", "p1"]
    monkeypatch.setattr("index.lexical.LARGE", 3)
    assert ids(lexical.search("销售诉讼", 5)) == ["p2"]
    assert ids(lexical.search("销售", 5)) == ["s1", "p1"]


def test_no_index_is_a_store_error(tmp_path):
    with pytest.raises(StoreError):
        Lexical.open(tmp_path / "nothing")


def test_a_full_disk_is_a_store_error(tmp_path):
    class Full:
        def add_document(self, document):
            raise ValueError("An error occurred in a thread")

    made = Lexical.open(tmp_path / "words", create=True)
    made._writer = Full()  # type: ignore[assignment]  # a disk cannot be filled here
    with pytest.raises(StoreError, match="cannot be written") as caught:
        made.add("d1", "passage", [("p1", ["销售"])])
    assert "disk" in caught.value.hint
