"""Periods as questions say them."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from kg.period import Period
from qa.parsing.periods import find_spans, fits
from qa.parsing.when.short import with_centuries

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "periods.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_spans(case: dict) -> None:
    spans = list(find_spans(with_centuries(case["text"]), 2025))
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
        (with_centuries("23年年底的存款"), ["2023-12-31"]),
        (with_centuries("23年年限的设备"), []),
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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("甲公司22年第二大客户", "甲公司2022年第二大客户"),
        ("23年，甲公司卖了多少", "2023年，甲公司卖了多少"),
        ("23年前五大客户", "2023年前五大客户"),
        ("23年一季度的收入", "2023年一季度的收入"),
        ("24上半年的收入", "2024上半年的收入"),
        ("24H1的收入", "2024H1的收入"),
        ("19年到23年", "2019年到2023年"),
        ("21-23年的毛利率", "2021-2023年的毛利率"),
        ("2021到23年", "2021到2023年"),
        ("21、22、23年的营收", "2021、2022、2023年的营收"),
        ("22、23两年的采购额", "2022、2023两年的采购额"),
        ("从21年起", "从2021年起"),
        ("折旧20年", "折旧20年"),
        ("20年期的贷款", "20年期的贷款"),
        ("使用寿命15年以上的设备", "使用寿命15年以上的设备"),
        ("15-20年期的债券", "15-20年期的债券"),
        ("20年前成立的公司", "20年前成立的公司"),
        ("贷款期限是20年吗", "贷款期限是20年吗"),
        ("合同为期15年", "合同为期15年"),
        ("1-2年的账龄", "1-2年的账龄"),
        ("15、16号楼", "15、16号楼"),
        ("型号P4510-24年报", "型号P4510-24年报"),
    ],
)
def test_years_of_two_digits_are_written_out(said: str, meant: str) -> None:
    assert with_centuries(said) == meant
