"""The business that a sentence speaks of: 培训业务方面，…整体毛利率为55% says it of 培训业务, not of the company."""

from functools import cache

from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp.as_if import says_as_if
from nlp.lexicon import load
from nlp.marks import ACCEPTS, CHAR

_PARTY = "".join(CHAR[kind] for kind in ACCEPTS["Party"])
_TIME = CHAR["Date"] + CHAR["Period"]
_NAME = r"(?!其中|因此|综上)(?P<name>[A-Za-z0-9一-龥]{0,14}?(?:业务|产品|服务|板块|分部|解决方案|算力云|云)(?:及其他)?)"
_AT_START = rf"(?:^|[，；：。:;,“）)①-⑩{_PARTY}{_TIME}]|其中|综上|因[为此]?|故|而|但|虽)\s?"
_ASIDE = Pattern(rf"{_AT_START}{_NAME}方面")
_SAID_OF = Pattern(
    rf"{_AT_START}(?:新增|新开展的?)?{_NAME}(?=[{_TIME}，]|整体|的?(?:销售|营业)?(?:收入|成本|毛利|营收)|占比|维持|为[{_TIME}]|营收|业务营收)"
)
_LEFT_OUT = Pattern(r"(?:^|[，；：。])\s?(?P<what>(?:若)?(?:扣除|剔除|不考虑|不含)[^，。；：]{2,20}?后?)，")
_OF_COMPANY = Pattern(f"[{_PARTY}]")


@cache
def _no_business() -> Pattern:
    return Pattern(alternatives(load("measures")["no_business"]))


def business_before(text: str, at: int) -> str:
    """Return the business that a marked sentence speaks of at a place; empty for the company itself.

    `X业务方面` holds for the whole sentence; a business named otherwise until the company is the subject again.
    """
    for pattern, lasting in ((_ASIDE, True), (_SAID_OF, False)):
        named = [match for match in pattern.finditer(text, 0, at) if not _no_business().search(match["name"])]
        if named and (lasting or not _OF_COMPANY.search(text, named[-1].end(), at)):
            return named[-1]["name"]
    return ""


def scope_before(text: str, at: int) -> str:
    """Return the words that leave something out of all that a marked sentence measures (扣除股份支付影响后，管理费用为)
    or say that it is of accounts as if."""
    if says_as_if(text[:at]):
        return "备考"
    named = [match["what"] for match in _LEFT_OUT.finditer(text, 0, at)]
    return named[-1] if named and not any(mark in named[-1] for mark in CHAR.values()) else ""
