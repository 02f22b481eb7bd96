"""Facts and graph for other tools: CSV for spreadsheets, JSON-LD for the web, frames for notebooks."""

import csv
import io
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest

import pilu
from kg.jsonld import jsonld
from pilu.sheets import COLUMNS, PLACE, _safe


@pytest.fixture(scope="module")
def workspace(sample, tmp_path_factory):
    workspace = pilu.open(tmp_path_factory.mktemp("exports") / "store")
    workspace.ingest([sample])
    return workspace


def rows(workspace):
    return list(csv.DictReader(io.StringIO(b"".join(workspace.export("csv")).decode())))


def test_csv_has_every_role_of_every_fact(workspace):
    listed = rows(workspace)
    assert tuple(listed[0]) == (*COLUMNS, *PLACE)
    assert len(listed) == sum(len(fact.roles) for fact in workspace.facts())
    [shares] = [r for r in listed if r["quote"] == "陆闻笙\t1,880,000\t4.70%" and r["role"] == "shares"]
    assert (shares["value"], shares["unit"], shares["text"]) == ("1880000", "share", "1,880,000")
    assert workspace.show(shares["doc"], int(shares["start"]), int(shares["end"])) == shares["quote"]


def test_csv_numbers_are_plain_and_exact(workspace):
    for row in rows(workspace):
        if row["unit"] and row["value"]:
            assert "E" not in row["value"]
            Decimal(row["value"])


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@sum", "-cmd|x", "\tx"])
def test_no_text_becomes_a_formula(text):
    assert _safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "-1,234", "甲=乙", "", "5%"])
def test_other_texts_stay(text):
    assert _safe(text) == text


def test_jsonld_holds_the_whole_graph(workspace):
    exported = b"".join(workspace.export("jsonld"))
    assert exported == b"".join(workspace.export("jsonld"))
    json.loads(exported)
    again = set(ox.parse(exported, format=ox.RdfFormat.JSON_LD))
    assert again == set(workspace.snapshot.graph.quads())


def test_jsonld_of_every_kind_of_term():
    store = ox.Store()
    subject, graph = ox.BlankNode("b"), ox.NamedNode("urn:pilu:graph:audit")
    for term in (
        ox.Literal('甲\n"乙"', language="zh"),
        ox.Literal(True),
        ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.NamedNode("urn:pilu:ns://x"),
        ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"),
    ):
        store.add(ox.Quad(subject, ox.NamedNode("urn:pilu:ns:role"), term, graph))
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:pilu:ns:role"), term))
    exported = b"".join(jsonld(store))
    again = ox.Store()
    again.bulk_extend(ox.parse(exported, format=ox.RdfFormat.JSON_LD))
    canonical = [ox.Dataset(each) for each in (store, again)]
    for dataset in canonical:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert canonical[0] == canonical[1]


def test_frames_hold_exact_numbers(workspace):
    pytest.importorskip("pandas", reason="needs the extra notes")
    frame = workspace.facts(type="Shareholding", docs=["reply"]).to_pandas()
    assert list(frame["shares"])[:1] == [Decimal("9600000")]
    assert set(frame["as_of"]) == {"2024-06-30"}
    counted = workspace.sparql("SELECT ?t (COUNT(?f) AS ?n) WHERE { ?f a ?t ; pl:evidence ?e } GROUP BY ?t").to_pandas()
    assert list(counted.columns) == ["t", "n"]
    assert counted["n"].sum() > 0


def test_facts_are_still_an_iterator(workspace):
    facts = workspace.facts(type="Shareholding")
    first = next(facts)
    assert first.type == "Shareholding"
    assert first.id not in {fact.id for fact in facts}
