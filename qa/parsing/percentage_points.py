"""Points as people say them: 毛利率有几个点 asks for per cent, 毛利率高了几个点 for points, 毛利几个点 for 毛利率."""

import re

from kg.pattern import Pattern
from qa.parsing.words import concept_finder, is_word, meanings

_POINTS = Pattern(r"(?P<many>几|多少)个(?P<full>百分)?点(?![位子])")
_SHARE = Pattern(r"占(?!比)[^，,。；;？?高低多少增减升降涨跌]{0,14}$")
_CHANGED = Pattern(
    r"(?:[升降涨跌掉增减缩多少高低差窄]|变[动化]|改善|恶化|好转|提[高升]|下滑|回[落升]|[超高低多少]出|相差|超过|扩大)[了出过有为是约]{0,2}$"
)
_CHANGES = ("yoy", "cagr")
_MEASURED = Pattern(r"(?P<measure>[\u4e00-\u9fff]{2,4}?)(?P<has>(?:各|有|是|为|达到?|大[概约]|约)*)(?=百分之几)")


def in_points(text: str) -> str:
    """Return a question whose 个点 are written as per cent, or as points where a rate has changed by them; an amount
    of which per cent are asked is written as its rate.

    >>> in_points("毛利有几个点，毛利率比上年高了几个点？")
    '毛利率有百分之几，毛利率比上年高了几个百分点？'
    """
    return _MEASURED.sub(_as_rate, _POINTS.sub(_written, text))


def _written(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    if match["full"] and not _SHARE.search(before):
        return match.group()
    return f"{match['many']}个百分点" if _CHANGED.search(before) and not _of_amount(before) else "百分之几"


def _of_amount(before: str) -> bool:
    """Tell whether the last measure that is named is an amount: 收入涨了几个点 asks for a rate."""
    found = (meanings()[word.value] for word in concept_finder().find(before) if word.value not in _CHANGES)
    kinds = [meaning.kind for meaning in found if meaning.kind]
    return bool(kinds) and kinds[-1] != "Ratio"


def _as_rate(match: re.Match[str]) -> str:
    ends = (match["measure"][at:] for at in range(len(match["measure"]) - 1))
    rate = any(is_word(f"{end}率") for end in ends if is_word(end))
    return f"{match['measure']}率{match['has']}" if rate else match.group()
