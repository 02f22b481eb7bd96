"""Whether a figure is the one asked for where a word makes it another: of each head, so far, overdue, what is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.model import Quantity
from kg.pattern import Pattern
from kg.values.quantity import find_quantities
from qa.evidence.cells import Cell
from qa.evidence.found import WORDED, Found
from qa.evidence.near import near, near_item
from qa.parsing.match import BY_RANGE, squeezed
from qa.parsing.question import Question, once
from qa.parsing.words import fold, word_file

BEFORE = 40  # squeezed characters before a figure that say what it is
CLAUSES = 80  # the same of a sentence that was read: it may say so in the clause before, 剔除…影响后，
LONG = 20  # squeezed characters of a question that no two sentences say
KEPT = "qualifiers"  # in `Found.met`: those whose answers it is made of have kept to them
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class _Qualifier:
    """How a question asks for such a figure, how a filing says it, and what says that a figure is only that."""

    asks: Pattern
    said: Pattern
    only: Pattern
    by: frozenset[str]  # operations that make such a figure


@cache
def _qualifiers() -> tuple[_Qualifier, ...]:
    return tuple(
        _Qualifier(
            Pattern(line["asks"]),
            Pattern(line.get("said", "")),
            Pattern(line.get("only", _NEVER)),
            frozenset(line.get("by", ())),
        )
        for line in word_file("qualifiers")
    )


def qualifies(word: str) -> bool:
    """Tell whether a word is one that makes a figure another, which is judged here."""
    return any(line.said.pattern and line.asks.fullmatch(word) for line in _qualifiers())


def carried(question: Question, texts: Sequence[str]) -> bool:
    """Tell whether each qualifier that a question says is said by one of those that it is made of: answered, those
    have kept to it."""
    return all(any(line.asks.search(fold(text)) for text in texts) for line in _asked(question))


def keeps(question: Question, cell: Cell) -> bool:
    """Tell whether the words at a figure say each of the words that make the one asked for another than others."""
    return all(line.said.search(near(cell, BEFORE)) for line in _asked(question))


@once
def _asked(question: Question) -> list[_Qualifier]:
    """Return the qualifiers that a question says."""
    return [line for line in _qualifiers() if line.asks.search(question.plain)]


def strays(question: Question, cell: Cell) -> bool:
    """Tell whether the words at a figure make it another than the one asked for: Non-X where X is asked for."""
    if not isinstance(cell.value, Quantity):
        return False
    words = near(cell, BEFORE)
    others = (only for line in _unasked(question) if (only := line.only.search(words)))
    return any(_is_asked(question, only) for only in others)


@once
def _unasked(question: Question) -> list[_Qualifier]:
    """Return the qualifiers that a question does not say."""
    return [line for line in _qualifiers() if line not in _asked(question)]


def unqualified(question: Question, found: Found) -> str:
    """Return a word that makes a figure another than the one asked for; empty where none does.

    The question says it and no figure found is said to be such, or a figure is and the question does not say so.
    """
    operation = found.computation.operation if found.computation else ""
    if operation == "count" or KEPT in found.met:
        return ""
    figures = [item for item in found.items if isinstance(item.value, Decimal)]
    worded = WORDED in found.met
    named = [squeezed(item.value) for item in found.items if isinstance(item.value, str)]
    said = [words for item in figures if (words := near_item(found, item, BEFORE))]
    read = [near_item(found, item, CLAUSES) for item in figures if found.prose and not item.cells]
    ahead = [near_item(found, item, BEFORE, behind=False) for item in figures]
    for line in _qualifiers():
        asked = line.asks.search(question.plain)
        unsaid = not worded and said and not any(line.said.search(words) for words in (*said, *read))
        if asked and unsaid and operation not in line.by:
            return asked[0]
        if worded and _is_of_one(question):
            continue  # by those it is told which sentence is meant
        others = (m for words in (*said, *ahead) if (m := line.only.search(_unnamed(words, named))))
        other = next((m for m in others if _is_asked(question, m)), None)
        if other and not asked and not operation:
            return other[0]
    return ""


def _is_of_one(question: Question) -> bool:
    """Tell whether a question says so much, or a figure, that the sentence which says it too is the one meant."""
    return len(squeezed(question.text)) >= LONG or any(True for _ in find_quantities(question.folded))


def _is_asked(question: Question, only: re.Match[str]) -> bool:
    """Tell whether a question asks for one of those that words tell together: 货款及利息共计 is no answer to 利息."""
    part = only.groupdict().get("part")
    own = [t for t in question.terms if len(t.text) > 1 and t.meaning not in BY_RANGE]
    return part is None or any(form in part for t in own for form in t.forms)


def _unnamed(words: str, names: Sequence[str]) -> str:
    """Return the words at a figure without the names that are given beside it: 母公司账户 is what was asked for."""
    for name in names:
        words = words.replace(name, "")
    return words
