"""Which single questions a question is made of."""

from pathlib import Path

import pytest
import yaml

from qa.parsing.divide import divided
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "divide.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([("岚屿科技", "a"), ("砚山投资", "b")]), 2025)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_divided(case: dict) -> None:
    assert list(divided(parse(case["text"], CONTEXT))) == case["parts"]
