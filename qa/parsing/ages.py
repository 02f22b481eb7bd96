"""Steps of a scale of ages as tables write them: 超过五年 is 5年以上, 一年内 and 不到1年 1年以内, 三到四年 3至4年.

Only where a question speaks of what is owed or kept: elsewhere 超过五年 may be any limit.
"""

from kg.pattern import Pattern
from kg.values.chinese import to_number

_SPOKEN_OF = Pattern("[账库货]龄|应[收付]|预[收付]|账款|逾期|拖欠|坏账|存货")
_NUMBER = "[1-9]|[一二两三四五六七八九十]"
_FIRST = rf"(?<![\d.第前近一二三四五六七八九十])(?:{_NUMBER})\s?"
_WITHIN = r"(?![度末初底期\d])"
_BETWEEN = Pattern(
    rf"(?P<least>{_FIRST})(?:年(?:以上)?)?\s?(?:[到至~～—–-]|(?<=以上))\s?(?P<most>{_NUMBER})\s?年(?:之间|以[内下])?{_WITHIN}"
)
_BELOW = Pattern(
    rf"(?:[不未]超过|不[到足满]|未满|[小少低短]于)(?P<most>{_FIRST})年(?:以内)?{_WITHIN}"
    rf"|(?P<years>{_FIRST})年(?:及其?|或)?(?:[以之][内下]|内)(?!到期)"
)
_ABOVE = Pattern(
    rf"(?:超[过出]|[大高多长]于|[满逾])了?(?P<least>{_FIRST})年(?:以上)?{_WITHIN}"
    rf"|(?P<years>{_FIRST})年(?:及其?|或)?(?:以[上外]|之上|开外)"
)


def in_steps(text: str) -> str:
    """Return a question with the ages that it names written as the steps of a scale.

    >>> in_steps("账龄超过五年的应收账款")
    '账龄5年以上的应收账款'
    """
    if not _SPOKEN_OF.search(text):
        return text
    text = _BETWEEN.sub(lambda m: f"{_digits(m['least'])}至{_digits(m['most'])}年", text)
    text = _BELOW.sub(lambda m: f"{_digits(m['most'] or m['years'])}年以内", text)
    return _ABOVE.sub(lambda m: f"{_digits(m['least'] or m['years'])}年以上", text)


def _digits(said: str) -> str:
    return str(to_number(said.strip()) or said.strip())
