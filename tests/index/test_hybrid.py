import numpy as np
import pytest

import index.vectors as vectors_module
from index.hybrid import HybridIndex, fuse
from index.statements import Statement
from index.vectors import Rows, VectorFile
from kg.errors import StoreError
from kg.model import Hit, Passage


def passage(doc, n, text):
    return Passage(doc, n * 100, n * 100 + len(text), text)


@pytest.fixture(params=["memory", "disk"])
def index(request, tmp_path, encoder):
    made = HybridIndex.in_memory(encoder) if request.param == "memory" else HybridIndex.create(tmp_path, encoder)
    made.add("a" * 20, [passage("a" * 20, 0, "存货跌价准备"), passage("a" * 20, 1, "借款合同")], [])
    made.add("b" * 20, [passage("b" * 20, 0, "存货余额")], [Statement("f1", ("存货", "余额", "2023年"))])
    made.commit()
    yield made
    made.close()


def test_both_kinds_are_found_and_told_apart(index):
    assert index.search("存货跌价", 1)[0].id.startswith("a" * 16)
    assert [hit.id for hit in index.search("存货余额", 5, kind="statement")] == ["f1"]


def test_adding_again_replaces(index):
    index.add("a" * 20, [passage("a" * 20, 0, "房屋租赁")], [])
    index.commit()
    assert len(index.lexical) == 3
    assert [bytes(key)[:16] for key in index.vectors.rows.ids] == [b"b" * 16, b"a" * 16]
    assert not [hit for hit in index.search("借款合同", 9) if hit.id.startswith("a" * 16) and ":100:" in hit.id]


def test_removed_is_gone_from_both(index):
    index.remove("b" * 20)
    index.commit()
    assert len(index.lexical) == len(index.vectors.matrix) == 2


def test_statements_are_found_by_words_alone(index):
    assert len(index.vectors.matrix) == 3
    assert not index.search("借款", 5, kind="statement")


def test_published_vectors_are_read_back(tmp_path, encoder):
    made = HybridIndex.create(tmp_path, encoder)
    made.add("a" * 20, [passage("a" * 20, 0, "存货跌价准备")], [])
    made.commit()
    made.publish("1")
    made.close()
    read = HybridIndex.read_only(tmp_path, encoder, "1")
    assert [hit.id for hit in read.search("存货", 3)] == [hit.id for hit in made.search("存货", 3)]
    with pytest.raises(StoreError):
        HybridIndex.read_only(tmp_path, encoder, "2")


def test_fusion_prefers_what_both_lists_have():
    fused = fuse([[Hit("a", 9), Hit("b", 8)], [Hit("c", 1), Hit("b", 0.5)]], 3)
    assert [hit.id for hit in fused] == ["b", "a", "c"]
    assert fused[0].score == pytest.approx(2 / 62)


@pytest.mark.parametrize("limits", [(10, 100, 1000), (10, 20, 1000)], ids=["flat", "eight bits"])
def test_faiss_finds_what_comparing_all_finds(tmp_path, monkeypatch, limits):
    for name, limit in zip(("EXACT", "FLAT", "EIGHT_BITS"), limits, strict=True):
        monkeypatch.setattr(vectors_module, name, limit)
    matrix = np.random.default_rng(3).standard_normal((60, 8)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    rows = Rows.of([(f"p{n}", f"d{n % 2}") for n in range(60)])
    VectorFile(matrix, rows, "e").write(tmp_path / "1")
    read = VectorFile.open(tmp_path / "1")
    assert read.faiss_index is not None
    assert read.search(matrix[7], 1)[0].id == "p7"
    assert read.search(matrix[7], 1, docs=["d0"])[0].id != "p7"
    exact = VectorFile(matrix, rows, "e")
    assert exact.search(matrix[7], 1, docs=["d1"])[0].id == "p7"
