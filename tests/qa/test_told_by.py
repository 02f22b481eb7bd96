"""Which record a question means: the one that its row tells by a party, a place, a figure; refused where none does."""

import pytest

from bench.memory import engine_of
from kg.answer import Status

FILING = """# 岚屿科技股份有限公司2023年年度报告

证券代码：600001 证券简称：岚屿科技

## 资金存放情况

单位：万元

| 公司 | 2022年末资金余额 | 2023年末资金余额 | 期间变动 | 存放地点 |
|---|---|---|---|---|
| 岚屿科技股份有限公司 | 6,000.10 | 6,439.61 | 439.51 | 银行账户 |
| 岚屿科技股份有限公司 | 150.03 | 67.81 | -82.22 | 云闪付 |
| Lanyu Ocean HK Limited | 1,535.13 | 1,790.67 | 255.54 | 银行账户 |
| Lanyu Ocean HK Limited | 10.42 | 21.77 | 11.35 | 云闪付 |

## 合同情况

单位：万元

| 客户 | 合同金额 | 产品 | 交割情况 |
|---|---|---|---|
| 鸥湾测绘有限公司 | 30.00 | 海图测绘咨询服务 | 2023年2月交付 |
| 砚山投资有限公司 | 1,788.00 | 浮标 | 2024年1月交付，已全部回款 |
| 砚山投资有限公司 | 1,728.00 | 浮标 | 2024年5月交付，已回款100万元 |
| 汀洲水务有限公司 | 456.90 | 声呐 | 2024年3月和5月交付，客户还未回款 |
| 汀洲水务有限公司 | 17,032.32 | 声呐 | 2023年12月交付，客户已回款3,059.56万元 |

## 应收账款账龄

单位：万元

| 账龄 | 2023年末应收账款余额 | 坏账计提比例 |
|---|---|---|
| 1年以内 | 5,000.00 | 5.00% |
| 1至2年 | 1,826.56 | 10.00% |
| 2至3年 | 743.36 | 30.00% |
| 合计 | 7,569.92 | 9.34% |

## 售后回租

租赁公司为潮汐租赁有限公司，售后回租租金支付安排如下：

单位：元

| 租期 | 租金支付日 | 租金 |
|---|---|---|
| 第1期 | 2024-09-15 | 3,864,704.01 |
| 第2期 | 2024-12-15 | 3,864,704.01 |
| 第3期 | 2025-03-15 | 3,800,000.00 |

截至2023年12月31日，公司的银行借款余额为17,239.00万元，其中2024年6月底前到期13,977.08万元，2024年末前到期3,261.92万元。

公司与汀洲水务有限公司的海缆合同已取消，截至目前已退回90万元。
"""
TOLD = {
    "岚屿科技云闪付2023年末资金余额是多少？": [678100],
    "Lanyu Ocean HK Limited云闪付2023年末资金余额是多少？": [217700],
    "砚山投资的两份浮标合同金额分别是多少？": [17880000, 17280000],
    "汀洲水务的海缆合同取消后退了多少钱？": [900000],
    "2023年末的银行借款里，2024年6月底前到期的有多少？": [139770800],
    "账龄1-2年的应收账款余额是多少？": [18265600],
    "2-3年应收账款的坏账计提比例是多少？": [0.3],
    "2023年末的银行借款里，2024年末前到期的有多少？": [32619200],
}
NAMED = {"鸥湾测绘买的是什么服务？": "海图测绘咨询服务"}
DAYS = {
    "售后回租最后一期租金什么时候付？": "2025-03-15",
    "售后回租第一期租金是哪天付？": "2024-09-15",
}
REFUSED = [
    "岚屿科技贝宝2023年末资金余额是多少？",
    "砚山投资的三份浮标合同金额分别是多少？",
    "砚山投资的浮标合同取消后退了多少钱？",
    "2023年末的银行借款里，2024年9月底前到期的有多少？",
    "账龄4-5年的应收账款余额是多少？",
    "售后回租第五期租金是哪天付？",
    "汀洲水务那份888.00万元的声呐合同是什么时候交付的？",
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("told") / "report.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize("question", TOLD)
def test_the_record_that_is_told(engine, question):
    result = engine.ask(question).result
    assert result is not None
    values = (
        [v["value"] if isinstance(v, dict) else v for v in result.value] if result.type == "list" else [result.value]
    )
    assert [float(v) for v in values] == TOLD[question]


@pytest.mark.parametrize("question", [*DAYS, *NAMED])
def test_the_day_or_the_thing_of_the_row_that_is_told(engine, question):
    result = engine.ask(question).result
    assert result is not None
    assert str(result.value) == (DAYS | NAMED)[question]


@pytest.mark.parametrize("question", REFUSED)
def test_no_record_is_told(engine, question):
    assert engine.ask(question).status is Status.NOT_FOUND
