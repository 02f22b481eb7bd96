"""What a question says beside its measure is not dropped: a verb that no list has, a share's whole, a rank among all."""

import pytest

from bench.memory import engine_of
from kg.answer import Status
from kg.values.dates import find_periods
from qa.parsing.changes import change_in
from qa.parsing.effects import hears, implies
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

REPORT = """# 远岸测绘股份有限公司2023年年度报告

证券代码：600998 证券简称：远岸测绘

## 一、成本

单位：万元

| 项目 | 2023年度金额 | 2022年度金额 |
|---|---|---|
| 维保成本 | 306.00 | 497.00 |
| 机房租金 | 120.00 | 100.00 |

## 二、浮标业务主要供应商

公司浮标业务主要供应商采购情况如下（单位：万元）：

| 供应商 | 2023年采购额 |
|---|---|
| 望亭机电有限公司 | 975.00 |
| 澜水电子有限公司 | 412.00 |
| 汀洲线缆有限公司 | 88.00 |

## 三、软件定义存储和超融合市场

据海图咨询《中国软件定义存储及超融合市场跟踪报告》预测，中国超融合市场预计到2028年市场规模将达到30亿元。

## 四、人均收入

2023年公司销售人员的人均收入贡献上升至226.82万元。2020年公司销售人员的人均收入贡献为332.26万元。

## 五、出口

2021、2022、2023年公司出口收入分别为810万元、731万元、540万元。

远岸测绘的股东嘉屿投资中心（有限合伙）减持公司股份。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("远岸测绘2023年的维保成本比上一年省了多少万元？", 1910000),
        ("远岸测绘2023年的维保成本较2022年压缩了多少万元？", 1910000),
        ("远岸测绘的维保成本2023年是多少万元？", 3060000),
        ("远岸测绘销售人员的人均收入贡献，2023年比2020年还低多少万元？", 1054400),
        ("远岸测绘2022年的出口收入是多少？", 7310000),
    ],
)
def test_the_figure_asked_for(engine, question, value):
    assert engine.ask(question).result.value == value


@pytest.mark.parametrize(
    "question",
    [
        "预计2028年中国软件定义存储市场规模有多大？",
        "远岸测绘2023年第三大供应商是哪家？",
        "远岸测绘被股东减持的新闻是哪位记者写的？",
    ],
)
def test_nothing_instead_of_what_merely_sounds_alike(engine, question):
    assert engine.ask(question).status is Status.NOT_FOUND


def test_the_market_that_the_sentence_is_of(engine):
    assert engine.ask("预计2028年中国超融合市场规模有多大？").result.value == 3000000000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("维保成本比上一年省了多少万元", "省了"),
        ("研发费用较2022年压缩了多少万元", "压缩了"),
        ("收入比上年增长了多少", "增长"),
        ("员工比2022年末多了多少人", "多"),
    ],
)
def test_what_happened_since_then(text, told):
    change = change_in(text)
    assert change is not None
    assert text[slice(*change.told)] == told


@pytest.mark.parametrize("text", ["2023年节省了多少万元", "可比公司花了多少万元", "占比达到了多少"])
def test_no_change_without_a_base(text):
    assert change_in(text) is None


def test_years_listed_before_one_year():
    assert [p.code for *_, p in find_periods("2021、2022和2023年收入")] == ["2021", "2022", "2023"]
    assert [p.code for *_, p in find_periods("2021、2022年末余额")] == ["2022-12-31"]


def test_figures_of_what_is_so_are_no_reason_for_it():
    asked = parse("甲公司客户集中度较高的原因是什么？", Context(Names([]), 2024))
    assert not implies(
        asked, "2012年和2013年，甲公司前五大客户的销售额占比分别为90.55%和88.99%，甲公司客户集中度较高。"
    )
    assert implies(asked, "国内的整车厂本就只有两家，甲公司客户集中度较高。")


def test_a_reason_speaks_of_those_of_whom_it_is_asked():
    asked = parse("望亭机电、澜水电子、汀洲线缆为什么供不了货？", Context(Names([]), 2024))
    assert hears(asked, "乙公司是海外厂家的供货渠道，因而公司从乙公司采购。") < 0.3
    assert hears(asked, "公司曾向望亭机电、澜水电子、汀洲线缆询价，但由于贸易政策，均被告知无法供货。") >= 0.3


@pytest.mark.parametrize("text", ["远岸测绘股价涨这么多了，现在还能不能买？", "远岸测绘的股票要不要买？"])
def test_advice_is_not_given(engine, text):
    assert engine.ask(text).reason == "not_a_factual_question"


@pytest.mark.parametrize(("question", "so"), [("是正增长吗", False), ("是负增长吗", True)])
def test_growth_below_nothing(engine, question, so):
    assert engine.ask(f"远岸测绘2023年的维保成本{question}？").result.value is so
