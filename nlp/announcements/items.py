"""Contracts told as items of one list, 1、… 2、…: each paragraph names one that was won or signed, and its price."""

import re

from kg.pattern import Pattern
from kg.values.chinese import to_number
from nlp.announcements.offers import Offers, within
from nlp.announcements.wording import Span

_ITEM = Pattern(
    r"^(?:(?P<plain>\d{1,2})[、.](?!\d)|[(](?P<bracket>\d{1,2})[)]|(?P<first>[一二三四五六七八九十]{1,3})、"
    r"|[(](?P<second>[一二三四五六七八九十]{1,3})[)])[^\n]*",
    re.MULTILINE,
)
_DONE = Pattern(r"签[订署约]|中标|成交|中选|竞得")
PAST = Pattern(
    r"会计年度|以前年度|上年度|年度(?:本)?公司|曾(?:与|于|经|中标|签)|此前|类似(?:业务|交易|项目)|发生(?:业务|交易)"
)


def items(offers: Offers) -> list[Span]:
    """Return the items that state a contract each, of the list that has most of them; nothing for one alone."""
    lists: list[list[Span]] = [[]]
    style, last = "", 0
    for match in _ITEM.finditer(offers.flat.text, offers.flat.body):
        kind = match.lastgroup or ""
        here = number(match[kind])
        if here == 1:
            lists.append([])
        elif (kind, here) != (style, last + 1):
            continue
        style, last = kind, here
        if _states_contract(offers, match.span()):
            lists[-1].append(match.span())
    longest = max(lists, key=len)
    return longest if len(longest) > 1 else []


def _states_contract(offers: Offers, item: Span) -> bool:
    """Tell whether a paragraph names a project or a contract, what was done with it and its price, and is of today."""
    said = offers.flat.text[slice(*item)]
    named = within(offers.projects, item) or within(offers.contracts, item)
    return bool(named and _DONE.search(said) and offers.amounts_in(item) and not PAST.search(said))


def number(written: str) -> int:
    """Return the number that an item of a list has, in digits or numerals."""
    return int(written) if written.isascii() else int(to_number(written) or 0)
