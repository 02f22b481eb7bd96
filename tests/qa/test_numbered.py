"""Contracts whose titles differ in a number only are told apart; of several bidders for one tender none is guessed."""

import pytest

import pilu
from kg.answer import Status
from qa.parsing.match import squeezed
from qa.parsing.numbered import told_apart

ASSURED = "本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。\n"
AWARD = "近日，{who}（以下简称“公司”）收到丙丁电网有限公司发来的《中标通知书》，确定公司为“丙丁电网有限公司2017年第{batch}批电能表招标采购”的中标单位，中标金额为{amount}万元。\n"
BIDS = [
    ("甲乙电表股份有限公司", "一", "1,200"),
    ("戊己仪表股份有限公司", "一", "3,400"),
    ("庚辛电气股份有限公司", "二", "5,600"),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A store with three awards of two tenders."""
    folder = tmp_path_factory.mktemp("awards")
    for number, (who, batch, amount) in enumerate(BIDS):
        award = AWARD.format(who=who, batch=batch, amount=amount)
        (folder / f"{number}.txt").write_text(f"{who}关于项目中标的公告\n{ASSURED}{award}特此公告。\n", "utf-8")
    opened = pilu.open(folder / "store")
    opened.ingest(sorted(folder.glob("*.txt")))
    return opened


@pytest.mark.parametrize(("title", "other", "apart"), [
    ("丙丁电网2017年第一批招标", "丙丁电网2017年第四批招标", True),
    ("丙丁公路MK-3标段", "丙丁公路第MK-1标段工程", True),
    ("丙丁市轨道交通七号线一期工程", "丙丁市轨道交通十四号线工程", True),
    ("丙丁管道采购第二标", "丙丁管道采购2标", False),
    ("丙丁管道采购3标、4标", "丙丁管道采购4标段", False),
    ("丙丁公路工程", "丙丁公路工程2标段", False),
])  # fmt: skip
def test_numbers_tell_apart(title, other, apart):
    assert told_apart(squeezed(title), squeezed(other)) is apart


def test_several_bidders_are_asked_back_about(workspace):
    for question in (
        "丙丁电网有限公司2017年第一批电能表招标采购是谁中标的？",
        "丙丁电网有限公司2017年第一批电能表招标采购的合同金额是多少？",
    ):
        answer = workspace.ask(question)
        assert answer.status is Status.AMBIGUOUS
        assert set(answer.reason.split("、")) == {"甲乙电表股份有限公司", "戊己仪表股份有限公司"}


def test_one_bidder_named_is_answered(workspace):
    answer = workspace.ask(
        "戊己仪表股份有限公司与丙丁电网有限公司就丙丁电网有限公司2017年第一批电能表招标采购签订的合同总价是多少万元？"
    )
    assert answer.status is Status.ANSWERED
    assert "3,400" in answer.answer


def test_the_one_bidder_of_another_tender(workspace):
    answer = workspace.ask("丙丁电网有限公司2017年第二批电能表招标采购是谁中标的？")
    assert answer.status is Status.ANSWERED
    assert "庚辛电气股份有限公司" in answer.answer


def test_a_tender_nobody_won_is_not_found(workspace):
    answer = workspace.ask("丙丁电网有限公司2017年第三批电能表招标采购的合同金额是多少？")
    assert answer.status is Status.NOT_FOUND


def test_a_title_may_begin_with_the_one_asked_for(workspace):
    answer = workspace.ask("丙丁电网有限公司2017年第二批电能表招标采购是和谁签的合同？")
    assert answer.status is Status.ANSWERED
    assert "丙丁电网有限公司" in answer.answer


def test_what_is_asked_last_is_asked(workspace):
    answer = workspace.ask("丙丁电网有限公司2017年第二批电能表招标采购中标人的合同金额是多少？")
    assert answer.status is Status.ANSWERED
    assert "5,600" in answer.answer


@pytest.fixture(scope="module")
def lots(tmp_path_factory):
    """A store with filings that tell of one project more words than the statements read out of them."""
    folder = tmp_path_factory.mktemp("lots")
    text = "公司日前参加壬癸河治理工程管道集中采购的投标。近日，公司中标壬癸河治理工程{lot}标段，中标金额为{amount}万元。\n"
    for lot, (who, _, amount) in enumerate(BIDS, 1):
        body = f"{who}（以下简称“公司”）发布本公告。\n{text.format(lot=lot, amount=amount)}"
        (folder / f"{lot}.txt").write_text(f"{who}关于项目中标的公告\n{ASSURED}{body}特此公告。\n", "utf-8")
    opened = pilu.open(folder / "store")
    opened.ingest(sorted(folder.glob("*.txt")))
    return opened


def test_filings_whose_words_hold_a_title_are_asked_back_about(lots):
    answer = lots.ask("壬癸河治理工程管道集中采购是谁中标的？")
    assert answer.status is Status.AMBIGUOUS
    assert set(answer.reason.split("、")) == {who for who, *_ in BIDS}
