"""What a filing says is asked of it with one thing taken out; what it says twice in different ways is not asked."""

import json

import pytest

from bench.made.cloze import clozes, written
from corpus import load

FILING = """# 汀兰仪器股份有限公司2023年年度报告

证券代码：600997 证券简称：汀兰仪器

2023年，公司为新一代检测设备投入的研发费用为212.00万元，同比减少15.20%。公司于2023年5月8日向溪口精密机械有限公司采购检测设备3台，合同金额为1,264.50万元。

公司毛利率有所上升，主要系检测设备的外购成本下降幅度较大。截至报告期末，上述检测设备尚未通过客户的最终验收。

仓储费用为18.00万元，较为稳定。仓储费用为19.00万元，较为稳定。

单位：万元

| 项目 | 2023年度 | 2022年度 |
|---|---|---|
| 营业收入 | 905.00 | 810.00 |
| 合计 | 905.00 | 810.00 |
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("cloze") / "report.md"
    path.write_text(FILING, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def asked(path):
    return {cloze.question: cloze for cloze in clozes(load(path))}


def test_a_figure_is_asked_in_the_words_around_it(asked):
    cloze = asked["2023年，公司为新一代检测设备投入的研发费用为多少万元？"]
    assert (cloze.kind, cloze.answer, float(cloze.value), cloze.unit) == ("lookup", "212.00万元", 2120000.0, "元")


def test_what_fell_is_below_zero(asked):
    [cloze] = [c for c in asked.values() if c.answer == "15.20%"]
    assert float(cloze.value) == -15.2


def test_a_comma_of_thousands_parts_nothing(asked):
    [cloze] = [c for c in asked.values() if c.answer == "1,264.50万元"]
    assert cloze.question.endswith("合同金额为多少万元？")


def test_a_day_and_a_name_are_asked(asked):
    day, name = ([c for c in asked.values() if c.kind == kind] for kind in ("when", "who"))
    assert [(c.question, c.answer) for c in day] == [
        ("公司于哪天向溪口精密机械有限公司采购检测设备3台？", "2023-05-08")
    ]
    assert [(c.question, c.answer) for c in name] == [
        ("公司于2023年5月8日向哪家单位采购检测设备3台？", "溪口精密机械有限公司")
    ]


def test_a_reason_is_asked(asked):
    [cloze] = [c for c in asked.values() if c.kind == "why"]
    assert (cloze.question, cloze.answer) == ("为什么公司毛利率有所上升？", "检测设备的外购成本下降幅度较大")


def test_a_cell_is_asked_by_its_row_and_head_and_a_total_is_not(asked):
    assert float(asked["营业收入的2023年度是多少？"].value) == 9050000.0
    assert not any(question.startswith("合计") for question in asked)


def test_what_is_said_twice_with_two_figures_is_not_asked(asked):
    assert not any("仓储费用" in question for question in asked)


def test_the_lines_are_the_same_each_time_and_no_more_than_asked_for(path):
    lines = list(written([path], 1))
    assert lines == list(written([path], 1))
    rows = [json.loads(line) for line in lines]
    assert sum(row["kind"] == "when" for row in rows) == 1
    assert all(row["evidence"][0]["quote"] in FILING for row in rows)
