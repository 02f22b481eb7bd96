"""English questions that give the filing's own words in brackets: buildings (房屋及建筑物) is one thing, not two."""

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.names import Mention
from qa.question import Term

_BRACKETS = re.compile(r"[（(](?P<filed>[^（）()]*[\u4e00-\u9fff][^（）()]*)[）)]")
_BESIDE = re.compile(r"(?:'s)?\s*")  # what may stand between the words of one phrase


def as_filed(folded: str, terms: Sequence[Term], mentions: Sequence[Mention]) -> tuple[Term, ...]:
    """Return the terms without those that only translate what the brackets behind them hold.

    A party in brackets takes the place of words that nobody knows, a word in brackets of those and of its like.
    """
    kept = list(terms)
    for match in _BRACKETS.finditer(folded):
        inside = [t for t in terms if match.start() < t.start < match.end()]
        if inside or any(match.start() < m.start < match.end() for m in mentions):
            phrase = _phrase(folded, [t for t in kept if t.end <= match.start()], match.start())
            for term in _translating(phrase, inside):
                kept.remove(term)
    return tuple(kept)


def _phrase(folded: str, before: Sequence[Term], end: int) -> list[Term]:
    """Return the words that stand side by side right before a place, the last one first."""
    phrase: list[Term] = []
    for term in sorted(before, key=lambda t: -t.end):
        if not _BESIDE.fullmatch(folded[term.end : end]):
            break
        phrase.append(term)
        end = term.start
    return phrase


def _translating(phrase: Sequence[Term], inside: Sequence[Term]) -> Sequence[Term]:
    """Return the words that the brackets repeat: up to the first of the same meaning, else those nobody knows, or the
    measure that stands for a measure."""
    meanings = {t.meaning for t in inside if t.meaning}
    same = [n for n, term in enumerate(phrase) if term.meaning in meanings]
    if same:
        return phrase[: same[-1] + 1]
    if phrase and phrase[0].kind and any(t.kind for t in inside):
        return phrase[:1]
    return list(takewhile(lambda t: not t.meaning, phrase))
