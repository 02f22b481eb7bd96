"""Which side of a trade a question asks for: from whom something is bought, to whom it is sold."""

from kg.pattern import Pattern
from qa.question import Question, Term
from qa.words import meanings, squeeze

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


def side_of(question: Question) -> list[Term]:
    """Return the word for the side asked for: 从哪家采购 is the supplier; empty where the question does not say."""
    for meaning, pattern in _SIDES:
        if match := pattern.search(question.folded):
            forms = tuple(squeeze(z) for z in meanings()[meaning].zh)
            return [Term(match.group(), match.start(), match.end(), forms, 1.0, meaning)]
    return []
