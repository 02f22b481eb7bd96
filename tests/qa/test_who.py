"""Who somebody is: names, short names, letters, descriptions; whether two are one; every answer with its proof."""

from __future__ import annotations

import pytest

import pilu

OPINION = """# 甲证券股份有限公司关于青川云图股份有限公司年度报告问询函回复的核查意见

青川云图股份有限公司（证券代码：688001，以下简称“公司”）。

## 一、主要客户情况

上海远山科技有限公司（以下简称“远山科技”）为公司软件业务总经销商。公司已向重庆高台贸易有限公司交付12台服务器。

单位：万元

| 客户 | 产品类型 | 2023年销售金额 | 占比 |
|---|---|---|---|
| 上海远山科技有限公司 | 存储软件授权 | 1,356.17 | 12.98% |
| 北京近水数据有限公司 | 机柜托管服务 | 883.33 | 8.45% |
| 重庆高台贸易有限公司 | 公有云主机 | 771.29 | 7.38% |
"""
REPLY = """# 青川云图股份有限公司关于年度报告问询函的回复公告

青川云图股份有限公司（以下简称“公司”）现回复如下。

## 一、主要客户情况

单位：万元

| 客户 | 产品类型 | 2023年销售金额 | 占比 |
|---|---|---|---|
| E公司 | 存储软件授权 | 1,356.17 | 12.98% |
| F公司 | 机柜托管服务 | 883.33 | 8.45% |
"""
NAME, LETTER = "上海远山科技有限公司", "E公司"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("who")
    for name, text in (("opinion.md", OPINION), ("reply.md", REPLY)):
        (folder / name).write_text(text, encoding="utf-8")
    with pilu.open(folder / "store") as opened:
        opened.ingest([folder / "opinion.md", folder / "reply.md"])
        yield opened


def steps(answer) -> list[list[str]]:
    return [[node.label for node in path.nodes] for path in answer.paths]


def test_the_way_to_a_letters_name_is_its_hypothesis_with_the_words_of_both_sides(workspace):
    answer = workspace.ask("E公司是谁？")
    assert (answer.status, answer.result.value) == ("answered", NAME)
    assert "确定；金额 1,356.17万元、占比 12.98%" in answer.answer
    assert steps(answer) == [[LETTER, "certain", NAME]]
    cited = {answer.evidence[at].doc for edge in answer.paths[0].edges for at in edge.evidence}
    assert len(cited) == 2
    rows = workspace.sparql(answer.sparql).rows
    assert {(row[1].value, row[2].value, row[3].value) for row in rows} == {(LETTER, NAME, "certain")}


def test_a_short_name_is_told_in_full_with_the_words_that_define_it(workspace):
    answer = workspace.ask("远山科技是谁？")
    assert (answer.status, answer.result.value) == ("answered", NAME)
    assert "以下简称“远山科技”" in answer.evidence[0].main.quote


@pytest.mark.parametrize("question", ["上海远山科技有限公司是谁？", "上海远山科技有限公司是哪家公司？"])
def test_of_a_full_name_what_is_known_is_told_and_its_letter(workspace, question):
    answer = workspace.ask(question)
    assert answer.status == "answered"
    assert "1,356.17万元" in answer.answer
    assert "在另一份文件中称E公司（确定）" in answer.answer
    assert [h.label for h in answer.hypotheses] == [LETTER]


def test_a_letter_is_found_from_its_name(workspace):
    answer = workspace.ask("上海远山科技有限公司对应哪个代号？")
    assert (answer.status, answer.result.value) == ("answered", LETTER)
    assert workspace.ask("重庆高台贸易有限公司对应哪个代号？").status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("E公司是不是上海远山科技有限公司？", "是，两份文件中的金额等数据一致"),
        ("E公司就是北京近水数据有限公司吗？", f"不是，E公司已确定为{NAME}"),
        ("F公司是上海远山科技有限公司吗？", "不是，F公司已确定为北京近水数据有限公司"),
        ("E公司和F公司是同一家公司吗？", "不是，同一份文件以E公司和F公司指两家"),
        ("远山科技和上海远山科技有限公司是同一家公司吗？", f"是，都是{NAME}的名称"),
        ("北京近水数据有限公司和重庆高台贸易有限公司是同一家公司吗？", "不能确认"),
    ],
)
def test_whether_two_are_one(workspace, question, said):
    answer = workspace.ask(question)
    assert (answer.status, answer.answer.startswith(said)) == ("answered", True), answer.answer
    assert answer.evidence
    assert answer.paths


def test_a_counted_customer_is_whom_a_statement_of_that_count_names(workspace):
    assert workspace.ask("12台服务器的客户是谁？").result.value == "重庆高台贸易有限公司"
    assert workspace.ask("15台服务器的客户是谁？").status == "not_found"
