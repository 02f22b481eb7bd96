"""Filings set side by side: what is asked of each, and that only figures of one thing contradict each other."""

from pathlib import Path

import pytest
import yaml

from qa.across import per_filing
from qa.names import Names
from qa.parse import Context, parse

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "across.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_what_is_asked_of_each_filing(case):
    assert list(per_filing(parse(case["q"], Context(Names([]), 2024)))) == case["asks"]
