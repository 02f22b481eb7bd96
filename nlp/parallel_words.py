"""Lists of words that 分别 parts: 甲、乙的毛利率分别为x、y; 毛利率/净利率分别为x/y; 标的分别为甲、乙的两份合同."""

import re
from functools import cache

from kg.ontology import load
from kg.pattern import Pattern
from kg.values.units import alternatives
from kg.view import Piece
from nlp.marks import CHAR

_TIMES = CHAR["Date"] + CHAR["Period"]
_ITEM = r"[A-Za-z0-9\u4e00-\u9fff（）() ]{2,24}"
_START = r"(?:^|[，。；：:;,“\ue000-\ue020])\s?(?:因此|其中|故|[\u4e00-\u9fff]{2,16}?主要[为是有系])?"
_WHAT = r"[\u4e00-\u9fff]{2,8}?"
_BEFORE = Pattern(
    rf"{_START}(?P<list>{_ITEM}?(?:[、/]{_ITEM}?)+?)(?:(?:的|的?[{_TIMES}]的?|，[{_TIMES}]){_WHAT})?(?:均|各)?\s?$"
)
_NAMED = Pattern(r"(?P<what>[\u4e00-\u9fff]{2,6})$")
_AS = Pattern(r"分别[为是](?P<list>[^，。；\ue000-\ue020]{4,60}?)的(?=[一两二三四五六七八九十]+[份项个笔])")
_JOINTS = (  # tried one after the other: 甲、乙和丙 as two things are parted by 和, 甲、乙及丙 by 、
    Pattern("/"),
    Pattern("和(?!其)|与|以及"),
    Pattern("、"),
    Pattern("、|和(?!其)|及(?!其)|与|以及"),
)


def word_lists(text: str, at: int, size: int) -> list[list[Piece]]:
    """Return the lists of that many words that 分别 at a place parts, each as where its items stand.

    >>> word_lists("毛利率/净利率分别为", 7, 2)
    [[(0, 3), (4, 7)]]
    """
    found = [_items(text, _list(text, match, at), size) for match in _near(text, at)]
    return [items for items in found if items]


def _list(text: str, match: re.Match[str], at: int) -> Piece:
    """Return where a list stands: where one of its things is a measure itself, nothing behind 的 is common to all."""
    low, high = match.span("list")
    return (low, at) if text[high] == "的" and _joint_names().search(text, low, high) else (low, high)


def _near(text: str, at: int) -> list[re.Match[str]]:
    named = [match for match in (_BEFORE.search(text, 0, at), _AS.match(text, at)) if match]
    if not named and (what := _NAMED.search(text, 0, at)):
        # the list stands in a clause before, with the same measure: A、B的毛利率均上升，2023年毛利率分别为
        for length in range(len(what["what"]), 1, -1):
            word = what["what"][-length:]
            earlier = Pattern(rf"{_START}(?P<list>{_ITEM}?(?:、{_ITEM}?)+?)的{re.escape(word)}")
            if match := earlier.search(text, 0, at - length):
                return [match]
    return named


def _items(text: str, where: Piece, size: int) -> list[Piece]:
    """Return where the items of a list stand, cut at the first kind of separator that makes so many of it.

    A measure whose own name is a list (购买商品、接受劳务支付的现金) is not cut.
    """
    low, high = where
    whole = [match.span() for match in _joint_names().finditer(text, low, high)]
    for separator in _JOINTS:
        cuts = [match.span() for match in separator.finditer(text, low, high)]
        cuts = [cut for cut in cuts if not any(start < cut[0] < end for start, end in whole)]
        if len(cuts) == size - 1:
            starts, ends = [low, *(end for _, end in cuts)], [*(start for start, _ in cuts), high]
            return list(zip(starts, ends, strict=True))
    return []


@cache
def _joint_names() -> Pattern:
    """The measures of the ontology whose name joins several words."""
    names = (name for concept in load().concepts.values() for name in concept.zh)
    return Pattern(alternatives([name for name in names if _JOINTS[-1].search(name)]))
