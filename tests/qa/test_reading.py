"""Answers that stand in sentences: names of things, rows of them, several figures at once, and what is not said."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from bench.memory import engine_of
from kg.answer import Status

CASES = Path(__file__).parent / "cases"
QUESTIONS = yaml.safe_load((CASES / "reading.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine():
    return engine_of([CASES / "reading.txt"])[0]


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["text"])
def test_the_answer_is_what_the_sentence_says(engine, case):
    answer = engine.ask(case["text"])
    if "said" in case:
        assert answer.result.type == "text"
        assert case["said"] in answer.result.value
    elif case["value"] is None:
        assert answer.status is Status.NOT_FOUND
    else:
        assert answer.result is not None, answer.reason
        assert plain(answer.result.value) == case["value"]
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
