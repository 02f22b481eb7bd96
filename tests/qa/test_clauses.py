"""Companies told of side by side: each has the figures of its own clause, and the greatest loss is the lowest result."""

import pytest

from bench.memory import engine_of
from kg.answer import Status

FILING = """# 岚屿科技股份有限公司2023年年度报告

证券代码：600001 证券简称：岚屿科技

## 同行业公司的费用

2022年度，同行业公司期间费用变动出现分化：禾木光学更多采用收缩战略，三项期间费用基本不变；北山激光2022年度拓展销售渠道、加强技术创新，销售费用、研发费用分别较上年增长89.12%、71.25%。

## 资金管理

公司银行活期存款利率区间为0.20%-0.35%，协定存款利率区间为0.70%-2%，定期存款利率为3.40%。

## 可比公司的净利润

单位：万元

| 公司名称 | 2022年度净利润 | 2021年度净利润 |
|---|---|---|
| 禾木光学 | 1,200.00 | -63,757.61 |
| 北山激光 | -9,000.00 | -159,175.60 |
| 汀洲海洋 | -500.00 | -225,100.00 |
| 岚屿科技 | -700.00 | -8,000.00 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("clauses") / "report.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


def test_a_figure_is_of_whom_its_own_clause_names(engine):
    result = engine.ask("北山激光2022年研发费用同比增长多少？").result
    assert result is not None
    assert float(result.value) == 0.7125
    assert engine.ask("禾木光学2022年研发费用同比增长多少？").status is Status.NOT_FOUND


def test_a_range_is_told_whole(engine):
    result = engine.ask("岚屿科技的协定存款利率大概在什么区间？").result
    assert result is not None
    assert result.value == "0.70%-2%"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("禾木光学、北山激光、汀洲海洋三家里，2021年亏损额最大的是哪家？", "汀洲海洋"),
        ("2022年亏损最大的可比公司是哪家？", "北山激光"),
        ("岚屿科技和几家可比公司中谁的2022年净利润最高？", "禾木光学"),
    ],
)
def test_which_of_them(engine, question, name):
    result = engine.ask(question).result
    assert result is not None
    value = result.value[0] if isinstance(result.value, list) else result.value
    assert (value["value"] if isinstance(value, dict) else value) == name
