"""What part a party has: its number among the customers of a report, customer and supplier at once."""

from __future__ import annotations

import pytest

import pilu

REPLY = """# 青川云图股份有限公司关于年度报告问询函的回复公告

青川云图股份有限公司（证券代码：688001，以下简称“公司”）现回复如下。

## 一、主要客户情况

单位：万元

| 客户 | 产品类型 | 2023年销售金额 | 占比 |
|---|---|---|---|
| 上海远山科技有限公司 | 存储软件授权 | 1,356.17 | 12.98% |
| 北京近水数据有限公司 | 机柜托管服务 | 883.33 | 8.45% |

其中，上海远山科技有限公司、南京沐川数据有限公司为公司软件业务总经销商，重庆高台贸易有限公司为公司软件业务经销商。

## 二、主要供应商情况

单位：万元

| 供应商 | 2023年采购金额 | 占比 |
|---|---|---|
| 苏州云砚算力股份有限公司 | 2,437.29 | 21.06% |
| 北京近水数据有限公司 | 611.48 | 5.28% |
"""
REPORT = """# 苏州云砚算力股份有限公司2023年年度报告

苏州云砚算力股份有限公司（证券简称：云砚算力，以下简称“公司”）。

## 一、主要客户情况

单位：万元

| 客户排名 | 2023年销售金额 | 占比 |
|---|---|---|
| 客户 1 | 3,105.62 | 18.44% |
| 客户 2 | 2,299.33 | 13.65% |
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    for name, text in (("reply.md", REPLY), ("report.md", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    with pilu.open(folder / "store") as opened:
        opened.ingest([folder / "reply.md", folder / "report.md"])
        yield opened


def test_the_second_largest_customer_is_the_one_of_that_number(workspace):
    """The report numbers its customers; one of them is the buyer of the other filing, net of tax."""
    answer = workspace.ask("云砚算力2023年第二大客户是谁？")
    assert (answer.status, answer.result.value) == ("answered", "青川云图股份有限公司")
    assert [(h.label, h.confidence) for h in answer.hypotheses] == [("客户2", "probable")]
    amount = workspace.ask("云砚算力2023年第二大客户的销售金额是多少？")
    assert amount.result.value == 22993300


def test_a_number_that_nobody_is_behind_is_told_to_be_undisclosed(workspace):
    answer = workspace.ask("云砚算力2023年第一大客户是谁？")
    assert (answer.status, answer.reason) == ("not_found", "undisclosed")
    assert "3,105.62" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "哪些公司既是客户又是供应商？",
        "青川云图有没有既是客户又是供应商的公司？",
        "哪些客户同时也是供应商？",
    ],
)
def test_who_is_customer_and_supplier_at_once(workspace, question):
    answer = workspace.ask(question)
    assert (answer.status, answer.result.value) == ("answered", ["北京近水数据有限公司"])
    quotes = " ".join(evidence.main.quote for evidence in answer.evidence)
    assert "883.33" in quotes
    assert "611.48" in quotes


def test_whether_one_party_is_both(workspace):
    assert workspace.ask("北京近水数据有限公司既是客户又是供应商吗？").result.value is True
    other = workspace.ask("上海远山科技有限公司既是客户又是供应商吗？")
    assert (other.status, other.reason) == ("not_found", "undisclosed")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("青川云图的总经销商有哪些？", ["上海远山科技有限公司", "南京沐川数据有限公司"]),
        ("青川云图的客户中谁是软件业务的总经销商？", ["上海远山科技有限公司", "南京沐川数据有限公司"]),
        ("青川云图软件业务的总经销商是哪两家？", ["上海远山科技有限公司", "南京沐川数据有限公司"]),
        (
            "哪些公司是青川云图的经销商？",
            ["上海远山科技有限公司", "南京沐川数据有限公司", "重庆高台贸易有限公司"],
        ),
    ],
)
def test_who_is_called_what_is_asked_for(workspace, question, named):
    answer = workspace.ask(question)
    assert (answer.status, answer.result.value) == ("answered", named)


def test_nobody_is_called_what_no_filing_says(workspace):
    answer = workspace.ask("青川云图的硬件业务总代理商是谁？")
    assert answer.status == "not_found", answer.answer


def test_all_customers_of_a_year(workspace):
    """Those that its sales name; of a year that no sale is of there are none."""
    named = {"上海远山科技有限公司", "北京近水数据有限公司"}
    assert set(workspace.ask("青川云图2023年有哪些客户？").result.value) == named
    assert set(workspace.ask("青川云图的客户有哪些？").result.value) == named
    assert workspace.ask("青川云图2019年有哪些客户？").status == "not_found"
