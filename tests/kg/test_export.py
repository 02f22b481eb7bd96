import itertools

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import FORMATS, nquads, turtle
from kg.store import OxigraphStore
from tests.kg.test_store import add, entities, holdings


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_the_order_of_ingestion_leaves_no_trace_in_an_export(format_):
    seen = set()
    for order in itertools.permutations("abc"):
        with OxigraphStore.in_memory() as store:
            for key in order:
                add(store, key, holdings(key, ["1.50", "2"]), entities())
            seen.add(b"".join(FORMATS[format_](store)))
    assert len(seen) == 1


def test_nquads_hold_everything(store):
    add(store, "a", holdings("a", ["1.50"]), entities())
    again = ox.Store()
    again.load(b"".join(nquads(store)), ox.RdfFormat.N_QUADS)
    assert set(again) == set(store.quads())


def test_turtle_holds_everything_and_rdflib_reads_it(store, monkeypatch):
    monkeypatch.setattr("kg.export.PART", 7)  # subjects are cut between pieces
    add(store, "a", holdings("a", ["1.50", "2"]), entities())
    graph = rdflib.Graph().parse(data=b"".join(turtle(store)), format="turtle")
    assert len(graph) == len(store)
