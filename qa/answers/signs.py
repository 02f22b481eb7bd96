"""Which way a change has gone: 减少33.17% is no growth of 33.17%, unless it is asked by how much it fell."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.pattern import Pattern
from qa.evidence.found import Found, Item
from qa.evidence.near import near_item
from qa.parsing.changes import change_in, falls
from qa.parsing.question import Question

BEFORE = 12  # squeezed characters before a figure in which it is said which way it has gone


@cache
def _fell() -> Pattern:
    return Pattern(rf"(?P<word>{falls()})(?:幅度?)?(?:了|约|近|为|达|超过?)*$")


def signed(question: Question, found: Found) -> Found:
    """Return an outcome whose changes that fell are below zero and say so, where a question does not ask for a fall."""
    change = change_in(question.folded)
    if change is None or change.compared or found.computation or "亏" in question.folded:
        return found
    if _fell().search(question.folded[slice(*change.told)]):
        return found
    return replace(found, items=tuple(_signed(found, item) for item in found.items))


def _signed(found: Found, item: Item) -> Item:
    if not isinstance(item.value, Decimal) or item.value <= 0 or (item.cells and item.cells[0].line_number >= 0):
        return item
    said = near_item(found, replace(item, text=""), BEFORE) if item.cells else ""
    fell = _fell().search(said)
    if fell is None or "亏" in said:
        return item
    return replace(item, value=-item.value, text=f"{fell['word']}{item.text}")
