"""Planted identities: every kind of evidence alone, together and contradicted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.identity import Confidence, hypotheses
from kg.identity.hypothesis import Contradiction
from kg.identity.kinds import KINDS, MOST_WEAK, Grade
from kg.identity.score import CERTAIN, STRONG
from kg.identity.wording import against_words, kind_words, sure_words
from tests.kg.identity.making import facts_of, known_of

CASES = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text(encoding="utf-8"))


def found_in(case, *, turned: bool = False):
    facts = facts_of(case["facts"])
    known = known_of(facts)
    by_name = {party.name: key for key, party in known.items()}
    said = {(by_name[n], facts[at].doc): [facts[at].evidence[0]] for n, at in case.get("described", {}).items()}
    return {p.label: p.candidates for p in hypotheses(known, facts[::-1] if turned else facts, said)}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_planted(case):
    found = found_in(case)
    for label, expected in case["expect"].items():
        best = found[label][0] if found[label] else None
        told = [best.name, best.confidence.value, sorted({m.kind for m in best.matches})] if best else None
        assert told == ([*expected[:2], sorted(expected[2])] if expected else None)
    for label, told in case.get("against", {}).items():
        notes = {c.name: [against_words(note, "en") for note in c.against] for c in found[label]}
        assert notes == (told if isinstance(told, dict) else {found[label][0].name: told})


def test_what_agrees_and_what_does_not_is_told_in_both_languages():
    note = Contradiction("share", "7.41%", "12.98%", "2023")
    assert [against_words(note, lang) for lang in ("zh", "en")] == [
        "占比 2023：7.41% ≠ 12.98%",
        "share 2023: 7.41% ≠ 12.98%",
    ]
    taken = Contradiction("taken", "E公司", "上海远山科技有限公司")
    assert against_words(taken, "zh") == "同一文件的E公司与上海远山科技有限公司更相符"
    assert [kind_words("clause", "zh"), kind_words("amount_max", "zh"), kind_words("term", "en")] == [
        "条款逐字相近",
        "合同金额",
        "term",
    ]
    assert [sure_words(each, "zh") for each in Confidence] == ["确定", "很可能", "可能"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_order_of_facts_does_not_matter(case):
    assert found_in(case) == found_in(case, turned=True)


def test_weak_evidence_can_never_prove():
    weak = [kind for kind in KINDS.values() if kind.grade is Grade.WEAK]
    assert weak
    assert all(kind.most < STRONG for kind in weak)
    assert MOST_WEAK < STRONG < CERTAIN
