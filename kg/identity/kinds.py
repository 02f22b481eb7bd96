"""The kinds of evidence, in one table: what each can prove and what it is worth at most.

Figures (an amount, a share, a rank) are kinds of their own, named by their role: those not listed here. Weak evidence
never proves: alone it makes a name *possible*, beside a figure it raises the score, and all of it together is worth
less than one strong figure.
"""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """What a match can prove."""

    FIGURE = "figure"  # two make an identity certain, a strong one makes it probable
    CLAUSE = "clause"  # a long text word for word: probable alone, certain with a figure
    NAME = "name"  # a name inside a name: probable
    WEAK = "weak"  # possible, and no more


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence that is no figure. Texts count as alike from `least` of the shorter on."""

    name: str
    grade: Grade
    most: float  # bits
    least: float = 1.0
    of_issuer: bool = False  # says what the party is to the other side of the statement, so that must be the same too


KINDS = {
    kind.name: kind
    for kind in (
        Kind("clause", Grade.CLAUSE, 16.0, 0.6),  # obligations, terms of payment
        Kind("name", Grade.NAME, 12.0),  # a listed short name that stands in one full name only
        Kind("label", Grade.WEAK, 5.0),  # the same letter in the issuer's next filing: kept more often than not
        Kind("position", Grade.WEAK, 5.0),  # that a described party has in a table: 第一大客户 is the first row
        Kind("standing", Grade.WEAK, 4.0, 0.7, of_issuer=True),  # what a list makes it: 总经销商, 数据中心供应商
        Kind("product", Grade.WEAK, 3.0, 0.7, of_issuer=True),  # what is sold to it or bought from it
        Kind("mode", Grade.WEAK, 1.5, 1.0, of_issuer=True),  # 经销, 直销, 代理
        Kind("business", Grade.WEAK, 6.0, 0.4),  # how it is described: 专注于大模型领域的企业
        Kind("region", Grade.WEAK, 2.0),  # where it is, or is said to work
        Kind("founded", Grade.WEAK, 0.0),  # a day agrees as a figure does; as words it can only contradict
        Kind("ownership", Grade.WEAK, 0.5),  # 民营企业, 国企
        Kind("monthly_price", Grade.WEAK, 4.0, of_issuer=True),  # of a piece; a list price that several may pay
        Kind("support", Grade.WEAK, 1.0),  # an equal rank, term or count: a figure too short to tell
    )
}
MOST_WEAK = 8.0  # bits of all weak evidence of one candidate together

# What facts say of a party in a few words, by class and role; "" is any class.
SAYS = {
    ("Relation", "kind"): "standing",
    ("Relation", "description"): "product",
    ("", "product"): "product",
    ("", "mode"): "mode",
    ("", "business"): "business",
    ("", "background"): "business",
    ("OrganizationProfile", "founded"): "founded",
    ("OrganizationProfile", "ownership"): "ownership",
}
ONE_VALUE = frozenset({"founded", "ownership"})  # a party has one: two that differ speak against


def said_kind(type_: str, role: str) -> str:
    """Return the kind of evidence that a role of words gives, or ""."""
    return SAYS.get((type_, role)) or SAYS.get(("", role), "")
