import numpy as np
import pytest

from index.encoder import BUNDLED, load
from kg.errors import StoreError


def test_the_bundled_embedder_gives_unit_vectors():
    encoder = load()
    vectors = encoder.encode(["公司净利润增长", "企业利润上升", "法院判决", ""])
    assert vectors.shape == (4, encoder.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_text_has_one_vector_whatever_stands_beside_it():
    encoder = load()
    assert np.array_equal(encoder.encode(["存货", "租赁合同"])[0], encoder.encode(["存货"])[0])


def test_model2vec_reads_the_same_vectors():
    model2vec = pytest.importorskip("model2vec")
    theirs = model2vec.StaticModel.from_pretrained(str(BUNDLED)).encode(["存货跌价准备"])
    assert np.allclose(theirs, load().encode(["存货跌价准备"]), atol=1e-3)


def test_a_missing_embedder_is_one_clear_error(tmp_path):
    (tmp_path / "model.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    with pytest.raises(StoreError, match="cannot load the embedder"):
        load(str(tmp_path))
