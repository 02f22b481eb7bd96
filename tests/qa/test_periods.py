"""Periods as questions say them."""

from pathlib import Path

import pytest
import yaml

from kg.period import Period
from qa.periods import find_spans, fits

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "periods.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_spans(case: dict) -> None:
    spans = list(find_spans(case["text"], 2025))
    assert [p.code for span in spans for p in span.periods] == case["periods"]
    assert any(span.open for span in spans) == case.get("open", False)


def test_balance_serves_its_year_and_no_other() -> None:
    end = Period.at(Period.year(2023).end)
    assert 0 < fits(Period.year(2023), end) < 1
    assert fits(Period.year(2022), end) == 0
    assert fits(Period.months(2023, 1, 6), Period.year(2023)) == 0
