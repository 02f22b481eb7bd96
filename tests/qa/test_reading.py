"""Answers that stand in sentences: names of things, rows of them, several figures at once, and what is not said."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from bench.memory import engine_of
from kg.answer import Status

CASES = Path(__file__).parent / "cases"
FILINGS = {
    "reading": ["reading.txt"],
    "replies": ["replies.txt", "note.txt"],
    "cells": ["cells.md"],
    "spans": ["spans.txt"],
    "framed": ["framed.txt"],
    "asked": ["asked.txt"],
    "worded": ["worded.txt"],
}
QUESTIONS = [
    (name, case) for name in FILINGS for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def engines():
    return {name: engine_of([CASES / file for file in files])[0] for name, files in FILINGS.items()}


@pytest.mark.parametrize(("name", "case"), QUESTIONS, ids=lambda of: of if isinstance(of, str) else of["text"])
def test_the_answer_is_what_the_sentence_says(engines, name, case):
    answer = engines[name].ask(case["text"])
    if "said" in case:
        assert answer.result.type == "text"
        assert case["said"] in answer.result.value
    elif case["value"] is None:
        assert answer.status is Status.NOT_FOUND
    else:
        assert answer.result is not None, answer.reason
        assert plain(answer.result.value) == case["value"]
        if answer.result.type != "boolean":
            assert all(entry in cited(answer) for entry in shown(answer))


def plain(value):
    """Return a value, or those of a list, as the case file writes it."""
    if isinstance(value, list):
        return [plain(v["value"] if isinstance(v, dict) else v) for v in value]
    return float(value) if isinstance(value, Decimal) else value


def shown(answer):
    """Return the words of the source that the answer shows."""
    return answer.result.text.split("；")


def cited(answer):
    return "".join("".join(e.main.quote.split()) for e in answer.evidence).replace("[5]", "5")
