"""What documents say of themselves, case by case."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates, reporting_period
from corpus.metadata import read_metadata

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "metadata.yaml").read_text(encoding="utf-8"))
HAN = "〇一二三四五六七八九"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    meta = read_metadata(case["text"])
    for field, expected in case["meta"].items():
        value = getattr(meta, field)
        if field == "period":
            value = value.code
        assert value == expected, field


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_dates_survive_each_way_of_writing(day):
    year = "".join(HAN[int(digit)] for digit in str(day.year))
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
        f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
        day.isoformat(),
    ):
        assert [found for _, _, found in find_dates(f"于{text}披露")] == [day]


def test_a_date_that_cannot_be_is_none():
    assert list(find_dates("2023年2月30日")) == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2023年年度报告", "2023"),
        ("2024年半年度报告", "2024H1"),
        ("2024年第一季度报告", "2024Q1"),
        ("关于合同的公告", None),
    ],
)
def test_reporting_period(title, code):
    period = reporting_period(title)
    assert (period and period.code) == code


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text):
    read_metadata(text)
