"""Those who only tell a figure: it is looked for among what is about others, and must be told by them."""

import pytest

from bench.memory import engine_of
from kg.answer import Status
from qa.parsing.tellers import saying, tells

FILING = """# 岚屿科技股份有限公司2023年年度报告

证券代码：600001 证券简称：岚屿科技

## 行业情况

据Tidewatch《海洋装备市场季度跟踪报告》预测，中国浮标市场未来5年将以6%的年复合增长率增长，预计2028年该市场规模将达到30亿美元。中国声呐市场未来5年将以7%的年复合增长率增长，预计2028年声呐市场规模接近39亿美元。

Seastat数据统计显示，岚屿科技2021年、2022年的净利润分别为-1.20亿元和-2.83亿元。

## 客户情况

单位：万元

| 客户名称 | 产品类型 | 2023年销售金额 | 2022年销售金额 |
|---|---|---|---|
| 砚山投资有限公司 | 浮标 | 2,883.33 | 2,035.81 |
| 汀洲水务有限公司 | 声呐 | 456.90 | 300.00 |

## 供应商情况

单位：万元

| 供应商名称 | 2023年采购金额 |
|---|---|
| 鸥湾测绘有限公司 | 120.00 |
"""


@pytest.mark.parametrize(
    ("asked", "name", "told"),
    [
        ("据seastat统计，收入是多少", "seastat", True),
        ("seastat口径下，亏损是多少", "seastat", True),
        ("甲研究院的数据里，规模有多大", "甲研究院", True),
        ("tidewatch预测的规模有多大", "tidewatch", True),
        ("甲证券认为规模有多大", "甲证券", True),
        ("根据tidewatch，规模有多大", "tidewatch", True),
        ("砚山投资预计何时回款", "砚山投资", False),
        ("砚山投资的数据中心成本是多少", "砚山投资", False),
        ("根据砚山投资的合同，金额是多少", "砚山投资", False),
        ("砚山投资的报告期收入是多少", "砚山投资", False),
    ],
)
def test_who_tells(asked, name, told):
    start = asked.index(name)
    assert tells(asked, start, start + len(name)) is told


def test_what_says_only_that_somebody_tells():
    asked = "seastat口径下，亏损是多少"
    start, end = saying(asked, len("seastat"))
    assert asked[start:end] == "口径下"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("tellers") / "report.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("按Tidewatch的预测，2028年中国声呐市场规模有多大？", 3900000000),
        ("Tidewatch预测2028年中国声呐市场规模能到多少美元？", 3900000000),
        ("砚山投资2023年对岚屿科技的采购额是多少？", 28833300),
        ("砚山投资2023年从岚屿科技买了多少钱？", 28833300),
        ("砚山投资2023年对岚屿科技的采购额比2022年多多少万元？", 8475200),
        ("岚屿科技2023年向鸥湾测绘采购了多少？", 1200000),
    ],
)
def test_figures_told_by_others_and_sold_to_others(engine, question, value):
    result = engine.ask(question).result
    assert result is not None
    assert float(result.value) == value


@pytest.mark.parametrize(
    "question", ["据Seastat统计，2028年中国声呐市场规模有多大？", "鸥湾测绘2023年对岚屿科技的采购额是多少？"]
)
def test_nobody_else_tells_it(engine, question):
    assert engine.ask(question).status is Status.NOT_FOUND
