"""Periods as questions say them."""

from datetime import date
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


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上半年的营业收入", ["2024H1"]),
        ("6月末的存货", ["2024-06-30"]),
        ("半年末的净资产", ["2024-06-30"]),
        ("一季度亏了多少", ["2024Q1"]),
        ("去年11月签的协议", ["2024-11"]),
        ("2023年上半年与下半年", ["2023H1", "2023H2"]),
        ("贷款到期末的费用", []),
        ("近半年的均价", []),
        ("23年年底的存款", ["2023-12-31"]),
        ("23年年限的设备", []),
    ],
)
def test_parts_without_a_year_are_the_last_ones_over(text: str, periods: list[str]) -> None:
    spans = find_spans(text, 2025, date(2025, 2, 13))
    assert [p.code for span in spans for p in span.periods] == periods


def test_what_is_said_behind_a_day_opens_it_only_where_it_lasts() -> None:
    assert [span.open for span in find_spans("2023年3月起的费用", 2025)] == [True]
    assert [span.open for span in find_spans("2023年3月9日起息的存款", 2025)] == [False]


def test_balance_serves_its_year_and_no_other() -> None:
    end = Period.at(Period.year(2023).end)
    assert 0 < fits(Period.year(2023), end) < 1
    assert fits(Period.year(2022), end) == 0
    assert fits(Period.months(2023, 1, 6), Period.year(2023)) == 0
