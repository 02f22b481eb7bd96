"""Everyday verbs: what they mean hangs on what stands beside them; as words of what a question says they may be left out."""

import pytest

from qa.parsing.names import Names
from qa.parsing.parse import Context, parse

CONTEXT = Context(Names([("A公司", "a")]), 2025)


@pytest.mark.parametrize(
    ("text", "verb", "meaning"),
    [
        ("2023年研发费用花了多少？", "花了", None),
        ("向乙公司采购设备花了多少？", "花了", "word:采购"),
        ("2023年末货币资金还剩多少？", "还剩", None),
        ("2023年末专户里还剩多少？", "还剩", "closing_balance"),
        ("授信额度还剩多少？", "还剩", "open_credit"),
        ("卖出之后还剩多少股份？", "还剩", "word:持有"),
        ("那笔存单，到期赚了多少？", "赚了", "actual_return"),
        ("2023年赚了多少？", "赚了", "net_profit"),
        ("每股赚了多少？", "赚了", "eps"),
        ("2023年净利润赚了多少？", "赚了", None),
        ("软件著作权拿到多少件？", "拿到", "granted_patents"),
        ("政府补助拿到多少？", "拿到", None),
        ("谁拿到了订单？", "拿到了", "word:签订"),
        ("毛利率降到多少？", "降到", None),
        ("应收账款客户里一分钱没回的是哪家，欠多少？", "欠", "closing_balance"),
        ("采购金额是多少，已付了多少？", "付了", "paid_amount"),
        ("哪一年净利润亏得最多，亏了多少？", "亏了", "net_loss"),
    ],
)
def test_a_verb_is_read_by_what_stands_beside_it(text: str, verb: str, meaning: str | None) -> None:
    question = parse(text, CONTEXT)
    assert [t.meaning for t in question.terms if t.text == verb] == ([] if meaning is None else [meaning])
    assert (verb in question.plain) == (meaning is not None)


def test_a_verb_that_says_nothing_stays_where_no_amount_is_asked_for() -> None:
    assert "拿到" in parse("政府补助是哪家子公司拿到的？", CONTEXT).plain
