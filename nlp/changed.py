"""Figures that say what became of others: `由A增至B` says what it was and what it is, `同比增长x%，达Y` how much it is.

What stands behind such a verb is a level, and the words before it name what was measured, not how it changed.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.pattern import Pattern
from kg.values.units import alternatives
from nlp.lexicon import load
from nlp.marks import CHAR, Marked

_TIMES = CHAR["Date"] + CHAR["Period"]
_FROM = Pattern(r"(?:也|已|均|都|可以?|将|则|分别)*[由从]原?(?P<rest>[^由从，,。；;]{0,8})$")
_ADVERBS = "(?:出现了?|曾|已|不断|持续|稳步|逐步|快速|迅速|大幅度?|小幅|较大|有所|进一步)*"
_LEVEL = Pattern(r"[，,]?\s?(?:已|也|均)?(?:达到?|至|为)(?:了|约|近|超过?|人民币|\s)*")


def _changes() -> str:
    return alternatives(load("measures")["changes"])


@cache
def _become() -> Pattern:
    verbs = rf"(?:{_changes()}|变[更化]|[升降增减跌涨变])"
    words = "[^，,。；;]{0,8}?"
    return Pattern(rf"{words}{verbs}(?:至|到|为|成|达)(?P<after>{words})(?:约|近|超|的|了|\s)*")


@cache
def _to_level() -> Pattern:
    return Pattern(rf"{_ADVERBS}(?:{_changes()}|[升降增减跌涨])(?:至|到)(?:约|近|超过?|了|\s)*$")


@cache
def _compared() -> Pattern:
    return Pattern(rf"(?:{alternatives(load('measures')['compared'])}|[比由从])[^，。；]{{0,14}}?$")


@cache
def _way() -> Pattern:
    compared = alternatives(load("measures")["compared"])
    return Pattern(rf"(?:(?:{compared}|比)[^，。；]{{0,14}}?)?{_ADVERBS}(?:{_changes()})$")


def become(between: str) -> bool:
    """Tell whether the words between two figures say that the first became the second: 增至, 变更为."""
    return _become().fullmatch(between) is not None


def became(marked: Marked, places: Sequence[int]) -> dict[int, int]:
    """Return for each figure of `places` (in order) that another one became the place of that one."""
    kinds = marked.marks
    return {
        at: last
        for last, at in pairwise(places)
        if kinds[last].kind == kinds[at].kind and become(marked.text[last + 1 : at])
    }


def after_it_changed(between: str) -> str:
    """Return what qualifies the level that a figure became: 交易后 of 降至交易后."""
    found = _become().fullmatch(between)
    return "".join(char for char in found["after"] if char not in _TIMES).strip("的 ") if found else ""


def measured_before(label: str) -> str:
    """Return what is measured, without the words that say that this is what it was: 货币资金 of 货币资金由交易前."""
    return _FROM.sub("", label)


def was_before(label: str) -> str:
    """Return what qualifies the level that a figure had before: 交易前 of 货币资金由交易前; empty for nothing."""
    found = _FROM.search(label)
    return found["rest"] if found else ""


def is_level(between: str) -> bool:
    """Tell whether the words between a change and a figure make it the level reached: 同比增长5%，达1亿元."""
    return _LEVEL.fullmatch(between) is not None


def without_level(words: str) -> str:
    """Return the words before a figure without the verb that makes it the level reached: 总股本增加至 names 总股本."""
    found = _to_level().search(words)
    return _compared().sub("", words[: found.start()]) if found else words


def without_change(label: str) -> str:
    """Return what changes: 净亏损 of 净亏损同比减亏; all words where nothing else is left."""
    noun = _way().sub("", label)
    return noun if len(noun) > 1 else label
