"""A noun that several words share: selling, administrative and R&D expenses are three expenses."""

import re

from kg.pattern import Pattern
from qa.english.lexicon import said
from qa.parsing.words import fold

_HEADS = "expenses?|costs?|revenues?|margins?|assets|liabilities"
_SHARED = Pattern(rf"\b(?P<words>(?:[\w&-]+, )*[\w&-]+,? and [\w&-]+) (?P<head>{_HEADS})\b", re.IGNORECASE)


def said_of_each(text: str) -> str:
    """Return a question with such a noun said of each word, where the lexicon knows them all."""
    return _SHARED.sub(_each, text)


def _each(match: re.Match[str]) -> str:
    """Say the noun that several words share with each: selling expenses, administrative expenses and R&D expenses."""
    words = [w.strip() for w in re.split(r",|\band\b", match["words"]) if w.strip()]
    if not all(said(fold(f"{word} {match['head']}")) for word in words):
        return match.group()
    told = [f"{word} {match['head']}" for word in words]
    return f"{', '.join(told[:-1])} and {told[-1]}"
