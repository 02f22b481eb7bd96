"""Which side of a trade a question asks for: from whom something is bought, to whom it is sold; what others buy from
the company of a filing is what that calls its sales."""

import re
from collections.abc import Sequence

from kg.pattern import Pattern
from qa.evidence.scope import Filing, with_issuer
from qa.parsing.names import Names
from qa.parsing.question import Question, Term
from qa.parsing.words import fold, meanings, squeeze

_TO = Pattern("(?:从|向|对|找)$")
_WHAT = Pattern(r"(?:采购|购买|购入|买)(?:了|的)?(?:都)?(?:是|些|的)*(?:什么|啥|哪些|哪种|哪类)(?:产品|服务|东西|货)?")
_BOUGHT = Pattern(
    r"(?P<mark>[，,]?)(?:的?(?:采购|购买|进货)的?(?:总?金?额|总额)|(?:一共|总共|共)?(?:采购|购买|购入|买|花|支付)(?:了|入)?(?=多少(?![家个台套件])))"
)

_SIDES = (
    (
        "word:供应商",
        Pattern(r"(?:从|向|找)(?:谁|哪[家个些一])[^，,。？?]{0,6}(?:采购|购买|购入|买|进货|拿货|租)"),
    ),
    (
        "word:客户",
        Pattern(r"(?:卖给|销售给|供应给|出售给|交付给|供给)(?:了)?(?:谁|哪)"),
    ),
)


def as_sold(text: str, names: Names, known: Sequence[Filing]) -> str:
    """Return a question in which somebody buys from a filing's own company as that tells it: 甲对乙公司的采购额 are its
    销售金额 to 甲."""
    folded = fold(text)
    issuers = frozenset().union(*(f.issuers for f in known))
    named = [with_issuer(m, known) for m in names.find(text) if m.ids] if len(folded) == len(text) else []
    for n, seller in enumerate(named):
        buyers = [m for m in named[:n] if not issuers & {*m.ids}]
        if buyers and issuers & {*seller.ids} and _TO.search(folded[: seller.start]):
            said = f"{text[: seller.start - 1]}{text[seller.start : seller.end]}"
            return said + _BOUGHT.sub(_sold, _WHAT.sub("的产品类型是什么", text[seller.end :]))
    return text


def _sold(match: re.Match[str]) -> str:
    """Return the name of sales in place of what is bought."""
    asked = match.string.startswith("多少", match.end())
    return f"{match['mark'] or '的'}销售金额{'是' if asked else ''}"


def side_of(question: Question) -> list[Term]:
    """Return the word for the side asked for: 从哪家采购 is the supplier; empty where the question does not say."""
    for meaning, pattern in _SIDES:
        if match := pattern.search(question.folded):
            forms = tuple(squeeze(z) for z in meanings()[meaning].zh)
            return [Term(match.group(), match.start(), match.end(), forms, 1.0, meaning)]
    return []
