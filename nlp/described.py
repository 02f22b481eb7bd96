"""Customers that a filing describes by what they take: 与…客户签署的合同 …… 前述12台设备 is the customer of those.

The goods are called as the filing called them first, so that the label says most: 12台GPU服务器的客户.
"""

import re
from collections.abc import Iterator

from kg.pattern import Pattern
from nlp import lexicon

_WITH = Pattern(r"[与和同]\s?(?P<who>[一-龥A-Za-z ]{0,14}客户)\s?签[署订][^。；\n]{0,10}合同")
_THOSE = Pattern(r"(?:前述|上述|该等?|此|这)\s?(?P<count>\d{1,5}\s?[台套辆])")
_SENTENCE = Pattern(r"[^。；\n]*")
AROUND = 4000  # characters before a mention in which its goods were first named


def find_described(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, label)` for each customer that a sentence tells by a number of goods named before.

    >>> list(find_described("购买的12台GPU服务器已到货。根据与云服务客户签署的合同，前述12台设备收款如下"))
    [(23, 28, '12台GPU服务器的客户')]
    """
    for match in _WITH.finditer(text):
        rest = _SENTENCE.match(text, match.end())
        those = _THOSE.search(text, match.end(), rest.end()) if rest else None
        goods = _goods(text[max(0, match.start() - AROUND) : match.start()], those["count"]) if those else ""
        if those and goods:
            yield match.start("who"), match.end("who"), f"{_plain(those['count'])}{goods}的客户"


def _goods(before: str, count: str) -> str:
    """Return what a count was last said of, with a noun of goods at its end; "" where it was of nothing."""
    number = r"\s?".join(map(re.escape, _plain(count)))
    said = re.findall(rf"(?<!\d){number}\s?([A-Za-z]*\s?[一-龥]{{0,6}}?(?:{lexicon.any_of('names', 'goods')}))", before)
    return _plain(said[-1]) if said else ""


def _plain(text: str) -> str:
    return "".join(text.split())
