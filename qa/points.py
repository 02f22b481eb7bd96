"""Points that a sentence lists: 在于X、Y; 可选择X，或可选择Y; （1）X（2）Y; 一是X，二是Y; 一方面X，另一方面Y."""

import re
from collections.abc import Sequence

LEAST_POINT, LONGEST_POINT = 2, 160
_MARKS = (
    re.compile(r"[（(]\d{1,2}[）)]"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨]"),
    re.compile(r"[一二三四五六七八九]是"),
    re.compile(r"(?:首先|其次|再次|最后)[，,]?"),
    re.compile(r"(?:另)?一方面[，,]?"),
)
_LEADS = re.compile(r"(?:在于|包括|分为|有|为|是|存在)[：:]?(?P<tail>[^。；;]+)")
_EITHER = re.compile(
    r"(?P<verb>选择|采用|采取|通过)(?P<first>[^。；;]{4,120}?)[，,]?"
    r"(?:或者?|也)可?(?:以)?(?P=verb)(?P<second>[^。；;]{4,120})"
)
_JOINS = re.compile(r"、|[，,]?(?:以及|及其|或者|和|与|及|或)(?!其)")
_WANTED = re.compile(
    r"(?P<n>[两二三四五六])(?:点|种|次|个方面|方面|项|类|个|条|大)|\b(?P<en>two|three|four|five|six)\b"
)
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_ENDS = "，,。；;：: 、"


def wanted(folded: str) -> int:
    """Return how many points a question asks for: 哪两点, 三次, three; 0 where it does not say."""
    match = _WANTED.search(folded)
    return _NUMERALS[match["n"] or match["en"]] if match else 0


def points(text: str, number: int = 0) -> list[str]:
    """Return the points that a sentence lists, in order; empty where it lists none, or another `number`."""
    text = "".join(text.split())
    for found in _readings(text):
        if len(found) >= 2 and (not number or len(found) == number):
            return found
    return []


def _readings(text: str) -> list[list[str]]:
    readings = [_numbered(text, mark) for mark in _MARKS]
    if match := _EITHER.search(text):
        readings.append(_clean([match["first"], match["second"]]))
    readings += [_clean(_JOINS.split(m["tail"])) for m in reversed(list(_LEADS.finditer(text)))]
    return readings


def _numbered(text: str, mark: re.Pattern[str]) -> list[str]:
    starts = [(m.start(), m.end()) for m in mark.finditer(text)]
    if len(starts) < 2:
        return []
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return _clean([text[begin:end] for (_, begin), end in zip(starts, ends, strict=True)])


def _clean(parts: Sequence[str]) -> list[str]:
    kept = [_ASIDE.sub("", part).strip(_ENDS) for part in parts]
    if any(not LEAST_POINT <= len(part) <= LONGEST_POINT for part in kept):
        return []
    return kept
