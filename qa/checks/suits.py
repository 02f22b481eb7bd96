"""Whether what was found can be what the interrogative asks for: a court, days, percent, an option that it names."""

import re
from dataclasses import dataclass
from functools import cache

from kg.pattern import Pattern
from kg.values.written import unit_words
from qa.evidence.found import Found, Item
from qa.evidence.spare import repeats
from qa.parsing.demands import demands_of
from qa.parsing.match import squeezed
from qa.parsing.question import Kind, Operator, Question
from qa.parsing.words import counted, word_file

_EITHER = Pattern(r"(?P<one>[^，,。？?是为用按]{2,16})还是(?P<other>[^，,。？?]{2,16}?)(?:呢|的|算)?[？?]?$")
_SEVERAL = Pattern(r"哪(?P<many>[几两二三四五])[个家位项条款种份]")
_NUMBER = Pattern(r"\d{5}")  # of an account, a licence: its row may be called by it
_CHOOSES = frozenset({Operator.COMPARE, Operator.MAXIMUM, Operator.MINIMUM})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an interrogative asks for, and how an answer of that kind looks."""

    asks: Pattern
    gives: Pattern | None
    never: Pattern | None
    unlike: Pattern | None  # of the heads over all that is given


@cache
def _kinds() -> tuple[_Asked, ...]:
    return tuple(
        _Asked(
            Pattern(line["asks"]),
            *(Pattern(line[k]) if k in line else None for k in ("gives", "never", "unlike")),
        )
        for line in word_file("kinds")
    )


def unsuited(question: Question, found: Found) -> str:
    """Return what is asked for and no item of an outcome is; empty where it suits, or where sentences answer."""
    if not found.items or found.kind == "boolean":
        return ""
    several = _SEVERAL.search(question.folded)
    names = [item for item in found.items if isinstance(item.value, str)]  # a figure asked for beside is none of them
    meant = names if names and len(question.asks) > 1 else found.items
    if several and found.kind != "text" and len(meant) not in _numbers(several["many"]):
        return several[0]
    said = [_said(item) for item in found.items]
    for kind in _kinds():
        asked = kind.asks.search(question.folded)
        if asked and kind.gives and not any(kind.gives.search(text) for text in said):
            return asked[0]
        if asked and kind.never and all(kind.never.match(item.unit) for item in found.items):
            return asked[0]
        if asked and kind.unlike and all(_headed(item, kind.unlike) for item in found.items):
            return asked[0]
    either = _EITHER.search(question.folded)
    if either:
        return "" if any(_is_one_of(item, either) for item in found.items) else either[0]
    if found.titles:  # 丙丁公司2017年采购项目 is called so after the one who is asked for
        return ""
    if "chosen" in found.met:
        return ""
    return next((str(item.value) for item in found.items if _repeats(question, item)), "")


def _is_label(question: Question, item: Item) -> bool:
    """Tell whether an item, though a figure is asked for, is but the label of its row: the band 3至4年 of ages."""
    said = squeezed(item.value) if isinstance(item.value, str) else ""
    if question.kind is not Kind.NUMBER or question.has(Operator.COMPARE) or not said or _NUMBER.search(said):
        return False
    return any(said in squeezed(cell.label) for cell in item.cells)


def _headed(item: Item, unlike: Pattern) -> bool:
    return bool(item.cells) and all(unlike.search(cell.heads) for cell in item.cells)


def _numbers(many: str) -> range:
    """Return how many items 哪几家 and 哪两家 ask for."""
    number = counted(many)
    return range(number, number + 1) if number else range(1, 10**6)


def _said(item: Item) -> str:
    """Return an item with its unit in words, as one text to look at."""
    unit = "%" if item.unit == "ratio" else unit_words(item.unit)
    return f"{item.label} {item.text} {unit} {item.value}"


def _repeats(question: Question, item: Item) -> bool:
    """Tell whether an item only says what the question itself says; one of several that it compares may."""
    if _is_label(question, item):
        return True
    chooses = question.operators & _CHOOSES or demands_of(question).extreme >= 0
    if chooses or not isinstance(item.value, str) or not re.search(r"[^\W\d]", item.value):
        return False
    said = squeezed(item.value)
    asked = re.sub(
        rf"[“\"「『]{re.escape(said)}(?:数量|人数|金额|数)[”\"」』]", "", question.text
    )  # 甲 is a part of “甲数量”
    return len(said) > 1 and (said in squeezed(asked) or (question.kind.is_name and repeats(question, said)))


def _is_one_of(item: Item, either: re.Match[str]) -> bool:
    """Tell whether an item names one of the two that a question sets side by side: 总额法还是净额法."""
    said = squeezed(item.text if isinstance(item.value, str) else f"{item.label} {item.text}")
    one, other = squeezed(either["one"]), squeezed(either["other"])
    return any(part and part in said for part in (other, one[-len(other) :]))
