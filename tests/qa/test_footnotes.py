"""What stands in the notes under a table belongs to its figures: which part is listed, and what is told nowhere."""

from decimal import Decimal

import pytest

from bench.memory import engine_of
from kg.answer import Status

FILING = """# 汀兰仪器股份有限公司关于2023年年度报告问询函的回复

汀兰仪器股份有限公司（以下简称“汀兰仪器”或“公司”）与同行业可比公司的毛利率对比如下：

| 公司名称 | 2023年度毛利率 | 2022年度毛利率 |
|---|---|---|
| 望亭机电 | 31.20% | 29.80% |
| 澜水电子 | 18.40% | 17.90% |
| 汀兰仪器 | 42.10% | 40.00% |

注：望亭机电选取声呐产品与服务分部进行列示；澜水电子未披露声呐毛利率，以上数据为整体毛利率

公司2023年扣除发行费用后的情况没有变化。除主营业务外，公司有少量租金。

| 项目 | 2023年度 | 2022年度 |
|---|---|---|
| 主营业务收入 | 8,100.00万元 | 7,900.00万元 |
| 其他业务收入 | 37.20万元 | 48.60万元 |
| 营业收入合计 | 8,137.20万元 | 7,948.60万元 |
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("footnotes") / "reply.md"
    path.write_text(FILING, encoding="utf-8")
    return engine_of([path])[0]


def test_a_segment_that_the_note_names_is_said(engine):
    answer = engine.ask("望亭机电2023年声呐产品与服务分部的毛利率是多少？")
    assert answer.result.value == Decimal("0.312")
    assert any("选取声呐产品与服务分部" in e.main.quote for e in answer.evidence)


def test_what_the_note_says_is_not_disclosed_is_refused_with_the_note(engine):
    answer = engine.ask("澜水电子2023年声呐毛利率是多少？")
    assert (answer.status, answer.reason) == (Status.NOT_FOUND, "undisclosed")
    assert any("未披露声呐毛利率" in e.main.quote for e in answer.evidence)


def test_what_the_note_does_not_speak_of_stays_answered(engine):
    assert engine.ask("澜水电子2023年毛利率是多少？").result.value == Decimal("0.184")


def test_the_rest_is_named_without_what_is_left_out(engine):
    assert engine.ask("除主营业务外，公司2022年的其他业务收入是多少万元？").result.value == 486000
