"""Ways of asking that are put in plainer English first: lost more money, in absolute terms and as a share of sales."""

import re
from functools import cache

from kg.pattern import Pattern
from qa.english.lexicon import grammar
from qa.parsing.words import word_file


@cache
def _idioms() -> tuple[tuple[Pattern, str], ...]:
    return tuple((Pattern(line["said"], re.IGNORECASE), line["plain"]) for line in word_file("idioms"))


@cache
def _numerals() -> Pattern:
    """Return what finds a counted length of time: three years, three to four years, three-month."""
    words, times = "|".join(grammar()["numerals"]), "(?:year|month|day|week)s?"
    return Pattern(rf"\b(?P<word>{words})(?:-(?={times}\b)|(?= (?:(?:to|and|or) \w+ )?{times}\b))", re.IGNORECASE)


def _in_figures(match: re.Match[str]) -> str:
    return str(grammar()["numerals"][match["word"].lower()]) + " " * match.group().endswith("-")


def plainly(text: str) -> str:
    """Return a question without the turns of phrase that have a plainer one, its lengths of time in figures."""
    text = _numerals().sub(_in_figures, text)
    for said, plain in _idioms():
        text = said.sub(plain, text)
    return text
