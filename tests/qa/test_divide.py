"""Which single questions a question is made of."""

from pathlib import Path

import pytest
import yaml

from qa.parsing.divide import divided, narrowed
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "divide.yaml").read_text(encoding="utf-8"))
CONTEXT = Context(Names([("岚屿科技", "a"), ("砚山投资", "b")]), 2025)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_divided(case: dict) -> None:
    assert list(divided(parse(case["text"], CONTEXT))) == case["parts"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("岚屿科技用地总面积多少亩，厂房多少平方米？", ["岚屿科技用地总面积多少亩？", "岚屿科技厂房多少平方米？"]),
        (
            "岚屿科技2023年员工人数多少人，厂房面积是多少？",
            ["岚屿科技2023年员工人数多少人？", "岚屿科技2023年厂房面积是多少？"],
        ),
        ("岚屿科技哪年成立、哪年上市？", []),
        ("岚屿科技2023年收入是多少？", []),
    ],
)
def test_the_first_measure_may_be_the_first_clauses_alone(text: str, parts: list[str]) -> None:
    assert list(narrowed(parse(text, CONTEXT))) == parts
