import itertools
import multiprocessing
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.model import Entity, EntityKind, Fact
from kg.namespaces import document_iri
from kg.ontology import load
from kg.rdf import document_quads, entity_quads, fact_quads
from kg.store import OxigraphStore
from tests.kg.making import ISSUER, YEAR, make_document, make_entity, make_fact, money, party

BUYERS = ["甲集团有限公司", "乙集团有限公司"]


def add(store: OxigraphStore, key: str, facts: list[Fact], entities: list[Entity]) -> None:
    document = make_document(key)
    quads = list(document_quads(document))
    for entity in entities:
        quads += entity_quads(entity, document)
    for fact in facts:
        quads += fact_quads(fact, document, load())
    store.replace(document_iri(document.id), quads)


def holdings(key: str, amounts: list[str]) -> list[Fact]:
    return [
        make_fact(
            "Shareholding", key, i, holder=party(BUYERS[i % 2]), company=party(ISSUER), shares=money(amount, "share")
        )
        for i, amount in enumerate(amounts)
    ]


def entities() -> list[Entity]:
    return [make_entity(name) for name in (*BUYERS, ISSUER)]


def state(store: OxigraphStore) -> list[str]:
    return sorted(map(str, store.quads()))


def test_shared_nodes_in_two_documents_do_not_double_a_sum(store):
    add(store, "a", holdings("a", ["100.01", "200"]), entities())
    add(store, "b", holdings("b", ["300"]), entities())
    total = (
        "SELECT (SUM(?n) AS ?t) WHERE { ?f pl:shares ?n ; pl:holder ?h . ?h a pl:Entity ; rdfs:label ?l ; pl:kind ?k }"
    )
    assert store.query(total).values() == [(Decimal("600.01"),)]
    by_edge = "SELECT (SUM(?n) AS ?t) WHERE { ?h pl:shareholderOf ?c . ?f pl:holder ?h ; pl:company ?c ; pl:shares ?n }"
    assert store.query(by_edge).values() == [(Decimal("600.01"),)]


def test_no_triple_stands_in_two_graphs(store):
    for key in "abc":
        add(store, key, holdings(key, ["1", "2", "3"]), entities())
    triples = [(q.subject, q.predicate, q.object) for q in store.quads()]
    assert len(triples) == len(set(triples))


def test_an_entity_has_one_label_however_many_documents_write_it(store):
    key = make_entity(ISSUER).id
    add(store, "a", [], [Entity(key, ISSUER, EntityKind.ORG)])
    add(store, "b", [], [Entity(key, ISSUER + " ", EntityKind.BANK)])
    label = store.query("SELECT ?l ?k ?o { ?e a pl:Entity ; rdfs:label ?l ; pl:kind ?k ; skos:altLabel ?o }").values()
    assert label == [(ISSUER, "BANK", ISSUER + " ")]


@pytest.mark.parametrize("order", list(itertools.permutations("abc")), ids="".join)
def test_the_order_of_documents_leaves_no_trace(store, order):
    for key in order:
        add(store, key, holdings(key, ["1", "2"]), entities())
    with OxigraphStore.in_memory() as other:
        for key in "abc":
            add(other, key, holdings(key, ["1", "2"]), entities())
        assert state(store) == state(other)


def test_removing_leaves_what_the_others_give(store):
    add(store, "a", holdings("a", ["1"]), entities())
    without = state(store)
    add(store, "b", holdings("b", ["1", "5"]), [*entities(), make_entity("丙有限公司")])
    assert len(store) > len(without)
    store.remove(document_iri("b" * 64))
    assert state(store) == without
    store.remove(document_iri("a" * 64))
    assert len(store) == 0


def test_adding_twice_changes_nothing(store):
    add(store, "a", holdings("a", ["1", "2"]), entities())
    once = state(store)
    add(store, "a", holdings("a", ["1", "2"]), entities())
    assert state(store) == once


def test_replacing_takes_the_old_facts_away(store):
    add(store, "a", holdings("a", ["1", "2"]), entities())
    add(store, "a", [], [])
    assert store.query("SELECT ?s { ?s pl:shares ?n }").rows == ()
    assert store.query("ASK { ?s pl:shareholderOf ?o }").values() == [(False,)]


