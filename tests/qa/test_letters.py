"""Questions about letters, and about names whose figures stand under a letter: what leans on which identity."""

from __future__ import annotations

import pytest

import pilu
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.who.asked import is_part

OPINION = """# 甲证券股份有限公司关于青川云图股份有限公司年度报告问询函回复的核查意见

青川云图股份有限公司（以下简称“公司”）。

## 一、主要客户情况

上海远山科技有限公司为公司软件业务总经销商，北京近水数据有限公司为公司机柜托管直销客户，重庆高台贸易有限公司为公司公有云代理商。

单位：万元

| 客户 | 产品类型 | 2022年销售金额 |
|---|---|---|
| 上海远山科技有限公司 | 存储软件授权 | 1,356.17 |
| 北京近水数据有限公司 | 机柜托管服务 | 883.33 |
| 重庆高台贸易有限公司 | 公有云主机 | 771.29 |
"""
REPLY = """# 青川云图股份有限公司关于年度报告问询函的回复公告

青川云图股份有限公司（以下简称“公司”）现回复如下。

## 一、主要客户情况

E公司为公司软件业务总经销商，G公司为公司数据库实施客户。

单位：万元

| 客户 | 产品类型 | 2024年销售金额 |
|---|---|---|
| E公司 | 存储软件授权 | 2,114.58 |
| G公司 | 数据库实施 | 912.05 |
"""
REPORT = """# 丙药股份有限公司2023年年度报告

丙药股份有限公司（以下简称“公司”）。

## 一、主要客户

单位：万元

| 序号 | 客户名称 | 2023年销售金额 |
|---|---|---|
| 1 | 杭州青屿医药有限公司 | 5,118.23 |
| 2 | 成都北岭药房有限公司 | 3,904.66 |

单位：万元

| 序号 | 客户名称 | 2022年销售金额 |
|---|---|---|
| 1 | 成都北岭药房有限公司 | 4,221.87 |
| 2 | 杭州青屿医药有限公司 | 2,760.31 |
|  | 合计 | 6,982.18 |

2023年，第一大客户按约定支付了全部货款。报告期内，第二大客户增加了采购。
"""
AMOUNT = "上海远山科技有限公司2024年的销售金额是多少？"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    for name, text in (("opinion.md", OPINION), ("reply.md", REPLY), ("report.md", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    with pilu.open(folder / "store") as opened:
        opened.ingest([folder / "opinion.md", folder / "reply.md", folder / "report.md"])
        yield opened


def quotes(answer) -> list[str]:
    return [evidence.main.quote for evidence in answer.evidence]


def test_a_figure_under_a_letter_that_may_be_the_name_is_near_and_no_answer(workspace):
    answer = workspace.ask(AMOUNT)
    assert (answer.status, answer.reason, answer.result) == ("not_found", "undisclosed", None)
    [hypothesis] = answer.hypotheses
    assert (hypothesis.label, hypothesis.name, hypothesis.confidence) == ("E公司", "上海远山科技有限公司", "possible")
    assert any("2,114.58" in quote for quote in quotes(answer))


def test_it_is_one_where_possible_names_are_leant_on(workspace):
    answer = workspace.ask(AMOUNT, possible=True)
    assert (answer.status, answer.result.value) == ("answered", 21145800)
    assert answer.confidence <= 0.5
    assert [h.confidence for h in answer.hypotheses] == ["possible"]


def test_a_letter_that_hints_point_to_is_not_named_and_what_is_known_is_told(workspace):
    answer = workspace.ask("E公司是谁？")
    assert (answer.status, answer.reason) == ("not_found", "undisclosed")
    assert "可能是上海远山科技有限公司。" in answer.answer
    assert "2024年销售金额：2,114.58万元" in answer.answer
    assert any("2,114.58" in quote for quote in quotes(answer))


@pytest.mark.parametrize("question", ["谁是G公司？", "G公司的真实名称是什么？", "Who is Company G?"])
def test_of_a_letter_nobody_points_to_what_is_known_is_told(workspace, question):
    answer = workspace.ask(question)
    assert (answer.status, answer.reason, answer.hypotheses) == ("not_found", "undisclosed", ())
    assert "912.05万元" in answer.answer
    assert any("912.05" in quote for quote in quotes(answer))


def test_an_accepted_name_answers(workspace):
    from datetime import date

    day = date(2024, 11, 21)
    workspace.decide("E公司", "上海远山科技有限公司", "accept", day)
    try:
        told = workspace.ask("E公司是谁？")
        assert told.result.value == "上海远山科技有限公司"
        assert "E公司，人工确认" in told.answer
        assert "确定" not in told.answer
        answer = workspace.ask(AMOUNT)
        assert [node.label for node in answer.paths[0].nodes[:3]] == ["上海远山科技有限公司", "accepted", "E公司"]
        assert (answer.status, answer.result.value, answer.hypotheses[0].decided) == ("answered", 21145800, True)
    finally:
        workspace.decide("E公司", "上海远山科技有限公司", "undo", day)
    assert workspace.ask(AMOUNT).status == "not_found"


def test_a_name_that_only_a_person_gave_shows_where_both_are_spoken_of(workspace):
    from datetime import date

    day, other = date(2024, 11, 21), "重庆高台贸易有限公司"
    workspace.decide("G公司", other, "accept", day, note="电话确认")
    try:
        answer = workspace.ask("G公司是谁？")
        assert (answer.result.value, len(answer.paths), len(answer.evidence)) == (other, 1, 2)
        [candidate] = [c for c in workspace.identities().of("G公司")[0].candidates if c.decided]
        assert candidate.said == "2024-11-21 电话确认"
    finally:
        workspace.decide("G公司", other, "undo", day)


def test_a_described_customer_is_the_row_of_its_filings_table(workspace):
    """Of the year that its sentence names; of a sentence without one, all years are possible."""
    first, second = (workspace.identities().of(label)[0].candidates for label in ("第一大客户", "第二大客户"))
    assert [(c.name, c.confidence.value) for c in first] == [("杭州青屿医药有限公司", "probable")]
    assert {(c.name, c.confidence.value) for c in second} == {
        ("杭州青屿医药有限公司", "possible"),
        ("成都北岭药房有限公司", "possible"),
    }
    for candidate in (*first, *second):
        [match] = candidate.matches
        for side in (match.left, match.right):
            main = side.main
            assert workspace.library.text(side.doc, main.start, main.end) == main.quote


@pytest.mark.parametrize(("year", "amount"), [(2022, 42218700), (2023, 51182300)])
def test_a_row_asked_for_by_its_position_is_of_the_year(workspace, year, amount):
    answer = workspace.ask(f"丙药股份{year}年第一大客户的销售金额是多少？")
    assert (answer.status, answer.result.value) == ("answered", amount)


def test_a_total_is_no_customer(workspace):
    answer = workspace.ask("丙药股份2022年第二大客户的销售金额是多少？")
    assert answer.status == "not_found" or answer.result.value == 27603100


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("哪家供应商的采购对应E公司的在手订单？", True),
        ("从E公司采购的服务器对应哪个客户的订单？", True),
        ("对E公司的业务订单供货的是哪家？", True),
        ("E公司对应核查意见里的哪家客户？", False),
        ("核查意见里对应E公司的是哪家客户？", False),
        ("与E公司的销售金额一致的是哪家客户？", False),
        ("按销售金额向E公司对应的是哪家客户？", False),
    ],
)
def test_a_letter_that_tells_which_thing_is_meant_is_not_asked_after(question, part):
    parsed = parse(question, Context(Names([("E公司", "e")]), 2024))
    assert is_part(parsed, parsed.mentions[0]) is part
