"""Points that a text lists: （1）X（2）Y; 1）X，…; 一是X；二是Y; 以下三类：X，如…；Y，如…; 可选择X，或选择Y."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.pattern import Pattern
from qa.parsing.words import counted, unspaced

LEAST_POINT, LONGEST_POINT = 2, 160
LONGEST_HEAD = 24  # characters of what a point is called before it is told more of
FURTHEST = 1200  # characters from one point to the next
_HANZI = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
# How the points of one list are marked: {} stands for 1, 2, 3 …
_MARKS = (
    (r"[（(]{}[)）]、?", "123456789"),
    (r"(?<![\d（(.]){}[)）]", "123456789"),
    (r"(?<![\d.年]){}、", "123456789"),
    (r"(?:(?<=\n)|^){}[.．](?!\d)", "123456789"),
    (r"{}", _CIRCLED),
    (r"{}是", _HANZI),
    (r"第{}[，、：]", _HANZI),
    (r"[（(]{}[)）]、?", _HANZI),
)
_SERIES = (
    (Pattern(r"首先[，,]?"), Pattern(r"(?:其次|再次|然后)[，,]?"), Pattern(r"(?:最后|再次)[，,]?")),
    (Pattern(r"(?<!另)一方面[，,]?"), Pattern(r"另一方面[，,]?")),
)
_TOLD = Pattern(
    r"[：:\n]|[，,]?(?:比如|例如)|[，,](?=如|即|是|为|指|主要|用于|面向|适用|可|包括|其|通过|针对|正在|已|由|以|应用|具有|支持|提供)"
)
_ASIDE = Pattern(r"[（(][^（）()]*[）)]")
_LEADS = Pattern(r"(?:在于|包括|分为|有|为|是|存在)[：:]?(?P<tail>[^。；;]+)")
_CLASSES = Pattern(r"(?:以下|如下|分为|包括|分成)[^：:。，；]{0,12}[：:](?P<tail>[^。]+)")
_EITHER = Pattern(
    r"(?P<verb>选择|采用|采取|通过)(?P<first>[^。；;]{4,120}?)[，,]?"
    r"(?:或者?|也)可?(?:以)?(?P=verb)(?P<second>[^。；;]{4,120})"
)
_JOINS = Pattern(r"、|[，,]?(?:以及|及其|或者|和|与|及|或)(?!其)")
_WANTED = Pattern("(?P<n>[两二三四五六])(?:点|种|次|个方面|方面|项|类|个|条|大)")
_ENDS = "，,。；;：: 、\n"


@dataclass(frozen=True, slots=True)
class Point:
    """One of the points of a list: where its mark stands, and what stands behind that, up to the next one's."""

    mark: int
    start: int
    end: int
    text: str

    @property
    def head(self) -> str:
        """What the point is called, before it is told more of: 血液检测系列 of 血液检测系列，用于常规血检."""
        told = _TOLD.search(self.text, 1)
        return self.text[: told.start()] if told else self.text


def wanted(folded: str) -> int:
    """Return how many points a question asks for: 哪两点, 三次; 0 where it does not say."""
    match = _WANTED.search(folded)
    return counted(match["n"]) if match else 0


def enumerated(text: str) -> list[Point]:
    """Return the marked points that a text opens with, as far as their numbers go on; of several lists the first.

    >>> [p.head for p in enumerated("分为三个系列：1）血检，用于体检；2）基因检测；3）早筛。其他略。")]
    ['血检', '基因检测', '早筛']
    """
    lists = [found for found in _marked(text) if len(found) > 1]
    return min(lists, key=lambda found: found[0].start, default=[])


def _marked(text: str) -> Iterator[list[Point]]:
    for mark, digits in _MARKS:
        yield _points(text, [Pattern(mark.replace("{}", digit)) for digit in digits])
    for series in _SERIES:
        yield _points(text, series)


def _points(text: str, marks: Sequence[Pattern]) -> list[Point]:
    found: list[re.Match[str]] = []
    at = 0
    for mark in marks:
        match = mark.search(text, at, at + FURTHEST)
        if match is None:
            break
        found.append(match)
        at = match.end()
    ends = [m.start() for m in found[1:]]
    if found:
        ends.append(_last_end(text, found[-1].end()))
    spans = [(m.start(), m.end(), end) for m, end in zip(found, ends, strict=True)]
    return [Point(mark, start, end, text[start:end].strip(_ENDS)) for mark, start, end in spans if end > start]


def _last_end(text: str, start: int) -> int:
    """Return where the last point of a list ends: with its sentence, or its line where that is a heading."""
    stop = re.search(r"。|\n(?=[^\n]{0,2}\n|\s*[（(]?[一二三四五六七八九\d])", text[start:])
    return start + stop.start() if stop else len(text)


def names_of(points: Sequence[Point]) -> list[str]:
    """Return what points are called, where all of them are called something short; else all that they say."""
    heads = [_ASIDE.sub("", p.head).strip(_ENDS) for p in points]
    if all(LEAST_POINT <= len(head) <= LONGEST_HEAD for head in heads):
        return [unspaced(head) for head in heads]
    return _clean([unspaced(p.text) for p in points])


def points(text: str, number: int = 0) -> list[str]:
    """Return the points that a sentence lists, in order; empty where it lists none, or another `number`."""
    text = unspaced(text)
    for found in _readings(text):
        if len(found) >= 2 and (not number or len(found) == number):
            return found
    return []


def _readings(text: str) -> list[list[str]]:
    readings = [_clean([p.text for p in found]) for found in _marked(text)]
    readings.append(names_of(classes(text)))
    if match := _EITHER.search(text):
        readings.append(_clean([match["first"], match["second"]]))
    tails = [_clean(_JOINS.split(m["tail"])) for m in reversed(list(_LEADS.finditer(text)))]
    readings += [parts for parts in tails if not any("，" in part for part in parts)]  # no thing runs over clauses
    return readings


def classes(text: str) -> list[Point]:
    """Return the classes that a text parts by ；, of each of which it says more: 以下两类：甲，如…；乙，如…."""
    match = _CLASSES.search(text)
    if match is None:
        return []
    parts = [m for m in re.finditer(r"[^；;]+", match["tail"]) if m.group().strip()]
    at = match.start("tail")  # lines are only wrapped within a sentence: they end nothing
    said = [unspaced(m.group()).strip(_ENDS) for m in parts]
    found = [Point(at + m.start(), at + m.start(), at + m.end(), text) for m, text in zip(parts, said, strict=True)]
    return found if len(found) > 1 else []


def _clean(parts: Sequence[str]) -> list[str]:
    kept = [_ASIDE.sub("", part).strip(_ENDS) for part in parts]
    if any(not LEAST_POINT <= len(part) <= LONGEST_POINT for part in kept):
        return []
    return kept