@pytest.mark.parametrize("how", [{"modality": "denied"}, {"modality": "planned"}, {"stated_by": "hearsay"}])
def test_what_is_not_asserted_has_no_shortcut(store, how):
    fact = make_fact("Shareholding", holder=party(BUYERS[0]), company=party(ISSUER), **how)
    add(store, "a", [fact], entities())
    assert store.query("ASK { ?s pl:shareholderOf ?o }").values() == [(False,)]


def test_a_shortcut_names_the_facts_that_prove_it(store):
    add(store, "a", holdings("a", ["1", "2", "3"]), entities())
    rows = store.query("SELECT ?s ?f { ?s pl:shareholderOf ?o . ?t rdf:subject ?s ; rdf:object ?o ; pl:fact ?f }")
    assert len(rows) == 3


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_amounts_are_exact(amount):
    with OxigraphStore.in_memory() as store:
        add(store, "a", [make_fact("Sale", amount=money(str(amount)))], [])
        assert store.query("SELECT ?n { ?f pl:amount ?n }").values() == [(amount,)]


def test_periods_have_start_and_end_as_dates(store):
    add(store, "a", [make_fact("Sale", period=YEAR[2023], amount=money("1"))], [])
    query = 'SELECT ?p { ?f pl:period ?p ; pl:periodStart ?a ; pl:periodEnd ?b FILTER(?a = "2023-01-01"^^xsd:date && ?b < "2024-01-01"^^xsd:date) }'
    assert store.query(query).values() == [("2023",)]


@pytest.mark.parametrize("words", ['say "no"\\', "a\nb\tc", "\0", "\ud800", "} DROP ALL", "𠮷", ""])
def test_any_words_go_in_and_come_out(store, words):
    add(store, "a", [make_fact("Sale", product=words, quote="x" + words)], [])
    [(found,)] = store.query("SELECT ?q { ?e pl:quote ?q FILTER(STRSTARTS(?q, 'x')) }").values()
    assert found == "x" + words.replace("\0", "\ufffd").replace("\ud800", "?")


def test_limit_cuts_and_says_so(store):
    add(store, "a", holdings("a", ["1", "2", "3"]), [])
    rows = store.query("SELECT ?n { ?f pl:shares ?n } ORDER BY ?n", limit=2)
    assert rows.cut
    assert rows.column("n") == [ox.Literal("1", datatype=rows.rows[0][0].datatype), rows.rows[1][0]]
    assert not store.query("SELECT ?n { ?f pl:shares ?n }", limit=3).cut


def test_a_query_that_is_none_is_a_foreseen_error(store):
    with pytest.raises(QueryError, match="does not run"):
        store.query("SELECT nonsense")


def test_a_snapshot_is_read_while_the_writer_writes(tmp_path: Path):
    with OxigraphStore.open(tmp_path / "live") as writer:
        add(writer, "a", holdings("a", ["1"]), entities())
        writer.flush()
        writer.snapshot(tmp_path / "1")
        add(writer, "b", holdings("b", ["2"]), entities())
        with OxigraphStore.read_only(tmp_path / "1") as reader:
            assert reader.documents() == [document_iri("a" * 64)]
            with pytest.raises(StoreError, match="for reading"):
                reader.remove(document_iri("a" * 64))
        writer.snapshot(tmp_path / "1")
        with OxigraphStore.read_only(tmp_path / "1") as reader:
            assert state(reader) == state(writer)


def _open_for_writing(path: Path) -> str:
    try:
        OxigraphStore.open(path)
    except StoreError as error:
        return error.hint
    return "opened"


def test_a_second_writer_is_refused(tmp_path: Path):
    with OxigraphStore.open(tmp_path / "graph"), multiprocessing.get_context("spawn").Pool(1) as pool:
        assert "another pilu is writing" in pool.apply(_open_for_writing, (tmp_path / "graph",))


@pytest.mark.parametrize("content", [None, "junk"])
def test_what_is_no_store_is_a_foreseen_error(tmp_path: Path, content):
    if content:
        (tmp_path / "graph").mkdir()
        (tmp_path / "graph" / "CURRENT").write_text(content)
    with pytest.raises(StoreError):
        OxigraphStore.read_only(tmp_path / "graph")


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreError, match="closed"):
        len(store)
