"""A question that is a sentence but for its hole is answered by what stands there; one that only looks so is not."""

from pathlib import Path

import pytest

from bench.memory import engine_of
from kg.answer import Status
from qa.engine import Engine

FILING = """# 青禾数据股份有限公司2023年年度报告

证券代码：688999 证券简称：青禾数据

## 借款与担保

青禾数据在梧州银行南湖支行借款2,000.00万元，借款期限自2021年3月9日至2022年3月8日，由澜岸担保有限公司提供连带责任保证。
青禾数据于2021年6月1日与东坪融资租赁有限公司签订了《设备租赁合同》，租赁期限为三年。
青禾数据于2022年7月5日与北闸融资租赁有限公司签订了《设备租赁合同》，租赁期限为两年。
澜岸投资在2023年4月3日至8日期间通过集中竞价方式减持52,000股。
根据备考审计报告，假设本次收购于2022年1月1日已经完成，则公司的财务状况如下。
2023年向公司采购储能系统软件的经销商为禾泉贸易，终端客户为东蓠银行。

## 其他事项

综上所述，公司未对无形资产计提减值准备，具有合理性。
截至2023年12月31日，周望亭未有向本公司推荐董事、监事的情形。
国内工业阀门市场存在较大的整合空间。
储能系统累计装机台数已突破500台，客户分布于多个省份。
本报告所载的盈利预测数据尚未经审计和复核，敬请投资者注意。
如青禾数据的仓库未通过消防验收，租赁合同将自动终止。
禾泉贸易经营情况良好，未发生重大违约。
公司将面临新产品未取得注册证书的风险。
青禾数据拟收购东蓠机电的全部股权。
青禾数据最近三年生产经营不存在重大安全事故和环保不合规情形。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path: Path = tmp_path_factory.mktemp("verbatim") / "filing.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青禾数据在梧州银行南湖支行借款2,000.00万元，借款期限自哪天至2022年3月8日？", "2021-03-09"),
        ("青禾数据在梧州银行南湖支行借款2,000.00万元，借款期限自2021年3月9日至哪天？", "2022-03-08"),
        ("澜岸投资在哪天至8日期间通过集中竞价方式减持52,000股？", "2023-04-03"),
        ("青禾数据于哪天与北闸融资租赁有限公司签订了《设备租赁合同》？", "2022-07-05"),
        ("根据备考审计报告，假设本次收购于哪天已经完成？", "2022-01-01"),
        ("青禾数据于2021年6月1日与哪家公司签订了《设备租赁合同》？", "东坪融资租赁有限公司"),
        ("借款期限自2021年3月9日至2022年3月8日，由哪家单位提供连带责任保证？", "澜岸担保有限公司"),
        ("2023年向公司采购储能系统软件的经销商为禾泉贸易，终端客户为哪家单位？", "东蓠银行"),
    ],
)
def test_the_hole_is_filled(engine: Engine, question: str, value: str) -> None:
    answer = engine.ask(question)
    assert answer.result is not None
    assert answer.result.value == value


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("综上所述，公司是否对无形资产计提减值准备，具有合理性？", False),
        ("公司无形资产是否计提了减值准备？", False),  # what denies stands further ahead
        ("截至2023年12月31日，周望亭是否有向本公司推荐董事、监事的情形？", False),
        ("国内工业阀门市场是否存在较大的整合空间？", True),
        ("储能系统累计装机台数是否已突破500台？", True),
        ("本报告所载的盈利预测数据是否已经审计和复核？", False),
        ("青禾数据最近三年生产经营是否存在重大安全事故和环保不合规情形？", False),
        ("青禾数据最近三年生产经营存在重大安全事故和环保不合规情形吗？", False),
        ("本报告所载的盈利预测数据已经审计和复核了吗？", False),
        ("储能系统累计装机台数已突破500台了吗？", True),
    ],
)
def test_what_stands_for_whether_decides(engine: Engine, question: str, so: bool) -> None:
    answer = engine.ask(question)
    assert answer.result is not None
    assert answer.result.value is so


@pytest.mark.parametrize(
    "question",
    [
        "青禾数据的仓库是否通过消防验收？",  # only supposed
        "新产品是否取得注册证书？",  # a risk
        "青禾数据是否已收购东蓠机电的全部股权？",  # only planned
        "青禾数据已收购东蓠机电的全部股权了吗？",
        "储能系统累计装机台数是否已突破800台？",
    ],
)
def test_what_only_looks_alike_is_no_sentence_of_it(engine: Engine, question: str) -> None:
    found = engine.solved(question)[1]
    assert "word for word" not in found.met


def test_of_another_than_the_company_nothing_is_taken(engine: Engine) -> None:
    found = engine.solved("公司是否发生重大违约？")[1]
    assert found.status is not Status.ANSWERED or "word for word" not in found.met
