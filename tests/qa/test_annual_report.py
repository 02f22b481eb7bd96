"""A periodic report asked as analysts ask it: wholes not parts, the group not its parent, names not their labels."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from bench.memory import engine_of
from kg.answer import Status

CASES = Path(__file__).parent / "cases"
QUESTIONS = yaml.safe_load((CASES / "annual_report.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine():
    return engine_of([CASES / "annual_report.txt"])[0]


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["text"])
def test_the_value_is_what_the_report_states(engine, case):
    answer = engine.ask(case["text"])
    if "values" in case:
        assert [float(v["value"]) for v in answer.result.value] == case["values"]
        return
    if case["value"] is None:
        assert answer.status is Status.NOT_FOUND
        return
    assert answer.result is not None, answer.reason
    value = answer.result.value
    if type(case["value"]) in (int, float):
        assert value == pytest.approx(Decimal(str(case["value"])), rel=Decimal("1e-6"))
    else:
        assert value == case["value"]
    if "label" in case:
        assert case["label"] in answer.answer
        assert "使用权" not in answer.answer
