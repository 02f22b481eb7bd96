"""How a question asks for a change or for a lead: the base it is set against × what happened × what is asked of it.

管理费用同比减少了多少万元 has the base 同比, the verb 减少 and asks for an amount; 增长百分之几 asks for a rate, 提高
几个百分点 for points, 下滑了多少 for whichever the filing states. The words are data (`changes.yaml`).
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from kg.pattern import Pattern
from qa.parsing.words import word_file


class Asked(StrEnum):
    """What is asked of a change."""

    AMOUNT = "amount"
    POINTS = "points"
    RATE = "rate"
    OPEN = "open"  # 多少: a rate where the filing states one, else an amount


class Base(StrEnum):
    """What a figure is set against, where no figure and no time is named."""

    YEAR = "year"  # the same stretch of the year before
    BEGINNING = "beginning"  # the day before the stretch began
    BEFORE = "before"  # the stretch before


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a question asks for: where it says so, and what it says."""

    start: int
    end: int
    asked: Asked
    compared: bool = False  # 多多少: one thing is set against another, nothing has changed
    base: Base | None = None
    based: tuple[int, int] = (-1, -1)  # where the base stands
    noun: bool = False  # 增幅: a measure by itself
    told: tuple[int, int] = (-1, -1)  # the word that says what happened: what follows is asked
    right: tuple[int, int] = (-1, -1)  # what it is set against, where it stands behind the word: 甲超过乙多少

    @property
    def operator(self) -> str:
        """What is done with the two figures, as far as the words tell."""
        return "growth" if self.asked is Asked.RATE or self._as_rate else "difference"

    @property
    def _as_rate(self) -> bool:
        return self.asked is Asked.OPEN and not self.compared and self.base in (Base.YEAR, Base.BEFORE)


@cache
def falls() -> str:
    """Return a pattern of the words that say that something has fallen, the longest first."""
    return "|".join(sorted(word_file("changes")["falls"], key=lambda word: (-len(word), word)))


@cache
def _any(*kinds: str) -> str:
    words = {w for kind in kinds for w in word_file("changes")[kind]}
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _asked() -> Pattern:
    lead = rf"(?<![至不最大很更多])(?!大[约概致])(?:{_any('comparatives')})"
    said = rf"(?:(?<!转)(?P<verb>{_any('verbs')})|(?P<lead>{lead})(?:{_DONE})?)"
    return Pattern(rf"{said}(?:{_any('between')}){{0,2}}(?:{_any('rate')}|多少(?!倍)|几(?=[^成倍乎次]))")


@cache
def _done() -> Pattern:
    """Return what finds a verb that no list has, by the base ahead of it: 比上一年省了多少, 较2022年压了多少."""
    based = rf"(?:{_any(*Base)}|[比较](?!重|例|率|如|对|长|多|大|高|少)[^，,。？?比较]{{0,12}}[年末期初度月])"
    much = rf"(?:{_any('between')})?(?:{_any('rate')}|多少(?!倍)|几)"
    return Pattern(rf"{based}(?:{_AGAIN})*(?P<done>[^\W\d_多少几]{{1,3}}?了){much}")


@cache
def _noun() -> Pattern:
    return Pattern(_any("nouns"))


@cache
def _bases() -> tuple[Pattern, dict[str, Base]]:
    """Return what finds a base, the longest words first, and which each of them is."""
    return Pattern(_any(*Base)), {word: base for base in Base for word in word_file("changes")[base]}


@cache
def _over() -> Pattern:
    return Pattern(
        rf"(?<![不未])(?P<lead>{_any('over')})了?(?P<right>(?!\s*\d)[^，,？?多少几哪]{{2,30}}?)的?(?:多少|几)(?!倍)"
    )


_DONE = r"(?<=[多少])(?![次年家个种项笔元名方层数量期份少])[^\W\d_多少几]{1,2}了"  # 多提了多少, 少拿了几个
_AGAIN = "又|再|还|也|竟然?|反而|进一步|一共|总共"
_RATE = Pattern("百分|成|倍|大(?:幅度|比例)")
_PERCENT = Pattern(r"\s*%")
_POINTS = Pattern(r"\s*个?(?:百分点|点(?!位))")
_UNIT = Pattern(r"\s*(?:个?[元股人名位台家个份块笔项件只套张户辆吨]|[百千]?[万亿]|百万)")


def change_in(folded: str) -> Change | None:
    """Return the change, or the lead of one thing over another, that a folded question asks for; None where it asks
    for none."""
    match, done = _asked().search(folded), _done().search(folded)
    if done and (match is None or (match["verb"] and done.start("done") < match.start())):
        match = done  # 压缩了 is one verb, though 缩 is one too
    over = _over().search(folded) if match is None else None
    if over:
        asked = Asked.POINTS if _POINTS.match(folded, over.end()) else Asked.AMOUNT
        return replace(_of(folded, over, asked, compared=True), end=over.end("lead"), right=over.span("right"))
    if match is None:
        noun = _noun().search(folded)
        return _of(folded, noun, Asked.RATE, noun=True) if noun else None
    asked = Asked.OPEN
    if _RATE.search(match.group()) or _PERCENT.match(folded, match.end()):
        asked = Asked.RATE
    elif _POINTS.match(folded, match.end()):
        asked = Asked.POINTS
    elif _UNIT.match(folded, match.end()):
        asked = Asked.AMOUNT
    return _of(folded, match, asked, compared="lead" in match.groupdict() and bool(match["lead"]))


def _of(folded: str, match: re.Match[str], asked: Asked, *, compared: bool = False, noun: bool = False) -> Change:
    bases, kinds = _bases()
    base = bases.search(folded)
    kind, place = (kinds[base.group()], base.span()) if base else (None, (-1, -1))
    spans = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
    told = spans.get("verb") or spans.get("lead") or spans.get("done") or match.span()
    start = spans["done"][0] if "done" in spans else match.start()
    return Change(start, match.end(), asked, compared, kind, place, noun, told)


@cache
def _saying() -> Pattern:
    return Pattern(rf"(?<![毫公])(?:{_any('verbs', 'nouns')}|同比|环比|幅)")


def says_change(text: str) -> bool:
    """Tell whether words speak of a change at all: 同比变动, 缩窄; 毫升 is none."""
    return _saying().search(text) is not None
