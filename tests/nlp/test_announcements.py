"""Announcements of contracts, awards and frozen shares: what made-up ones state, exactly, with words that hold."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus import load
from kg.model import Party, Quantity
from nlp import read
from nlp.announcements.flat import flatten
from tests.nlp.making import document

CASES = Path(__file__).parent / "cases"
CONTRACTS = yaml.safe_load((CASES / "announcements.yaml").read_text("utf-8"))
FREEZES = yaml.safe_load((CASES / "freezes.yaml").read_text("utf-8"))
CONTRACT_ROLES = ("party_a", "party_b", "project", "contract", "amount_max", "amount_min", "consortium")
FREEZE_ROLES = ("holder", "shares", "court", "start", "end")


def loaded(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    return load(path)


def facts(doc, kind):
    return [fact for fact in read(doc).facts if fact.type == kind]


def written(value):
    if isinstance(value, Party):
        return value.name
    return str(value.value) if isinstance(value, Quantity) else str(value)


def as_contract(fact):
    found = {}
    for role in fact.roles:
        if role.name == "consortium":
            found.setdefault(role.name, []).append(written(role.value))
        elif role.name in CONTRACT_ROLES:
            found[role.name] = written(role.value)
        if role.name == "amount_max":
            found["currency"] = role.value.unit
    return found


def in_order(contract):
    return str(sorted(contract.items()))


@pytest.mark.parametrize("case", CONTRACTS, ids=[case["name"] for case in CONTRACTS])
def test_contracts(case, tmp_path):
    found = [as_contract(fact) for fact in facts(loaded(tmp_path, case["text"]), "Contract")]
    assert sorted(found, key=in_order) == sorted(case["contracts"], key=in_order)


@pytest.mark.parametrize("case", FREEZES, ids=[case["name"] for case in FREEZES])
def test_freezes(case, tmp_path):
    found = [
        {role.name: role.text for role in fact.roles if role.name in FREEZE_ROLES}
        for fact in facts(loaded(tmp_path, case["text"]), "ShareFreeze")
    ]
    assert found == case["freezes"]


@pytest.mark.parametrize("case", [*CONTRACTS, *FREEZES], ids=[case["name"] for case in (*CONTRACTS, *FREEZES)])
def test_every_quote_and_role_stands_where_it_says(case, tmp_path):
    doc = loaded(tmp_path, case["text"])
    for fact in read(doc).facts:
        if fact.type in ("Contract", "ShareFreeze"):
            for evidence in fact.evidence:
                assert doc.text[evidence.main.start : evidence.main.end] == evidence.main.quote
            for role in fact.roles:
                if role.start >= 0:
                    assert "".join(doc.text[role.start : role.end].split()) == "".join(role.text.split())


@pytest.mark.parametrize("case", CONTRACTS, ids=[case["name"] for case in CONTRACTS])
def test_parties_that_only_a_contract_names_are_entities(case, tmp_path):
    extraction = read(loaded(tmp_path, case["text"]))
    known = {entity.id for entity in extraction.entities}
    for fact in extraction.facts:
        assert all(
            role.value.entity in known for role in fact.roles if isinstance(role.value, Party) and role.value.entity
        )


@given(st.lists(st.text(alphabet="甲乙１２，。：（）A b\t", min_size=1, max_size=40), min_size=1, max_size=6))
def test_the_flat_text_knows_where_each_character_stands(paragraphs):
    doc = document(*paragraphs)
    flat = flatten(doc)
    assert len(flat.text) == len(flat.offsets)
    assert list(flat.offsets) == sorted(flat.offsets)
    assert not any(char.isspace() and char not in "\n\t" for char in flat.text)
