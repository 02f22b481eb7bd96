"""What a question computes with."""

from pathlib import Path

import pytest
import yaml

from qa.computing.operands import operands
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "operands.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([("岚屿科技", "a"), ("砚山投资", "b"), ("汀洲投资", "c")]), 2025)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_operands(case: dict) -> None:
    found = operands(parse(case["text"], CONTEXT))
    assert ([found.operation, *found.texts] if found else []) == case["operands"]
    assert (found.again if found else "") == case.get("again", "")
