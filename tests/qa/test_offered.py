"""Which of two things a question offers a sentence says: 总额法还是净额法."""

import pytest

from qa.parsing.holes import holes_of
from qa.parsing.names import Names
from qa.parsing.parse import Context, parse
from qa.reading.called import offered
from qa.reading.sight import Sight

NAMES = Names([("星海科技股份有限公司", "1"), ("远山机电有限公司", "2")])
BOTH = "租赁业务采用总额法确认收入，与远山机电有限公司的交易按照净额法确认"


@pytest.mark.parametrize(
    ("question", "text", "asked", "said"),
    [
        ("租赁业务按总额法还是净额法确认收入？", "租赁业务按照净额法确认收入", (), "净额法"),
        ("租赁业务按总额法还是净额法确认收入？", BOTH, (), "总额法"),
        ("与远山机电有限公司的交易用总额法还是净额法？", BOTH, ("2",), "净额法"),
        ("租赁业务按总额法还是净额法确认收入？", "租赁业务采用总额法，代理业务采用净额法", (), ""),
        ("厂房是自建还是租赁的？", "厂房为租赁取得", (), "租赁"),
        ("租赁业务按总额法还是净额法确认收入？", "租赁业务按月确认收入", (), ""),
    ],
)
def test_one_of_two(question: str, text: str, asked: tuple[str, ...], said: str) -> None:
    (hole,) = holes_of(parse(question, Context(NAMES, 2024)))
    filled = offered(hole, Sight(text), NAMES, frozenset(asked))
    assert (filled.items[0].text if filled else "") == said
