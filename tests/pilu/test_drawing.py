"""Paths with matplotlib: a box for each node, an arrow for each edge, words in a language."""

import pytest

from kg.answer import Edge, Node, Path
from pilu.drawing import draw_paths

matplotlib = pytest.importorskip("matplotlib", reason="needs the extra notes")

NODES = (Node("urn:pilu:entity:a", "A"), Node("urn:pilu:fact:f", "Sale"), Node("urn:pilu:entity:b", "B" * 30))
EDGES = (Edge(1, "pl:buyer", 0, "urn:pilu:fact:f", ()), Edge(1, "pl:seller", 2, "urn:pilu:fact:f", ()))
WORDS = {"zh": ["A", "销售"], "en": ["A", "sale"]}


@pytest.fixture(autouse=True)
def quiet():
    matplotlib.use("agg")
    yield
    from matplotlib import pyplot

    pyplot.close("all")


@pytest.mark.parametrize("lang", WORDS)
def test_every_node_and_edge_is_drawn(lang):
    axes = draw_paths([Path(NODES, EDGES, 1.0)], lang=lang)
    boxes = [text.get_text() for text in axes.texts if text.get_bbox_patch()]
    assert [each.lower() for each in boxes[:2]] == [each.lower() for each in WORDS[lang]]
    assert boxes[2] == "B" * 12 + "\n" + "B" * 12 + "\n" + "B" * 6
    assert sum(1 for text in axes.texts if getattr(text, "arrow_patch", None)) == len(EDGES)


def test_no_paths_are_an_empty_drawing_on_given_axes():
    from matplotlib import pyplot

    _, axes = pyplot.subplots()
    assert draw_paths([], axes) is axes
    assert list(axes.texts) == []
