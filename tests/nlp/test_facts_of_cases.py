"""Facts from sentences and from tables, case by case."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.nlp.facts_of import facts_of, holds

FILES = ("sentence_facts.yaml", "parallel_facts.yaml", "context_facts.yaml", "table_facts.yaml")
CASES = [case for name in FILES for case in yaml.safe_load((Path(__file__).parent / "cases" / name).read_text("utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_case(case: dict[str, Any]) -> None:
    document, facts = facts_of(case["text"])
    for one in case.get("facts", ()):
        assert any(holds(fact, one) for fact in facts), (one, [fact for fact in facts if fact.type == one["type"]])
    for one in case.get("none", ()):
        assert not [fact for fact in facts if holds(fact, one)], one
    assert not {fact.type for fact in facts} & set(case.get("never", ()))
    for fact in facts:
        for evidence in fact.evidence:
            for part in (evidence.main, *evidence.context):
                assert document.text[part.start : part.end] == part.quote
                assert 0 < part.end - part.start <= 1500
