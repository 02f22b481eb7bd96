"""What is made from the ontology: the reference page, the vocabulary, the shapes."""

import pyoxigraph as ox
import pytest
import rdflib

from kg.namespaces import PL
from kg.nquads import encode
from kg.ontology import load
from kg.ontology.reference import PAGE, reference
from kg.shapes import shapes
from kg.vocabulary import turtle, vocabulary


def test_the_reference_page_has_not_drifted():
    assert PAGE.read_text(encoding="utf-8") == reference(load()), "run `make docs`"


def test_every_class_and_concept_is_on_the_page():
    page = reference(load())
    assert all(f"### {name}\n" in page for name in load().types)
    assert all(f"| `{concept}` |" in page for concept in load().concepts)


def test_the_vocabulary_is_rdf_with_a_label_for_each_class_and_role():
    graph = rdflib.Graph().parse(data=turtle(load()), format="turtle")
    assert turtle(load()) == turtle(load())
    for type_ in load().types.values():
        for name in (type_.name, *type_.roles):
            languages = {label.language for label in graph.objects(rdflib.URIRef(PL + name), rdflib.RDFS.label)}
            assert {"zh", "en"} <= languages, name


def test_the_vocabulary_stands_in_one_graph():
    quads = list(ox.parse(encode(vocabulary(load())), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {"urn:pilu:graph:ontology"}


def test_the_shapes_are_turtle_and_name_every_class():
    graph = rdflib.Graph().parse(data=shapes(load()), format="turtle")
    targets = set(graph.objects(None, rdflib.SH.targetClass))
    assert {rdflib.URIRef(PL + name) for name in load().types} <= targets


def test_facts_hold_to_their_shapes(store):
    validate = pytest.importorskip("pyshacl", reason="pySHACL is not installed").validate
    from kg.export import turtle as export
    from tests.kg.making import ISSUER, YEAR, make_fact, money, party
    from tests.kg.test_store import add, entities

    fact = make_fact(
        "Sale", seller=party(ISSUER), buyer=party("甲集团有限公司"), amount=money("1.5"), period=YEAR[2023]
    )
    add(store, "a", [fact], entities())
    data = rdflib.Graph().parse(data=b"".join(export(store)), format="turtle")
    holds, _, told = validate(data, shacl_graph=rdflib.Graph().parse(data=shapes(load()), format="turtle"))
    assert holds, told
