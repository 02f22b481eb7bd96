"""How well the words of a label explain a word of the question."""

import re
from collections.abc import Iterable
from functools import lru_cache

from qa.parsing.question import Term
from qa.parsing.words import concept_finder, meanings, squeeze

SAME, SYNONYM, NARROWER, WIDER = 1.0, 0.95, 0.8, 0.6
KEPT = 4096  # labels whose explanation a term keeps
SURE = 0.75  # a word is met by a label that explains it at least so well
# a wide word is explained by any value of its range: 金额 by any money, 占比 by any ratio
BY_RANGE = {"amount": "Money", "share_of": "Ratio", "quantity": "Count", "closing_balance": "Money"}


@lru_cache(maxsize=65536)
def meanings_of(label: str) -> frozenset[str]:
    """Return the ids of the concepts and glossary lines that a squeezed label names, the longest words first.

    A share that says of what it is one (研发投入占营业收入的比例) names both.
    """
    if "占" not in label:
        return frozenset(concept_finder().values(label))
    words = concept_finder().find(label)
    sides = (
        side for w in words if "占" in label[w.start + 1 : w.end - 1] for side in label[w.start : w.end].split("占")
    )
    return frozenset(w.value for w in words) | frozenset(m for side in sides for m in meanings_of(side))


@lru_cache(maxsize=65536)
def squeezed(text: str) -> str:
    """Return a label as it is matched, kept for the next time."""
    return squeeze(text)


def explained(term: Term, label: str) -> float:
    """Tell from 0 to 1 how well a squeezed label explains a term; a term keeps what it has asked.

    A concept is explained by its own words (not by a longer word of another concept that holds them), less by a
    narrower or wider concept; a word nobody knows by the character pairs it shares with the label.
    """
    known = term.explained.get(label)
    if known is None:
        if len(term.explained) >= KEPT:
            term.explained.clear()
        known = term.explained[label] = _explained(term, label)
    return known


def best_explained(term: Term, labels: Iterable[str]) -> float:
    """Tell how well the best of some squeezed labels explains a term; none is asked behind one that says the same."""
    best = 0.0
    for label in labels:
        value = explained(term, label)
        if value >= SAME:
            return value
        if value > best:
            best = value
    return best


def _explained(term: Term, label: str) -> float:
    if not label:
        return 0.0
    if term.counted:
        return 1.0 if re.search(rf"(?<![第\d]){re.escape(term.forms[0])}", label) else 0.0  # 8期 is not 第8期
    if not term.meaning:
        said = SYNONYM if any(form in label for form in term.forms[1:]) else 0.0
        return max(_shared(term.forms[0], label), said)
    found = meanings_of(label)
    if term.meaning in found:
        return SAME if term.forms[0] in label else SYNONYM
    if not found.isdisjoint(narrower(term.meaning)):
        return NARROWER
    if meanings()[term.meaning].broader in found:
        return WIDER
    if not term.kind:
        return max([_shared(form, label) for form in term.forms[:3]], default=0.0) * 0.9
    return 0.35 if any(form in label for form in term.forms[:2]) else 0.0


@lru_cache(maxsize=4096)
def narrower(meaning: str) -> frozenset[str]:
    """Return the meanings that a meaning is the next broader one of."""
    return frozenset(m.id for m in meanings().values() if m.broader == meaning)


@lru_cache(maxsize=4096)
def pairs_of(word: str) -> tuple[str, ...]:
    """Return each two characters of a word that stand side by side."""
    return tuple(word[i : i + 2] for i in range(len(word) - 1))


def is_weak(term: Term) -> bool:
    """Tell whether a word says little about which statement is meant: 客户, 合同."""
    return bool(term.meaning) and meanings()[term.meaning].weak


def _shared(word: str, label: str) -> float:
    """Return the share of a word's character pairs that a label has; a Latin word or number is there or not.

    What a label calls Non-X is not X.
    """
    if word in label:
        return 1.0 if not word.isascii() or word in label.replace(f"non{word}", "") else 0.0
    if word.isascii() or len(word) < 2:
        return 0.0
    pairs = pairs_of(word)
    shared = sum([pair in label for pair in pairs]) / len(pairs)
    return shared if shared >= 0.3 else 0.0
