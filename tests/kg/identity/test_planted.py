"""Planted identities: every kind of evidence alone, together and contradicted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.identity import hypotheses
from kg.identity.kinds import KINDS, MOST_WEAK, Grade
from kg.identity.score import CERTAIN, STRONG
from tests.kg.identity.making import facts_of, known_of

CASES = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text(encoding="utf-8"))


def found_in(case, *, turned: bool = False):
    facts = facts_of(case["facts"])
    known = known_of(facts)
    return {party.label: party.candidates for party in hypotheses(known, facts[::-1] if turned else facts)}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_planted(case):
    found = found_in(case)
    for label, expected in case["expect"].items():
        best = found[label][0] if found[label] else None
        told = [best.name, best.confidence.value, sorted({m.kind for m in best.matches})] if best else None
        assert told == ([*expected[:2], sorted(expected[2])] if expected else None)
    for label, notes in case.get("against", {}).items():
        assert list(found[label][0].against) == notes


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_order_of_facts_does_not_matter(case):
    assert found_in(case) == found_in(case, turned=True)


def test_weak_evidence_can_never_prove():
    weak = [kind for kind in KINDS.values() if kind.grade is Grade.WEAK]
    assert weak
    assert all(kind.most < STRONG for kind in weak)
    assert MOST_WEAK < STRONG < CERTAIN
