"""One party under several ids or names, through a store on disk: found by each, told with the reason, undone whole."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import pilu
from cli import app
from kg.errors import UnknownNameError

FACTS = yaml.safe_load((Path(__file__).resolve().parent / "facts.yaml").read_text(encoding="utf-8"))
EVERYTHING = "SELECT ?s ?p ?o WHERE { GRAPH graph:identity { ?s ?p ?o } } ORDER BY ?s ?p ?o"
DAY = date(2024, 11, 21)
FULL, SHORT = "杭州澄岫智联股份有限公司", "澄岫智联"
LETTER, NAME = "E公司", "青岛泊远信息技术有限公司"


@pytest.fixture
def store(workspace, tmp_path: Path):
    """A copy of the ingested samples that a test may change."""
    folder = tmp_path / "store"
    shutil.copytree(workspace.folder, folder)
    with pilu.open(folder) as opened:
        yield opened


def graph(store) -> bytes:
    return b"".join(store.export("nquads"))


def test_a_news_item_and_a_filing_name_one_company_by_its_code(store):
    ids = store.entity_ids(SHORT)
    assert len(ids) == 2
    assert ids == store.entity_ids(FULL)
    [profile] = store.entity(SHORT)
    assert profile.entity.name == FULL
    assert {"reduction_news.md", "reply_2024h1.txt"} <= set(profile.docs)
    [row] = store.sparql("SELECT ?reason ?note WHERE { ?s a pl:SameParty ; pl:reason ?reason ; pl:note ?note }").rows
    assert [str(term.value) for term in row] == ["code", "688993"]


def test_a_person_may_part_two_names_and_undo_that_leaves_the_bytes(store):
    before = graph(store)
    store.decide(SHORT, FULL, "reject", DAY)
    assert [each.entity.name for each in store.entity(FULL)] == [FULL]
    assert len(store.entity_ids(FULL)) == 1
    assert graph(store) != before
    store.decide(SHORT, FULL, "undo", DAY)
    assert graph(store) == before


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_undo_of_a_letter_leaves_the_bytes(store, verdict):
    before = graph(store)
    store.decide(LETTER, NAME, verdict, DAY, note="so said the company")
    assert graph(store) != before
    store.decide(LETTER, NAME, "undo", DAY)
    assert graph(store) == before
    assert [entry.verdict for entry in store.identities().log] == [verdict, "undo"]


def test_a_decision_survives_rebuild_and_another_filing(store, sample, tmp_path):
    store.decide(LETTER, "成都岷杉软件有限公司", "accept", DAY)
    store.rebuild()
    other = tmp_path / "other.txt"
    other.write_text((sample / "reduction_news.md").read_text("utf-8") + "\n此外没有新的消息。\n", encoding="utf-8")
    store.ingest([other])
    [party] = store.identities().of(LETTER)
    assert (party.candidates[0].name, party.candidates[0].decided) == ("成都岷杉软件有限公司", "accepted")


def test_without_the_filing_that_names_it_a_letter_is_nobody(store):
    assert store.identities().of(LETTER)[0].candidates
    store.remove("sponsor_2023.txt")
    assert not store.identities().of(LETTER)[0].candidates


def test_who_a_letter_may_be_is_found_from_both_ends(store):
    [key] = store.entity_ids(NAME)
    [(party, candidate)] = store.library.hypotheses_of(key)
    assert (party.label, candidate.name) == (LETTER, NAME)
    [letter] = store.library.candidates_of(party.entity)
    assert letter == party
    for match in candidate.matches:
        for side in (match.left, match.right):
            main = side.main
            assert store.library.text(side.doc, main.start, main.end) == main.quote


def test_an_alias_of_a_person_names_the_party_until_taken_back(store):
    before = graph(store)
    store.add_alias(NAME, "泊远", DAY)
    store.rebuild()
    [row] = store.sparql("SELECT ?day WHERE { ?said a pl:AliasDecision ; pl:alias '泊远' ; dcterms:date ?day }").rows
    assert row[0].value == DAY.isoformat()
    assert store.entity_ids("泊远") == store.entity_ids(NAME)
    assert ("泊远", store.entity_ids(NAME)[0]) in store.library.names()
    [profile] = store.entity("泊远")
    assert [(a.text, a.reason) for a in profile.entity.aliases] == [("泊远", "person")]
    store.add_alias(NAME, "泊远", DAY, accept=False)
    assert graph(store) == before
    with pytest.raises(UnknownNameError):
        store.entity_ids("泊远")


def test_roles_are_of_the_whole_party_and_letters_stay_letters(store):
    [found] = [each for each in store.parties(roles=["customer"]) if each.entity.name == NAME]
    assert [(letter.label, letter.doc != "") for letter in found.behind] == [(LETTER, True)]
    assert all({"customer", "supplier"} <= each.roles for each in store.parties(roles=["customer", "supplier"]))
    assert len(store.parties(types=["customer", "supplier"])) > len(store.parties(roles=["customer", "supplier"]))


def test_a_letter_that_a_person_names_is_told_to_be_a_customer_of_the_supplier(store):
    assert store.parties(roles=["customer of supplier"]) == []
    name = "南通汐澜智能制造有限公司"
    store.decide("I公司", name, "accept", DAY)
    [found] = store.parties(roles=["customer of supplier"])
    assert found.entity.name == name
    assert "customer of supplier: 苏州云砚算力股份有限公司 → 杭州澄岫智联股份有限公司" in found.through
    [told] = found.told
    assert len(store.library.facts(told.facts)) == 3  # the supplier sells to both, and one to the other


@pytest.mark.parametrize("told", FACTS["identity"], ids=lambda told: told["label"])
def test_planted_identities_are_found_and_no_others(workspace, told):
    [party] = [p for p in workspace.identities().of(told["label"]) if told["label"] == p.label]
    leant_on = [(c.name, c.confidence.value) for c in party.candidates if c.confidence.value != "possible"]
    assert leant_on == ([(told["name"], told["confidence"])] if told["name"] else [])


def test_the_order_of_filings_does_not_matter(workspace, sample, tmp_path):
    with pilu.open(tmp_path / "other") as other:
        for path in sorted(sample.iterdir(), reverse=True):
            other.ingest([path])
        assert other.identities().parties == workspace.identities().parties
        assert other.library.parties.clusters == workspace.library.parties.clusters
        assert other.sparql(EVERYTHING).rows == workspace.sparql(EVERYTHING).rows


def test_decisions_go_out_and_come_in_again(store, tmp_path):
    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["--store", str(store.folder), "aliases", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    before = graph(store)
    assert json.loads(run("same", "--json"))["reason"] == "code"
    run("reject", SHORT, FULL, "--date", "2024-11-21")
    run("accept", LETTER, NAME, "--date", "2024-11-21", "--note", "so they say")
    store.add_alias(NAME, "泊远", DAY)
    log = tmp_path / "log.jsonl"
    log.write_text(run("export"), encoding="utf-8")
    decided = graph(store)
    run("undo", SHORT, FULL)
    run("undo", LETTER, NAME)
    store.add_alias(NAME, "泊远", DAY, accept=False)
    assert graph(store) == before
    run("import", str(log))
    store.close()
    assert graph(store) == decided
    said = run("export")
    run("import", str(log))  # what holds is not said again
    assert run("export") == said
    store.close()
    assert graph(store) == decided


def test_what_is_no_file_of_decisions_is_told(store, tmp_path):
    for path in (tmp_path / "nothing.jsonl", tmp_path):
        done = CliRunner().invoke(app, ["--store", str(store.folder), "aliases", "import", str(path)])
        assert (done.exit_code, "cannot be read" in done.output) == (3, True)
