"""What a question asks for by its name and no filing says is refused, though all around it is there."""

import pytest

from bench.memory import engine_of
from kg.answer import Status

FILING = """# 汀兰仪器股份有限公司关于2023年年度报告问询函的回复

汀兰仪器股份有限公司（以下简称“汀兰仪器”或“公司”）2023年固定资产期末账面价值为10,859.82万元，同比减少24.49%。

2024年下半年公司针对声呐业务新增了在研项目，为声呐平台升级迭代项目，公司已组建相应的研发团队。

苇岸投资在2025年2月6日至10日期间以大宗交易方式减持379,016股，苇庭投资则在同一时间段内通过大宗交易方式减持98,896股。

单位：万元

| 项目 | 账面原值 | 账面价值 | 账面价值占账面原值比例 |
|---|---|---|---|
| 检测设备 | 21,493.27 | 4,915.64 | 22.87% |
| 房屋 | 4,187.69 | 3,988.81 | 95.25% |

单位：万元

| 供应商 | 合同类型 | 2023年采购额 |
|---|---|---|
| 望亭机电 | 框架合同 | 111.88 |
| 澜水电子 | 框架合同 | 97.20 |
"""
UNSAID = [
    "2023年末汀兰仪器固定资产里在建工程的账面价值是多少？",
    "声呐平台升级迭代项目预计什么时候完成？",
    "苇岸投资2025年2月大宗交易减持的接盘方是谁？",
    "汀兰仪器2023年检测设备的产能利用率是多少？",
    "望亭机电与汀兰仪器的框架合同总金额是多少？",
]
SAID = {
    "2023年末汀兰仪器固定资产的账面价值是多少？": 108598200,
    "望亭机电2023年的采购额是多少？": 1118800,
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("claims") / "reply.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


@pytest.mark.parametrize("question", UNSAID)
def test_what_no_words_say_is_refused(engine, question):
    assert engine.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", SAID)
def test_what_they_say_is_answered(engine, question):
    assert engine.ask(question).result.value == SAID[question]


def test_yes_or_no_is_not_all_that_is_asked(engine):
    result = engine.ask("声呐平台升级迭代项目什么时候新增的，组建团队了吗？").result
    assert result is None or result.type != "boolean"
