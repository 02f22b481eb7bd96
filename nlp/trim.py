"""Captured words without what only ties them to the sentence: 因此, 其中，, （1）, 注：."""

from kg.pattern import Pattern

_LEAD = Pattern(
    r"^(?:[，、；：:;,\s“”*●]|[①-⑩]|[（(]?\d{1,2}[）)、](?!\d(?!\d{3}))|[（(]?[一二三四五六七八九十A-Z][）)]|注[:：]|则|故|且|或者?(?!许)|但是?|"
    r"因此|所以|综上所?述?|其中|此外|同时|而后|不过|使得|致使|从而|由于|鉴于|导致(?=[^，]{0,4}[自公该本])|(?:\d{1,2}[.．])?根据披露，)+"
)
_TAIL = Pattern(r"(?:[，、；\s“”]|，具体如下[:：]?|，具有(?:合理性|必要性))+$")


def trimmed(words: str) -> str:
    """Return words without connectives and numbers before them and marks behind them.

    >>> trimmed("（1）因此，毛利率上升，")
    '毛利率上升'
    """
    kept = _TAIL.sub("", _LEAD.sub("", words))
    return kept or words
