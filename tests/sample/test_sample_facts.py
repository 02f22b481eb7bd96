"""The written facts of the sample filings are extracted, with evidence that holds; and who is kept apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

FACTS = yaml.safe_load((Path(__file__).resolve().parent / "facts.yaml").read_text(encoding="utf-8"))


def packed(value: object) -> str:
    return "".join(str(value).split())


def same(expected: Any, said: Any) -> bool:
    """Is a role as expected? Numbers exactly, names and dates without blanks, lists by any member."""
    if isinstance(said, list):
        return any(same(expected, each) for each in said)
    if isinstance(expected, bool) or isinstance(said, bool):
        return expected is said
    if isinstance(expected, int | float):
        return isinstance(said, int | float | Decimal) and Decimal(str(said)) == Decimal(str(expected))
    return packed(said) == packed(expected)


def overlaps(fact: dict[str, Any], doc: str, start: int, end: int) -> bool:
    return any(e["doc"] == doc and e["start"] < end and e["end"] > start for e in fact["evidence"])


def wrong_with(expected: dict[str, Any], fact: dict[str, Any]) -> list[str]:
    wrong = [name for name, value in expected["roles"].items() if not same(value, fact.get(name))]
    wrong += [key for key in ("period", "as_of") if key in expected and packed(fact.get(key)) != expected[key]]
    return wrong + (["modality"] if fact["modality"] != expected.get("modality", "asserted") else [])


@pytest.mark.parametrize("expected", FACTS["facts"], ids=lambda fact: fact["id"])
def test_fact_is_extracted(expected, stated, workspace, sample, request):
    if "gap" in expected:
        request.applymarker(pytest.mark.xfail(reason=expected["gap"], strict=False))
    text = (sample / expected["doc"]).read_text(encoding="utf-8")
    start = text.index(expected["quote"])
    near = [f for f in stated if overlaps(f, expected["doc"], start, start + len(expected["quote"]))]
    near = [fact for fact in near if fact["type"] == expected["type"]]
    misses = [wrong_with(expected, fact) for fact in near]
    assert [] in misses, [(wrong, {r: f.get(r) for r in wrong}) for wrong, f in zip(misses, near, strict=True)]


def test_every_quote_is_exact(stated, sample):
    texts = {path.name: path.read_text(encoding="utf-8") for path in sample.iterdir()}
    for fact in stated:
        assert fact["evidence"]
        for evidence in fact["evidence"]:
            assert texts[evidence["doc"]][evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("pair", FACTS["apart"], ids=lambda pair: pair[0][:6])
def test_parties_that_look_alike_stay_apart(pair, workspace):
    found = [[e for _, e in workspace.database.entities() if packed(e.name) == name] for name in pair]
    assert all(found)
    assert not {e.id for e in found[0]} & {e.id for e in found[1]}
