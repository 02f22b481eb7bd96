"""Charts: the same bytes for the same numbers, nothing hidden, nothing that a name could break."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from notes.chart import MOST, Plot, draw, plot_of
from notes.model import BlockError, Finding, Row
from notes.note import render
from tests.notes.conftest import block

PLOT = Plot(
    "收入 <万元> & 其他",
    ("2022", "2023", "2024"),
    ("甲|乙", "丙"),
    ((Decimal("1.50"), Decimal(-2)), (None, Decimal(3)), (Decimal(1000), None)),
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_every_number_is_there_and_no_more(kind):
    drawn = draw(PLOT, kind)
    assert drawn == draw(PLOT, kind)
    root = ET.fromstring(drawn)
    titles = [title.text for mark in ("rect", "circle") for title in root.findall(f"{SVG}{mark}/{SVG}title")]
    assert titles == ["2022 甲|乙 1.50", "2022 丙 -2", "2023 丙 3", "2024 甲|乙 1,000"] or sorted(titles) == sorted(
        ["2022 甲|乙 1.50", "2022 丙 -2", "2023 丙 3", "2024 甲|乙 1,000"]
    )


def test_bars_begin_at_zero():
    root = ET.fromstring(draw(Plot("", ("a", "b"), ("x",), ((Decimal(900),), (Decimal(1000),))), "bars"))
    bars = [rect for rect in root.findall(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    heights = [float(rect.get("height", "0")) for rect in bars]
    assert heights[0] / heights[1] == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize(
    "values",
    [[Decimal(0)], [Decimal("0.0001")], [Decimal(10) ** 12], [Decimal(-5)], [Decimal("12.5"), Decimal("-0.5")]],
)
def test_any_scale(values):
    ET.fromstring(draw(Plot("t", tuple("abc"[: len(values)]), ("x",), tuple((value,) for value in values)), "lines"))


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(BlockError, match="no numbers"):
        plot_of(Finding("t", columns=("a", "b"), rows=(Row(("x", "y"), (), (None, None)),)))
    rows = tuple(Row((str(n), "1"), (), (None, Decimal(n))) for n in range(MOST + 1))
    with pytest.raises(BlockError, match="too many"):
        plot_of(Finding("t", columns=("a", "b"), rows=rows))


def test_a_chart_stands_beside_its_note(session):
    asked = block("chart: type=Shareholding doc=reply by=holder", "unit: 万股")
    result = render(asked, session, "holders")
    [(name, drawn)] = result.charts.items()
    assert name.startswith("holders-chart-")
    assert f"]({name})" in result.text
    assert "沈知屿 960.00；" in result.text  # the numbers are in the alternative text, too
    assert "<title>陆闻笙 持股数量 188</title>" in drawn


def test_two_numbers_for_one_point_are_said_not_drawn(session):
    text = render(block("chart: type=Shareholding by=company", "unit: 万股"), session).text
    assert "有两个值" in text


def test_periods_of_different_length_are_not_mixed(session):
    asked = "chart: type=FinancialMetric metric=归母净利润 by=period entity=杭州澄岫智联股份有限公司"
    assert "期间长短不一" in render(block(asked, "unit: 亿元"), session).text
    assert "2023 -0.58" in render(block(f"{asked} span=year", "unit: 亿元"), session).text
